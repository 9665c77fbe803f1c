"""The trail only grows, whoever tries, on both databases."""

import importlib
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from wholeperson.foundation.actions import Deed
from wholeperson.trail.models import Line
from wholeperson.trail.public import TrailLine, lines_about
from wholeperson.trail.recorder import record

PLAN = UUID(int=7)
AT = datetime(2026, 11, 22, 3, 5, tzinfo=UTC)
DEED = Deed(AT, "system:tests", "journeys.look", "plan", str(PLAN), "looked at a plan")


@pytest.fixture
def line(db: None) -> Line:
    record(DEED)
    return Line.objects.get()


def test_a_deed_is_written_down_as_it_was_told(line: Line) -> None:
    assert lines_about(PLAN) == (
        TrailLine(line.ref, AT, "system:tests", "journeys.look", "plan", str(PLAN), "looked at a plan"),
    )
    assert str(line) == "2026-11-22 03:05 looked at a plan"


def test_the_newest_line_comes_first_and_only_what_was_asked_for(line: Line) -> None:
    record(Deed(AT + timedelta(hours=1), "system:tests", "journeys.keep", "plan", str(PLAN), "kept a plan"))
    record(Deed(AT, "system:tests", "journeys.keep", "plan", str(UUID(int=8)), "kept another"))
    assert [told.sentence for told in lines_about(PLAN)] == ["kept a plan", "looked at a plan"]


@pytest.mark.parametrize(
    "try_it",
    [
        lambda line: Line.objects.filter(pk=line.pk).update(sentence="nothing happened"),
        lambda line: Line.objects.filter(pk=line.pk).delete(),
        lambda line: line.save(),
        lambda line: line.delete(),
        lambda line: connection.cursor().execute("DELETE FROM trail_line"),
        lambda line: connection.cursor().execute("UPDATE trail_line SET actor = 'system:other'"),
    ],
)
def test_the_database_refuses_to_change_or_forget_a_line(line: Line, try_it) -> None:
    with pytest.raises(IntegrityError, match="The trail only grows"), transaction.atomic():
        try_it(line)
    assert Line.objects.get().sentence == "looked at a plan"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_the_database_refuses_to_empty_the_table(line: Line) -> None:
    with pytest.raises(IntegrityError, match="The trail only grows"), transaction.atomic():
        connection.cursor().execute("TRUNCATE trail_line")


def test_the_guard_can_be_taken_down_and_put_up_again(line: Line) -> None:
    # Not through the executor: inside a test's transaction SQLite lets nobody unapply a migration.
    guard = importlib.import_module("wholeperson.trail.migrations.0002_it_only_grows")
    editor = connection.schema_editor()
    guard.take_down(None, editor)
    Line.objects.update(sentence="changed while the guard was down")
    guard.put_up(None, editor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Line.objects.update(sentence="changed again")

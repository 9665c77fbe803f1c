"""What the command takes in, and what it answers to a machine and to a person."""

import importlib
import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from tests.cast import TESTS, alliance
from tests.wholeperson.directory.feeding import Misbehaving, feed, service
from wholeperson.directory.actions import due, duplicates, source_says
from wholeperson.directory.actions.by_command import Given, NotDoneError, take_in_given
from wholeperson.directory.commands import intake
from wholeperson.directory.models import Resource, Source
from wholeperson.directory.rules.entries import EntryError

pytestmark = [pytest.mark.django_db, pytest.mark.needs("N1")]


def test_a_folder_and_a_spreadsheet_are_taken_in_by_the_command(tmp_path: Path) -> None:
    here = alliance()
    (tmp_path / "feed").mkdir()
    (tmp_path / "feed" / "services.json").write_text(json.dumps([service(1), service(2)]))
    seen: list[tuple[int, int | None]] = []
    answer = take_in_given(
        Given(str(tmp_path / "feed"), licence="Open", allowed_by="The county"), lambda *far: seen.append(far)
    )
    assert (answer["counts"]["new"], answer["whole"], answer["kind"], seen) == (2, True, "folder", [(2, 2)])
    sheet = tmp_path / "list.csv"
    sheet.write_text("Title,What,Tel\nTea,A group,01632 960001\n,,x\n")
    answer = take_in_given(Given(str(sheet), here.address, columns={"Title": "name", "Tel": "phone"}))
    assert (answer["counts"]["waiting"], answer["problems"]) == (1, ["Line 3: there is no name, so it was left out."])
    again = take_in_given(Given(str(sheet), licence="Open", allowed_by="Us"))
    assert (again["counts"]["new"], Source.objects.get(kind="sheet").columns["Title"]) == (1, "name")
    assert Resource.objects.count() == 3
    said = "\n".join(intake._sentences(again) + intake._sentences({**answer, "problems": ["x"] * 20}))
    assert "kept until a licence is written down" in said
    assert "and 5 more" in said


def test_what_cannot_be_done_is_one_sentence(tmp_path: Path, settings: Any) -> None:
    with pytest.raises(NotDoneError, match="There are: none yet"):
        take_in_given(Given("x"))
    alliance()
    (tmp_path / "x.csv").write_text("A,B\n1,2\n")
    settings.FEEDS_NEARBY = False
    for source, says in (("none.json", "no file or folder"), ("x.csv", "No column looks like a name")):
        with pytest.raises(NotDoneError, match=says):
            take_in_given(Given(str(tmp_path / source)))
    with pytest.raises(NotDoneError, match="inside our own walls"):
        take_in_given(Given("http://127.0.0.1:1/"))


def test_columns_are_read_from_a_file_and_a_place_that_is_not_there_is_said(tmp_path: Path) -> None:
    (tmp_path / "good.json").write_text('{"Title": "name"}')
    assert intake._columns(tmp_path / "good.json") == {"Title": "name"}
    for wrong in ("{", "[]"):
        (tmp_path / "wrong.json").write_text(wrong)
        with pytest.raises(click.UsageError):
            intake._columns(tmp_path / "wrong.json")
    done = CliRunner().invoke(intake.take_in, ["x", "--data", str(tmp_path / "nowhere")])
    assert (done.exit_code, "There is no folder" in done.output) == (1, True)


def test_the_worker_stops_between_two_sources_and_leaves_what_another_has_in_hand(settings: Any) -> None:
    settings.FEEDS_NEARBY = True
    alliance()
    with feed(Misbehaving([service(1)])) as it:
        given = take_in_given(Given(it.address, licence="Open", allowed_by="x"))
        source = Source.objects.get(pk=given["id"])
        due.list_what_is_allowed(lambda: True)
        due.ask_again(by=TESTS, source_id=source.id)
        importlib.import_module("wholeperson.directory.actions.intake").begin(by=TESTS, source_id=source.id)
        due._ask(source.id, it.address, source.alliance_id, lambda: False)
    assert Source.objects.get().state


def test_two_are_put_together_once_and_only_what_differs_is_taken(tmp_path: Path) -> None:
    alliance()
    both = [service(1, name="Rose"), service(2, name="Rose", organization=service(1)["organization"])]
    (tmp_path / "a.json").write_text(json.dumps(both))
    take_in_given(Given(str(tmp_path), licence="Open", allowed_by="x"))
    one, other = sorted(Resource.objects.values_list("id", flat=True))
    alike = importlib.import_module("wholeperson.directory.models").Alike.objects.get()
    with pytest.raises(EntryError, match="Which of the two"):
        duplicates.the_same(by=TESTS, alike_id=alike.id, stays=alliance().id)
    with pytest.raises(EntryError, match="says nothing else"):
        source_says.take_theirs(by=TESTS, resource_id=one, name="name")
    duplicates.the_same(by=TESTS, alike_id=alike.id, stays=one)
    assert Resource.objects.get(pk=other).merged_into_id == one

"""Ids, the clock, the note, and the closed list of modules."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import models
from django.test.utils import isolate_apps

import wholeperson.foundation
from wholeperson.foundation import clock, ids, privacy
from wholeperson.foundation.privacy import NOBODY, Erase, Field, Kind, PrivacyNote

CLOSED_LIST = {
    "vault",
    "keystore",
    "wrapping",
    "tasks",
    "ids",
    "clock",
    "models",
    "actions",
    "announcements",
    "privacy",
}


def test_the_list_of_modules_is_closed() -> None:
    folder = Path(wholeperson.foundation.__file__).parent
    assert {path.stem for path in folder.glob("*.py")} - {"__init__"} == CLOSED_LIST
    readme = (folder / "README.md").read_text()
    assert all(f"`{name}`" in readme for name in CLOSED_LIST)


def test_an_id_tells_nothing_about_when() -> None:
    made = [ids.new_id() for _ in range(200)]
    assert len(set(made)) == 200
    assert made != sorted(made)


def test_the_clock_says_its_zone_and_can_be_stopped() -> None:
    at = datetime(2026, 11, 22, 3, 5, tzinfo=UTC)
    assert clock.now().tzinfo is UTC
    with clock.stopped(at):
        assert clock.now() == at
    assert clock.now() != at


def test_the_clock_does_not_stop_at_a_moment_without_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.stopped(datetime(2026, 11, 22)):  # noqa: DTZ001  # wrong on purpose
        pass


def field(name: str) -> Field:
    return Field(name, Kind.PERSONAL, kept="a year", opens=NOBODY, erase=Erase.BLANK)


def test_a_note_names_each_field_once() -> None:
    assert PrivacyNote(field("said"))["said"].erase is Erase.BLANK
    with pytest.raises(ValueError, match="Named twice: said"):
        PrivacyNote(field("said"), field("said"))


@isolate_apps("wholeperson.trail")
def test_what_a_note_forgets_is_given_as_a_line_to_paste() -> None:
    class Told(models.Model):
        said = models.TextField()
        privacy = PrivacyNote(field("id"), field("gone"))

        class Meta:
            app_label = "trail"

    class Untold(models.Model):
        class Meta:
            app_label = "trail"

    assert privacy.problems(Told) == (
        'Field("said", Kind.…, kept="…", opens="…", erase=Erase.…),',
        "gone is in the note and not in the model.",
    )
    assert privacy.problems(Untold) == ('Field("id", Kind.…, kept="…", opens="…", erase=Erase.…),',)

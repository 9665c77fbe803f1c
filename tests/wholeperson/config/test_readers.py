"""Settings say what to do when they are missing or cannot be read."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from wholeperson.config import readers


@pytest.fixture(autouse=True)
def asked() -> Iterator[None]:
    before = list(readers.asked)
    yield
    readers.asked[:] = before


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda value: monkeypatch.setenv("WHOLEPERSON_THING", value)


def test_a_missing_setting_says_what_it_is_and_how_to_go_on() -> None:
    with pytest.raises(
        ImproperlyConfigured, match=r"WHOLEPERSON_THING is not set. It is a thing. .*'wholeperson serve'"
    ):
        readers.text("THING", about="It is a thing.")


def test_what_was_asked_for_is_remembered_for_the_list_in_the_documentation() -> None:
    assert readers.number("THING", about="A count.", default=3) == 3
    assert readers.asked[-1] == readers.Setting("WHOLEPERSON_THING", "whole number", "3", "A count.")


@pytest.mark.parametrize(
    ("read", "value", "found"),
    [
        (lambda: readers.text("THING", about=""), " Bognor Regis ", "Bognor Regis"),
        (lambda: readers.flag("THING", about="", default=False), "Yes", True),
        (lambda: readers.flag("THING", about="", default=True), "off", False),
        (lambda: readers.number("THING", about="", default=1), "12", 12),
        (lambda: readers.words("THING", about="", default=()), "a, b,,c", ["a", "b", "c"]),
        (lambda: readers.address("THING", about="", default=""), "https://one.example/", "https://one.example/"),
        (lambda: readers.folder("THING", about=""), "/tmp/../tmp", Path("/tmp").resolve()),
    ],
)
def test_a_setting_is_read_as_what_it_is(given, read: Callable[[], Any], value: str, found: object) -> None:
    given(value)
    assert read() == found


@pytest.mark.parametrize(
    ("read", "value", "wanted"),
    [
        (lambda: readers.flag("THING", about="", default=False), "perhaps", "Give yes or no"),
        (lambda: readers.number("THING", about="", default=1), "-1", "Give a whole number"),
        (lambda: readers.address("THING", about="", default=""), "javascript:alert(1)", "Give a web address"),
        (lambda: readers.address("THING", about="", default=""), "https://", "Give a web address"),
    ],
)
def test_what_cannot_be_read_says_what_would_work(given, read: Callable[[], Any], value: str, wanted: str) -> None:
    given(value)
    with pytest.raises(ImproperlyConfigured, match=wanted):
        read()


def test_a_secret_is_read_from_its_file(given, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("k" * 40 + "\n")
    given(str(tmp_path / "key"))
    assert readers.secret("THING", about="", default=tmp_path) == "k" * 40


def test_a_secret_that_is_missing_or_short_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "short").write_text("k")
    for path in (tmp_path / "missing", tmp_path / "short"):
        with pytest.raises(ImproperlyConfigured, match="32 characters"):
            readers.secret("THING", about="", default=path)


def test_the_data_lives_in_a_file_when_nothing_is_said(tmp_path: Path) -> None:
    database = readers.database("THING", about="", default=tmp_path / "file")
    assert database["NAME"] == tmp_path / "file"
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_the_data_can_live_in_postgresql(given, tmp_path: Path) -> None:
    given("postgresql://whole:p%40ss@db.example:5433/person?sslmode=require")
    database = readers.database("THING", about="", default=tmp_path)
    assert (database["USER"], database["PASSWORD"], database["NAME"]) == ("whole", "p@ss", "person")
    assert (database["HOST"], database["PORT"]) == ("db.example", "5433")
    assert database["OPTIONS"] == {"options": readers.SHORT_QUERIES, "sslmode": "require"}


@pytest.mark.parametrize("value", ["mysql://whole:secret@db/person", "postgresql://whole:secret@db/"])
def test_an_address_of_another_kind_is_refused_without_repeating_its_password(
    given, tmp_path: Path, value: str
) -> None:
    given(value)
    with pytest.raises(ImproperlyConfigured, match="postgresql://") as refused:
        readers.database("THING", about="", default=tmp_path)
    assert "secret" not in str(refused.value)

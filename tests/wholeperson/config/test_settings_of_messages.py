"""What has to be right before anything leaves: a key that is one, and an address that people can open."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from wholeperson.config import readers

LOCAL = "http://localhost:8000"


@pytest.fixture(autouse=True)
def asked() -> Iterator[None]:
    before = list(readers.asked)
    yield
    readers.asked[:] = before


def test_a_secret_that_nobody_named_is_nothing() -> None:
    assert readers.secret_if_given("THING", about="A thing.") == ""


def test_a_secret_is_read_from_the_file_that_was_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "word").write_text("a word\n")
    monkeypatch.setenv("WHOLEPERSON_THING", str(tmp_path / "word"))
    assert readers.secret_if_given("THING", about="A thing.") == "a word"


@pytest.mark.parametrize("held", [None, b"", b"not a key", b"\xff"])
def test_a_file_without_the_secret_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: bytes | None
) -> None:
    if held is not None:
        (tmp_path / "word").write_bytes(held)
    monkeypatch.setenv("WHOLEPERSON_THING", str(tmp_path / "word"))
    with pytest.raises(ImproperlyConfigured, match=r"does not hold a key\. Name its file in WHOLEPERSON_THING"):
        readers.secret_if_given("THING", about="A thing.", shape="k+", wanted="a key")


def test_an_address_that_leads_to_this_machine_only_is_not_sent_to_people() -> None:
    assert readers.known_outside(LOCAL, "SITE_ADDRESS", needed=False) == LOCAL
    assert readers.known_outside("https://place.example", "SITE_ADDRESS", needed=True) == "https://place.example"
    with pytest.raises(ImproperlyConfigured, match="WHOLEPERSON_SITE_ADDRESS is not set"):
        readers.known_outside(LOCAL, "SITE_ADDRESS", needed=True)

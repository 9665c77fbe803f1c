"""Map tiles come from elsewhere only where a place says so, and then only they do."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from wholeperson.config import readers

NAME = "WHOLEPERSON_MAP_TILES"


@pytest.fixture(autouse=True)
def asked() -> Iterator[None]:
    before = list(readers.asked)
    yield
    readers.asked[:] = before


def test_nothing_is_asked_of_another_machine_where_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NAME, raising=False)
    assert readers.tiles("MAP_TILES", about="For a test.") == ""
    assert readers.origin("") == []
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"] == ["'self'"]


def test_the_policy_opens_for_the_origin_of_the_tiles_and_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "https://tiles.example:8443/a/{z}/{x}/{y}.png?key=secret")
    assert readers.origin(readers.tiles("MAP_TILES", about="For a test.")) == ["https://tiles.example:8443"]


@pytest.mark.parametrize(
    "odd",
    ["tiles", "ftp://tiles.example/{z}/{x}/{y}", "https://tiles.example/{z}/{x}", "https://a b/{z}/{x}/{y}",
     "https://*.example/{z}/{x}/{y}", "https:///{z}/{x}/{y}", "https://x;script-src/{z}/{x}/{y}"],
)  # fmt: skip
def test_an_address_that_could_open_more_stops_the_start_with_a_remedy(
    monkeypatch: pytest.MonkeyPatch, odd: str
) -> None:
    monkeypatch.setenv(NAME, odd)
    with pytest.raises(ImproperlyConfigured, match=r"https://tiles\.example"):
        readers.tiles("MAP_TILES", about="For a test.")

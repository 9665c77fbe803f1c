"""What stands around every page, and what every answer says to the browser."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client

import wholeperson.interface
from tools.tree import ROOT
from wholeperson.interface.middleware import nothing_kept

PAGES = ("/me/", "/my-people/", "/my-place/", "/bigger-picture/", "/help-now/", "/leaving/", "/")
PLACES = ("Me", "My people", "My place", "The bigger picture")


@pytest.mark.django_db
@pytest.mark.needs("P9", "P10")
@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_its_four_places_help_and_the_way_out(client: Client, address: str) -> None:
    page = client.get(address).content.decode()
    assert all(f">{place}<" in page for place in PLACES)
    assert 'href="/help-now/"' in page
    assert '<a class="btn away" href="/exit/" rel="nofollow noreferrer"' in page
    assert page.count("<h1>") == 1
    assert "Go to the main words" in page


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_no_page_sets_a_cookie_or_asks_for_anything_from_elsewhere(client: Client, address: str) -> None:
    answer = client.get(address)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    loaded = re.findall(r'(?:src|<link[^>]+href|<use href)="([^"]+)"', answer.content.decode())
    assert loaded
    assert all(one.startswith("/static/") for one in loaded)


@pytest.mark.django_db
def test_the_policy_allows_nothing_inline_and_nobody_else(client: Client) -> None:
    answer = client.get("/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "nonce" not in policy
    assert "style=" not in answer.content.decode()
    assert "<style" not in answer.content.decode()
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert "camera=()" in answer["Permissions-Policy"]


@pytest.mark.django_db
@pytest.mark.needs("P9")
def test_nothing_of_a_person_with_a_session_is_cached(client: Client) -> None:
    assert "no-store" not in client.get("/me/").get("Cache-Control", "")
    client.cookies["sessionid"] = "anything"
    assert client.get("/me/")["Cache-Control"] == "no-store"


def test_nothing_that_begins_a_session_is_cached_either() -> None:
    def begin(request: HttpRequest) -> HttpResponse:
        answer = HttpResponse()
        answer.set_cookie("sessionid", "new")
        return answer

    assert nothing_kept(begin)(HttpRequest())["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_a_page_comes_packed_for_a_slow_phone(client: Client) -> None:
    answer = client.get("/help-now/", headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < 6_000


@pytest.mark.django_db
def test_an_address_with_nothing_there_is_met_with_our_own_page(client: Client) -> None:
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.content.decode()


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_pages_for_when_something_breaks_need_nothing_to_be_shown(name: str) -> None:
    page = render_to_string(f"{name}.html")
    assert 'href="/help-now/"' in page
    assert 'href="/exit/"' in page
    assert "<title>Whole Person</title>" in page


@pytest.mark.django_db
def test_a_form_that_waited_too_long_is_met_kindly() -> None:
    answer = Client(enforce_csrf_checks=True).post("/me/", {"said": "hello"})
    assert answer.status_code == 403
    assert "Please send that once more" in answer.content.decode()


@pytest.mark.parametrize(
    "token", re.findall(r"`(#[0-9A-F]{6})`", "`#FBF7F0` `#22302E` `#6B3A5B` `#8A5A00` `#1F6B4F` `#1B5E78` `#A8432D`")
)
def test_the_colours_are_those_of_the_look(token: str) -> None:
    tokens = Path(wholeperson.interface.__file__).parent / "static" / "interface" / "tokens.css"
    assert token.lower() in tokens.read_text()


def test_the_lock_file_of_the_browser_libraries_names_no_registry() -> None:
    lock = (ROOT / "package-lock.json").read_text()
    assert '"resolved"' not in lock


def test_a_page_asked_of_a_name_that_is_not_ours_has_no_address_on_paper(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["ours.example"]
    answer = Client().get("/leaving/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "elsewhere.example" not in answer.content.decode()

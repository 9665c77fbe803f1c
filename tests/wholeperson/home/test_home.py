"""The front pages: warm, honest, and true at three in the morning."""

import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client

from wholeperson.foundation import clock
from wholeperson.home import presenters, queries
from wholeperson.interface.saying import LONDON

SUNDAY_AT_THREE = datetime(2026, 11, 22, 3, 5, tzinfo=LONDON)


@pytest.fixture
def at_three(db: None) -> Iterator[None]:
    with clock.stopped(SUNDAY_AT_THREE):
        yield


def words(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


@pytest.mark.needs("P10")
def test_help_now_begins_with_danger_then_with_who_is_there(client: Client, at_three: None) -> None:
    said = words(client, "/help-now/")
    order = [
        "Call 999",
        "press 55",
        "It is Sunday 22 November, 3:05 in the morning",
        "Call 111",
        "116 123",
        "Worth a try",
    ]
    assert [said.index(part) for part in order] == sorted(said.index(part) for part in order)
    assert said.index("0808 801 0327") > said.index("Worth a try")
    assert said.index("Opens at 5 in the evening") > said.index("Later today")
    assert "Last checked in November 2026" in said


@pytest.mark.needs("P10")
def test_every_number_can_be_rung_by_touching_it(client: Client, at_three: None) -> None:
    page = client.get("/help-now/").content.decode()
    for line in queries.who_listens(SUNDAY_AT_THREE):
        assert f'href="{line.tel}"' in page
    assert "does not show on a phone bill" in page


def test_in_the_evening_everybody_whose_hours_are_known_listens() -> None:
    evening = SUNDAY_AT_THREE.replace(hour=19)
    shown = presenters.help_now(queries.who_listens(evening), evening)
    assert shown.later == ()
    assert [line.id for line in shown.unknown] == ["mens-advice-line", "shelter"]
    assert presenters.how_many_listen(queries.who_listens(evening)) == 8


def test_the_front_page_invites_to_the_maps_and_to_somebody_to_talk_to(client: Client, at_three: None) -> None:
    page = client.get("/").content.decode()
    assert '<a class="btn" href="/maps/">' in page
    assert "There are 7 numbers" in page
    for name in queries.THREE_PARTS:
        assert f'href="/maps/{name}/"' in page


@pytest.mark.needs("T10")
def test_family_and_friends_find_numbers_of_their_own(client: Client, at_three: None) -> None:
    said = words(client, "/my-people/")
    assert "Talk to FRANK" in said
    assert "Samaritans" in said
    assert "Childline" not in said


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/me/", "/my-people/", "/my-place/", "/bigger-picture/"])
def test_a_page_asks_for_one_main_thing_and_promises_nothing(client: Client, address: str) -> None:
    page = client.get(address).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert main.count('class="btn"') == 1
    assert not re.search(r"coming soon|will be able|not yet|watch this space", main, re.IGNORECASE)


@pytest.fixture
def signed(db: None, client: Client) -> Client:
    session = SessionStore()
    session["anything"] = "of theirs"
    session.create()
    client.cookies["sessionid"] = session.session_key
    return client


@pytest.mark.needs("P9", "T14")
def test_leaving_by_the_link_ends_the_session_and_leads_away(signed: Client, settings) -> None:
    settings.EXIT_TO = "http://127.0.0.1:1/weather"
    answer = signed.get("/exit/")
    assert answer.status_code == 303
    assert answer["Location"] == "http://127.0.0.1:1/weather"
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert answer["Cache-Control"] == "no-store"
    assert not Session.objects.exists()
    assert answer.cookies["sessionid"]["max-age"] == 0


@pytest.mark.needs("P9", "T14")
def test_leaving_by_script_ends_the_session_without_a_token(signed: Client) -> None:
    signed.handler.enforce_csrf_checks = True
    answer = signed.post("/exit/")
    assert answer.status_code == 204
    assert answer["Clear-Site-Data"]
    assert not Session.objects.exists()


def test_leaving_without_a_session_touches_no_table(client: Client) -> None:
    assert client.get("/exit/").status_code == 303


def test_leaving_is_asked_for_in_a_known_way(client: Client) -> None:
    assert client.delete("/exit/").status_code == 405


@pytest.mark.django_db
def test_the_page_about_leaving_says_what_stays(client: Client) -> None:
    said = words(client, "/leaving/")
    assert "Pages you saw before this one may still be in the list" in said
    assert "Try it now" in said


def test_machines_are_answered_plainly(client: Client) -> None:
    assert client.get("/healthz").content == b"ok"
    assert b"Disallow: /exit/" in client.get("/robots.txt").content

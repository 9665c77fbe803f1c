"""You, your children and who gets told: promised only where an alliance stands by exactly these sentences."""

import html

import pytest
from django.test import Client

from tests.cast import alliance, browser_of, with_role
from wholeperson.people.models import Confirmation
from wholeperson.people.public import Role
from wholeperson.people.rules import children

pytestmark = pytest.mark.django_db

RUN = "/alliances/bognor-regis/run/children/"
POLICY = {"policy": "Safeguarding <children> policy", "dated": "2026-03-14"}
FIRST = "Using drugs or drink does not by itself mean losing your children."
JOINING = "Joining tells nobody."


def read(place: str = "") -> str:
    return html.unescape(Client().get("/join/children/", {"place": place} if place else {}).content.decode())


def confirmed_by(place: str = "Bognor Regis") -> None:
    address = place.lower().replace(" ", "-")
    browser = browser_of(with_role(f"C {place}", Role.COORDINATOR, place=place))
    answer = browser.post(f"/alliances/{address}/run/children/", {**POLICY, "text_hash": children.text_hash()})
    assert (answer.status_code, answer["Location"]) == (303, f"/alliances/{address}/run/")


@pytest.mark.needs("T12")
def test_until_an_alliance_has_confirmed_them_the_sentences_are_not_promised() -> None:
    alliance()
    page = read()
    assert "The alliance of Bognor Regis has not yet confirmed these sentences against its own policy" in page
    assert FIRST not in page
    assert JOINING in page
    assert "0800 1111" in page


@pytest.mark.needs("T12")
def test_once_confirmed_a_parent_reads_them_before_anything_is_asked() -> None:
    confirmed_by()
    page = read()
    for part in (*children.PROMISES, *children.ALWAYS):
        for says in (part.title, *part.says):
            assert says in page
    assert "Safeguarding <children> policy, 14 March 2026" in page
    assert page.index(FIRST) < page.index("When they cannot keep it to themselves")


@pytest.mark.needs("T12")
def test_a_letter_that_changes_takes_the_promise_back(monkeypatch: pytest.MonkeyPatch) -> None:
    confirmed_by()
    changed = children.Part("First of all", (*children.PROMISES[0].says, "One more."))
    monkeypatch.setattr(children, "PROMISES", (changed, *children.PROMISES[1:]))
    page = read()
    assert "The sentences of this page have changed since the alliance of Bognor Regis confirmed them" in page
    assert FIRST not in page
    cleo = browser_of(with_role("Cleo", Role.COORDINATOR))
    assert (
        "have changed since your alliance confirmed them" in cleo.get("/alliances/bognor-regis/run/").content.decode()
    )


def test_with_several_places_the_page_asks_which_and_still_says_what_is_always_so() -> None:
    alliance("Crawley")
    confirmed_by()
    page = read()
    assert "Which place is yours?" in page
    assert JOINING in page
    assert FIRST not in page
    assert FIRST in read("bognor-regis")
    assert FIRST not in read("crawley")
    assert "The alliance of Crawley has not yet confirmed" in read("crawley")


def test_without_any_alliance_it_says_so() -> None:
    assert "No alliance has confirmed these sentences" in read()


@pytest.mark.parametrize("place", ["nowhere", "../me", "<b>"])
def test_a_place_that_is_not_there_is_not_there(place: str) -> None:
    alliance()
    assert Client().get("/join/children/", {"place": place}).status_code == 404


def test_the_coordinator_reads_every_sentence_and_names_the_policy() -> None:
    browser = browser_of(with_role("Cleo", Role.COORDINATOR))
    page = html.unescape(browser.get(RUN).content.decode())
    assert all(says in page for part in (*children.PROMISES, *children.ALWAYS) for says in part.says)
    for typed in ({}, {"policy": "Ours"}, {"policy": "Ours", "dated": "soon"}, {"policy": " ", "dated": "2026-03-14"}):
        answer = browser.post(RUN, {**typed, "text_hash": children.text_hash()})
        assert answer.status_code == 422
    assert Confirmation.objects.count() == 0
    browser.post(RUN, {**POLICY, "text_hash": children.text_hash()})
    assert "Confirmed last against: Safeguarding" in browser.get(RUN).content.decode()


def test_only_what_was_on_the_screen_is_confirmed() -> None:
    browser = browser_of(with_role("Cleo", Role.COORDINATOR))
    answer = browser.post(RUN, {**POLICY, "text_hash": "0" * 64})
    assert answer.status_code == 422
    assert "The sentences have changed since you opened this page." in answer.content.decode()
    assert children.text_hash() in answer.content.decode()
    assert "Safeguarding" in answer.content.decode()
    assert Confirmation.objects.count() == 0


def test_the_hash_is_of_every_sentence() -> None:
    assert all(says in children.text() for part in (*children.PROMISES, *children.ALWAYS) for says in part.says)
    assert len(children.text_hash()) == 64

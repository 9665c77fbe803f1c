"""Being forgotten: said plainly, asked once more, done at once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tests.cast import browser_of, in_circle, joined, with_role
from wholeperson.foundation import clock, keystore, vault
from wholeperson.interface.saying import moment
from wholeperson.people import actions, queries
from wholeperson.people.models import Person, Tie
from wholeperson.people.public import Role

pytestmark = pytest.mark.django_db

FORGET = "/me/forget/"


@pytest.mark.needs("P8")
def test_the_page_says_what_goes_what_stays_and_until_when() -> None:
    now = clock.now()
    with clock.stopped(now):
        page = browser_of(joined("Sam")).get(FORGET).content.decode()
    for words in ("It cannot be undone", "random numbers", "they may remember", moment(keystore.forgotten_by(now))):
        assert words in page


@pytest.mark.needs("P8")
def test_the_word_forgets_and_every_device_is_signed_out() -> None:
    sam, nia = joined("Sam"), joined("Nia")
    in_circle(sam, nia)
    closed = bytes(Person.objects.get(pk=sam.id).name)
    browser = browser_of(sam)
    answer = browser.post(FORGET, {"word": " Forget "})
    assert (answer.status_code, answer["Location"]) == (303, "/forgotten/")
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not Person.objects.filter(pk=sam.id).exists()
    assert Tie.objects.count() == 0
    assert [one.owner for one in keystore.erasures()] == [sam.id]
    with pytest.raises(vault.CannotOpenError):
        vault.open_words(sam.id, closed, place=queries.NAME)
    assert browser.get("/me/everything/").status_code == 303
    assert queries.name_of(nia.id) == "Nia"


@pytest.mark.parametrize("word", ["", "forge", "yes", "<b>forget</b>"])
def test_another_word_takes_nothing_away(word: str) -> None:
    sam = joined("Sam")
    answer = browser_of(sam).post(FORGET, {"word": word})
    assert answer.status_code == 422
    assert "Nothing has gone." in answer.content.decode()
    assert queries.name_of(sam.id) == "Sam"


def test_it_is_asked_again_first_and_nothing_goes() -> None:
    sam = joined("Sam")
    with clock.stopped(clock.now() + timedelta(minutes=6)):
        browser = browser_of(sam)
        for answer in (browser.get(FORGET), browser.post(FORGET, {"word": "forget"})):
            assert (answer.status_code, answer["Location"]) == (303, "/repeat/?next=%2Fme%2Fforget%2F")
    assert queries.name_of(sam.id) == "Sam"


def test_being_forgotten_is_never_switched_off() -> None:
    sam = joined("Sam")
    actions.switch_showing(by=sam, viewer=sam, off=True)
    browser = browser_of(sam)
    assert browser.get(FORGET).status_code == 200
    assert browser.post(FORGET, {"word": "forget"}).status_code == 303


def test_a_coordinator_who_is_forgotten_leaves_the_place_as_it_was() -> None:
    cleo = with_role("Cleo", Role.COORDINATOR)
    browser_of(cleo).post(FORGET, {"word": "forget"})
    assert Client().get("/alliances/bognor-regis/").status_code == 200


def test_the_page_after_it_knows_nobody() -> None:
    with clock.stopped(datetime(2026, 11, 21, 12, tzinfo=UTC)):
        page = Client().get("/forgotten/").content.decode()
    assert "Wednesday 23 December" in page
    assert browser_of(joined("Sam")).get("/forgotten/").status_code == 200


def test_a_visitor_is_led_to_the_door() -> None:
    assert Client().get(FORGET)["Location"].startswith("/sign-in/")
    assert Client().post(FORGET, {"word": "forget"}).status_code == 303

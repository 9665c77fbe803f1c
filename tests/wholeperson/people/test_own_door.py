"""My door: what it tells, what it changes, what it asks first, and what it does not say over somebody's shoulder."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from tests.cast import PHRASE, browser_of, in_circle, joined, signed_in
from wholeperson.foundation import clock
from wholeperson.foundation.announcements import _listeners, subscribe
from wholeperson.people import actions, queries
from wholeperson.people.models import SignIn
from wholeperson.people.public import AskAgainError, DoorError, SignInChanged

pytestmark = pytest.mark.django_db
DOOR = "/me/door/"
PAGES = ("", "phrase/", "name/", "codes/", "cards/", "passkeys/", "way-back/", "showing/")
SIX_MINUTES = timedelta(minutes=6)


@pytest.fixture
def told() -> Iterator[list[SignInChanged]]:
    heard: list[SignInChanged] = []
    subscribe(SignInChanged, heard.append)
    yield heard
    _listeners[SignInChanged].remove(heard.append)


def page(browser: Client, path: str = "") -> str:
    answer = browser.get(f"{DOOR}{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_page_opens_for_somebody_who_is_signed_in_and_leads_others_to_the_door() -> None:
    browser = browser_of(joined("Sam Sunshine"))
    for path in PAGES:
        shown = page(browser, path)
        title = re.search(r"<title>(.*?)</title>", shown)
        assert title
        assert title[1].endswith(" · Whole Person")
        assert "Sunshine" not in title[1]
        assert '<meta name="robots" content="noindex">' in shown
        assert Client().get(f"{DOOR}{path}").status_code == 303


def test_the_door_tells_in_plain_words_which_ways_in_there_are(told: list[SignInChanged]) -> None:
    sam = joined("Sam", phrase=PHRASE)
    shown = page(browser_of(sam))
    for words in ("You have one.", "None. A card is six words on paper", "None left.", "on this device, and nowhere"):
        assert words in shown
    actions.make_codes(by=sam, viewer=sam)
    actions.make_card(by=sam, viewer=sam, number="4719")
    signed_in(sam.id)
    shown = page(browser_of(sam))
    for words in ("8 codes left.", "1 card", "on this device and on 1 other."):
        assert words in shown
    assert len(told) == 2


def test_the_door_says_neither_when_nor_where_somebody_is_signed_in() -> None:
    sam = joined("Sam")
    with clock.stopped(clock.now() + timedelta(minutes=1)):
        signed_in(sam.id)
        shown = page(browser_of(sam))
    assert not re.search(r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", shown)


def test_signing_out_everywhere_else_ends_the_other_devices_and_not_this_one() -> None:
    sam = joined("Sam")
    other, browser = browser_of(signed_in(sam.id)), browser_of(sam)
    assert browser.post(f"{DOOR}elsewhere/")["Location"] == DOOR
    assert "Every other device is signed out." in page(browser)
    assert "Every other device is signed out." not in page(browser)
    assert other.get(DOOR).status_code == 303


def test_four_words_can_be_taken_and_the_old_passphrase_opens_nothing(told: list[SignInChanged]) -> None:
    sam = joined("Sam", phrase=PHRASE)
    browser, other = browser_of(sam), browser_of(signed_in(sam.id))
    found = re.search(r'name="phrase" value="([^"]+)"', page(browser, "phrase/"))
    assert found
    assert len(found[1].split()) >= 4
    assert browser.post(f"{DOOR}phrase/", {"phrase": found[1]})["Location"] == DOOR
    assert queries.person_by_phrase("Sam", found[1]) == sam.id
    assert queries.person_by_phrase("Sam", PHRASE) is None
    assert other.get(DOOR).status_code == 303
    assert told == [SignInChanged(sam.id)]


def test_a_short_passphrase_is_not_kept_and_the_page_says_what_helps() -> None:
    browser = browser_of(joined("Sam"))
    for given, says in (("short", "Four words will do"), ("", "Please give a passphrase")):
        answer = browser.post(f"{DOOR}phrase/", {"phrase": given})
        assert answer.status_code == 422
        assert says in answer.content.decode()
        assert 'value="short"' not in answer.content.decode()


def test_a_name_is_changed_and_takes_the_passphrase_along(told: list[SignInChanged]) -> None:
    sam = joined("Sam", phrase=PHRASE)
    browser = browser_of(sam)
    assert "Sam" in page(browser, "name/")
    asked = browser.post(f"{DOOR}name/", {"name": "Kit"})
    assert asked.status_code == 422
    assert 'value="Kit"' in asked.content.decode()
    assert browser.post(f"{DOOR}name/", {"name": "Kit", "phrase": "short"}).status_code == 422
    assert browser.post(f"{DOOR}name/", {"name": "Kit", "phrase": PHRASE})["Location"] == DOOR
    assert queries.person_by_phrase("Kit", PHRASE) == sam.id
    assert told == [SignInChanged(sam.id)]


@pytest.mark.needs("P9")
def test_changing_a_name_or_a_passphrase_is_no_quicker_way_to_guess_than_signing_in() -> None:
    joined("Sam", phrase=PHRASE)
    with clock.stopped(clock.now()):
        rob = browser_of(joined("Rob", phrase="lantern pebble orchard kite"))
        taken = {"name": "Sam", "phrase": PHRASE}
        common = {"name": "Sam", "phrase": "password123"}
        answers = [rob.post(f"{DOOR}name/", typed) for typed in (taken, common, taken, common, taken)]
        assert [answer.status_code for answer in answers] == [422] * 5
        assert all("Many people use this one" in answer.content.decode() for answer in answers)
        slow = rob.post(f"{DOOR}name/", {"name": "Sam", "phrase": "mossy otter violet drum"})
        assert (slow.status_code, slow["Retry-After"]) == (429, "2")
        assert 'value="Sam"' in slow.content.decode()
        assert "mossy otter" not in slow.content.decode()
        # Their own name is another one, and has its own five.
        assert [rob.post(f"{DOOR}phrase/", {"phrase": "short"}).status_code for _ in range(6)] == [422] * 5 + [429]
    with clock.stopped(clock.now() + timedelta(seconds=3)):
        assert rob.post(f"{DOOR}phrase/", {"phrase": "mossy otter violet drum"}).status_code == 303


def test_somebody_without_a_passphrase_changes_their_name_alone() -> None:
    sam = joined("Sam")
    assert browser_of(sam).post(f"{DOOR}name/", {"name": "Kit"}).status_code == 303
    assert queries.name_of(sam.id) == "Kit"


@pytest.mark.needs("P9")
def test_eight_new_codes_are_shown_once_and_the_old_ones_stop() -> None:
    sam = joined("Sam")
    old = actions.make_codes(by=sam, viewer=sam)
    browser = browser_of(sam)
    assert "You have 8 left" in page(browser, "codes/")
    answer = browser.post(f"{DOOR}codes/")
    codes = re.findall(r"<li>([a-z2-9]{5}-[a-z2-9]{5})</li>", answer.content.decode())
    assert (answer.status_code, len(codes)) == (200, 8)
    assert queries.open_code(old[0]) is None
    assert queries.open_code(codes[0]) is not None
    assert codes[0] not in page(browser, "codes/")


def test_whatever_opens_a_door_is_asked_again_after_five_minutes() -> None:
    sam, nia, kai = joined("Sam"), joined("Nia"), joined("Kai")
    ties = [str(in_circle(sam, other).id) for other in (nia, kai)]
    tries = {
        "phrase/": {"phrase": PHRASE}, "name/": {"name": "Kit"}, "codes/": {}, "cards/": {"number": "4719"},
        "way-back/": {"people": ties}, "showing/": {"switch": "on"},
    }  # fmt: skip
    with clock.stopped(clock.now() + SIX_MINUTES):
        browser = browser_of(sam)
        for path, given in tries.items():
            answer = browser.post(f"{DOOR}{path}", given)
            assert answer.status_code == 303
            assert answer["Location"] == f"/repeat/?next=%2Fme%2Fdoor%2F{path[:-1]}%2F"
        for path in ("phrase/", "name/"):
            assert browser.get(f"{DOOR}{path}").status_code == 303
        for path in ("codes/", "cards/", "passkeys/", "way-back/"):
            assert "Show that it is me" in page(browser, path)


@pytest.mark.needs("P9")
def test_showing_is_switched_off_at_once_and_nothing_on_any_page_of_the_door_tells() -> None:
    sam = joined("Sam")
    browser = browser_of(sam)
    secret = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    before = [secret.sub("", page(browser, path)) for path in ("", "showing/")]
    with clock.stopped(clock.now() + SIX_MINUTES):
        browser = browser_of(sam)
        answer = browser.post(f"{DOOR}showing/", {"switch": "off"})  # nothing is asked first
    assert (answer.status_code, answer["Location"]) == (303, f"{DOOR}showing/")
    assert not queries.showing_is_open(sam.id, clock.now())
    assert "Saved." in page(browser, "showing/")
    assert [secret.sub("", page(browser, path)) for path in ("", "showing/")] == before


def test_showing_is_on_again_after_three_days_and_asking_twice_gains_nothing() -> None:
    sam, now = joined("Sam"), clock.now()
    browser = browser_of(sam)
    browser.post(f"{DOOR}showing/", {"switch": "off"})
    browser.post(f"{DOOR}showing/", {"switch": "on"})
    browser.post(f"{DOOR}showing/", {"switch": "on"})
    assert not queries.showing_is_open(sam.id, now + timedelta(days=2, hours=23))
    assert queries.showing_is_open(sam.id, clock.now() + timedelta(days=3))


def test_a_name_without_its_passphrase_is_not_changed() -> None:
    sam = joined("Sam", phrase=PHRASE)
    with pytest.raises(DoorError, match="passphrase for the new name"):
        actions.change_name(by=sam, viewer=sam, name="Kit")


def test_the_actions_themselves_ask_again() -> None:
    sam = joined("Sam")
    with clock.stopped(clock.now() + SIX_MINUTES):
        for deed in (
            lambda: actions.change_phrase(by=sam, viewer=sam, phrase=PHRASE),
            lambda: actions.change_name(by=sam, viewer=sam, name="Kit"),
            lambda: actions.make_codes(by=sam, viewer=sam),
            lambda: actions.make_card(by=sam, viewer=sam, number="4719"),
            lambda: actions.switch_showing(by=sam, viewer=sam, off=False),
        ):
            with pytest.raises(AskAgainError):
                deed()
    assert SignIn.objects.count() == 1

"""A person's own messages, and how they are reached."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.cast import TESTS, browser_of, joined
from tests.wholeperson.messages.reach import NUMBER, ROBIN, reached
from wholeperson.foundation import clock
from wholeperson.foundation.actions import action
from wholeperson.messages import actions, chores, presenters, queries
from wholeperson.messages.models import Message
from wholeperson.messages.rules import Channel
from wholeperson.people.actions import switch_showing
from wholeperson.people.models import SignIn
from wholeperson.people.public import Viewer

pytestmark = pytest.mark.django_db
CHOICES = {"channel": "email", "email": ROBIN, "when": "any"}
PAGES = ["/messages/", "/me/reaching/", "/me/reaching/change/"]


def sent(sam: Viewer, kind: str = "test-word", token: str = "") -> Message:
    return actions.tell(by=TESTS, person_id=sam.id, kind=kind, token=token)


def page(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_who_is_not_signed_in_is_led_to_the_door(path: str) -> None:
    answer = Client().get(path)
    assert (answer.status_code, answer["Location"]) == (303, f"/sign-in/?next={path.replace('/', '%2F')}")


@pytest.mark.parametrize("path", PAGES)
def test_titles_say_nothing_about_anybody_and_no_page_shows_an_address(path: str) -> None:
    said = page(browser_of(reached(joined("Sam"))), path)
    title = said.split("<title>")[1].split("</title>")[0]
    assert title in {
        "Messages · Whole Person",
        "How we reach you · Whole Person",
        "Change how we reach you · Whole Person",
    }
    assert "noindex" in said
    assert ROBIN not in said


def test_no_messages_is_a_page_that_says_so() -> None:
    assert "There is nothing here now." in page(browser_of(joined("Sam")), "/messages/")


def test_a_message_leads_on_and_is_read_when_it_is_opened() -> None:
    sam = joined("Sam")
    message, browser = sent(sam), browser_of(sam)
    assert "New" in page(browser, "/messages/")
    assert queries.unread_of(sam) == 1
    answer = browser.post(f"/messages/{message.id}/open/")
    assert (answer.status_code, answer["Location"]) == (303, "/me/reaching/")
    assert queries.unread_of(sam) == 0
    assert "New" not in page(browser, "/messages/")


def test_somebody_elses_message_is_not_there_just_as_none_is() -> None:
    message, browser = sent(joined("Sam")), browser_of(joined("Nia"))
    assert browser.post(f"/messages/{message.id}/open/").status_code == 404
    assert browser.post(f"/messages/{uuid4()}/open/").status_code == 404
    assert Message.objects.get(pk=message.pk).read_at is None


def test_the_page_shows_what_went_out_in_those_very_words() -> None:
    sam = reached(joined("Sam"))
    sent(sam, "way-back", "one-tap")
    browser = browser_of(sam)
    words = "“You have a message. You can stop it here: http://localhost:8000/stop/one-tap/”"
    said = page(browser, "/messages/")
    assert "A short word waits to go out" in said
    assert words in said
    assert 'href="/stop/one-tap/"' in said
    chores.send_what_is_due(clock.now())
    assert "Nothing is sent out from here yet. It would have said:" in page(browser, "/messages/")


def test_what_went_out_and_what_was_given_up_is_said(settings: Any) -> None:
    sam = reached(joined("Sam"))
    message = sent(sam)
    chores.send_what_is_due(clock.now())
    settings.EMAIL_HOST = "mail.example"
    assert "A short word went out. It said:" in page(browser_of(sam), "/messages/")
    give_up = sent(sam)
    for _ in range(8):
        actions.put_off(by=TESTS, message_id=give_up.id)
    assert "We could not reach you there." in page(browser_of(sam), "/messages/")
    assert message.id != give_up.id


def test_where_and_when_are_chosen_by_simple_choices() -> None:
    sam = joined("Sam")
    browser = browser_of(sam)
    answer = browser.post(
        "/me/reaching/change/",
        {
            "channel": "text", "phone": "07700 900123", "when": "some", "days": ["0", "2"],
            "parts": ["morning", "own"], "begins": "18:30", "ends": "19:15",
        },
    )  # fmt: skip
    assert (answer.status_code, answer["Location"]) == (303, "/me/reaching/")
    assert queries.reached(sam).channel is Channel.TEXT
    said = page(browser, "/me/reaching/")
    assert "By text, and here when you sign in." in said
    assert "Monday and Wednesday, in the morning and from 18:30 to 19:15." in said
    assert "900123" not in said
    again = page(browser, "/me/reaching/change/")
    assert "Leave this empty to keep it." in again
    assert 'value="18:30"' in again
    assert "900123" not in again
    plain = browser.post(
        "/me/reaching/change/", {"channel": "text", "when": "some", "days": ["6"], "parts": ["evening"]}
    )
    assert plain.status_code == 303
    kept = browser.post("/me/reaching/change/", {"channel": "text", "when": "any"})
    assert kept.status_code == 303
    assert "At any time." in page(browser, "/me/reaching/")
    assert NUMBER not in page(browser, "/messages/")


SOME = {**CHOICES, "when": "some"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Please choose one of these."),
        ({**CHOICES, "channel": "pigeon"}, "Please choose one of these."),
        ({**CHOICES, "email": "robin at home"}, "Please give a whole e-mail address"),
        ({**CHOICES, "channel": "text", "phone": "01243 555"}, "Please give a UK mobile number."),
        ({**CHOICES, "email": "r" * 255}, "Please give a shorter address."),
        (SOME, "Please tick a day or more"),
        ({**SOME, "days": ["1"]}, "Please tick a part of the day or more"),
        ({**SOME, "days": ["1"], "parts": ["own"]}, "Please give both times"),
        ({**SOME, "days": ["1"], "parts": ["own"], "begins": "9:00", "ends": "9:00"}, "that are not the same"),
        ({**SOME, "days": ["1"], "parts": ["own"], "begins": "soon", "ends": "9:00"}, "Please give a time like 18:30."),
    ],
)
def test_what_can_be_put_right_is_said_and_nothing_typed_is_lost(typed: dict, said: str) -> None:
    sam = joined("Sam")
    answer = browser_of(sam).post("/me/reaching/change/", typed)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert said in shown
    assert typed.get("email", "") in shown
    assert queries.reached(sam).channel is Channel.APP


def test_whoever_has_not_just_shown_that_it_is_them_is_asked_first() -> None:
    sam = reached(joined("Sam"))
    before = clock.now() - timedelta(minutes=6)
    browser = browser_of(sam)
    age(by=TESTS, viewer=sam, at=before)
    for answer in (browser.get("/me/reaching/change/"), browser.post("/me/reaching/change/", CHOICES)):
        assert (answer.status_code, answer["Location"]) == (303, "/repeat/?next=%2Fme%2Freaching%2Fchange%2F")


@action("time passed, for a test", about="viewer")
def age(*, by: str, viewer: Viewer, at: datetime) -> None:
    SignIn.objects.filter(pk=viewer.sign_in_id).update(repeated_at=at)


@pytest.mark.needs("P9")
def test_what_is_switched_off_says_the_same_sentence_and_not_why() -> None:
    sam = reached(joined("Sam"))
    switch_showing(by=sam, viewer=sam, off=True)
    said = page(browser_of(sam), "/me/reaching/change/")
    assert "This is not available at the moment." in said
    assert "<form" not in said.split("<main")[1].split("</main>")[0]
    assert browser_of(sam).post("/me/reaching/change/", {"channel": "app", "when": "any"}).status_code == 200
    assert queries.reached(sam).channel is Channel.EMAIL


def test_a_test_word_is_sent_and_the_next_one_waits() -> None:
    browser = browser_of(reached(joined("Sam")))
    answer = browser.post("/me/reaching/test-word/")
    assert (answer.status_code, answer["Location"]) == (303, "/messages/")
    answer = browser.post("/me/reaching/test-word/")
    assert answer.status_code == 429
    assert "Please wait" in answer.content.decode()


def test_a_word_about_readings_is_switched_on_and_off() -> None:
    sam = reached(joined("Sam"))
    browser = browser_of(sam)
    assert browser.post("/me/reaching/receipts/", {"on": "yes"}).status_code == 303
    assert "We send a short word there each time." in page(browser, "/me/reaching/")
    browser.post("/me/reaching/receipts/", {"on": "no"})
    assert "We send no word about it." in page(browser, "/me/reaching/")


def test_hours_are_said_in_words() -> None:
    every = [[day, "12:00", "17:00"] for day in range(7)]
    assert presenters.hours_in_words(every) == "Every day, in the afternoon."
    assert presenters.hours_in_words([[5, "17:00", "21:00"]]) == "Saturday, in the evening."

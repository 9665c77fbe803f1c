"""What the door asks of a name, a passphrase and a number, how long it waits, and what it lets go of."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.cast import TESTS, alliance, joined
from wholeperson.foundation import clock
from wholeperson.people import actions, chores
from wholeperson.people.models import Attempt, SignIn
from wholeperson.people.public import AgeBand, DoorError, WaitError
from wholeperson.people.rules.waiting import wait_for_name_anywhere
from wholeperson.people.rules.ways_in import number_problem, phrase_problem

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("too short", "10 letters or more"),
        ("p" * 201, "Up to 200"),
        ("password1234", "Many people use this one"),
        ("ababababab", "Many people use this one"),
        ("Sam  of the-Hill", "This is your name"),
        ("amber kettle river moss", ""),
    ],
)
def test_a_passphrase_is_asked_for_kindly(phrase: str, says: str) -> None:
    said = phrase_problem(phrase, "sam of the hill", lambda one: one == "password1234")
    assert says in said
    assert bool(says) == bool(said)


@pytest.mark.parametrize("number", ["123", "12345678901234", "12a4", "1111", "3456", "9876"])
def test_a_number_that_others_would_try_first_is_not_taken(number: str) -> None:
    assert number_problem(number)


def test_any_other_number_is() -> None:
    assert number_problem("2580") == ""


@pytest.mark.django_db
def test_a_name_has_one_end_and_no_other_rule() -> None:
    with pytest.raises(DoorError, match="Up to 80"):
        actions.join(by=TESTS, name="n" * 81, age_band=AgeBand.NOT_SAID, alliance_id=alliance().id)
    assert joined("🦊 \u202e O'Neill; --").id


def test_a_name_guessed_from_everywhere_waits_a_minute_and_no_more() -> None:
    assert wait_for_name_anywhere([NOON] * 49, NOON) == timedelta(0)
    assert wait_for_name_anywhere([NOON] * 5000, NOON) == timedelta(minutes=1)
    assert wait_for_name_anywhere([NOON] * 5000, NOON + timedelta(hours=1)) == timedelta(0)


@pytest.mark.parametrize(("seconds", "says"), [(2, "2 seconds"), (900, "15 minutes")])
def test_waiting_is_said_in_words(seconds: int, says: str) -> None:
    assert says in str(WaitError(seconds))


@pytest.mark.django_db
def test_tries_are_let_go_of_after_a_day_and_sign_ins_when_they_have_ended() -> None:
    with clock.stopped(NOON):
        joined("Sam")
        actions.note_attempt(by=TESTS, name="Sam", address="127.0.0.1")
    with clock.stopped(NOON + timedelta(days=1, seconds=-1)):
        chores.let_go_of_old(clock.now())
    assert Attempt.objects.exists()
    assert not SignIn.objects.exists()
    chores.let_go_of_old(NOON + timedelta(days=1, seconds=1))
    assert not Attempt.objects.exists()


@pytest.mark.django_db
@pytest.mark.needs("P9")
def test_under_18_and_not_said_open_no_rooms_for_adults() -> None:
    who = {band: joined("Sam", age=band) for band in AgeBand}
    assert [band for band, viewer in who.items() if viewer.young] == [AgeBand.UNDER_18]
    assert not who[AgeBand.UNDER_18].adult
    assert not who[AgeBand.NOT_SAID].adult
    assert who[AgeBand.FROM_55].adult

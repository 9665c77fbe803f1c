"""Safe hours on the kitchen clock, tries, numbers and the words that go out."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholeperson.messages.rules import Channel, kinds
from wholeperson.messages.rules.addresses import uk_mobile
from wholeperson.messages.rules.hours import choices_of, hours_from, is_safe, when_to_send
from wholeperson.messages.rules.trying import WAITS, next_try
from wholeperson.messages.rules.words import Errand, neutral_word

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
SUNDAY_MORNING = [[6, "08:00", "12:00"]]
# The clock goes back on Sunday 25 October 2026 at 2 in the morning, and forward on Sunday 29 March 2026 at 1.


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_no_hours_mean_any_time() -> None:
    assert when_to_send(at("2026-11-21T03:00"), []) == at("2026-11-21T03:00")


@pytest.mark.parametrize(
    ("now", "hours", "goes"),
    [
        ("2026-10-25T09:00", SUNDAY_MORNING, "2026-10-25T09:00"),  # safe already
        ("2026-10-24T20:00", SUNDAY_MORNING, "2026-10-25T08:00"),  # 8 o'clock is an hour later than it was yesterday
        ("2026-10-25T12:00", SUNDAY_MORNING, "2026-11-01T08:00"),  # noon is past, so a week later
        ("2026-10-17T20:00", SUNDAY_MORNING, "2026-10-18T07:00"),  # in summer
        ("2026-03-28T20:00", SUNDAY_MORNING, "2026-03-29T07:00"),  # the clock went forward that night
        ("2026-10-25T00:45", [[6, "00:30", "01:30"]], "2026-10-25T01:00"),  # 1 o'clock comes twice
        ("2026-10-25T00:10", [[6, "01:30", "02:00"]], "2026-10-25T00:30"),
        ("2026-10-25T01:05", [[6, "01:30", "02:00"]], "2026-10-25T01:30"),
        ("2026-03-29T00:30", [[6, "01:15", "01:45"]], "2026-04-05T00:15"),  # a time that the clock skips that night
        ("2026-03-29T00:30", [[6, "01:30", "03:00"]], "2026-03-29T01:00"),  # half of it is skipped
        ("2026-11-20T12:00", [[4, "22:00", "02:00"]], "2026-11-20T22:00"),  # past midnight
        ("2026-11-21T01:00", [[4, "22:00", "02:00"]], "2026-11-21T01:00"),
        ("2026-11-21T02:00", [[4, "22:00", "02:00"]], "2026-11-27T22:00"),
    ],
)
def test_a_word_waits_for_the_next_safe_moment_also_when_the_clock_changes(now: str, hours: list, goes: str) -> None:
    assert when_to_send(at(now), hours) == at(goes)


def test_hours_that_the_clock_skips_for_good_are_looked_at_again_a_week_later() -> None:
    now, skipped = at("2026-03-22T02:00"), [[6, "01:15", "01:45"]]
    later = when_to_send(now, skipped)
    assert not is_safe(later, skipped)
    assert is_safe(when_to_send(later, skipped), skipped)


CLOCK = st.times().map(lambda time: f"{time:%H:%M}")
SPAN = st.tuples(st.integers(0, 6), CLOCK, CLOCK).filter(lambda span: span[1] != span[2])


@given(
    st.integers(0, 366 * 24 * 60).map(lambda minutes: at("2026-01-01T00:00") + minutes * MINUTE),
    st.lists(SPAN, min_size=1, max_size=4),
)
def test_it_is_the_first_safe_moment(now: datetime, hours: list) -> None:
    goes = when_to_send(now, hours)
    assert goes >= now
    looked = now
    while looked < goes:  # nothing safe was passed over
        assert not is_safe(looked, hours)
        looked += 7 * MINUTE
    assert is_safe(goes, hours) or goes == now + timedelta(days=8)


def test_simple_choices_become_hours_and_come_back() -> None:
    hours = hours_from([2, 0], ["evening", "morning"], ("18:30", "19:00"))
    assert hours[0] == [0, "08:00", "12:00"]
    assert len(hours) == 6
    assert choices_of(hours) == ((0, 2), ("morning", "evening"), ("18:30", "19:00"))
    assert choices_of([]) == ((), (), None)


def test_tries_grow_further_apart_and_end_after_a_day() -> None:
    now = at("2026-11-21T10:00")
    waits = [next_try(tries, now, []) for tries in range(1, 9)]
    assert waits[:4] == [now + MINUTE, now + 5 * MINUTE, now + 30 * MINUTE, now + 2 * HOUR]
    assert waits[-1] is None
    assert sum(WAITS, timedelta(0)) == timedelta(days=1)
    assert next_try(1, at("2026-11-22T11:59"), SUNDAY_MORNING) == at("2026-11-29T08:00")


@pytest.mark.parametrize("typed", ["07700 900123", "+44 7700 900-123", "0044 (0)7700900123", " 07700.900.123 "])
def test_a_mobile_number_may_be_typed_as_people_do(typed: str) -> None:
    assert uk_mobile(typed) == "+447700900123"


@pytest.mark.parametrize("typed", ["", "01243 555 0123", "07012 345678", "0770090012", "+33 6 12 34 56 78", "ring me"])
def test_what_no_text_can_reach_is_not_a_number(typed: str) -> None:
    assert uk_mobile(typed) is None


def test_the_words_name_nobody_and_carry_a_link_only_to_stop() -> None:
    plain = kinds.KindOfMessage("a", "Somebody read something.", "/me/")
    stopping = kinds.KindOfMessage("b", "Somebody comes back.", "/me/", stop="/stop/{token}/")
    assert neutral_word(plain, "", "https://one.example") == "You have a message."
    assert neutral_word(plain, "secret", "https://one.example") == "You have a message."
    said = neutral_word(stopping, "a-token", "https://one.example/")
    assert said == "You have a message. You can stop it here: https://one.example/stop/a-token/"


def test_a_kind_that_nobody_registers_any_longer_still_has_a_sentence() -> None:
    assert kinds.kind_of_old("forgotten").leads_to == "/me/"
    with pytest.raises(KeyError):
        kinds.kind("forgotten")


def test_an_errand_that_is_printed_shows_no_address() -> None:
    assert "robin" not in repr(Errand(uuid4(), Channel.EMAIL, "robin@example.org", "words"))

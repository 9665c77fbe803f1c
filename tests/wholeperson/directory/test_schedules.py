"""Opening times: as people say them, through clock changes, bank holidays and every second Thursday."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholeperson.directory.rules.schedules import (
    Often,
    OtherTimes,
    Rule,
    ScheduleError,
    Span,
    check,
    next_opening,
    open_at,
    spans,
)
from wholeperson.interface.saying import LONDON

TEN, NOON, TWO, TEN_AT_NIGHT = time(10), time(12), time(2), time(22)


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)


def starts(found: tuple[Span, ...]) -> list[date]:
    return [span.start.astimezone(LONDON).date() for span in found]


def test_every_second_thursday_stays_on_its_weeks_however_late_we_look() -> None:
    rule = Rule(TEN, NOON, interval=2, days=("TH",), start=date(2026, 1, 8))
    assert starts(spans([rule], [], date(2026, 11, 1), date(2026, 12, 6))) == [
        date(2026, 11, 12), date(2026, 11, 26),
    ]  # fmt: skip
    assert starts(spans([rule], [], date(2026, 11, 13), date(2026, 11, 25))) == []


def test_the_second_thursday_of_the_month_is_another_thing() -> None:
    rule = Rule(TEN, NOON, Often.MONTHLY, days=("2TH",))
    assert starts(spans([rule], [], date(2026, 11, 1), date(2026, 12, 31))) == [date(2026, 11, 12), date(2026, 12, 10)]


def test_a_night_that_ends_after_midnight_is_open_after_midnight() -> None:
    found = spans([Rule(TEN_AT_NIGHT, TWO, days=("SA",))], [], date(2026, 11, 21), date(2026, 11, 21))
    assert open_at(found, local(2026, 11, 22, 1, 59))
    assert not open_at(found, local(2026, 11, 22, 2, 0))


@pytest.mark.parametrize(
    ("night", "hours"),
    [(date(2026, 10, 24), 5), (date(2026, 3, 28), 3), (date(2026, 11, 21), 4)],
    ids=["clocks go back", "clocks go forward", "any other"],
)
def test_a_night_over_a_clock_change_is_as_long_as_it_really_is(night: date, hours: int) -> None:
    (span,) = spans([Rule(TEN_AT_NIGHT, TWO, days=("SA",))], [], night, night)
    assert span.end - span.start == timedelta(hours=hours)


def test_local_hours_stay_the_same_on_both_sides_of_a_clock_change() -> None:
    found = spans([Rule(TEN, NOON, days=("FR", "MO"))], [], date(2026, 10, 23), date(2026, 10, 26))
    assert [span.start.hour for span in found] == [9, 10]


def test_a_bank_holiday_takes_the_place_of_the_rule() -> None:
    rule, christmas = Rule(TEN, NOON, days=("FR",)), date(2026, 12, 25)
    assert not spans([rule], [OtherTimes(christmas, christmas, why="Christmas Day")], christmas, christmas)
    short = OtherTimes(christmas, christmas, TEN, time(11))
    assert spans([rule], [short], christmas, christmas)[0].end == datetime(2026, 12, 25, 11, tzinfo=UTC)
    assert not short.closed


def test_spans_that_touch_are_one() -> None:
    day = date(2026, 11, 23)
    found = spans([Rule(TEN, NOON, days=("MO",)), Rule(NOON, time(13), days=("MO",))], [], day, day)
    assert found == (Span(datetime(2026, 11, 23, 10, tzinfo=UTC), datetime(2026, 11, 23, 13, tzinfo=UTC)),)


def test_what_comes_next_is_known_while_it_is_shut() -> None:
    found = spans([Rule(TEN, NOON, days=("MO",))], [], date(2026, 11, 22), date(2026, 11, 29))
    coming = next_opening(found, local(2026, 11, 22, 3))
    assert coming is not None
    assert coming.start == local(2026, 11, 23, 10)
    assert next_opening((), local(2026, 11, 22, 3)) is None


def test_a_rule_that_has_not_begun_or_is_over_opens_nothing() -> None:
    later = Rule(TEN, NOON, days=("MO",), start=date(2027, 1, 1))
    over = Rule(TEN, NOON, days=("MO",), end=date(2026, 1, 1))
    assert spans([later, over], [], date(2026, 11, 1), date(2026, 11, 30)) == ()


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        (Rule(TEN, NOON, interval=0, days=("MO",)), "interval of 1"),
        (Rule(TEN, NOON, interval=2, days=("MO",)), "start day"),
        (Rule(TEN, NOON, days=("XX",)), "is not a day"),
        (Rule(TEN, NOON, days=("6MO",)), "is not a day"),
        (Rule(TEN, NOON, days=("2MO",)), "Make it monthly"),
        (Rule(TEN, NOON, Often.MONTHLY, month_days=(0,)), "Days of the month"),
        (Rule(TEN, NOON), "On which days"),
    ],
)
def test_a_rule_that_cannot_be_read_says_what_would_work(rule: Rule, says: str) -> None:
    with pytest.raises(ScheduleError, match=says):
        check(rule)


@given(
    st.integers(0, 6), st.integers(0, 23), st.integers(1, 23), st.integers(1, 4),
    st.dates(date(2024, 1, 1), date(2027, 12, 31)),
)  # fmt: skip
def test_looking_from_any_day_gives_the_same_spans(
    weekday: int, hour: int, length: int, every: int, look: date
) -> None:
    day = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[weekday]
    rule = Rule(time(hour), time((hour + length) % 24), interval=every, days=(day,), start=date(2023, 6, 5))
    long = spans([rule], [], look - timedelta(days=70), look + timedelta(days=70))
    short = spans([rule], [], look, look + timedelta(days=35))
    window = (local(look.year, look.month, look.day), local(look.year, look.month, look.day) + timedelta(days=35))
    assert set(short) <= set(long)
    assert [one for one in long if window[0] <= one.start < window[1]] == [
        one for one in short if one.start < window[1]
    ]

"""Times and dates as people say them."""

from datetime import UTC, datetime, time

import pytest

from wholeperson.interface.saying import day, moment, month, time_of_day


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        (time(0), "midnight"),
        (time(0, 5), "12:05 in the morning"),
        (time(3), "3 in the morning"),
        (time(11, 59), "11:59 in the morning"),
        (time(12), "noon"),
        (time(12, 30), "12:30 in the afternoon"),
        (time(17), "5 in the evening"),
        (time(21, 59), "9:59 in the evening"),
        (time(22), "10 at night"),
    ],
)
def test_a_time_of_day(clock: time, said: str) -> None:
    assert time_of_day(clock) == said


def test_a_moment_is_that_of_london() -> None:
    assert moment(datetime(2025, 3, 4, 18, 0, tzinfo=UTC)) == "Tuesday 4 March, 6 in the evening"
    assert moment(datetime(2025, 7, 1, 23, 0, tzinfo=UTC)) == "Wednesday 2 July, midnight"


def test_a_month() -> None:
    assert month("2026-11") == "November 2026"


def test_a_day_names_its_year_only_where_it_is_another() -> None:
    at = datetime(2025, 7, 1, 23, 30, tzinfo=UTC)
    assert day(at) == day(at, datetime(2025, 1, 1, tzinfo=UTC)) == "Wednesday 2 July"
    assert day(at, datetime(2026, 1, 1, tzinfo=UTC)) == "Wednesday 2 July 2025"

"""When something is open, as people say it."""

from datetime import UTC, datetime, timedelta

import pytest

from wholeperson.directory.rules.schedules import Span
from wholeperson.directory.rules.telling import how_soon, says

SUNDAY_AT_THREE = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def span(hours: float, length: float) -> Span:
    start = SUNDAY_AT_THREE + timedelta(hours=hours)
    return Span(start, start + timedelta(hours=length))


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ([span(-1, 3)], "Open now, until 5 in the morning"),
        ([span(-1, 1000)], "Open now, day and night"),
        ([span(6, 3)], "Opens at 9 in the morning"),
        ([span(30, 3)], "Opens tomorrow at 9 in the morning"),
        ([span(54, 3)], "Opens Tuesday at 9 in the morning"),
        ([span(24 * 10 + 6, 3)], "Opens Wednesday 2 December at 9 in the morning"),
        ([], "Not open in the next five weeks"),
    ],
)
def test_it_says_until_when_or_when_next(spans: list[Span], said: str) -> None:
    assert says(spans, SUNDAY_AT_THREE).says == said


def test_hours_that_nobody_told_are_not_guessed() -> None:
    assert says([], SUNDAY_AT_THREE, known=False).now is None


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0.1, "in a few minutes"),
        (0.5, "in half an hour"),
        (1, "in one hour"),
        (4.2, "in four hours"),
        (14, "in 14 hours"),
        (50, "in two days"),
    ],
)
def test_how_soon_it_opens(hours: float, said: str) -> None:
    assert how_soon(SUNDAY_AT_THREE + timedelta(hours=hours), SUNDAY_AT_THREE) == said

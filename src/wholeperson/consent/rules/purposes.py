"""What a share is for, and for how long. Narrow by default."""

from datetime import datetime, timedelta
from enum import Enum


class Purpose(Enum):
    """Why a part of a record is shown."""

    KNOW_ME = "know-me"
    SUPPORT = "support"
    APPOINTMENT = "appointment"
    HELP_WRITE = "help-write"


SAYS = {
    Purpose.KNOW_ME: "so that they know me",
    Purpose.SUPPORT: "so that they can support me",
    Purpose.APPOINTMENT: "for one appointment",
    Purpose.HELP_WRITE: "so that they can write down what I say",
}


FOR_THE_READER = {
    Purpose.KNOW_ME: "so that you know them",
    Purpose.SUPPORT: "so that you can support them",
    Purpose.APPOINTMENT: "for one appointment",
    Purpose.HELP_WRITE: "so that you can write down what they say",
}


class Span(Enum):
    """How long a share lasts."""

    DAY = "day"
    MONTH = "month"
    HALF_A_YEAR = "half-a-year"
    OPEN = "open"


SPAN_SAYS = {
    Span.DAY: "for one day",
    Span.MONTH: "for a month",
    Span.HALF_A_YEAR: "for six months",
    Span.OPEN: "until I end it; we ask me again every six months",
}
LENGTHS = {
    Span.DAY: timedelta(days=1),
    Span.MONTH: timedelta(days=30),
    Span.HALF_A_YEAR: timedelta(days=182),
}
USUAL = {
    Purpose.KNOW_ME: Span.MONTH,
    Purpose.SUPPORT: Span.MONTH,
    Purpose.APPOINTMENT: Span.DAY,
    Purpose.HELP_WRITE: Span.DAY,
}
REVIEW = timedelta(days=182)
GRACE = timedelta(days=30)
EMERGENCY = timedelta(hours=1)
LONGEST_DELAY = timedelta(days=7)
SHORTEST_REASON = 20


def until(span: Span, now: datetime) -> datetime:
    """Say when a share ends by itself: after its span; an open one after its review and a month of grace."""
    return now + LENGTHS.get(span, REVIEW + GRACE)


def review_at(span: Span, now: datetime) -> datetime | None:
    """Say when the person is asked again, for a share that is open."""
    return now + REVIEW if span is Span.OPEN else None

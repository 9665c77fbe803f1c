"""Times as people ask for them: now, tonight, Saturday night, this weekend, or a day and an hour of their own."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from enum import Enum

from wholeperson.directory.rules import windows
from wholeperson.directory.rules.schedules import A_DAY, AHEAD
from wholeperson.directory.rules.wishes import Window

SATURDAY = 5


class Occasion(Enum):
    """What can be picked with one press."""

    NOW = "now"
    TONIGHT = "tonight"
    SATURDAY_NIGHT = "saturday-night"
    WEEKEND = "weekend"

    @property
    def label(self) -> str:
        """What people call it."""
        return LABELS[self]


LABELS = {
    Occasion.NOW: "Open now",
    Occasion.TONIGHT: "Tonight",
    Occasion.SATURDAY_NIGHT: "Saturday night",
    Occasion.WEEKEND: "This weekend",
}


def window(occasion: Occasion, now: datetime) -> Window:
    """Give the time that is meant, as asked at a moment: the same as when somebody types it."""
    return MEANS[occasion](now)


def at(day: date, hour: time, now: datetime) -> Window | None:
    """Give one moment of a day, or nothing where it has gone by or lies further ahead than anything is known."""
    moment = windows.at_time(day, hour)
    return moment if now - A_DAY < moment.start < now + AHEAD else None


MEANS: Mapping[Occasion, Callable[[datetime], Window]] = {
    Occasion.NOW: windows.now,
    Occasion.TONIGHT: windows.tonight,
    Occasion.SATURDAY_NIGHT: lambda now: windows.weekday(SATURDAY, "night", now),
    Occasion.WEEKEND: windows.weekend,
}

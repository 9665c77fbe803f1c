"""Times as people ask for them: now, tonight, Saturday night, this weekend, or a day and an hour of their own."""

from datetime import date, datetime, time, timedelta
from enum import Enum

from wholeperson.directory.rules.schedules import AHEAD
from wholeperson.directory.rules.wishes import Window
from wholeperson.interface.saying import LONDON

EVENING, LATE, MORNING = time(18), time(2), time(5)
A_DAY = timedelta(days=1)
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
    """Give the time that is meant, as asked at a moment. What of it has gone by is left out."""
    here = now.astimezone(LONDON)
    if occasion is Occasion.NOW:
        return Window(now, now)
    if occasion is Occasion.TONIGHT:
        return _tonight(here)
    if occasion is Occasion.WEEKEND:
        saturday = here.date() + A_DAY * (SATURDAY - here.weekday() if here.weekday() <= SATURDAY else -1)
        return Window(max(here, _at(saturday, time(0))), _at(saturday + 2 * A_DAY, time(0)))
    return _saturday_night(here)


def at(day: date, hour: time, now: datetime) -> Window | None:
    """Give one moment of a day, or nothing where it has gone by or lies further ahead than anything is known."""
    moment = _at(day, hour)
    return Window(moment, moment) if now - A_DAY < moment < now + AHEAD else None


def _tonight(here: datetime) -> Window:
    if here.time() < MORNING:
        return Window(here, _at(here.date(), MORNING))
    return Window(max(here, _at(here.date(), EVENING)), _at(here.date() + A_DAY, LATE))


def _saturday_night(here: datetime) -> Window:
    saturday = here.date() + A_DAY * ((SATURDAY - here.weekday()) % 7)
    if here.weekday() == SATURDAY + 1 and here.time() < LATE:
        saturday = here.date() - A_DAY
    return Window(max(here, _at(saturday, EVENING)), _at(saturday + A_DAY, LATE))


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=LONDON)

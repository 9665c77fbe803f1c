"""When somebody picks up: from hours and a moment to a sentence. No clock, no files, no Django."""

from dataclasses import dataclass
from datetime import datetime, time

from wholeperson.interface.saying import LONDON, time_of_day


@dataclass(frozen=True)
class Always:
    """Day and night."""


@dataclass(frozen=True)
class EveryDay:
    """The same hours each day, London time. ``closes`` at midnight is the end of the day; it may be past midnight."""

    opens: time
    closes: time


@dataclass(frozen=True)
class Unknown:
    """Nobody has told us."""


Hours = Always | EveryDay | Unknown


@dataclass(frozen=True)
class Opening:
    """Whether somebody picks up now (None: not known), and how to say it."""

    now: bool | None
    says: str


def opening(hours: Hours, at: datetime) -> Opening:
    """Say whether a line is open at a moment that carries its time zone."""
    if isinstance(hours, Always):
        return Opening(True, "Open now, day and night")
    if isinstance(hours, Unknown):
        return Opening(None, "See their page for hours")
    here = at.astimezone(LONDON).time()
    if _open(hours, here):
        return Opening(True, f"Open now, until {time_of_day(hours.closes)}")
    later = "" if here < hours.opens else "tomorrow "
    return Opening(False, f"Opens {later}at {time_of_day(hours.opens)}")


def _open(hours: EveryDay, here: time) -> bool:
    if hours.opens < hours.closes:
        return hours.opens <= here < hours.closes
    return here >= hours.opens or here < hours.closes

"""How a page says when something is open: sentences for people, from spans and a moment."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from wholeperson.directory.rules.listening import Opening
from wholeperson.directory.rules.schedules import Span, next_opening, open_at
from wholeperson.interface.saying import DAYS, LONDON, day, time_of_day

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
A_WEEK = timedelta(days=7)
AN_HOUR, A_DAY = 60, 24 * 60


def says(spans: Sequence[Span], at: datetime, *, known: bool = True) -> Opening:
    """Say whether something is open at a moment, until when, or when it opens next.

    Args:
        spans: when it is open, in UTC, as far ahead as is known.
        at: a moment with its time zone.
        known: whether anybody told us its hours at all.
    """
    if not known:
        return Opening(None, "We do not know its hours. Ring first.")
    if now := open_at(spans, at):
        if now.end - at > A_WEEK:
            return Opening(True, "Open now, day and night")
        return Opening(True, f"Open now, until {clock_time(now.end, at)}")
    if then := next_opening(spans, at):
        today = then.start.astimezone(LONDON).date() == at.astimezone(LONDON).date()
        return Opening(False, f"Opens {'at ' if today else ''}{clock_time(then.start, at)}")
    return Opening(False, "Not open in the next five weeks")


def clock_time(when: datetime, at: datetime) -> str:
    """Say a moment as seen from another: "6 in the evening", "tomorrow at 9 in the morning", "Thursday at noon"."""
    here, today = when.astimezone(LONDON), at.astimezone(LONDON).date()
    said, days = time_of_day(here.time()), (here.date() - today).days
    if days == 0:
        return said
    if days == 1:
        return f"tomorrow at {said}"
    return f"{DAYS[here.weekday()] if days < A_WEEK.days else day(when)} at {said}"


def how_soon(then: datetime, at: datetime) -> str:
    """Say how long it is until a later moment: "in four hours", "in half an hour", "in two days"."""
    minutes = int((then - at).total_seconds() // 60)
    if minutes < 45:  # three quarters of an hour: after that one speaks of hours
        return "in a few minutes" if minutes < 20 else "in half an hour"  # as people say it
    if minutes < A_DAY:
        return _counted(round(minutes / AN_HOUR), "hour")
    return _counted(round(minutes / A_DAY), "day")


def _counted(number: int, what: str) -> str:
    said = SMALL[number] if number < len(SMALL) else str(number)
    return f"in {said} {what}{'' if number == 1 else 's'}"

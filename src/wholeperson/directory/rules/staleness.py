"""How long ago somebody looked whether an entry is true, and how a page says so.

An entry that nobody looked at for more than half a year is stale: it sinks in what is found, and says so itself. One
that nobody ever looked at counts as stale too.
"""

from datetime import date
from enum import Enum

FRESH_DAYS = 90
STALE_DAYS = 183
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
A_WEEK, A_MONTH = 7, 30.4
IN_WEEKS = 60  # days: up to here people count in weeks, after it in months


class Freshness(Enum):
    """How far an entry can be relied on."""

    FRESH = "fresh"
    AGEING = "ageing"
    STALE = "stale"


def freshness(checked_on: date | None, today: date) -> Freshness:
    """Say how far an entry can be relied on that was last looked at on a day, or never."""
    if checked_on is None:
        return Freshness.STALE
    days = (today - checked_on).days
    if days <= FRESH_DAYS:
        return Freshness.FRESH
    return Freshness.AGEING if days <= STALE_DAYS else Freshness.STALE


def is_stale(checked_on: date | None, today: date) -> bool:
    """Say whether an entry sinks in what is found."""
    return freshness(checked_on, today) is Freshness.STALE


def sentence(checked_on: date | None, checked_how: str, today: date) -> str:
    """Say when somebody last looked: "Checked three weeks ago by a peer, in person."

    Args:
        checked_on: the day on which somebody last looked, or nothing.
        checked_how: in which way, as it stands with the entry ("by a peer, in person"); never who.
        today: the day on which the sentence is read.
    """
    if checked_on is None:
        return "We do not know when somebody last looked. Ring first."
    if is_stale(checked_on, today):
        return "Nobody has looked for more than half a year. Ring first."
    way = f" {checked_how}" if checked_how else ""
    return f"Checked {how_long_ago((today - checked_on).days)}{way}."


def how_long_ago(days: int) -> str:
    """Say a number of days as people do: "today", "yesterday", "three weeks ago", "four months ago"."""
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days < A_WEEK:
        return f"{SMALL[days]} days ago"
    if days < IN_WEEKS:
        return _ago(round(days / A_WEEK), "week")
    return _ago(round(days / A_MONTH), "month")


def _ago(number: int, what: str) -> str:
    said = SMALL[number] if number < len(SMALL) else str(number)
    return f"{said} {what}{'' if number == 1 else 's'} ago"

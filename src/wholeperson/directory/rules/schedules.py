"""When a resource is open: rules of the standard (HSDS schedule), exceptions, and the dated spans that follow.

Rules say local times, as people do ("every second Thursday, ten to twelve"). Spans are moments in UTC, so that whoever
asks "open now?" compares two numbers, also in the night when the clocks change.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from dateutil import rrule

from wholeperson.interface.saying import LONDON

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
AHEAD = timedelta(weeks=5)
A_DAY = timedelta(days=1)
MIDNIGHT = time(0)


class ScheduleError(ValueError):
    """A rule that cannot be read; the text says which part, and what would work."""


class Often(Enum):
    """How often a rule comes round."""

    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"


@dataclass(frozen=True)
class Rule:
    """One rule of opening, in local time.

    Args:
        opens, closes: times of day; a closing time at or before the opening one is on the next day (midnight included).
        often: weekly, or monthly.
        interval: every how many weeks or months; counted from ``start``.
        days: weekdays as in iCalendar: ``("TH",)``, ``("2TH",)`` the second Thursday, ``("-1FR",)`` the last Friday.
        month_days: days of the month, for monthly rules without weekdays.
        start: the day from which it counts. Without one, every week is like the other.
        end: the last day on which it can open.
    """

    opens: time
    closes: time
    often: Often = Often.WEEKLY
    interval: int = 1
    days: tuple[str, ...] = ()
    month_days: tuple[int, ...] = ()
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class OtherTimes:
    """Days that are not like the others: closed, or open at other times."""

    first: date
    last: date
    opens: time | None = None
    closes: time | None = None
    why: str = ""

    @property
    def closed(self) -> bool:
        """Whether nothing is open on these days."""
        return self.opens is None or self.closes is None


@dataclass(frozen=True, order=True)
class Span:
    """From a moment to a moment, in UTC; the end is not in it."""

    start: datetime
    end: datetime


def spans(
    rules: Iterable[Rule], exceptions: Sequence[OtherTimes], first: date, last: date, zone: ZoneInfo = LONDON
) -> tuple[Span, ...]:
    """Give every span that begins on a day from ``first`` to ``last``, in order, joined where they touch or overlap.

    An exception takes the place of every rule on its days. Where exceptions fall on one day the latest given wins.

    Raises:
        ScheduleError: where a rule cannot be read.
    """
    special = {day: one for one in exceptions for day in _days(max(one.first, first), min(one.last, last))}
    found = [
        _span(day, rule.opens, rule.closes, zone)
        for rule in rules
        for day in _occurrences(rule, first, last)
        if day not in special
    ]
    found += [_span(day, one.opens, one.closes, zone) for day, one in special.items() if one.opens and one.closes]
    return tuple(_joined(span for span in found if span.start < span.end))


def open_at(found: Sequence[Span], at: datetime) -> Span | None:
    """Give the span that is open at one moment, or nothing."""
    return next((span for span in found if span.start <= at < span.end), None)


def next_opening(found: Sequence[Span], at: datetime) -> Span | None:
    """Give the next span that begins after one moment, or nothing in the time that is known."""
    return next((span for span in found if span.start > at), None)


def minute(at: datetime) -> int:
    """Give a moment as whole minutes since 1970, as spans are kept."""
    return int(at.timestamp()) // 60


def from_minute(number: int) -> datetime:
    """Give the moment of a minute, in UTC."""
    return datetime.fromtimestamp(number * 60, UTC)


def check(rule: Rule) -> None:
    """Say what could not be read in a rule.

    Raises:
        ScheduleError: naming the part, and what would work.
    """
    if rule.interval < 1:
        raise ScheduleError("A rule comes round every week, or every so many: give an interval of 1 or more.")
    if rule.interval > 1 and rule.start is None:
        raise ScheduleError("Which week is the first? A rule for every second week needs a start day.")
    for day in rule.days:
        number, name = day[:-2], day[-2:]
        if name not in WEEKDAYS or number not in ("", *(f"{sign}{n}" for sign in ("", "+", "-") for n in range(1, 6))):
            raise ScheduleError(
                f"{day!r} is not a day: write MO to SU, 2TH for the second Thursday, -1FR for the last Friday."
            )
        if number and rule.often is Often.WEEKLY:
            raise ScheduleError(f"{day!r} counts within a month, and the rule is weekly. Make it monthly.")
    if any(not -31 <= day <= 31 or day == 0 for day in rule.month_days):
        raise ScheduleError("Days of the month go from 1 to 31, or from -1 for the last.")
    if not rule.days and not rule.month_days:
        raise ScheduleError("On which days? Give at least one.")


def _occurrences(rule: Rule, first: date, last: date) -> Iterator[date]:
    check(rule)
    begin, end = max(filter(None, (rule.start, first))), min(filter(None, (rule.end, last)))
    if begin > end:
        return
    # Counted from the rule's own start, so that "every second week" stays on its weeks however late we look.
    counted_from = rule.start or first
    every = rrule.rrule(
        rrule.WEEKLY if rule.often is Often.WEEKLY else rrule.MONTHLY,
        interval=rule.interval,
        dtstart=datetime.combine(counted_from, MIDNIGHT),
        byweekday=[_weekday(day) for day in rule.days] or None,
        bymonthday=rule.month_days or None,
        wkst=rrule.MO,
    )
    for found in every.between(datetime.combine(begin, MIDNIGHT), datetime.combine(end, MIDNIGHT), inc=True):
        yield found.date()


def _weekday(day: str) -> rrule.weekday:
    number = int(day[:-2]) if day[:-2] else None
    return rrule.weekday(WEEKDAYS.index(day[-2:]), number)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += A_DAY


def _span(day: date, opens: time, closes: time, zone: ZoneInfo) -> Span:
    until = day if closes > opens else day + A_DAY
    return Span(_moment(day, opens, zone), _moment(until, closes, zone))


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment of a local time; in an hour that comes twice the first, in one that is left out the next."""
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def _joined(found: Iterable[Span]) -> Iterator[Span]:
    ordered = sorted(found)
    if not ordered:
        return
    current = ordered[0]
    for span in ordered[1:]:
        if span.start <= current.end:
            current = Span(current.start, max(current.end, span.end))
        else:
            yield current
            current = span
    yield current

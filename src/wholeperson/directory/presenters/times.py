"""Calendar files: when something is open, in the time of London, with its exceptions. It can be made to say nothing."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vRecur

from wholeperson.directory.presenters.lines import line
from wholeperson.directory.queries import Listed
from wholeperson.directory.rules import bank_holidays
from wholeperson.directory.rules.entries import Entry, Opens
from wholeperson.directory.rules.kinds import BankHolidays, Status
from wholeperson.directory.rules.paper import addresses, untold
from wholeperson.directory.rules.schedules import Often, OtherTimes, Rule, Span, spans
from wholeperson.interface.saying import LONDON

PRODID = "-//Calendar//EN"
PLAIN = "Appointment"
# The rule by which clocks change here since 1996, as calendars write it.
ZONE = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
LOOKED_AHEAD = timedelta(days=400)  # a yearly look is enough to find the first of any weekly or monthly rule
LATEST = date(2100, 1, 1)
WHOLE_DAYS = timedelta(hours=24)


def times(one: Listed, at: datetime, *, plain: bool, address: str = "") -> bytes:
    """Give the times of one resource, as rules that a calendar follows by itself.

    With ``plain`` nothing in the file says what it is: each event is an appointment, without a name or a place. So it
    always is where an address is kept safe: whoever is feared could look into the calendar.
    """
    plain = plain or one.entry.kept_safe
    calendar = _calendar()
    today = at.astimezone(LONDON).date()
    entry = one.entry
    if entry.status is Status.ACTIVE and not entry.always_open:
        special = _special(entry, today)
        for number, opens in enumerate(entry.opens):
            for event in _by_rule(opens, special, today):
                calendar.add_component(_filled(event, one, f"rule {number}", plain, address, opens.words))
        for number, other in enumerate(_open_otherwise(entry, today)):
            calendar.add_component(
                _filled(_event(other), one, f"other {number} {other.start}", plain, address, other.words)
            )
    return _written(calendar)


def week(there: Iterable[Listed], at: datetime, addresses_of: dict[str, str]) -> bytes:
    """Give everything that is open in the next seven days, moment by moment; not what is open day and night."""
    calendar = _calendar()
    for one in there:
        if one.entry.status is Status.ACTIVE:
            for span in one.spans:
                if at < span.end and span.start < at + A_WEEK and span.end - span.start < WHOLE_DAYS:
                    event = _event(_Moment(span.start.astimezone(LONDON), span.end.astimezone(LONDON), ""))
                    address = addresses_of.get(str(one.id), "")
                    calendar.add_component(_filled(event, one, f"{span.start}", False, address, ""))
    return _written(calendar)


class _Moment:
    """From a moment to a moment, with what there is to say about it."""

    def __init__(self, start: datetime, end: datetime, words: str) -> None:
        self.start, self.end, self.words = start, end, words


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    return calendar


def _written(calendar: Calendar) -> bytes:
    calendar.subcomponents.insert(0, Timezone.from_ical(ZONE))
    return bytes(calendar.to_ical())


def _special(entry: Entry, today: date) -> frozenset[date]:
    """The days on which no rule holds: those with other hours, and bank holidays where it is closed then."""
    found = {day for one in entry.other_times for day in _days(one, today)}
    if entry.bank_holidays is BankHolidays.CLOSED:
        found |= set(bank_holidays.between(today - A_WEEK, today + LOOKED_AHEAD))
    return frozenset(found)


def _days(one: OtherTimes, today: date) -> Iterator[date]:
    day = max(one.first, today - A_WEEK)
    while day <= min(one.last, today + LOOKED_AHEAD):
        yield day
        day += A_DAY


def _by_rule(opens: Opens, special: frozenset[date], today: date) -> Iterator[Event]:
    rule = opens.rule
    found = _starts(rule, today)
    if not found:
        return
    first = found[0]
    event = _event(_Moment(first.start.astimezone(LONDON), first.end.astimezone(LONDON), opens.words))
    event.add("rrule", _recurring(rule))
    left_out = [span.start.astimezone(LONDON) for span in found if span.start.astimezone(LONDON).date() in special]
    if left_out:
        event.add("exdate", left_out)
    yield event


def _starts(rule: Rule, today: date) -> Sequence[Span]:
    """When a rule opens in the next year, each by itself: spans that touch are one for "open now", and two here."""
    begin = max(filter(None, (rule.start, today - A_WEEK))) if rule.interval == 1 else rule.start or today
    whole = rule.closes == rule.opens
    closes = rule.opens.replace(minute=(rule.opens.minute + 1) % 60) if whole else rule.closes
    short = Rule(
        rule.opens, closes, rule.often, rule.interval, rule.days, rule.month_days, rule.start, rule.end
    )  # fmt: skip
    found = spans([short], [], begin, max(today, begin) + LOOKED_AHEAD)
    if not whole:
        return found
    return tuple(Span(one.start, one.start + WHOLE_DAYS) for one in found)


def _recurring(rule: Rule) -> vRecur:
    said: dict[str, object] = {"freq": "WEEKLY" if rule.often is Often.WEEKLY else "MONTHLY", "interval": rule.interval}
    if rule.days:
        said["byday"] = [day.lstrip("+") for day in rule.days]
    if rule.month_days:
        said["bymonthday"] = list(rule.month_days)
    if rule.often is Often.WEEKLY:
        said["wkst"] = "MO"
    if rule.end:
        end = datetime.combine(min(rule.end, LATEST), rule.opens, tzinfo=LONDON)
        said["until"] = end.astimezone(UTC)
    return vRecur(said)


def _open_otherwise(entry: Entry, today: date) -> Iterator[_Moment]:
    for one in entry.other_times:
        if one.opens is None or one.closes is None:
            continue
        for day in _days(one, today):
            start = datetime.combine(day, one.opens, tzinfo=LONDON)
            until = day if one.closes > one.opens else day + A_DAY
            yield _Moment(start, datetime.combine(until, one.closes, tzinfo=LONDON), one.why)


def _event(moment: _Moment) -> Event:
    event = Event()
    event.add("dtstart", _in_london(moment.start))
    event.add("dtend", _in_london(moment.end))
    return event


def _in_london(at: datetime) -> datetime:
    return at.replace(tzinfo=ZoneInfo("Europe/London"))


def _filled(event: Event, one: Listed, which: str, plain: bool, address: str, words: str) -> Event:
    # The id is the same each time, so that a calendar changes an event and does not double it, and it tells nothing.
    event.add("uid", sha256(f"{one.id} {which}".encode()).hexdigest()[:40])
    event.add("dtstamp", one.changed_at.astimezone(UTC))
    event.add("transp", "TRANSPARENT")
    if plain:
        event.add("summary", PLAIN)
        return event
    told = line(one, one.changed_at.date())
    event.add("summary", told.name)
    about = [untold(one.entry, words), told.summary, f"Ring {told.call}" if told.call else "", address]
    event.add("description", "\n".join(filter(None, about)))
    where = () if one.entry.kept_safe else addresses(one.entry)
    if len(where) == 1:
        event.add("location", where[0])
    return event

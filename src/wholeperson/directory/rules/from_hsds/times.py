"""When something is open, from the schedules of the standard and from what people write in their place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from wholeperson.directory.rules.cleaning import WORDS, Changes, cut, line
from wholeperson.directory.rules.entries import Opens
from wholeperson.directory.rules.from_hsds.plain import Json, first, rows
from wholeperson.directory.rules.schedules import WEEKDAYS, Often, OtherTimes, Rule, ScheduleError, check

CLOCK = re.compile(
    r"^\s*(\d{1,2})(?:[:.h]?(\d{2}))?(?::(\d{2})(?:\.\d+)?)?\s*([ap])?\.?\s*(?:m\.?)?\s*"
    r"(?P<zone>Z|[+-]\d{2}:?\d{2})?\s*$",
    re.IGNORECASE,
)
FULL_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NAMES = {short.lower(): short for short in WEEKDAYS} | {
    name[:length]: short
    for name, short in zip(FULL_NAMES, WEEKDAYS, strict=True)
    for length in range(3, len(name) + 1)
} | {"weds": "WE"}  # fmt: skip
GROUPS = {
    "daily": WEEKDAYS, "everyday": WEEKDAYS, "every day": WEEKDAYS, "weekdays": WEEKDAYS[:5], "weekends": WEEKDAYS[5:],
    "weekend": WEEKDAYS[5:], "weekday": WEEKDAYS[:5],
}  # fmt: skip
LONGEST_ATTENDING = 40


@dataclass(frozen=True)
class Times:
    """What was understood of when something is open."""

    opens: tuple[Opens, ...]
    other_times: tuple[OtherTimes, ...]
    words: tuple[str, ...]


def times(things: Iterable[Json], holidays: Iterable[Json], changes: Changes) -> Times:
    """Read every schedule; what could not be understood as a rule is kept as words."""
    opens: dict[Opens, None] = {}
    words: dict[str, None] = {}
    for thing in things:
        found, said = _schedule(thing, changes)
        opens.update(dict.fromkeys(found))
        words.update(dict.fromkeys(said))
    other = dict.fromkeys(one for thing in holidays if (one := _holiday(thing, changes)))
    return Times(tuple(opens), tuple(other), tuple(words))


def of_service(service: Json) -> tuple[list[Json], list[Json]]:
    """Give the schedules of a service and of its places, and its holiday hours (of ORUK 1.0)."""
    found = rows(service, "schedules", "regular_schedules", "regular_schedule")
    closed = rows(service, "holiday_schedules", "holiday_schedule")
    for place in rows(service, "service_at_locations"):
        location = place.get("location")
        for thing in (place, location if isinstance(location, dict) else {}):
            found = found + rows(thing, "schedules", "regular_schedule", "regular_schedules")
            closed = closed + rows(thing, "holiday_schedules", "holiday_schedule")
    return found, closed


def _schedule(thing: Json, changes: Changes) -> tuple[list[Opens], list[str]]:
    notes = [line(thing.get(key), "times", changes, longest=WORDS) for key in ("description", "notes")]
    attending = line(thing.get("attending_type"), "times", changes, longest=WORDS)
    if len(attending) > LONGEST_ATTENDING:
        attending, notes = "", [attending, *notes]
    words = cut(" ".join(one for one in dict.fromkeys(notes) if one), "times", changes, WORDS)
    opens, closes = clock(thing.get("opens_at"), changes), clock(thing.get("closes_at"), changes)
    if opens is None or closes is None:
        if not words:
            changes.say("left out, because it says no time", "times", first(thing, "byday", "freq", "id"))
        return [], [words] if words else []
    rule = _rule(thing, opens, closes, changes)
    try:
        check(rule)
    except ScheduleError as problem:
        changes.say("not understood as opening times", "times", _said(thing), problem)
        return [], [f"{_said(thing)}. {words}".strip()[:WORDS]]
    return [Opens(rule=rule, attending=attending, words=words)], []


def _said(thing: Json) -> str:
    parts = (first(thing, "byday", "bymonthday"), first(thing, "opens_at"), "to", first(thing, "closes_at"))
    return " ".join(str(one) for one in parts if one)


def _rule(thing: Json, opens: time, closes: time, changes: Changes) -> Rule:
    start = day(first(thing, "dtstart", "valid_from"), changes)
    start_of_count, end = day(thing.get("valid_from"), changes), day(first(thing, "valid_to", "until"), changes)
    if start and end and end < start:
        changes.say("turned two days round", "times", f"{start} to {end}", f"{end} to {start}")
        start, end = end, start
    often, interval = _often(thing, changes), _interval(thing, changes)
    days = tuple(dict.fromkeys(_days(str(thing.get("byday") or ""), often, changes)))
    month_days = tuple(dict.fromkeys(_month_days(thing.get("bymonthday"), changes)))
    if often is Often.WEEKLY and not days and not month_days and str(thing.get("freq") or "").upper() == "DAILY":
        days = WEEKDAYS
    if often is Often.WEEKLY and month_days:
        changes.say("left out days of the month in a weekly rule", "times", month_days)
        month_days = ()
    if any(one[:-2] for one in days):
        often = Often.MONTHLY
    if interval > 1 and start is None:
        start = start_of_count
    return Rule(opens=opens, closes=closes, often=often, interval=interval, days=days, month_days=month_days,
                start=start, end=end)  # fmt: skip


def _often(thing: Json, changes: Changes) -> Often:
    said = str(thing.get("freq") or "WEEKLY").strip().upper()
    if said == "MONTHLY":
        return Often.MONTHLY
    if said not in ("WEEKLY", "DAILY"):
        changes.say("read as every week", "times", said, "WEEKLY")
    return Often.WEEKLY


def _interval(thing: Json, changes: Changes) -> int:
    said = thing.get("interval")
    try:
        found = int(str(said)) if said not in (None, "") else 1
    except ValueError:
        found = 0
    if 1 <= found <= 52:
        return found
    changes.say("read as every time", "times", f"every {said}", "every 1")
    return 1


def _days(said: str, often: Often, changes: Changes) -> Iterable[str]:
    words = said.strip().lower()
    if words in GROUPS:
        yield from GROUPS[words]
        return
    for part in re.split(r"[,;/&]|\band\b", words):
        name = part.strip(" .[]'\"")
        if not name:
            continue
        between = re.fullmatch(r"([a-z]+)\s*(?:-|–|to)\s*([a-z]+)", name)
        if between and between[1] in NAMES and between[2] in NAMES:
            yield from _from_to(NAMES[between[1]], NAMES[between[2]])
            continue
        found = re.fullmatch(r"([+-]?[1-5])?\s*([a-z]+?)s?", name)
        short = NAMES.get(found[2]) if found else None
        if found is None or short is None:
            changes.say("left out, because it is not a day", "times", part)
            continue
        if found[1] and often is Often.WEEKLY:
            changes.say("read as a day of the month’s weeks", "times", part, "MONTHLY")
        yield (found[1] or "").lstrip("+") + short


def _from_to(begin: str, end: str) -> tuple[str, ...]:
    one, other = WEEKDAYS.index(begin), WEEKDAYS.index(end)
    return WEEKDAYS[one : other + 1] if one <= other else WEEKDAYS[one:] + WEEKDAYS[: other + 1]


def _month_days(said: object, changes: Changes) -> Iterable[int]:
    for part in re.split(r"[,;\s]+", str(said or "").strip("[]")):
        if re.fullmatch(r"-?\d{1,2}", part) and 1 <= abs(int(part)) <= 31:
            yield int(part)
        elif part:
            changes.say("left out, because it is not a day of a month", "times", part)


def clock(said: object, changes: Changes) -> time | None:
    """Read a time of day as people and machines write it: 09:00, 9am, 0930, 24:00, 10:00Z, midnight, noon."""
    words = str(said if said is not None else "").strip()
    if not words:
        return None
    named = {"midnight": time(0), "noon": time(12), "midday": time(12)}.get(words.lower())
    found = CLOCK.match(words.partition("T")[2] or words)
    if named is not None or found is None:
        if named is None:
            changes.say("not understood as a time", "times", words)
        return named
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[4]:
        hour = hour % 12 + (12 if found[4].lower() == "p" else 0)
    if (hour, minute) == (24, 0):
        changes.say("read as midnight", "times", words, "00:00")
        hour = 0
    if hour > 23 or minute > 59:
        changes.say("not understood as a time", "times", words)
        return None
    read = time(hour, minute)
    if found["zone"] or found[4] or not re.match(r"\d\d:\d\d", words):
        # An offset is right for half the year at most: what the feed's people see on the clock is what counts.
        changes.say("read as the time on the clock here", "times", words, f"{read:%H:%M}")
    return read


def day(said: object, changes: Changes) -> date | None:
    """Read a day as machines write it, or as people here do (31/12/2026)."""
    words = str(said or "").strip()
    if not words:
        return None
    for shape, length in (("%Y-%m-%d", 10), ("%d/%m/%Y", 10), ("%d-%m-%Y", 10), ("%Y%m%d", 8)):
        try:
            return datetime.strptime(words[:length], shape).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    changes.say("not understood as a day", "times", words)
    return None


def _holiday(thing: Json, changes: Changes) -> OtherTimes | None:
    begin, end = day(thing.get("start_date"), changes), day(thing.get("end_date"), changes)
    if begin is None and end is None:
        changes.say("left out, because it says no day", "times", thing.get("id"))
        return None
    one, other = begin or end, end or begin
    assert one is not None
    assert other is not None
    if other < one:
        changes.say("turned two days round", "times", f"{one} to {other}", f"{other} to {one}")
        one, other = other, one
    if str(thing.get("closed")).lower() in ("true", "yes", "1"):
        return OtherTimes(one, other)
    opens, closes = clock(thing.get("opens_at"), changes), clock(thing.get("closes_at"), changes)
    return OtherTimes(one, other, opens, closes) if opens and closes else OtherTimes(one, other)

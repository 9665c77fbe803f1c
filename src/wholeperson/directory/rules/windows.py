"""Times as people say them, turned into a stretch of time in London: "tonight", "Saturday night", "after five"."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from wholeperson.directory.rules import bank_holidays
from wholeperson.directory.rules.schedules import A_DAY
from wholeperson.directory.rules.wishes import Window
from wholeperson.interface.saying import DAYS, LONDON, MONTHS, time_of_day

NIGHT_ENDS = 6  # o'clock: before that, "tonight" is the night that goes on
# Of a day: from and to, in hours of that day; above 24 it is the next morning.
PARTS: Mapping[str, tuple[int, int]] = {
    "morning": (6, 12),
    "afternoon": (12, 17),
    "evening": (17, 22),
    "night": (20, 30),
    "day": (0, 24),
}
TONIGHT = (18, 30)
NUMBERS = {
    name: number
    for number, name in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1
    )
}  # fmt: skip
HOUR = re.compile(r"(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d{2}))?(?P<half>am|pm)?$")
WEEKDAY = {name: number for number, day in enumerate(DAYS) for name in (day.casefold(), day.casefold() + "s")}
WEEKDAY |= {day.casefold()[:3]: number for number, day in enumerate(DAYS) if day not in ("Sunday", "Saturday")}
MONTH = {name: number for number, month in enumerate(MONTHS, 1) for name in (month.casefold(), month.casefold()[:3])}
BEFORE_TIME = ("after", "from", "at", "past")


@dataclass(frozen=True)
class When:
    """A stretch of time, what a page says about it, and which of the words said so (by their place)."""

    window: Window
    says: str
    used: frozenset[int] = frozenset()


def now(at: datetime) -> Window:
    """Give this very minute."""
    return Window(at, at)


def tonight(at: datetime) -> Window:
    """Give the evening and night of today; before six in the morning, the night that goes on."""
    here = at.astimezone(LONDON)
    day = here.date() - A_DAY if here.hour < NIGHT_ENDS else here.date()
    return _from(at, _hours(day, *TONIGHT))


def on(day: date, part: str, at: datetime) -> Window:
    """Give a part of a day (``PARTS``); of today only what is still to come."""
    return _from(at, _hours(day, *PARTS[part]))


def weekend(at: datetime) -> Window:
    """Give Saturday and Sunday; in a weekend, what is left of it."""
    today = at.astimezone(LONDON).date()
    saturday = today + A_DAY * (5 - today.weekday())
    return _from(at, Window(_moment(saturday, 0), _moment(saturday, 48)))


def weekday(number: int, part: str, at: datetime) -> Window:
    """Give the next such day, today included while it lasts (0 is Monday)."""
    today = at.astimezone(LONDON).date()
    first = today + A_DAY * ((number - today.weekday()) % 7 - 7)  # a night that began yesterday may still go on
    days = (first + 7 * A_DAY * week for week in range(3))
    return on(next(day for day in days if _hours(day, *PARTS[part]).end > at), part, at)


def at_time(day: date, opens: time) -> Window:
    """Give one moment of a day, by the clocks there."""
    there = datetime.combine(day, opens, tzinfo=LONDON)
    return Window(there, there)


def read(said: Sequence[str], at: datetime) -> When | None:
    """Find a time in folded words, or nothing."""
    for reader in (_day_and_part, _after, _simple):
        if found := reader(said, at):
            return found
    return None


def _simple(said: Sequence[str], at: datetime) -> When | None:
    for phrase, (says, make) in PLAIN.items():
        for start in range(len(said) - len(phrase) + 1):
            if tuple(said[start : start + len(phrase)]) == phrase:
                window = make(at)
                over = window.end < at  # this morning, said in the afternoon
                return None if over else When(window, says, frozenset(range(start, start + len(phrase))))
    return None


def _of_today(part: str) -> Callable[[datetime], Window]:
    return lambda at: on(at.astimezone(LONDON).date(), part, at)


# The longer ways of saying it first.
PLAIN: Mapping[tuple[str, ...], tuple[str, Callable[[datetime], Window]]] = {
    tuple(phrase.split()): (f"open {says}", make)
    for phrases, says, make in (
        ("at the weekend,this weekend,weekend,weekends", "this weekend", weekend),
        ("right now,this minute,now", "now", now),
        ("tonight,tonite,2nite", "tonight", tonight),
        ("this morning", "this morning", _of_today("morning")),
        ("this afternoon", "this afternoon", _of_today("afternoon")),
        ("this evening,evening,evenings", "this evening", _of_today("evening")),
        ("today", "today", _of_today("day")),
    )
    for phrase in phrases.split(",")
}


SHORTEST = 5
# Every word in which a time is said, long enough to know it again with a slip in it.
WORDS = frozenset(
    word
    for word in (*WEEKDAY, *MONTH, *PARTS, "tomorrow", *(one for phrase in PLAIN for one in phrase))
    if len(word) >= SHORTEST
)


def _day_and_part(said: Sequence[str], at: datetime) -> When | None:
    for start, word in enumerate(said):
        found = _named_day(said, start, at)
        if found is None:
            continue
        day, name, used = found
        used |= {start - 1} if start and said[start - 1] in ("on", "this", "next") else set()
        after = max(used) + 1
        part = said[after].rstrip("s") if after < len(said) else ""
        if part in PARTS and part != "day":
            return When(_upcoming(word, day, part, at), f"open {name} {part}", frozenset({*used, after}))
        if late := _hour_after(said, after):
            opens, more, point = late
            start_at = datetime.combine(day, opens, tzinfo=LONDON)
            end = start_at if point else _moment(day, 24)
            says = f"open {name} {'at' if point else 'after'} {time_of_day(opens)}"
            return When(Window(start_at, end), says, frozenset({*used, *more}))
        return When(_upcoming(word, day, "day", at), f"open {name}", frozenset(used))
    return None


def _upcoming(word: str, day: date, part: str, at: datetime) -> Window:
    return weekday(day.weekday(), part, at) if word in WEEKDAY else on(day, part, at)


def _named_day(said: Sequence[str], start: int, at: datetime) -> tuple[date, str, set[int]] | None:
    """Read a weekday, tomorrow, a date, or a bank holiday at one place among the words."""
    today, word = at.astimezone(LONDON).date(), said[start]
    if word in WEEKDAY:
        number = WEEKDAY[word]
        return today + A_DAY * ((number - today.weekday()) % 7), DAYS[number], {start}
    if word == "tomorrow":
        return today + A_DAY, "tomorrow", {start}
    if tuple(said[start : start + 2]) in (("christmas", "day"), ("boxing", "day"), ("good", "friday")):
        name = f"{said[start].title()} {said[start + 1].title()}"
        day = bank_holidays.next_of(name, today)
        return (day, name, {start, start + 1}) if day else None
    return _date(said, start, today)


def _date(said: Sequence[str], start: int, today: date) -> tuple[date, str, set[int]] | None:
    number = re.match(r"(\d{1,2})[a-z]{0,2}$", said[start])
    month = MONTH.get(said[start + 1]) if start + 1 < len(said) else None
    if not number or not month:
        return None
    for year in (today.year, today.year + 1):
        try:
            day = date(year, month, int(number[1]))
        except ValueError:
            continue
        if day >= today:
            return day, f"{day.day} {MONTHS[month - 1]}", {start, start + 1}
    return None


def _after(said: Sequence[str], at: datetime) -> When | None:
    for start in range(len(said)):
        if found := _hour_after(said, start):
            opens, used, point = found
            day = at.astimezone(LONDON).date()
            begins = datetime.combine(day, opens, tzinfo=LONDON)
            if point:
                begins = begins if begins >= at else datetime.combine(day + A_DAY, opens, tzinfo=LONDON)
                return When(Window(begins, begins), f"open at {time_of_day(opens)}", frozenset(used))
            ends = _moment(day, 24)
            return When(Window(min(max(begins, at), ends), ends), f"open after {time_of_day(opens)}", frozenset(used))
    return None


def _hour_after(said: Sequence[str], start: int) -> tuple[time, set[int], bool] | None:
    """Read "after five", "at 7pm", "after half past six" at one place: the time, the words used, whether a moment."""
    if start + 1 >= len(said) or said[start] not in BEFORE_TIME:
        return None
    word = said[start + 1]
    half = said[start + 2] if start + 2 < len(said) and said[start + 2] in ("am", "pm") else ""
    if word in NUMBERS:
        hour, minutes = NUMBERS[word], 0
    elif found := HOUR.match(word):
        hour, minutes, half = int(found["hour"]), int(found["minute"] or 0), found["half"] or half
    else:
        return None
    if not _there_is(hour, minutes, half):
        return None
    apart = half and word.removesuffix(half) == word
    used = {start, start + 1, start + 2} if apart else {start, start + 1}
    return time(_of_day(hour, half), minutes), used, said[start] == "at"


def _there_is(hour: int, minutes: int, half: str) -> bool:
    return minutes < 60 and (1 <= hour <= 12 if half else 0 <= hour < 24)  # as clocks have it


def _of_day(hour: int, half: str) -> int:
    """Without am or pm, one to seven o'clock is after noon: nobody looks for a group at five in the morning."""
    if half:
        return hour % 12 + (12 if half == "pm" else 0)
    return hour + 12 if 1 <= hour <= 7 else hour  # as people mean it


def _hours(day: date, first: int, last: int) -> Window:
    return Window(_moment(day, first), _moment(day, last))


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day + A_DAY * (hour // 24), time(hour % 24), tzinfo=LONDON)


def _from(at: datetime, window: Window) -> Window:
    """Leave out what is over. A window that is over whole stays as it was."""
    return Window(max(at, window.start), window.end) if at < window.end else window

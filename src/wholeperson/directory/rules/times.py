"""When something is open, as people say it: "Thursdays, 10 to 12", "every second Thursday", "closed"."""

from collections.abc import Iterable, Sequence
from datetime import date, time

from wholeperson.directory.rules.schedules import WEEKDAYS, Often, OtherTimes, Rule
from wholeperson.interface.saying import DAYS, EVENING, MONTHS, NIGHT, NOON

NAMES = dict(zip(WEEKDAYS, DAYS, strict=True))
ORDER = ("", "first", "second", "third", "fourth", "fifth")
FROM_THE_END = ("", "last", "last but one", "third last", "fourth last", "fifth last")
A_RUN = 3
EARLY, LATE = time(7), time(18)
MIDNIGHT = time(0)


def says(rule: Rule) -> str:
    """Say one rule of opening: days first, then hours."""
    return f"{days(rule)}, {hours(rule.opens, rule.closes)}"


def whole(rule: Rule) -> str:
    """Say one rule of opening with the days from which and until which it holds."""
    begins = f", from {a_date(rule.start)}" if rule.start else ""
    ends = f", until {a_date(rule.end)}" if rule.end else ""
    return f"{says(rule)}{begins}{ends}"


def days(rule: Rule) -> str:
    """Say on which days a rule opens."""
    if rule.often is Often.MONTHLY and (rule.month_days or any(day[:-2] for day in rule.days)):
        return _monthly(rule)
    names = [day[-2:] for day in sorted(rule.days, key=lambda day: WEEKDAYS.index(day[-2:]))]
    if rule.often is Often.WEEKLY and rule.interval > 1:
        each = ORDER[rule.interval] if rule.interval < len(ORDER) else f"{rule.interval}th"
        if len(names) == 1:
            return f"Every {each} {NAMES[names[0]]}"
        return f"Every {each} week on {_joined([NAMES[name] for name in names])}"
    return _weekly(names)


def _weekly(names: Sequence[str]) -> str:
    if len(names) == len(WEEKDAYS):
        return "Every day"
    first, last = WEEKDAYS.index(names[0]), WEEKDAYS.index(names[-1])
    if len(names) >= A_RUN and last - first == len(names) - 1:
        return f"{NAMES[names[0]]}s to {NAMES[names[-1]]}s"
    return _joined([f"{NAMES[name]}s" for name in names])


def _monthly(rule: Rule) -> str:
    month = "the month" if rule.interval == 1 else f"every {ORDER[min(rule.interval, 5)]} month"
    if rule.month_days:
        said = f"The {_joined([_nth(day) for day in rule.month_days])} of {month}"
        return f"{said}, when it is a {_joined([NAMES[day[-2:]] for day in rule.days], 'or')}" if rule.days else said
    by_name: dict[str, list[str]] = {}
    for day in rule.days:
        number = int(day[:-2] or 1)
        by_name.setdefault(NAMES[day[-2:]], []).append((ORDER if number > 0 else FROM_THE_END)[abs(number)])
    return f"The {_joined([f'{_joined(numbers)} {name}' for name, numbers in by_name.items()])} of {month}"


def _nth(day: int) -> str:
    if day < 0:
        return "last day" if day == -1 else f"{_ending(-day)} day before the end"
    return _ending(day)


def _ending(number: int) -> str:
    if number in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def hours(opens: time, closes: time) -> str:
    """Say from when to when: "10 to 12", "6 to 8 in the evening", "10 at night to 2 in the morning"."""
    if opens == closes:
        return "day and night" if opens == MIDNIGHT else f"day and night, from {_clock(opens)} {_part(opens)}"
    begins = "midnight" if opens == MIDNIGHT else f"{_clock(opens)} {_part(opens)}"
    ends = "midnight" if closes == MIDNIGHT else f"{_clock(closes)} {_part(closes)}"
    if opens < closes and _part(opens) == _part(closes):
        return f"{'midnight' if opens == MIDNIGHT else _clock(opens)} to {ends}"
    if EARLY <= opens < NOON <= closes <= LATE:
        return f"{_clock(opens)} to {_clock(closes)}"
    return f"{begins} to {ends}"


def _clock(moment: time) -> str:
    return str(moment.hour % 12 or 12) + (f":{moment.minute:02}" if moment.minute else "")


def _part(moment: time) -> str:
    if moment < NOON:
        return "in the morning"
    if moment < EVENING:
        return "in the afternoon"
    return "in the evening" if moment < NIGHT else "at night"


def exceptions(others: Iterable[OtherTimes], first: date, last: date) -> tuple[str, ...]:
    """Say which days are not like the others, of those that touch the time from ``first`` to ``last``."""
    near = sorted((one for one in others if one.first <= last and one.last >= first), key=lambda one: one.first)
    return tuple(exception(one) for one in near)


def exception(one: OtherTimes) -> str:
    """Say one stretch of days that is not like the others."""
    when = a_day(one.first) if one.first == one.last else f"{a_day(one.first)} to {a_day(one.last)}"
    if one.opens is None or one.closes is None:
        said = f"{when}: closed"
    else:
        said = f"{when}: open {hours(one.opens, one.closes)}"
    return f"{said} ({one.why})" if one.why else said


def a_day(when: date) -> str:
    """Say a day: "Thursday 24 December"."""
    return f"{DAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1]}"


def a_date(when: date) -> str:
    """Say a day with its year: "24 December 2026"."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def _joined(words: Sequence[str], link: str = "and") -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {link} {words[-1]}"

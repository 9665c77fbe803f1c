"""Opening times as words for paper and for a phone without a connection: the week as it is, and never "open now"."""

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta

from wholeperson.directory.rules.entries import Entry, Opens
from wholeperson.directory.rules.kinds import BankHolidays
from wholeperson.directory.rules.schedules import Often, OtherTimes, Rule
from wholeperson.directory.rules.times import days
from wholeperson.interface.saying import MONTHS

SOON = timedelta(days=60)
NOT_TOLD = "We do not know the hours. Ring first."
DAY_AND_NIGHT = "Day and night, every day"
NOON, MIDNIGHT, EVENING = time(12), time(0), time(18)
ON_BANK_HOLIDAYS = {
    BankHolidays.CLOSED: "Closed on bank holidays",
    BankHolidays.AS_ALWAYS: "Open on bank holidays too",
    BankHolidays.NOT_KNOWN: "",
}


def clock(at: time) -> str:
    """Say a time of day in few letters: "9am", "5:30pm", "noon", "midnight"."""
    if at in (NOON, MIDNIGHT):
        return "noon" if at == NOON else "midnight"
    return f"{at.hour % 12 or 12}{f':{at.minute:02}' if at.minute else ''}{'am' if at.hour < 12 else 'pm'}"


def from_to(opens: time, closes: time) -> str:
    """Say from when to when: "9am to 5pm"; the whole day where both are midnight."""
    return "day and night" if (opens, closes) == (MIDNIGHT, MIDNIGHT) else f"{clock(opens)} to {clock(closes)}"


def date_said(day: date, today: date) -> str:
    """Say a date: "3 December", with the year where it is another one."""
    return f"{day.day} {MONTHS[day.month - 1]}{'' if day.year == today.year else f' {day.year}'}"


def week_said(entry: Entry, today: date) -> tuple[str, ...]:
    """Say when something is open, week by week, a sentence for each rule; rules that differ only by day are joined."""
    if entry.always_open:
        return (DAY_AND_NIGHT,)
    if not entry.opens:
        return (NOT_TOLD,)
    there = [one for one in entry.opens if one.rule.end is None or one.rule.end >= today]
    said = tuple(dict.fromkeys(_sentence(one, today) for one in _joined(there)))
    return said or ("Not open at the moment. Ring first.",)


def other_days_said(entry: Entry, today: date) -> tuple[str, ...]:
    """Say which of the next sixty days are not like the others, and what happens on bank holidays."""
    near = [one for one in entry.other_times if one.last >= today and one.first <= today + SOON]
    said = [_other(one, today) for one in sorted(near, key=lambda one: one.first)]
    bank = ON_BANK_HOLIDAYS[entry.bank_holidays] if entry.opens and not entry.always_open else ""
    return (*said, bank) if bank else tuple(said)


def in_the_evening_or_at_the_weekend(entry: Entry) -> bool:
    """Say whether something is open after six in the evening, or on a Saturday or Sunday."""
    return any(_late(one.rule) or _at_weekend(one.rule) for one in entry.opens)


def _late(rule: Rule) -> bool:
    return rule.closes > EVENING or rule.closes <= rule.opens


def _at_weekend(rule: Rule) -> bool:
    return any(day[-2:] in ("SA", "SU") for day in rule.days)


def _joined(opens: Iterable[Opens]) -> Iterable[Opens]:
    """Join rules of every week that say the same of other days."""
    weekly: dict[tuple[object, ...], list[Opens]] = {}
    for one in opens:
        same = (one.rule.opens, one.rule.closes, one.rule.often, one.rule.interval, one.rule.start, one.rule.end)
        alone = "" if one.rule.often is Often.WEEKLY else ",".join(one.rule.days)
        weekly.setdefault((*same, alone, one.attending, one.words), []).append(one)
    for first, *others in weekly.values():
        days = tuple(dict.fromkeys(day for one in (first, *others) for day in one.rule.days))
        rule = first.rule
        yield Opens(
            rule=Rule(rule.opens, rule.closes, rule.often, rule.interval, days, rule.month_days, rule.start, rule.end),
            attending=first.attending, words=first.words,
        )  # fmt: skip


def _sentence(one: Opens, today: date) -> str:
    rule = one.rule
    said = f"{days(rule)}, {from_to(rule.opens, rule.closes)}"
    if rule.start and (rule.start > today or rule.interval > 1):
        said += f", from {date_said(rule.start, today)}"
    if rule.end:
        said += f", until {date_said(rule.end, today)}"
    if one.attending:
        said += f" ({one.attending})"
    return f"{said}. {one.words}" if one.words else said


def _other(one: OtherTimes, today: date) -> str:
    days = date_said(one.first, today)
    if one.last != one.first:
        days += f" to {date_said(one.last, today)}"
    hours = "" if one.opens is None or one.closes is None else from_to(one.opens, one.closes)
    said = f"{days}: {hours}" if hours else f"Closed {days}"
    return f"{said} ({one.why})" if one.why else said


def listed(parts: Sequence[str]) -> str:
    """Say several things as one: "Monday, Tuesday and Friday"."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""

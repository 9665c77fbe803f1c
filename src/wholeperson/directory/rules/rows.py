"""Opening times as people fill them in, row by row, and the rules of the standard that they stand for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from enum import Enum

from wholeperson.directory.rules.entries import Opens
from wholeperson.directory.rules.schedules import WEEKDAYS, Often, Rule

MIDNIGHT = time(0)
DAY_NAMES = dict(
    zip(WEEKDAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True)
)


class Round(Enum):
    """How often a row comes round."""

    EVERY_WEEK = "every-week"
    SECOND_WEEK = "second-week"
    THIRD_WEEK = "third-week"
    FOURTH_WEEK = "fourth-week"
    FIRST = "1"
    SECOND = "2"
    THIRD = "3"
    FOURTH = "4"
    LAST = "-1"
    AS_IT_WAS = "as-it-was"


ROUND_SAYS = {
    Round.EVERY_WEEK: "every week",
    Round.SECOND_WEEK: "every second week, from the day below",
    Round.THIRD_WEEK: "every third week, from the day below",
    Round.FOURTH_WEEK: "every fourth week, from the day below",
    Round.FIRST: "on the first one of the month",
    Round.SECOND: "on the second one of the month",
    Round.THIRD: "on the third one of the month",
    Round.FOURTH: "on the fourth one of the month",
    Round.LAST: "on the last one of the month",
    Round.AS_IT_WAS: "on other days of the month, as it was",
}
WEEKS = {Round.EVERY_WEEK: 1, Round.SECOND_WEEK: 2, Round.THIRD_WEEK: 3, Round.FOURTH_WEEK: 4}
BY_WEEKS = {weeks: one for one, weeks in WEEKS.items()}
DAY_AND_NIGHT = Opens(rule=Rule(opens=MIDNIGHT, closes=MIDNIGHT, days=WEEKDAYS))


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of opening times, as a form has it. ``was`` is the number of the rule that it came from, if any."""

    days: tuple[str, ...]
    opens: time
    closes: time
    comes: Round = Round.EVERY_WEEK
    since: date | None = None
    until: date | None = None
    attending: str = ""
    words: str = ""
    was: int | None = None


def rows_of(opens: Sequence[Opens]) -> tuple[Row, ...]:
    """Give the rows in which people find these rules again."""
    return tuple(row for number, one in enumerate(opens) for row in _rows(number, one))


def opens_of(row: Row, before: Sequence[Opens]) -> Opens:
    """Give the rule that a row stands for. One that no row can say keeps its days, as it was ``before``."""
    return Opens(rule=_rule(row, before), attending=row.attending, words=row.words)


def _rule(row: Row, before: Sequence[Opens]) -> Rule:
    if row.comes is Round.AS_IT_WAS and row.was is not None and 0 <= row.was < len(before):
        return replace(before[row.was].rule, opens=row.opens, closes=row.closes, start=row.since, end=row.until)
    plain = Rule(opens=row.opens, closes=row.closes, days=row.days, start=row.since, end=row.until)
    if row.comes in WEEKS:
        return replace(plain, interval=WEEKS[row.comes])
    number = row.comes.value if row.comes is not Round.AS_IT_WAS else "1"
    return replace(plain, often=Often.MONTHLY, days=tuple(f"{number}{day}" for day in row.days))


def _rows(number: int, one: Opens) -> Iterator[Row]:
    rule = one.rule
    common = Row(
        days=(), opens=rule.opens, closes=rule.closes, since=rule.start, until=rule.end, attending=one.attending,
        words=one.words, was=number,
    )  # fmt: skip
    if rule.often is Often.WEEKLY and rule.interval in BY_WEEKS and not rule.month_days:
        yield replace(common, days=rule.days, comes=BY_WEEKS[rule.interval])
        return
    by_number = _by_number(rule)
    if not by_number:
        yield replace(common, comes=Round.AS_IT_WAS, days=tuple(dict.fromkeys(day[-2:] for day in rule.days)))
    for which, days in by_number.items():
        yield replace(common, comes=Round(which), days=days)


def _by_number(rule: Rule) -> dict[str, tuple[str, ...]]:
    """Sort the days of a monthly rule by which one of the month they are; nothing where a row cannot say it."""
    found: dict[str, tuple[str, ...]] = {}
    for day in rule.days:
        which = day[:-2].removeprefix("+")
        found[which] = (*found.get(which, ()), day[-2:])
    sayable = {"1", "2", "3", "4", "-1"}
    return found if rule.interval == 1 and not rule.month_days and set(found) <= sayable else {}

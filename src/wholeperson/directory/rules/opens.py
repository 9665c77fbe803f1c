"""When a resource is open on the days ahead, with bank holidays: remembered, because many keep the same hours."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from wholeperson.directory.rules import bank_holidays
from wholeperson.directory.rules.kinds import BankHolidays
from wholeperson.directory.rules.schedules import OtherTimes, Rule, minute, spans

Minutes = tuple[tuple[int, int], ...]


def open_minutes(
    rules: Sequence[Rule], others: Sequence[OtherTimes], on_bank_holidays: BankHolidays, first: date, last: date
) -> Minutes:
    """Give every span that begins on a day from ``first`` to ``last``, as it is kept: first and last minute.

    Closed on bank holidays leaves those days out, and what is said of a day itself goes before that. Where nobody told
    us, the usual hours stay, and a page asks people to ring first (``bank_holidays.name_of``).
    """
    closed = bank_holidays.between(first, last) if on_bank_holidays is BankHolidays.CLOSED else ()
    days = tuple(OtherTimes(day, day, why=bank_holidays.name_of(day)) for day in closed)
    return _remembered(tuple(rules), (*days, *others), first, last)


def not_sure_of(day: date, on_bank_holidays: BankHolidays, others: Sequence[OtherTimes]) -> str:
    """Give the name of a bank holiday on which we do not know whether it opens, or nothing."""
    told = any(one.first <= day <= one.last for one in others)
    return bank_holidays.name_of(day) if on_bank_holidays is BankHolidays.NOT_KNOWN and not told else ""


@lru_cache(maxsize=20_000)
def _remembered(rules: tuple[Rule, ...], others: tuple[OtherTimes, ...], first: date, last: date) -> Minutes:
    return tuple((minute(one.start), minute(one.end)) for one in spans(rules, others, first, last))

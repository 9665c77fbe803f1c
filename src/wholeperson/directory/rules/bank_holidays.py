"""Bank holidays in England, by the names that people use."""

from collections.abc import Mapping
from datetime import date
from functools import cache

import holidays

from wholeperson.directory.rules.schedules import A_DAY

INSTEAD = " (observed)"
AS_PEOPLE_SAY = {
    "May Day": "the early May bank holiday",
    "Spring Bank Holiday": "the spring bank holiday",
    "Late Summer Bank Holiday": "the summer bank holiday",
    "Christmas Day (observed)": "the bank holiday for Christmas Day",
    "Boxing Day (observed)": "the bank holiday for Boxing Day",
    "New Year's Day (observed)": "the bank holiday for New Year's Day",
}


@cache
def of_year(year: int) -> Mapping[date, str]:
    """Give the bank holidays of a year, by day."""
    found = holidays.country_holidays("GB", subdiv="ENG", years=year)
    return {day: _said(name) for day, name in sorted(found.items()) if day.year == year}


def name_of(day: date) -> str:
    """Give the name of a bank holiday, or nothing where the day is none."""
    return of_year(day.year).get(day, "")


def between(first: date, last: date) -> tuple[date, ...]:
    """Give every bank holiday from a day to a day."""
    years = range(first.year, last.year + 1)
    return tuple(day for year in years for day in of_year(year) if first <= day <= last)


def next_of(name: str, today: date) -> date | None:
    """Give the next day of that name, today included: ``boxing day``."""
    for day in between(today, today + 400 * A_DAY):
        if of_year(day.year)[day].casefold() == name.casefold():
            return day
    return None


def _said(name: str) -> str:
    one = name.split("; ")[0]  # two on one day: the first says enough
    return AS_PEOPLE_SAY.get(one, one)

"""Invented resources as plain values, for what leaves the screen. Places, numbers and addresses are made up."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from wholeperson.directory.presenters.booklet import Place
from wholeperson.directory.public import BankHolidays, Entry, Listed, Opens, ResourceKind, Rule, Where, Whom
from wholeperson.directory.rules.schedules import spans

NOW = datetime(2026, 11, 21, 20, 30, tzinfo=UTC)  # a Saturday
TODAY = date(2026, 11, 21)
PLACE = Place("Bognor Regis", "https://place.example.org")
NAMES = ("Harbour Café", "Wednesday Walk", "Tide House", "Open Door", "Night Kitchen", "Long Table", "Bike Shed")
HALL = Where(name="Old Pier Hall", address="4 Invented Row", town="Bognor Regis", postcode="ZZ99 9ZZ")


def opens(days: str = "MO,TU,WE,TH,FR", begins: str = "09:00", ends: str = "17:00", **more: Any) -> Opens:
    """Say when something is open."""
    said = {key: more.pop(key) for key in ("attending", "words") if key in more}
    rule = Rule(time.fromisoformat(begins), time.fromisoformat(ends), days=tuple(filter(None, days.split(","))), **more)
    return Opens(rule=rule, **said)


def made_up(name: str = "Harbour Café", number: int = 1, **kept: Any) -> Listed:
    """Give something that stands on the map, without a database."""
    kept = {
        "kind": ResourceKind.GROUP, "summary": "A warm room where somebody listens.", "places": (HALL,),
        "opens": (opens(),), "contacts": (Whom(role="whoever is at the door", call="01632 960 001"),),
        "facts": {"cost": "free", "begin": ["walk-in", "ring"]}, "terms": ("talk",), **kept,
    }  # fmt: skip
    entry = Entry(name=name, **kept)
    there = spans([one.rule for one in entry.opens], entry.other_times, TODAY - timedelta(1), TODAY + timedelta(35))
    return Listed(
        uuid5(UUID(int=7), f"{name!a} {number}"), UUID(int=1), "Bognor Regis", UUID(int=2), "The Hub", None, entry,
        there, None, date(2026, 11, 2), "", NOW,
    )  # fmt: skip


def many(number: int, keys: tuple[str, ...]) -> tuple[Listed, ...]:
    """Give as many as asked for, of different needs."""
    return tuple(
        made_up(f"{NAMES[one % len(NAMES)]} {one}", one, terms=(keys[one % len(keys)], keys[one * 5 % len(keys)]),
                bank_holidays=BankHolidays.CLOSED)
        for one in range(number)
    )  # fmt: skip

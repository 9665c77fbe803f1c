"""An entry as plain JSON and back, whole: what is kept of what a source last said."""

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, time
from hashlib import sha256
from typing import Any

from wholeperson.directory.rules.entries import Entry, Opens, Where, Whom
from wholeperson.directory.rules.facts import BY_KEY
from wholeperson.directory.rules.from_hsds import safe_entry
from wholeperson.directory.rules.kinds import BankHolidays, ResourceKind, Room, Status
from wholeperson.directory.rules.schedules import Often, OtherTimes, Rule
from wholeperson.directory.rules.spot import Spot

FACT = "facts."
LABELS = {
    "name": "Name", "kind": "What kind of thing it is", "summary": "In short", "description": "In plain words",
    "status": "Whether it is there", "alert": "What to know now", "website": "Web page", "email": "E-mail",
    "kept_safe": "Whether the address is kept safe", "places": "Where it is", "terms": "What it helps with",
    "other_terms": "Words of other lists", "youngest": "Youngest age", "oldest": "Oldest age",
    "bank_holidays": "Bank holidays", "opens": "When it is open", "other_times": "Other times",
    "contacts": "Whom to turn to", "room": "Whether there is room", "room_places": "Free places",
    "room_on": "When somebody counted", "facts": "Answers",
}  # fmt: skip


def as_plain(entry: Entry) -> dict[str, Any]:
    """Give an entry as JSON can hold it."""
    return {
        **{one.name: getattr(entry, one.name) for one in fields(entry)},
        "kind": entry.kind.value, "status": entry.status.value, "bank_holidays": entry.bank_holidays.value,
        "room": entry.room.value if entry.room else None, "room_on": _iso(entry.room_on),
        "facts": dict(entry.facts), "terms": list(entry.terms), "other_terms": [dict(one) for one in entry.other_terms],
        "places": [{**vars(one), "spot": [one.spot.latitude, one.spot.longitude] if one.spot else None}
                   for one in entry.places],
        "opens": [{"attending": one.attending, "words": one.words, **_rule(one.rule)} for one in entry.opens],
        "other_times": [{**vars(one), "first": _iso(one.first), "last": _iso(one.last), "opens": _iso(one.opens),
                         "closes": _iso(one.closes)} for one in entry.other_times],
        "contacts": [dict(vars(one)) for one in entry.contacts],
    }  # fmt: skip


def _iso(value: date | time | None) -> str | None:
    return value.isoformat() if value is not None else None


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        **vars(rule), "opens": _iso(rule.opens), "closes": _iso(rule.closes), "often": rule.often.value,
        "days": list(rule.days), "month_days": list(rule.month_days), "start": _iso(rule.start), "end": _iso(rule.end),
    }  # fmt: skip


def from_plain(plain: Mapping[str, Any]) -> Entry:
    """Give an entry back from its JSON."""
    return Entry(
        **{
            **plain,
            "kind": ResourceKind(plain["kind"]), "status": Status(plain["status"]),
            "bank_holidays": BankHolidays(plain["bank_holidays"]),
            "room": Room(plain["room"]) if plain["room"] else None, "room_on": _date(plain["room_on"]),
            "terms": tuple(plain["terms"]), "other_terms": tuple(plain["other_terms"]),
            "places": tuple(Where(**{**one, "spot": Spot(*one["spot"]) if one["spot"] else None})
                            for one in plain["places"]),
            "opens": tuple(_opens(one) for one in plain["opens"]),
            "other_times": tuple(_other(one) for one in plain["other_times"]),
            "contacts": tuple(Whom(**one) for one in plain["contacts"]),
        }
    )  # fmt: skip


def _date(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def _time(said: str | None) -> time | None:
    return time.fromisoformat(said) if said else None


def _opens(one: Mapping[str, Any]) -> Opens:
    rest = {key: value for key, value in one.items() if key not in ("attending", "words")}
    rule = Rule(**{
        **rest, "opens": time.fromisoformat(one["opens"]), "closes": time.fromisoformat(one["closes"]),
        "often": Often(one["often"]), "days": tuple(one["days"]), "month_days": tuple(one["month_days"]),
        "start": _date(one["start"]), "end": _date(one["end"]),
    })  # fmt: skip
    return Opens(rule=rule, attending=one["attending"], words=one["words"])


def _other(one: Mapping[str, Any]) -> OtherTimes:
    return OtherTimes(date.fromisoformat(one["first"]), date.fromisoformat(one["last"]), _time(one["opens"]),
                      _time(one["closes"]), one["why"])  # fmt: skip


def mark(content: Mapping[str, Any]) -> str:
    """Give the mark by which the same content is known again."""
    return sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def part(entry: Entry, name: str) -> Any:
    """Give what an entry says under a name: a field, or one answer (``facts.bus``)."""
    return entry.facts.get(name.removeprefix(FACT)) if name.startswith(FACT) else getattr(entry, name)


def label(name: str) -> str:
    """Say what a part of an entry is called."""
    fact = BY_KEY.get(name.removeprefix(FACT))
    return fact.label if fact and name.startswith(FACT) else LABELS.get(name, name)


def with_kept(theirs: Entry, ours: Entry, kept_here: tuple[str, ...]) -> Entry:
    """Give what a source says now, with what was written here over it. A safe address stays safe, whoever says so."""
    answers = dict(theirs.facts)
    names = {one.name for one in fields(Entry)}
    for name in kept_here:
        if name.startswith(FACT):
            key = name.removeprefix(FACT)
            answers.pop(key, None)
            answers.update({key: ours.facts[key]} if key in ours.facts else {})
    found = replace(theirs, facts=answers)
    found = replace(found, **{name: getattr(ours, name) for name in kept_here if name in names})
    return safe_entry(replace(found, places=ours.places)) if found.kept_safe else found


def differing(theirs: Entry, ours: Entry, kept_here: tuple[str, ...]) -> tuple[str, ...]:
    """Name the parts that were written here and of which the source says something else now."""
    names = {one.name for one in fields(Entry)}
    known = (name for name in kept_here if name in names or name.startswith(FACT))
    return tuple(name for name in known if part(theirs, name) != part(ours, name))

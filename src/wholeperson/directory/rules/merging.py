"""Two entries that are one: what the one that goes has and the one that stays lacks, and taking it over."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any

from wholeperson.directory.rules import times
from wholeperson.directory.rules.alike import phone
from wholeperson.directory.rules.entries import Entry, Opens, Where, Whom
from wholeperson.directory.rules.facts import BY_KEY
from wholeperson.directory.rules.from_hsds import safe_entry
from wholeperson.directory.rules.plain_entries import FACT, label

SINGLE = ("summary", "description", "alert", "website", "email", "youngest", "oldest", "room")
SEVERAL = ("terms", "opens", "other_times", "places", "contacts")


@dataclass(frozen=True)
class Offered:
    """Something that could be taken over: its name, what it is called, and what it says."""

    name: str
    label: str
    says: str


def offered(stays: Entry, goes: Entry) -> tuple[Offered, ...]:
    """Give what the one that stays lacks."""
    return tuple(Offered(name, label(name), said(value)) for name, value in _lacking(stays, goes))


def _lacking(stays: Entry, goes: Entry) -> Iterator[tuple[str, Any]]:
    safe = stays.kept_safe or goes.kept_safe
    for name in SINGLE:
        if getattr(goes, name) not in (None, "") and getattr(stays, name) in (None, ""):
            yield name, getattr(goes, name)
    terms = tuple(one for one in goes.terms if one not in stays.terms)
    if terms:
        yield "terms", terms
    for name in ("opens", "other_times"):
        if getattr(goes, name) and not getattr(stays, name):
            yield name, getattr(goes, name)
    if goes.places and not stays.places and not safe:
        yield "places", goes.places
    contacts = tuple(one for one in goes.contacts if not _has(stays, one))
    if contacts:
        yield "contacts", contacts
    for key, answer in goes.facts.items():
        if key not in stays.facts and not (safe and BY_KEY[key].tells_where):
            yield FACT + key, answer


def _has(stays: Entry, contact: Whom) -> bool:
    there = {phone(number) for one in stays.contacts for number in (one.call, one.text) if number}
    mails = {one.email.lower() for one in stays.contacts if one.email}
    numbers = {phone(number) for number in (contact.call, contact.text) if number}
    if numbers or contact.email:
        return numbers <= there and (not contact.email or contact.email.lower() in mails)
    return any(one.role.lower() == contact.role.lower() for one in stays.contacts)


def merged(stays: Entry, goes: Entry, take: Collection[str]) -> Entry:
    """Give the one that stays with what was chosen. Where one of the two keeps its address safe, both do."""
    chosen = {name: value for name, value in _lacking(stays, goes) if name in take}
    answers = {**stays.facts, **{name.removeprefix(FACT): one for name, one in chosen.items() if name.startswith(FACT)}}
    fields = {name: value for name, value in chosen.items() if not name.startswith(FACT)}
    if "terms" in fields:
        fields["terms"] = (*stays.terms, *fields["terms"])
    if "contacts" in fields:
        first = any(one.first for one in stays.contacts)
        fields["contacts"] = (
            *stays.contacts,
            *(replace(one, first=one.first and not first) for one in fields["contacts"]),
        )
    found = replace(stays, facts=answers, **fields)
    return safe_entry(found) if goes.kept_safe and not stays.kept_safe else found


def said(value: Any) -> str:
    """Say a part of an entry in words, for a page."""
    if isinstance(value, tuple | list):
        return "; ".join(said(one) for one in value)
    if isinstance(value, Whom):
        return ", ".join(one for one in (value.role, value.call, value.text, value.email, value.words) if one)
    if isinstance(value, Where):
        return ", ".join(one for one in (value.name, value.address, value.town, value.postcode) if one)
    if isinstance(value, Opens):
        return times.whole(value.rule)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(getattr(value, "label", None) or getattr(value, "value", value if value is not None else ""))

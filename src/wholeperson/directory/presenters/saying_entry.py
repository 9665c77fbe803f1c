"""What an entry says, part by part, as lines of words: for the pages on which it is changed and looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wholeperson.directory.queries.taxonomy import terms
from wholeperson.directory.rules import facts, times
from wholeperson.directory.rules.entries import Entry, Opens, Where, Whom
from wholeperson.directory.rules.facts import Answer, Part
from wholeperson.directory.rules.pages import BANK_HOLIDAYS_SAY, PAGES, ROOM_SAYS, STATUS_SAYS

SAFE = "The address is kept safe. Ring first."


@dataclass(frozen=True)
class Said:
    """One line: what it is about, and what stands there."""

    label: str
    words: str


@dataclass(frozen=True)
class PartSaid:
    """One part of an entry, with the address of the page on which it is changed."""

    slug: str
    title: str
    lines: tuple[Said, ...]


def parts_said(entry: Entry) -> list[PartSaid]:
    """Say everything that an entry says, in the order in which it is asked."""
    return [PartSaid(slug, title, part_said(slug, entry)) for slug, title in PAGES.items()]


def part_said(slug: str, entry: Entry) -> tuple[Said, ...]:
    """Say what one part of an entry says."""
    says = {
        "name": _name, "where": _where, "when": _when, "contact": _contact, "suits": _suits, "room": _room,
        "still-there": _still_there,
    }.get(slug)  # fmt: skip
    found = says(entry) if says else _facts(Part[slug.upper()], entry)
    return tuple(one for one in found if one.words)


def _name(entry: Entry) -> Iterator[Said]:
    yield Said("Called", entry.name)
    yield Said("Is", entry.kind.label)
    yield Said("In a sentence", entry.summary)
    yield Said("More", entry.description)
    yield Said("Its own page", entry.website)
    yield Said("E-mail", entry.email)
    yield Said("Just now", entry.alert)


def _where(entry: Entry) -> Iterator[Said]:
    if entry.kept_safe:
        yield Said("Address", SAFE)
    for place in entry.places:
        yield Said("Address", _address(place))


def _address(place: Where) -> str:
    parts = (place.name, place.address, place.town, place.county, place.postcode)
    said = ", ".join(part for part in parts if part) or "A point without an address"
    return said if place.spot else f"{said} (no point on the map)"


def _when(entry: Entry) -> Iterator[Said]:
    if entry.always_open:
        yield Said("Open", "Day and night, every day")
    else:
        yield from (Said("Open", _opening(one)) for one in entry.opens)
    yield from (Said("Different", times.exception(one)) for one in entry.other_times)
    if entry.opens:
        yield Said("Bank holidays", BANK_HOLIDAYS_SAY[entry.bank_holidays])


def _opening(one: Opens) -> str:
    how = f"by {one.attending}" if one.attending == "phone" else one.attending
    return ", ".join(part for part in (times.whole(one.rule), how, one.words) if part)


def _contact(entry: Entry) -> Iterator[Said]:
    for whom in entry.contacts:
        yield Said(f"{whom.role}{' (first)' if whom.first and len(entry.contacts) > 1 else ''}", _reach(whom))


def _reach(whom: Whom) -> str:
    parts = (whom.call, f"text {whom.text}" if whom.text else "", whom.email, whom.words)
    return ", ".join(part for part in parts if part) or "No number yet"


def _suits(entry: Entry) -> Iterator[Said]:
    known = terms()
    yield Said("Found by", _listed([known[one].label for one in entry.terms if one in known]))
    if entry.youngest is not None:
        yield Said("From age", str(entry.youngest))
    if entry.oldest is not None:
        yield Said("Up to age", str(entry.oldest))


def _room(entry: Entry) -> Iterator[Said]:
    if entry.room:
        day = f", on {times.a_date(entry.room_on)}" if entry.room_on else ""
        yield Said("Room", f"{ROOM_SAYS[entry.room]}{day}")
    if entry.room_places is not None:
        yield Said("Free places", str(entry.room_places))


def _still_there(entry: Entry) -> Iterator[Said]:
    yield Said("Is it there?", STATUS_SAYS[entry.status])


def _facts(part: Part, entry: Entry) -> Iterator[Said]:
    for fact in facts.FACTS:
        if fact.part is part and entry.facts.get(fact.key):
            yield Said(fact.label, _answer(fact, entry.facts[fact.key]))


def _answer(fact: facts.Fact, answer: Any) -> str:
    if fact.answer is Answer.LIST:
        return ", ".join(answer)
    if fact.answer is Answer.CHOICES:
        return ", ".join(fact.choices[one] for one in answer)
    return str(fact.choices.get(answer, answer))


def _listed(said: list[str]) -> str:
    return " and ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else "".join(said)

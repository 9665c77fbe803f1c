"""What belongs to a service: its schedules, contacts, cost and terms."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from wholeperson.directory.rules.entries import Opens, Whom
from wholeperson.directory.rules.facts import BY_KEY
from wholeperson.directory.rules.hsds import OURS, coding, ids
from wholeperson.directory.rules.hsds.coding import Lists
from wholeperson.directory.rules.hsds.keeping import Keeper
from wholeperson.directory.rules.hsds.places import locations_of
from wholeperson.directory.rules.hsds.plain import Json, clock, day, told, uri
from wholeperson.directory.rules.hsds.values import Told
from wholeperson.interface.saying import LONDON


def parts_of(one: Told, lists: Lists, keeper: Keeper, on: date) -> Json:
    """Give everything that belongs to a service: its schedules, places, contacts, terms."""
    entry, facts = one.entry, _facts(one)
    languages = [keeper.text(word) for word in facts.get("languages", ())]
    return told(
        schedules=[_schedule(one.id, number, opens, keeper, on) for number, opens in enumerate(entry.opens)],
        service_areas=[
            {"id": ids.made(one.id, "area"), "service_id": str(one.id), "name": one.alliance}
        ],
        service_at_locations=list(locations_of(one, full=True)),
        languages=[told(id=ids.made(one.id, "language", word), name=word) for word in languages if word],
        cost_options=_cost(one.id, facts, keeper),
        contacts=[_contact(one.id, number, who, keeper) for number, who in enumerate(entry.contacts)],
        attributes=_attributes(one, lists, keeper),
    )  # fmt: skip


def _facts(one: Told) -> Mapping[str, Any]:
    """What is answered, without what tells where a kept-safe address is."""
    return {
        key: answer
        for key, answer in one.entry.facts.items()
        if key in BY_KEY and not (one.entry.kept_safe and BY_KEY[key].tells_where)
    }


def _schedule(service_id: UUID, number: int, opens: Opens, keeper: Keeper, on: date) -> Json:
    rule = opens.rule
    first = max(on, rule.start or on)
    ours = told(opens=clock(rule.opens), closes=clock(rule.closes), timezone=LONDON.key)
    return told(
        id=ids.made(service_id, "schedule", number), service_id=str(service_id), freq=rule.often.value,
        interval=rule.interval, byday=",".join(rule.days), bymonthday=",".join(map(str, rule.month_days)),
        dtstart=day(rule.start), valid_from=day(rule.start), valid_to=day(rule.end),
        opens_at=_with_offset(rule.opens, first), closes_at=_with_offset(rule.closes, first),
        attending_type=keeper.text(opens.attending), description=keeper.text(opens.words), **{OURS: ours},
    )  # fmt: skip


def _with_offset(at: time, on: date) -> str:
    written = datetime.combine(on, at, LONDON).strftime("%H:%M%z")
    return written[:5] + ("Z" if written.endswith("+0000") else f"{written[5:8]}:{written[8:]}")


def _cost(service_id: UUID, facts: Mapping[str, Any], keeper: Keeper) -> list[Json]:
    cost, words = facts.get("cost", ""), keeper.text(facts.get("cost_words", ""))
    if not cost and not words:
        return []
    option = BY_KEY["cost"].choices.get(cost, "")
    free = 0 if cost == "free" else None
    return [told(id=ids.made(service_id, "cost"), option=option, amount=free, amount_description=words)]


def _contact(service_id: UUID, number: int, who: Whom, keeper: Keeper) -> Json:
    own = UUID(ids.made(service_id, "contact", number))
    phones = [
        told(id=ids.made(own, "phone", way), number=told_number, description=way)
        for way, told_number in (("Ring", who.call), ("Text", who.text))
        if told_number
    ]
    ours = told(first_contact=who.first or None, words=keeper.text(who.words))
    return told(
        id=str(own), service_id=str(service_id), title=keeper.text(who.role), email=keeper.mail(who.email),
        phones=phones, **{OURS: ours},
    )  # fmt: skip


def _attributes(one: Told, lists: Lists, keeper: Keeper) -> list[Json]:
    found = []
    codes = coding.codes_of(one.entry.kind, one.entry.terms, _facts(one), lists.terms)
    for number, (code, words) in enumerate(codes):
        said = keeper.text(words)
        if code in lists.coded and (said or not words):
            found.append(_attribute(one.id, (code, number), lists.coded[code].told(), said))
    for number, other in enumerate(one.entry.other_terms):
        term = _other_term(other, keeper)
        if term:
            found.append(_attribute(one.id, ("theirs", number), term, ""))
    return found


def _attribute(of: UUID, names: tuple[object, ...], term: Json, value: str) -> Json:
    return told(
        id=ids.made(of, "attribute", *names), link_id=str(of), link_type="service", taxonomy_term_id=term["id"],
        value=value, taxonomy_term=term,
    )  # fmt: skip


def _other_term(other: Mapping[str, str], keeper: Keeper) -> Json:
    """A term of another list, as its source told it."""
    name = keeper.text(str(other.get("name") or other.get("label") or ""))
    address = uri(keeper.link(str(other.get("term_uri") or other.get("uri") or "")))
    listed = keeper.text(str(other.get("taxonomy") or ""))
    return told(id=str(ids.coded(f"theirs/{address or (listed, name)}")), name=name, description=name, taxonomy=listed,
                term_uri=address) if name else {}  # fmt: skip

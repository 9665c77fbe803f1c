"""How what tells where a place is whose address is kept safe is left out of what is shown.

Nothing that tells where is ever kept for such a place. This is the second lock: should something have been left behind
all the same, it goes no further than the table in which it lies.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from wholeperson.directory.rules import facts, whereabouts
from wholeperson.directory.rules.entries import Entry, Where
from wholeperson.directory.rules.safe_address import NONE, Traces, traces

UNSAID = "A place whose address is kept safe"
UNNAMED = "an organisation whose address is kept safe"


def tells_where(text: str, given: Traces = NONE) -> bool:
    """Say whether a text could give an address away: by its look, or by a piece of an address that is known."""
    return whereabouts.tells_where(text) or given.in_(text)


def shown(text: str, given: Traces = NONE) -> str:
    """Give a text that may be shown of a place whose address is kept safe; nothing where it tells where that is."""
    return "" if tells_where(text, given) else text


def address_shown(address: str, given: Traces = NONE) -> str:
    """Give a web address, or nothing where its letters tell where a place is."""
    return "" if whereabouts.link_tells_where(address) or given.in_(address) else address


def traces_of(places: Iterable[Where]) -> Traces:
    """Give what would give places away that lie in the tables although their address is kept safe."""
    points = [(where.spot.latitude, where.spot.longitude) for where in places if where.spot]
    pieces = [piece for where in places for piece in (where.name, where.address, where.postcode)]
    return traces([*pieces, *(abs(one) for point in points for one in point)])


def without_whereabouts(entry: Entry) -> Entry:
    """Give an entry as it may be shown: of one whose address is kept safe, nothing that tells where it is."""
    if not entry.kept_safe:
        return entry
    known = traces_of(entry.places)

    def kept(text: str) -> str:
        return shown(text, known)

    return replace(
        entry,
        name=kept(entry.name) or UNSAID, summary=kept(entry.summary), description=kept(entry.description),
        alert=kept(entry.alert), places=(), website=address_shown(entry.website, known), email=kept(entry.email),
        facts={key: left for key, answer in entry.facts.items() if (left := _answer(key, answer, known))},
        other_terms=tuple(one for one in entry.other_terms if kept("\n".join(map(str, one.values())))),
        opens=tuple(replace(one, attending=kept(one.attending), words=kept(one.words)) for one in entry.opens),
        other_times=tuple(replace(one, why=kept(one.why)) for one in entry.other_times),
        contacts=tuple(
            replace(one, role=kept(one.role), words=kept(one.words), email=kept(one.email)) for one in entry.contacts
        ),
    )  # fmt: skip


def _answer(key: str, answer: Any, known: Traces) -> Any:
    fact = facts.BY_KEY.get(key)
    if fact is None or fact.tells_where:
        return None
    if isinstance(answer, list):
        return [one for one in answer if shown(str(one), known)]
    return shown(str(answer), known)

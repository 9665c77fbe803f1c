"""What one resource at one of its places is found by."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from wholeperson.directory.models import Findable, Place, Resource, Somewhere
from wholeperson.directory.queries import marks
from wholeperson.directory.rules import facts, looking
from wholeperson.directory.rules.kinds import ResourceKind, Status
from wholeperson.directory.rules.place_names import DISTRICT
from wholeperson.directory.rules.spot import Spot, cell
from wholeperson.directory.rules.staleness import is_stale
from wholeperson.directory.rules.words import fold, words

NEAR_BY = 2.5  # km: a name this near is a name of the neighbourhood
LONGEST_NAME = 60


@dataclass
class Neighbourhoods:
    """Names of the gazetteer by alliance and cell, and words that are written down already: once for many batches."""

    known: set[str] = field(default_factory=set)
    _by_cell: dict[UUID, dict[int, list[tuple[Spot, str]]]] = field(default_factory=dict)
    _words: dict[UUID, frozenset[str]] = field(default_factory=dict)

    def near(self, alliance: UUID, spot: Spot) -> Iterator[str]:
        """Give the names that lie around a point."""
        here = self._of(alliance)
        middle = cell(spot)
        for row in (-10000, 0, 10000):
            for column in (-1, 0, 1):
                for other, name in here.get(middle + row + column, ()):
                    if spot.km(other) <= NEAR_BY:
                        yield name

    def words(self, alliance: UUID) -> frozenset[str]:
        """Give every word of every name, of which none is kept for an address that is kept safe."""
        self._of(alliance)
        return self._words[alliance]

    def _of(self, alliance: UUID) -> dict[int, list[tuple[Spot, str]]]:
        if alliance not in self._by_cell:
            cells: dict[int, list[tuple[Spot, str]]] = {}
            said: set[str] = set()
            rows = Somewhere.objects.filter(alliance_id=alliance) | Somewhere.objects.filter(alliance=None)
            for row in rows.exclude(kind=DISTRICT):
                spot = Spot(row.latitude, row.longitude)
                cells.setdefault(cell(spot), []).append((spot, row.name))
                said.update(words(row.name))
            self._by_cell[alliance], self._words[alliance] = cells, frozenset(said)
        return self._by_cell[alliance]


def findable(resource: Resource, place: Place | None, today: date) -> Findable:
    """Give the row of a resource at one of its places, or without one."""
    row = Findable(
        resource=resource, alliance_id=resource.alliance_id, place=place, kind=resource.kind,
        filters=marks.filters_of(facts.picked(resource.facts)), terms=marks.terms_of(resource.terms),
        sorts_as=fold(resource.name)[:LONGEST_NAME], checked=checked(resource), sinks=sinks(resource, today),
        made_by=marks.made_by(),
    )  # fmt: skip
    if place is not None and place.latitude is not None and place.longitude is not None:
        row.latitude, row.longitude = place.latitude, place.longitude
        row.cell = cell(Spot(place.latitude, place.longitude))
    return row


def checked(resource: Resource) -> int:
    """Give the day on which somebody last looked, as a number that sorts."""
    return resource.checked_on.toordinal() if resource.checked_on else 0


def sinks(resource: Resource, today: date) -> bool:
    """Say whether it stands after the others: nobody looked in half a year, its source lost it, or it is paused."""
    return (
        is_stale(resource.checked_on, today)
        or resource.missing_since is not None
        or resource.status != Status.ACTIVE.value
    )


def tokens(resource: Resource, place: Place | None, around: Neighbourhoods) -> tuple[str, ...]:
    """Give the tokens by which a resource is found at one of its places, or without one."""
    where = place if place is not None and not resource.kept_safe else None
    return looking.document(
        name=resource.name, summary=resource.summary,
        rest=(*_texts(resource), *_where(resource, where, around)),
        ours=_ours(resource, where), allowed=_allowed(resource, around),
    )  # fmt: skip


def plain_words(resource: Resource, around: Neighbourhoods) -> frozenset[str]:
    """Give the words that somebody might have meant who made a slip in spelling."""
    texts = (resource.name, resource.summary, *_texts(resource))
    return looking.plain_words(texts, _allowed(resource, around))


def _texts(resource: Resource) -> Iterator[str]:
    yield resource.description
    yield resource.organization.name
    for key, said in resource.facts.items():
        fact = facts.BY_KEY.get(key)
        if fact is None or (resource.kept_safe and fact.tells_where):
            continue
        if fact.answer in (facts.Answer.WORDS, facts.Answer.LIST):
            yield from [said] if isinstance(said, str) else map(str, said)
    for other in resource.other_terms:
        yield str(other.get("label") or other.get("name") or "")


def _where(resource: Resource, place: Place | None, around: Neighbourhoods) -> Iterator[str]:
    if place is None:
        return
    yield from (place.name, place.address, place.town, place.county, *place.postcode.split()[:1])
    if place.latitude is not None and place.longitude is not None:
        yield from around.near(resource.alliance_id, Spot(place.latitude, place.longitude))


def _ours(resource: Resource, place: Place | None) -> Iterable[str]:
    yield looking.alliance(resource.alliance_id)
    yield looking.kind(ResourceKind(resource.kind))
    yield from (looking.term(one) for one in resource.terms if one in marks.term_bits())
    yield from (looking.answer(one) for one in sorted(facts.picked(resource.facts)))
    if place is not None and place.latitude is not None and place.longitude is not None:
        number = cell(Spot(place.latitude, place.longitude))
        yield from (f"_c{number}", f"_b{looking.big_cell(number)}")
    else:
        yield from (looking.NOWHERE, f"{looking.NOWHERE}{resource.alliance_id.hex}")


def _allowed(resource: Resource, around: Neighbourhoods) -> looking.Allowed:
    """Say which words may be there: of an address that is kept safe no number, no postcode and no name of a place."""
    if not resource.kept_safe:
        return looking.any_word
    never = around.words(resource.alliance_id)
    return lambda word: word not in never and word.isalpha()

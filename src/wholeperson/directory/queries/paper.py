"""Everything of one place, for what leaves the screen. It is public, so no viewer is named."""

from collections.abc import Iterator
from uuid import UUID

from wholeperson.directory.models import Resource
from wholeperson.directory.queries.resources import Listed, listed
from wholeperson.directory.rules.paper import ALL, fits, sort_key
from wholeperson.people.public import AllianceCard, alliances

AT_ONCE = 200


def place_at(address: str) -> AllianceCard | None:
    """Give the alliance at an address; the only one there is where none is named; or nothing."""
    there = alliances()
    if not address and len(there) == 1:
        return there[0]
    return next((one for one in there if one.address == address), None)


def ids_in(alliance_id: UUID, *, answering: frozenset[str] | None = None) -> tuple[UUID, ...]:
    """Give everything on the map of an alliance by name; with ``answering`` only what answers one of these needs."""
    rows = Resource.objects.filter(alliance_id=alliance_id, merged_into=None).values_list("id", "name", "terms")
    wanted = [(sort_key(name), one) for one, name, terms in rows if answering is None or answering & set(terms)]
    return tuple(one for _, one in sorted(wanted))


def all_in(alliance_id: UUID) -> Iterator[Listed]:
    """Give everything on the map of an alliance by name, a few hundred read at a time."""
    ids = ids_in(alliance_id)
    for start in range(0, len(ids), AT_ONCE):
        yield from listed(ids[start : start + AT_ONCE])


def part_in(alliance_id: UUID, part: str = ALL) -> tuple[Listed, ...]:
    """Give what is there and belongs to a part of the map (``rules.paper``), by name."""
    return tuple(one for one in all_in(alliance_id) if fits(one.entry, part))


def answering_in(alliance_id: UUID, terms: frozenset[str]) -> tuple[Listed, ...]:
    """Give what answers one of some needs, by name."""
    return listed(ids_in(alliance_id, answering=terms))

"""Entries that could be the same, side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from wholeperson.directory.models import Alike, Contact, Resource
from wholeperson.directory.queries.parts import parts_of
from wholeperson.directory.queries.resources import Listed, entry_of, listed
from wholeperson.directory.rules.alike import Candidate, host, phone
from wholeperson.directory.rules.entries import Entry
from wholeperson.directory.rules.merging import Offered, offered
from wholeperson.directory.rules.spot import Spot

A_PAGE = 20
SOME = 2000  # rows whose parts are asked for at once


@dataclass(frozen=True)
class Both:
    """Two entries that could be the same, with what either has and the other lacks."""

    id: UUID
    why: tuple[str, ...]
    one: Listed
    other: Listed
    from_one: tuple[Offered, ...]
    from_other: tuple[Offered, ...]


def candidates(alliance_id: UUID) -> Iterator[Candidate]:
    """Give what is compared of every entry of an alliance."""
    rows = list(
        Resource.objects.filter(alliance_id=alliance_id, merged_into=None).values_list(
            "id", "name", "website", "organization__name", "kept_safe"
        )
    )
    for begin in range(0, len(rows), SOME):
        some = rows[begin : begin + SOME]
        phones, places = _phones(some), _places(some)
        for one, name, website, organization, safe in some:
            there = () if safe else places.get(one, ())
            yield Candidate(
                one, name, organization, frozenset(phones.get(one, ())), host(website),
                frozenset(postcode.replace(" ", "").upper() for postcode, _ in there if postcode),
                tuple(spot for _, spot in there if spot),
            )  # fmt: skip


def _phones(some: list[tuple[UUID, str, str, str, bool]]) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = {}
    wanted = [row[0] for row in some]
    for one, call, text in Contact.objects.filter(resource_id__in=wanted).values_list("resource_id", "call", "text"):
        found.setdefault(one, set()).update(phone(number) for number in (call, text) if number)
    return found


def _places(some: list[tuple[UUID, str, str, str, bool]]) -> dict[UUID, list[tuple[str, Spot | None]]]:
    found: dict[UUID, list[tuple[str, Spot | None]]] = {}
    links = Resource.places.through.objects.filter(resource_id__in=[row[0] for row in some])
    told = links.values_list("resource_id", "place__postcode", "place__latitude", "place__longitude")
    for one, postcode, latitude, longitude in told:
        spot = Spot(latitude, longitude) if latitude is not None and longitude is not None else None
        found.setdefault(one, []).append((postcode, spot))
    return found


def entry_of_row(row: Resource) -> Entry:
    """Give what is kept about a resource, also of one that was put together with another."""
    return entry_of(row, parts_of([row.id])[row.id])


def how_many_alike(alliance_ids: tuple[UUID, ...]) -> int:
    """Count the pairs that wait for somebody."""
    return Alike.objects.filter(one__alliance_id__in=alliance_ids, decided="").count()


def alike_pairs(alliance_ids: tuple[UUID, ...]) -> tuple[Both, ...]:
    """Give the first pairs that wait for somebody, those with the most reasons first."""
    rows = Alike.objects.filter(
        one__alliance_id__in=alliance_ids, decided="", one__merged_into=None, other__merged_into=None
    )
    some = sorted(rows.order_by("created_at")[:200], key=lambda row: -len(row.why))[:A_PAGE]
    found = {one.id: one for one in listed({one for row in some for one in (row.one_id, row.other_id)})}
    return tuple(_both(row, found[row.one_id], found[row.other_id]) for row in some)


def _both(row: Alike, one: Listed, other: Listed) -> Both:
    return Both(row.id, tuple(row.why), one, other, offered(other.entry, one.entry), offered(one.entry, other.entry))

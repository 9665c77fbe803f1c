"""The place as a whole: where everything is, and which organizations hang together."""

from dataclasses import dataclass
from uuid import UUID

from wholeperson.directory.models import Link, Organization, Resource
from wholeperson.directory.queries.resources import Listed, listed
from wholeperson.directory.queries.veils import name_of, veils

DRAWN_AT_MOST = 400


@dataclass(frozen=True)
class Runs:
    """An organization, and the names of what it runs."""

    id: UUID
    name: str
    resources: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True)
class Tie:
    """Two organizations and how they hang together, as it was told."""

    one: UUID
    other: UUID
    kind: str
    words: str = ""


def all_of(alliance_id: UUID, kind: str = "") -> tuple[Listed, ...]:
    """Give what is on the map of an alliance and there now, by name; no more than fit a drawing."""
    rows = Resource.objects.filter(alliance_id=alliance_id, merged_into=None, status="active").order_by("name", "id")
    if kind:
        rows = rows.filter(kind=kind)
    return listed(rows.values_list("id", flat=True)[:DRAWN_AT_MOST])


def organizations(alliance_id: UUID) -> tuple[Runs, ...]:
    """Give the organizations of an alliance, by name, with what each runs."""
    runs: dict[UUID, list[tuple[UUID, str]]] = {}
    rows = Resource.objects.filter(alliance_id=alliance_id, merged_into=None, status="active").order_by("name", "id")
    safe = {one.id: one.entry.name for one in listed(rows.filter(kept_safe=True).values_list("id", flat=True))}
    for one, name, by in rows.values_list("id", "name", "organization_id"):
        runs.setdefault(by, []).append((one, safe.get(one, name)))
    veiled = veils(alliance_id=alliance_id)
    found = Organization.objects.filter(alliance_id=alliance_id).order_by("name", "id")
    return tuple(Runs(row.id, name_of(row.id, row.name, veiled), tuple(runs.get(row.id, ()))) for row in found)


def ties(alliance_id: UUID) -> tuple[Tie, ...]:
    """Give every tie between organizations of an alliance."""
    rows = Link.objects.filter(one__alliance_id=alliance_id, other__alliance_id=alliance_id).order_by(
        "created_at", "id"
    )
    veiled = veils(alliance_id=alliance_id)

    def said(row: Link) -> str:
        hides = [veiled[one] for one in (row.one_id, row.other_id) if one in veiled]
        return row.words if all(one.text(row.words) for one in hides) else ""

    return tuple(Tie(row.one_id, row.other_id, row.kind, said(row)) for row in rows)


def went_into(resource_id: UUID) -> UUID | None:
    """Give the entry into which another was merged, however often, or nothing."""
    seen = {resource_id}
    found = _merged(resource_id)
    while found and (further := _merged(found)) and further not in seen:
        seen.add(further)
        found = further
    return found


def _merged(resource_id: UUID) -> UUID | None:
    return Resource.objects.filter(pk=resource_id).values_list("merged_into_id", flat=True).first()

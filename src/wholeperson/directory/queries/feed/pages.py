"""Pages of the feed, each in a fixed number of queries however much stands on it; and all of it, in order of ids."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from wholeperson.directory.models import Organization, Resource, SignedUp, Source
from wholeperson.directory.queries.feed.choosing import near, services, silent_sources, stands_at, told_here
from wholeperson.directory.queries.parts import Parts, parts_of
from wholeperson.directory.queries.resources import entry_of
from wholeperson.directory.queries.reviews import said_to_everybody
from wholeperson.directory.queries.veils import Veil, veils
from wholeperson.directory.rules.hsds import ids as made_ids
from wholeperson.directory.rules.hsds.asking import Ask
from wholeperson.directory.rules.hsds.values import Origin, RunBy, Said, Told
from wholeperson.foundation import clock

AT_ONCE = 500
One = TypeVar("One")


@dataclass(frozen=True)
class Page(Generic[One]):
    """One page, and how many there are in all."""

    rows: tuple[One, ...]
    total: int
    ask: Ask


def page_of_services(ask: Ask) -> Page[Told]:
    """Give a page of resources. Raises AskError as ``services``."""
    rows = services(ask, clock.now())
    total = rows.count()
    return Page(told(_cut(rows.order_by("pk").values_list("pk", flat=True), ask, total), whole=ask.full), total, ask)


def minimal_services(ask: Ask) -> Page[tuple[UUID, str, str, datetime, bool]]:
    """Give ids, names, states, when they were changed and whether they are kept safe. Raises as ``services``."""
    rows = services(ask, clock.now())
    total = rows.count()
    fields = rows.order_by("pk").values_list("pk", "name", "status", "changed_at", "kept_safe")
    return Page(tuple(_cut(fields, ask, total)), total, ask)


def every_service(ask: Ask) -> Iterator[Told]:
    """Give every resource that an ask means, some at a time. Raises as ``services``, before the first."""
    rows = services(ask, clock.now()).order_by("pk").values_list("pk", flat=True)
    return (one for some in _by_key(rows) for one in told(some, whole=ask.full))


def page_of_places(ask: Ask) -> Page[tuple[Told, UUID]]:
    """Give a page of services at locations. Raises as ``services``."""
    rows = _places(ask)
    total = rows.count()
    return Page(_told_at(_cut(rows.order_by("pk").values_list("resource_id", "place_id"), ask, total)), total, ask)


def every_place(ask: Ask) -> Iterator[tuple[Told, UUID]]:
    """Give every service at a location that an ask means, some at a time. Raises as ``services``."""
    rows = _places(ask).order_by("pk").values_list("pk", "resource_id", "place_id")
    return (one for some in _by_key(rows, first=True) for one in _told_at([pair[1:] for pair in some]))


def place_of(both: UUID) -> tuple[Told, UUID] | None:
    """Give one service at a location by its id, or nothing."""
    among = made_ids.parts_of(both)
    if among is None:
        return None
    resources, places = among
    rows = Resource.places.through.objects.filter(
        resource_id__gte=resources.first, resource_id__lte=resources.last, place_id__gte=places.first,
        place_id__lte=places.last, resource__merged_into=None, resource__kept_safe=False,
    )  # fmt: skip
    return next(iter(_told_at(rows.values_list("resource_id", "place_id")[:1])), None)


def page_of_organizations(ask: Ask) -> Page[RunBy]:
    """Give a page of organizations, by name."""
    rows = _organizations(ask)
    total = rows.count()
    return Page(organizations(_cut(rows.order_by("pk").values_list("pk", flat=True), ask, total)), total, ask)


def every_organization(ask: Ask) -> Iterator[RunBy]:
    """Give every organization that an ask means, some at a time."""
    rows = _organizations(ask).order_by("pk").values_list("pk", flat=True)
    return (one for some in _by_key(rows) for one in organizations(some))


def organization(organization_id: UUID) -> RunBy | None:
    """Give one organization, or nothing."""
    return next(
        iter(organizations(_organizations(Ask()).filter(pk=organization_id).values_list("pk", flat=True))), None
    )


def services_of(organization_ids: Iterable[UUID], *, whole: bool) -> Mapping[UUID, tuple[Told, ...]]:
    """Give what each of these organizations runs."""
    rows = told_here(Resource.objects.filter(organization_id__in=list(organization_ids), merged_into=None))
    found: dict[UUID, tuple[Told, ...]] = {}
    for one in told(rows.order_by("pk").values_list("pk", flat=True), whole=whole):
        found[one.run_by.id] = (*found.get(one.run_by.id, ()), one)
    return found


def told(ids: Iterable[UUID], *, whole: bool = True) -> tuple[Told, ...]:
    """Give resources by their ids, in that order; without their parts where only the row itself is asked for."""
    wanted = list(ids)
    rows = told_here(Resource.objects.filter(pk__in=wanted, merged_into=None)).select_related("alliance", "source")
    found = {row.id: row for row in rows}
    run_by = {one.id: one for one in organizations({row.organization_id for row in found.values()})}
    # What lies behind an address that is kept safe is read either way, so that no word of it is told.
    parts: Mapping[UUID, Parts] = parts_of(one for one, row in found.items() if whole or row.kept_safe)
    said = said_to_everybody(list(found)) if whole else {}
    return tuple(
        _told(found[one], parts.get(one, Parts()), run_by[found[one].organization_id], said.get(one, ()))
        for one in wanted
        if one in found
    )


def organizations(ids: Iterable[UUID]) -> tuple[RunBy, ...]:
    """Give organizations by their ids, in that order."""
    wanted = list(ids)
    found = {row.id: row for row in Organization.objects.filter(pk__in=wanted).select_related("source")}
    signed = dict(
        SignedUp.objects.filter(organization_id__in=found, left_at=None)
        .order_by("charter__number")
        .values_list("organization_id", "created_at")
    )
    veiled = veils(organization_id__in=found)
    return tuple(_run_by(found[one], signed.get(one), veiled.get(one)) for one in wanted if one in found)


def _run_by(row: Organization, signed: datetime | None, veil: Veil | None) -> RunBy:
    if veil:  # the row as it may be shown; it is not saved
        row.name, row.description = veil.name(row.name), veil.text(row.description)
        row.website, row.email = veil.address(row.website), veil.text(row.email)
    return RunBy(
        id=row.id, name=row.name, description=row.description, website=row.website, email=row.email,
        identifiers=tuple(row.identifiers), signed_on=signed.date() if signed else None, careful=veil is not None,
        origin=_origin(row.source),
    )  # fmt: skip


def _told(row: Resource, parts: Parts, run_by: RunBy, said: tuple[Said, ...]) -> Told:
    return Told(
        id=row.id, run_by=run_by, alliance=row.alliance.name, entry=entry_of(row, parts), changed_at=row.changed_at,
        place_ids=tuple(place.id for place in parts.places), checked_on=row.checked_on, checked_how=row.checked_how,
        origin=_origin(row.source), said=said,
    )  # fmt: skip


def _origin(source: Source | None) -> Origin | None:
    return Origin(source.name, source.licence, source.attribution) if source else None


def _organizations(ask: Ask) -> QuerySet[Organization]:
    rows = _handed_on(Organization.objects.all())
    words = ask.search.split()
    for word in words:
        rows = rows.filter(Q(name__icontains=word) | Q(description__icontains=word))
    return rows.exclude(pk__in=_only_unshown(rows, words)) if words else rows


def _only_unshown(rows: QuerySet[Organization], words: list[str]) -> list[UUID]:
    """Give those that fit only by words that nobody is shown, because they run something whose address is kept safe."""
    veiled = veils(organization__in=rows.order_by().values("pk"))
    said = {
        row.id: f"{veiled[row.id].name(row.name)} {veiled[row.id].text(row.description)}".casefold()
        for row in Organization.objects.filter(pk__in=veiled)
    }
    return [one for one, text in said.items() if not all(word.casefold() in text for word in words)]


def _handed_on(rows: QuerySet[Organization]) -> QuerySet[Organization]:
    silent = silent_sources()
    return rows.exclude(source_id__in=silent) if silent else rows


def _places(ask: Ask) -> QuerySet[Any]:
    rows = Resource.places.through.objects.filter(resource__merged_into=None, resource__kept_safe=False)
    silent = silent_sources()
    if silent:
        rows = rows.exclude(resource__source_id__in=silent)
    if ask.narrows:  # a list inside a list costs; the whole list does without
        rows = rows.filter(resource__in=stands_at(ask, clock.now()).values("pk"))
    return rows.filter(place_id__in=near(ask).values("place_id")) if ask.postcode else rows


def _told_at(pairs: Iterable[tuple[UUID, UUID]]) -> tuple[tuple[Told, UUID], ...]:
    wanted = list(pairs)
    found = {one.id: one for one in told(dict.fromkeys(resource_id for resource_id, _ in wanted))}
    return tuple(
        (found[resource_id], place_id)
        for resource_id, place_id in wanted
        if resource_id in found and place_id in found[resource_id].place_ids
    )


def _cut(rows: QuerySet[Any, Any], ask: Ask, total: int) -> Iterable[Any]:
    start = (ask.page - 1) * ask.per_page
    return rows[start : start + ask.per_page] if start < total else ()


def _by_key(rows: QuerySet[Any, Any], *, first: bool = False) -> Iterator[list[Any]]:
    """Go through all rows in order of their keys, some at a time, each time from the last key on."""
    some = list(rows[:AT_ONCE])
    while some:
        yield some
        last = some[-1][0] if first else some[-1]
        some = list(rows.filter(pk__gt=last)[:AT_ONCE]) if len(some) == AT_ONCE else []

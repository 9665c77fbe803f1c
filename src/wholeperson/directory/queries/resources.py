"""What stands on the network map, as frozen values. It is public, so no viewer is named."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wholeperson.directory.models import Findable, OpenSpan, Place, Resource, SignedUp
from wholeperson.directory.queries.parts import Parts, parts_of
from wholeperson.directory.queries.veils import Veil, name_of, veils
from wholeperson.directory.rules import schedules
from wholeperson.directory.rules.entries import Entry, Opens, Where, Whom
from wholeperson.directory.rules.hiding import shown, without_whereabouts
from wholeperson.directory.rules.kinds import BankHolidays, ResourceKind, Room, Status
from wholeperson.directory.rules.schedules import Span, from_minute
from wholeperson.directory.rules.spot import Spot


@dataclass(frozen=True)
class Listed:
    """A resource with everything that is kept about it, as it stands at one moment.

    Args:
        entry: what is kept about it.
        spans: when it is open, from yesterday to five weeks ahead, in UTC.
        signed: when its organization signed up to the alliance's charter, where it did.
        source, licence: from which other directory it comes, where it does.
    """

    id: UUID
    alliance_id: UUID
    alliance: str
    organization_id: UUID
    organization: str
    teams_of: UUID | None
    entry: Entry
    spans: tuple[Span, ...]
    signed: datetime | None
    checked_on: date | None
    checked_how: str
    changed_at: datetime
    source: str = ""
    licence: str = ""
    kept_here: tuple[str, ...] = ()

    def open_now(self, at: datetime) -> Span | None:
        """Give the span in which it is open at a moment, or nothing."""
        return schedules.open_at(self.spans, at) if self.entry.status is Status.ACTIVE else None

    def opens_next(self, at: datetime) -> Span | None:
        """Give the next span after a moment, or nothing in the five weeks that are known."""
        return schedules.next_opening(self.spans, at) if self.entry.status is Status.ACTIVE else None


def listed(ids: Iterable[UUID]) -> tuple[Listed, ...]:
    """Give resources by their ids, in that order, without those that are not there or were merged into another."""
    wanted = list(ids)
    rows = Resource.objects.filter(pk__in=wanted, merged_into=None)
    found = {row.id: row for row in rows.select_related("organization", "alliance", "source")}
    parts, spans = parts_of(found), _spans(found)
    run_by = {row.organization_id for row in found.values()}
    signed, veiled = _signed(run_by), veils(organization_id__in=run_by)
    return tuple(
        _listed(found[one], parts[one], spans.get(one, ()), signed.get(found[one].organization_id), veiled)
        for one in wanted
        if one in found
    )


def resource(resource_id: UUID) -> Listed | None:
    """Give one resource, or nothing."""
    found = listed([resource_id])
    return found[0] if found else None


def entry_of(row: Resource, parts: Parts) -> Entry:
    """Give what is kept about a resource as the plain value from which it could be written down again.

    Of one whose address is kept safe nothing comes out that tells where it is, whatever lies in the tables.
    """
    entry = Entry(
        name=row.name, kind=ResourceKind(row.kind), summary=row.summary, description=row.description,
        status=Status(row.status), alert=row.alert, website=row.website, email=row.email, kept_safe=row.kept_safe,
        places=tuple(_where(place) for place in parts.places), facts=row.facts, terms=tuple(row.terms),
        other_terms=tuple(row.other_terms), youngest=row.youngest, oldest=row.oldest,
        bank_holidays=BankHolidays(row.bank_holidays),
        opens=tuple(Opens(rule=one.rule(), attending=one.attending, words=one.words) for one in parts.schedules),
        other_times=tuple(one.times() for one in parts.other_hours),
        contacts=tuple(
            Whom(role=one.role, first=one.first, call=one.call, text=one.text, email=one.email, words=one.words)
            for one in parts.contacts
        ),
        room=Room(row.room) if row.room else None, room_places=row.room_places, room_on=row.room_on,
    )  # fmt: skip
    return without_whereabouts(entry)


def _where(place: Place) -> Where:
    spot = None
    if place.latitude is not None and place.longitude is not None:
        spot = Spot(place.latitude, place.longitude)
    return Where(
        name=place.name, address=place.address, town=place.town, county=place.county, postcode=place.postcode,
        spot=spot, their_id=place.their_id,
    )  # fmt: skip


def _listed(
    row: Resource, parts: Parts, spans: tuple[Span, ...], signed: datetime | None, veiled: Mapping[UUID, Veil]
) -> Listed:
    return Listed(
        id=row.id, alliance_id=row.alliance_id, alliance=row.alliance.name, organization_id=row.organization_id,
        organization=name_of(row.organization_id, row.organization.name, veiled),
        teams_of=row.organization.teams_of_id, entry=entry_of(row, parts), spans=spans, signed=signed,
        checked_on=row.checked_on, checked_how=shown(row.checked_how) if row.kept_safe else row.checked_how,
        changed_at=row.changed_at,
        source=row.source.name if row.source else "", licence=row.source.licence if row.source else "",
        kept_here=tuple(row.kept_here),
    )  # fmt: skip


def _spans(ids: Iterable[UUID]) -> dict[UUID, tuple[Span, ...]]:
    # A resource at two places has the same hours at both.
    rows = Findable.objects.filter(resource_id__in=list(ids)).exclude(hours=None)
    hours = dict(rows.values_list("resource_id", "hours_id"))
    found: dict[int, list[Span]] = {}
    spans = OpenSpan.objects.filter(hours_id__in=set(hours.values())).order_by("start")
    for number, start, end in spans.values_list("hours_id", "start", "end"):
        found.setdefault(number, []).append(Span(from_minute(start), from_minute(end)))
    return {one: tuple(found.get(number, ())) for one, number in hours.items()}


def _signed(organizations: Iterable[UUID]) -> dict[UUID, datetime]:
    rows = SignedUp.objects.filter(organization_id__in=list(organizations), left_at=None).order_by("charter__number")
    return {row.organization_id: row.created_at for row in rows}

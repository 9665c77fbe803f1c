"""Writing many entries at once: the same rows as one by one, in a few questions to the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from wholeperson.directory.actions.entries import _fill
from wholeperson.directory.models import Contact, OtherHours, Place, Resource, Schedule, Sound
from wholeperson.directory.rules.entries import Entry, Where

Parts = tuple[type[Schedule], type[OtherHours], type[Contact]]
PARTS: Parts = (Schedule, OtherHours, Contact)


@dataclass(frozen=True)
class ToKeep:
    """A resource, new or known, and what its entry says now."""

    resource: Resource
    entry: Entry
    new: bool


def keep_many(items: Sequence[ToKeep]) -> None:
    """Write these entries whole. Only inside a deed; who may was asked before."""
    if not items:
        return
    became_safe = [
        one.resource.id for one in items if one.entry.kept_safe and not one.new and not one.resource.kept_safe
    ]
    Sound.objects.filter(resource_id__in=became_safe).delete()  # a picture or a voice could tell where it is
    for one in items:
        _fill(one.resource, one.entry)
    Resource.objects.bulk_create([one.resource for one in items if one.new])
    for one in items:
        if not one.new:
            one.resource.save()
    known = [one.resource.id for one in items if not one.new]
    for part in PARTS:
        part.objects.filter(resource_id__in=known).delete()
    _schedules(items)
    _contacts(items)
    _places(items, known)


def _schedules(items: Sequence[ToKeep]) -> None:
    Schedule.objects.bulk_create(
        Schedule(
            resource=each.resource, often=one.rule.often.value, interval=one.rule.interval,
            days=",".join(one.rule.days), month_days=",".join(map(str, one.rule.month_days)), start=one.rule.start,
            end=one.rule.end, opens=one.rule.opens, closes=one.rule.closes, attending=one.attending, words=one.words,
        )
        for each in items
        for one in each.entry.opens
    )  # fmt: skip
    OtherHours.objects.bulk_create(
        OtherHours(resource=each.resource, first=one.first, last=one.last, opens=one.opens, closes=one.closes,
                   why=one.why)
        for each in items
        for one in each.entry.other_times
    )  # fmt: skip


def _contacts(items: Sequence[ToKeep]) -> None:
    Contact.objects.bulk_create(
        Contact(resource=each.resource, role=one.role, first=one.first, call=one.call, text=one.text, email=one.email,
                words=one.words)
        for each in items
        for one in each.entry.contacts
    )  # fmt: skip


def _places(items: Sequence[ToKeep], known: Sequence[UUID]) -> None:
    through = Resource.places.through
    before = set(through.objects.filter(resource_id__in=known).values_list("place_id", flat=True))
    through.objects.filter(resource_id__in=known).delete()
    there = _known_places(items)
    new: list[Place] = []
    links = []
    for each in items:
        for where in dict.fromkeys(each.entry.places):
            place = _place(each.resource, where)
            key = _key(place)
            if key not in there:
                there[key] = place
                new.append(place)
            links.append(through(resource_id=each.resource.id, place_id=there[key].id))
    Place.objects.bulk_create(new)
    through.objects.bulk_create(links)
    let_go_of_places(before)


def let_go_of_places(ids: Iterable[UUID]) -> None:
    """Let go of the rows of places at which nothing stands any more: an address that became safe stays nowhere."""
    wanted = set(ids)
    used = set(Resource.places.through.objects.filter(place_id__in=wanted).values_list("place_id", flat=True))
    Place.objects.filter(pk__in=wanted - used).delete()


def _known_places(items: Sequence[ToKeep]) -> dict[tuple[object, ...], Place]:
    source = items[0].resource.source
    names = {where.their_id for each in items for where in each.entry.places}
    alliance = items[0].resource.alliance_id
    rows = Place.objects.filter(alliance_id=alliance, source=source, their_id__in=names)
    return {_key(row): row for row in rows}


def _place(resource: Resource, where: Where) -> Place:
    latitude, longitude = (where.spot.latitude, where.spot.longitude) if where.spot else (None, None)
    return Place(
        alliance_id=resource.alliance_id, name=where.name, address=where.address, town=where.town, county=where.county,
        postcode=where.postcode, latitude=latitude, longitude=longitude, source_id=resource.source_id,
        their_id=where.their_id,
    )  # fmt: skip


def _key(row: Place) -> tuple[object, ...]:
    return (row.name, row.address, row.town, row.county, row.postcode, row.latitude, row.longitude, row.their_id)

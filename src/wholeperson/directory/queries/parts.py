"""The parts of resources, each table asked once for all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from wholeperson.directory.models import Contact, OtherHours, Place, Resource, Schedule

Part = TypeVar("Part", Schedule, OtherHours, Contact)


@dataclass(frozen=True)
class Parts:
    """What belongs to one resource."""

    places: tuple[Place, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    other_hours: tuple[OtherHours, ...] = ()
    contacts: tuple[Contact, ...] = ()


def parts_of(ids: Iterable[UUID]) -> Mapping[UUID, Parts]:
    """Give the parts of these resources, whoever of them is there."""
    wanted = list(ids)
    schedules = _by_resource(Schedule.objects.filter(resource_id__in=wanted).order_by("created_at", "id"))
    hours = _by_resource(OtherHours.objects.filter(resource_id__in=wanted).order_by("first", "id"))
    contacts = _by_resource(Contact.objects.filter(resource_id__in=wanted).order_by("-first", "created_at", "id"))
    places = _places(wanted)
    return {
        one: Parts(
            tuple(places.get(one, ())), tuple(schedules.get(one, ())), tuple(hours.get(one, ())),
            tuple(contacts.get(one, ())),
        )
        for one in wanted
    }  # fmt: skip


def _by_resource(rows: Iterable[Part]) -> dict[UUID, list[Part]]:
    found: dict[UUID, list[Part]] = {}
    for row in rows:
        found.setdefault(row.resource_id, []).append(row)
    return found


def _places(wanted: list[UUID]) -> dict[UUID, list[Place]]:
    found: dict[UUID, list[Place]] = {}
    for row in Resource.places.through.objects.filter(resource_id__in=wanted).select_related("place").order_by("id"):
        found.setdefault(row.resource_id, []).append(row.place)
    return found

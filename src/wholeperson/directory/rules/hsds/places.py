"""Where a service is, in the standard's words. Nothing at all where its address is kept safe."""

from uuid import UUID

from wholeperson.directory.rules.entries import Where
from wholeperson.directory.rules.facts import BY_KEY
from wholeperson.directory.rules.hsds import ids
from wholeperson.directory.rules.hsds.plain import Json, told
from wholeperson.directory.rules.hsds.values import Told

COUNTRY = "GB"


def locations_of(one: Told, *, full: bool) -> tuple[Json, ...]:
    """Give every place of a resource, each as a service at a location; none where its address is kept safe."""
    if one.entry.kept_safe:
        return ()
    return tuple(
        told(
            id=str(ids.at_location(one.id, place_id)), service_id=str(one.id), location_id=str(place_id),
            location=_location(place_id, where, one, full=full),
        )
        for place_id, where in zip(one.place_ids, one.entry.places, strict=True)
    )  # fmt: skip


def _location(place_id: UUID, where: Where, one: Told, *, full: bool) -> Json:
    spot = where.spot
    found = told(
        id=str(place_id), location_type="physical", name=where.name, latitude=spot.latitude if spot else None,
        longitude=spot.longitude if spot else None,
    )  # fmt: skip
    parts = (where.address, where.town, where.postcode)
    if not all(parts):  # the standard's address wants all three; what we have is said in words
        return found | told(description=", ".join(filter(None, parts)))
    if full:
        found |= told(addresses=[_address(place_id, where)], accessibility=_access(place_id, one))
    return found


def _address(place_id: UUID, where: Where) -> Json:
    return told(
        id=ids.made(place_id, "address"), location_id=str(place_id), address_1=where.address, city=where.town,
        state_province=where.county or where.town, postal_code=where.postcode, country=COUNTRY,
        address_type="physical",
    )  # fmt: skip


def _access(place_id: UUID, one: Told) -> list[Json]:
    steps = BY_KEY["steps"].choices.get(one.entry.facts.get("steps", ""), "")
    return [told(id=ids.made(place_id, "access", one.id), location_id=str(place_id), description=steps)] * bool(steps)

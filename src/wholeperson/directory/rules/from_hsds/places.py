"""Where something is, from the locations of the standard."""

import math
import re
from collections.abc import Iterable

from wholeperson.directory.rules.cleaning import Changes, line
from wholeperson.directory.rules.entries import Where
from wholeperson.directory.rules.from_hsds.plain import Json, first, row, rows
from wholeperson.directory.rules.safe_address import SafePlaces, traces
from wholeperson.directory.rules.spot import Spot
from wholeperson.directory.rules.whereabouts import POSTCODE

LINES = ("address_1", "address_2", "address", "street_address", "line_1", "line_2")
HERE = (49.0, 61.5, -9.0, 2.5)  # the islands: south, north, west, east


def locations(service: Json) -> list[Json]:
    """Give every location of a service, wherever it stands."""
    found = [row(one, "location") for one in rows(service, "service_at_locations")]
    return [one for one in [*found, *rows(service, "locations", "location")] if one]


def addresses(location: Json) -> list[Json]:
    """Give the addresses of a location; HSDS 3.0 and ORUK 1.0 call them differently."""
    found = rows(location, "addresses", "physical_addresses", "physical_address", "address")
    return found or ([location] if first(location, *LINES, "postal_code", "postcode") else [])


def places(service: Json, changes: Changes) -> tuple[Where, ...]:
    """Give where a service is: one place for each location; a postal address only where there is no other."""
    found = [_place(location, changes) for location in locations(service)]
    return tuple(dict.fromkeys(one for one in found if one is not None))


def pieces(service: Json) -> Iterable[object]:
    """Give everything that says where a service is, as its source wrote it: what is looked for in other words."""
    for location in locations(service):
        for address in addresses(location):
            yield from (address.get(key) for key in (*LINES, "postal_code", "postcode", "attention", "uprn"))
        latitude, longitude = location.get("latitude"), location.get("longitude")
        yield from (one for one in (latitude, longitude) if isinstance(one, float | str) and len(str(one)) > 4)
        yield from (location.get("external_identifier"), location.get("transportation"))
        name = location.get("name")
        yield name if name != service.get("name") else None


def _place(location: Json, changes: Changes) -> Where | None:
    address = _best(addresses(location))
    written = [line(address.get(key), "address", changes) for key in LINES]
    town = line(first(address, "city", "town"), "address", changes, longest=100)
    region = line(first(address, "region", "county"), "address", changes, longest=100)
    county = line(first(address, "state_province"), "address", changes, longest=100)
    postcode = _postcode(first(address, "postal_code", "postcode"), changes)
    place = Where(
        name=line(location.get("name"), "place", changes),
        address=", ".join(dict.fromkeys(one for one in written if one))[:300],
        town=town or region, county=county or (region if town else ""), postcode=postcode,
        spot=spot(location.get("latitude"), location.get("longitude"), changes),
        their_id=str(location.get("id") or "")[:200],
    )  # fmt: skip
    if str(location.get("location_type")).lower() in ("virtual", "online") or not _says_where(place):
        return None
    return place


def _says_where(place: Where) -> bool:
    return bool(place.address or place.town or place.postcode or place.spot or place.name)


def _best(found: list[Json]) -> Json:
    physical = [one for one in found if str(one.get("address_type") or "physical").lower() == "physical"]
    return next(iter(physical or found), {})


def _postcode(said: object, changes: Changes) -> str:
    words = line(said, "postcode", changes, longest=200).upper()
    found = POSTCODE.search(words)
    if found is None:
        return words if len(words) <= 12 else ""
    bare = re.sub(r"\s+", "", found[0])
    written = f"{bare[:-3]} {bare[-3:]}"
    if written != str(said).strip():
        changes.say("wrote the postcode as usual", "postcode", said, written)
    return written


def spot(latitude: object, longitude: object, changes: Changes) -> Spot | None:
    """Give the point, turned round where the two were swapped; none where it is in the sea at 0, 0 or nowhere."""
    if latitude in (None, "") and longitude in (None, ""):
        return None
    said = f"{latitude}, {longitude}"
    try:
        north, east = float(str(latitude)), float(str(longitude))
    except ValueError:
        changes.say("left out, because it is not a point", "point", said)
        return None
    if not (math.isfinite(north) and math.isfinite(east)) or (abs(north) < 0.01 and abs(east) < 0.01):
        changes.say("left out, because it is a point in the sea", "point", said)
        return None
    if not _here(north, east) and _here(east, north):
        changes.say("turned latitude and longitude round", "point", said, f"{east}, {north}")
        north, east = east, north
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        changes.say("left out, because it is nowhere on the earth", "point", said)
        return None
    return Spot(north, east)


def _here(north: float, east: float) -> bool:
    return HERE[0] <= north <= HERE[1] and HERE[2] <= east <= HERE[3]


def meet(service: Json, safe: SafePlaces) -> None:
    """Add where a service is to the places kept safe."""
    found = locations(service)
    lines = [
        (str(first(address, *LINES) or "").split(",")[0], str(first(address, "postal_code", "postcode") or ""))
        for location in found
        for address in addresses(location)
    ]
    safe.meet((str(one.get("id") or "") for one in found), lines, traces(pieces(service)))

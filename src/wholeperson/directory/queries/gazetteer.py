"""Names of places and postcode districts, and where they are. What somebody typed is looked up and not kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from wholeperson.directory.models import Somewhere
from wholeperson.directory.queries.matching import as_kept
from wholeperson.directory.rules.place_names import DISTRICT
from wholeperson.directory.rules.spot import KM_A_DEGREE, Spot
from wholeperson.directory.rules.whereabouts import POSTCODE_OR_DISTRICT
from wholeperson.directory.rules.words import words

NEAREST_KM = 30.0
MOST_NAMES, NAMES_AT_MOST = 12, 200
NAMES = Somewhere._meta.db_table


@dataclass(frozen=True)
class Named:
    """A place with a name."""

    name: str
    kind: str
    spot: Spot


def folded(name: str) -> str:
    """Give a name as it is looked up: folded words, one space between."""
    return " ".join(words(name))


def district(text: str) -> str:
    """Give the district of a postcode that is all of a text (``PO21 1AA`` is ``po21``), or nothing."""
    found = POSTCODE_OR_DISTRICT.fullmatch(text.strip())
    return found[1].casefold() if found else ""


def by_names(names: Iterable[str], alliance: UUID | None) -> dict[str, Named]:
    """Give what is known by these folded names; the alliance's own goes before everybody's."""
    wanted = sorted(set(names))
    found: dict[str, Named] = {}
    for row in _known(alliance).filter(folded__in=wanted):
        # Its own before everybody's; and where no alliance is meant, everybody's before those of one.
        if row.folded not in found or bool(row.alliance_id) == bool(alliance):
            found[row.folded] = _named(row)
    return found


def places_named(text: str, alliance: UUID | None) -> tuple[Named, ...]:
    """Give places by what somebody typed: a name or its beginning, a district, or a postcode, read by its district."""
    if of := district(text):
        return tuple(by_names([of], alliance).values())
    said = folded(text)
    if not said:
        return ()
    rows = _known(alliance).filter(Q(folded=said) | Q(folded__startswith=said)).exclude(kind=DISTRICT)
    ordered = sorted(rows[: 10 * MOST_NAMES], key=lambda row: (row.folded != said, row.folded, row.alliance_id is None))
    return tuple({row.folded: _named(row) for row in reversed(ordered)}.values())[::-1][:MOST_NAMES]


def nearest_name(spot: Spot, alliance: UUID | None, within: float = NEAREST_KM) -> Named | None:
    """Give the nearest place with a name (a district only where nothing else is near), or nothing in so many km."""
    high = within / KM_A_DEGREE
    wide = high / max(cos(radians(spot.latitude)), 0.1)  # near a pole it would be round the earth
    box = (spot.latitude - high, spot.latitude + high, spot.longitude - wide, spot.longitude + wide)
    sql = (
        f"SELECT name, kind, latitude, longitude FROM {NAMES} WHERE latitude BETWEEN %s AND %s "  # noqa: S608  # a name of ours
        "AND longitude BETWEEN %s AND %s AND (alliance_id IS NULL OR alliance_id = %s)"
    )
    with connection.cursor() as cursor:  # asked at every search near something, so without the maker of queries
        cursor.execute(sql, [*box, as_kept(alliance)])
        near = [Named(name, kind, Spot(latitude, longitude)) for name, kind, latitude, longitude in cursor.fetchall()]
    near.sort(key=lambda one: (one.kind == DISTRICT, spot.km(one.spot), one.name))
    return next((one for one in near if spot.km(one.spot) <= within), None)


def somewhere(name: str, alliance: UUID | None) -> Named | None:
    """Give the place that is meant by a name, a district or a postcode, or nothing where nobody knows it."""
    return next(iter(places_named(name, alliance)), None)


def named_places(alliance: UUID | None) -> tuple[Named, ...]:
    """Give the names that an alliance uses for its own places, for a drawing and to choose from."""
    own = Q(alliance_id=alliance) if alliance else Q(alliance__isnull=False)
    rows = Somewhere.objects.filter(own).order_by("name").values_list("name", "kind", "latitude", "longitude")
    return tuple(Named(name, kind, Spot(*spot)) for name, kind, *spot in rows[:NAMES_AT_MOST])


def _known(alliance: UUID | None) -> QuerySet[Somewhere]:
    """Give what is known in an alliance and everywhere; where no alliance is chosen, in all of them."""
    return Somewhere.objects.filter(Q(alliance=None) | Q(alliance_id=alliance)) if alliance else Somewhere.objects.all()


def _named(row: Somewhere) -> Named:
    return Named(row.name, row.kind, Spot(row.latitude, row.longitude))

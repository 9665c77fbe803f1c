from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from wholeperson.directory import permissions
from wholeperson.directory.models import Somewhere
from wholeperson.directory.queries.gazetteer import folded
from wholeperson.foundation.actions import HOUSE, By, House, action

AT_ONCE = 500
LONGEST = 120


class GazetteerError(ValueError):
    """A line of a gazetteer that cannot be read; the text says which, and what would work."""


@dataclass(frozen=True)
class PlaceName:
    """A name, what it is (a town, a neighbourhood, a district of postcodes), and where."""

    name: str
    kind: str
    latitude: float
    longitude: float


@action("names of places were loaded")
def load_names(*, by: By, alliance_id: UUID | None, names: Iterable[PlaceName]) -> House:
    """Load names of places for one alliance, or for everybody. A name that is there already is put in its new place.

    Raises:
        NotYoursError: where it is not theirs.
        GazetteerError: naming what cannot be a place.
    """
    permissions.check_may_load_names(by, alliance_id)
    rows = {row.folded: row for row in (_row(one, alliance_id) for one in names)}
    there = Somewhere.objects.filter(Q(alliance_id=alliance_id) if alliance_id else Q(alliance=None))
    for some in _some(sorted(rows)):
        there.filter(folded__in=some).delete()
        Somewhere.objects.bulk_create(rows[one] for one in some)
    return HOUSE


def _row(one: PlaceName, alliance_id: UUID | None) -> Somewhere:
    if not folded(one.name) or len(one.name) > LONGEST:
        raise GazetteerError(f"{one.name[:LONGEST]!r} is no name of a place. Write one of up to {LONGEST} letters.")
    if not (-90 <= one.latitude <= 90 and -180 <= one.longitude <= 180):  # degrees
        raise GazetteerError(f"{one.name} is not on the earth: latitude goes to 90 degrees, longitude to 180.")
    return Somewhere(
        alliance_id=alliance_id, name=one.name.strip(), folded=folded(one.name), kind=one.kind.strip()[:20],
        latitude=one.latitude, longitude=one.longitude,
    )  # fmt: skip


def _some(names: list[str]) -> Iterable[list[str]]:
    for start in range(0, len(names), AT_ONCE):
        yield names[start : start + AT_ONCE]

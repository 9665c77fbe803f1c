"""Names of places and postcode districts, and where they are. It is the installation's own list, about nobody."""

from dataclasses import dataclass
from unicodedata import combining, normalize
from uuid import UUID

from django.db.models import Q, QuerySet

from wholeperson.directory.models import Somewhere
from wholeperson.directory.rules.spot import Spot

NAMES_AT_MOST = 60


@dataclass(frozen=True)
class Named:
    """A name, and where it is."""

    name: str
    kind: str
    spot: Spot


def folded(name: str) -> str:
    """Give a name as it is compared: lower case, without accents, points and doubled spaces."""
    plain = "".join(letter for letter in normalize("NFKD", name.casefold()) if not combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain.replace("'", "")).split())


def somewhere(name: str, alliance_id: UUID | None) -> Named | None:
    """Give the place that is meant by a name: one of this alliance first, then one of anywhere."""
    wanted = folded(name)
    if not wanted:
        return None
    rows = list(_known(alliance_id).filter(folded=wanted).order_by("alliance_id", "id")[:10])
    rows.sort(key=lambda row: row.alliance_id is None)
    return _named(rows[0]) if rows else None


def named_places(alliance_id: UUID | None) -> tuple[Named, ...]:
    """Give the names that an alliance uses for its own places, for a drawing and to choose from."""
    own = Q(alliance_id=alliance_id) if alliance_id else Q(alliance__isnull=False)
    return tuple(_named(row) for row in Somewhere.objects.filter(own).order_by("name")[:NAMES_AT_MOST])


def _known(alliance_id: UUID | None) -> QuerySet[Somewhere]:
    if alliance_id is None:
        return Somewhere.objects.all()
    return Somewhere.objects.filter(Q(alliance_id=alliance_id) | Q(alliance=None))


def _named(row: Somewhere) -> Named:
    return Named(row.name, row.kind, Spot(row.latitude, row.longitude))

"""What is due to be made anew in what is found."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from wholeperson.directory.models import Findable, Resource
from wholeperson.directory.queries.marks import made_by
from wholeperson.directory.queries.matching import TABLE, number
from wholeperson.directory.rules.kinds import Status
from wholeperson.directory.rules.spot import Spot, cell


def everything(at_once: int) -> Iterator[tuple[UUID, ...]]:
    """Give every resource, so many at once: neighbours together, so that what is near lies together on the disk."""
    where = Resource.objects.order_by("pk").values_list("pk", "places__latitude", "places__longitude")
    cells = {key: -1 if north is None or east is None else cell(Spot(north, east)) for key, north, east in where}
    ordered = sorted(cells, key=cells.__getitem__)
    for start in range(0, len(ordered), at_once):
        yield tuple(ordered[start : start + at_once])


def to_make_anew(limit: int) -> tuple[UUID, ...]:
    """Give resources that have no row, rows of other rules than those of today, or rows without words.

    Words are missing after everything was moved to another database, which does not take the index along.
    """
    shown = Resource.objects.filter(merged_into=None).exclude(status=Status.CLOSED.value)
    unseen = shown.filter(~Exists(Findable.objects.filter(resource_id=OuterRef("pk")))).order_by("pk")
    found = set(unseen.values_list("pk", flat=True)[:limit])
    others = Findable.objects.exclude(made_by=made_by()).order_by("pk")
    found.update(others.values_list("resource_id", flat=True)[:limit])
    found.update(Findable.objects.filter(pk__in=_without_words(limit)).values_list("resource_id", flat=True))
    return tuple(sorted(found))[:limit]


def to_carry_on(until: date, limit: int) -> tuple[UUID, ...]:
    """Give resources whose open times are made for less than up to a day."""
    rows = Findable.objects.filter(Q(spans_to__lt=until) | Q(spans_to=None)).order_by("pk")
    return tuple(dict.fromkeys(rows.values_list("resource_id", flat=True)[:limit]))


def _without_words(limit: int) -> list[int]:
    rows = Findable._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT f.id FROM {rows} f LEFT JOIN {TABLE} w ON w.{number()} = f.id "  # noqa: S608  # names of ours
            f"WHERE w.{number()} IS NULL ORDER BY f.id LIMIT %s",
            [limit],
        )
        return [row for (row,) in cursor.fetchall()]

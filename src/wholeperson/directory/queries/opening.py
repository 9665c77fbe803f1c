"""What is open at a moment in a place, and what opens next: for whoever needs somebody now."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from wholeperson.directory.models import OpenSpan
from wholeperson.directory.queries.resources import Listed, listed
from wholeperson.directory.rules.kinds import Status
from wholeperson.directory.rules.schedules import minute

ROW = "hours__findables__"  # from open times to what keeps them
SOON_CLOSED = 30  # minutes: what closes before one gets there stands after the others


def open_now(alliance_id: UUID, at: datetime, limit: int) -> tuple[Listed, ...]:
    """Give what is open at a moment: first what was looked at lately and does not close at once, by name."""
    then = minute(at)
    rows = _spans(alliance_id).filter(start__lte=then, end__gt=then)
    found = rows.values_list(f"{ROW}resource_id", f"{ROW}sinks", f"{ROW}resource__name", "end")
    ordered = sorted(found, key=lambda row: (row[1], row[3] < then + SOON_CLOSED, row[2].casefold(), row[0]))
    return listed(_first(limit, (row[0] for row in ordered)))


def opening_next(alliance_id: UUID, at: datetime, limit: int) -> tuple[Listed, ...]:
    """Give what is closed at a moment and opens next, the soonest first."""
    then = minute(at)
    now = OpenSpan.objects.filter(start__lte=then, end__gt=then).values("hours")
    later = _spans(alliance_id).filter(start__gt=then).exclude(hours__in=now)
    found = later.values_list("start", f"{ROW}sinks", f"{ROW}resource__name", f"{ROW}resource_id")
    return listed(_first(limit, (row[3] for row in sorted(found, key=lambda row: (row[0], row[1], row[2], row[3])))))


def _spans(alliance_id: UUID) -> QuerySet[OpenSpan]:
    here = {"alliance_id": alliance_id, "merged_into": None, "status": Status.ACTIVE.value}
    return OpenSpan.objects.filter(**{f"{ROW}resource__{name}": value for name, value in here.items()})


def _first(limit: int, ids: Iterable[UUID]) -> list[UUID]:
    return list(dict.fromkeys(ids))[:limit]

"""What is open in a place at one moment, and what opens next."""

from datetime import datetime
from uuid import UUID

from django.db.models import Min, QuerySet

from wholeperson.directory.models import OpenSpan
from wholeperson.directory.queries.resources import Listed, listed
from wholeperson.directory.rules.kinds import Status
from wholeperson.directory.rules.schedules import minute


def open_now(alliance_id: UUID, at: datetime, limit: int) -> tuple[Listed, ...]:
    """Give what is open in an alliance at a moment, up to a limit, by name."""
    there = _spans(alliance_id).filter(start__lte=minute(at), end__gt=minute(at))
    rows = there.order_by("findable__resource__name", "findable__resource_id")
    return listed(rows.values_list("findable__resource_id", flat=True).distinct()[:limit])


def opening_next(alliance_id: UUID, at: datetime, limit: int) -> tuple[Listed, ...]:
    """Give what is shut in an alliance at a moment and opens within five weeks, the soonest first."""
    there = _spans(alliance_id)
    now = there.filter(start__lte=minute(at), end__gt=minute(at)).values("findable__resource_id")
    later = there.filter(start__gt=minute(at)).exclude(findable__resource_id__in=now)
    soonest = later.values("findable__resource_id").annotate(soonest=Min("start"))
    rows = soonest.order_by("soonest", "findable__resource_id").values_list("findable__resource_id", flat=True)
    return listed(rows[:limit])


def _spans(alliance_id: UUID) -> QuerySet[OpenSpan]:
    return OpenSpan.objects.filter(
        findable__resource__alliance_id=alliance_id,
        findable__resource__merged_into=None,
        findable__resource__status=Status.ACTIVE.value,
    )

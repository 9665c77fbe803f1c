"""Finding: from what somebody looks for to what there is."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from wholeperson.directory.models import Findable, OpenSpan, Resource
from wholeperson.directory.rules.schedules import minute
from wholeperson.directory.rules.wishes import A_PAGE, Found, Hit, Wish


def find(wish: Wish, now: datetime) -> Found:
    """Find what fits a wish, the best first."""
    rows = _fitting(wish).order_by("name", "id").values_list("id", flat=True).distinct()
    start = (wish.page - 1) * A_PAGE
    return Found(hits=tuple(Hit(one) for one in rows[start : start + A_PAGE]), total=rows.count())


def _fitting(wish: Wish) -> QuerySet[Resource]:
    rows = Resource.objects.filter(merged_into=None, status="active")
    if wish.alliance:
        rows = rows.filter(alliance_id=wish.alliance)
    for word in wish.words.split():
        rows = rows.filter(Q(name__icontains=word) | Q(summary__icontains=word) | Q(description__icontains=word))
    if wish.kinds:
        rows = rows.filter(kind__in=[kind.value for kind in wish.kinds])
    if wish.when:
        start, end = minute(wish.when.start), max(minute(wish.when.end), minute(wish.when.start) + 1)
        there = OpenSpan.objects.filter(findable_id=OuterRef("pk"), start__lt=end, end__gt=start)
        rows = rows.filter(pk__in=Findable.objects.filter(Exists(there)).values("resource_id"))
    return rows

"""Which resources an ask of the feed means. Every filter narrows; together they are AND."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from math import cos, radians
from uuid import UUID

from django.db.models import Exists, F, FloatField, OuterRef, Q, QuerySet, TextField
from django.db.models.expressions import ExpressionWrapper
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from wholeperson.directory.models import Findable, OpenSpan, Organization, Resource, Somewhere, Source
from wholeperson.directory.queries.resources import listed
from wholeperson.directory.queries.taxonomy import terms
from wholeperson.directory.rules import facts
from wholeperson.directory.rules.hsds import coding
from wholeperson.directory.rules.hsds.asking import Ask, NotKnownError
from wholeperson.directory.rules.schedules import A_DAY, AHEAD, WEEKDAYS, minute
from wholeperson.directory.rules.spot import KM_A_DEGREE, Spot, cells_around
from wholeperson.interface.saying import LONDON

FARTHEST_KNOWN = AHEAD
A_WEEK = 7


def services(ask: Ask, now: datetime) -> QuerySet[Resource]:
    """Give the resources that an ask means, in no order.

    Raises:
        NotKnownError: where a postcode is not in the gazetteer, or a moment lies outside the times that are known.
    """
    rows = told_here(Resource.objects.filter(merged_into=None))
    for word in ask.search.split():
        run_by = Organization.objects.filter(name__icontains=word).values("pk")
        rows = rows.filter(
            Q(name__icontains=word) | Q(summary__icontains=word) | Q(description__icontains=word)
            | Q(organization__in=run_by)
        )  # fmt: skip
    if ask.search:
        rows = rows.exclude(pk__in=_only_unshown(rows, ask.search))
    if ask.organization_id:
        rows = rows.filter(organization_id=ask.organization_id)
    if ask.modified_after:
        rows = rows.filter(changed_at__gte=ask.modified_after)
    if ask.taxonomy_term_id:
        rows = _with_term(rows, ask.taxonomy_term_id)
    if ask.taxonomy_id:
        rows = _with_taxonomy(rows, ask.taxonomy_id)
    if ask.postcode:
        rows = rows.filter(pk__in=near(ask).values("resource_id"), kept_safe=False)
    if ask.by_the_week or ask.open_at:
        rows = _open(rows, ask, now)
    return rows


def _only_unshown(rows: QuerySet[Resource], search: str) -> list[UUID]:
    """Give those that fit only by words that nobody is shown, so that no search can try out an address kept safe."""
    safe = listed(rows.filter(kept_safe=True).values_list("pk", flat=True))
    said = ((one.id, " ".join((one.entry.name, one.entry.summary, one.entry.description, one.organization)))
            for one in safe)  # fmt: skip
    return [one for one, words in said if not all(word in words.casefold() for word in search.casefold().split())]


def told_here(rows: QuerySet[Resource]) -> QuerySet[Resource]:
    """Leave out what came from a source that states no licence: we may show it, and not hand it on."""
    silent = silent_sources()
    return rows.exclude(source_id__in=silent) if silent else rows


def silent_sources() -> list[UUID]:
    """Give the sources that state no licence."""
    return list(Source.objects.filter(licence="").values_list("pk", flat=True))


def stands_at(ask: Ask, now: datetime) -> QuerySet[Resource]:
    """Give the resources that an ask means, without those whose address is kept safe."""
    return services(ask, now).filter(kept_safe=False)


def districts(postcode: str) -> Spot:
    """Give the middle of a postcode district.

    Raises:
        NotKnownError: where the gazetteer does not have it.
    """
    found = Somewhere.objects.filter(folded__in=(postcode.lower(), postcode)).order_by("alliance_id").first()
    if found is None:
        raise NotKnownError("postcode", f"We do not know where {postcode} is. Ask by another postcode near it.")
    return Spot(found.latitude, found.longitude)


def near(ask: Ask) -> QuerySet[Findable]:
    """Give where something stands near the postcode that is asked for. Raises NotKnownError as ``districts``."""
    middle, km = districts(ask.postcode), ask.proximity / 1000
    shrink = cos(radians(middle.latitude))
    up, along = F("latitude") - middle.latitude, (F("longitude") - middle.longitude) * shrink
    squared = ExpressionWrapper(up * up + along * along, output_field=FloatField())
    around = Findable.objects.filter(cell__in=cells_around(middle, km))
    return around.annotate(squared=squared).filter(squared__lte=(km / KM_A_DEGREE) ** 2)


def _with_term(rows: QuerySet[Resource], term_id: UUID) -> QuerySet[Resource]:
    code = next((one.code for one in coding.all_terms(terms().values()) if one.id == term_id), "")
    taxonomy, _, rest = code.partition("/")
    if taxonomy == coding.KINDS:
        return rows.filter(kind=rest)
    if taxonomy == coding.DECIDED_BY:
        return _with_answer(rows, *rest.partition("/")[::2])
    return _with_keys(rows, [rest]) if code else rows.none()


def _with_answer(rows: QuerySet[Resource], key: str, choice: str) -> QuerySet[Resource]:
    hidden = Q(kept_safe=True) if facts.BY_KEY[key].tells_where else Q(pk=None)
    rows = rows.filter(facts__has_key=key).exclude(hidden)
    if not choice:
        return rows
    if facts.BY_KEY[key].answer is facts.Answer.CHOICES:
        answered = rows.annotate(answered=KeyTextTransform(key, "facts", output_field=TextField()))
        return answered.filter(answered__contains=f'"{choice}"')
    return rows.filter(**{f"facts__{key}": choice})


def _with_taxonomy(rows: QuerySet[Resource], taxonomy_id: UUID) -> QuerySet[Resource]:
    found = coding.LIST_OF.get(taxonomy_id)
    if found is None:
        return rows.none()
    if found.key == coding.KINDS:
        return rows
    if found.key == coding.DECIDED_BY:
        return rows.exclude(facts={})
    return _with_keys(rows, [term.key for term in terms().values() if term.branch.value == found.key])


def _with_keys(rows: QuerySet[Resource], keys: list[str]) -> QuerySet[Resource]:
    any_of = Q()
    for key in keys:
        any_of |= Q(keys__contains=f'"{key}"')
    return rows.annotate(keys=Cast("terms", TextField())).filter(any_of)


def _open(rows: QuerySet[Resource], ask: Ask, now: datetime) -> QuerySet[Resource]:
    rows = rows.filter(status="active")
    if ask.open_at:
        if not now - A_DAY <= ask.open_at <= now + FARTHEST_KNOWN:
            raise NotKnownError("open_at", "Opening times are known from yesterday to five weeks ahead. Ask for a"
                                " moment in that time.")  # fmt: skip
        rows = rows.filter(pk__in=_open_within(Q(start__lte=minute(ask.open_at), end__gt=minute(ask.open_at))))
    if ask.by_the_week:
        any_of = Q()
        for start, end in _windows(ask, now):
            any_of |= Q(start__lt=minute(end), end__gt=minute(start))
        rows = rows.filter(pk__in=_open_within(any_of))
    return rows


def _open_within(any_of: Q) -> "QuerySet[Findable, UUID]":
    there = OpenSpan.objects.filter(any_of, hours_id=OuterRef("hours_id"))
    return Findable.objects.filter(Exists(there)).values_list("resource_id", flat=True)


def _windows(ask: Ask, now: datetime) -> Iterator[tuple[datetime, datetime]]:
    today = now.astimezone(LONDON).date()
    for ahead in range(A_WEEK):
        day = today + timedelta(days=ahead)
        if not ask.days or WEEKDAYS[day.weekday()] in ask.days:
            start = datetime.combine(day, ask.start_time or time(0), LONDON)
            ends_later = ask.end_time is None or ask.end_time <= (ask.start_time or time(0))
            end = datetime.combine(day + A_DAY if ends_later else day, ask.end_time or time(0), LONDON)
            yield start, end

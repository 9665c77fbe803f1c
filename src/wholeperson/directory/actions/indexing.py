"""What is found follows from what is kept: made anew at every write, and by the worker as the weeks go by."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from wholeperson.directory.models import Findable, OpenSpan, Place, Resource
from wholeperson.directory.queries.parts import Parts, parts_of
from wholeperson.directory.rules import facts
from wholeperson.directory.rules.schedules import A_DAY, AHEAD, Span, minute, spans
from wholeperson.directory.rules.spot import Spot, cell
from wholeperson.foundation import clock
from wholeperson.interface.saying import LONDON

BITS = {key: 1 << number for number, key in enumerate(sorted(facts.FILTERS))}


def index(ids: Iterable[UUID]) -> None:
    """Make anew what is found of these resources: their rows, and open times from yesterday to five weeks ahead."""
    now = clock.now()
    wanted = list(ids)
    Findable.objects.filter(resource_id__in=wanted).delete()
    parts = parts_of(wanted)
    for resource in Resource.objects.filter(pk__in=wanted, merged_into=None):
        _index(resource, parts[resource.id], now)


def _index(resource: Resource, parts: Parts, now: datetime) -> None:
    bits = sum(BITS[one] for one in facts.picked(resource.facts))
    places: tuple[Place | None, ...] = parts.places or (None,)
    rows = []
    for place in places:
        row = Findable(resource=resource, place=place, filters=bits)
        if place is not None and place.latitude is not None and place.longitude is not None:
            row.latitude, row.longitude = place.latitude, place.longitude
            row.cell = cell(Spot(place.latitude, place.longitude))
        row.save()
        rows.append(row)
    _keep_spans(rows, open_spans(parts, now))


def open_spans(parts: Parts, now: datetime) -> tuple[Span, ...]:
    """Give when it is open, from yesterday to five weeks ahead."""
    today = now.astimezone(LONDON).date()
    rules = [schedule.rule() for schedule in parts.schedules]
    others = [hours.times() for hours in parts.other_hours]
    return spans(rules, others, today - A_DAY, today + AHEAD)


def _keep_spans(rows: Sequence[Findable], found: Sequence[Span]) -> None:
    OpenSpan.objects.bulk_create(
        OpenSpan(findable=row, start=minute(span.start), end=minute(span.end)) for row in rows for span in found
    )

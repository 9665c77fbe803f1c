"""Sources as those who keep the map see them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from wholeperson.directory.models import Asking, Resource, Source, TakenIn
from wholeperson.directory.queries.parts import parts_of
from wholeperson.directory.queries.resources import entry_of
from wholeperson.directory.rules.merging import said
from wholeperson.directory.rules.plain_entries import differing, from_plain, label, part

A_DAY = timedelta(days=1)
SHOWN = 100


@dataclass(frozen=True)
class SourceCard:
    """One source in a list."""

    id: UUID
    alliance_id: UUID
    name: str
    address: str
    kind: str
    licence: str
    attribution: str
    columns: Mapping[str, str]
    tried_at: datetime | None
    good_at: datetime | None
    state: str
    in_line: bool
    listed: int
    waiting: int
    lost: int


@dataclass(frozen=True)
class Differs:
    """A part of an entry that was written here, and of which the source says something else now."""

    resource_id: UUID
    resource: str
    name: str
    label: str
    ours: str
    theirs: str


@dataclass(frozen=True)
class SetRight:
    """One kind of change, how often, and a few examples."""

    what: str
    where: str
    label: str
    times: int
    examples: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class LastAsking:
    """What came of the last asking that ended."""

    ended_at: datetime
    whole: bool
    counts: Mapping[str, int]
    problems: tuple[str, ...]


def sources(alliance_ids: tuple[UUID, ...]) -> tuple[SourceCard, ...]:
    """Give the sources of these alliances, by name."""
    rows = list(Source.objects.filter(alliance_id__in=alliance_ids).order_by("name", "id"))
    in_line = set(Asking.objects.filter(source__in=rows, ended_at=None).values_list("source_id", flat=True))
    waits = Count("id", filter=Q(resource=None))
    there = TakenIn.objects.filter(source__in=rows).values_list("source_id")
    waiting = dict(there.annotate(waits=waits).order_by())
    listed = {
        source: (there, lost)
        for source, there, lost in Resource.objects.filter(source__in=rows, merged_into=None)
        .values_list("source_id")
        .annotate(there=Count("id"), lost=Count("id", filter=Q(missing_since__isnull=False)))
        .order_by()
    }
    return tuple(
        SourceCard(
            row.id, row.alliance_id, row.name, row.address, row.kind, row.licence, row.attribution, row.columns,
            row.tried_at, row.good_at, row.state, row.id in in_line, listed.get(row.id, (0, 0))[0],
            waiting.get(row.id, 0), listed.get(row.id, (0, 0))[1],
        )
        for row in rows
    )  # fmt: skip


def source(source_id: UUID, alliance_ids: tuple[UUID, ...]) -> SourceCard | None:
    """Give one source of these alliances, or nothing."""
    return next((one for one in sources(alliance_ids) if one.id == source_id), None)


def last_asking(source_id: UUID) -> LastAsking | None:
    """Give what came of the last asking of a source that ended."""
    row = Asking.objects.filter(source_id=source_id, ended_at__isnull=False).order_by("-ended_at").first()
    if row is None or row.ended_at is None:
        return None
    return LastAsking(row.ended_at, row.whole, row.counts, tuple(row.problems))


def set_right(source_id: UUID) -> tuple[SetRight, ...]:
    """Give what was set right in what a source last sent, the most frequent first."""
    times: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    rows = TakenIn.objects.filter(source_id=source_id).exclude(changes=[])
    for name, changes in rows.order_by("their_id").values_list("content__entry__name", "changes"):
        for one in changes:
            key = (one["what"], one["where"])
            times[key] += 1
            if len(examples.setdefault(key, [])) < 3:
                examples[key].append((name or "", one["was"], one["now"]))
    return tuple(
        SetRight(what, where, label_of(where), count, tuple(examples[what, where]))
        for (what, where), count in times.most_common()
    )


OTHER_LABELS = {
    "times": "When it is open", "place": "Where it is", "address": "Address", "point": "Point on the map",
    "postcode": "Postcode", "organization": "Who runs it", "cost": "What it costs", "accessibility": "Getting in",
    "alternate_name": "Other name", "youngest": "Ages", "terms": "What it helps with",
}  # fmt: skip


def label_of(where: str) -> str:
    """Say where something was set right."""
    return OTHER_LABELS.get(where) or (label(where) if label(where) != where else label(f"facts.{where}"))


def lost_entries(source_id: UUID) -> tuple[tuple[UUID, str, datetime], ...]:
    """Give what a source no longer lists: id, name, since when."""
    rows = Resource.objects.filter(source_id=source_id, missing_since__isnull=False, merged_into=None)
    found = rows.order_by("name").values_list("id", "name", "missing_since")[:SHOWN]
    return tuple((one, name, since) for one, name, since in found if since is not None)


def kept_safe_entries(source_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """Give the entries of a source whose address is kept safe."""
    rows = Resource.objects.filter(source_id=source_id, kept_safe=True, merged_into=None)
    return tuple(rows.order_by("name").values_list("id", "name")[:SHOWN])


def source_says(source_id: UUID) -> tuple[Differs, ...]:
    """Give what was written here and of which the source says something else now."""
    rows = list(Resource.objects.filter(source_id=source_id, merged_into=None).exclude(kept_here=[])[:SHOWN])
    parts = parts_of(row.id for row in rows)
    taken = {
        row.resource_id: row.content
        for row in TakenIn.objects.filter(resource__in=rows).exclude(mark="")
    }  # fmt: skip
    return tuple(
        one for row in rows if row.id in taken for one in _differs(row, entry_of(row, parts[row.id]), taken[row.id])
    )


def _differs(row: Resource, ours: Any, content: Mapping[str, Any]) -> tuple[Differs, ...]:
    theirs = from_plain(content["entry"])
    return tuple(
        Differs(row.id, row.name, name, label(name), said(part(ours, name)), said(part(theirs, name)))
        for name in differing(theirs, ours, tuple(row.kept_here))
    )


def due_sources(now: datetime) -> tuple[UUID, ...]:
    """Give the feeds that nobody has asked for a day."""
    rows = Source.objects.filter(kind="feed").filter(Q(tried_at=None) | Q(tried_at__lte=now - A_DAY))
    open_ones = Asking.objects.filter(ended_at=None).values("source_id")
    return tuple(rows.exclude(pk__in=open_ones).order_by("tried_at", "id").values_list("id", flat=True))


def waiting_askings(now: datetime) -> tuple[tuple[UUID, str, UUID], ...]:
    """Give the feeds that wait to be asked and that nobody has in hand: source, address, alliance."""
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    rows = Asking.objects.filter(free, ended_at=None, source__kind="feed").order_by("created_at")
    return tuple(rows.values_list("source_id", "source__address", "source__alliance_id"))


def allowed_and_waiting() -> tuple[UUID, ...]:
    """Give the sources whose terms are written down and that have entries which are not on the map yet."""
    there = TakenIn.objects.filter(resource=None).exclude(source__licence="")
    return tuple(there.order_by("source_id").values_list("source_id", flat=True).distinct())

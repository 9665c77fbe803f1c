"""What is needed to see gaps: everything that an alliance lists, as far as gaps are concerned."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from uuid import UUID

import yaml
from django.db.models import Count, Max, QuerySet
from django.utils.text import slugify

from wholeperson.directory.models import Findable, OpenSpan, Resource, Somewhere
from wholeperson.directory.queries.resources import listed
from wholeperson.directory.queries.taxonomy import terms_of
from wholeperson.directory.rules import facts
from wholeperson.directory.rules.coverage import Supply, groups_of, is_only, monday_after, weeks_open
from wholeperson.directory.rules.gaps import Area, Gap, Where, for_some_alone, gaps, sentence
from wholeperson.directory.rules.kinds import Status
from wholeperson.directory.rules.schedules import Span, from_minute
from wholeperson.directory.rules.spot import Spot
from wholeperson.directory.rules.taxonomy import Branch
from wholeperson.foundation import clock
from wholeperson.interface.saying import LONDON
from wholeperson.mapping.public import Activity
from wholeperson.people.public import AllianceCard, alliances

ALSO = {"still-using": "People who are still using", "families": "Family and friends"}
NEIGHBOURHOOD = "neighbourhood"


def where_of(alliance_id: UUID, place: str) -> Where:
    """Give what gaps are looked for in: the neighbourhoods of an alliance, the needs and the groups."""
    names = Somewhere.objects.filter(alliance_id=alliance_id, kind=NEIGHBOURHOOD).order_by("name")
    areas = tuple(Area(slugify(one.name), one.name, Spot(one.latitude, one.longitude)) for one in names)
    needs = {term.key: term.label for term in terms_of(Branch.NEED)}
    return Where(place, areas, needs, {term.key: term.label for term in terms_of(Branch.GROUP)} | ALSO)


def supplies(alliance_id: UUID, now: datetime) -> tuple[Supply, ...]:
    """Give everything that an alliance lists and that is there, with when it is open in the next four whole weeks."""
    return _supplies(alliance_id, _mark(alliance_id), now.astimezone(LONDON).date().isoformat())


def gaps_of(alliance_id: UUID, place: str, now: datetime) -> tuple[Gap, ...]:
    """Give every gap of an alliance."""
    return _gaps(supplies(alliance_id, now), alliance_id, place, _names(alliance_id))


def gaps_told(alliance_id: UUID) -> list[dict[str, str]]:
    """Give every gap of an alliance as plain words: its sentence, its four parts and its address."""
    place = next(one for one in alliances() if one.id == alliance_id)
    where = where_of(place.id, place.name)
    names = ("need", "area", "when", "group")
    there = supplies(place.id, clock.now())
    return [
        {
            "sentence": sentence(gap, where, for_some=bool(for_some_alone(gap, there, where))),
            **dict(zip(names, gap.parts(), strict=True)),
            "address": gap.address(place.address),
        }
        for gap in gaps_of(place.id, place.name, clock.now())
    ]


def rules_that_make_people_use_more(alliance_id: UUID) -> tuple[tuple[UUID, str, str], ...]:
    """Give id, name and rule of what asks something that leads people to use more."""
    rows = _there(alliance_id).filter(facts__has_key="makes_use_more").order_by("name")
    shown = {one.id: one.entry for one in listed(row.id for row in rows if row.kept_safe)}
    told = (
        (row.id, shown[row.id].name, shown[row.id].facts.get("makes_use_more", ""))
        if row.id in shown
        else (row.id, row.name, row.facts["makes_use_more"])
        for row in rows
    )
    return tuple((one, name, rule) for one, name, rule in told if rule)


@lru_cache
def variables() -> Mapping[str, tuple[str, ...]]:
    """Give for each need the variables of the public maps that it bears on."""
    text = files("wholeperson.directory").joinpath("variables.yaml").read_text(encoding="utf-8")
    return {need: tuple(names) for need, names in yaml.safe_load(text).items()}


def _there(alliance_id: UUID) -> QuerySet[Resource]:
    return Resource.objects.filter(alliance_id=alliance_id, merged_into=None, status=Status.ACTIVE.value)


def _mark(alliance_id: UUID) -> tuple[object, ...]:
    newest = Resource.objects.filter(alliance_id=alliance_id).aggregate(Count("id"), Max("changed_at"))
    return tuple(newest.values())


def _names(alliance_id: UUID) -> tuple[object, ...]:
    return tuple(Somewhere.objects.filter(alliance_id=alliance_id).aggregate(Count("id"), Max("id")).values())


@lru_cache(maxsize=8)  # by what changes it: a write to any entry, or another day
def _supplies(alliance_id: UUID, mark: tuple[object, ...], today: str) -> tuple[Supply, ...]:
    monday = monday_after(datetime.fromisoformat(today).date())
    rows = {row.id: row for row in _there(alliance_id).order_by("name", "id")}
    found = []
    for resource_id, spot, spans in _rows(list(rows)):
        found.append(_supply(rows[resource_id], spot, weeks_open(spans, monday)))
    return tuple(sorted(found, key=lambda one: one.name))


@lru_cache(maxsize=8)
def _gaps(found: tuple[Supply, ...], alliance_id: UUID, place: str, names: tuple[object, ...]) -> tuple[Gap, ...]:
    return gaps(found, where_of(alliance_id, place))


def _rows(ids: list[UUID]) -> Iterable[tuple[UUID, Spot | None, list[Span]]]:
    """Give each resource at each of its places, with its point and when it is open."""
    findables = Findable.objects.filter(resource_id__in=ids)
    spans: dict[int | None, list[Span]] = {}
    rows = OpenSpan.objects.filter(hours__in=findables.values("hours")).values_list("hours_id", "start", "end")
    for number, start, end in rows:
        spans.setdefault(number, []).append(Span(from_minute(start), from_minute(end)))
    found = findables.values_list("hours_id", "resource_id", "latitude", "longitude")
    for number, resource_id, latitude, longitude in found:
        spot = Spot(latitude, longitude) if latitude is not None and longitude is not None else None
        yield resource_id, spot, spans.get(number, [])


def _supply(row: Resource, spot: Spot | None, slots: tuple[int, ...]) -> Supply:
    answers = facts.picked(row.facts)
    return Supply(
        resource=row.id, name=row.name, terms=frozenset(row.terms),
        groups=groups_of(row.terms, answers, row.youngest, row.oldest), only=is_only(answers, row.oldest),
        spot=spot, slots=slots,
    )  # fmt: skip


def activity(variable: str) -> tuple[Activity, ...]:
    """Give what there is in each alliance for the needs that bear on a variable of the maps."""
    needs = {need for need, names in variables().items() if variable in names}
    if not needs:
        return ()
    return tuple(_active(alliance, needs) for alliance in alliances())


def _active(alliance: AllianceCard, needs: set[str]) -> Activity:
    rows = _there(alliance.id).values_list("terms", flat=True)
    asked = f"?place={alliance.address}&" + "&".join(f"need={need}" for need in sorted(needs))
    number = sum(bool(needs & set(terms)) for terms in rows)
    return Activity(alliance.name, number, f"/network/{asked}", f"/network/gaps/{asked}")

"""What the pages of gaps show: sentences first, the week as a drawing, and the same as a table."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from typing import Any
from uuid import UUID

from wholeperson.directory.rules.coverage import PARTS, Part, Supply, slot_number
from wholeperson.directory.rules.gaps import (
    DAY_NAMES,
    WHEN,
    WHENS,
    Area,
    Gap,
    Where,
    covered_at,
    for_some_alone,
    sentence,
    sentence_of_what_is_there,
    what,
)
from wholeperson.interface.saying import day
from wholesystem import catalogue

PART_NAMES = {
    Part.MORNING: "Morning", Part.AFTERNOON: "Afternoon", Part.EVENING: "Evening", Part.NIGHT: "Night",
}  # fmt: skip
NEAREST = 3
ALONE = ("women", "under-18", "young")  # groups for which alone something can be there
LEFT, TOP, STEP, BIGGEST = 100, 34, 31, 13
MAPS = ("user-generated-system", "whole-person-recovery-system")


@dataclass(frozen=True)
class Told:
    """All gaps of one need in a list: what is needed, and when there is nothing, each leading to where it is told.

    ``for_some``: where there is something at those times for some alone.
    """

    what: str
    whens: tuple[tuple[str, str], ...]
    for_some: bool = False


@dataclass(frozen=True)
class Ring:
    """One slot of the week in the drawing: where, how big, and how many things."""

    x: float
    y: float
    radius: float
    number: int


@dataclass(frozen=True)
class Week:
    """A week of one need, place and group, drawn and as rows of a table."""

    says: str
    rings: tuple[Ring, ...]
    days: tuple[tuple[str, float], ...]
    parts: tuple[tuple[str, float], ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True)
class Choice:
    """One choice of a list in the form."""

    key: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class GapsPage:
    """Everything that the page of gaps shows."""

    place: str
    address: str
    whole: tuple[Told, ...]
    for_some: tuple[tuple[str, tuple[Told, ...]], ...]
    near: tuple[tuple[str, tuple[Told, ...]], ...]
    rules: tuple[tuple[UUID, str, str], ...]
    total: int
    week: Week
    narrowed: bool
    needs: tuple[Choice, ...]
    areas: tuple[Choice, ...]
    groups: tuple[Choice, ...]


def gaps_page(
    found: Sequence[Gap], supplies: Sequence[Supply], where: Where, address: str, asked: Gap,
    rules: tuple[tuple[UUID, str, str], ...],
) -> GapsPage:  # fmt: skip
    """Sort gaps into what holds for the whole place, for a neighbourhood and for some people."""
    shown = [gap for gap in found if _asked_for(gap, asked)]
    names = [(area.key, area.name) for area in where.areas]
    return GapsPage(
        place=where.place, address=address,
        whole=_told((gap for gap in shown if not gap.area and not gap.group), supplies, where, address),
        for_some=tuple(_by(where.groups.items(), shown, lambda gap: gap.group, supplies, where, address)),
        near=tuple(_by(names, shown, lambda gap: gap.area, supplies, where, address)), rules=rules,
        total=len(found), week=week_of(asked, supplies, where),
        narrowed=bool(asked.need or asked.area or asked.group),
        needs=_choices(where.needs.items(), asked.need),
        areas=_choices(((area.key, area.name) for area in where.areas), asked.area),
        groups=_choices(where.groups.items(), asked.group),
    )  # fmt: skip


def _asked_for(gap: Gap, asked: Gap) -> bool:
    """Say whether a gap is about what is asked for; one of any need, or of the whole place, is about each of them."""
    need = not asked.need or gap.need in (asked.need, "")
    area = not asked.area or gap.area in (asked.area, "")
    return need and area and asked.group in ("", gap.group)


def _by(
    pairs: Iterable[tuple[str, str]],
    shown: Sequence[Gap],
    key_of: Callable[[Gap], str],
    supplies: Sequence[Supply],
    where: Where,
    address: str,
) -> Iterator[tuple[str, tuple[Told, ...]]]:
    for key, label in pairs:
        told = _told((gap for gap in shown if key_of(gap) == key), supplies, where, address)
        if told:
            yield label, told


def _told(found: Iterable[Gap], supplies: Sequence[Supply], where: Where, address: str) -> tuple[Told, ...]:
    rows: dict[tuple[str, bool], list[tuple[str, str]]] = {}
    for gap in found:
        row = (what(gap, where), bool(for_some_alone(gap, supplies, where)))
        rows.setdefault(row, []).append((WHEN[gap.when].says, gap.address(address)))
    return tuple(Told(name, tuple(whens), for_some) for (name, for_some), whens in rows.items())


def _choices(pairs: Iterable[tuple[str, str]], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(key, label, key == chosen) for key, label in pairs)


def week_of(gap: Gap, supplies: Sequence[Supply], where: Where) -> Week:
    """Draw the week of a need, a place and a group: a circle for each part of each day, bigger where there is more."""
    counts = covered_at(gap, supplies, where).slots
    most = max(*counts, 1)
    rings, rows = [], []
    for number, part in enumerate(PARTS):
        row = tuple(counts[slot_number(day_number, part)] for day_number in range(len(DAY_NAMES)))
        rows.append((PART_NAMES[part], row))
        rings += [
            Ring(LEFT + day_number * STEP, TOP + number * STEP, max(4, BIGGEST * sqrt(count / most)), count)
            for day_number, count in enumerate(row)
        ]
    days = tuple((name[:1], LEFT + number * STEP) for number, name in enumerate(DAY_NAMES))
    parts = tuple((PART_NAMES[part], TOP + number * STEP + 5.0) for number, part in enumerate(PARTS))
    some = for_some_alone(Gap(gap.need, gap.area, WHENS[0].key, gap.group), supplies, where)
    return Week(_week_says(gap, where, counts, for_some=bool(some)), tuple(rings), days, parts, tuple(rows))


def _week_says(gap: Gap, where: Where, counts: Sequence[int], *, for_some: bool) -> str:
    empty = sum(not count for count in counts)
    if not empty:
        return f"{what(gap, where)}: there is something in every part of the week."
    if empty == len(counts):
        nothing = "nothing that everybody can use" if for_some else "nothing"
        return f"{what(gap, where)}: there is {nothing} at any time of the week."
    return f"{what(gap, where)}: {len(counts) - empty} of the {len(counts)} parts of the week have something."


@dataclass(frozen=True)
class Near:
    """Something that is near a gap: how far, or when it is there instead."""

    id: UUID
    name: str
    says: str


@dataclass(frozen=True)
class GapPage:
    """Everything that the page of one gap shows."""

    place: str
    address: str
    href: str
    says: str
    is_gap: bool
    there: tuple[Near, ...]
    for_some: tuple[Near, ...]
    near: tuple[Near, ...]
    variables: tuple[tuple[str, str], ...]
    week: Week
    need: str
    made: str


def gap_page(
    gap: Gap, supplies: Sequence[Supply], where: Where, address: str, variables: Sequence[str], at: datetime
) -> GapPage:
    """Tell one gap: what is missing, what is nearest, and what on the maps it leaves without support."""
    slots = WHEN[gap.when].slots
    there = [one for one in covered_at(gap, supplies, where).supplies if any(one.slots[slot] for slot in slots)]
    is_gap = not covered_at(gap, supplies, where).open_slots & slots
    some = for_some_alone(gap, supplies, where)
    says = (
        sentence(gap, where, for_some=bool(some))
        if is_gap
        else sentence_of_what_is_there(gap, where, len({one.resource for one in there}))
    )
    return GapPage(
        place=where.place, address=address, href=gap.address(address), says=says, is_gap=is_gap,
        there=() if is_gap else _there(there),
        for_some=tuple(_for_some(some, where)), near=_nearest(gap, supplies, where),
        variables=tuple(_variables(variables)), week=week_of(gap, supplies, where), need=gap.need, made=day(at),
    )  # fmt: skip


def _there(found: Iterable[Supply]) -> tuple[Near, ...]:
    return tuple({one.resource: Near(one.resource, one.name, "") for one in found}.values())


def _for_some(found: Iterable[Supply], where: Where) -> Iterator[Near]:
    for one in {supply.resource: supply for supply in found}.values():
        whom = [where.groups[key] for key in ALONE if key in one.groups and key in where.groups]
        yield Near(one.resource, one.name, f"For {whom[0][:1].lower()}{whom[0][1:]}" if whom else "For some alone")


def _nearest(gap: Gap, supplies: Sequence[Supply], where: Where) -> tuple[Near, ...]:
    """Give what meets the same need for the same people, at another time or further away, the nearest first."""
    area = next((area for area in where.areas if area.key == gap.area), Area("", where.place))
    slots = WHEN[gap.when].slots

    def farness(one: Supply) -> tuple[bool, float, str]:
        km = one.spot.km(area.spot) if one.spot and area.spot else 0.0
        return not any(one.slots[slot] for slot in slots), km, one.name

    wider = covered_at(Gap(gap.need, "", gap.when, gap.group), supplies, where).supplies
    nearest: dict[UUID, Near] = {}
    for one in sorted(wider, key=farness):
        other_time, km, _ = farness(one)
        far = (f"{km:.1f} km from {area.name}" if one.spot else "reached from everywhere") if area.spot else ""
        says = ", ".join(filter(None, (far, "at other times" if other_time else "")))
        nearest.setdefault(one.resource, Near(one.resource, one.name, says))
    return tuple(nearest.values())[:NEAREST]


def _variables(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give the label of each variable, and where it stands on the first of the maps that has it."""
    for name in names:
        a_map = next(one for one in map(catalogue.load, MAPS) if name in {variable.id for variable in one.variables})
        yield a_map.variable(name).label, f"/maps/{a_map.id}/?variable={name}"


def as_file(gap: Gap, page: GapPage, at: datetime) -> dict[str, Any]:
    """Give a gap as a file that somebody can take to a meeting or to another program."""
    need, area, when, group = gap.parts()
    return {
        "sentence": page.says, "place": page.place, "need": need, "area": area, "when": when, "group": group,
        "is_gap": page.is_gap, "address": page.href, "variables": [label for label, _ in page.variables],
        "near": [{"name": near.name, "says": near.says} for near in page.near],
        "week": {name: list(row) for name, row in page.week.rows}, "made": at.isoformat(timespec="minutes"),
        "how": HOW,
    }  # fmt: skip


HOW = (
    "A part of a day counts where something is open in it for an hour or more, in at least two of the next four weeks. "
    "Near means within 30 minutes on foot, measured in a straight line and made a third longer. What has no address, "
    "or one that is kept safe, counts as reached from everywhere. Things that nobody has looked at lately count too."
)

"""Gaps: where a need, a place, an hour and a group meet and there is nothing. Each has an address and a sentence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from wholeperson.directory.rules.coverage import ENOUGH_WEEKS, PARTS, Covered, Part, Supply, covered, slot_number
from wholeperson.directory.rules.spot import Spot

ANY = ""
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAYS, WEEKEND = range(5), range(5, 7)


@dataclass(frozen=True)
class When:
    """A stretch of the week: its key, how a sentence says it, and its slots."""

    key: str
    says: str
    slots: frozenset[int]


def _when(key: str, says: str, days: Iterable[int], parts: Iterable[Part]) -> When:
    return When(key, says, frozenset(slot_number(day, part) for day, part in product(days, tuple(parts))))


DAYTIME = (Part.MORNING, Part.AFTERNOON)
WAKING = (*DAYTIME, Part.EVENING)
WHENS: tuple[When, ...] = (
    _when("at-any-time", "at any time", range(7), PARTS),
    _when("weekdays", "on weekdays in the day", WEEKDAYS, DAYTIME),
    _when("evenings", "after five on weekdays", WEEKDAYS, (Part.EVENING,)),
    _when("weekend", "at the weekend", WEEKEND, WAKING),
    *(
        _when(f"{name.lower()}-evening", f"after five on a {name}", (day,), (Part.EVENING,))
        for day, name in enumerate(DAY_NAMES)
    ),
    *(_when(f"{DAY_NAMES[day].lower()}", f"on a {DAY_NAMES[day]}", (day,), WAKING) for day in WEEKEND),
    _when("nights", "at night", range(7), (Part.NIGHT,)),
)
WHEN: Mapping[str, When] = {when.key: when for when in WHENS}
# What somebody can need in the middle of the night. For the rest nobody asks that it is open then.
AT_NIGHT = frozenset({"talk", "tonight", "bed-tonight", "safety"})


@dataclass(frozen=True)
class Area:
    """A neighbourhood, or the whole place: its key, its name, and the point from which one walks."""

    key: str
    name: str
    spot: Spot | None = None


@dataclass(frozen=True)
class Where:
    """What gaps are looked for in: the place, its neighbourhoods, needs and groups (keys to labels)."""

    place: str
    areas: Sequence[Area]
    needs: Mapping[str, str]
    groups: Mapping[str, str]


@dataclass(frozen=True)
class Gap:
    """One place in the table. ``need`` and ``group`` are empty for any need and for anybody; ``area`` for the whole."""

    need: str
    area: str
    when: str
    group: str = ANY

    def parts(self) -> tuple[str, str, str, str]:
        """Give the four parts of its address, with words where a key is empty."""
        return (self.need or "any-need", self.area or "anywhere", self.when, self.group or "anybody")

    def address(self, place: str) -> str:
        """Give where it is told in full, for the place with this address."""
        return f"/network/gaps/{place}/{'/'.join(self.parts())}/"

    def within(self, other: "Gap") -> bool:
        """Say whether another, broader gap says this one already."""
        return (
            self != other
            and other.need in (self.need, ANY)
            and other.area in (self.area, ANY)
            and other.group in (self.group, ANY)
            and WHEN[self.when].slots <= WHEN[other.when].slots
        )


def gap_at(need: str, area: str, when: str, group: str) -> Gap:
    """Give the gap of an address.

    Raises:
        KeyError: where there is no such stretch of the week.
    """
    return Gap(
        "" if need == "any-need" else need,
        "" if area == "anywhere" else area,
        WHEN[when].key,
        "" if group == "anybody" else group,
    )


def sentence(gap: Gap, where: Where, *, for_some: bool = False) -> str:
    """Say a gap: "Somebody to talk to: nothing after five on a Friday within 30 minutes' walk of Bewbush.".

    Args:
        for_some: there is something then and there, but not for everybody.
    """
    nothing = "nothing that everybody can use" if for_some else "nothing"
    return f"{what(gap, where)}: {nothing} {_rest(gap, where)}."


def sentence_of_what_is_there(gap: Gap, where: Where, number: int) -> str:
    """Say that there is something after all, and how much."""
    counted = "one thing" if number == 1 else f"{number} things"
    return f"{what(gap, where)}: {counted} {_rest(gap, where)}."


def what(gap: Gap, where: Where) -> str:
    """Name the need of a gap in a few words: "A script", "Help of any kind"."""
    return where.needs[gap.need].partition(":")[0] if gap.need else "Help of any kind"


def _rest(gap: Gap, where: Where) -> str:
    names = {area.key: area.name for area in where.areas}
    there = f"within 30 minutes’ walk of {names[gap.area]}" if gap.area else f"in {where.place}"
    whom = f", for {_lower(where.groups[gap.group])}" if gap.group else ""
    return f"{WHEN[gap.when].says} {there}{whom}"


def _lower(label: str) -> str:
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def gaps(supplies: Sequence[Supply], where: Where) -> tuple[Gap, ...]:
    """Give every gap that no broader gap says already: the broadest first, then in the order of needs and places.

    For anybody each need, and any at all, is looked at in each neighbourhood and stretch of the week; for a group any
    need at all in each stretch, and each need at any time, both in the whole place.
    """
    open_slots: dict[tuple[str, str, str], frozenset[int]] = {}

    def empty(gap: Gap) -> bool:
        row = (gap.need, gap.area, gap.group)
        if row not in open_slots:
            open_slots[row] = covered_at(gap, supplies, where).open_slots
        return not open_slots[row] & WHEN[gap.when].slots

    return tuple(gap for gap in _asked(where) if empty(gap) and not any(empty(other) for other in _broader(gap)))


def anything(gap: Gap, supplies: Sequence[Supply], where: Where) -> bool:
    """Say whether there is something after all."""
    return bool(covered_at(gap, supplies, where).open_slots & WHEN[gap.when].slots)


def covered_at(gap: Gap, supplies: Iterable[Supply], where: Where) -> Covered:
    """Give what there is for the need, the area and the group of a gap, at any time."""
    spots = {area.key: area.spot for area in where.areas}
    return covered(supplies, need=gap.need, group=gap.group, spot=spots.get(gap.area))


def for_some_alone(gap: Gap, supplies: Iterable[Supply], where: Where) -> tuple[Supply, ...]:
    """Give what there is in a gap after all for some alone, such as women or the young; it is no gap for them."""
    if gap.group:
        return ()
    spot = next((area.spot for area in where.areas if area.key == gap.area), None)
    return tuple(
        one
        for one in supplies
        if one.only
        and (not gap.need or gap.need in one.terms)
        and one.is_reached(spot)
        and any(one.slots[slot] >= ENOUGH_WEEKS for slot in WHEN[gap.when].slots)
    )


def _asked(where: Where) -> Iterator[Gap]:
    areas = (ANY, *(area.key for area in where.areas))
    for when, area, need in product(WHENS, areas, (ANY, *where.needs)):
        if when.key != "nights" or need in AT_NIGHT or need == ANY:
            yield Gap(need, area, when.key)
    for group in where.groups:
        yield from (Gap(ANY, ANY, when.key, group) for when in WHENS if when.key != "nights")
        yield from (Gap(need, ANY, WHENS[0].key, group) for need in where.needs)


def _broader(gap: Gap) -> Iterator[Gap]:
    for need, area, group in product({gap.need, ANY}, {gap.area, ANY}, {gap.group, ANY}):
        for when in WHENS:
            other = Gap(need, area, when.key, group)
            if gap.within(other):
                yield other

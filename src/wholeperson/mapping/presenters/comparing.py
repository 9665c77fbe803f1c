"""Two maps side by side: what was added, dropped and turned, and what that did to loops and leverage."""

from collections.abc import Callable
from dataclasses import dataclass

from wholeperson.mapping.presenters import words
from wholeperson.mapping.presenters.page import NOT_YOU
from wholeperson.mapping.presenters.shifts import Shifts
from wholesystem.maps import AnyMap, SystemsMap
from wholesystem.maps.comparing import Comparison, Differences

SIGNED = frozenset({"polarity", "source", "target", "facet", "target_facet"})


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A public map to choose."""

    id: str
    title: str
    first: bool
    second: bool


@dataclass(frozen=True, kw_only=True)
class Thing:
    """A circle, an arrow or a loop, with where to read on."""

    label: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """What happened to circles, arrows or loops."""

    name: str
    added: tuple[Thing, ...]
    dropped: tuple[Thing, ...]
    changed: tuple[Thing, ...]


@dataclass(frozen=True, kw_only=True)
class Compared:
    """The whole page."""

    maps: tuple[Chosen, ...]
    first: str
    second: str
    problem: str
    finding: str
    says: tuple[str, ...]
    parts: tuple[Part, ...]
    shifts: Shifts | None = None
    not_you: str = NOT_YOU


def compared(
    maps: tuple[AnyMap, ...],
    a: AnyMap | None,
    b: AnyMap | None,
    found: Comparison | None,
    shifts: Shifts | None = None,
) -> Compared:
    """The page, with the answer where two maps were chosen."""
    both = a is not None and b is not None
    return Compared(
        maps=tuple(
            Chosen(id=one.id, title=one.title, first=bool(a and one.id == a.id), second=bool(b and one.id == b.id))
            for one in maps
        ),
        first=a.title if a else "",
        second=b.title if b else "",
        problem="Choose two different maps." if both and found is None else "",
        finding=_finding(a, b, found) if a and b and found else "",
        says=found.says if found else (),
        parts=_parts(a, b, found) if a and b and found else (),
        shifts=shifts,
    )


def _finding(a: AnyMap, b: AnyMap, found: Comparison) -> str:
    circles, arrows, loops = found.variables, found.links, found.loops
    turned = sum(bool(SIGNED & change.fields.keys()) for change in arrows.changed)
    told = [
        _count(len(circles.added), "circle", "more"),
        _count(len(circles.dropped), "circle", "fewer"),
        _count(len(arrows.added), "arrow", "more"),
        _count(len(arrows.dropped), "arrow", "fewer"),
        f"{turned} arrow{'s'[: turned != 1]} turned" if turned else "",
        _count(len(loops.added), "loop", "more"),
        _count(len(loops.dropped), "loop", "fewer"),
    ]
    said = [one for one in told if one]
    if not said:
        return f"“{b.title}” has the same circles, arrows and loops as “{a.title}”."
    return f"From “{a.title}” to “{b.title}”: {', '.join(said)}."


def _count(number: int, name: str, which: str) -> str:
    if not number:
        return ""
    return f"{number} {which} {name}{'s'[: number != 1]}"


def _parts(a: AnyMap, b: AnyMap, found: Comparison) -> tuple[Part, ...]:
    def circle(a_map: AnyMap, name: str) -> Thing:
        return Thing(label=a_map.variable(name).label, href=words.address(a_map.id, variable=name))

    def arrow(a_map: AnyMap, name: str) -> Thing:
        return Thing(label=words.link_short(a_map, a_map.link(name)), href=words.address(a_map.id, link=name))

    rounds = {one.id: one.loops() if isinstance(one, SystemsMap) else () for one in (a, b)}

    def loop(a_map: AnyMap, name: str) -> Thing:
        label = next(words.loop_name(a_map, one) for one in rounds[a_map.id] if one.id == name)
        return Thing(label=label, href=words.address(a_map.id, loop=name))

    kinds = (("Circles", found.variables, circle), ("Arrows", found.links, arrow), ("Loops", found.loops, loop))
    return tuple(_part(name, differ, make, a, b) for name, differ, make in kinds)


def _part(name: str, differ: Differences, make: Callable[[AnyMap, str], Thing], a: AnyMap, b: AnyMap) -> Part:
    return Part(
        name=name,
        added=tuple(make(b, one) for one in differ.added),
        dropped=tuple(make(a, one) for one in differ.dropped),
        changed=tuple(make(b, one.id) for one in differ.changed),
    )

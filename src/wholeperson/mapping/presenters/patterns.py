"""Familiar patterns in a map: who plays which part, what happens here, what helps, and what is almost there."""

from collections.abc import Iterable
from dataclasses import dataclass

from wholeperson.mapping.presenters import words
from wholeperson.mapping.presenters.page import NOT_YOU, Picture, picture
from wholeperson.mapping.rules.scenario import Move, may_make
from wholesystem.maps import SystemsMap
from wholesystem.maps.archetypes import Archetype, Archetypes
from wholesystem.maps.standing import Row

PLAIN = {
    "shifting-the-burden": "Quick relief makes the lasting answer harder",
    "addiction": "Quick relief asks for more of itself",
    "fixes-that-fail": "A quick answer brings the trouble back",
    "limits-to-growth": "Growth runs into a limit",
    "success-to-the-successful": "What is ahead gets further ahead",
    "escalation": "Each side answers the other with more",
    "eroding-goals": "Hopes sink to close the gap",
    "tragedy-of-the-commons": "What is shared gets used up",
    "growth-and-underinvestment": "Growth outruns what would carry it",
}
PARTS = {
    "symptom": "what hurts", "symptomatic-solution": "the quick relief", "fundamental-solution": "the lasting answer",
    "side-effect": "what the relief brings", "fix": "the quick answer", "consequence": "what it brings later",
    "growing-action": "what makes it grow", "condition": "what grows", "limiting-action": "what holds it back",
    "limit": "the limit", "allocation": "what is shared out", "one": "the one side", "other": "the other side",
    "standing": "how the one side stands", "gap": "the gap", "corrective-action": "what would close it",
    "goal": "the hope", "gain-of-one": "what the one side gains", "gain-of-other": "what the other side gains",
    "commons": "what is shared", "demand": "what is asked for", "performance": "how well it goes",
    "investment": "what would build it up", "capacity": "what carries it",
    "obstacle": "what makes the lasting answer hard to reach",
}  # fmt: skip
ROWS = {"behind-the-symptom": "What leads to it", **{key: word[0].upper() + word[1:] for key, word in PARTS.items()}}
ROWS["eases-obstacle"] = "What makes that easier"


@dataclass(frozen=True, kw_only=True)
class Part:
    """A circle and the part that it plays."""

    role: str
    label: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Obstacle:
    """Something that makes the lasting answer hard to reach, and where to ask what easing it would do."""

    label: str
    href: str
    what_if: str
    eased_by: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class LoopLink:
    """A loop of a pattern."""

    name: str
    href: str
    kind: str
    mark: str


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """One pattern as it is told."""

    at: int
    name: str
    around: str
    title: str
    happens: tuple[str, ...]
    parts: tuple[Part, ...]
    loops: tuple[LoopLink, ...]
    helps: tuple[tuple[str, str], ...]
    obstacles: tuple[Obstacle, ...]
    table: tuple[Part, ...]
    lit: bool
    lit_href: str
    missing: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Patterns:
    """The whole page."""

    id: str
    title: str
    finding: str
    searched: str
    found: tuple[Pattern, ...]
    near: tuple[Pattern, ...]
    picture: Picture
    picture_says: str
    not_you: str = NOT_YOU


def patterns(a_map: SystemsMap, found: Archetypes, asked: str) -> Patterns:
    """The page, with the loops of one pattern lit: the one that the address asks for, or the first."""
    whole = [one for one in found if one.whole]
    at = int(asked) if asked.isdecimal() and len(asked) < 4 and 1 <= int(asked) <= len(whole) else 1
    chosen = whole[at - 1] if whole else None
    ends = [end for name in (chosen.links if chosen else ()) for end in _ends(a_map, name)]
    outside = {variable.id for variable in a_map.variables if variable.shown == "around"}
    lit = (*chosen.loops, *chosen.links, *ends) if chosen else ()
    return Patterns(
        id=a_map.id,
        title=a_map.title,
        finding=_finding(whole),
        searched="" if found.complete else f"{found}.",
        found=tuple(_pattern(a_map, one, number, lit=number == at) for number, one in enumerate(whole, 1)),
        near=tuple(_pattern(a_map, one, 0, lit=False) for one in found if not one.whole),
        picture=picture(a_map, around=bool(outside & set(ends)), lit=lit),
        picture_says=f"Lit up: {PLAIN[chosen.archetype]}." if chosen else "",
    )


def _ends(a_map: SystemsMap, name: str) -> tuple[str, str]:
    link = a_map.link(name)
    return link.source, link.target


def _finding(whole: list[Archetype]) -> str:
    if not whole:
        return "None of the nine patterns that we look for is on this map as a whole."
    kinds = len({one.archetype for one in whole})
    times = "in one place" if len(whole) == 1 else f"in {len(whole)} places"
    return f"{kinds} of the nine patterns that we look for {'is' if kinds == 1 else 'are'} on this map, {times}."


def _pattern(a_map: SystemsMap, one: Archetype, at: int, *, lit: bool) -> Pattern:
    known = {loop.id: loop for loop in a_map.loops()}
    letters = {"reinforcing": "R", "balancing": "B"}
    return Pattern(
        at=at,
        name=PLAIN[one.archetype],
        around=" and ".join(a_map.label(node) for node in list(one.roles.values())[:2]),
        title=one.title,
        happens=one.explains,
        parts=tuple(_part(a_map, PARTS.get(role, role), node) for role, node in one.roles.items()),
        loops=tuple(
            LoopLink(
                name=words.loop_name(a_map, loop), href=words.address(a_map.id, loop=loop.id), kind=loop.kind,
                mark=letters.get(loop.kind, "?"),
            )
            for loop in (known[name] for name in one.loops if name in known)
        ),
        helps=tuple((advice.text, advice.source) for advice in one.advice),
        obstacles=tuple(_obstacle(a_map, row, one.table) for row in one.table if row.role == "obstacle"),
        table=tuple(_part(a_map, ROWS.get(row.role, row.role), row.node) for row in one.table),
        lit=lit,
        lit_href=f"/maps/{a_map.id}/patterns/?at={at}#pattern-{at}",
        missing=one.missing,
    )  # fmt: skip


def _part(a_map: SystemsMap, role: str, node: str) -> Part:
    return Part(role=role, label=a_map.label(node), href=words.address(a_map.id, variable=node.partition("/")[0]))


def _obstacle(a_map: SystemsMap, row: Row, table: Iterable[Row]) -> Obstacle:
    into = {link.tail for link in a_map.links if link.head == row.node}
    eases = may_make(a_map, Move(row.node, "less"))
    return Obstacle(
        label=row.label,
        href=words.address(a_map.id, variable=row.node.partition("/")[0]),
        what_if=f"/maps/{a_map.id}/what-if/?a={row.node}.less" if eases else "",
        eased_by=tuple(
            _part(a_map, "", other.node) for other in table if other.role == "eases-obstacle" and other.node in into
        ),
    )

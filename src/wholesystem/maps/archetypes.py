"""Archetypes: stories that many systems share, found in a map by its signs, its delays and what its loops share."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from types import MappingProxyType
from typing import Any, overload

from wholesystem.maps.finding import Match, Rounds
from wholesystem.maps.loops import loop_id
from wholesystem.maps.map import SystemsMap
from wholesystem.maps.matching import NEAR_WAYS, Search
from wholesystem.maps.parts import Link
from wholesystem.maps.patterns import IDS, PARTS_OF, PATTERNS, Edge
from wholesystem.maps.standing import Row, obstacles, table
from wholesystem.maps.telling import TITLES, Advice, Speaker
from wholesystem.maps.ways import LATE, LONGEST, NEVER, PERHAPS, Ways

NEAR_MISSES = 3

SLOW = {LATE: "takes time", PERHAPS: "may take time, which nobody has said yet", NEVER: "is not known to take time"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Archetype:
    """One archetype in a map, or a near miss of one.

    Attributes:
        archetype: its id, for example ``shifting-the-burden``.
        title: its name in the field.
        roles: the node that plays each role.
        loops: the ids of the loops that make it.
        links: the ids of all links on it, in the order of the pattern.
        missing: plain sentences on what keeps it from being whole; empty where nothing does.
        score: from 0 to 1; 1 where every arrow of the pattern is one link and the delay is known.
        explains: what happens here, in the map's own labels.
        advice: what the field advises where it is whole, each with its source; never to raise a harm.
        table: for the first two archetypes, who plays what and what stands in the way.
    """

    archetype: str
    title: str
    roles: Mapping[str, str] = field(hash=False)
    loops: tuple[str, ...]
    links: tuple[str, ...]
    missing: tuple[str, ...]
    score: float
    explains: tuple[str, ...]
    advice: tuple[Advice, ...]
    table: tuple[Row, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    def as_data(self) -> dict[str, Any]:
        """Plain data for JSON, in the shape of ``map archetypes --json``."""
        return {
            "archetype": self.archetype,
            "title": self.title,
            "roles": dict(self.roles),
            "loops": list(self.loops),
            "links": list(self.links),
            "missing": list(self.missing),
            "score": self.score,
            "explains": list(self.explains),
            "advice": [asdict(one) for one in self.advice],
            "table": [{**asdict(row), "links": list(row.links)} for row in self.table],
        }


@dataclass(frozen=True, slots=True)
class Archetypes(Sequence[Archetype]):
    """The archetypes of a map, whole ones first, then near misses; the closest to their pattern first.

    Attributes:
        found: the archetypes.
        complete: whether these are all whole ones, with ways of up to three links. Near misses are always a choice.
        longest_way: up to how many links every way was looked at, for every archetype; 0 where not even those of one.
    """

    found: tuple[Archetype, ...]
    complete: bool
    longest_way: int

    @overload
    def __getitem__(self, at: int) -> Archetype: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Archetype, ...]: ...
    def __getitem__(self, at: int | slice) -> Archetype | tuple[Archetype, ...]:
        """The archetype, or the archetypes, at a place."""
        return self.found[at]

    def __len__(self) -> int:
        """How many were found, with the near misses."""
        return len(self.found)

    def __str__(self) -> str:
        """How many there are, honestly."""
        whole = sum(one.whole for one in self.found)
        near = len(self) - whole
        text = f"{whole} archetype{'s'[: whole != 1]} and {near} near miss{'es'[: 2 * (near != 1)]}"
        if self.complete:
            return text
        if self.longest_way == 0:
            return f"{text}, which are only some: there are too many to look for"
        return f"{text}, looked for along ways of up to {self.longest_way} links"


def find_archetypes(a_map: SystemsMap, *, near_misses: int = NEAR_MISSES) -> Archetypes:
    """Find the nine archetypes in a map by its structure.

    Each arrow of a pattern may be a way of up to three links, which leads through no other role. Of findings that
    differ only by a detour the shortest is kept. A delay of which nobody knows counts as one that may be. Where a map
    marks harms, a problem symptom is one of them, and a fundamental solution never is. A large map is looked at along
    shorter ways only; ``complete`` is false then.

    Args:
        a_map: the map.
        near_misses: how many near misses of each archetype to keep at most; exactly one thing is missing from each.

    Sources:
        Senge 1990, The Fifth Discipline; Kim 1992 and Braun 2002 for the diagrams; Wolstenholme 2003, System Dynamics
        Review 19:7-26, for what they have in common.

    Example:
        >>> from wholesystem import catalogue
        >>> first = find_archetypes(catalogue.load("the-hold"))[0]
        >>> first.archetype, first.roles["symptomatic-solution"]
        ('shifting-the-burden', 'the-fix')
    """
    ways = Ways(a_map.nodes, a_map.links)
    harms = sum(1 << ways.number[node] for node in a_map.nodes if a_map.is_harm(node))
    search = Search(ways, harms)
    whole, near, looked = _gather(search, near_misses)
    teller = _Teller(a_map, ways)
    found = [teller.tell(match) for match in (*whole, *near)]
    return Archetypes(tuple(found), looked == LONGEST, looked)


def _gather(search: Search, near_misses: int) -> tuple[list[Match], list[Match], int]:
    raw: dict[str, list[Match]] = {name: [] for name in IDS}
    looked = LONGEST
    for pattern in PATTERNS:
        matches, at_most = search.whole(pattern)
        looked = min(looked, at_most)
        _sort_in(search, raw, matches)
    whole = {name: _folded(match for match in raw[name] if not match.flaws) for name in IDS}
    near = {name: [match for match in raw[name] if match.flaws] for name in IDS}
    _part_of_others(whole)
    told = [match.rounds for matches in whole.values() for match in matches]
    for at_most in range(1, NEAR_WAYS + 1):
        short = {name for name in IDS if len(_new(near[name], whole[name], told)) < near_misses}
        for pattern in PATTERNS:
            if short & {pattern.archetype, *(["addiction"] if pattern.archetype == IDS[0] else [])}:
                _sort_in(search, near, search.near(pattern, at_most))
    first = sorted((match for matches in whole.values() for match in matches), key=_place)
    then = sorted((match for name in IDS for match in _new(near[name], whole[name], told)[:near_misses]), key=_place)
    return first, then, looked


def _part_of_others(whole: dict[str, list[Match]]) -> None:
    """Leave out findings whose loops are all told by a larger one."""
    for part, wholes in PARTS_OF.items():
        loops = [match.rounds for name in wholes for match in whole[name]]
        whole[part] = [match for match in whole[part] if not _within(match, loops)]


def _sort_in(search: Search, into: dict[str, list[Match]], matches: Iterable[Match]) -> None:
    for match in matches:
        into[match.pattern.archetype].append(match)
        if match.pattern.archetype == IDS[0]:
            into["addiction"] += [one for one in search.addictions(match) if len(one.flaws) <= 1]


def _place(match: Match) -> tuple[object, ...]:
    return (IDS.index(match.pattern.archetype), match.rank)


def _folded(matches: Iterable[Match]) -> list[Match]:
    """The best of each set of findings that play the same story, run round the same loops, or only make a detour."""
    best: dict[tuple[object, ...], Match] = {}
    for match in sorted(matches, key=lambda one: one.rank):
        best.setdefault(match.key, match)
    loops: dict[Rounds, Match] = {}
    for match in best.values():
        loops.setdefault(match.rounds, match)
    kept: list[Match] = []
    parts: list[set[int]] = []
    for match in loops.values():
        passes = match.passes
        if not any(roles <= passes for roles in parts):
            kept.append(match)
            parts.append(set(match.roles.values()))
    return kept


def _new(matches: Iterable[Match], whole: list[Match], told: list[Rounds]) -> list[Match]:
    """Near misses that say something new: no whole finding of the archetype plays the same story, or a part of it.

    Nor does any whole finding run round the same loops where only a sign would need to be another.
    """
    keys = {match.key for match in whole}
    roles = [set(match.roles.values()) for match in whole]
    fresh = [one for one in matches if one.key not in keys]
    fresh = [one for one, passes in ((one, one.passes) for one in fresh) if not any(known <= passes for known in roles)]
    return [one for one in _folded(fresh) if one.pattern.flaw != "sign" or not _within(one, told)]


def _within(match: Match, told: list[Rounds]) -> bool:
    return any(match.rounds <= rounds for rounds in told)


class _Teller:
    """Turns findings into what people read."""

    def __init__(self, a_map: SystemsMap, ways: Ways) -> None:
        self.a_map = a_map
        self.ways = ways

    def tell(self, match: Match) -> Archetype:
        archetype = match.pattern.archetype
        roles = {role: self.ways.names[node] for role, node in match.roles.items()}
        core = {*roles.values(), *(link.tail for way in match.ways for link in way.links)}
        missing = [self._missing(flaw, about, roles) for flaw, about in match.flaws]
        rows: tuple[Row, ...] = ()
        blocked: list[str] = []
        if "fundamental-solution" in roles:
            in_the_way = obstacles(self.a_map, roles["fundamental-solution"], core)
            rows = table(self.a_map, match.pattern, match.ways, roles, in_the_way, core)
            blocked = [row.label for row in in_the_way]
            if in_the_way:
                roles["obstacle"] = in_the_way[0].node
        speaker = self._speaker(match, roles, blocked)
        return Archetype(
            archetype=archetype,
            title=TITLES[archetype],
            roles=MappingProxyType(roles),
            loops=tuple(loop_id([link.id for link in loop]) for loop in match.loops),
            links=tuple(dict.fromkeys(link.id for way in match.ways for link in way.links)),
            missing=tuple(missing),
            score=match.score,
            explains=tuple(self._explains(match, roles, speaker)),
            advice=() if match.flaws else tuple(speaker.advises(archetype, *self._moves(roles))),
            table=rows,
        )

    def _label(self, node: str) -> str:
        return self.a_map.label(node)

    def _speaker(self, match: Match, roles: Mapping[str, str], blocked: list[str]) -> Speaker:
        signs: dict[str, int] = {}
        for edge, way in zip(match.pattern.edges, match.ways, strict=True):
            signs.setdefault(edge.head, way.sign)
        labels = {role: self._label(node) for role, node in roles.items()}
        return Speaker(labels, signs, SLOW[match.late], blocked)

    def _explains(self, match: Match, roles: Mapping[str, str], speaker: Speaker) -> Iterator[str]:
        if not match.flaws:
            yield from speaker.tells(match.pattern.archetype)
        else:
            played = ", ".join(f"{role.replace('-', ' ')} “{self._label(node)}”" for role, node in roles.items())
            yield f"This is nearly {TITLES[match.pattern.archetype].lower()}: {played}."

    def _missing(self, flaw: str, about: Edge | Link | None, roles: Mapping[str, str]) -> str:
        if isinstance(about, Link):
            ends = f"“{self._label(about.tail)}” to “{self._label(about.head)}”"
            return f"People do not agree on the sign of the arrow from {ends}."
        if about is None:
            return f"No way is known by which “{self._label(roles['symptomatic-solution'])}” asks for more of itself."
        if flaw == "limit":
            limited = self._label(roles[about.head])
            return f"Nothing in the map bears on “{limited}” from outside, so the limit is not known."
        tail, head = self._label(roles[about.tail]), self._label(roles[about.head])
        if flaw == "late":
            return f"No delay is known on the way from “{tail}” back to “{head}”."
        if flaw == "role":
            return f"Nothing is known that “{tail}” does to “{head}”."
        wanted, found = ("raise", "lowers") if about.sign > 0 else ("lower", "raises")
        if flaw == "sign":
            return f"The way from “{tail}” to “{head}” would need to {wanted} it, and here it {found} it."
        return f"No way leads from “{tail}” to “{head}” that would {wanted} it."

    def _moves(self, roles: Mapping[str, str]) -> tuple[Callable[[str], bool], Callable[[str], bool]]:
        """Whether a role's node can be offered to be raised, and whether it can be offered to be lessened."""

        def may_raise(role: str) -> bool:
            return not self.a_map.is_harm(roles[role])

        def may_lessen(role: str) -> bool:
            return self.a_map.is_harm(roles[role])

        return may_raise, may_lessen

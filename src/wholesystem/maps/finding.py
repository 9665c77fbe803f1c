"""A finding: the nodes that play the roles of a pattern in a map, and the ways between them."""

from collections.abc import Mapping
from dataclasses import dataclass

from wholesystem.maps.parts import Link
from wholesystem.maps.patterns import Edge, Pattern
from wholesystem.maps.ways import LATE, Way, bits

Flaws = tuple[tuple[str, Edge | Link | None], ...]
Rounds = frozenset[frozenset[str]]

LOOPS = {"shifting-the-burden": 3, "addiction": 4, "tragedy-of-the-commons": 4, "growth-and-underinvestment": 3}


@dataclass(frozen=True, slots=True)
class Match:
    """Nodes that play the roles of a pattern, and the ways between them.

    Attributes:
        pattern: what was found.
        roles: each role's node, by its number.
        ways: one for each edge of the pattern, in its order.
        late: how sure the delay is that the pattern needs.
        flaws: what keeps it from being whole, each with the edge or the link that it is about.
    """

    pattern: Pattern
    roles: Mapping[str, int]
    ways: tuple[Way, ...]
    late: int
    flaws: Flaws

    @property
    def length(self) -> int:
        """How many links all its ways have together."""
        return sum(len(way.links) for way in self.ways)

    @property
    def loops(self) -> tuple[tuple[Link, ...], ...]:
        """Its loops, each as its links all round."""
        return tuple(tuple(link for at in loop for link in self.ways[at].links) for loop in self.pattern.loops)

    @property
    def rounds(self) -> Rounds:
        """Its loops as sets of link ids, to compare them."""
        return frozenset(frozenset(link.id for link in loop) for loop in self.loops)

    @property
    def passes(self) -> set[int]:
        """The nodes of its roles, and those that its ways lead through."""
        inner = 0
        for way in self.ways:
            inner |= way.inner
        return {*self.roles.values(), *bits(inner)}

    @property
    def key(self) -> tuple[object, ...]:
        """What it shares with findings that only take another way round."""
        return (self.pattern.archetype, *(self.roles.get(role) for role in self.pattern.same))

    @property
    def score(self) -> float:
        """From 0 to 1: 1 where every way is one link and the delay is known; half of that and less for a near miss."""
        score = len(self.ways) / self.length
        if self.pattern.late and self.late != LATE:
            score *= 0.9
        if not self.flaws:
            return round(score, 3)
        return round(score * 0.5 * len(self.pattern.loops) / LOOPS.get(self.pattern.archetype, 2), 3)

    @property
    def rank(self) -> tuple[object, ...]:
        """Sorts findings, the best first; the numbers of the nodes only keep the order fixed."""
        lengths = tuple(len(way.links) for way in self.ways)
        links = tuple(link.id for way in self.ways for link in way.links)
        return (-self.score, self.length, lengths, tuple(self.roles[role] for role in self.pattern.roles), links)

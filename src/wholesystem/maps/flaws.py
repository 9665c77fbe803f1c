"""Patterns with one thing missing, from which near misses are found."""

from dataclasses import replace
from functools import cache

from wholesystem.maps.patterns import Edge, Pattern

MEAGRE = 4  # with fewer arrows almost anything would do
PAIR = 2


@cache
def flawed(pattern: Pattern) -> tuple[Pattern, ...]:
    """The pattern with one thing missing: a sign that is turned, an arrow or a role that is not there.

    An arrow is left out only where every role keeps two others, and where more than one loop would be whole: the rest
    of a pattern of two loops is found everywhere, and says nothing.
    """
    found = []
    for at, edge in enumerate(pattern.edges):
        edges = tuple(replace(one, sign=-one.sign) if one is edge else one for one in pattern.edges)
        found.append(replace(pattern, edges=edges, flaw="sign", at=edge))
        others = [end for one in pattern.edges if one is not edge for end in (one.tail, one.head)]
        if len(pattern.loops) > PAIR and all(others.count(role) > 1 for role in (edge.tail, edge.head)):
            found.append(_without(pattern, {at}, "way", edge))
    if pattern.spare:
        gone = {at for at, edge in enumerate(pattern.edges) if pattern.spare in (edge.tail, edge.head)}
        found.append(_without(pattern, gone, "role", Edge("symptomatic-solution", "fundamental-solution", -1)))
    return tuple(one for one in found if one.loops and len(one.edges) >= MEAGRE)


def _without(pattern: Pattern, gone: set[int], flaw: str, about: Edge) -> Pattern:
    """The pattern without some of its edges, and without the roles that only these tied to it."""
    kept = [at for at in range(len(pattern.edges)) if at not in gone]
    new = {at: place for place, at in enumerate(kept)}
    edges = tuple(pattern.edges[at] for at in kept)
    tied = {role for edge in edges for role in (edge.tail, edge.head)}
    return replace(
        pattern,
        roles=tuple(role for role in pattern.roles if role in tied),
        edges=edges,
        loops=tuple(tuple(new[at] for at in loop) for loop in pattern.loops if not gone.intersection(loop)),
        late=tuple(new[at] for at in pattern.late if at not in gone),
        even=(),
        flaw=flaw,
        at=about,
    )

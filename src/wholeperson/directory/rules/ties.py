"""How organizations hang together: who connects others, who stands alone, and what would come apart without somebody.

Between-ness after Brandes (2001), "A faster algorithm for betweenness centrality": exact, without weights.
"""

from collections import deque
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)
Ties = Mapping[Node, frozenset[Node]]


def neighbours(nodes: Iterable[Node], pairs: Iterable[tuple[Node, Node]]) -> dict[Node, frozenset[Node]]:
    """Give whom each is tied to, whichever way the tie was told. Nobody is tied to themselves."""
    found: dict[Node, set[Node]] = {node: set() for node in nodes}
    for one, other in pairs:
        if one != other:
            found[one].add(other)
            found[other].add(one)
    return {node: frozenset(others) for node, others in found.items()}


def betweenness(ties: Ties[Node]) -> dict[Node, float]:
    """Give for each how many of the shortest ways between two others lead through it, counted as shares."""
    through = dict.fromkeys(ties, 0.0)
    for start in ties:
        order, ways, before = _outward(ties, start)
        waiting = dict.fromkeys(ties, 0.0)
        for node in reversed(order):
            for earlier in before[node]:
                waiting[earlier] += ways[earlier] / ways[node] * (1.0 + waiting[node])
            if node != start:
                through[node] += waiting[node]
    return {node: found / 2 for node, found in through.items()}  # each way was walked from both of its ends


def _outward(ties: Ties[Node], start: Node) -> tuple[list[Node], dict[Node, float], dict[Node, list[Node]]]:
    """Walk from one to all others: in which order they are met, in how many shortest ways, and through whom."""
    far, ways = {start: 0}, dict.fromkeys(ties, 0.0)
    before: dict[Node, list[Node]] = {node: [] for node in ties}
    ways[start] = 1.0
    order: list[Node] = []
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        order.append(node)
        for other in ties[node]:
            if other not in far:
                far[other] = far[node] + 1
                waiting.append(other)
            if far[other] == far[node] + 1:
                ways[other] += ways[node]
                before[other].append(node)
    return order, ways, before


def groups(ties: Ties[Node], without: Node | None = None) -> list[frozenset[Node]]:
    """Give who can reach whom, the largest group first; ``without`` one that is thought away."""
    left = [node for node in ties if node != without]
    seen: set[Node] = set()
    found = []
    for start in left:
        if start in seen:
            continue
        group, waiting = {start}, [start]
        while waiting:
            for other in ties[waiting.pop()]:
                if other != without and other not in group:
                    group.add(other)
                    waiting.append(other)
        seen |= group
        found.append(frozenset(group))
    return sorted(found, key=len, reverse=True)


def connectors(ties: Ties[Node], at_most: int = 3) -> list[Node]:
    """Give those through whom others reach each other, the one with most ways through it first."""
    found = betweenness(ties)
    order = {node: place for place, node in enumerate(ties)}
    ranked = sorted((node for node in ties if found[node] > 0), key=lambda node: (-found[node], order[node]))
    return ranked[:at_most]


def cut_off(ties: Ties[Node], node: Node) -> list[Node]:
    """Give who could no longer be reached by the rest of their group if this one were not there."""
    together = next(group for group in groups(ties) if node in group)
    apart = [group for group in groups(ties, node) if group <= together]
    rest: set[Node] = set().union(*apart[1:])
    return [one for one in ties if one in rest]


def alone(ties: Ties[Node]) -> list[Node]:
    """Give those of whom nobody told a tie."""
    return [node for node, others in ties.items() if not others]

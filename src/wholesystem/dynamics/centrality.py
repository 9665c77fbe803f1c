"""How a map is drawn, in numbers: description only. What matters most is found by playing, with `leverage`."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from wholesystem.maps import AnyMap


@dataclass(frozen=True, slots=True)
class Centrality:
    """Where a node stands in the drawing. It says nothing of what would happen if it changed.

    Attributes:
        into: how many links point at it.
        out: how many links leave it.
        between: on how many shortest ways between two other nodes it lies; ways of one length share.
    """

    into: int
    out: int
    between: float


def centrality(a_map: AnyMap) -> Mapping[str, Centrality]:
    """How many links every node has, and how many shortest ways lead through it; by node, in the map's order.

    Rankings by such numbers are not offered: a well-linked variable need not matter, and a lonely one may.

    Args:
        a_map: any map.

    Source: U. Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25 (2001)
    163-177, doi 10.1080/0022250X.2001.9990249.

    >>> from wholesystem import catalogue
    >>> centrality(catalogue.load("the-hold"))["the-fix"].out > 0
    True
    """
    ahead: dict[str, set[str]] = {node: set() for node in a_map.nodes}
    into, out = dict.fromkeys(a_map.nodes, 0), dict.fromkeys(a_map.nodes, 0)
    for link in a_map.links:
        ahead[link.tail].add(link.head)
        into[link.head] += 1
        out[link.tail] += 1
    between = dict.fromkeys(a_map.nodes, 0.0)
    for node in a_map.nodes:
        for other, part in _dependence(ahead, node).items():
            between[other] += part
    return {node: Centrality(into[node], out[node], between[node]) for node in a_map.nodes}


def _dependence(ahead: Mapping[str, set[str]], root: str) -> dict[str, float]:
    """How much each node is needed on the shortest ways from one."""
    steps, ways = {root: 0}, {root: 1}
    before: dict[str, list[str]] = {root: []}
    order, edge = [], deque([root])
    while edge:
        node = edge.popleft()
        order.append(node)
        for following in sorted(ahead[node]):
            if following not in steps:
                steps[following], ways[following], before[following] = steps[node] + 1, 0, []
                edge.append(following)
            if steps[following] == steps[node] + 1:
                ways[following] += ways[node]
                before[following].append(node)
    needed = dict.fromkeys(order, 0.0)
    for node in reversed(order):
        for earlier in before[node]:
            needed[earlier] += ways[earlier] / ways[node] * (1 + needed[node])
    del needed[root]
    return needed

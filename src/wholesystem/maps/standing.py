"""Who stands where around a lasting answer: what leads to the symptom, and above all what stands in the way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wholesystem.maps.map import SystemsMap
from wholesystem.maps.parts import Link
from wholesystem.maps.patterns import Pattern
from wholesystem.maps.ways import Way


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: who plays which part, and which links say so.

    Attributes:
        role: ``behind-the-symptom``, ``symptom``, ``symptomatic-solution``, ``fundamental-solution``, ``side-effect``,
            ``obstacle`` (what makes the fundamental solution hard to reach) or ``eases-obstacle`` (what lessens that).
        node: the node.
        label: its label.
        links: ids of the links that say so, in order.
    """

    role: str
    node: str
    label: str
    links: tuple[str, ...]


def obstacles(a_map: SystemsMap, fundamental: str, core: set[str]) -> tuple[Row, ...]:
    """Everything outside the core that lowers the fundamental solution along one or two links: there help can go.

    Ways through the core are left out: what eases the symptom is not in the way. So is what also raises the
    fundamental solution as directly as it lowers it.
    """
    lowering = _pushing(a_map.links, fundamental, core, -1)
    raising = _pushing(a_map.links, fundamental, core, 1)
    rows = [
        Row("obstacle", node, a_map.label(node), tuple(link.id for link in way))
        for node, way in lowering.items()
        if node not in raising or len(raising[node]) > len(way)
    ]
    return tuple(sorted(rows, key=lambda row: (len(row.links), row.node)))


def _pushing(links: Sequence[Link], target: str, core: set[str], sign: int) -> dict[str, tuple[Link, ...]]:
    """The nodes outside the core that push the target in a direction, each with its shortest way there."""
    signs = {"+": 1, "-": -1}
    signed = sorted((link for link in links if link.polarity in signs), key=lambda link: link.id)
    direct = [link for link in signed if link.head == target and link.tail not in core]
    middles = {link.tail for link in direct}
    into: dict[str, list[Link]] = {middle: [] for middle in middles}
    for link in signed:
        if link.head in middles and link.tail not in core and link.tail != link.head:
            into[link.head].append(link)
    found: dict[str, tuple[Link, ...]] = {}
    for last in direct:
        if signs[str(last.polarity)] == sign:
            found.setdefault(last.tail, (last,))
    for last in direct:
        for first in into[last.tail]:
            if signs[str(first.polarity)] * signs[str(last.polarity)] == sign:
                found.setdefault(first.tail, (first, last))
    return found


def table(
    a_map: SystemsMap,
    pattern: Pattern,
    ways: Sequence[Way],
    roles: Mapping[str, str],
    in_the_way: tuple[Row, ...],
    core: set[str],
) -> tuple[Row, ...]:
    """The rows of the report's Table 1, read off a map: the parts of the archetype, and what stands in the way.

    Args:
        a_map: the map.
        pattern: the archetype, its first five or six edges those of shifting the burden.
        ways: the way of each edge.
        roles: each role's node.
        in_the_way: its obstacles.
        core: the nodes that the archetype itself runs through.

    Source:
        RSA 2010, Table 1, for what the columns are.
    """
    by_ends = {(edge.tail, edge.head, edge.sign): way for edge, way in zip(pattern.edges, ways, strict=True)}

    def says(tail: str, head: str) -> tuple[str, ...]:
        found = [way for (one, other, _), way in by_ends.items() if (one, other) == (tail, head)]
        return tuple(link.id for way in found[:1] for link in way.links)

    def row(role: str, links: Iterable[str]) -> list[Row]:
        node = roles.get(role)  # a near miss may have no side effect
        return [Row(role, node, a_map.label(node), tuple(dict.fromkeys(links)))] if node else []

    quick, lasting = "symptomatic-solution", "fundamental-solution"
    behind = _pushing([link for link in a_map.links if link.head == roles["symptom"]], roles["symptom"], core, 1)
    eases = [
        Row("eases-obstacle", node, a_map.label(node), tuple(link.id for link in way))
        for one in in_the_way
        for node, way in _pushing([link for link in a_map.links if link.head == one.node], one.node, core, -1).items()
        if not a_map.is_harm(node)
    ]
    return (
        *(
            Row("behind-the-symptom", node, a_map.label(node), tuple(link.id for link in way))
            for node, way in behind.items()
        ),
        *row("symptom", says("symptom", quick) + says("symptom", lasting)),
        *row(quick, says(quick, "symptom")),
        *row(lasting, says(lasting, "symptom")),
        *row("side-effect", says(quick, "side-effect") + says("side-effect", lasting)),
        *in_the_way,
        *eases,
    )

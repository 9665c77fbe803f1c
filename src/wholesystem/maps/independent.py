"""A few loops to read a map by: the shortest independent loop set, and how many independent loops there are."""

from collections.abc import Iterator

from wholesystem.maps.loops import Loop, as_loop, loop_id, turned
from wholesystem.maps.map import SystemsMap
from wholesystem.maps.parts import Link


def cycle_rank(a_map: SystemsMap) -> int:
    """How many loops of a map are independent: links minus nodes plus one, added up over its strongly connected parts.

    Source:
        Kampmann 2012, System Dynamics Review 28:370-395.

    Example:
        >>> from wholesystem import catalogue
        >>> cycle_rank(catalogue.load("the-struggle"))
        2
    """
    rank = 0
    for part in _parts(a_map):
        rank += sum(link.tail in part and link.head in part for link in a_map.links) - len(part) + 1
    return rank


def independent_loops(a_map: SystemsMap) -> tuple[Loop, ...]:
    """The shortest independent loop set: short loops, each with a link that no loop before it has.

    For each pair of nodes the shortest way there and the shortest way back make a loop, where they pass no node twice.
    These are sorted by length; one is kept where it has a link that is on none of those kept before. Every link that
    is on any loop is on one of them. Of ways or loops of one length the one whose link ids sort first comes first,
    loops being read from their smallest id; of links side by side, each makes a loop with the shortest way back.

    The set is for reading. Loops that it leaves out can be the ones that drive what happens (Eberlein and Schoenberg
    2020), so it says nothing on dominance, and it can be smaller than `cycle_rank`.

    Source:
        Oliva 2004, System Dynamics Review 20:313-336; Huang, Howley and Duggan 2012, System Dynamics Review
        28:276-280.

    Example:
        >>> from wholesystem import catalogue
        >>> [loop.name for loop in independent_loops(catalogue.load("the-struggle"))]
        ['Success breeds success', 'Sliding back']
    """
    named = {loop_id(name.links): name for name in a_map.loop_names}
    kept: list[Loop] = []
    covered: set[str] = set()
    for path in sorted(_candidates(a_map).values(), key=lambda path: (len(path), [link.id for link in path])):
        ids = {link.id for link in path}
        if not ids <= covered:
            covered |= ids
            kept.append(as_loop(path, a_map.subsystems, named))
    return tuple(kept)


def _candidates(a_map: SystemsMap) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    trees = {node: _shortest(a_map, node) for node in a_map.nodes}
    for path in _rounds(a_map, trees):
        tails = [link.tail for link in path]
        if len(set(tails)) == len(tails):
            found.setdefault(loop_id([link.id for link in path]), turned(path))
    return found


def _rounds(a_map: SystemsMap, trees: dict[str, dict[str, list[Link]]]) -> Iterator[list[Link]]:
    for start, tree in trees.items():
        for end, path in tree.items():
            if end != start and start in trees[end]:
                yield path + trees[end][start]
    for link in a_map.links:
        back = trees[link.head].get(link.tail)
        if back is not None:
            yield [link, *back]


def _shortest(a_map: SystemsMap, start: str) -> dict[str, list[Link]]:
    """The shortest way from a node to every node that it reaches; the one whose ids sort first where there are more."""
    out: dict[str, list[Link]] = {node: [] for node in a_map.nodes}
    for link in sorted(a_map.links, key=lambda one: one.id):
        out[link.tail].append(link)
    ways: dict[str, list[Link]] = {start: []}
    edge = [start]
    while edge:
        reached: list[str] = []
        # Nodes come in the order of their ways, and links in the order of their ids, so the first way is the one.
        for node in edge:
            for link in out[node]:
                if link.head not in ways:
                    ways[link.head] = [*ways[node], link]
                    reached.append(link.head)
        edge = reached
    return ways


def _parts(a_map: SystemsMap) -> list[set[str]]:
    """The strongly connected parts: nodes that reach each other."""
    forth: dict[str, set[str]] = {node: set() for node in a_map.nodes}
    back: dict[str, set[str]] = {node: set() for node in a_map.nodes}
    for link in a_map.links:
        forth[link.tail].add(link.head)
        back[link.head].add(link.tail)
    parts: list[set[str]] = []
    placed: set[str] = set()
    for node in a_map.nodes:
        if node not in placed:
            part = _reached(node, forth) & _reached(node, back)
            placed |= part
            parts.append(part)
    return parts


def _reached(start: str, after: dict[str, set[str]]) -> set[str]:
    seen = {start}
    edge = [start]
    while edge:
        for node in after[edge.pop()] - seen:
            seen.add(node)
            edge.append(node)
    return seen

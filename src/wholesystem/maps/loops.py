"""Feedback loops: found on the multigraph of links, with their sign, kind, length and delays."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, overload

from wholesystem.errors import QuestionError
from wholesystem.maps.parts import Link, LoopName, SubSystem

AT_MOST = 5_000
BOUNDED_LENGTH = 8

LoopKind = Literal["reinforcing", "balancing", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """One way round: links that lead from a variable back to itself.

    Attributes:
        id: ten characters made from the links alone, so that a name given to the loop stays with it.
        name: what people call it, or an empty string.
        says: a plain sentence on it, or an empty string.
        kind: ``reinforcing`` where an even number of links turn the direction, ``balancing`` where an odd
            number do, ``unknown`` where a sign on it is disputed.
        links: the link ids in order, starting at the one that sorts first.
        nodes: the node each of these links starts from.
        delayed: whether any link on it is known to take time.
        subsystems: the sub-systems that it touches, in the map's order.
    """

    id: str
    name: str
    says: str
    kind: LoopKind
    links: tuple[str, ...]
    nodes: tuple[str, ...]
    delayed: bool
    subsystems: tuple[str, ...]

    @property
    def length(self) -> int:
        """How many links it has."""
        return len(self.links)

    @property
    def crosses(self) -> bool:
        """Whether it leads through more than one sub-system."""
        return len(self.subsystems) > 1


@dataclass(frozen=True, slots=True)
class Loops(Sequence[Loop]):
    """The loops that were found, shortest first.

    Attributes:
        found: the loops.
        complete: whether these are all there are.
        longest: the length beyond which none were looked for, or None.
        at_least: how many there are at least; equal to ``len`` where complete.
    """

    found: tuple[Loop, ...]
    complete: bool
    longest: int | None
    at_least: int

    @overload
    def __getitem__(self, at: int) -> Loop: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Loop, ...]: ...
    def __getitem__(self, at: int | slice) -> Loop | tuple[Loop, ...]:
        """The loop, or the loops, at a place."""
        return self.found[at]

    def __len__(self) -> int:
        """How many were found."""
        return len(self.found)

    def __str__(self) -> str:
        """How many there are, honestly."""
        if self.complete:
            return "1 loop" if len(self) == 1 else f"{len(self)} loops"
        return f"{len(self)} of at least {self.at_least} loops, looked for up to {self.longest} links long"


def loop_id(links: Sequence[str]) -> str:
    """The id of the loop made by these links, wherever one starts to read it.

    >>> loop_id(["b", "c", "a"]) == loop_id(["a", "b", "c"])
    True
    """
    start = min(range(len(links)), key=links.__getitem__)
    text = ">".join([*links[start:], *links[:start]])
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def find_loops(
    nodes: Sequence[str],
    links: Sequence[Link],
    subsystems: Sequence[SubSystem],
    names: Sequence[LoopName],
    longest: int | None,
    at_most: int,
) -> Loops:
    """Find the loops of a map: all of them where that is possible, else the short ones, and say which.

    Args:
        nodes: the nodes in the map's order.
        links: the links between them.
        subsystems: to tell which parts a loop touches.
        names: names that people gave to loops.
        longest: leave out longer loops; None for no limit.
        at_most: give up looking for all beyond this many.

    Raises:
        QuestionError: where ``longest`` or ``at_most`` is below 1.
    """
    for name, number in (("longest", longest), ("at_most", at_most)):
        if number is not None and number < 1:
            raise QuestionError(f"{name} is {number}, and every loop has a link. Ask for at least 1.")
    graph = _Graph(nodes, links)
    paths = list(graph.walk(longest, at_most + 1))
    more = len(paths) > at_most
    seen = len(paths)
    bound = longest
    if more and longest is None:
        # Too many to list: the short ones are those that people can follow, so they are the ones to keep.
        bound = BOUNDED_LENGTH
        paths = list(graph.walk(bound, at_most + 1))
    paths = sorted(map(_turned, paths), key=lambda path: (len(path), [link.id for link in path]))[:at_most]
    whole = not more and (longest is None or longest >= len(nodes))
    if not whole and not more:
        whole = next(graph.walk(None, 1, longer_than=longest), None) is None
        seen += not whole
    home = {variable: part.id for part in subsystems for variable in part.variables}
    named = {loop_id(name.links): name for name in names}
    order = [part.id for part in subsystems]
    found = tuple(_loop(path, named, home, order) for path in paths)
    return Loops(found, whole, None if whole else bound, max(seen, len(found)))


def _turned(path: list[Link]) -> list[Link]:
    """The same way round, read from the link that sorts first, whatever the order of the map."""
    start = min(range(len(path)), key=lambda at: path[at].id)
    return path[start:] + path[:start]


def _loop(path: list[Link], named: dict[str, LoopName], home: dict[str, str], order: list[str]) -> Loop:
    ids = tuple(link.id for link in path)
    identity = loop_id(ids)
    name = named.get(identity)
    parts = {home[link.source] for link in path if link.source in home}
    return Loop(
        id=identity,
        name=name.name if name else "",
        says=name.says if name else "",
        kind=kind_of(path),
        links=ids,
        nodes=tuple(link.tail for link in path),
        delayed=any(link.delayed is True for link in path),
        subsystems=tuple(part for part in order if part in parts),
    )


def kind_of(path: Sequence[Link]) -> LoopKind:
    """The kind of a loop by the signs of its links (Richardson 1995: an even number of ``-`` reinforces)."""
    if any(link.polarity == "disputed" for link in path):
        return "unknown"
    turns = sum(link.polarity == "-" for link in path)
    return "balancing" if turns % 2 else "reinforcing"


class _Graph:
    """The links as a multigraph of numbered nodes, with the distances that keep the search from dead ends."""

    def __init__(self, nodes: Sequence[str], links: Sequence[Link]) -> None:
        self.number = {node: at for at, node in enumerate(nodes)}
        self.out: list[list[tuple[int, Link]]] = [[] for _ in nodes]
        self.into: list[list[int]] = [[] for _ in nodes]
        for link in links:
            self.out[self.number[link.tail]].append((self.number[link.head], link))
            self.into[self.number[link.head]].append(self.number[link.tail])

    def _back_to(self, root: int) -> dict[int, int]:
        """How many links it takes at least to come back to ``root``, over nodes that come no earlier than it."""
        steps = {root: 0}
        edge = [root]
        while edge:
            reached = []
            for node in edge:
                for before in self.into[node]:
                    if before >= root and before not in steps:
                        steps[before] = steps[node] + 1
                        reached.append(before)
            edge = reached
        return steps

    def walk(self, longest: int | None, at_most: int, longer_than: int | None = None) -> Iterator[list[Link]]:
        """Every simple way round, up to ``at_most``; each is found once, from its first node."""
        limit = longest or len(self.out)
        count = 0
        for root in range(len(self.out)):
            for path in self._rounds(root, limit):
                if longer_than is None or len(path) > longer_than:
                    yield path
                    count += 1
                    if count >= at_most:
                        return

    def _rounds(self, root: int, limit: int) -> Iterator[list[Link]]:
        """The ways round that start and end at ``root``, depth first without recursion: maps may be deep."""
        back = self._back_to(root)
        path: list[Link] = []
        nodes = [root]
        on_path = {root}
        branches = [iter(self.out[root])]
        while branches:
            step = next(branches[-1], None)
            if step is None:
                branches.pop()
                on_path.discard(nodes.pop())
                if path:
                    path.pop()
            elif step[0] == root:
                yield [*path, step[1]]
            elif step[0] in back and step[0] not in on_path and len(path) + 1 + back[step[0]] <= limit:
                path.append(step[1])
                nodes.append(step[0])
                on_path.add(step[0])
                branches.append(iter(self.out[step[0]]))

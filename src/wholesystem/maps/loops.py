"""Feedback loops: found on the multigraph of links, with their sign, kind, length and delays."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, overload

from wholesystem.errors import QuestionError
from wholesystem.maps.parts import Link, LoopName, SubSystem

AT_MOST = 5_000
BOUNDED_LENGTH = 8
FIRST_LOOK = 16  # where there are too many loops, ways of this length show it sooner than ways without a limit

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
        all_up_to: every loop of up to this many links is among those found.
    """

    found: tuple[Loop, ...]
    complete: bool
    longest: int | None
    at_least: int
    all_up_to: int = 0

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
    paths: list[list[Link]] = []
    limit = len(nodes) if longest is None else longest
    for reach in sorted({min(limit, FIRST_LOOK), limit}):
        paths = list(graph.walk(reach, at_most + 1))
        if len(paths) > at_most:
            break
    more = len(paths) > at_most
    seen = len(paths)
    bound, sure = limit, limit
    if more:
        # Too many to list: the short ones are those that people can follow, so they are the ones to keep.
        bound = longest or BOUNDED_LENGTH
        paths, sure = graph.shortest(bound, at_most)
    paths = sorted(map(turned, paths), key=lambda path: (len(path), [link.id for link in path]))[:at_most]
    whole = not more and limit >= len(nodes)
    if not whole and not more:
        whole = next(graph.walk(len(nodes), 1, longer_than=limit), None) is None
        seen += not whole
    named = {loop_id(name.links): name for name in names}
    found = tuple(as_loop(path, subsystems, named) for path in paths)
    return Loops(found, whole, None if whole else bound, max(seen, len(found)), len(nodes) if whole else sure)


def turned(path: Sequence[Link]) -> list[Link]:
    """The same way round, read from the link that sorts first, whatever the order of the map."""
    start = min(range(len(path)), key=lambda at: path[at].id)
    return [*path[start:], *path[:start]]


def as_loop(path: Sequence[Link], subsystems: Sequence[SubSystem], named: Mapping[str, LoopName]) -> Loop:
    """The loop that these links make, with the name that people gave it.

    Args:
        path: the links in order, all round, `turned`.
        subsystems: to tell which parts it touches.
        named: names that people gave to loops, by loop id.
    """
    ids = tuple(link.id for link in path)
    identity = loop_id(ids)
    name = named.get(identity)
    touched = {link.source for link in path}
    return Loop(
        id=identity,
        name=name.name if name else "",
        says=name.says if name else "",
        kind=kind_of(path),
        links=ids,
        nodes=tuple(link.tail for link in path),
        delayed=any(link.delayed is True for link in path),
        subsystems=tuple(part.id for part in subsystems if touched.intersection(part.variables)),
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

    def shortest(self, bound: int, at_most: int) -> tuple[list[list[Link]], int]:
        """The ways round of up to ``bound`` links, or some of them; and up to which length these are all there are."""
        paths: list[list[Link]] = []
        for limit in range(1, bound + 1):
            longer = list(self.walk(limit, at_most + 1))
            if len(longer) > at_most:
                known = {tuple(link.id for link in path) for path in paths}
                return paths + [path for path in longer if tuple(link.id for link in path) not in known], limit - 1
            paths = longer
        return paths, bound

    def walk(self, limit: int, at_most: int, longer_than: int = 0) -> Iterator[list[Link]]:
        """Every simple way round of up to ``limit`` links, ``at_most`` of them; each once, from its first node."""
        count = 0
        for root in range(len(self.out)):
            for path in self._rounds(root, limit):
                if len(path) > longer_than:
                    yield path
                    count += 1
                    if count >= at_most:
                        return

    def _rounds(self, root: int, limit: int) -> Iterator[list[Link]]:
        """The ways round that start and end at ``root``, depth first without recursion: maps may be deep.

        Dead ends are remembered until something on them comes free again (Johnson 1975; with a bound on the length,
        Gupta and Suzumura 2021), so that the wait for the next way round does not grow without measure.
        """
        locks = _Locks(root, limit, self._back_to(root))
        path: list[Link] = []
        branches = [iter(self.out[root])]
        while branches:
            step = next(branches[-1], None)
            if step is None:
                branches.pop()
                locks.leave(self.out)
                if path:
                    path.pop()
            elif step[0] == root:
                locks.home[-1] = 1
                yield [*path, step[1]]
            elif locks.enter(step[0]):
                path.append(step[1])
                branches.append(iter(self.out[step[0]]))


class _Locks:
    """Which nodes are not worth entering: on the trail, too far from the root, or known to lead nowhere from here."""

    def __init__(self, root: int, limit: int, back: dict[int, int]) -> None:
        self.limit = limit
        self.back = back
        self.trail = [root]
        self.home = [limit]
        self.lock = {root: 0}
        self.waiting: dict[int, set[int]] = {}

    def enter(self, node: int) -> bool:
        """Step on a node where that may lead home within the limit."""
        depth = len(self.trail)
        if node not in self.back or depth + self.back[node] > self.limit or depth >= self.lock.get(node, self.limit):
            return False
        self.trail.append(node)
        self.home.append(self.limit)
        self.lock[node] = len(self.trail)
        return True

    def leave(self, out: list[list[tuple[int, Link]]]) -> None:
        """Step back from the last node: free what leads home through it, or remember what it waits for."""
        node = self.trail.pop()
        steps = self.home.pop()
        if self.home:
            self.home[-1] = min(self.home[-1], steps)
        if steps >= self.limit:
            for after, _ in out[node]:
                self.waiting.setdefault(after, set()).add(node)
            return
        free = [(steps, node)]
        while free:
            steps, node = free.pop()
            if self.lock.get(node, self.limit) < self.limit - steps + 1:
                self.lock[node] = self.limit - steps + 1
                free += [(steps + 1, before) for before in self.waiting.get(node, set()).difference(self.trail)]

"""Ways from one node to another along a few links: their sign, their delay, and who can reach whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wholesystem.maps.parts import Link

LONGEST = 3
KEPT = 4
WAYS_AT_MOST = 40_000

NEVER, PERHAPS, LATE = 0, 1, 2


def bits(mask: int) -> Iterator[int]:
    """The places of the bits of a mask, the lowest first.

    >>> list(bits(0b1010))
    [1, 3]
    """
    while mask:
        low = mask & -mask
        mask ^= low
        yield low.bit_length() - 1


@dataclass(frozen=True, slots=True)
class Way:
    """A simple path of one to three links.

    Attributes:
        links: its links in order.
        sign: +1 where more at its start gives more at its end, -1 where it gives less.
        late: `LATE` where a link on it is known to take time, `PERHAPS` where nobody knows, else `NEVER`.
        inner: the nodes between its ends, as bits.
        disputed: how many of its signs people do not agree on.
    """

    links: tuple[Link, ...]
    sign: int
    late: int
    inner: int
    disputed: int

    @property
    def rank(self) -> tuple[int, int, int, tuple[str, ...]]:
        """What makes one way come before another: agreed, short, with a delay; the ids only keep the order fixed."""
        return (self.disputed, len(self.links), -self.late, tuple(link.id for link in self.links))


class Ways:
    """Every way of up to three links of a map, by its ends and its sign.

    Of the ways with the same ends, sign, delay and agreement the four first ones are kept. In a map with very many
    links the longest ways are left out altogether, and ``longest`` says so.

    Attributes:
        names: the nodes, sorted; everything else knows them by their place here.
        longest: up to how many links ways were looked for.
    """

    def __init__(self, nodes: Sequence[str], links: Sequence[Link]) -> None:
        self.names = tuple(sorted(nodes))
        self.number = {name: at for at, name in enumerate(self.names)}
        self.longest = 0
        self._out: list[list[Link]] = [[] for _ in nodes]
        for link in sorted(links, key=lambda one: one.id):
            if link.tail != link.head:
                self._out[self.number[link.tail]].append(link)
        self._ways: dict[tuple[int, int, int], list[Way]] = {}
        self._shortest: dict[tuple[int, int, int], int] = {}
        self._quickest: dict[tuple[int, int, int], int] = {}
        self._masks: dict[tuple[int, int, bool, bool], list[int]] = {}
        self._some: dict[tuple[int, int, bool, bool], int] = {}
        self._find()

    def _find(self) -> None:
        total = 0
        edge = {(at, at): [Way((), 1, NEVER, 0, 0)] for at in range(len(self.names))}
        while self.longest < LONGEST:
            longer: dict[tuple[int, int], list[Way]] = {}
            for start, end, way in self._longer(edge):
                longer.setdefault((start, end), []).append(way)
                total += 1
                if total > WAYS_AT_MOST and self.longest:
                    return
            self.longest += 1
            edge = {}
            for (start, end), ways in longer.items():
                edge[start, end] = self._keep(start, end, ways)

    def _longer(self, edge: dict[tuple[int, int], list[Way]]) -> Iterator[tuple[int, int, Way]]:
        for (start, middle), ways in edge.items():
            for link in self._out[middle]:
                end = self.number[link.head]
                seen = 0 if start == middle else 1 << middle
                late = LATE if link.delayed else (PERHAPS if link.delayed is None else NEVER)
                signs = {"+": (1,), "-": (-1,)}.get(str(link.polarity), (1, -1))
                for way in ways:
                    if end != start and not way.inner >> end & 1:
                        inner = way.inner | seen
                        for sign in signs:
                            disputed = way.disputed + len(signs) - 1
                            yield (
                                start,
                                end,
                                Way((*way.links, link), way.sign * sign, max(way.late, late), inner, disputed),
                            )

    def _keep(self, start: int, end: int, ways: list[Way]) -> list[Way]:
        """Keep the first few of each kind; ways of one length come together, and shorter ones came before."""
        counts: dict[tuple[int, int, bool], int] = {}
        kept = []
        for way in sorted(ways, key=lambda one: one.rank) if len(ways) > 1 else ways:
            kind = (way.sign, way.late, way.disputed > 0)
            counts[kind] = counts.get(kind, 0) + 1
            if counts[kind] <= KEPT:
                kept.append(way)
                key = (start, end, way.sign)
                self._ways.setdefault(key, []).append(way)
                self._shortest.setdefault(key, len(way.links))
                if way.late != LATE:
                    self._quickest.setdefault(key, len(way.links))
        return kept

    def between(self, start: int, end: int, sign: int, at_most: int = LONGEST) -> list[Way]:
        """The ways between two nodes, shortest first; those of either sign where ``sign`` is 0."""
        signs = (sign,) if sign else (1, -1)
        found = [way for one in signs for way in self._ways.get((start, end, one), ()) if len(way.links) <= at_most]
        if len(signs) == 1 and not any(way.disputed for way in found):
            return found
        return sorted(found, key=lambda way: way.rank) if len(found) > 1 else found

    def shortest(self, start: int, end: int, sign: int) -> int:
        """How many links the shortest way with this sign has; there has to be one."""
        return self._shortest[start, end, sign]

    def masks(self, sign: int, at_most: int, *, quick: bool = False, back: bool = False) -> list[int]:
        """For each node, as bits, which nodes it reaches in so many links, or with ``back`` which ones reach it.

        Args:
            sign: of the way; 0 for either.
            at_most: how many links the way may have.
            quick: count only ways on which no link is known to take time.
            back: turn the question round.
        """
        key = (sign, at_most, quick, back)
        if key not in self._masks:
            masks = [0] * len(self.names)
            shortest = self._quickest if quick else self._shortest
            for (start, end, one), length in shortest.items():
                if one != -sign and length <= at_most:
                    here, there = (end, start) if back else (start, end)
                    masks[here] |= 1 << there
            self._masks[key] = masks
        return self._masks[key]

    def some(self, sign: int, at_most: int, *, quick: bool = False, back: bool = False) -> int:
        """The nodes, as bits, for which `masks` has any answer at all."""
        key = (sign, at_most, quick, back)
        if key not in self._some:
            self._some[key] = sum(
                1 << at for at, mask in enumerate(self.masks(*key[:2], quick=quick, back=back)) if mask
            )
        return self._some[key]

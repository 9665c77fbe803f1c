"""From a map, an ensemble and what happens, to the arrays that the kernel plays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

import numpy as np
from numpy.typing import NDArray

from wholesystem.dynamics.arrays import Bools, Floats, Ints
from wholesystem.dynamics.ensemble import Ensemble
from wholesystem.dynamics.inputs import Change, Schedule, kinds
from wholesystem.dynamics.intervals import STRENGTH
from wholesystem.dynamics.kernel import AUXILIARY, CONSTANT, LANES, LEVEL, STOCK, Numbers, Weekly, Wires
from wholesystem.maps import SystemsMap

FEWEST = 8  # the fewest lanes that fill a vector instruction of today's processors
KINDS = {"level": LEVEL, "stock": STOCK, "auxiliary": AUXILIARY, "constant": CONSTANT}


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What the kernel needs. Rows are the nodes that can move, then the stages of the delays that they feed.

    Attributes:
        nodes: the ids of the nodes that can move; auxiliaries first, each after those that it listens to.
        stage_rows: for each delayed link, the rows of its stages.
        wires: who listens to whom.
        numbers: what was drawn, in blocks.
        weekly: what happens, for these nodes.
        substeps: steps a week of each block.
        places: the draw in each lane, -1 in the lanes that only fill up a block.
    """

    nodes: tuple[str, ...]
    stage_rows: Mapping[str, tuple[int, ...]]
    wires: Wires
    numbers: Numbers
    weekly: Weekly
    substeps: Ints
    places: Ints

    @property
    def rows(self) -> int:
        """How many rows there are: nodes and stages."""
        return len(self.nodes) + self.wires.stages.size


def strengths(ensemble: Ensemble, changes: Iterable[Change]) -> tuple[Floats, frozenset[str]]:
    """The strengths once links are changed, shape (links, draws), and the links that are off.

    Raises:
        UnknownNameError: where a link does not exist.
    """
    weight = ensemble.strength.copy()
    row = {link.id: at for at, link in enumerate(ensemble.map.links)}
    off: set[str] = set()
    for change in changes:
        at, span = row[ensemble.map.link(change.link).id], STRENGTH[change.to]
        weight[at] = ensemble.sign[at] * (span.low + ensemble.quantile[at] * (span.high - span.low))
        off.discard(change.link)
        if change.to == "off":
            off.add(change.link)
    return weight, frozenset(off)


def reached(a_map: SystemsMap, moved: Iterable[str], off: frozenset[str]) -> set[str]:
    """The nodes that are moved, and all that links lead on to from there."""
    found: set[str] = set()
    edge = set(moved)
    while edge:
        found |= edge
        edge = {link.head for link in a_map.links if link.tail in edge and link.id not in off} - found
    return found


def leading(a_map: SystemsMap, towards: Iterable[str], off: frozenset[str]) -> set[str]:
    """The nodes that links lead from to any of these, and these."""
    found: set[str] = set()
    edge = set(towards)
    while edge:
        found |= edge
        edge = {link.tail for link in a_map.links if link.head in edge and link.id not in off} - found
    return found


def in_order(a_map: SystemsMap, nodes: set[str]) -> tuple[str, ...]:
    """The nodes, auxiliaries first and each after those that it listens to without delay."""
    kind = dict(zip(a_map.nodes, kinds(a_map), strict=True))
    at_once = {node: set[str]() for node in a_map.nodes if node in nodes and kind[node] == "auxiliary"}
    for link in a_map.links:
        if link.head in at_once and link.tail in at_once and link.delayed is not True:
            at_once[link.head].add(link.tail)
    rest = (node for node in a_map.nodes if node in nodes and node not in at_once)
    return (*TopologicalSorter(at_once).static_order(), *rest)


@dataclass(frozen=True, slots=True, eq=False)
class Apart:
    """What differs between columns of an ensemble beside what was drawn, so that many questions are played at once.

    Attributes:
        weight: the strength of each link, shape (links, draws).
        lean: a push on each node, shape (nodes, draws).
        weeks: in which weeks it acts, shape (weeks + 1,).
        towards: leave out what leads to none of these nodes.
    """

    weight: Floats
    lean: Floats
    weeks: Bools
    towards: Sequence[str]


def plan(
    ensemble: Ensemble, happens: Schedule, start: Floats, changes: Sequence[Change], apart: Apart | None = None
) -> Plan:
    """Wire up the part of a map that something moves.

    Args:
        ensemble: the draws.
        happens: pushes, holds and pulses, week by week.
        start: the values at which the nodes start, shape (nodes, draws).
        changes: links made weaker, stronger or taken away.
        apart: what differs between the columns of the ensemble; None where only what was drawn does.
    """
    a_map = ensemble.map
    weight, off = strengths(ensemble, changes)
    held, lean = np.nan_to_num(happens.hold), np.zeros_like(start)
    leaning = np.zeros(happens.push.shape[0], dtype=np.bool_)
    if apart is not None:
        weight, lean, leaning = apart.weight, apart.lean, apart.weeks
    moves = (happens.push != 0).any(0) | (held != 0).any(0) | (happens.pulse != 0).any(0)
    moves |= (start != 0).any(1) | (lean != 0).any(1)
    nodes = _played(a_map, moves, off, apart)
    at = {node: index for index, node in enumerate(a_map.nodes)}
    index = np.array([at[node] for node in nodes], dtype=np.intp)
    wires = _wire(ensemble, nodes, weight, off)
    order, substeps = _blocks(ensemble.step)
    return Plan(
        nodes=nodes,
        stage_rows=wires.stage_rows,
        wires=Wires(
            kinds=np.array([KINDS[kind] for kind in np.array(kinds(a_map))[index]], dtype=np.int64),
            terms=wires.terms,
            sources=np.array(wires.sources, dtype=np.int64),
            stages=np.array(wires.stages, dtype=np.int64),
        ),
        numbers=_numbers(ensemble, wires, index, start, lean),
        weekly=Weekly(
            push=np.ascontiguousarray(happens.push[:, index]),
            hold=np.ascontiguousarray(happens.hold[:, index]),
            pulse=np.ascontiguousarray(happens.pulse[:, index]),
            lean=leaning,
        ),
        substeps=substeps,
        places=np.where(np.diff(order, axis=1, prepend=-1) > 0, order, -1),
    )


def _numbers(ensemble: Ensemble, wires: "_Collected", index: NDArray[np.intp], start: Floats, lean: Floats) -> Numbers:
    """What differs between draws, in blocks of draws side by side."""
    order, _ = _blocks(ensemble.step)
    with np.errstate(invalid="ignore"):
        rate = np.vstack([np.nan_to_num(ensemble.step / ensemble.tau[index]), *wires.rates])
    return Numbers(
        weight=_side_by_side(np.vstack([np.empty((0, ensemble.draws)), *wires.weights]), order),
        room=_side_by_side(ensemble.room[index], order),
        rate=_side_by_side(rate, order),
        start=_side_by_side(start[index][wires.roots(len(index))], order),
        lean=_side_by_side(lean[index], order),
    )


def _played(a_map: SystemsMap, moves: Bools, off: frozenset[str], apart: Apart | None) -> tuple[str, ...]:
    """The nodes that something moves and, where only some are asked about, that lead to those; in playing order."""
    live = reached(a_map, (node for node, moved in zip(a_map.nodes, moves, strict=True) if moved), off)
    if apart is not None:
        live &= leading(a_map, apart.towards, off)
    return in_order(a_map, live)


class _Collected:
    """Terms and delay stages, as they are collected."""

    def __init__(self) -> None:
        self.counts: list[int] = []
        self.sources: list[int] = []
        self.weights: list[Floats] = []
        self.stages: list[int] = []
        self.rates: list[Floats] = []
        self.stage_rows: dict[str, tuple[int, ...]] = {}

    @property
    def terms(self) -> Ints:
        """Where each node row's terms begin."""
        return np.concatenate([[0], np.cumsum(self.counts, dtype=np.int64)]).astype(np.int64)

    def roots(self, nodes: int) -> NDArray[np.intp]:
        """For every row the node row that it goes back to: itself, or the source of the delay it is a stage of."""
        roots = list(range(nodes))
        for source in self.stages:
            roots.append(roots[source])
        return np.array(roots, dtype=np.intp)


def _wire(ensemble: Ensemble, nodes: tuple[str, ...], weight: Floats, off: frozenset[str]) -> _Collected:
    wires, row = _Collected(), {node: at for at, node in enumerate(nodes)}
    into: dict[str, list[int]] = {node: [] for node in nodes}
    for at, link in enumerate(ensemble.map.links):
        if link.tail in row and link.head in row and link.id not in off:
            into[link.head].append(at)
    for node in nodes:
        before = len(wires.sources)
        for at in into[node]:
            link = ensemble.map.links[at]
            delay = ensemble.delay[at]
            if link.delayed is not True:
                wires.sources.append(row[link.tail])
                wires.weights.append(np.where(delay > 0, 0.0, weight[at]))
            if link.delayed is not False:
                rate = np.divide(link.order * ensemble.step, delay, out=np.zeros_like(delay), where=delay > 0)
                first = len(nodes) + len(wires.stages)
                wires.stages += [row[link.tail], *range(first, first + link.order - 1)]
                wires.rates += [rate] * link.order
                wires.stage_rows[link.id] = tuple(range(first, first + link.order))
                wires.sources.append(first + link.order - 1)
                wires.weights.append(np.where(delay > 0, weight[at], 0.0))
        wires.counts.append(len(wires.sources) - before)
    return wires


def _blocks(step: Floats) -> tuple[Ints, Ints]:
    """Draws of one step side by side: their order, shape (blocks, lanes), and the steps a week of each block."""
    order, substeps = [], []
    lanes = min(LANES, -(-step.size // FEWEST) * FEWEST)  # a single draw need not drag a whole block along
    for dt in sorted(set(step.tolist()), reverse=True):
        same = np.flatnonzero(step == dt)
        blocks = -(-same.size // lanes)
        order.append(np.pad(same, (0, blocks * lanes - same.size), mode="edge").reshape(blocks, lanes))
        substeps += [round(1 / dt)] * blocks
    return np.vstack(order).astype(np.int64), np.array(substeps, dtype=np.int64)


def _side_by_side(values: Floats, order: Ints) -> Floats:
    """Rows of draws as blocks of rows of lanes, shape (blocks, rows, lanes)."""
    return np.ascontiguousarray(values[:, order].transpose(1, 0, 2))

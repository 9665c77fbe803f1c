"""What a run did: paths, bands and shares, frozen, with everything that was assumed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from wholesystem.dynamics.arrays import Floats, Ints
from wholesystem.dynamics.ensemble import Ensemble
from wholesystem.dynamics.inputs import number
from wholesystem.dynamics.intervals import of_node
from wholesystem.dynamics.shapes import MOVED, saturated, shapes
from wholesystem.errors import QuestionError


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """The middle and the edges of many draws, one value a week; between `low` and `high` lie most of them."""

    median: Floats
    low: Floats
    high: Floats


def band_of(values: Floats, low: float, high: float) -> Band:
    """The median and two quantiles over the last axis (linear between neighbours; Hyndman & Fan 1996, type 7).

    Raises:
        QuestionError: where low and high are no shares in that order.
    """
    number("The lower edge of the band", low, 0, 1)
    number("The upper edge of the band", high, low, 1)
    below, median, above = np.quantile(values, [low, 0.5, high], axis=-1)
    return Band(median, below, above)


@dataclass(frozen=True, slots=True)
class Summary:
    """How one node ended, as shares of draws.

    Attributes:
        up: the share that ends more than 0.05 above where it started.
        down: the share that ends more than 0.05 below.
        unmoved: the rest.
        saturates: the share that, in some week, has moved and stands within 0.05 of the end of its range.
        shapes: the share of each shape in `SHAPES`, adding up to 1.
    """

    up: float
    down: float
    unmoved: float
    saturates: float
    shapes: Mapping[str, float]


@dataclass(frozen=True, eq=False, kw_only=True)
class Run:
    """A map, played.

    Attributes:
        ensemble: the draws it was played with.
        weeks: the week numbers 0, 1, …, shape (weeks + 1,).
        kept: the nodes whose weekly paths are kept.
        final: every node at the last week, shape (nodes, draws).
        start: where every node started, shape (nodes, draws).
        assumptions: plain sentences: everything that was assumed.
    """

    ensemble: Ensemble
    weeks: Ints
    kept: tuple[str, ...]
    final: Floats
    start: Floats
    assumptions: tuple[str, ...]
    _paths: Mapping[str, Floats] = field(repr=False)  # of the kept nodes that anything moves; the others stay 0
    _bands: dict[tuple[str, float, float], Band] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Freeze the arrays."""
        for array in (self.weeks, self.final, self.start, *self._paths.values()):
            array.setflags(write=False)

    @property
    def map_id(self) -> str:
        """The id of the map."""
        return self.ensemble.map.id

    @property
    def seed(self) -> int:
        """The seed of the draws."""
        return self.ensemble.seed

    @property
    def draws(self) -> int:
        """How many draws were played."""
        return self.ensemble.draws

    @property
    def version(self) -> str:
        """The version of this library."""
        return self.ensemble.version

    @property
    def nodes(self) -> tuple[str, ...]:
        """Every node, in the order of `final`."""
        return self.ensemble.map.nodes

    def paths(self, node: str) -> Floats:
        """One node's value each week in each draw, shape (weeks + 1, draws).

        Raises:
            UnknownNameError: where there is no such node.
            QuestionError: where its path was not kept.
        """
        self.ensemble.map.node(node)
        if node not in self.kept:
            raise QuestionError(f'The path of "{node}" was not kept. Name it in keep, or leave keep out.')
        unmoved = np.broadcast_to(0.0, (self.weeks.size, self.draws))
        return self._paths.get(node, unmoved)

    def band(self, node: str, low: float = 0.05, high: float = 0.95) -> Band:
        """The median and the band from `low` to `high` of one node, a value a week; worked out when first asked for.

        Raises:
            UnknownNameError: where there is no such node.
            QuestionError: where its path was not kept, or low and high are no shares in that order.
        """
        key = (node, low, high)
        if key not in self._bands:
            self._bands[key] = band_of(self.paths(node), low, high)
        return self._bands[key]

    def summary(self, node: str) -> Summary:
        """How one node ended, as shares of draws.

        Raises:
            UnknownNameError: where there is no such node.
            QuestionError: where its path was not kept.
        """
        paths = self.paths(node)
        at = self.nodes.index(node)
        start = self.start[at]
        kind = of_node(self.ensemble.map, node).kind
        full = saturated(paths, kind, self.ensemble.room[at])
        moved = paths[-1] - start
        up, down = float((moved > MOVED).mean()), float((moved < -MOVED).mean())
        return Summary(
            up=up,
            down=down,
            unmoved=float((np.abs(moved) <= MOVED).mean()),
            saturates=float(full.any(axis=0).mean()),
            shapes=shapes(paths - start, full[-1]),
        )

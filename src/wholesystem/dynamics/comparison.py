"""Two runs on the same draws, side by side."""

from dataclasses import dataclass

import numpy as np

from wholesystem.dynamics.arrays import Floats, Ints
from wholesystem.dynamics.run import Band, Run, band_of
from wholesystem.errors import QuestionError


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """What one run does that another does not: b minus a, in the same draw.

    Attributes:
        node: the node.
        weeks: the week numbers, shape (weeks + 1,).
        difference: median and band of b minus a, a value a week.
        above: the share of draws in which b ends above a.
        below: the share in which it ends below.
        equal: the share in which both end at the same value.
    """

    node: str
    weeks: Ints
    difference: Band
    above: float
    below: float
    equal: float


def compare(run_a: Run, run_b: Run, node: str, low: float = 0.05, high: float = 0.95) -> Comparison:
    """How one node differs between two runs, draw by draw.

    Args:
        run_a: the run that is compared with.
        run_b: the run that is compared.
        node: a node whose path both kept.
        low: the lower edge of the band.
        high: its upper edge.

    Raises:
        QuestionError: where the runs do not share draws or weeks, or a path was not kept.
        UnknownNameError: where there is no such node.

    >>> from wholesystem import catalogue, dynamics
    >>> hold = catalogue.load("the-hold")
    >>> small, large = (dynamics.simulate(hold, pushes=[dynamics.Push("the-desire", s)]) for s in (0.1, 0.3))
    >>> compare(small, large, "the-desire").above > 0.5
    True
    """
    a, b = run_a.ensemble, run_b.ensemble
    if (a.map.id, a.seed, a.version) != (b.map.id, b.seed, b.version) or not np.array_equal(a.numbers, b.numbers):
        raise QuestionError(
            "These two runs do not share their draws, so their difference would mix what changed with chance. "
            "Play both with the same map, seed and draws."
        )
    if run_a.weeks.size != run_b.weeks.size:
        raise QuestionError("These two runs are not equally long. Play both for the same number of weeks.")
    difference: Floats = run_b.paths(node) - run_a.paths(node)
    end = difference[-1]
    return Comparison(
        node=node,
        weeks=run_a.weeks,
        difference=band_of(difference, low, high),
        above=float((end > 0).mean()),
        below=float((end < 0).mean()),
        equal=float((end == 0).mean()),
    )

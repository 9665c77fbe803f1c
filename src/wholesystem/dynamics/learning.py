"""What to learn next: which unknown number the answer hangs on most."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

import numpy as np

from wholesystem.dynamics.arrays import Floats
from wholesystem.dynamics.ensemble import Ensemble
from wholesystem.dynamics.figures import rank_correlations

What = Literal["strength", "sign", "delay", "speed", "room"]

MOST = 10
_CHANCE = 0.05


@dataclass(frozen=True, slots=True)
class Learn:
    """An unknown number, and how the answer goes with it.

    Attributes:
        part: the id of a link, or a node.
        what: its ``strength``, ``sign`` or ``delay``, or a variable's ``speed`` (how many weeks it takes) or ``room``.
        correlation: Spearman's rank correlation of the number with the answer over the draws, from -1 to 1.
    """

    part: str
    what: What
    correlation: float


def learn_next(ensemble: Ensemble, answer: Floats, at_most: int = MOST) -> tuple[Learn, ...]:
    """The unknown numbers that an answer goes with, most first.

    Only those that chance alone would hardly show: beyond a normal deviate at 5 %, shared among all numbers that were
    looked at (Bonferroni). So with few draws there may be none.

    Args:
        ensemble: the draws.
        answer: the answer in each draw, shape (draws,).
        at_most: no more than this many.
    """
    unknown = [(part, what, row) for part, what, row in _numbers(ensemble) if (row != row[0]).any()]
    if not unknown or ensemble.draws < 3:
        return ()
    found = rank_correlations([row for *_, row in unknown], answer)
    enough = NormalDist().inv_cdf(1 - _CHANCE / (2 * len(unknown))) / math.sqrt(ensemble.draws - 1)
    order = np.argsort(-np.abs(found), kind="stable")[:at_most]
    return tuple(Learn(unknown[at][0], unknown[at][1], float(found[at])) for at in order if abs(found[at]) > enough)


def _numbers(ensemble: Ensemble) -> Iterator[tuple[str, What, Floats]]:
    for link, size, sign, delay in zip(
        ensemble.map.links, np.abs(ensemble.strength), ensemble.sign, ensemble.delay, strict=True
    ):
        yield link.id, "strength", size
        yield link.id, "sign", sign
        yield link.id, "delay", delay
    for node, tau, room in zip(ensemble.map.nodes, np.nan_to_num(ensemble.tau), ensemble.room, strict=True):
        yield node, "speed", tau
        yield node, "room", room

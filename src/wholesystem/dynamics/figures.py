"""Effects over many draws, in a few numbers."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from wholesystem.dynamics.arrays import Floats

LOW, HIGH = 0.05, 0.95


class Figures(NamedTuple):
    """An effect over many draws.

    Attributes:
        effect: the median.
        low: the 5th percentile.
        high: the 95th percentile.
        agreement: the share of draws whose effect has the median's sign.
    """

    effect: float
    low: float
    high: float
    agreement: float


def figures(effects: Floats) -> Figures:
    """The figures of one effect, shape (draws,).

    >>> figures(np.array([-0.1, 0.2, 0.4])).effect
    0.2
    """
    return all_figures(effects[None])[0]


def all_figures(effects: Floats) -> list[Figures]:
    """The figures of many effects, shape (effects, draws); the same for each as `figures` gives."""
    low, median, high = np.quantile(effects, [LOW, 0.5, HIGH], axis=-1)
    agreement = (np.sign(effects) == np.sign(median)[:, None]).mean(axis=-1)
    return [Figures(*(float(one) for one in row)) for row in zip(median, low, high, agreement, strict=True)]


def ranks(values: Floats) -> Floats:
    """The rank of each value from 1, ties sharing their average.

    >>> ranks(np.array([3.0, 1.0, 3.0])).tolist()
    [2.5, 1.0, 2.5]
    """
    _, which, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2)[which])


def rank_correlations(rows: Sequence[Floats], answer: Floats) -> Floats:
    """Spearman's rank correlation of each row with an answer; 0 where either never varies.

    Source: C. Spearman, "The proof and measurement of association between two things", American Journal of Psychology
    15 (1904) 72-101.
    """
    ranked = np.array([ranks(row) for row in rows]).reshape(len(rows), answer.size)
    centred = ranked - ranked.mean(axis=1, keepdims=True)
    other = ranks(answer) - (answer.size + 1) / 2
    size = np.sqrt((centred**2).sum(axis=1) * (other**2).sum())
    return np.asarray(np.divide(centred @ other, size, out=np.zeros(len(rows)), where=size > 0))

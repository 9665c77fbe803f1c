"""Loops that Matter: how much of a change came along each link, on plain numbers.

Source: Schoenberg, Davidsen & Eberlein 2020, System Dynamics Review 36:158-190, doi 10.1002/sdr.1658, with the
flow-to-stock score of Schoenberg, Hayward & Eberlein 2023, System Dynamics Review 39:140-151, doi 10.1002/sdr.1728.
"""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import ArrayLike

from wholesystem.dynamics.arrays import Floats

REST = 1e-13  # changes smaller than this are rounding: a model that has come to rest must score 0


def share_of_change(part: ArrayLike, whole: ArrayLike, cause: ArrayLike) -> Floats:
    """The link score |part / whole| · sign(part / cause), and 0 where nothing changed.

    Args:
        part: how much the result would have changed had only this input changed.
        whole: how much it changed.
        cause: how much the input changed.

    >>> float(share_of_change(4.0, 5.0, 2.0))
    0.8
    """
    part, whole, cause = (np.asarray(value, dtype=np.float64) for value in (part, whole, cause))
    moved = (np.abs(whole) > REST) & (np.abs(cause) > REST)
    size = np.divide(np.abs(part), np.abs(whole), out=np.zeros(np.broadcast(part, whole).shape), where=moved)
    return np.asarray(size * np.sign(part) * np.sign(cause))


def link_scores(
    function: Callable[..., float], before: Mapping[str, float], now: Mapping[str, float]
) -> dict[str, float]:
    """The score of each link into an auxiliary or a flow, of any model.

    Args:
        function: the result, from its inputs by name.
        before: the inputs one step earlier.
        now: the inputs now.

    Returns:
        A score for each input: how much of the change came from it, with the sign of the link.

    >>> link_scores(lambda x, y: 2 * x + y, {"x": 5, "y": 4}, {"x": 7, "y": 5})
    {'x': 0.8, 'y': 0.2}
    """
    was = function(**before)
    change = function(**now) - was
    return {
        name: float(share_of_change(function(**{**before, name: now[name]}) - was, change, now[name] - before[name]))
        for name in before
    }


def flow_scores(
    inflows: Mapping[str, tuple[float, float]], outflows: Mapping[str, tuple[float, float]]
) -> dict[str, float]:
    """The score of each link from a flow into its stock (2023): +|Δin/Δnet| and -|Δout/Δnet|.

    Args:
        inflows: each inflow's rate one step earlier and now.
        outflows: each outflow's.

    >>> flow_scores({"in": (5, 10)}, {"out": (4, 5)})
    {'in': 1.25, 'out': -0.25}
    """
    changes = {name: now - before for name, (before, now) in inflows.items()}
    changes |= {name: before - now for name, (before, now) in outflows.items()}
    net = sum(changes.values())
    return {
        name: float(np.abs(share_of_change(change, net, change))) * (1 if name in inflows else -1)
        for name, change in changes.items()
    }

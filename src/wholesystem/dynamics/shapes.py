"""The shape of a path over time: which few words say how it went."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from wholesystem.dynamics.arrays import Bools, Floats, Ints

MOVED = 0.05  # a change smaller than this counts as none; on the scale from -1 to 1 nobody would see it
NEAR = 0.05  # so close to the end of its range, a variable has hardly anywhere to go

SHAPES = ("stays", "rises", "falls", "settles", "overshoots", "swings", "runs to the limit")


def saturated(paths: Floats, kind: str, room: Floats) -> Bools:
    """Whether a node has moved and stands near the end of its range, shape (weeks + 1, draws).

    The range is -1 to 1 for a stock, and -1 - tanh(b) to 1 - tanh(b) for a level or an auxiliary. A constant is given,
    and is never said to saturate.

    Args:
        paths: shape (weeks + 1, draws).
        kind: the node's kind.
        room: its standing pull b in each draw, shape (draws,).
    """
    if kind == "constant":
        return np.zeros(paths.shape, dtype=np.bool_)
    return np.asarray((np.abs(paths + np.tanh(room)) >= 1 - NEAR) & (np.abs(paths) > MOVED))


def turns(paths: Floats) -> Ints:
    """How often each path turns round by more than 0.05, shape (draws,).

    A path turns where it comes back by more than 0.05 from the highest point since it last rose, or the lowest since
    it last fell.

    Args:
        paths: shape (weeks + 1, draws).

    >>> import numpy as np
    >>> turns(np.array([[0.0], [0.5], [0.2], [0.22], [0.6]])).tolist()
    [2]
    """
    high, low = paths[0].copy(), paths[0].copy()
    way = np.zeros(paths.shape[1], dtype=np.int64)
    count = np.zeros_like(way)
    for now in paths[1:]:
        np.maximum(high, now, out=high)
        np.minimum(low, now, out=low)
        falls = (way >= 0) & (high - now > MOVED)
        rises = (way <= 0) & (now - low > MOVED) & ~falls
        turned = falls | rises
        count += turned & (way != 0)
        way = np.where(falls, -1, np.where(rises, 1, way))
        high, low = np.where(turned, now, high), np.where(turned, now, low)
    return count


def shapes(paths: Floats, at_limit: Bools) -> Mapping[str, float]:
    """The share of draws of each shape; every draw has one, the first of these that holds.

    stays: never more than 0.05 from its start. runs to the limit: stands at the end of its range at the last week.
    swings: turns round twice or more. overshoots: turns round once. settles: within 0.05 of its last value over the
    last quarter of the run. rises, falls: none of these, and ends above or below its start.

    Args:
        paths: change since the start, shape (weeks + 1, draws).
        at_limit: whether each draw stands at the end of its range at the last week, shape (draws,).
    """
    last = paths[-1]
    count = turns(paths)
    quarter = paths[-1 - (len(paths) - 1) // 4 :]
    holds = {
        "stays": (np.abs(paths) <= MOVED).all(axis=0),
        "runs to the limit": at_limit,
        "swings": count >= 2,
        "overshoots": count == 1,
        "settles": (np.abs(quarter - last) <= MOVED).all(axis=0) & (len(quarter) > 1),
        "rises": last > 0,
        "falls": last <= 0,
    }
    names = list(holds)
    first = np.argmax(np.array(list(holds.values())), axis=0)
    share = np.bincount(first, minlength=len(names)) / last.size
    return MappingProxyType({name: float(share[names.index(name)]) for name in SHAPES})

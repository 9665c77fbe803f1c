"""The analytic answer to a small standing push, for the draws that have one."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from wholesystem.dynamics.arrays import Bools, Floats, Ints
from wholesystem.dynamics.ensemble import Ensemble, draw
from wholesystem.dynamics.figures import all_figures
from wholesystem.dynamics.inputs import kinds, playable
from wholesystem.dynamics.linearised import Linearised
from wholesystem.dynamics.moves import SUPPORT
from wholesystem.errors import QuestionError
from wholesystem.maps import SystemsMap

_AT_ONCE = 256  # draws whose matrices are in memory together


@dataclass(frozen=True, slots=True, eq=False)
class Press:
    """Where a small standing push on one node leads in the end, per unit of push.

    Attributes:
        node: the node that is pushed.
        nodes: the nodes, in the order of `effect`.
        effect: the change of each node, shape (nodes, draws); not-a-number in draws that do not settle.
        stable: whether the draw settles, delay stages included, shape (draws,).
        unstable_share: the share of draws that do not, for which the formula means nothing.
    """

    node: str
    nodes: tuple[str, ...]
    effect: Floats
    stable: Bools
    unstable_share: float

    def signs(self, node: str) -> tuple[float, float]:
        """The shares of the stable draws in which a node ends higher and lower; both 0 where none is stable."""
        effect = self.effect[self.nodes.index(node), self.stable]
        count = max(effect.size, 1)
        return float((effect > 0).sum() / count), float((effect < 0).sum() / count)


def press(a_map: SystemsMap, node: str, draws: int = 1000, seed: int = 1, ensemble: Ensemble | None = None) -> Press:
    """Where a small standing push leads in the end: (I - DW)^-1 D u with D = diag(sech² b).

    A stock does not fade, so its row says that what flows into it comes to rest: Wx + u = 0.

    Args:
        a_map: a systems map.
        node: the node that is pushed.
        draws: how many draws; not used where `ensemble` is given.
        seed: of the draws; not used where `ensemble` is given.
        ensemble: draws made before.

    Returns:
        The effect in the draws whose linearised system is stable, and the share of those that are not.

    Raises:
        QuestionError: where the node is a constant, or the map cannot be played.
        UnknownNameError: where there is no such node.

    Source: press perturbation: Levins 1974; Bender, Case & Gilpin 1984, doi 10.2307/1939452.

    >>> from wholesystem import catalogue
    >>> answer = press(catalogue.load("the-hold"), "the-desire", draws=50)
    >>> 0 <= answer.unstable_share <= 1
    True
    """
    playable(a_map)
    at, kind = a_map.nodes.index(a_map.node(node)), kinds(a_map)
    if kind[at] == "constant":
        raise QuestionError(f'"{node}" is a constant: nothing pushes it. Hold it at a value and simulate instead.')
    ensemble = ensemble or draw(a_map, draws, seed)
    effect = np.full((len(kind), ensemble.draws), np.nan)
    stable = np.zeros(ensemble.draws, dtype=np.bool_)
    for some in _parts(ensemble):
        part = ensemble.only(some)
        stable[some] = settles = Linearised(part).settles()
        effect[:, some[settles]] = Linearised(part.only(settles)).rest(at)
    return Press(node, a_map.nodes, effect, stable, float(1 - stable.mean()))


@dataclass(frozen=True, slots=True)
class SmallPush:
    """The analytic answer to a small standing push, from today.

    Attributes:
        node: the node that is pushed.
        size: the push: up, or down on a harm.
        effect: the median of where the outcome comes to rest, over the draws that settle; not-a-number without any.
        holds: the share of those draws in which the outcome moves that way.
        settles: the share of draws that settle; for the others there is no such answer.
    """

    node: str
    size: float
    effect: float
    holds: float
    settles: float


def small_pushes(ensemble: Ensemble, outcome: str, ways: Mapping[str, int]) -> tuple[SmallPush, ...]:
    """What `press` says of one outcome for many nodes at once, scaled to the size of a support.

    It is the straight line through today: near it where pushes are small, and no more than that.

    Args:
        ensemble: the draws.
        outcome: the node that is asked about.
        ways: for each node 1 where it is pushed up, -1 where it is lessened.
    """
    nodes = ensemble.map.nodes
    found = [np.zeros((len(nodes), 0))]
    for some in _parts(ensemble):
        part = ensemble.only(some)
        settles = Linearised(part).settles()
        found.append(Linearised(part.only(settles)).answers(nodes.index(outcome)))
    effect = np.hstack(found)
    settled = effect.shape[1]
    if not settled:
        return tuple(SmallPush(node, SUPPORT * way, float("nan"), 0.0, 0.0) for node, way in ways.items())
    rows = np.array([SUPPORT * way * effect[nodes.index(node)] for node, way in ways.items()]).reshape(-1, settled)
    told = all_figures(rows)
    return tuple(
        SmallPush(node, SUPPORT * way, one.effect, one.agreement, settled / ensemble.draws)
        for (node, way), one in zip(ways.items(), told, strict=True)
    )


def _parts(ensemble: Ensemble) -> list[Ints]:
    """The draws, so many at once as fit in memory."""
    every = np.arange(ensemble.draws)
    return [every[first : first + _AT_ONCE] for first in range(0, ensemble.draws, _AT_ONCE)]

"""The analytic answer to a small standing push, for the draws that have one."""

from dataclasses import dataclass

import numpy as np

from wholesystem.dynamics.arrays import Bools, Floats
from wholesystem.dynamics.ensemble import Ensemble, draw
from wholesystem.dynamics.inputs import kinds, playable
from wholesystem.errors import QuestionError
from wholesystem.maps import SystemsMap

_STABLE = -1e-12  # an eigenvalue of 0 is a variable that never stops; rounding must not make it look settled
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
    for first in range(0, ensemble.draws, _AT_ONCE):
        some = np.arange(first, min(first + _AT_ONCE, ensemble.draws))
        part = ensemble.only(np.isin(np.arange(ensemble.draws), some))
        stable[some] = settles = _System(part).settles()
        effect[:, some[settles]] = _System(part.only(settles)).rest(at)
    return Press(node, a_map.nodes, effect, stable, float(1 - stable.mean()))


class _System:
    """The draws linearised at today."""

    def __init__(self, ensemble: Ensemble) -> None:
        self.ensemble = ensemble
        kind = np.array(kinds(ensemble.map))
        self.instant = kind == "auxiliary"
        self.remembers = (kind == "level") | (kind == "stock")
        self.fades = kind != "stock"
        index = {node: at for at, node in enumerate(ensemble.map.nodes)}
        self.ends = [(index[link.tail], index[link.head]) for link in ensemble.map.links]
        self.bend = (1 / np.cosh(ensemble.room) ** 2).T

    def rest(self, pushed: int) -> Floats:
        """Where everything comes to rest under a unit push, shape (nodes, draws); for stable draws only."""
        draws, nodes = self.bend.shape
        matrix = np.tile(np.diag(self.fades.astype(float)), (draws, 1, 1))
        for at, (tail, head) in enumerate(self.ends):
            matrix[:, head, tail] -= self.bend[:, head] * self.ensemble.strength[at]
        push = np.zeros((draws, nodes, 1))
        push[:, pushed, 0] = self.bend[:, pushed]
        answer: Floats = np.linalg.solve(matrix, push)[:, :, 0].T
        return answer

    def settles(self) -> Bools:
        """Whether every eigenvalue of the full Jacobian, delay stages included, lies left of 0."""
        moves = self._listens()
        now = np.concatenate([self.remembers, np.ones(moves.shape[2] - self.remembers.size, dtype=np.bool_)])
        instant = np.concatenate([self.instant, np.zeros(now.size - self.instant.size, dtype=np.bool_)])
        among = np.eye(int(instant.sum())) - moves[:, instant][:, :, instant]
        through = np.linalg.solve(among, moves[:, instant][:, :, now])
        direct = moves[:, now][:, :, now] + moves[:, now][:, :, instant] @ through
        if not direct.shape[1]:
            return np.ones(direct.shape[0], dtype=np.bool_)
        return np.asarray(np.linalg.eigvals(direct).real.max(axis=1) < _STABLE)

    def _listens(self) -> Floats:
        """How each row answers to each, shape (draws, rows, rows): rates for what remembers, values for auxiliaries."""
        ensemble, nodes = self.ensemble, self.remembers.size
        stages = sum(link.order for link in ensemble.map.links if link.delayed is not False)
        moves = np.zeros((ensemble.draws, nodes + stages, nodes + stages))
        gain = self.bend / np.where(self.remembers, np.nan_to_num(ensemble.tau, nan=1.0).T, 1.0)
        for row in np.flatnonzero(self.remembers & self.fades):
            moves[:, row, row] = -1 / ensemble.tau[row]
        last = nodes
        for (tail, head), link, strength, delay in zip(
            self.ends, ensemble.map.links, ensemble.strength, ensemble.delay, strict=True
        ):
            moves[:, head, tail] += gain[:, head] * np.where(delay > 0, 0.0, strength)
            if link.delayed is False:
                continue
            rate = np.where(delay > 0, link.order / np.where(delay > 0, delay, 1.0), 1.0)
            for stage, source in zip(
                range(last, last + link.order), [tail, *range(last, nodes + stages)], strict=False
            ):
                moves[:, stage, stage] = -rate
                moves[:, stage, source] = rate
            last += link.order
            moves[:, head, last - 1] += gain[:, head] * np.where(delay > 0, strength, 0.0)
        return moves

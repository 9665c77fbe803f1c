"""The draws as linear systems near a point: where they come to rest, and whether they settle there."""

import numpy as np

from wholesystem.dynamics.arrays import Bools, Floats
from wholesystem.dynamics.ensemble import Ensemble
from wholesystem.dynamics.inputs import kinds

_STABLE = -1e-12  # an eigenvalue of 0 is a variable that never stops; rounding must not make it look settled


class Linearised:
    """The draws linearised at today, or at another point.

    Args:
        ensemble: the draws.
        state: the point, shape (nodes, draws); None for today.
    """

    def __init__(self, ensemble: Ensemble, state: Floats | None = None) -> None:
        self.ensemble = ensemble
        kind = np.array(kinds(ensemble.map))
        self.instant = kind == "auxiliary"
        self.remembers = (kind == "level") | (kind == "stock")
        self.stock = kind == "stock"
        index = {node: at for at, node in enumerate(ensemble.map.nodes)}
        self.ends = [(index[link.tail], index[link.head]) for link in ensemble.map.links]
        self.given = kind == "constant"
        self.state: Floats = np.zeros(ensemble.room.shape) if state is None else state
        x = self.state
        z = self.arrives(x)
        pull = np.tanh(z + ensemble.room)
        self.bend = ((1 - pull**2) * np.where(self.stock[:, None], 1 - x * np.sign(z), 1.0)).T
        self.fade = np.where(self.stock[:, None], np.abs(pull), 1.0).T
        flow = np.where(self.stock[:, None], pull - x * np.abs(pull), pull - np.tanh(ensemble.room) - x)
        self.flow = np.where(self.given[:, None], 0.0, flow)

    def only(self, keep: Bools) -> "Linearised":
        """Some of the draws."""
        return Linearised(self.ensemble.only(keep), self.state[:, keep])

    def arrives(self, x: Floats) -> Floats:
        """What the links bring to each node once everything rests at `x`, shape (nodes, draws)."""
        z = np.zeros(x.shape)
        for (tail, head), strength in zip(self.ends, self.ensemble.strength, strict=True):
            z[head] += strength * x[tail]
        return z

    def matrix(self) -> Floats:
        """Fading less what the links bring, shape (draws, nodes, nodes)."""
        matrix = self.fade[:, :, None] * np.eye(self.fade.shape[1])
        for at, (tail, head) in enumerate(self.ends):
            matrix[:, head, tail] -= np.where(self.given[head], 0.0, self.bend[:, head] * self.ensemble.strength[at])
        return np.asarray(matrix)

    def nearer(self) -> Floats:
        """Newton's step towards where nothing moves, shape (nodes, draws)."""
        matrix = self.matrix() + 1e-9 * np.diag(self.stock.astype(float))
        return np.asarray(np.linalg.solve(matrix, self.flow.T[:, :, None])[:, :, 0].T)

    def rest(self, pushed: int) -> Floats:
        """Where everything comes to rest under a unit push, shape (nodes, draws); for stable draws only."""
        push = np.zeros((*self.bend.shape, 1))
        push[:, pushed, 0] = self.bend[:, pushed]
        return np.asarray(np.linalg.solve(self.matrix(), push)[:, :, 0].T)

    def answers(self, outcome: int) -> Floats:
        """Where one node comes to rest under a unit push on each, shape (nodes, draws); for stable draws only."""
        one = np.zeros((*self.bend.shape, 1))
        one[:, outcome] = 1.0
        row = np.linalg.solve(self.matrix().transpose(0, 2, 1), one)[:, :, 0]
        return np.asarray((row * self.bend).T)

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
        for row in np.flatnonzero(self.remembers):
            moves[:, row, row] = -self.fade[:, row] / ensemble.tau[row]
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

"""The smallest push that leads from one resting state to another, in every draw at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wholesystem.dynamics.arrays import Bools, Floats, Ints
from wholesystem.dynamics.batch import Columns, play_columns
from wholesystem.dynamics.resting import RestingState, RestingStates
from wholesystem.dynamics.scenario import Scenario
from wholesystem.dynamics.shapes import MOVED

HALVINGS = 6
AFTER = 260  # weeks after the push: five years in which to go back


@dataclass(frozen=True, slots=True, eq=False)
class Crossing:
    """From one resting state to another, in some of the draws.

    Attributes:
        origin: the state that it starts from.
        to: the state that it should lead to.
        draws: the places of the draws that are looked at; all hold both where a push is tried.
    """

    origin: RestingState
    to: RestingState
    draws: Ints

    def better(self, found: RestingStates, outcome: str) -> Bools:
        """In which of the draws `to` is there and better, with no harm higher, shape (draws,)."""
        a_map = found.ensemble.map
        rise = (self.to.points - self.origin.points)[:, self.draws]
        way = -1 if a_map.is_harm(outcome) else 1
        harms = [at for at, node in enumerate(a_map.nodes) if a_map.is_harm(node)]
        # Not-a-number, where a draw lacks one of the two, is not better.
        good: Bools = (way * rise[a_map.nodes.index(outcome)] > MOVED) & ~(rise[harms] > MOVED).any(axis=0)
        return good


def smallest_pushes(
    found: RestingStates,
    crossing: Crossing,
    ways: Sequence[tuple[str, int]],
    durations: Sequence[int],
    largest: float,
    threads: int | None,
) -> Floats:
    """The smallest size for each node, duration and draw, not-a-number where none does it.

    Args:
        found: the resting states.
        crossing: from where to where.
        ways: the nodes, and 1 where they are pushed up, -1 where down.
        durations: in weeks, the longest first; a node that the longest cannot turn is not tried with shorter ones.
        largest: the largest size.
        threads: at most so many.

    Returns:
        Shape (nodes, durations, draws that hold both).
    """
    draws = crossing.draws
    sizes = np.full((len(ways), len(durations), draws.size), np.nan)
    node, place = (grid.ravel() for grid in np.indices((len(ways), draws.size)))
    for at, weeks in enumerate(durations):
        trial = _Trial(found, crossing, ways, weeks, threads)
        able = trial.turns(node, draws[place], np.full(node.size, largest))
        node, place = node[able], place[able]
        low, high = np.zeros(node.size), np.full(node.size, largest)
        for _ in range(HALVINGS if node.size else 0):
            middle = (low + high) / 2
            turned = trial.turns(node, draws[place], middle)
            low, high = np.where(turned, low, middle), np.where(turned, middle, high)
        sizes[node, at, place] = high
    return sizes


class _Trial:
    """Pushes of one duration, played."""

    def __init__(
        self,
        found: RestingStates,
        crossing: Crossing,
        ways: Sequence[tuple[str, int]],
        weeks: int,
        threads: int | None,
    ) -> None:
        self.found, self.crossing, self.weeks, self.threads = found, crossing, weeks, threads
        nodes = found.ensemble.map.nodes
        self.rows = np.array([nodes.index(node) for node, _ in ways], dtype=np.int64)
        self.way = np.array([way for _, way in ways], dtype=np.float64)

    def turns(self, node: Ints, draw: Ints, size: Floats) -> Bools:
        """Whether each push leads to the state, shape (pushes,)."""
        if not node.size:
            return np.zeros(0, dtype=np.bool_)
        ensemble = self.found.ensemble
        lean = np.zeros((len(ensemble.map.nodes), node.size))
        lean[self.rows[node], np.arange(node.size)] = self.way[node] * size
        columns = Columns(draw, lean=lean, start=self.crossing.origin.points[:, draw])
        scenario = Scenario(weeks=self.weeks + AFTER)
        ends = play_columns(ensemble, scenario, columns, until=self.weeks, threads=self.threads)
        states = [state for state in self.found.states if state is not self.crossing.to]
        goal = np.abs(ends - self.crossing.to.points[:, draw]).max(axis=0)
        others = [np.abs(ends - state.points[:, draw]).max(axis=0) for state in states]
        return np.asarray(goal < np.nan_to_num(np.array(others), nan=np.inf).min(axis=0))

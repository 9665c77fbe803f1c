"""A question about what matters most, with everything that its answers are worked out from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from wholesystem.dynamics.arrays import Bools, Floats
from wholesystem.dynamics.batch import play_variants
from wholesystem.dynamics.ensemble import Ensemble
from wholesystem.dynamics.inputs import number
from wholesystem.dynamics.moves import Move, variant_of
from wholesystem.dynamics.scenario import Scenario
from wholesystem.dynamics.shapes import MOVED
from wholesystem.dynamics.wiring import leading, reached
from wholesystem.errors import UnknownNameError, nearest
from wholesystem.maps import SystemsMap

Moves = tuple[Move, ...]

_FEWEST = 16
_AFFORDABLE = 5e8  # weeks of one variable or delay in one draw under one move; about two seconds


def watched_nodes(a_map: SystemsMap, outcome: str) -> tuple[str, ...]:
    """The outcome, every other outcome that people value, and every harm."""
    others = [node for node in a_map.nodes if a_map.is_harm(node)]
    return tuple(dict.fromkeys([outcome, *a_map.outcomes, *others]))


@dataclass(frozen=True, eq=False, kw_only=True)
class Study:
    """The draws, the reference run, and what each move does to what is watched, in every draw.

    Attributes:
        ensemble: the draws.
        scenario: the reference run.
        outcome: what the question is about.
        watched: the nodes that are watched, the outcome first.
        base: where they end in the reference run, shape (watched, draws).
        effects: for each move, how much higher they end, same shape.
        reach: how far people can reach each change, by its id, from 0 to 1.
        threads: at most so many.
    """

    ensemble: Ensemble
    scenario: Scenario
    outcome: str
    watched: tuple[str, ...]
    base: Floats
    effects: Mapping[Move, Floats]
    reach: Mapping[str, float]
    threads: int | None

    @property
    def map(self) -> SystemsMap:
        """The map."""
        return self.ensemble.map

    @property
    def better(self) -> int:
        """1 where more of the outcome is better, -1 where it is a harm."""
        return -1 if self.map.is_harm(self.outcome) else 1

    @property
    def harms(self) -> list[int]:
        """The places of the harms among what is watched."""
        return [at for at, node in enumerate(self.watched) if self.map.is_harm(node)]

    def gain(self, effects: Floats) -> Floats:
        """How much better the outcome ends, given the effects on what is watched."""
        return np.asarray(self.better * effects[..., 0, :])

    def raised(self, effects: Floats) -> dict[str, float]:
        """The harms that end more than 0.05 higher in at least half of the draws, and in what share."""
        shares = {self.watched[at]: float((effects[at] > MOVED).mean()) for at in self.harms}
        return {node: share for node, share in shares.items() if share >= 0.5}

    def reach_of(self, moves: Iterable[Move]) -> float:
        """How far all of these can be reached."""
        return float(np.prod([self.reach.get(move.change, 1.0) for move in moves]))

    def play(self, sets: Sequence[Moves]) -> Floats:
        """What moves made together do, shape (sets, watched, draws), with common random numbers."""
        variants = [variant_of(self.map, moves) for moves in sets]
        return play_variants(self.ensemble, self.scenario, variants, self.watched, self.threads) - self.base

    def only(self, keep: Bools) -> "Study":
        """The same for some of the draws."""
        ensemble, scenario = some_draws(self.ensemble, self.scenario, keep)
        return replace(
            self,
            ensemble=ensemble,
            scenario=scenario,
            base=self.base[:, keep],
            effects={move: effects[:, keep] for move, effects in self.effects.items()},
        )


def some_draws(ensemble: Ensemble, scenario: Scenario, keep: Bools) -> tuple[Ensemble, Scenario]:
    """Some of the draws, and the same scenario for them."""
    start = scenario.start
    if start is not None:
        start = replace(start, values=start.values[keep])
    return ensemble.only(keep), replace(scenario, start=start)


def affordable(a_map: SystemsMap, moves: int, weeks: int) -> int:
    """How many draws of so many moves a page can wait for, at least 16."""
    rows = len(a_map.nodes) + sum(link.order for link in a_map.links if link.delayed is not False)
    return max(_FEWEST, int(_AFFORDABLE / (moves * rows * weeks)))


def checked_reach(a_map: SystemsMap, reach: Mapping[str, float] | None) -> dict[str, float]:
    """How far people can reach each change, where they said so.

    Raises:
        UnknownNameError: where a name is neither a link nor a node.
        QuestionError: where a reach is no number from 0 to 1.
    """
    known = {*a_map.nodes, *(link.id for link in a_map.links)}
    for name in reach or {}:
        if name not in known:
            raise UnknownNameError(f'The map "{a_map.id}" has no link or variable "{name}". {nearest(name, known)}')
    return {name: number(f'The reach of "{name}"', value, 0, 1) for name, value in (reach or {}).items()}


def play_all(
    ensemble: Ensemble,
    scenario: Scenario,
    outcome: str,
    moves: Sequence[Move],
    reach: Mapping[str, float],
    threads: int | None,
) -> Study:
    """Play the reference run and every move that could reach the outcome; for the others all effects are 0."""
    a_map = ensemble.map
    watched = watched_nodes(a_map, outcome)
    able = [move for move in moves if _matters(a_map, scenario, outcome, move)]
    variants = [variant_of(a_map, ()), *(variant_of(a_map, (move,)) for move in able)]
    ends = play_variants(ensemble, scenario, variants, watched, threads)
    nothing = np.zeros(ends.shape[1:])
    found = dict(zip(able, ends[1:] - ends[0], strict=True))
    return Study(
        ensemble=ensemble,
        scenario=scenario,
        outcome=outcome,
        watched=watched,
        base=ends[0],
        effects={move: found.get(move, nothing) for move in moves},
        reach=reach,
        threads=threads,
    )


def _matters(a_map: SystemsMap, scenario: Scenario, outcome: str, move: Move) -> bool:
    """Whether a move can change the outcome: something moves there, and links lead on."""
    off = frozenset(change.link for change in scenario.changes if change.to == "off")
    to_outcome = leading(a_map, [outcome], off)
    if not move.is_link:
        return move.change in to_outcome
    link = a_map.link(move.change)
    moved = [one.node for one in scenario.happenings]
    if scenario.start is not None:
        moved += [node for node, row in zip(a_map.nodes, scenario.start.values.T, strict=True) if row.any()]
    return link.head in to_outcome and link.tail in reached(a_map, moved, off)

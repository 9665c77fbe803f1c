"""Tipping: how large and how long a push turns a map from one resting state to a better one, and what undoes it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from wholesystem.dynamics.arrays import Ints
from wholesystem.dynamics.ensemble import Ensemble
from wholesystem.dynamics.figures import HIGH, LOW
from wholesystem.dynamics.inputs import Hold, kinds, number, whole
from wholesystem.dynamics.resting import RestingState, RestingStates, resting_states
from wholesystem.dynamics.scenario import REFERENCE_PUSH, drawn
from wholesystem.dynamics.turning import AFTER, HALVINGS, Crossing, smallest_pushes
from wholesystem.maps import SystemsMap

WEEKS = (13, 26, 52, 104)
LARGEST = 2.0
MOST_DRAWS = 40
_PLAYS = 60_000_000  # node-weeks of one round of plays; with more, fewer draws are looked at, and that is said


@dataclass(frozen=True, slots=True)
class Size:
    """How large a push has to be: median and 5th to 95th percentile; below 0 where it lessens."""

    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Tip:
    """The smallest timed push on one node that leads from one resting state to another.

    Attributes:
        variable: the node.
        weeks: how long the push acts.
        size: how large it has to be, over the draws in which it can be done.
        origin: the id of the state that it starts from.
        to: the id of the state that it leads to.
        share_of_draws: the share of all draws that hold both states, one better, and in which such a push does it.
        of_these: the share among those that hold both.
    """

    variable: str
    weeks: int
    size: Size
    origin: str
    to: str
    share_of_draws: float
    of_these: float


@dataclass(frozen=True, eq=False, kw_only=True)
class Tipping:
    """Where a map rests, and what turns it.

    Attributes:
        outcome: the node by which one state is better than another.
        rests: the resting states.
        pushes: pushes that help, largest share first; harms are only ever lessened.
        knocks: losses of something good that undo it again; to be understood, never a lever.
        more: the share of draws that have more than one resting state.
        looked_at: how many of those draws were played.
        held: the map's drivers held, for a run where no other state exists.
        assumptions: plain sentences.
    """

    outcome: str
    rests: RestingStates
    pushes: tuple[Tip, ...]
    knocks: tuple[Tip, ...]
    more: float
    looked_at: int
    held: tuple[Hold, ...]
    assumptions: tuple[str, ...]

    @property
    def states(self) -> tuple[RestingState, ...]:
        """The resting states, today first."""
        return self.rests.states


def tipping(
    a_map: SystemsMap,
    outcome: str,
    *,
    draws: int = 200,
    seed: int = 1,
    ensemble: Ensemble | None = None,
    rests: RestingStates | None = None,
    weeks: Sequence[int] = WEEKS,
    largest: float = LARGEST,
    threads: int | None = None,
) -> Tipping:
    """What turns a map from one of its resting states to a better one, and what undoes it.

    Only draws with more than one resting state can tip; where there are few, or none, that is the answer. A state is
    better where the outcome stands better by more than 0.05 and no harm stands more than 0.05 higher.

    Args:
        a_map: a systems map.
        outcome: the node that says which state is better.
        draws: how many draws; not used where `ensemble` is given.
        seed: of the draws.
        ensemble: draws made before.
        rests: resting states found before, on the same draws.
        weeks: how long the pushes act.
        largest: the largest push that is tried.
        threads: at most so many.

    Raises:
        QuestionError: where a number is none.
        UnknownNameError: where there is no such outcome.

    >>> from wholesystem import catalogue
    >>> found = tipping(catalogue.load("the-hold"), "the-fix", draws=10)
    >>> 0 <= found.more <= 1
    True
    """
    ensemble = drawn(a_map, rests.ensemble if rests is not None else ensemble, draws, seed, None)
    outcome = a_map.node(outcome)
    number("The largest push", largest, 0.01, 10)
    durations = sorted({whole("The weeks of a push", one, 1) for one in weeks}, reverse=True)
    found = rests or resting_states(a_map, ensemble=ensemble, threads=threads)
    several = np.sum([state.holds for state in found.states], axis=0) > 1
    chosen = np.flatnonzero(several)[: _affordable(a_map, max(durations, default=0))]
    pushes: list[Tip] = []
    knocks: list[Tip] = []
    for worse, better, which, share in _turns(found, outcome, chosen):
        ways = [(node, -1 if a_map.is_harm(node) else 1) for node in _movable(a_map)]
        pushes += _tips(found, Crossing(worse, better, which), share, ways, durations, largest, threads)
        losses = [(node, -1) for node, way in ways if way > 0]
        knocks += _tips(found, Crossing(better, worse, which), share, losses, durations, largest, threads)
    return Tipping(
        outcome=outcome,
        rests=found,
        pushes=_ordered(pushes),
        knocks=_ordered(knocks),
        more=found.more,
        looked_at=int(chosen.size),
        held=drivers_held(a_map),
        assumptions=(*found.assumptions, *_said(a_map, found, int(chosen.size), durations, largest)),
    )


def drivers_held(a_map: SystemsMap) -> tuple[Hold, ...]:
    """The map's drivers held at +0.3: what "in The Hold" means where no other resting state exists."""
    return tuple(Hold(node, REFERENCE_PUSH) for node in a_map.drivers)


def _affordable(a_map: SystemsMap, longest: int) -> int:
    """How many draws are looked at: fewer for large maps, so that the answer does not take minutes."""
    rows = len(a_map.nodes) + len(a_map.links)
    return max(4, min(MOST_DRAWS, int(_PLAYS / (rows * len(a_map.nodes) * (longest + AFTER)))))


def _movable(a_map: SystemsMap) -> list[str]:
    return [node for node, kind in zip(a_map.nodes, kinds(a_map), strict=True) if kind != "constant"]


def _turns(found: RestingStates, outcome: str, chosen: Ints) -> list[tuple[RestingState, RestingState, Ints, float]]:
    """Pairs of states, the worse first; the chosen draws that hold both in that order, and the share of all that do."""
    turns = []
    every = np.arange(found.ensemble.draws)
    for worse, better in permutations(found.states, 2):
        holds = Crossing(worse, better, every).better(found, outcome)
        if holds[chosen].any():
            turns.append((worse, better, chosen[holds[chosen]], float(holds.mean())))
    return turns


def _tips(
    found: RestingStates,
    crossing: Crossing,
    share: float,
    ways: Sequence[tuple[str, int]],
    durations: Sequence[int],
    largest: float,
    threads: int | None,
) -> list[Tip]:
    sizes = smallest_pushes(found, crossing, ways, durations, largest, threads)
    tips = []
    for (node, way), rows in zip(ways, sizes, strict=True):
        for weeks, row in zip(durations, rows, strict=True):
            able = row[~np.isnan(row)]
            if able.size:
                low, median, high = np.quantile(way * able, [LOW, 0.5, HIGH])
                of_these = able.size / row.size
                size = Size(float(median), float(low), float(high))
                tips.append(Tip(node, weeks, size, crossing.origin.id, crossing.to.id, share * of_these, of_these))
    return tips


def _ordered(tips: Iterable[Tip]) -> tuple[Tip, ...]:
    return tuple(sorted(tips, key=lambda tip: (-tip.share_of_draws, abs(tip.size.median), tip.weeks, tip.variable)))


def _said(
    a_map: SystemsMap, found: RestingStates, looked_at: int, durations: Sequence[int], largest: float
) -> Iterator[str]:
    if not looked_at:
        names = ", ".join(a_map.label(node) for node in a_map.drivers) or "none are declared"
        yield f"In {1 - found.more:.0%} of the draws there is no other resting state to tip to: that is the answer."
        yield f'"In The Hold" is then a run with the map\'s drivers held at +{REFERENCE_PUSH} ({names}), not a state.'
        return
    yield (
        f"Tipping was played in {looked_at} draws of those that have more than one resting state, which are "
        f"{found.more:.0%} of all, and is said for those alone."
    )
    yield (
        f"Pushes of {', '.join(str(weeks) for weeks in sorted(durations))} weeks, up to {largest:g}, halved "
        f"{HALVINGS} times; where a run stands {AFTER} weeks after the push, it has turned to the nearest resting "
        "state. It is assumed that a larger or longer push does what a smaller or shorter one does."
    )
    yield (
        "A state counts as better where the outcome is better by more than 0.05 and no harm is more than 0.05 higher. "
        "Harms are only ever lessened. A knock is a loss of something good, to be understood, never a lever."
    )

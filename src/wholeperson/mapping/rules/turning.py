"""Whether a map can tip: where it rests, what turns it, and what undoes that; kept as plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from wholesystem import dynamics
from wholesystem.maps import SystemsMap

DRAWS = 200
FEW_DRAWS = 50
MANY_NODES = 60
HELD_WEEKS = 520
TODAY = "today"


@dataclass(frozen=True, kw_only=True)
class Rest:
    """A resting state: its id, the share of runs that hold it, and what stands higher or lower in it.

    ``valued`` holds the signs of the outcomes, which tell states apart, in the map's order; ``others``
    those of everything else, the farthest from today first.
    """

    id: str
    share: float
    valued: tuple[tuple[str, int], ...]
    others: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True)
class Turn:
    """From one resting state to another: the pushes that do it, the commonest first."""

    origin: str
    to: str
    tips: tuple[dynamics.Tip, ...]

    @property
    def share(self) -> float:
        """In what share of all runs the commonest push does it."""
        return self.tips[0].share_of_draws


@dataclass(frozen=True, kw_only=True)
class Held:
    """A run with what pushes the map held high: who is held, how the outcome ends, and its shapes, as shares."""

    nodes: tuple[str, ...]
    up: float
    down: float
    shapes: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Turning:
    """Whether a map can tip.

    ``more`` is the share of runs with more than one resting state, ``swings`` the share in which some start leads into
    swings; ``turns`` lead to what is better, ``undone`` back again.
    """

    outcome: str
    more: float
    swings: float
    unsettled: float
    rests: tuple[Rest, ...]
    turns: tuple[Turn, ...]
    undone: tuple[Turn, ...]
    held: Held | None
    draws: int
    assumptions: tuple[str, ...]


@lru_cache(maxsize=8)
def _rests(a_map: SystemsMap, draws: int) -> dynamics.RestingStates:
    return dynamics.resting_states(a_map, draws=draws)


def draws_for(a_map: SystemsMap) -> int:
    """How many runs a page can wait for: fewer on a large map, which the answer says."""
    return DRAWS if len(a_map.nodes) <= MANY_NODES else FEW_DRAWS


@lru_cache(maxsize=64)
def ask(a_map: SystemsMap, outcome: str, draws: int = DRAWS) -> Turning:
    """Whether a map can tip, and what would turn it to where an outcome is better.

    Raises:
        UnknownNameError: where there is no such outcome.
    """
    a_map.node(outcome)
    rests = _rests(a_map, draws)
    found = dynamics.tipping(a_map, outcome, rests=rests)
    return Turning(
        outcome=outcome,
        more=found.more,
        swings=rests.swings,
        unsettled=rests.unsettled,
        rests=tuple(_rest(a_map, state) for state in found.states),
        turns=_turns(found.pushes),
        undone=_turns(found.knocks),
        held=_held(a_map, outcome, rests.ensemble, found.held),
        draws=rests.ensemble.draws,
        assumptions=found.assumptions,
    )


def tips_by(found: Turning, move: dynamics.Move) -> float:
    """In what share of all runs a push on a circle tips the map; 0 for arrows, which are not pushed here."""
    shares = [tip.share_of_draws for turn in found.turns for tip in turn.tips if tip.variable == move.change]
    return max(shares, default=0.0)


def _rest(a_map: SystemsMap, state: dynamics.RestingState) -> Rest:
    far = sorted(state.signs, key=lambda node: -abs(float(state.values[node].median)))
    moved = [(node, state.signs[node]) for node in far if state.signs[node] and state.id != TODAY]
    return Rest(
        id=state.id,
        share=state.share_of_draws,
        valued=tuple((node, sign) for node in a_map.outcomes for name, sign in moved if name == node),
        others=tuple(one for one in moved if one[0] not in a_map.outcomes),
    )


def _turns(tips: Iterable[dynamics.Tip]) -> tuple[Turn, ...]:
    """Tips by where they lead from and to, the commonest turn first; in each, the order of the library is kept."""
    kept: dict[tuple[str, str], list[dynamics.Tip]] = {}
    for tip in tips:
        kept.setdefault((tip.origin, tip.to), []).append(tip)
    turns = [Turn(origin=origin, to=to, tips=tuple(some)) for (origin, to), some in kept.items()]
    return tuple(sorted(turns, key=lambda turn: -turn.share))


def _held(
    a_map: SystemsMap, outcome: str, ensemble: dynamics.Ensemble, holds: tuple[dynamics.Hold, ...]
) -> Held | None:
    """A run with the map's drivers held; None where it declares none."""
    nodes = tuple(hold.node for hold in holds)
    if not nodes:
        return None
    run = dynamics.simulate(a_map, weeks=HELD_WEEKS, ensemble=ensemble, holds=holds, keep=(outcome,))
    told = run.summary(outcome)
    return Held(nodes=nodes, up=told.up, down=told.down, shapes=told.shapes)

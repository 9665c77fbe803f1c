"""Resting states: patterns in which a map stays until something pushes. They are not places where a person is."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from wholesystem.dynamics.arrays import Bools, Floats
from wholesystem.dynamics.assumptions import sentences
from wholesystem.dynamics.ensemble import Ensemble
from wholesystem.dynamics.inputs import Start, whole
from wholesystem.dynamics.run import Band, band_of
from wholesystem.dynamics.scenario import Scenario, drawn
from wholesystem.dynamics.settling import MOST_ROWS, Rest, find_rests
from wholesystem.dynamics.shapes import MOVED
from wholesystem.dynamics.starts import patterns
from wholesystem.errors import UnknownNameError, nearest
from wholesystem.maps import SystemsMap

TODAY = "today"
WEEKS_A_YEAR = 52
_COUNTED = 6  # with more nodes than this the number would be long, so it is made from a hash


class From(NamedTuple):
    """The draws that hold a resting state, and a start from it."""

    ensemble: Ensemble
    start: Start | None


@dataclass(frozen=True, eq=False, kw_only=True)
class RestingState:
    """A pattern in which the map stays.

    Attributes:
        id: ``today``, or ``rest:`` and a number made from the signs, so that it stays the same.
        signs: 1 where a node stands more than 0.05 above today, -1 below, 0 in between.
        share_of_draws: the share of draws that hold it.
        values: median and 5th to 95th percentile of each node, over the draws that hold it, each of shape ().
        holds: which draws hold it, shape (draws,).
        points: where it is in each draw, not-a-number elsewhere, shape (nodes, draws).
    """

    id: str
    signs: Mapping[str, int]
    share_of_draws: float
    values: Mapping[str, Band]
    holds: Bools = field(repr=False)
    points: Floats = field(repr=False)


@dataclass(frozen=True, eq=False, kw_only=True)
class RestingStates:
    """The resting states of a map.

    Attributes:
        ensemble: the draws.
        states: today first, where any draw rests there, then the others, the commonest first.
        one: the share of draws with exactly one.
        more: the share with more than one; only these can tip.
        swings: the share in which some start leads into swings that go on.
        unsettled: the share in which some start had not settled, and did not swing, when time was up.
        searched: a sentence on how they were looked for.
        assumptions: plain sentences.
    """

    ensemble: Ensemble
    states: tuple[RestingState, ...]
    one: float
    more: float
    swings: float
    unsettled: float
    searched: str
    assumptions: tuple[str, ...]

    def state(self, name: str) -> RestingState:
        """The state of this id.

        Raises:
            UnknownNameError: naming the nearest there is.
        """
        for state in self.states:
            if state.id == name:
                return state
        raise UnknownNameError(f'No draw rests in "{name}". {nearest(name, [state.id for state in self.states])}')

    def start(self, name: str) -> From:
        """The draws that hold a state, and a start from it; from today every draw can start.

        Raises:
            UnknownNameError: where no draw holds it.
        """
        if name == TODAY:
            return From(self.ensemble, None)
        state = self.state(name)
        says = f"{state.share_of_draws:.0%} of the draws hold this resting state, and only those are played."
        values = np.clip(state.points[:, state.holds].T, -2.0, 2.0)
        return From(self.ensemble.only(state.holds), Start(name, values, rests=True, says=says))


def resting_states(
    a_map: SystemsMap,
    draws: int = 200,
    seed: int = 1,
    *,
    ensemble: Ensemble | None = None,
    years: int = 20,
    threads: int | None = None,
) -> RestingStates:
    """Where a map comes to rest by itself, over many draws.

    Each draw is let go from many starts and played; where each run ends is polished by Newton's method, and kept
    where the whole system, delays included, draws back what is moved a little. States of different draws are one
    where the outcomes that people value stand on the same sides of today.

    Args:
        a_map: a systems map.
        draws: how many draws; not used where `ensemble` is given.
        seed: of the draws.
        ensemble: draws made before.
        years: how long each run is played.
        threads: at most so many.

    Raises:
        QuestionError: where the map cannot be played, or a number is none.

    Source: the model is in ``docs/reference/dynamics.md``, the search in ``docs/reference/leverage.md``.

    >>> from wholesystem import catalogue
    >>> found = resting_states(catalogue.load("the-hold"), draws=10)
    >>> 0 <= found.more <= 1
    True
    """
    ensemble = drawn(a_map, ensemble, draws, seed, None)
    weeks = WEEKS_A_YEAR * whole("The number of years", years, 1)
    starts = patterns(ensemble)
    rests, swings, unsettled = find_rests(ensemble, list(starts.values()), weeks, threads)
    states = _clustered(ensemble, rests)
    held = np.bincount(rests.draw, minlength=ensemble.draws)
    searched = _searched(list(starts), years, len(a_map.nodes))
    shares = {"one": held == 1, "more": held > 1, "swings": swings, "unsettled": unsettled}
    told = {name: float(which.mean()) for name, which in shares.items()}
    return RestingStates(
        ensemble=ensemble,
        states=states,
        **told,
        searched=searched,
        assumptions=(*sentences(ensemble, Scenario(weeks=weeks)), searched, *_said(states, told)),
    )


def _clustered(ensemble: Ensemble, rests: Rest) -> tuple[RestingState, ...]:
    a_map = ensemble.map
    keys = [a_map.nodes.index(node) for node in a_map.outcomes or a_map.nodes]
    signs = np.where(np.abs(rests.values) > MOVED, np.sign(rests.values), 0).astype(np.int64)
    far = np.abs(rests.values).max(axis=0, initial=0.0)
    points: dict[str, Floats] = {}
    # The farthest first, so that it stands for two of one draw with the same signs.
    for at in np.argsort(-far, kind="stable").tolist():
        name = state_id([a_map.nodes[key] for key in keys], signs[keys, at].tolist()) if far[at] > 0 else TODAY
        place = points.setdefault(name, np.full((len(a_map.nodes), ensemble.draws), np.nan))
        if np.isnan(place[0, rests.draw[at]]):
            place[:, rests.draw[at]] = rests.values[:, at]
    found = [_state(a_map, name, place) for name, place in points.items()]
    return tuple(sorted(found, key=lambda state: (state.id != TODAY, -state.share_of_draws, state.id)))


def _state(a_map: SystemsMap, name: str, points: Floats) -> RestingState:
    holds = ~np.isnan(points[0])
    band = band_of(points[:, holds], 0.05, 0.95)
    values = {node: Band(band.median[at], band.low[at], band.high[at]) for at, node in enumerate(a_map.nodes)}
    signs = np.where(np.abs(band.median) > MOVED, np.sign(band.median), 0).astype(int).tolist()
    return RestingState(
        id=name,
        signs=dict(zip(a_map.nodes, signs, strict=True)),
        share_of_draws=float(holds.mean()),
        values=values,
        holds=holds,
        points=points,
    )


def state_id(nodes: Sequence[str], signs: Sequence[int]) -> str:
    """The id of a state from the signs of the nodes that tell states apart; the same for any draws.

    Of up to six nodes it counts: each is a digit, 0 for as today, 1 for up, 2 for down. Beyond, it is made from a hash.

    >>> state_id(["a", "b"], [1, -1])
    'rest:5'
    """
    if len(nodes) <= _COUNTED:
        return f"rest:{sum((sign % 3) * 3**at for at, sign in enumerate(reversed(signs)))}"
    text = ",".join(sorted(f"{node}={sign}" for node, sign in zip(nodes, signs, strict=True) if sign))
    return f"rest:{int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) % 1_000_000}"


def _searched(starts: Sequence[str], years: int, nodes: int) -> str:
    shown = ", ".join(starts[:12]) + (", …" if len(starts) > 12 else "")
    return (
        f"Looked for resting states by playing {years} years from {len(starts)} starts ({shown}), then by Newton's "
        f"method; kept where the eigenvalues say that it draws things in (beyond {MOST_ROWS} variables and delays: "
        "by playing it from a hair's breadth away). A state that no start leads to is not found."
    )


def _said(states: Sequence[RestingState], told: Mapping[str, float]) -> Iterator[str]:
    today = next((state.share_of_draws for state in states if state.id == TODAY), 0.0)
    yield (
        f"{told['one']:.0%} of the draws have one resting state, {told['more']:.0%} have more than one; in {today:.0%} "
        "today is one. In the others a hair's breadth from today is enough to lead away from it."
    )
    yield (
        f"In {told['swings']:.0%} of the draws some start leads into swings that go on, and in {told['unsettled']:.0%} "
        "some start had not settled when time was up."
    )
    yield "Resting states are patterns of the map, not places where a person is."

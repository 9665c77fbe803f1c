"""Where maps come to rest: against root finding, against what is known, and told as what it is."""

import itertools
import math

import numpy as np
import pytest
from scipy.optimize import brentq

from tests.wholesystem.dynamics.small_maps import a_map, everything, known, pair, sure
from wholesystem import catalogue, dynamics
from wholesystem.dynamics.resting import state_id
from wholesystem.errors import QuestionError, UnknownNameError


def test_a_symmetric_pair_rests_where_its_equation_says_and_not_at_today():
    found = dynamics.resting_states(pair(outcomes=("a", "b")), 3)
    root = brentq(lambda x: math.tanh(1.8 * x) - x, 0.1, 1)
    assert [state.id for state in found.states] == ["rest:4", "rest:8"]
    for state, way in zip(found.states, (1, -1), strict=True):
        assert state.share_of_draws == 1
        assert set(state.signs.values()) == {way}
        assert float(state.values["a"].median) == pytest.approx(way * root, abs=1e-9)
    assert (found.one, found.more, found.swings, found.unsettled) == (0, 1, 0, 0)
    assert "today is one" in "\n".join(found.assumptions)


@pytest.mark.parametrize(("weight", "b"), [(0.9, -0.4), (0.95, 0.3), (0.7, -0.6), (0.45, 0.2), (1.0, -0.5)])
def test_a_single_loop_rests_at_the_stable_roots_that_scipy_finds(weight, b):
    def moves(x):
        return math.tanh(2 * weight * x + b) - math.tanh(b) - x

    grid = np.linspace(-2, 2, 4002)
    roots = [brentq(moves, low, high) for low, high in itertools.pairwise(grid) if moves(low) * moves(high) < 0]
    stable = [root for root in roots if moves(root + 1e-5) < 0 < moves(root - 1e-5)]
    found = dynamics.resting_states(pair(weight, b, outcomes=("a",)), 2)
    ours = sorted(float(state.values["a"].median) for state in found.states)
    assert ours == pytest.approx(sorted(stable), abs=1e-7)


def test_where_there_is_one_resting_state_that_is_said():
    found = dynamics.resting_states(catalogue.load("adversity-trauma-resilience"), 20)
    assert [state.id for state in found.states] == ["today"]
    assert found.one == 1
    assert "100% of the draws have one resting state" in "\n".join(found.assumptions)
    assert found.start("today").start is None
    assert found.start("today").ensemble is found.ensemble


def test_a_run_from_a_resting_state_stays_there():
    found = dynamics.resting_states(catalogue.load("the-recovery"), 60)
    state = found.states[1]
    place = found.start(state.id)
    assert place.ensemble.draws == state.holds.sum() < 60
    run = dynamics.simulate(place.ensemble.map, ensemble=place.ensemble, start=place.start, weeks=52)
    assert np.abs(run.final - run.start).max() < 1e-6
    assert "hold this resting state, and only those" in "\n".join(run.assumptions)
    known_id = state_id(place.ensemble.map.outcomes, [state.signs[node] for node in place.ensemble.map.outcomes])
    assert known_id.startswith("rest:")
    with pytest.raises(UnknownNameError, match="No draw rests"):
        found.state("rest:9999")


def test_dominance_from_a_resting_state_pushes_the_drivers_from_there():
    the_map = pair(outcomes=("a",), drivers=("b",))
    place = dynamics.resting_states(the_map, 2).start("rest:1")
    told = dynamics.dominance(the_map, ensemble=place.ensemble, start=place.start, weeks=8)
    assert 'starting from "rest:1"' in told.reference
    assert told.dominant


def test_a_delayed_balancing_loop_swings_for_ever_and_is_named():
    links = [
        known("ab", "a", "b", 1, delayed=True, order=3, speed=None),
        known("ba", "b", "a", -1),
        known("aa", "a", "a", 1),
        known("bb", "b", "b", 1),
    ]
    found = dynamics.resting_states(a_map([sure("a", 2), sure("b", 2)], links), 20)
    assert found.swings > 0.5
    assert "swings that go on" in "\n".join(found.assumptions)


def test_every_kind_of_part_can_be_looked_at_and_big_maps_too(monkeypatch):
    found = dynamics.resting_states(everything(), 6, years=2)
    assert found.one + found.more <= 1
    monkeypatch.setattr("wholesystem.dynamics.settling.MOST_ROWS", 1)
    told = dynamics.resting_states(pair(outcomes=("a",)), 2)
    assert {state.id for state in told.states} == {"rest:1", "rest:2"}
    with pytest.raises(QuestionError, match="years"):
        dynamics.resting_states(everything(), 2, years=0)


def test_ids_come_from_the_signs_alone():
    assert state_id(["a", "b"], [1, 0]) == "rest:3"
    many = [f"n{at}" for at in range(8)]
    signs = [1, -1, 0, 0, 1, 1, -1, 0]
    turned = state_id(many[::-1], signs[::-1])
    assert state_id(many, signs) == turned
    few, more = (dynamics.resting_states(catalogue.load("the-recovery"), draws) for draws in (60, 80))
    assert {state.id for state in few.states} <= {state.id for state in more.states}
    held = few.states[1]
    assert (more.state(held.id).holds[:60] == held.holds).all()
    assert np.allclose(more.state(held.id).points[:, :60], held.points, equal_nan=True, atol=1e-7)


def test_of_two_points_with_the_same_signs_the_farther_stands_for_both():
    both = [
        known(f"{x}{y}", x, y, weight) for pair_, weight in (("ab", 0.9), ("cd", 0.7)) for x in pair_ for y in pair_
    ]
    found = dynamics.resting_states(a_map([sure(name, 2) for name in "abcd"], both, outcomes=("a",)), 1)
    assert [state.id for state in found.states] == ["rest:1", "rest:2"]
    assert abs(float(found.states[0].values["c"].median)) > 0.3

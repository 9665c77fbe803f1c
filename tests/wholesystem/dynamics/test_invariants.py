"""What holds whatever is drawn: bounds, symmetry, repetition, bit-equality, and a pinned run."""

import json
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wholesystem.dynamics.small_maps import a_map, everything, known, link, sure
from wholesystem import dynamics
from wholesystem.dynamics.intervals import STRENGTH

BASELINE = Path(__file__).with_name("baseline.json")
SCENE = {"pushes": [dynamics.Push("level", 0.4, 2, 30)], "holds": [dynamics.Hold("given", -0.5, 10, 20)]}


def test_results_are_equal_to_the_last_bit_for_any_number_of_threads():
    ensemble = dynamics.draw(everything(), draws=700, seed=4)
    one, two, five = (
        dynamics.simulate(ensemble.map, ensemble=ensemble, weeks=300, threads=threads, **SCENE) for threads in (1, 2, 5)
    )
    assert all((one.paths(node) == two.paths(node)).all() for node in one.nodes)
    assert (one.final == five.final).all()


def test_more_draws_leave_the_first_ones_as_they_are():
    few, more = (dynamics.simulate(everything(), weeks=40, draws=draws, **SCENE) for draws in (5, 300))
    assert (few.final == more.final[:, :5]).all()


def test_an_unrelated_link_leaves_every_other_number_as_it_is():
    before = everything()
    after = a_map(before.variables, [link("apart-harm", "apart", "harm"), *before.links])
    one, two = dynamics.draw(before, draws=20), dynamics.draw(after, draws=20)
    assert (one.strength == two.strength[1:]).all()
    assert (one.delay == two.delay[1:]).all()
    assert np.array_equal(one.tau, two.tau, equal_nan=True)
    assert (one.room == two.room).all()


def test_the_pinned_run_gives_the_pinned_numbers():
    run = dynamics.simulate(everything(), weeks=52, draws=20, seed=1, **SCENE)
    pinned = json.loads(BASELINE.read_text())
    assert np.abs(run.final - np.array(pinned["final"])).max() < 1e-9
    assert np.abs(run.band("slow").median - np.array(pinned["slow"])).max() < 1e-9


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.floats(-1, 1), min_size=6, max_size=6),
    st.lists(st.floats(-3, 3), min_size=3, max_size=3),
    st.floats(-1, 1),
)
def test_levels_stay_within_two_and_stocks_within_one(weights, pushes, b):
    ends = [("a", "b"), ("b", "c"), ("c", "a"), ("a", "c"), ("c", "c"), ("b", "a")]
    links = [known(f"l{at}", *pair, weights[at], delayed=at % 2 == 0) for at, pair in enumerate(ends)]
    the_map = a_map([sure("a", 2, b), sure("b", 2, kind="stock"), sure("c", 1, b)], links)
    forces = [dynamics.Push(node, size) for node, size in zip("abc", pushes, strict=True)]
    run = dynamics.simulate(the_map, weeks=60, draws=1, pushes=forces)
    assert (np.abs(run.paths("b")) <= 1).all()
    assert (np.abs(run.paths("a")) <= 2).all()
    assert (np.abs(run.paths("c")) <= 2).all()


@settings(max_examples=25, deadline=None)
@given(st.floats(0.05, 2), st.integers(0, 2**32))
def test_without_room_the_opposite_push_does_the_opposite(size, seed):
    the_map = a_map(
        [sure("a"), sure("b", kind="stock")], [link("ab", "a", "b", delayed=None), link("ba", "b", "a", "-")]
    )
    up, down = (
        dynamics.simulate(the_map, weeks=30, draws=3, seed=seed, pushes=[dynamics.Push("a", sign * size)])
        for sign in (1, -1)
    )
    assert np.abs(up.final + down.final).max() < 1e-12


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**64 - 1), st.sampled_from(["weak", "medium", "strong"]))
def test_seeds_repeat_and_a_changed_link_keeps_its_quantile(seed, word):
    one, two = (dynamics.draw(everything(), draws=4, seed=seed) for _ in range(2))
    assert (one.strength == two.strength).all()
    changed = dynamics.wiring.strengths(one, [dynamics.Change("support-harm", word)])[0][-1]
    span = STRENGTH[word]
    assert np.allclose((np.abs(changed) - span.low) / (span.high - span.low), one.quantile[-1])
    assert (np.sign(changed) == one.sign[-1]).all()


def test_off_is_weaker_than_weak_and_a_later_change_overrules_an_earlier():
    ensemble = dynamics.draw(everything(), draws=3)
    weight, off = dynamics.wiring.strengths(ensemble, [dynamics.Change("level-slow", "off")])
    assert (weight[0] == 0).all()
    assert off == {"level-slow"}
    changes = [dynamics.Change("level-slow", "off"), dynamics.Change("level-slow", "weak")]
    weight, off = dynamics.wiring.strengths(ensemble, changes)
    assert (weight[0] >= 0.1).all()
    assert not off

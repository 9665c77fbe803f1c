"""What turns a map, and what undoes it: against the size that can be worked out, and never through a harm."""

import math

import numpy as np
import pytest

from tests.wholesystem.dynamics.small_maps import a_map, known, link, pair, sure
from wholesystem import catalogue, dynamics
from wholesystem.errors import QuestionError, UnknownNameError

PLAYABLE = [name for name in catalogue.names() if catalogue.load(name).kind == "systems"]


def itself(b=0.0, **more):
    """One variable that feeds itself by way of another that answers at once: x = tanh(2x + u) at b = 0."""
    links = [known("aa", "a", "a", 1), known("ax", "a", "x", 1), known("xa", "x", "a", 1)]
    return a_map([sure("a", 2, b), sure("x", 2, kind="auxiliary")], links, outcomes=("a",), **more)


def test_a_long_push_has_to_reach_the_fold_and_the_knock_is_as_large_at_b_0():
    the_map = pair(1.0, outcomes=("a",))
    found = dynamics.tipping(the_map, "a", draws=2, weeks=(4, 104))
    sizes = {(one.variable, one.weeks): one.size.median for one in found.pushes}
    undone = {(one.variable, one.weeks): one.size.median for one in found.knocks}
    assert {(one.origin, one.to) for one in found.pushes} == {("rest:2", "rest:1")}
    assert {(one.origin, one.to) for one in found.knocks} == {("rest:1", "rest:2")}
    for key, size in sizes.items():
        assert undone[key] == -size
    assert sizes["a", 4] > sizes["a", 104]
    # a stands lowest at y = x + u-independent part: a = tanh(a + b + u), b = tanh(a + b); with s = a + b the fold is
    # the largest u for which s - tanh(s) = tanh(s + u) still has three roots.
    grid = np.linspace(-2, 0, 200_001)
    needed = np.arctanh(np.clip(grid - np.tanh(grid), -1 + 1e-12, 1 - 1e-12)) - grid
    fold = needed[(grid > -1.5)].max()
    assert sizes["a", 104] == pytest.approx(fold, abs=2 / 2**6 + 0.01)
    assert all(one.share_of_draws == one.of_these == 1 for one in found.pushes)


def test_room_makes_the_push_and_the_knock_differ():
    found = dynamics.tipping(pair(1.0, -0.2, outcomes=("a",)), "a", draws=1, weeks=(104,))
    push = next(one for one in found.pushes if one.variable == "a").size.median
    knock = next(one for one in found.knocks if one.variable == "a").size.median
    assert abs(push + knock) > 0.05


def test_a_harm_is_eased_and_never_raised():
    links = [known("aa", "a", "a", 0.9), known("ha", "h", "a", -0.9), known("ah", "a", "h", -0.9)]
    the_map = a_map([sure("a", 2), sure("h", 2, harm=True)], links, outcomes=("a", "h"), drivers=("h",))
    found = dynamics.tipping(the_map, "a", draws=2, weeks=(52,))
    assert {one.variable: np.sign(one.size.median) for one in found.pushes} == {"a": 1, "h": -1}
    assert {one.variable for one in found.knocks} == {"a"}
    less = dynamics.tipping(the_map, "h", draws=2, weeks=(52,))
    assert [one.variable for one in less.pushes] == [one.variable for one in found.pushes]


def test_a_state_with_more_of_a_harm_is_never_better():
    links = [known("aa", "a", "a", 0.9), known("ha", "h", "a", 0.9), known("ah", "a", "h", 0.9)]
    the_map = a_map([sure("a", 2), sure("h", 2, harm=True)], links, outcomes=("a",))
    found = dynamics.tipping(the_map, "a", draws=2, weeks=(52,))
    assert found.more == 1
    assert found.pushes == found.knocks == ()


@pytest.mark.parametrize("name", PLAYABLE)
def test_no_tipping_answer_of_the_catalogue_raises_a_harm(name):
    the_map = catalogue.load(name)
    rests = dynamics.resting_states(the_map, 40, years=10)
    for outcome in the_map.outcomes[:2]:
        found = dynamics.tipping(the_map, outcome, rests=rests, weeks=(104,))
        for one in (*found.pushes, *found.knocks):
            assert not (the_map.is_harm(one.variable) and one.size.high > 0)
        assert all(one.size.low > 0 for one in found.pushes if not the_map.is_harm(one.variable))
        assert not [one for one in found.knocks if the_map.is_harm(one.variable)]


def test_where_nothing_can_tip_that_is_the_answer():
    the_map = catalogue.load("adversity-trauma-resilience")
    found = dynamics.tipping(the_map, "resilience", draws=12)
    assert (found.more, found.looked_at, found.pushes, found.knocks) == (0, 0, (), ())
    told = "\n".join(found.assumptions)
    assert "In 100% of the draws there is no other resting state" in told
    assert '"In The Hold" is then a run with the map\'s drivers held at +0.3' in told
    assert found.held == (dynamics.Hold("adversity", 0.3),)
    assert found.states[0].id == "today"
    assert "none are declared" in dynamics.tipping(a_map([sure("a")]), "a", draws=1).assumptions[-1]


def test_what_a_push_finds_a_run_confirms():
    the_map = itself()
    rests = dynamics.resting_states(the_map, 1)
    found = dynamics.tipping(the_map, "a", rests=rests, weeks=(26,))
    one = next(tip for tip in found.pushes if tip.variable == "a")
    place = rests.start(one.origin)
    goal = float(rests.state(one.to).values["a"].median)
    for size, turned in ((one.size.median, True), (one.size.median - 2 / 2**6 - 1e-9, False)):
        push = [dynamics.Push("a", size, 0, 26)]
        run = dynamics.simulate(the_map, ensemble=place.ensemble, start=place.start, pushes=push, weeks=286)
        assert (abs(run.final[0, 0] - goal) < 0.1) == turned
    assert goal == pytest.approx(-float(rests.state(one.origin).values["a"].median))
    assert math.tanh(2 * goal) > 0


def test_what_cannot_be_asked_is_refused():
    with pytest.raises(QuestionError, match="largest push"):
        dynamics.tipping(pair(), "a", largest=0)
    with pytest.raises(QuestionError, match="weeks of a push"):
        dynamics.tipping(pair(), "a", weeks=(0,))
    with pytest.raises(UnknownNameError):
        dynamics.tipping(pair(), "c")


def test_a_small_largest_push_may_turn_nothing():
    found = dynamics.tipping(a_map([sure("a", 2), sure("k", kind="constant")], [
        known("aa", "a", "a", 1), link("ka", "k", "a"), known("late", "a", "a", 0.9, delayed=True, speed=None),
    ], outcomes=("a",)), "a", draws=3, largest=0.01)  # fmt: skip
    assert found.looked_at > 0
    assert found.pushes == ()

"""What cannot be asked is refused with a sentence that says what to do."""

import warnings

import numpy as np
import pytest

from tests.wholesystem.dynamics.small_maps import a_map, everything, known, link, sure
from wholesystem import dynamics
from wholesystem.errors import QuestionError, UnknownNameError
from wholesystem.maps import InfluenceMap, Interval, Variable

PUSH = [dynamics.Push("level", 0.3)]


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: dynamics.Push("a", float("nan")), "from -10 to 10"),
        (lambda: dynamics.Push("a", 11), "from -10 to 10"),
        (lambda: dynamics.Push("a", True), "from -10 to 10"),
        (lambda: dynamics.Push("a", "much"), "from -10 to 10"),
        (lambda: dynamics.Push("a", 0.3, start=-1), "at least 0"),
        (lambda: dynamics.Push("a", 0.3, start=5, end=5), "at least 6"),
        (lambda: dynamics.Push("a", 0.3, start=1.5), "whole number"),
        (lambda: dynamics.Hold("a", 1.5), "from -1 to 1"),
        (lambda: dynamics.Pulse("a", 3, 1), "from -2 to 2"),
        (lambda: dynamics.Pulse("a", 1, -1), "at least 0"),
        (lambda: dynamics.Change("a", "huge"), "off, weak, medium, strong"),
        (lambda: dynamics.Known(node="a", week=0, moved="rose", pushes=PUSH), "at least 1"),
        (lambda: dynamics.Known(node="a", week=1, moved="jumped", pushes=PUSH), "rose, fell, unmoved"),
        (lambda: dynamics.Known(node="a", week=1, moved="rose"), "nothing moves in any draw"),
        (lambda: dynamics.draw(everything(), draws=0), "at least 1"),
        (lambda: dynamics.draw(everything(), draws=True), "whole number"),
        (lambda: dynamics.draw(everything(), seed=2**64), "below 2"),
        (lambda: dynamics.draw(everything(), seed=-1), "at least 0"),
        (lambda: dynamics.draw(everything(), step=0.3), "divided by a whole number"),
        (lambda: dynamics.draw(everything(), step=2), "divided by a whole number"),
        (lambda: dynamics.draw("the-hold"), "not a map"),
        (lambda: dynamics.simulate(everything(), weeks=0), "at least 1"),
        (lambda: dynamics.simulate(everything(), threads=0), "at least 1"),
        (lambda: dynamics.simulate(everything(), pushes=[dynamics.Push("given", 1)]), "Hold it"),
        (lambda: dynamics.simulate(everything(), pulses=[dynamics.Pulse("given", 1, 0)]), "Hold it"),
        (lambda: dynamics.simulate(everything(), pulses=[dynamics.Pulse("first", 1, 0)]), "Push it"),
        (lambda: dynamics.simulate(everything(), weeks=520, draws=200_000), "GB"),
        (
            lambda: dynamics.simulate(
                everything(), holds=[dynamics.Hold("level", 0.5), dynamics.Hold("level", 0.6, 10, 20)]
            ),
            "two values in the same weeks",
        ),
        (lambda: dynamics.simulate(everything(), start=dynamics.Start("s", np.zeros((1, 2)))), "of shape"),
        (lambda: dynamics.simulate(everything(), draws=1, start=dynamics.Start("s", np.full((1, 10), 1.5))), "scale"),
        (
            lambda: dynamics.simulate(everything(), draws=1, start=dynamics.Start("s", np.full((1, 10), np.nan))),
            "scale",
        ),
        (lambda: dynamics.simulate(everything(), ensemble=dynamics.draw(everything(), 2)), "another map"),
        (lambda: dynamics.dominance(a_map(["a"])), "Name a push"),
    ],
)
def test_is_refused_with_a_sentence(make, says):
    with pytest.raises(QuestionError, match=says):
        make()


def test_an_influence_map_cannot_be_played():
    influence = InfluenceMap(id="i", title="Talk", variables=(sure("a"),), links=())
    with pytest.raises(QuestionError, match="influence map"):
        dynamics.simulate(influence)


def test_unknown_names_are_met_with_the_nearest():
    for ask in (
        lambda: dynamics.simulate(everything(), pushes=[dynamics.Push("levels", 1)]),
        lambda: dynamics.simulate(everything(), holds=[dynamics.Hold("levels", 1)]),
        lambda: dynamics.simulate(everything(), pulses=[dynamics.Pulse("levels", 1, 1)]),
        lambda: dynamics.simulate(everything(), keep=["levels"]),
        lambda: dynamics.press(everything(), "levels"),
    ):
        with pytest.raises(UnknownNameError, match='Did you mean "level"'):
            ask()
    with pytest.raises(UnknownNameError, match="more than one face"):
        dynamics.simulate(everything(), pushes=[dynamics.Push("friends", 1)])
    with pytest.raises(UnknownNameError, match='Did you mean "level-slow"'):
        dynamics.simulate(everything(), changes=[dynamics.Change("level-slo", "off")])


def test_what_is_too_quick_for_the_finest_step_is_refused_by_name():
    hasty = a_map([Variable(id="hasty", label="Hasty", speed=Interval(0.1, 5))])
    with pytest.raises(QuestionError, match=r'variable "hasty" can be as quick as 0\.1 weeks'):
        dynamics.draw(hasty)
    stages = a_map([sure("a")], [link("aa", "a", "a", delayed=True, speed="days", order=3)])
    with pytest.raises(QuestionError, match=r'delay of link "aa" .* in 3 stages.* at least 0\.75 weeks'):
        dynamics.draw(stages)
    with pytest.warns(dynamics.StepWarning):
        assert dynamics.draw(hasty, draws=2, step=1 / 32).step.tolist() == [1 / 32, 1 / 32]


@pytest.mark.parametrize(("quickest", "step"), [(2.0, 1.0), (1.9, 0.5), (1, 0.5), (0.5, 0.25), (1 / 3, 0.125)])
def test_the_step_is_the_largest_that_is_half_of_everything(quickest, step):
    assert dynamics.draw(a_map([sure("a", quickest), sure("b", 9)]), draws=2).step.tolist() == [step, step]
    delayed = a_map([sure("a", 9)], [known("aa", "a", "a", 1, delayed=True, speed=Interval(quickest, quickest))])
    assert dynamics.draw(delayed, draws=1).step[0] == step


def test_a_step_by_hand_on_draws_made_before_warns_too():
    ensemble = dynamics.draw(everything(), draws=2)
    with pytest.warns(dynamics.StepWarning, match="by hand to 0.25"):
        run = dynamics.simulate(ensemble.map, ensemble=ensemble, weeks=2, step=0.25, pushes=PUSH)
    assert (run.ensemble.step == 0.25).all()
    with warnings.catch_warnings(action="error"):
        dynamics.simulate(ensemble.map, ensemble=ensemble, weeks=2, pushes=PUSH)


def test_paths_that_were_not_kept_are_asked_for_in_vain():
    run = dynamics.simulate(everything(), weeks=3, draws=2, keep=["level", "level"], pushes=PUSH)
    assert run.kept == ("level",)
    with pytest.raises(QuestionError, match="was not kept"):
        run.paths("slow")
    with pytest.raises(QuestionError, match="lower edge"):
        run.band("level", low=-1)
    with pytest.raises(QuestionError, match="upper edge"):
        run.band("level", low=0.9, high=0.1)


def test_drivers_stand_in_where_nothing_is_named():
    named, said = dynamics.reference(everything(), dynamics.Scenario())
    assert named.pushes == (dynamics.Push("level", 0.3),)
    assert named.holds == (dynamics.Hold("given", 0.3),)
    assert "declared drivers pushed by +0.3" in said
    own = dynamics.Scenario(pushes=PUSH)
    assert dynamics.reference(everything(), own)[0] is own


def test_warm_can_be_called_again():
    dynamics.warm()
    dynamics.warm()

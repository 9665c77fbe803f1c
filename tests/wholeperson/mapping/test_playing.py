"""A scenario played."""

import numpy as np
import pytest

from wholeperson.mapping.rules import playing
from wholeperson.mapping.rules.scenario import Move, Scenario
from wholesystem import catalogue
from wholesystem.errors import QuestionError
from wholesystem.maps import Link, SystemsMap, Variable

HOLD = catalogue.load("the-hold")
STRUGGLE = catalogue.load("the-struggle")
assert isinstance(HOLD, SystemsMap)
assert isinstance(STRUGGLE, SystemsMap)


@pytest.mark.needs("S6", "S9")
def test_easing_a_driver_eases_what_it_drives() -> None:
    played = playing.play(HOLD, Scenario(a=(Move("homelessness", "less"),), watch="the-escape"), draws=200)
    idea = played.ideas[0]
    assert idea.down > 90
    assert idea.up + idea.down <= 100
    assert played.base is None
    assert played.better is None
    assert any("Homelessness" in line for line in played.assumptions)


@pytest.mark.needs("S9")
def test_two_ideas_are_compared_on_the_same_draws() -> None:
    ideas = Scenario(a=(Move("the-desire", "more"),), b=(Move("the-desire", "much-more"),), watch="the-fix")
    first, second = playing.play(HOLD, ideas, draws=200).ideas
    assert first.run.ensemble is second.run.ensemble
    swapped = Scenario(a=ideas.b, b=ideas.a, watch="the-fix")
    assert playing.play(HOLD, ideas, draws=200).better == 100 - (playing.play(HOLD, swapped, draws=200).better or 0)


def test_a_changed_arrow_is_compared_with_the_run_without_the_change() -> None:
    played = playing.play(HOLD, Scenario(a=(Move("buzz-escape", "taken-away"),), watch="the-escape"), draws=200)
    assert played.base is not None
    end = played.ideas[0].run.paths("the-escape")[-1] - played.base.paths("the-escape")[-1]
    assert played.ideas[0].up == round(100 * float(np.mean(end > 0.01)))


@pytest.mark.needs("S6")
def test_the_loops_that_carried_it_are_named() -> None:
    played = playing.play(STRUGGLE, Scenario(a=(Move("decision-to-recover", "more"),), watch="tendency-to-recover"))
    names = [loop.name for loop, _ in played.ideas[0].carried]
    assert names[0] in {"Success breeds success", "Sliding back"}
    assert all(share > 0 for _, share in played.ideas[0].carried)


def test_a_loop_carries_what_its_weakest_arrow_is_worth_and_nothing_where_they_pull_both_ways() -> None:
    loop = next(loop for loop in STRUGGLE.loops() if loop.name == "Sliding back")
    first, second = loop.links
    assert playing._least({first: 0.4, second: 0.1}, loop) == 0.1
    assert playing._least({first: -0.4, second: -0.1}, loop) == -0.1
    assert playing._least({first: 0.4, second: -0.1}, loop) == 0.0


def test_nothing_carries_what_does_not_move() -> None:
    variables = tuple(Variable(id=name, label=name) for name in ("a", "b", "far"))
    links = (
        Link(id="a-b", source="a", target="b", polarity="+"),
        Link(id="b-a", source="b", target="a", polarity="+"),
    )
    apart = SystemsMap(id="apart", title="Apart", variables=variables, links=links, outcomes=("b",))
    idea = playing.play(apart, Scenario(a=(Move("a", "more"),), watch="far"), draws=50).ideas[0]
    assert (idea.up, idea.down, idea.carried) == (0, 0, ())
    assert idea.others[0][0] == "b"


@pytest.mark.needs("S9")
def test_a_harm_is_never_played_upwards() -> None:
    with pytest.raises(QuestionError, match="What could help earlier"):
        playing.play(HOLD, Scenario(a=(Move("homelessness", "much-more"),), watch="the-fix"))

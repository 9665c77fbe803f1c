"""How findings and parts are put into words."""

import pytest
from django.test import Client

from wholeperson.mapping import public
from wholeperson.mapping.presenters import what_if
from wholeperson.mapping.rules.playing import play
from wholeperson.mapping.rules.scenario import Move, Scenario
from wholesystem import catalogue
from wholesystem.maps import Claim, Link, SystemsMap, Variable

HOLD = catalogue.load("the-hold")
assert isinstance(HOLD, SystemsMap)


@pytest.mark.parametrize(
    ("up", "down", "says"),
    [
        (0, 0, "Sleep does not move after a year."),
        (99, 0, "Sleep rises after a year in nearly every run."),
        (17, 83, "Sleep eases after a year in 83 of 100 runs."),
    ],
)
def test_a_finding_is_one_sentence(up: int, down: int, says: str) -> None:
    assert what_if.finding("Sleep", up, down, "a year") == says


def test_how_sure_it_is_follows_from_the_runs_that_go_the_other_way() -> None:
    idea = play(HOLD, Scenario(a=(Move("the-desire", "more"),), watch="the-fix"), draws=50).ideas[0]

    def sure(up: int, down: int) -> str:
        return what_if._how_sure(type(idea)(**{**vars(idea), "up": up, "down": down}))

    assert "could go either way" in sure(60, 40)
    assert sure(90, 10) == "In 10 of 100 it goes the other way."
    assert sure(99, 1) == "How much differs a lot from run to run."
    assert sure(0, 0) == "Nothing on this map leads from the change to there."


def test_two_ideas_of_the_same_strength_are_not_ranked() -> None:
    same = Scenario(a=(Move("the-desire", "more"),), b=(Move("the-desire", "more"),), watch="the-fix")
    assert "neither idea clearly does more" in what_if._together("The Fix", play(HOLD, same, draws=50))


def test_a_loop_that_held_back_is_told_as_that() -> None:
    assert what_if._size(-17) == "It held back: without it, the change would be about 17 % larger."
    assert what_if._size(130) == "Without it, the change would be about 100 % smaller."


@pytest.mark.django_db
def test_a_disputed_arrow_tells_who_says_what(client: Client) -> None:
    public.publish(
        by="system:test",
        why="for a test",
        a_map=SystemsMap(
            id="disputed",
            title="Disputed",
            variables=(
                Variable(id="tea", label="Tea", note="Nobody asked about coffee."),
                Variable(id="sleep", label="Sleep"),
            ),
            links=(
                Link(
                    id="tea-sleep", source="tea", target="sleep", polarity="disputed", strength="weak",
                    claims=(Claim(by="The morning group", polarity="+"), Claim(by="The evening group", polarity="-")),
                ),
            ),
        ),
    )  # fmt: skip
    page = client.get("/maps/disputed/?link=tea-sleep").content.decode()
    assert "People disagree which way" in page
    assert "The evening group say: opposite direction." in page
    assert "People called it a weak push." in page
    page = client.get("/maps/disputed/?variable=tea").content.decode()
    assert "Nobody asked about coffee." in page
    assert "No loops lead round on this map" in client.get("/maps/disputed/").content.decode()


def test_the_maps_can_be_drawn_before_anybody_asks() -> None:
    public.warm()

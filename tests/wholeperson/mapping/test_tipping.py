"""Can it tip: the rules, the words and the page."""

import re
from dataclasses import replace
from html import unescape
from itertools import permutations
from xml.etree import ElementTree

import pytest
from django.test import Client

from wholeperson.mapping.presenters import tipping, valleys
from wholeperson.mapping.rules import mattering, turning
from wholesystem import catalogue, dynamics
from wholesystem.errors import UnknownNameError
from wholesystem.maps import Link, SystemsMap, Variable

STRUGGLE = catalogue.load("the-struggle")
JOINED = catalogue.load("user-generated-system")
assert isinstance(STRUGGLE, SystemsMap)
assert isinstance(JOINED, SystemsMap)
PLAYED = [a_map for name in catalogue.names() if isinstance(a_map := catalogue.load(name), SystemsMap)]
EVERY = [(a_map, outcome) for a_map in PLAYED for outcome in a_map.outcomes]
OUTCOME = "tendency-to-recover"


@pytest.fixture
def page(client: Client, db: None):
    def read(address: str, status: int = 200) -> str:
        answer = client.get(f"/maps/{address}")
        assert answer.status_code == status, address
        return unescape(answer.content.decode())

    return read


@pytest.mark.needs("S6", "S9")
def test_the_struggle_tells_its_share_the_pushes_that_tip_it_and_the_two_together(page) -> None:
    shown = page("the-struggle/tipping/")
    assert re.search(
        r"Most runs settle in one place\. In \d+ of 100 runs The Struggle can stay in more than one", shown
    )
    assert "Which pushes tip it" in shown
    assert "The two changes that help most together" in shown
    assert "tips it by itself in" in shown
    assert "What is worth keeping" in shown
    assert "Nobody should have to lose these" in shown
    assert "It is not a place where a person is." in shown
    assert "rest:" not in shown
    assert "/maps/the-struggle/matters/?outcome=tendency-to-recover" in shown


def test_a_map_with_one_place_says_so_and_what_a_held_run_is(page) -> None:
    shown = page("adversity-trauma-resilience/tipping/")
    assert "settles in one place at most" in shown
    assert "A run that is held" in shown
    assert "it does not stay by itself" in shown
    assert "Which pushes tip it" not in shown


def test_swings_and_overshoots_are_named_where_they_occur(page) -> None:
    shown = page("user-generated-system/tipping/")
    assert "it can start to swing" in shown
    assert "it goes too far at first" in shown
    assert "start to swing" not in page("the-struggle/tipping/")


def test_what_cannot_be_read_is_not_found_and_what_cannot_be_played_says_so(page) -> None:
    page("the-struggle/tipping/?outcome=no-such-thing", 404)
    assert "This map cannot be played" in page("influence-crawley/tipping/")
    with pytest.raises(UnknownNameError):
        turning.ask(STRUGGLE, "no-such-thing")


@pytest.mark.once
@pytest.mark.needs("S9")
@pytest.mark.parametrize(("a_map", "outcome"), EVERY, ids=[f"{a_map.id} {outcome}" for a_map, outcome in EVERY])
def test_no_page_ever_tips_by_raising_a_harm_or_by_losing_family(
    page, monkeypatch: pytest.MonkeyPatch, a_map: SystemsMap, outcome: str
) -> None:
    monkeypatch.setattr(turning, "DRAWS", 32)
    monkeypatch.setattr(mattering, "DRAWS", 24)
    shown = page(f"{a_map.id}/tipping/?outcome={outcome}")
    for turn in turning.ask(a_map, outcome, 32).turns:
        for tip in turn.tips:
            assert (tip.size.median < 0) == a_map.is_harm(tip.variable)
    for node in a_map.nodes:
        if a_map.is_harm(node):
            assert f"Supporting {a_map.label(node)} " not in shown
            assert f"Losing some of {a_map.label(node)} " not in shown
    for variable in a_map.variables:
        if variable.facets:
            assert f"Easing {variable.label}<" not in shown


def test_a_map_that_nothing_pushes_is_still_looked_at(page, monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = replace(STRUGGLE, id="quiet", drivers=())
    monkeypatch.setattr("wholeperson.mapping.views.questions.open_map", lambda _: quiet)
    shown = page("quiet/tipping/")
    assert "Which pushes tip it" in shown
    assert "The two changes that help most together" not in shown
    assert turning.ask(quiet, OUTCOME, 200).held is None


def test_what_is_pushed_tips_in_its_best_share_and_arrows_are_not_tried() -> None:
    found = turning.ask(STRUGGLE, OUTCOME, 200)
    best = found.turns[0].tips[0]
    assert turning.tips_by(found, dynamics.Move(best.variable, "support")) == best.share_of_draws
    arrow = dynamics.Move("recover-decision", "weaken")
    assert turning.tips_by(found, arrow) == 0
    assert "pushes on circles only" in tipping._tips_by(STRUGGLE, arrow, 0)
    assert "in no run" in tipping._tips_by(STRUGGLE, dynamics.Move("no-light", "ease"), 0)


def test_a_way_to_stay_is_named_by_what_stands_higher_and_lower() -> None:
    rest = turning.Rest(id="rest:1", share=0.1, valued=(("no-light", -1),), others=(("labelling", 1),))
    assert tipping.name(STRUGGLE, rest) == "No Light lower"
    assert tipping.name(STRUGGLE, replace(rest, valued=())) == "Labelling higher"
    assert tipping.name(STRUGGLE, replace(rest, valued=(), others=())) == "Almost as today"
    assert tipping.name(STRUGGLE, replace(rest, id="today")) == "As today"
    many = tuple((node, 1) for node in STRUGGLE.nodes[:8])
    assert tipping.name(STRUGGLE, replace(rest, valued=many)).endswith("and 2 more")


@pytest.mark.parametrize(
    ("size", "says"),
    [
        ((0.1, 0.1, 0.14), "a little more"),
        ((0.3, 0.1, 0.5), "more (from a little more to much more)"),
        ((-0.5, -1.4, -0.2), "much less (from less to beyond much less)"),
        ((0.9, 0.7, 1.9), "beyond much more"),
    ],
)
def test_a_push_is_as_large_as_what_if_would_say(size: tuple[float, float, float], says: str) -> None:
    assert tipping.size(dynamics.Size(*size)) == says


def test_where_no_push_helps_without_harm_that_is_the_answer() -> None:
    found = replace(turning.ask(STRUGGLE, OUTCOME, 200), turns=(), undone=())
    shown = tipping.tipping_page(STRUGGLE, found)
    assert "No push that we tried" in shown.findings[1]
    assert not shown.tips
    kept = replace(found, turns=turning.ask(STRUGGLE, OUTCOME, 200).turns)
    assert not any("worth keeping" in line for line in tipping.tipping_page(STRUGGLE, kept).findings)
    often = tipping.tipping_page(STRUGGLE, replace(found, more=0.7))
    assert often.findings[0].startswith("Many runs can settle in more than one place.")


def test_a_push_that_does_it_in_some_of_the_runs_says_in_how_many() -> None:
    tip = turning.ask(STRUGGLE, OUTCOME, 200).turns[0].tips[0]
    assert "every run we tried" in tipping._of_these(replace(tip, of_these=1.0))
    assert "40 in 100 of the runs we tried" in tipping._of_these(replace(tip, of_these=0.4))
    assert tipping._long(replace(tip, weeks=7)) == "7 weeks"


def test_a_wide_valley_is_a_common_one_and_a_rare_one_can_still_be_seen() -> None:
    root = ElementTree.fromstring(valleys.write([0.9, 0.005, 0.3], "Valleys & a ball"))
    at = [float(text.get("x", "0")) for text in root.findall("text")]
    assert len(at) == 3
    assert at == sorted(at)
    assert root.get("aria-label") == "Valleys & a ball"
    assert len(root.findall("circle")) == 1
    widths = valleys._widths([0.9, 0.005, 0.3])
    assert widths[0] > widths[2] > widths[1] >= valleys.NARROWEST
    assert sum(widths) <= valleys.WIDTH
    assert valleys._widths([0.0, 0.0])[0] == valleys.NARROWEST


def test_a_map_that_never_comes_to_rest_has_no_valley() -> None:
    assert ElementTree.fromstring(valleys.write([], "")).findall("text") == []


def test_three_that_feed_each_other_can_tip() -> None:
    trio = SystemsMap(
        id="trio",
        title="Trio",
        variables=tuple(Variable(id=name, label=name.upper()) for name in "abc"),
        links=tuple(
            Link(id=f"{one}-{other}", source=one, target=other, polarity="+", strength="strong")
            for one, other in permutations("abc", 2)
        ),
        outcomes=("b",),
    )
    found = turning.ask(trio, "b", 24)
    assert found.more > 0
    assert found.held is None
    assert {sign for rest in found.rests for node, sign in rest.valued} == {-1, 1}

"""Which loops drive a run is told as a story of spans, each no shorter than a month."""

from html import unescape
from itertools import pairwise

import pytest
from django.test import Client

from tests.wholeperson.mapping.test_pages import text
from wholeperson.mapping.presenters import driving as presenter
from wholeperson.mapping.rules import driving
from wholeperson.mapping.rules.driving import SETTLES, drive, spans
from wholesystem import catalogue
from wholesystem.dynamics import Dominant
from wholesystem.errors import QuestionError, UnknownNameError
from wholesystem.maps import Link, SystemsMap, Variable

pytestmark = pytest.mark.django_db
HOLD = "/maps/the-hold/drives/"


def load(name: str) -> SystemsMap:
    a_map = catalogue.load(name)
    assert isinstance(a_map, SystemsMap)
    return a_map


def test_spans_with_one_leader_are_joined_and_short_ones_go_to_the_longer_neighbour() -> None:
    told = spans(
        [
            Dominant(1, 6, ("self:a", "x"), 0.5),
            Dominant(6, 8, ("y",), 1.0),
            Dominant(8, 20, ("x", "y"), 0.6),
            Dominant(20, 32, ("x", "z"), 0.8),
        ]
    )
    assert [(one.start, one.end, one.leader) for one in told] == [(1, 6, SETTLES), (6, 32, "x")]
    assert told[0].share == 50
    assert told[1].beside == ("y", "z")
    assert told[1].share == round(100 * (2 * 1.0 + 12 * 0.6 + 12 * 0.8) / 26)
    assert told[1].together == 2


def test_never_more_than_eight_spans_are_told() -> None:
    weekly = [Dominant(10 * at, 10 * at + 10, (f"loop-{at}",), 0.9) for at in range(20)]
    told = spans(weekly)
    assert len(told) <= driving.SPANS_AT_MOST
    assert (told[0].start, told[-1].end) == (0, 200)
    assert all(before.end == after.start for before, after in pairwise(told))
    assert spans([]) == ()
    assert len(spans([Dominant(3, 4, ("x",), 0.9)])) == 1


@pytest.mark.needs("S6")
def test_without_a_change_the_maps_drivers_push_and_the_page_says_so(client: Client) -> None:
    page = unescape(text(client, HOLD))
    assert "the map's own drivers push: The Escape." in page
    assert "In the first" in page
    assert "7 loops, and each variable's own fading." in page
    assert "60 draws from seed 1" in page
    assert "It is not you" in page


@pytest.mark.parametrize("name", [name for name in catalogue.names() if catalogue.load(name).kind == "systems"])
def test_every_map_of_the_reports_tells_its_story_span_by_span(client: Client, name: str) -> None:
    driven = drive(load(name), (), 5)
    assert 1 <= len(driven.spans) <= driving.SPANS_AT_MOST
    assert all(one.end - one.start >= driving.SHORTEST for one in driven.spans)
    for at in range(1, len(driven.spans) + 1):
        assert 'aria-current="step"' in text(client, f"/maps/{name}/drives/?at={at}")


def test_a_span_lights_its_loop_and_nothing_where_none_leads(client: Client) -> None:
    driven = drive(load("the-hold"), (), 5)
    leading = next(at for at, one in enumerate(driven.spans, 1) if one.leader != SETTLES)
    assert "some-lit" in text(client, f"{HOLD}?at={leading}")
    settling = next(at for at, one in enumerate(driven.spans, 1) if one.leader == SETTLES)
    assert "some-lit" not in text(client, f"{HOLD}?at={settling}")


def test_the_change_of_a_what_if_is_carried_over(client: Client) -> None:
    page = unescape(text(client, f"{HOLD}?a=the-desire.more&years=2"))
    assert "What was changed: The Desire: more." in page
    assert '<input type="hidden" name="a" value="the-desire.more">' in page
    only_an_arrow = unescape(text(client, f"{HOLD}?a=escape-fix.weaker"))
    assert "What was changed: The Escape → The Fix: made weaker." in only_an_arrow
    answer = unescape(text(client, "/maps/the-hold/what-if/?a=the-desire.more&years=2"))
    assert f"{HOLD}?a=the-desire.more&years=2" in answer
    assert "When does which loop drive it?" in answer


@pytest.mark.parametrize("asked", ["a=homelessness.more", "a=nonsense", "a=nothing.more"])
def test_what_cannot_be_asked_is_answered_with_a_sentence(client: Client, asked: str) -> None:
    assert "Not played yet." in text(client, f"{HOLD}?{asked}", status=422)


def two(*, drivers: tuple[str, ...]) -> SystemsMap:
    return SystemsMap(
        id="two",
        title="Two",
        variables=(Variable(id="tea", label="Tea"), Variable(id="cake", label="Cake")),
        links=(Link(id="a", source="tea", target="cake", polarity="+"),),
        drivers=drivers,
    )


def test_a_map_without_drivers_asks_for_a_change_first() -> None:
    with pytest.raises(QuestionError, match="Choose a change first"):
        drive(two(drivers=()), (), 1)
    with pytest.raises(UnknownNameError):
        drive(two(drivers=("tea",)), (driving.Move("milk", "more"),), 1)


def test_where_no_loop_moves_the_page_says_that(client: Client) -> None:
    a_map = two(drivers=("tea",))
    driven = drive(a_map, (), 1)
    assert driven.spans == ()
    shown = presenter.drives(a_map, (), 1, driven, "1", "")
    assert shown.current is None
    assert shown.picture is None


def test_a_span_is_said_by_its_place_in_the_story() -> None:
    a_map = load("the-hold")
    trap = next(loop for loop in a_map.loops() if loop.name == "The trap")

    def says(*parts: tuple[int, int, str]) -> list[str]:
        told = tuple(
            driving.Span(start=start, end=end, leader=leader, beside=(), together=9, share=50)
            for start, end, leader in parts
        )
        driven = driving.Driven(
            spans=told, apart=(), moves=("x",), drivers=(), searched="", assumptions=(), draws=60, weeks=52
        )
        return [one.says for one in presenter.drives(a_map, (), 1, driven, "", "").spans]

    assert says((0, 52, trap.id)) == ["All the way, “The trap” leads."]
    assert says((1, 2, SETTLES), (2, 30, trap.id), (30, 53, SETTLES)) == [
        "In the first weeks, each thing mostly settles by itself, and no loop leads.",
        "From month 1, “The trap” takes over.",
        "From month 8 on, each thing mostly settles by itself, and no loop leads.",
    ]
    assert says((0, 4, trap.id), (4, 52, SETTLES))[0] == "In the first month, “The trap” leads."


def test_where_many_loops_share_it_none_is_said_to_lead(client: Client) -> None:
    many = tuple(f"loop-{at}" for at in range(9))
    (one,) = spans([Dominant(0, 20, many, 0.5), Dominant(20, 40, many[::-1], 0.5)])
    assert one.leader == driving.SHARED
    assert one.together == 9
    assert len(one.beside) == driving.BESIDE_AT_MOST
    page = unescape(text(client, "/maps/user-generated-system/drives/?at=2"))
    assert "many loops share it, and none of them leads" in page
    assert "some-lit" in page

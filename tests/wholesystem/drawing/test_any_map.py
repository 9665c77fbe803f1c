"""A map that brings no places is placed without chance and without overlap, whatever its shape."""

import math
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wholesystem.maps.made import a_map, link
from wholesystem.drawing import draw, keep_places, marks
from wholesystem.drawing.placing import CELL, free_spot, place
from wholesystem.drawing.routing import route
from wholesystem.maps import Claim, InfluenceMap, Layout, Link, SubSystem, SystemsMap, Variable

SHAPES = ("wide", "tall")


@st.composite
def graphs(draw_: st.DrawFn) -> SystemsMap:
    """Up to 60 variables with links of every kind between them: none, to itself, side by side, in parts."""
    count = draw_(st.integers(1, 60))
    ends = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1), st.sampled_from("+-"), st.booleans())
    pairs = draw_(st.lists(ends, max_size=min(2 * count, 70), unique=True))
    links = [link(f"l{n}", f"v{a}", f"v{b}", sign, delayed=late) for n, (a, b, sign, late) in enumerate(pairs)]
    half = tuple(f"v{n}" for n in range(count // 2))
    parts = (SubSystem(id="half", label="Half", variables=half, tone="hold"),) if draw_(st.booleans()) else ()
    return a_map(" ".join(f"v{n}" for n in range(count)), *links, subsystems=parts)


def names(one: SystemsMap) -> list[str]:
    return [variable.id for variable in one.variables]


@settings(max_examples=40)
@given(one=graphs(), shape=st.sampled_from(SHAPES))
def test_every_circle_has_a_cell_of_its_own(one: SystemsMap, shape: str) -> None:
    layout = place(names(one), one.links, one.subsystems, shape)
    assert list(layout.places) == names(one)
    across, down = CELL[shape]
    for (x, y), (u, v) in combinations(layout.places.values(), 2):
        assert abs(x - u) >= across - 30 or abs(y - v) >= down - 1e-6
    for x, y in layout.places.values():
        assert 0 < x < layout.width
        assert 0 < y < layout.height


@settings(max_examples=15)
@given(one=graphs(), shape=st.sampled_from(SHAPES))
def test_placing_does_not_depend_on_chance(one: SystemsMap, shape: str) -> None:
    np.random.seed(None)  # noqa: NPY002  # whatever the old global chance does
    first = place(names(one), one.links, one.subsystems, shape)
    assert place(names(one), one.links, one.subsystems, shape) == first


@settings(max_examples=25)
@given(one=graphs(), shape=st.sampled_from(SHAPES))
def test_drawn_circles_do_not_overlap_and_lie_in_the_box(one: SystemsMap, shape: str) -> None:
    diagram = draw.__wrapped__(keep_places(one), shape)
    for a, b in combinations(diagram.circles, 2):
        assert math.hypot(a.x - b.x, a.y - b.y) >= a.radius + b.radius
    for circle in diagram.circles:
        left, top, right, bottom = circle.box(diagram.font)
        assert diagram.left <= left < right <= diagram.left + diagram.width
        assert diagram.top <= top < bottom <= diagram.top + diagram.height
    assert len(diagram.arrows) == len(one.links)
    assert all(math.isfinite(number) for arrow in diagram.arrows for point in arrow.points for number in point)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("count", [1, 2, 3, 5, 60])
def test_maps_without_links_are_placed(count: int, shape: str) -> None:
    one = a_map(" ".join(f"v{n}" for n in range(count)))
    assert len(set(place(names(one), (), (), shape).places.values())) == count
    assert len(draw(one, shape).circles) == count


def test_variables_of_one_sub_system_stand_closer_than_strangers() -> None:
    part = SubSystem(id="p", label="P", variables=("a", "b", "gone"))
    together = place(list("abcdefgh"), [], [part], "wide").places
    assert math.dist(together["a"], together["b"]) < max(math.dist(together["a"], together[one]) for one in "cdefgh")


def test_a_map_that_shows_nothing_at_first_shows_all() -> None:
    hidden = SystemsMap(id="m", title="M", variables=(Variable(id="a", label="A", shown="around"),), links=())
    assert [circle.id for circle in draw(hidden).circles] == ["a"]


def test_a_layout_that_lacks_a_variable_is_placed_anew() -> None:
    half = a_map("a b", layouts={"wide": Layout(100, 100, {"a": (50, 50)})})
    placed = keep_places(half).layouts["wide"].places
    assert {circle.id: (circle.x, circle.y) for circle in draw(half).circles} == dict(placed)
    assert set(keep_places(half).layouts["wide"].places) == {"a", "b"}


def test_a_layout_that_is_whole_is_kept() -> None:
    whole = a_map("a b", layouts={"wide": Layout(500, 500, {"a": (50, 50), "b": (400, 70)})})
    assert [(circle.x, circle.y) for circle in draw(whole).circles] == [(50, 50), (400, 70)]


def test_long_gaps_on_a_phone_are_closed_up() -> None:
    tall = a_map("a b", layouts={"tall": Layout(360, 2000, {"a": (100, 100), "b": (100, 1900)})})
    first, second = draw(tall, "tall").circles
    assert second.y - first.y < 250
    assert first.y == 100


def test_a_name_too_long_for_any_circle_stands_below_it() -> None:
    label = "An answer that nobody who was there could have put into fewer words than these"
    one = SystemsMap(
        id="m", title="M", variables=(Variable(id="a", label=label), Variable(id="b", label="B")), links=()
    )
    below, inside = draw(one).circles
    assert (below.inside, inside.inside) == (False, True)
    assert below.box(18)[3] > below.y + below.radius
    assert inside.box(18)[3] == inside.y + inside.radius


def test_circles_that_touch_still_have_an_arrow() -> None:
    near = a_map("a b", link("l", "a", "b"), layouts={"wide": Layout(100, 100, {"a": (50, 50), "b": (60, 50)})})
    (arrow,) = draw(near).arrows
    assert all(math.isfinite(number) for point in arrow.points for number in point)
    same = a_map("a b", link("l", "a", "b"), layouts={"wide": Layout(100, 100, {"a": (50, 50), "b": (50, 50)})})
    assert all(math.isfinite(number) for point in draw(same).arrows[0].points for number in point)


def test_arrows_side_by_side_and_back_do_not_lie_on_each_other() -> None:
    ways = (link("l", "a", "b"), link("m", "a", "b", "-"), link("n", "b", "a"))
    middles = [arrow.middle for arrow in draw(a_map("a b", *ways)).arrows]
    assert all(math.dist(one, other) > 12 for one, other in combinations(middles, 2))


def test_a_link_to_itself_is_a_small_ring_on_the_shoulder() -> None:
    diagram = draw(a_map("a b", link("l", "a", "a"), link("m", "a", "b")))
    ring, circle = diagram.arrows[0], diagram.circles[0]
    for x, y in (ring.start, ring.end):
        assert math.hypot(x - circle.x, y - circle.y) == pytest.approx(circle.radius, abs=3)
    assert ring.middle[0] > circle.x + circle.radius * 0.9
    assert ring.middle[1] < circle.y - circle.radius * 0.9


def test_loops_without_names_are_marked_up_to_nine_and_open_ones_with_a_question_mark() -> None:
    pairs = [link(f"{a}{b}", a, b) for a in "abcde" for b in "abcde" if a != b]
    assert len(marks(a_map("a b c d e", *pairs))) == 9
    claims = (Claim(by="us", polarity="+"), Claim(by="them", polarity="-"))
    disputed = a_map("a b", link("l", "a", "b", "disputed", claims=claims), link("m", "b", "a"))
    assert list(marks(disputed).values()) == ["?1"]


def test_an_influence_map_has_arrows_and_no_badges() -> None:
    one = InfluenceMap(
        id="m", title="M", variables=a_map("a b").variables, links=(Link(id="l", source="a", target="b"),)
    )
    diagram = draw(one)
    assert len(diagram.arrows) == 1
    assert diagram.badges == ()


def test_grounds_lie_under_parts_of_two_or_more_with_a_tone() -> None:
    parts = (
        SubSystem(id="p", label="P", variables=("a", "b"), tone="hold"),
        SubSystem(id="q", label="Q", variables=("c",), tone="recovery"),
        SubSystem(id="r", label="R", variables=("d", "e")),
    )
    assert [ground.id for ground in draw(a_map("a b c d e", subsystems=parts)).grounds] == ["p"]


def test_a_spot_that_is_free_is_taken_and_else_the_nearest() -> None:
    assert free_spot(1, 2, []) == (1, 2)
    assert free_spot(0, 0, [(100, 0, 50)]) == (0, 0)
    x, y = free_spot(0, 0, [(0, 0, 30)])
    assert 30 <= math.hypot(x, y) <= 36
    assert free_spot(0, 0, [(0, 0, 1000)]) == (0, 0)


def test_circles_that_were_all_put_on_one_spot_are_moved_apart_as_far_as_that_goes() -> None:
    names = [f"v{at}" for at in range(40)]
    heap = SystemsMap(
        id="heap",
        title="Heap",
        variables=tuple(Variable(id=name, label="A name of some length") for name in names),
        links=(),
        layouts={shape: Layout(360, 360, dict.fromkeys(names, (180.0, 180.0))) for shape in ("wide", "tall")},
    )
    for shape in ("wide", "tall"):
        assert len({(circle.x, circle.y) for circle in draw(heap, shape).circles}) > 30


def test_circles_that_touch_are_joined_by_a_straight_arrow() -> None:
    pair = SystemsMap(
        id="close",
        title="Close",
        variables=(Variable(id="a", label="A"), Variable(id="b", label="B")),
        links=(Link(id="a-b", source="a", target="b", polarity="+"),),
    )
    one, other = draw(pair, "wide").circles
    touching = {"a": replace(one, x=0.0, y=0.0), "b": replace(other, x=6.0, y=0.0)}
    (arrow,) = route(pair.links, touching, 18.0)
    assert arrow.start == (one.radius, 0.0)
    assert arrow.end == (6.0 - other.radius, 0.0)

"""The pictures of the catalogue can be read: nothing overlaps, nothing sticks out, nothing is too small."""

import math
from itertools import combinations, product

import pytest

from wholesystem import catalogue
from wholesystem.drawing import Diagram, draw, keep_places, marks
from wholesystem.drawing.diagram import Circle
from wholesystem.drawing.words import width
from wholesystem.maps import SystemsMap

LEAD = 1.16
SMALLEST = 15.0
WIDEST = {"wide": 1450, "tall": 400}
Box = tuple[float, float, float, float]

EVERY = [(name, shape, around) for name in catalogue.names() for shape in ("wide", "tall") for around in (False, True)]


def lines(circle: Circle, font: float) -> list[Box]:
    """The box of each line of a label that stands below its circle."""
    if circle.inside:
        return []
    first = circle.y + circle.radius + 4 + font
    bases = [(first + at * font * LEAD, width(line, font) / 2) for at, line in enumerate(circle.lines)]
    return [(circle.x - half, base - 0.7 * font, circle.x + half, base + 0.2 * font) for base, half in bases]


def on_top_of_each_other(diagram: Diagram) -> list[str]:
    """What covers what in a picture."""
    found = []
    for one, other in combinations(diagram.circles, 2):
        if math.hypot(one.x - other.x, one.y - other.y) < one.radius + other.radius:
            found.append(f"circles {one.id}, {other.id}")
        pairs = product(lines(one, diagram.font), lines(other, diagram.font))
        if any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for a, b in pairs):
            found.append(f"labels {one.id}, {other.id}")
    for one in diagram.circles:
        for left, top, right, bottom in lines(one, diagram.font):
            for other in diagram.circles:
                x, y = min(max(other.x, left), right), min(max(other.y, top), bottom)
                if other is not one and math.hypot(other.x - x, other.y - y) < other.radius:
                    found.append(f"label {one.id}, circle {other.id}")
    return found


@pytest.mark.parametrize(("name", "shape", "around"), EVERY)
def test_circles_and_labels_do_not_cover_each_other(name: str, shape: str, around: bool) -> None:
    found = on_top_of_each_other(draw(catalogue.load(name), shape, around))
    assert found == []


@pytest.mark.parametrize(("name", "shape", "around"), EVERY)
def test_everything_lies_within_the_box(name: str, shape: str, around: bool) -> None:
    diagram = draw(catalogue.load(name), shape, around)
    right, bottom = diagram.left + diagram.width, diagram.top + diagram.height
    boxes = [circle.box(diagram.font) for circle in diagram.circles]
    boxes += [(x, y, x, y) for arrow in diagram.arrows for x, y in arrow.points]
    boxes += [(badge.x - 18, badge.y - 18, badge.x + 18, badge.y + 18) for badge in diagram.badges]
    for box in boxes:
        assert diagram.left <= box[0]
        assert diagram.top <= box[1]
        assert box[2] <= right
        assert box[3] <= bottom


@pytest.mark.parametrize(("name", "shape", "around"), EVERY)
def test_a_picture_fits_its_screen_and_can_be_read(name: str, shape: str, around: bool) -> None:
    diagram = draw(catalogue.load(name), shape, around)
    assert diagram.width <= WIDEST[shape]
    assert diagram.font >= SMALLEST


@pytest.mark.parametrize(("name", "shape", "around"), EVERY)
def test_arrows_start_and_end_beside_the_edges_of_their_circles(name: str, shape: str, around: bool) -> None:
    diagram = draw(catalogue.load(name), shape, around)
    at = {circle.id: circle for circle in diagram.circles}
    for arrow in diagram.arrows:
        for (x, y), end in ((arrow.start, at[arrow.link.source]), (arrow.end, at[arrow.link.target])):
            gap = math.hypot(x - end.x, y - end.y) - end.radius
            # A curve is cut at one of its 32 pieces, so that a long one may end a piece away.
            assert -0.1 <= gap <= max(20.0, math.dist(arrow.start, arrow.end) / 10), (arrow.link.id, gap)
        assert math.hypot(*arrow.heading) == pytest.approx(1)
        assert arrow.points[0] == pytest.approx(arrow.start)
        assert arrow.points[-1] == pytest.approx(arrow.end)


@pytest.mark.parametrize(("name", "shape", "around"), EVERY)
def test_badges_stand_clear_of_circles_and_of_each_other(name: str, shape: str, around: bool) -> None:
    diagram = draw(catalogue.load(name), shape, around)
    for badge in diagram.badges:
        assert all(math.hypot(badge.x - one.x, badge.y - one.y) >= one.radius + 18 for one in diagram.circles)
    for one, other in combinations(diagram.badges, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) >= 36


@pytest.mark.parametrize(("name", "shape", "around"), EVERY)
def test_a_picture_shows_what_it_is_asked_to_and_every_arrow_between(name: str, shape: str, around: bool) -> None:
    one = catalogue.load(name)
    diagram = draw(one, shape, around)
    shown = {variable.id for variable in one.variables if around or variable.shown == "core"}
    assert {circle.id for circle in diagram.circles} == shown
    links = [link.id for link in one.links if {link.source, link.target} <= shown]
    assert [arrow.link.id for arrow in diagram.arrows] == links
    assert all(" ".join(circle.lines) == " ".join(circle.label.split()) for circle in diagram.circles)


@pytest.mark.parametrize(("name", "shape", "around"), EVERY)
def test_the_same_picture_is_drawn_twice(name: str, shape: str, around: bool) -> None:
    one = catalogue.load(name)
    assert draw.__wrapped__(one, shape, around) == draw.__wrapped__(one, shape, around)


@pytest.mark.parametrize("name", catalogue.names())
def test_loops_with_names_are_marked_and_else_the_first_few(name: str) -> None:
    one = catalogue.load(name)
    if not isinstance(one, SystemsMap):
        assert marks(one) == {}
        return
    kinds = {loop.id: loop.kind[0].upper() for loop in one.loops()}
    found = marks(one)
    assert len(set(found.values())) == len(found) == (len(one.loop_names) or min(9, len(one.loops())))
    assert all(mark[0] == kinds[loop] for loop, mark in found.items())


@pytest.mark.parametrize("name", catalogue.names())
def test_places_that_are_kept_stay_and_those_that_are_missing_are_added(name: str) -> None:
    one = catalogue.load(name)
    kept = keep_places(one)
    assert kept.layouts == one.layouts
    for shape in ("wide", "tall"):
        assert set(kept.layouts[shape].places) == {variable.id for variable in one.variables}

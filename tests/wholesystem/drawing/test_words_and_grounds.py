"""Labels break where their words allow it, and a ground goes round all that stands on it."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholesystem.drawing.ground import convex_hull, outline
from wholesystem.drawing.words import in_circle, width, wrap

TEXTS = st.lists(st.text("abcdeWMil-,", min_size=1, max_size=7), min_size=1, max_size=9).map(" ".join)
NUMBERS = st.integers(-300, 300)
POINTS = st.tuples(NUMBERS, NUMBERS)


@given(text=TEXTS, room=st.floats(40, 200), size=st.sampled_from([15.0, 18.0]))
def test_wrapping_keeps_every_word_in_order_and_keeps_to_the_room(text: str, room: float, size: float) -> None:
    lines = wrap(text, room, size)
    assert " ".join(lines).split() == text.split()
    for line in lines:
        assert width(line, size) <= room or " " not in line
    for line, after in pairwise(lines):
        assert width(f"{line} {after.split()[0]}", size) > room


@given(text=TEXTS, size=st.floats(10, 30))
def test_width_grows_with_the_text_and_the_size(text: str, size: float) -> None:
    assert width(text + "a", size) > width(text, size)
    assert width(text, 2 * size) == pytest.approx(2 * width(text, size))


def test_wide_narrow_capital_and_other_letters_differ() -> None:
    assert width("i", 10) < width("a", 10) < width("A", 10) < width("W", 10)
    assert width("", 10) == 0


@given(text=TEXTS, radius=st.floats(20, 90))
def test_what_fits_a_circle_stays_inside_it(text: str, radius: float) -> None:
    lines = in_circle(text, radius, 18, 21)
    for at, line in enumerate(lines or ()):
        away = abs((at - (len(lines or ()) - 1) / 2) * 21)
        assert (width(line, 18) / 2) ** 2 + away**2 < radius**2


def test_a_word_too_long_for_a_circle_does_not_fit_it() -> None:
    assert in_circle("antidisestablishmentarianism", 40, 18, 21) is None
    assert in_circle("The Fix", 40, 18, 21) is not None


def turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


@given(points=st.lists(POINTS, min_size=3, max_size=30, unique=True))
def test_a_hull_holds_every_point_and_never_bends_inwards(points: list[tuple[float, float]]) -> None:
    hull = convex_hull(points)
    assert set(hull) <= set(points)
    corners = [(a, b) for a, b in zip(hull, [*hull[1:], hull[0]], strict=True) if a != b]
    for a, b in corners:
        assert all(turn(a, b, point) >= 0 for point in points)


@given(
    boxes=st.lists(st.tuples(POINTS, st.integers(1, 400), st.integers(1, 400)), min_size=1, max_size=8),
    pad=st.sampled_from([14.0, 30.0]),
)
def test_a_ground_goes_round_every_box(boxes: list[tuple[tuple[int, int], int, int]], pad: float) -> None:
    corners = [(float(x), float(y), float(x + across), float(y + down)) for (x, y), across, down in boxes]
    path, (x, y) = outline(corners, pad)
    assert path.startswith("M")
    assert path.endswith("Z")
    numbers = [float(number) for number in re.findall(r"-?\d+", path)]
    spots = list(zip(numbers[::2], numbers[1::2], strict=True))
    starts, bends, ends = spots[0::3], spots[1::3], spots[2::3]
    tops = [
        tuple((a + 2 * b + c) / 4 for a, b, c in zip(*three, strict=True))
        for three in zip(starts, bends, ends, strict=True)
    ]
    assert min(spot[0] for spot in tops) < min(box[0] for box in corners)
    assert max(spot[0] for spot in tops) > max(box[2] for box in corners)
    assert min(spot[1] for spot in tops) < min(box[1] for box in corners)
    assert max(spot[1] for spot in tops) > max(box[3] for box in corners)
    assert y < min(box[1] for box in corners)
    assert min(box[0] for box in corners) <= x <= max(box[2] for box in corners)

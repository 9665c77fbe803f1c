"""A place as a sketch: from points on the earth to places on paper, for a desk and drawn again for a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, radians

from wholeperson.directory.rules.spot import KM_A_DEGREE, Spot

RADIUS = 17.0  # a circle with a number of up to three figures
APART = 2 * RADIUS + 4
LETTER = 0.58  # of the font's size, about, for each letter
FONT = 17.0
LEAD = 24.0
STEPS = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
NARROWEST_KM = 0.6
CLOSE_KM = 1.0  # a neighbourhood that is this close to something is on the paper too


@dataclass(frozen=True)
class Paper:
    """How large the drawing is, and how much of its edge stays free."""

    width: float
    tallest: float
    edge: float = 84.0


WIDE, TALL = Paper(960, 620), Paper(360, 640, 54.0)


@dataclass(frozen=True)
class Mark:
    """One circle: where it stands, and which of the given points it holds."""

    x: float
    y: float
    holds: tuple[int, ...]


@dataclass(frozen=True)
class Name:
    """The name of a neighbourhood, and where its middle stands."""

    text: str
    x: float
    y: float


@dataclass(frozen=True)
class Sketch:
    """A drawing: its size, its circles, its names, and how long a line is that stands for some kilometres."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    names: tuple[Name, ...]
    scale_km: float
    scale_length: float


def sketch(spots: Sequence[Spot], named: Sequence[tuple[str, Spot]], paper: Paper = WIDE) -> Sketch:
    """Draw points on paper, north on top. Points that would touch share a circle.

    Args:
        spots: what is drawn, at least one.
        named: names of neighbourhoods and where they are; one that lies outside, or would cover another, is left out.
        paper: how large it may be.
    """
    shrink = cos(radians(sum(spot.latitude for spot in spots) / len(spots)))
    close = [spot for _, spot in named if min(spot.km(other) for other in spots) <= CLOSE_KM]
    across = [spot.longitude * shrink * KM_A_DEGREE for spot in (*spots, *close)]
    down = [-spot.latitude * KM_A_DEGREE for spot in (*spots, *close)]
    left, top = min(across), min(down)
    wide, high = max(max(across) - left, NARROWEST_KM), max(max(down) - top, NARROWEST_KM)
    room = paper.width - 2 * paper.edge
    scale = min(room / wide, (paper.tallest - 2 * paper.edge) / high)
    height = high * scale + 2 * paper.edge + LEAD
    indent = (paper.width - (max(across) - left) * scale) / 2
    points = [(indent + (x - left) * scale, paper.edge + (y - top) * scale) for x, y in zip(across, down, strict=True)]
    marks = _together(points[: len(spots)])
    places = [
        (text, indent + (spot.longitude * shrink * KM_A_DEGREE - left) * scale,
         paper.edge + (-spot.latitude * KM_A_DEGREE - top) * scale)
        for text, spot in named
    ]  # fmt: skip
    km = max((step for step in STEPS if step * scale <= room / 3), default=STEPS[0])
    return Sketch(paper.width, height, marks, _named(places, marks, paper.width, height), km, km * scale)


def _together(points: Sequence[tuple[float, float]]) -> tuple[Mark, ...]:
    """Put each point into the nearest circle that it would touch, or into one of its own."""
    marks: list[tuple[float, float, list[int]]] = []
    for at, (x, y) in enumerate(points):
        gap, nearest = min(((hypot(x - mark[0], y - mark[1]), n) for n, mark in enumerate(marks)), default=(APART, -1))
        if gap < APART:
            marks[nearest][2].append(at)
        else:
            marks.append((x, y, [at]))
    return tuple(Mark(x, y, tuple(holds)) for x, y, holds in sorted(marks, key=lambda mark: (mark[1], mark[0])))


def _named(
    places: Sequence[tuple[str, float, float]], marks: Sequence[Mark], width: float, height: float
) -> tuple[Name, ...]:
    """Put each name where nothing else stands: on its middle, or a little above or below it."""
    taken = [(mark.x - RADIUS, mark.y - RADIUS, mark.x + RADIUS, mark.y + RADIUS) for mark in marks]
    found = []
    for text, x, y in places:
        half = len(text) * FONT * LETTER / 2
        for shift in (0.0, -LEAD, LEAD, -2 * LEAD, 2 * LEAD, -3 * LEAD, 3 * LEAD):
            box = (x - half, y + shift - FONT, x + half, y + shift + 5)
            inside = box[0] >= 0 and box[2] <= width and box[1] >= 0 and box[3] <= height - LEAD
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                found.append(Name(text, x, y + shift))
                break
    return tuple(found)


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

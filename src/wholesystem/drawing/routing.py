"""The way of each arrow: a steady curve that keeps clear of circles, labels and the arrows drawn before it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from wholesystem.maps import Link

Array = NDArray[np.float64]
Point = tuple[float, float]

BOWS = (0.14, -0.14, 0.22, -0.22, 0.06, -0.06, 0.3, -0.3, 0.4, -0.4, 0.52, -0.52)
USUAL = 0.14
GAP = 5.0
HEAD = 13.0
SAMPLES = np.linspace(0.0, 1.0, 33)
CLEAR = 14.0
CLOSE = 10.0
APART = 0.19
LOOSE, STRICT = 0.17, 2.0


class Round(Protocol):
    """Something round with a label that arrows start from, lead to and keep clear of."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def x(self) -> float:
        """The centre, across."""
        ...

    @property
    def y(self) -> float:
        """The centre, down."""
        ...

    @property
    def radius(self) -> float:
        """Its radius."""
        ...

    @property
    def inside(self) -> bool:
        """Whether its label stands inside it."""
        ...

    def box(self, font: float) -> tuple[float, float, float, float]:
        """Left, top, right and bottom with its label."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """One drawn link: a quadratic curve from ``start`` over ``control`` to ``end``, and where its marks go."""

    link: Link
    start: Point
    control: Point
    end: Point
    middle: Point
    slope: Point
    heading: Point
    points: tuple[Point, ...]


def route(
    links: Iterable[Link], circles: Mapping[str, Round], font: float, *, strict: bool = False
) -> tuple[Arrow, ...]:
    """Find a way for each link, the short ones first, and give them back in the map's order."""
    links = list(links)
    field = _Field(circles, font, STRICT if strict else LOOSE)
    arrows: dict[str, Arrow] = {}
    for link in sorted(links, key=lambda link: (_distance(link, circles), link.id)):
        arrow = field.best(link)
        field.remember(arrow.points)
        arrows[link.id] = arrow
    return tuple(arrows[link.id] for link in links)


def _distance(link: Link, circles: Mapping[str, Round]) -> float:
    a, b = circles[link.source], circles[link.target]
    return float(np.hypot(a.x - b.x, a.y - b.y))


class _Field:
    """What an arrow has to keep clear of."""

    def __init__(self, circles: Mapping[str, Round], font: float, outside: float) -> None:
        self.outside = outside
        self.circles = circles
        self.ids = list(circles)
        self.centres = np.array([[circle.x, circle.y] for circle in circles.values()])
        self.radii = np.array([circle.radius for circle in circles.values()])
        boxes = np.array([circle.box(font) for circle in circles.values()])
        self.edges = np.array([*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0)])
        below = [at for at, circle in enumerate(circles.values()) if not circle.inside]
        self.label_of = np.array(below, dtype=int)
        self.labels = boxes[below].reshape(-1, 4)
        self.labels[:, 1] += 2 * self.radii[below] + 2
        self.drawn = np.empty((0, 2))
        self.bows: dict[tuple[str, str], float] = {}

    def remember(self, points: Sequence[Point]) -> None:
        self.drawn = np.vstack([self.drawn, np.array(points)[2:-2:3]])

    def best(self, link: Link) -> Arrow:
        source, target = self.circles[link.source], self.circles[link.target]
        if source is target:
            return _ring(link, source)
        ways = [(bow, way) for bow in BOWS if (way := _way(source, target, bow)) is not None]
        if not ways:
            return _arrow(link, _between(source, target))
        costs = self.costs(np.array([_curve(corners) for _, corners in ways]), link)
        costs += np.array([abs(bow - USUAL) for bow, _ in ways]) * (4.0 + _distance(link, self.circles) / 40.0)
        there, back = (link.source, link.target), (link.target, link.source)
        for used, turn in ((self.bows.get(there), 1), (self.bows.get(back), -1)):
            if used is not None:
                costs += np.array([12.0 * (abs(bow - turn * used) < APART) for bow, _ in ways])
        bow, way = ways[int(np.argmin(costs))]
        self.bows[there] = bow
        return _arrow(link, way)

    def costs(self, ways: Array, link: Link) -> Array:
        """How much each way is in the way: ways is (ways, points, 2)."""
        own = np.array([name in (link.source, link.target) for name in self.ids])
        away = np.sqrt(_squares(ways, self.centres)) - self.radii
        close = np.clip((CLEAR - away) / CLEAR, 0.0, 2.0)
        cost = 2.0 * close[:, :, ~own].sum(axis=(1, 2))
        x, y = ways[:, :, None, 0], ways[:, :, None, 1]
        left, top, right, bottom = self.labels.T
        crossed = (x > left) & (x < right) & (y > top) & (y < bottom)
        cost += (crossed * np.where(own[self.label_of], 0.5, 0.9)).sum(axis=(1, 2))
        over = np.maximum(self.edges[:2] - ways, 0.0) + np.maximum(ways - self.edges[2:], 0.0)
        cost += over.max(axis=1).sum(axis=1) * self.outside
        if len(self.drawn):
            middle = ways[:, 3:-3:2]
            near = _squares(middle, self.drawn).min(axis=2) < CLOSE**2
            cost += 0.6 * near.sum(axis=1)
        return np.asarray(cost)


def _way(source: Round, target: Round, bow: float) -> Array | None:
    """The corners of the curve between the edges of two circles, or None where they touch."""
    a, b = np.array([source.x, source.y]), np.array([target.x, target.y])
    across = np.array([b[1] - a[1], a[0] - b[0]])
    whole = np.array([a, (a + b) / 2 + across * bow * 2, b])
    points = _curve(whole)
    outside = (np.linalg.norm(points - a, axis=1) > source.radius + GAP) & (
        np.linalg.norm(points - b, axis=1) > target.radius + GAP
    )
    if outside.sum() < 3:
        return None
    kept = SAMPLES[outside]
    return _part(whole, float(kept[0]), float(kept[-1]))


def _between(source: Round, target: Round) -> Array:
    """A straight way where two circles stand too close for a curve."""
    a, b = np.array([source.x, source.y]), np.array([target.x, target.y])
    way = _unit(b - a)
    start, end = a + way * source.radius, b - way * target.radius
    return np.array([start, (start + end) / 2, end])


def _squares(points: Array, others: Array) -> Array:
    """The squared distances from points, shape (…, 2), to others, shape (n, 2)."""
    across = points[..., None, 0] - others[:, 0]
    down = points[..., None, 1] - others[:, 1]
    return np.asarray(across * across + down * down)


def _curve(corners: Array) -> Array:
    t = SAMPLES[:, None]
    curve: Array = (1 - t) ** 2 * corners[0] + 2 * (1 - t) * t * corners[1] + t**2 * corners[2]
    return curve


def _part(corners: Array, start: float, end: float) -> Array:
    """The corners of the piece of a quadratic curve between two of its parameters (its blossom)."""

    def blossom(s: float, t: float) -> Array:
        value: Array = (1 - s) * (1 - t) * corners[0] + ((1 - s) * t + s * (1 - t)) * corners[1] + s * t * corners[2]
        return value

    return np.array([blossom(start, start), blossom(start, end), blossom(end, end)])


def _arrow(link: Link, corners: Array) -> Arrow:
    start, control, end = corners
    heading = _unit(end - control if np.any(end != control) else end - start)
    middle = 0.25 * start + 0.5 * control + 0.25 * end
    return Arrow(
        link=link, start=_point(start), control=_point(control), end=_point(end), middle=_point(middle),
        slope=_point(_unit(end - start)), heading=_point(heading), points=tuple(_point(p) for p in _curve(corners)),
    )  # fmt: skip


def _ring(link: Link, circle: Round) -> Arrow:
    """A link from a variable to itself: a small ring on its shoulder."""
    reach = circle.radius + 34.0
    start = np.array([circle.x + circle.radius * 0.5, circle.y - circle.radius * 0.92])
    end = np.array([circle.x + circle.radius * 0.98, circle.y - circle.radius * 0.3])
    control = np.array([circle.x + reach * 1.25, circle.y - reach * 1.15])
    return _arrow(link, np.array([start, control, end]))


def _unit(vector: Array) -> Array:
    unit: Array = vector / max(float(np.linalg.norm(vector)), 1e-9)
    return unit


def _point(at: Sequence[float] | Array) -> Point:
    return float(at[0]), float(at[1])

"""The soft ground under a sub-system: one smooth closed line around its circles and labels."""

import math
from collections.abc import Sequence

Point = tuple[float, float]
Box = tuple[float, float, float, float]


def outline(boxes: Sequence[Box], pad: float) -> tuple[str, Point]:
    """A smooth closed SVG path around boxes, and the place for a name: inside, at the top.

    Args:
        boxes: left, top, right and bottom of what it goes around.
        pad: how far it stays away from them, in pixels.
    """
    hull = convex_hull([point for box in boxes for point in _rounded(box, pad)])
    round_off = 3.0 * pad
    path: list[str] = []
    for before, corner, after in zip(hull[-1:] + hull, hull, hull[1:] + hull[:1], strict=False):
        start, end = _towards(corner, before, round_off), _towards(corner, after, round_off)
        path.append(f"{'L' if path else 'M'}{start[0]:.0f} {start[1]:.0f}")
        path.append(f"Q{corner[0]:.0f} {corner[1]:.0f} {end[0]:.0f} {end[1]:.0f}")
    top = min(hull, key=lambda point: point[1])
    return "".join(path) + "Z", top


def _rounded(box: Box, pad: float) -> list[Point]:
    left, top, right, bottom = box
    x, y = (left + right) / 2, (top + bottom) / 2
    across, down = (right - left) / 2 + pad, (bottom - top) / 2 + pad
    turns = (2 * math.pi * step / 12 for step in range(12))
    # 1.12 makes up for the corners that the smooth line cuts off.
    return [(x + 1.12 * across * math.cos(turn), y + 1.12 * down * math.sin(turn)) for turn in turns]


def _towards(corner: Point, other: Point, most: float) -> Point:
    """The point half way to another corner, or ``most`` on the way where that is nearer."""
    length = math.dist(corner, other)
    share = min(0.5, most / length)
    return corner[0] + (other[0] - corner[0]) * share, corner[1] + (other[1] - corner[1]) * share


def convex_hull(points: Sequence[Point]) -> list[Point]:
    """The convex hull, counter-clockwise (Andrew 1979).

    >>> convex_hull([(0, 0), (2, 0), (1, 1), (2, 2), (0, 2)])
    [(0, 0), (2, 0), (2, 2), (0, 2)]
    """
    ordered = sorted(set(points))
    lower = _half(ordered)
    upper = _half(ordered[::-1])
    return lower[:-1] + upper[:-1]


def _half(points: Sequence[Point]) -> list[Point]:
    kept: list[Point] = []
    for point in points:
        while len(kept) > 1 and _turn(kept[-2], kept[-1], point) <= 0:
            kept.pop()
        kept.append(point)
    return kept


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

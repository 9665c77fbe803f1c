"""Places for a map that brings none: by stress majorisation, then spread so that circles and labels are clear.

Source: Gansner, Koren and North (2005), "Graph Drawing by Stress Majorization". Nothing here depends on chance.
"""

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from wholesystem.maps import Layout, Link, SubSystem

Array = NDArray[np.float64]

CELL = {"wide": (172.0, 142.0), "tall": (118.0, 128.0)}
ASPECT = {"wide": 1.5, "tall": 0.45}
TALL_WIDTH = 360.0
ROUNDS = 200
FEW = 8


def place(names: Sequence[str], links: Iterable[Link], subsystems: Sequence[SubSystem], shape: str) -> Layout:
    """Place the circles of a map.

    Args:
        names: the variables, in the map's order.
        links: what draws them together.
        subsystems: those in one stand a little closer to each other.
        shape: ``wide`` or ``tall``.

    Returns:
        A layout in which no two cells of circle and label overlap.
    """
    wanted = _distances(names, links, subsystems)
    at = _stress(wanted, _ring(len(names)))
    return _spread(names, at, shape)


def _distances(names: Sequence[str], links: Iterable[Link], subsystems: Sequence[SubSystem]) -> Array:
    """How far apart two variables want to be: links between them, a little less within a sub-system."""
    number = {name: at for at, name in enumerate(names)}
    steps = np.full((len(names), len(names)), np.inf)
    np.fill_diagonal(steps, 0.0)
    for link in links:
        a, b = number[link.source], number[link.target]
        if a != b:
            steps[a, b] = steps[b, a] = 1.0
    for part in subsystems:
        inside = [number[name] for name in part.variables if name in number]
        for a in inside:
            for b in inside:
                if a != b:
                    steps[a, b] = min(steps[a, b], 1.8)
    for via in range(len(names)):
        np.minimum(steps, steps[:, via, None] + steps[None, via, :], out=steps)
    far = steps[np.isfinite(steps)].max(initial=1.0) + 1.0
    return np.where(np.isfinite(steps), steps, far)


def _ring(count: int) -> Array:
    turns = np.linspace(0.0, 2.0 * np.pi, count, endpoint=False)
    radius = max(count / (2.0 * np.pi), 0.5)
    # A little out of round, so that no two pairs are tied and nothing balances on a knife's edge.
    return radius * np.column_stack([np.cos(turns) * (1 + 0.03 * np.arange(count) / max(count, 1)), np.sin(turns)])


def _stress(wanted: Array, at: Array) -> Array:
    """Move every circle to where its distances to all others fit best, again and again."""
    count = len(at)
    if count < 2:
        return at
    weight = 1.0 / np.where(wanted > 0, wanted, 1.0) ** 2
    np.fill_diagonal(weight, 0.0)
    for _ in range(min(ROUNDS, 6_000 // count)):
        gap = at[:, None, :] - at[None, :, :]
        length = np.linalg.norm(gap, axis=2)
        np.fill_diagonal(length, 1.0)
        pull = np.where(length > 1e-9, wanted / np.maximum(length, 1e-9), 0.0)
        target = at[None, :, :] + gap * pull[:, :, None]
        at = (weight[:, :, None] * target).sum(axis=1) / weight.sum(axis=1)[:, None]
    return at


def _spread(names: Sequence[str], at: Array, shape: str) -> Layout:
    """Turn places into pixels, and put each circle into a cell of its own, as near as possible to its place."""
    across, down = CELL[shape]
    count = len(names)
    if shape == "wide" and count <= FEW:
        across, down = across * 1.3, down * 1.3
    at = at - at.mean(axis=0)
    if count > 1:
        # Lay the longest way of the map along the longer way of the paper.
        _, axes = np.linalg.eigh(np.cov(at.T))
        at = at @ (axes[:, ::-1] if shape == "wide" else axes)
    columns = _columns(count, shape)
    rows = math.ceil(count * 1.25 / columns)
    span = np.maximum(at.max(axis=0) - at.min(axis=0), 1e-9)
    grid = (at - at.min(axis=0)) / span * [max(columns - 1, 0), max(rows - 1, 0)]
    cells = _cells(grid, columns, rows)
    shift = [0.5 * (row % 2 == 1 and columns > 1 and shape == "wide") * 0.3 for _, row in cells]
    places = {
        name: ((column + 0.5 + move) * across, (row + 0.5) * down)
        for name, (column, row), move in zip(names, cells, shift, strict=True)
    }
    width = TALL_WIDTH if shape == "tall" else (columns + 0.3) * across
    return Layout(width, rows * down, places)


def _columns(count: int, shape: str) -> int:
    if shape == "tall":
        return 1 if count == 1 else 2 if count <= 4 else 3
    return max(1, round(math.sqrt(count * 1.25 * ASPECT["wide"] * CELL["wide"][1] / CELL["wide"][0])))


def _cells(grid: Array, columns: int, rows: int) -> list[tuple[int, int]]:
    """Give each place the nearest free cell; those in the middle choose first."""
    free = {(column, row) for column in range(columns) for row in range(rows)}
    middle = np.linalg.norm(grid - grid.mean(axis=0), axis=1)
    chosen: dict[int, tuple[int, int]] = {}
    for one in np.argsort(middle, kind="stable"):
        x, y = grid[one]
        cell = min(free, key=lambda cell: ((cell[0] - x) ** 2 + (cell[1] - y) ** 2, cell))
        free.remove(cell)
        chosen[int(one)] = cell
    return [chosen[at] for at in range(len(grid))]


def free_spot(x: float, y: float, taken: Sequence[tuple[float, float, float]]) -> tuple[float, float]:
    """The nearest spot to (x, y) that is clear of what is taken: (x, y, distance to keep) each."""
    if not taken:
        return x, y
    spots = np.array([x, y]) + _AROUND
    keep = np.array(taken)
    across = spots[:, None, 0] - keep[:, 0]
    down = spots[:, None, 1] - keep[:, 1]
    clear = (across * across + down * down >= keep[:, 2] ** 2).all(axis=1)
    at = spots[int(np.argmax(clear))] if clear.any() else (x, y)
    return float(at[0]), float(at[1])


_AROUND = np.array(
    [(0.0, 0.0)]
    + [
        (reach * math.cos(math.tau * turn / 16), reach * math.sin(math.tau * turn / 16))
        for reach in range(6, 150, 6)
        for turn in range(16)
    ]
)

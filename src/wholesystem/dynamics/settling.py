"""Where each draw comes to rest: played from many starts, then polished, then checked for standing still."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from wholesystem.dynamics.arrays import Bools, Floats, Ints
from wholesystem.dynamics.batch import Columns, play_columns
from wholesystem.dynamics.ensemble import Ensemble
from wholesystem.dynamics.inputs import Start
from wholesystem.dynamics.linearised import Linearised
from wholesystem.dynamics.scenario import Scenario
from wholesystem.dynamics.shapes import turns
from wholesystem.dynamics.simulation import run_scenario
from wholesystem.dynamics.starts import HAIR, hair

NEAR = 0.25  # a resting point farther than this from where a run ended is not where that run was going
SAME = 0.02
MOST_ROWS = 120  # beyond so many rows eigenvalues take too long, and a run that came there is what shows it
_EXACT = 1e-12
_STEPS = 12
_AT_ONCE = 128
_LONGEST = 50  # draws whose paths are looked at for swings at once


@dataclass(frozen=True, eq=False)
class Rest:
    """Points of rest, one a column.

    Attributes:
        draw: the place of the draw that each is of, shape (points,).
        values: shape (nodes, points).
    """

    draw: Ints
    values: Floats

    def only(self, keep: Bools) -> "Rest":
        """Some of them."""
        return Rest(self.draw[keep], self.values[:, keep])


def apart(points: Rest, within: float) -> Rest:
    """The points without those that lie within so much of an earlier one of the same draw."""
    keep = np.zeros(points.draw.size, dtype=np.bool_)
    order = np.argsort(points.draw, kind="stable")
    for group in np.split(order, np.flatnonzero(np.diff(points.draw[order])) + 1):
        kept: list[int] = []
        for at in group.tolist():
            if all(np.abs(points.values[:, at] - points.values[:, one]).max() > within for one in kept):
                kept.append(at)
        keep[kept] = True
    return points.only(keep)


def polished(ensemble: Ensemble, points: Rest) -> tuple[Rest, Bools]:
    """Newton's method from each point, and whether it came to rest nearby."""
    values, off = points.values.copy(), np.full(points.draw.size, np.inf)
    for first in range(0, points.draw.size, _AT_ONCE):
        moving = np.arange(first, min(first + _AT_ONCE, points.draw.size))
        for _ in range(_STEPS):
            near = Linearised(ensemble.only(points.draw[moving]), values[:, moving])
            off[moving] = np.abs(near.flow).max(axis=0)
            goes = off[moving] > _EXACT
            if not goes.any():
                break
            step = np.clip(near.only(goes).nearer(), -0.5, 0.5)
            moving = moving[goes]
            values[:, moving] = np.clip(values[:, moving] + step, -2.0, 2.0)
    close = np.abs(values - points.values).max(axis=0) < NEAR
    return Rest(points.draw, values), (off < 1e3 * _EXACT) & close


def stands(ensemble: Ensemble, points: Rest, weeks: int, threads: int | None) -> Bools:
    """Whether each point draws back what is moved a little.

    By the eigenvalues of the whole system, or in a large map by playing it from a hair's breadth away.
    """
    good = np.zeros(points.draw.size, dtype=np.bool_)
    rows = len(ensemble.map.nodes) + sum(link.order for link in ensemble.map.links if link.delayed is not False)
    if rows > MOST_ROWS:
        ends = play_on(ensemble, beside(ensemble, points), weeks, threads)
        return np.asarray(np.abs(ends.values - points.values).max(axis=0) < HAIR)
    for first in range(0, points.draw.size, _AT_ONCE):
        some = slice(first, first + _AT_ONCE)
        good[some] = Linearised(ensemble.only(points.draw[some]), points.values[:, some]).settles()
    return good


def beside(ensemble: Ensemble, points: Rest) -> Rest:
    """The points, each moved by a hair's breadth, so that none stays balanced where it would fall either way."""
    return Rest(points.draw, np.clip(points.values + hair(ensemble)[0][:, None], -2.0, 2.0))


def play_on(ensemble: Ensemble, points: Rest, weeks: int, threads: int | None) -> Rest:
    """Where the points lead."""
    columns = Columns(points.draw, start=points.values)
    return Rest(points.draw, play_columns(ensemble, Scenario(weeks=weeks), columns, threads=threads))


def swinging(ensemble: Ensemble, starts: Floats, weeks: int, threads: int | None) -> Bools:
    """Which draws still turn round at least twice in the last half of a run from their row of `starts`."""
    swings = np.zeros(ensemble.draws, dtype=np.bool_)
    for first in range(0, ensemble.draws, _LONGEST):
        some = np.arange(first, min(first + _LONGEST, ensemble.draws))
        start = Start("there", starts[some])
        run = run_scenario(ensemble.only(some), Scenario(weeks=weeks, start=start), threads=threads)
        for node in run.nodes:
            swings[some] |= turns(run.paths(node)[weeks // 2 :]) >= 2
    return swings


def find_rests(
    ensemble: Ensemble, starts: Sequence[Floats], weeks: int, threads: int | None
) -> tuple[Rest, Bools, Bools]:
    """The points of rest that draw things in, which draws swing for ever, and which had not settled yet.

    Today, where everything is 0, is among them where it draws things in.
    """
    which = np.tile(np.arange(ensemble.draws), len(starts))
    begun = Rest(which, np.repeat(np.array(starts).T, ensemble.draws, axis=1))
    near = apart(play_on(ensemble, begun, weeks, threads), SAME)
    rests, good = polished(ensemble, near)
    good &= stands(ensemble, rests, weeks, threads)
    lost = near.only(~good)
    # Once more from beside where those stand that had not come to rest: some were only slow, or balanced on a ridge.
    ends = play_on(ensemble, beside(ensemble, lost), weeks, threads)
    slow, settled = polished(ensemble, ends)
    settled &= stands(ensemble, slow, weeks, threads)
    draws, first = np.unique(lost.draw[~settled], return_index=True)
    swings, unsettled = (np.zeros(ensemble.draws, dtype=np.bool_) for _ in range(2))
    if draws.size:
        again = ends.only(~settled).values[:, first].T
        swings[draws] = swinging(ensemble.only(draws), again, weeks, threads)
        unsettled[draws] = ~swings[draws]
    rests = Rest(
        np.concatenate([rests.draw[good], slow.draw[settled]]),
        np.hstack([rests.values[:, good], slow.values[:, settled]]),
    )
    found = apart(rests, SAME)
    return replace(found, values=np.where(np.abs(found.values) < 1e-9, 0.0, found.values)), swings, unsettled

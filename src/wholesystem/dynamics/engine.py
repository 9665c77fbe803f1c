"""Playing a plan on as many threads as are worth it; which thread plays a block never changes a number."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from wholesystem.dynamics.arrays import Floats
from wholesystem.dynamics.inputs import whole
from wholesystem.dynamics.kernel import Kept, play
from wholesystem.dynamics.wiring import Plan
from wholesystem.errors import QuestionError

MOST_BYTES = 2 * 1024**3
_WORTH_A_THREAD = 4e6  # operations on one lane; about ten milliseconds


class Played(NamedTuple):
    """Watched rows each week and one step before, (rows, weeks + 1, draws); every row at the end, (rows, draws)."""

    now: Floats
    before: Floats
    final: Floats


def refuse_too_much(series: int, weeks: int, draws: int, remedy: str) -> None:
    """Refuse to keep more weekly numbers than fit.

    Raises:
        QuestionError: where they would take more than about 2 GB.
    """
    size = series * (weeks + 1) * draws * 8
    if size > MOST_BYTES:
        raise QuestionError(
            f"Keeping {series} paths of {draws} draws over {weeks} weeks would take {size / 1024**3:.1f} GB. {remedy}"
        )


def run_plan(
    plan: Plan, draws: int, watch: Sequence[int], *, before: bool = False, threads: int | None = None
) -> Played:
    """Play every block.

    Threads of Python's own and not Numba's: its default threading layer ends the process when two threads of a server
    call it at once, and cannot be forked.

    Args:
        plan: what to play.
        draws: how many draws.
        watch: rows whose weekly values are kept.
        before: whether their values one step before each week are kept too.
        threads: at most so many; None for as many as this process may use.
    """
    weeks, blocks = plan.weekly.push.shape[0] - 1, plan.substeps.size
    now = np.zeros((len(watch), weeks + 1, draws))
    earlier = np.zeros_like(now) if before else np.zeros((0, 0, 0))
    kept = Kept(np.array(watch, dtype=np.int64), now, earlier, np.zeros((plan.rows, 1, draws)))

    def some(first: int, last: int) -> None:
        play(first, last, plan.wires, plan.numbers, plan.weekly, plan.substeps, plan.places, kept)

    work = float(plan.substeps.sum()) * weeks * plan.places.shape[1] * (plan.rows + plan.wires.sources.size)
    hands = min(_allowed(threads), blocks, 1 + int(work / _WORTH_A_THREAD))
    if hands == 1:
        some(0, blocks)
    else:
        # Several pieces a thread, because blocks of a fine step take longer than others.
        edges = np.linspace(0, blocks, min(blocks, 8 * hands) + 1).astype(int).tolist()
        with ThreadPoolExecutor(hands) as pool:
            list(pool.map(some, edges[:-1], edges[1:]))
    return Played(now, earlier, kept.final[:, 0])


def _allowed(threads: int | None) -> int:
    if threads is not None:
        return whole("The number of threads", threads, 1)
    return os.cpu_count() or 1

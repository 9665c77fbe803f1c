"""How long something takes: the median of several repeats, after one that warms up."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table: a workload, who did it, the median seconds, and how they were got."""

    workload: str
    who: str
    seconds: float
    note: str = ""


def median_seconds(work: Callable[[], object], repeats: int = 7) -> float:
    """The median of several runs of `work`, after one that is not counted."""
    work()
    taken = []
    for _ in range(repeats):
        before = time.perf_counter()
        work()
        taken.append(time.perf_counter() - before)
    return statistics.median(taken)


def table(rows: list[Row]) -> str:
    """The rows as text; within a workload each is compared with the first, which is ours."""
    first = {}
    for row in rows:
        first.setdefault(row.workload, row.seconds)
    lines, said = [f"{'workload':<50} {'who':<34} {'median':>12} {'x ours':>9}  note"], ""
    for row in rows:
        name = row.workload if row.workload != said else ""
        said = row.workload
        ratio = row.seconds / first[row.workload]
        lines.append(f"{name:<50} {row.who:<34} {row.seconds * 1e3:>9.2f} ms {ratio:>9.2f}  {row.note}".rstrip())
    return "\n".join(lines)

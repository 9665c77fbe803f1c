"""The strongest loops along a run, where a map has too many loops to score them all.

Source: the strongest-path search of Eberlein & Schoenberg 2020, "Finding the Loops that Matter". It is a heuristic:
what it finds are loops of the map, but a strong one can be missed where the way to it was cut off by a stronger way.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from wholesystem.dynamics.arrays import Floats, Ints
from wholesystem.maps import Link, Loop, Loops, SystemsMap, loop_id
from wholesystem.maps.loops import as_loop, turned

WEEKS = 24  # looked at, spread evenly over the run
STEPS = 10_000_000  # links tried in all; each search may use an even part of what is left
SHARE = 0.001  # a loop is kept where in some week it reaches this share of that week's largest

_Ways = Mapping[str, Sequence[tuple[float, Link]]]


def strongest_loops(
    a_map: SystemsMap, scores: Mapping[str, Floats], counted: Loops, at_most: int
) -> tuple[tuple[Loop, ...], str]:
    """The strongest loops of a run, found along its link scores, and a sentence on how they were looked for.

    Args:
        a_map: the map.
        scores: of each link that can move anything, shape (weeks + 1, draws).
        counted: what is known of how many loops there are.
        at_most: keep no more than this.

    Returns:
        The loops, the one that was largest in its best week first, and the sentence.
    """
    length = max((len(score) for score in scores.values()), default=1)
    weeks = np.unique(np.linspace(min(1, length - 1), length - 1, WEEKS).round().astype(np.int64))
    sizes = _sizes([link for link in a_map.links if link.id in scores], scores, weeks)
    paths, stopped = _search(a_map, sizes, len(weeks))
    named = {loop_id(name.links): name for name in a_map.loop_names}
    loops = tuple(as_loop(path, a_map.subsystems, named) for path in _kept(paths, sizes, at_most))
    times = "1 week" if len(weeks) == 1 else f"{len(weeks)} weeks"
    return loops, (
        f"At least {counted.at_least:,} loops are too many to score; the strongest {len(loops):,} were found along the "
        f"run itself, at {times}, by the size that each link's score has in the middle of the draws"
        + (f"; the search was cut short at {STEPS:,} steps" if stopped else "")
    )


def _sizes(links: Iterable[Link], scores: Mapping[str, Floats], weeks: Ints) -> dict[str, Floats]:
    """Of each link, by week, the logarithm of the median over the draws of its score's size; -inf at rest."""
    with np.errstate(divide="ignore"):
        return {link.id: np.log(np.median(np.abs(scores[link.id][weeks]), axis=1)) for link in links}


def _search(a_map: SystemsMap, sizes: Mapping[str, Floats], weeks: int) -> tuple[list[list[Link]], bool]:
    """The ways round that were found from any node in any week, each once; and whether a search was cut short."""
    found: dict[str, list[Link]] = {}
    left, searches, stopped = STEPS, weeks * len(a_map.nodes), False
    for week in range(weeks):
        out: dict[str, list[tuple[float, Link]]] = {node: [] for node in a_map.nodes}
        for link in a_map.links:
            if link.id in sizes and np.isfinite(sizes[link.id][week]):
                out[link.tail].append((float(sizes[link.id][week]), link))
        for ways in out.values():
            ways.sort(key=lambda way: (-way[0], way[1].id))
        for target in a_map.nodes:
            rounds, taken, cut = _rounds(out, target, left // searches)
            left, searches, stopped = left - taken, searches - 1, stopped or cut
            for path in rounds:
                found.setdefault(loop_id([link.id for link in path]), turned(path))
    return list(found.values()), stopped


def _rounds(out: _Ways, target: str, steps: int) -> tuple[list[list[Link]], int, bool]:
    """The ways round through `target`, strongest links first, how many links were tried, and whether it was cut short.

    A way is left where a stronger one has led to the same node before.
    """
    rounds: list[list[Link]] = []
    best: dict[str, float] = {}
    path: list[Link] = []
    trail = {target: 0.0}  # what has been carried to each node that the way leads through
    branches = [iter(out[target])]
    taken = 0
    while branches and taken < steps:
        way = next(branches[-1], None)
        if way is None:
            branches.pop()
            trail.popitem()
            path = path[:-1]
            continue
        taken += 1
        size, link = way
        carried = trail[link.tail] + size
        if link.head == target:
            rounds.append([*path, link])
        elif link.head not in trail and carried >= best.get(link.head, -np.inf):
            best[link.head] = trail[link.head] = carried
            path.append(link)
            branches.append(iter(out[link.head]))
    return rounds, taken, bool(branches)


def _kept(paths: Sequence[list[Link]], sizes: Mapping[str, Floats], at_most: int) -> list[list[Link]]:
    """The ways round that come near the largest in some week, the nearest first."""
    if not paths:
        return []
    logs = np.array([sum(sizes[link.id] for link in path) for path in paths])
    largest = logs.max(axis=0)
    shares = np.exp(logs - np.where(np.isfinite(largest), largest, 0.0)).max(axis=1)
    order = sorted(range(len(paths)), key=lambda at: (-shares[at], len(paths[at]), [link.id for link in paths[at]]))
    return [paths[at] for at in order if shares[at] >= SHARE][:at_most]

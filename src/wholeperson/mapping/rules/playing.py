"""A scenario played: what people watch, over the years, as bands and shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from wholeperson.mapping.rules import scenario as scenarios
from wholeperson.mapping.rules.scenario import Move, Scenario
from wholesystem import dynamics
from wholesystem.maps import Loop, SystemsMap

LOOP_DRAWS = 64
CARRY_AT_MOST = 3
UNMOVED = 0.01
CARRIES = 0.03


@dataclass(frozen=True, kw_only=True)
class Idea:
    """One idea as it was played.

    Attributes:
        mark: ``a`` or ``b``.
        moves: its moves, in words.
        run: the run.
        up, down: how many in 100 runs end with the watched thing above, below the run without the idea.
        carried: the loops that carried it, the strongest first, each with how much smaller (below 0: larger) the
            answer would be without it, in percent.
        others: for everything else that people value: name, how many in 100 runs end above and below.
    """

    mark: str
    moves: tuple[str, ...]
    run: dynamics.Run
    up: int
    down: int
    carried: tuple[tuple[Loop, int], ...]
    others: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, kw_only=True)
class Played:
    """A scenario played: its ideas, what they are compared with, and what was assumed.

    ``better`` is how many in 100 runs the second idea ends above the first, where there are two; runs in which both end
    alike count half.
    """

    ideas: tuple[Idea, ...]
    base: dynamics.Run | None
    better: int | None
    assumptions: tuple[str, ...]


@lru_cache(maxsize=32)
def _ensemble(a_map: SystemsMap, draws: int, seed: int) -> dynamics.Ensemble:
    return dynamics.draw(a_map, draws=draws, seed=seed)


def play(a_map: SystemsMap, scenario: Scenario, draws: int = scenarios.DRAWS) -> Played:
    """Play a scenario; every idea on the same draws, so that what differs is the idea and nothing else.

    Raises:
        QuestionError: where the map cannot answer it, or a harm would be raised.
        UnknownNameError: where it names what the map does not have.
    """
    scenarios.check(a_map, scenario)
    pushes = scenarios.base(a_map, scenario)
    ensemble = _ensemble(a_map, draws, scenario.seed)
    nodes = _watched(a_map, scenario)
    base = _run(a_map, ensemble, scenario, (), pushes, nodes) if pushes else None
    ideas = tuple(
        _idea(a_map, ensemble, scenario, mark, moves, pushes, base, nodes)
        for mark, moves in (("a", scenario.a), ("b", scenario.b))
        if moves
    )
    better = None
    if len(ideas) == 2:
        gap = _at_end(ideas[1].run, scenario.watch) - _at_end(ideas[0].run, scenario.watch)
        better = round(100 * float((gap > 0).mean() + (gap == 0).mean() / 2))
    said = dict.fromkeys(line for idea in ideas for line in idea.run.assumptions)
    return Played(ideas=ideas, base=base, better=better, assumptions=tuple(said))


def _watched(a_map: SystemsMap, scenario: Scenario) -> tuple[str, ...]:
    return tuple(dict.fromkeys((scenario.watch, *a_map.outcomes)))


def _run(
    a_map: SystemsMap,
    ensemble: dynamics.Ensemble,
    scenario: Scenario,
    moves: tuple[Move, ...],
    pushes: tuple[dynamics.Push, ...],
    keep: Sequence[str],
    cut: tuple[dynamics.Change, ...] = (),
) -> dynamics.Run:
    given = scenarios.inputs(a_map, moves)
    return dynamics.simulate(
        a_map,
        weeks=scenario.weeks,
        ensemble=ensemble,
        pushes=(*pushes, *given.pushes),
        holds=given.holds,
        changes=(*given.changes, *cut),
        keep=keep,
    )


def _at_end(run: dynamics.Run, node: str) -> NDArray[np.float64]:
    return np.asarray(run.paths(node)[-1])


def _shares(run: dynamics.Run, base: dynamics.Run | None, node: str) -> tuple[int, int]:
    effect = _at_end(run, node) - (_at_end(base, node) if base else 0.0)
    return round(100 * float((effect > UNMOVED).mean())), round(100 * float((effect < -UNMOVED).mean()))


def _idea(
    a_map: SystemsMap,
    ensemble: dynamics.Ensemble,
    scenario: Scenario,
    mark: str,
    moves: tuple[Move, ...],
    pushes: tuple[dynamics.Push, ...],
    base: dynamics.Run | None,
    nodes: tuple[str, ...],
) -> Idea:
    run = _run(a_map, ensemble, scenario, moves, pushes, nodes)
    up, down = _shares(run, base, scenario.watch)
    return Idea(
        mark=mark,
        moves=tuple(scenarios.move_words(a_map, move) for move in moves),
        run=run,
        up=up,
        down=down,
        carried=_carried(a_map, scenario, moves, pushes, base),
        others=tuple((node, *_shares(run, base, node)) for node in nodes if node != scenario.watch),
    )


def _carried(
    a_map: SystemsMap,
    scenario: Scenario,
    moves: tuple[Move, ...],
    pushes: tuple[dynamics.Push, ...],
    base: dynamics.Run | None,
) -> tuple[tuple[Loop, int], ...]:
    """The loops without which the answer would be another one, by how much of it in percent.

    Every arrow is cut in turn and the idea played again on the same draws. A loop carries as much of the answer as
    the arrow on it that matters least: where any of its arrows can go without a difference, it was not the loop.
    Below 0 the loop held the idea back: without it the answer would be larger.
    """
    ensemble = _ensemble(a_map, LOOP_DRAWS, scenario.seed)
    today = float(_at_end(base, scenario.watch)[:LOOP_DRAWS].mean()) if base else 0.0

    def effect(*cut: dynamics.Change) -> float:
        run = _run(a_map, ensemble, scenario, moves, pushes, (scenario.watch,), cut)
        return float(_at_end(run, scenario.watch).mean()) - today

    whole = effect()
    if abs(whole) < UNMOVED:
        return ()
    loops = a_map.loops()
    on_loops = sorted({link for loop in loops for link in loop.links})
    lost = {link: 1 - effect(dynamics.Change(link, "off")) / whole for link in on_loops}
    found = [(share, loop) for loop in loops if abs(share := _least(lost, loop)) >= CARRIES]
    found.sort(key=lambda pair: (-round(abs(pair[0]), 2), not pair[1].name, pair[1].length, pair[1].id))
    return tuple((loop, round(100 * share)) for share, loop in found[:CARRY_AT_MOST])


def _least(lost: Mapping[str, float], loop: Loop) -> float:
    """What the arrow that matters least on a loop is worth; 0 where its arrows pull the answer both ways."""
    shares = [lost[link] for link in loop.links]
    if min(shares) > 0 or max(shares) < 0:
        return min(shares, key=abs)
    return 0.0

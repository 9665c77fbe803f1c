"""Playing a map: from a question in people's words to a run."""

from collections.abc import Iterable

import numpy as np

from wholesystem.dynamics.assumptions import sentences
from wholesystem.dynamics.engine import refuse_too_much, run_plan
from wholesystem.dynamics.ensemble import Ensemble
from wholesystem.dynamics.inputs import Change, Hold, Pulse, Push, Start, start_values
from wholesystem.dynamics.run import Run
from wholesystem.dynamics.scenario import Scenario, drawn
from wholesystem.maps import SystemsMap


def simulate(
    a_map: SystemsMap,
    *,
    weeks: int = 260,
    draws: int = 1000,
    seed: int = 1,
    pushes: Iterable[Push] = (),
    holds: Iterable[Hold] = (),
    pulses: Iterable[Pulse] = (),
    changes: Iterable[Change] = (),
    start: Start | None = None,
    ensemble: Ensemble | None = None,
    keep: Iterable[str] | None = None,
    step: float | None = None,
    threads: int | None = None,
) -> Run:
    """Play a systems map forward in time, in many draws of what nobody knows.

    Args:
        a_map: a systems map.
        weeks: how long.
        draws: how many draws; not used where `ensemble` is given.
        seed: of the draws; not used where `ensemble` is given.
        pushes: influences on nodes; on one node they add up.
        holds: nodes kept at a value; a hold overrules pushes and pulses.
        pulses: jumps of levels and stocks.
        changes: links made weaker, stronger or taken away, at the same quantile of each draw.
        start: where it starts; None for today, where everything is 0 and nothing moves until something pushes.
        ensemble: draws made before, with `draw` or `keep_draws`.
        keep: the nodes whose weekly paths are kept; None for all.
        step: dt in weeks instead of the rule's; a `StepWarning` says so.
        threads: at most so many; the results are the same to the last bit.

    Returns:
        The run, frozen, with everything that was assumed.

    Raises:
        QuestionError: where it cannot be played so; the sentence says what to change.
        UnknownNameError: where a node or a link does not exist.

    Source: the model is in ``docs/reference/dynamics.md``.

    >>> from wholesystem import catalogue
    >>> hold = catalogue.load("the-hold")
    >>> run = simulate(hold, weeks=52, draws=100, pushes=[Push("the-desire", +0.3, start=10, end=20)])
    >>> run.band("the-fix").median.shape
    (53,)
    """
    ensemble = drawn(a_map, ensemble, draws, seed, step)
    scenario = Scenario(
        weeks=weeks,
        pushes=tuple(pushes),
        holds=tuple(holds),
        pulses=tuple(pulses),
        changes=tuple(changes),
        start=start,
    )
    return run_scenario(ensemble, scenario, keep=keep, threads=threads)


def run_scenario(
    ensemble: Ensemble, scenario: Scenario, *, keep: Iterable[str] | None = None, threads: int | None = None
) -> Run:
    """Play one scenario on draws made before; see `simulate`.

    Raises:
        QuestionError: where it cannot be played so.
        UnknownNameError: where a node or a link does not exist.
    """
    nodes = ensemble.map.nodes
    kept = nodes if keep is None else tuple(dict.fromkeys(ensemble.map.node(node) for node in keep))
    refuse_too_much(
        len(kept), scenario.weeks, ensemble.draws, "Name the few that you need in keep, or draw less often."
    )
    wired = scenario.plan(ensemble)
    row = {node: at for at, node in enumerate(wired.nodes)}
    moving = [node for node in kept if node in row]
    played = run_plan(wired, ensemble.draws, [row[node] for node in moving], threads=threads)
    final = np.zeros((len(nodes), ensemble.draws))
    final[[nodes.index(node) for node in wired.nodes]] = played.final[: len(wired.nodes)]
    return Run(
        ensemble=ensemble,
        weeks=np.arange(scenario.weeks + 1),
        kept=kept,
        final=final,
        start=start_values(ensemble.map, scenario.start, ensemble.draws),
        assumptions=sentences(ensemble, scenario),
        _paths=dict(zip(moving, played.now, strict=True)),
    )

"""Many small questions at once: the same draws under many variants, played as columns of a few large ensembles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from wholesystem.dynamics.arrays import Floats, Ints
from wholesystem.dynamics.engine import run_plan
from wholesystem.dynamics.ensemble import Ensemble
from wholesystem.dynamics.inputs import Change, schedule, start_values
from wholesystem.dynamics.scenario import Scenario
from wholesystem.dynamics.wiring import Apart, plan, strengths

AT_ONCE = 4_096  # columns played together: more take longer to lay out than they save


@dataclass(frozen=True, slots=True)
class Variant:
    """What is done on top of a reference run, in every draw.

    Attributes:
        changes: links made weaker, stronger or taken away.
        leans: a standing push from week 0 on each of these nodes; a constant is held that much higher.
    """

    changes: tuple[Change, ...] = ()
    leans: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Columns to play: each is one draw with its own strengths, pushes and start.

    Attributes:
        draws: the place of each column's draw in the ensemble, shape (columns,).
        weight: the strength of each link, shape (links, columns); None for those of the draw.
        lean: a push on each node, shape (nodes, columns); None for none.
        start: where each node starts, shape (nodes, columns); None for where the scenario starts.
    """

    draws: Ints
    weight: Floats | None = None
    lean: Floats | None = None
    start: Floats | None = None

    def part(self, some: slice) -> "Columns":
        """Some of the columns."""
        rest = (None if one is None else one[:, some] for one in (self.weight, self.lean, self.start))
        return Columns(self.draws[some], *rest)


def play_columns(
    ensemble: Ensemble,
    scenario: Scenario,
    columns: Columns,
    *,
    towards: Sequence[str] | None = None,
    until: int | None = None,
    threads: int | None = None,
) -> Floats:
    """Where every node ends in each column, shape (nodes, columns).

    Args:
        ensemble: the draws.
        scenario: what happens in every column.
        columns: what differs between them.
        towards: leave out, and give as 0, what leads to none of these nodes; None to play all.
        until: the week in which the columns' own pushes end; None where they stay.
        threads: at most so many.
    """
    acts = np.arange(scenario.weeks + 1) < (scenario.weeks + 1 if until is None else until)
    nodes, size = ensemble.map.nodes, columns.draws.size
    happens = schedule(ensemble.map, scenario.weeks, scenario.pushes, scenario.holds, scenario.pulses)
    started = start_values(ensemble.map, scenario.start, ensemble.draws)
    final = np.zeros((len(nodes), size))
    for first in range(0, size, AT_ONCE):
        some = slice(first, first + AT_ONCE)
        part = columns.part(some)
        drawn = ensemble.only(part.draws)
        apart = Apart(
            weight=strengths(drawn, scenario.changes)[0] if part.weight is None else part.weight,
            lean=np.zeros((len(nodes), drawn.draws)) if part.lean is None else part.lean,
            weeks=acts,
            towards=nodes if towards is None else towards,
        )
        start = started[:, part.draws] if part.start is None else part.start
        wired = plan(drawn, happens, start, scenario.changes, apart)
        played = run_plan(wired, drawn.draws, (), threads=threads)
        final[[nodes.index(node) for node in wired.nodes], some] = played.final[: len(wired.nodes)]
    return final


def play_variants(
    ensemble: Ensemble,
    scenario: Scenario,
    variants: Sequence[Variant],
    towards: Sequence[str],
    threads: int | None = None,
) -> Floats:
    """Where some nodes end under each variant, with common random numbers, shape (variants, nodes, draws).

    Args:
        ensemble: the draws.
        scenario: the reference run.
        variants: what is done on top of it.
        towards: the nodes that are asked about.
        threads: at most so many.
    """
    rows = [ensemble.map.nodes.index(node) for node in towards]
    out = np.empty((len(variants), len(towards), ensemble.draws))
    wide = max(1, AT_ONCE // ensemble.draws)
    for first in range(0, len(variants), wide):
        some = variants[first : first + wide]
        final = play_columns(ensemble, scenario, _columns(ensemble, scenario, some), towards=towards, threads=threads)
        out[first : first + wide] = final[rows].reshape(len(rows), len(some), ensemble.draws).swapaxes(0, 1)
    return out


def _columns(ensemble: Ensemble, scenario: Scenario, variants: Sequence[Variant]) -> Columns:
    links = {link.id: at for at, link in enumerate(ensemble.map.links)}
    nodes = {node: at for at, node in enumerate(ensemble.map.nodes)}
    plain = strengths(ensemble, scenario.changes)[0]
    weight = np.tile(plain, len(variants))
    lean = np.zeros((len(nodes), weight.shape[1]))
    for at, variant in enumerate(variants):
        own = slice(at * ensemble.draws, (at + 1) * ensemble.draws)
        if variant.changes:
            changed = strengths(ensemble, (*scenario.changes, *variant.changes))[0]
            rows = [links[change.link] for change in variant.changes]
            weight[rows, own] = changed[rows]
        for node, size in variant.leans.items():
            lean[nodes[node], own] = size
    return Columns(np.tile(np.arange(ensemble.draws), len(variants)), weight, lean)

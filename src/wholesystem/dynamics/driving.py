"""Which loops drive a map's behaviour, and when: Loops that Matter over many draws."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from wholesystem.dynamics.arrays import Floats, Ints
from wholesystem.dynamics.assumptions import sentences
from wholesystem.dynamics.discovery import strongest_loops
from wholesystem.dynamics.engine import refuse_too_much
from wholesystem.dynamics.ensemble import Ensemble
from wholesystem.dynamics.inputs import Change, Hold, Pulse, Push, Start
from wholesystem.dynamics.linkscores import self_loop, trace_scores
from wholesystem.dynamics.run import Band, band_of
from wholesystem.dynamics.scenario import Scenario, drawn, reference
from wholesystem.maps import Loop, SystemsMap

HALF = 0.5
_CELLS = 4_000_000  # numbers in memory at once while bands are made


@dataclass(frozen=True, slots=True)
class Dominant:
    """A set of loops that together explain at least half of the change, while they do.

    Attributes:
        start: the first week.
        end: the first week in which it is another set.
        loops: the loops' ids, the one that explains most first.
        share_of_draws: the mean share of the draws in which these loops explain at least half, among those that move.
    """

    start: int
    end: int
    loops: tuple[str, ...]
    share_of_draws: float


@dataclass(frozen=True, eq=False, kw_only=True)
class Dominance:
    """The loops' scores on a reference run.

    Attributes:
        weeks: the week numbers, shape (weeks + 1,).
        loops: the band of each loop's relative score, from -1 (balancing) to 1 (reinforcing), by loop id; each
            variable's own fading is ``self:NODE``.
        dominant: the sets of loops that explain at least half, in order of time; one such series for each partition,
            a part of the map within which every loop is joined to every other, that has more than fading in it.
        partitions: the loop ids of each partition.
        reference: a sentence that names the reference run.
        searched: a sentence on how many loops there are, how many were scored, and how these were found.
        complete: whether these are all.
        assumptions: plain sentences.
        seed: of the draws.
        draws: how many.
    """

    weeks: Ints
    loops: Mapping[str, Band]
    dominant: tuple[Dominant, ...]
    partitions: tuple[tuple[str, ...], ...]
    reference: str
    searched: str
    complete: bool
    assumptions: tuple[str, ...]
    seed: int
    draws: int


def dominance(
    a_map: SystemsMap,
    *,
    weeks: int = 260,
    draws: int = 200,
    seed: int = 1,
    pushes: Iterable[Push] = (),
    holds: Iterable[Hold] = (),
    pulses: Iterable[Pulse] = (),
    changes: Iterable[Change] = (),
    start: Start | None = None,
    ensemble: Ensemble | None = None,
    step: float | None = None,
    threads: int | None = None,
    at_most: int = 1000,
) -> Dominance:
    """Which loops drive the behaviour, week by week.

    The score at a week belongs to the step that leads up to it. Scores are relative: of all change within a partition,
    the share that came round this loop, counting each variable's own fading. Without pushes, holds, pulses or start,
    the map's declared drivers are pushed by +0.3 and the answer says so.

    Args:
        a_map: a systems map.
        weeks: how long.
        draws: how many draws; not used where `ensemble` is given.
        seed: of the draws; not used where `ensemble` is given.
        pushes: see `simulate`, as for the next four.
        holds: nodes kept at a value.
        pulses: jumps.
        changes: links made weaker, stronger or taken away.
        start: where it starts.
        ensemble: draws made before.
        step: dt by hand.
        threads: at most so many.
        at_most: score no more loops than this; where there are more, the strongest are looked for along the run, as
            `searched` says.

    Returns:
        Bands of relative scores for every loop, and which loops together explain at least half, when.

    Raises:
        QuestionError: where there is no reference run to ask of, or it would need too much memory.
        UnknownNameError: where a node or a link does not exist.

    Source: see `wholesystem.dynamics.scores`.

    >>> from wholesystem import catalogue
    >>> found = dominance(catalogue.load("the-hold"), weeks=52, draws=20, pushes=[Push("the-desire", 0.3)])
    >>> len(found.loops) > 0
    True
    """
    asked = Scenario(
        weeks=weeks,
        pushes=tuple(pushes),
        holds=tuple(holds),
        pulses=tuple(pulses),
        changes=tuple(changes),
        start=start,
    )
    return _answer(drawn(a_map, ensemble, draws, seed, step), asked, at_most, threads)


def _answer(ensemble: Ensemble, asked: Scenario, at_most: int, threads: int | None) -> Dominance:
    a_map = ensemble.map
    scenario, named = reference(a_map, asked)
    rows = 2 * (len(a_map.nodes) + 3 * len(a_map.links))
    refuse_too_much(rows, scenario.weeks, ensemble.draws, "Ask for fewer draws or weeks.")
    counted = a_map.loops(at_most=at_most)
    scores = trace_scores(ensemble, scenario, threads)
    found: Sequence[Loop] = counted
    searched = str(counted)
    if not counted.complete:
        found, searched = strongest_loops(a_map, scores, counted, at_most)
    bands: dict[str, Band] = {}
    dominant: list[Dominant] = []
    partitions = _partitions(a_map, found)
    for loops in partitions:
        part, leading = _Partition(loops, scores, scenario.weeks, ensemble.draws).summary()
        bands |= part
        dominant += leading
    return Dominance(
        weeks=np.arange(scenario.weeks + 1),
        loops=MappingProxyType(bands),
        dominant=tuple(sorted(dominant, key=lambda one: one.start)),
        partitions=tuple(tuple(loops) for loops in partitions),
        reference=named,
        searched=f"{searched}, and each variable's own fading.",
        complete=counted.complete,
        assumptions=sentences(ensemble, scenario, named),
        seed=ensemble.seed,
        draws=ensemble.draws,
    )


def _partitions(a_map: SystemsMap, found: Sequence[Loop]) -> list[dict[str, tuple[str, ...]]]:
    """Loops that are joined by shared nodes, each as the link scores that it multiplies; fading loops among them."""
    home = {node: node for node in a_map.nodes}

    def root(node: str) -> str:
        while home[node] != node:
            node = home[node]
        return node

    for loop in found:
        for node in loop.nodes[1:]:
            home[root(node)] = root(loop.nodes[0])
    parts: dict[str, dict[str, tuple[str, ...]]] = {}
    for loop in found:
        parts.setdefault(root(loop.nodes[0]), {})[loop.id] = loop.links
    for node in a_map.nodes:
        if a_map.variable(node.partition("/")[0]).kind in ("level", "stock"):
            parts.setdefault(root(node), {})[self_loop(node)] = (self_loop(node),)
    return list(parts.values())


class _Partition:
    """The loops of one partition, with the scores of the links that they are made of."""

    def __init__(
        self, loops: Mapping[str, Sequence[str]], scores: Mapping[str, Floats], weeks: int, draws: int
    ) -> None:
        self.loops, self.scores, self.weeks, self.draws = loops, scores, weeks, draws
        self.ids = list(loops)

    def relative(self, first: int, last: int) -> Floats:
        """Relative scores from week `first` to before `last`, shape (loops, weeks, draws); 0 at rest."""
        shape = (len(self.ids), last - first, self.draws)
        size, sign = np.full(shape, -np.inf), np.zeros(shape)
        with np.errstate(divide="ignore"):
            # Logarithms, because raw scores grow without bound where a change turns round.
            logs = {link: np.log(np.abs(score[first:last])) for link, score in self.scores.items()}
        for at, links in enumerate(self.loops.values()):
            if all(link in logs for link in links):
                size[at] = sum(logs[link] for link in links)
                sign[at] = np.prod([np.sign(self.scores[link][first:last]) for link in links], axis=0)
        largest = size.max(axis=0)
        share = np.exp(size - np.where(np.isfinite(largest), largest, 0.0))
        total = share.sum(axis=0)
        return np.asarray(sign * share / np.where(total > 0, total, 1.0))

    def summary(self) -> tuple[dict[str, Band], list[Dominant]]:
        """The band of each loop, and the sets that explain at least half, week by week."""
        if not any(link in self.scores for links in self.loops.values() for link in links):
            none = np.zeros(self.weeks + 1)
            return {name: Band(none, none, none) for name in self.ids}, []
        bands, leading = [], []
        wide = max(1, _CELLS // (len(self.ids) * self.draws))
        for first in range(0, self.weeks + 1, wide):
            relative = self.relative(first, min(first + wide, self.weeks + 1))
            bands.append(band_of(relative, 0.05, 0.95))
            leading += [self._leading(relative[:, at]) for at in range(relative.shape[1])]
        joined = [np.concatenate([getattr(band, name) for band in bands], axis=1) for name in ("median", "low", "high")]
        found = {name: Band(*(line[at] for line in joined)) for at, name in enumerate(self.ids)}
        only_fading = all(name.startswith("self:") for name in self.ids)
        return found, [] if only_fading else _spans(leading)

    def _leading(self, relative: Floats) -> tuple[tuple[str, ...], float]:
        """The fewest loops that explain half in the mean of the moving draws, and in what share of them they do."""
        sizes = np.abs(relative)
        moving = sizes.sum(axis=0) > 0
        if not moving.any():
            return (), 0.0
        sizes = sizes[:, moving]
        order = np.argsort(-sizes.mean(axis=1), kind="stable")
        count = 1 + int(np.searchsorted(np.cumsum(sizes.mean(axis=1)[order]), HALF))
        chosen = order[:count]
        share = float((sizes[chosen].sum(axis=0) >= HALF).mean())
        return tuple(self.ids[at] for at in chosen), share


def _spans(weekly: Sequence[tuple[tuple[str, ...], float]]) -> list[Dominant]:
    """Weeks with the same set, joined; weeks at rest are left out."""
    spans: list[Dominant] = []
    shares: list[float] = []
    for week, (loops, share) in enumerate(weekly):
        if spans and spans[-1].end == week and set(spans[-1].loops) == set(loops):
            shares.append(share)
            spans[-1] = replace(spans[-1], end=week + 1, share_of_draws=float(np.mean(shares)))
        elif loops:
            shares = [share]
            spans.append(Dominant(week, week + 1, loops, share))
    return spans

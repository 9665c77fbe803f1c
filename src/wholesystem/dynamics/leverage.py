"""What matters most for an outcome: by simulated effect, agreement and reach, never by centrality."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from wholesystem.dynamics import combining, findings
from wholesystem.dynamics.arrays import Bools
from wholesystem.dynamics.assumptions import sentences
from wholesystem.dynamics.ensemble import Ensemble
from wholesystem.dynamics.figures import Figures, all_figures
from wholesystem.dynamics.inputs import Change, Hold, Pulse, Push, Start, whole
from wholesystem.dynamics.learning import Learn, learn_next
from wholesystem.dynamics.levers import Lever
from wholesystem.dynamics.moves import LeftOut, Move, Name, moves_of
from wholesystem.dynamics.pressing import SmallPush, small_pushes
from wholesystem.dynamics.scenario import Scenario, drawn, reference
from wholesystem.dynamics.study import Study, affordable, checked_reach, play_all, some_draws
from wholesystem.errors import QuestionError, UnknownNameError
from wholesystem.maps import SystemsMap


@dataclass(frozen=True, eq=False, kw_only=True)
class Leverage:
    """What matters most for an outcome.

    Attributes:
        outcome: the node that was asked about.
        more_is_better: false where the outcome is a harm.
        links: what could be done about links, strongest first; one move a link, the one that helps more.
        variables: what could be done about variables, strongest first.
        hurts: moves that make the outcome worse, strongest first.
        left_out: moves that are not offered, and why.
        learn_next: the unknown numbers that the best change's effect goes with, most first.
        reference: a sentence that names the reference run.
        weeks: the horizon.
        draws: how many draws.
        seed: of the draws.
        assumptions: plain sentences.
    """

    outcome: str
    more_is_better: bool
    links: tuple[Lever, ...]
    variables: tuple[Lever, ...]
    hurts: tuple[Lever, ...]
    left_out: tuple[LeftOut, ...]
    learn_next: tuple[Learn, ...]
    reference: str
    weeks: int
    draws: int
    seed: int
    assumptions: tuple[str, ...]
    _study: Study = field(repr=False)
    _never: tuple[LeftOut, ...] = field(repr=False)

    @property
    def best(self) -> tuple[Lever, ...]:
        """What helps, links and variables together, strongest first."""
        both = [lever for lever in (*self.links, *self.variables) if lever.score > 0]
        return tuple(sorted(both, key=lambda lever: -lever.score))

    def lever(self, change: str, move: Name | None = None) -> Lever:
        """The figures of one change.

        Raises:
            UnknownNameError: where it was not played, or is not offered.
        """
        for lever in (*self.links, *self.variables, *self.hurts):
            if lever.change == change and move in (None, lever.move):
                return lever
        why = " ".join(one.why for one in self.left_out if one.change == change and move in (None, one.move))
        raise UnknownNameError(f'There is no such change as "{change}" here. {why or "Name one that is listed."}')

    def better(self, one: Lever, other: Lever) -> float:
        """P(one better than other): the share of draws in which it helps the outcome more; equal draws count half."""
        a, b = (self._study.gain(self._study.effects[lever.is_move]) for lever in (one, other))
        return float((a > b).mean() + (a == b).mean() / 2)

    def pairs(self, among: int = 8) -> tuple[combining.Pair, ...]:
        """How the best changes act together, two by two, strongest interaction first; see `combining.pairs`."""
        return combining.pairs(self._study, [lever.is_move for lever in self.best[:among]])

    def combinations(self, moves: int = 3, among: int = 12, beam: int = 3) -> combining.Combinations:
        """The best changes made together, by a bounded search; see `combining.combinations`.

        Raises:
            QuestionError: where `moves` or `beam` is below 1.
        """
        whole("The number of moves", moves, 1)
        whole("The width of the beam", beam, 1)
        return combining.combinations(self._study, [lever.is_move for lever in self.best[:among]], moves, beam)

    def small_pushes(self, draws: int = 200) -> tuple[SmallPush, ...]:
        """The analytic answers to small pushes, beside what was played; see `pressing.small_pushes`."""
        some = self._study.ensemble.only(np.arange(self.draws) < draws)
        sizes = {lever.change: (-1 if lever.move == "ease" else 1) for lever in self.variables}
        return small_pushes(some, self.outcome, sizes)

    def where(self, keep: Bools) -> "Leverage":
        """The same for the draws for which `keep`, shape (draws,), is true.

        Raises:
            QuestionError: where none is left.
        """
        if not keep.any():
            raise QuestionError("No draw is left to answer from. Ask for more draws.")
        said = f"Of {self.draws} draws only {int(keep.sum())} are counted here."
        return _answer(self._study.only(keep), self._never, self.reference, (said,))

    def by_claim(self, link: str) -> dict[str, "Leverage"]:
        """The answer under each claim about a disputed link: where it pushes the same way, and where the opposite.

        Raises:
            UnknownNameError: where there is no such link.
            QuestionError: where its sign is not disputed, or no draw follows one of the claims.
        """
        if self._study.map.link(link).polarity != "disputed":
            raise QuestionError(f'The sign of link "{link}" is not disputed, so there is one answer.')
        at = [one.id for one in self._study.map.links].index(link)
        sign = self._study.ensemble.sign[at]
        return {"+": self.where(sign > 0), "-": self.where(sign < 0)}

    def finding(self, lever: Lever) -> str:
        """A plain sentence on one change, with how sure."""
        return findings.finding(self._study.map, self.outcome, lever)


def leverage(
    a_map: SystemsMap,
    outcome: str,
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
    reach: Mapping[str, float] | None = None,
    weaken: bool = True,
    bounded: bool = False,
    threads: int | None = None,
) -> Leverage:
    """What matters most for an outcome: every link a word stronger or weaker, every variable supported, harms eased.

    An effect is where the outcome stands at the horizon, less where it stands in the reference run, in the same draw.
    Changes are ranked by effect, agreement and reach. A harm is only ever lessened, also when it is the outcome: then
    less of it is better. Changes that raise a harm in at least half of the draws are not offered.

    Args:
        a_map: a systems map.
        outcome: the node that the question is about.
        weeks: the horizon.
        draws: how many draws; not used where `ensemble` is given.
        seed: of the draws.
        pushes: what the reference run holds, as in `simulate`; without any, the map's drivers are pushed by +0.3.
        holds: as above.
        pulses: as above.
        changes: as above.
        start: where the reference run starts; from a resting state nothing else need push.
        ensemble: draws made before.
        reach: how far people can reach a change, from 0 to 1, by link id or node; 1 where nothing is said.
        weaken: whether links are also made weaker; without it a first answer is quicker.
        bounded: play no more draws than a page can wait for, and say so.
        threads: at most so many.

    Raises:
        QuestionError: where there is no reference run, or a number is none.
        UnknownNameError: where a node or a link does not exist.

    Source: effect by simulation, P(A better than B) and rank correlations after Uleman, Crielaard et al. 2025 (D2D).

    >>> from wholesystem import catalogue
    >>> found = leverage(catalogue.load("the-recovery"), "rest-of-my-life", weeks=52, draws=20)
    >>> found.best[0].agreement > 0.5
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
    ensemble = drawn(a_map, ensemble, draws, seed, None)
    outcome = a_map.node(outcome)
    scenario, named = reference(a_map, asked, resting=True)
    offered, never = moves_of(a_map, weaken=weaken)
    moves = [move for move in offered if move.change != outcome]
    few = affordable(a_map, len(moves), scenario.weeks) if bounded else ensemble.draws
    said = () if few >= ensemble.draws else (f"The map is large: {few} of {ensemble.draws} draws were played.",)
    if said:
        ensemble, scenario = some_draws(ensemble, scenario, np.arange(ensemble.draws) < few)
    study = play_all(ensemble, scenario, outcome, moves, checked_reach(a_map, reach), threads)
    return _answer(study, never, named, said)


def _answer(study: Study, never: tuple[LeftOut, ...], named: str, more: tuple[str, ...] = ()) -> Leverage:
    levers = _levers(study)
    refused = [LeftOut(lever.change, lever.move, why) for lever in levers if (why := _refused(study, lever))]
    clean = [lever for lever in levers if not _refused(study, lever)]
    helping = _one_a_link([lever for lever in clean if lever.score >= 0])
    best = max(helping, key=lambda lever: lever.score, default=None)
    return Leverage(
        outcome=study.outcome,
        more_is_better=study.better > 0,
        links=tuple(lever for lever in helping if lever.is_move.is_link),
        variables=tuple(lever for lever in helping if not lever.is_move.is_link),
        hurts=tuple(sorted((lever for lever in clean if lever.score < 0), key=lambda lever: lever.score)),
        left_out=(*never, *refused),
        learn_next=() if best is None else learn_next(study.ensemble, study.effects[best.is_move][0]),
        reference=named,
        weeks=study.scenario.weeks,
        draws=study.ensemble.draws,
        seed=study.ensemble.seed,
        assumptions=(
            *sentences(study.ensemble, study.scenario, named),
            *findings.assumed(study.map, study.outcome, study.reach),
            *more,
        ),
        _study=study,
        _never=never,
    )


def _levers(study: Study) -> list[Lever]:
    """Every move with its figures and side effects, in the map's order."""
    moves = list(study.effects)
    valued = [at for at, node in enumerate(study.watched) if at == 0 or node in study.map.outcomes]
    rows = np.array([study.effects[move][valued] for move in moves]).reshape(-1, study.ensemble.draws)
    told = all_figures(rows)
    return [
        _lever(study, move, dict(zip(valued, told[at * len(valued) : (at + 1) * len(valued)], strict=True)))
        for at, move in enumerate(moves)
    ]


def _lever(study: Study, move: Move, told: Mapping[int, Figures]) -> Lever:
    own, reach = told[0], study.reach_of([move])
    return Lever(
        change=move.change,
        move=move.move,
        effect=own.effect,
        low=own.low,
        high=own.high,
        agreement=own.agreement,
        reach=reach,
        score=study.better * own.effect * own.agreement * reach,
        side_effects={study.watched[at]: one for at, one in told.items() if at > 0},
        raises=study.raised(study.effects[move]),
    )


def _one_a_link(levers: Iterable[Lever]) -> list[Lever]:
    """Strongest first, and of the moves of one change the stronger."""
    kept: dict[str, Lever] = {}
    for lever in sorted(levers, key=lambda lever: -lever.score):
        kept.setdefault(lever.change, lever)
    return list(kept.values())


def _refused(study: Study, lever: Lever) -> str:
    """Why a change that was played is not offered, and not held against anybody either."""
    if lever.raises:
        names = (f"{study.map.label(node)} in {findings.runs(share)}" for node, share in lever.raises.items())
        return f"It would raise what harms: {', '.join(names)}."
    move = lever.is_move
    harm = study.map.link(move.change).tail if move.is_link else move.change
    if lever.score < 0 and study.map.is_harm(harm):
        return (
            f"To lessen {study.map.label(harm)}, or what it does, is right in itself, whatever it does here. What "
            "people got from it has to come from something better."
        )
    return ""

"""Changes made together: how two act on each other, and which few do most."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations as every

from wholesystem.dynamics.arrays import Floats
from wholesystem.dynamics.figures import Figures, figures
from wholesystem.dynamics.moves import Move
from wholesystem.dynamics.study import Moves, Study

_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two changes made together.

    Attributes:
        one: a change.
        other: another.
        joint: the effect of both on the outcome.
        interaction: that, less the sum of what each does alone; in the outcome's own direction.
    """

    one: Move
    other: Move
    joint: Figures
    interaction: Figures


@dataclass(frozen=True, slots=True)
class Combination:
    """Some changes made together.

    Attributes:
        moves: the changes.
        figures: their joint effect on the outcome.
        score: effect × agreement × reach, above 0 where the outcome gets better.
        side_effects: the same figures for every other outcome that people value.
    """

    moves: Moves
    figures: Figures
    score: float
    side_effects: dict[str, Figures]


@dataclass(frozen=True, slots=True)
class Combinations:
    """What a bounded search found.

    Attributes:
        found: the best combinations of each size, strongest first.
        played: how many combinations were played.
        searched: a sentence on how they were looked for.
    """

    found: tuple[Combination, ...]
    played: int
    searched: str


def pairs(study: Study, moves: Sequence[Move]) -> tuple[Pair, ...]:
    """Every two of these changes made together, strongest interaction first.

    Pairs that raise a harm in at least half of the draws are not offered.
    """
    sets = list(every(moves, 2))
    found = []
    for (one, other), effects in zip(sets, study.play(sets) if sets else (), strict=True):
        if not study.raised(effects):
            alone = study.effects[one][0] + study.effects[other][0]
            found.append(Pair(one, other, figures(effects[0]), figures(effects[0] - alone)))
    return tuple(sorted(found, key=lambda pair: -abs(pair.interaction.effect) * pair.interaction.agreement))


def combinations(study: Study, moves: Sequence[Move], most: int, beam: int) -> Combinations:
    """The best changes made together, up to `most`, by beam search with swaps.

    From one change to the next: every change is added to each of the `beam` best sets, and the `beam` best of those
    go on. Then each change of the best full set is swapped for every other, twice at most. Sets that raise a harm in
    at least half of the draws are left out. The best may be missed: this is a search, not a proof.

    Args:
        study: the question.
        moves: the changes to combine.
        most: how many at most.
        beam: how many sets go on.
    """
    search = _Search(study, moves)
    front: list[Moves] = [()]
    found: list[Moves] = []
    for _ in range(min(most, len(moves))):
        front = [one.moves for one in search.best(_added(moves, front))[:beam]]
        found += front
    for _ in range(_ROUNDS if found and front else 0):
        front = [search.best([front[0], *_swapped(moves, front[0])])[0].moves]
        found += front
    return Combinations(
        found=tuple(search.best(dict.fromkeys(found))),
        played=len(search.known),
        searched=(
            f"Looked among the {len(moves)} strongest changes, up to {most} at a time, keeping the {beam} best sets at "
            f"each size and then swapping one change at a time; {len(search.known)} combinations were played. "
            "A better one may have been missed."
        ),
    )


def _added(moves: Sequence[Move], front: Iterable[Moves]) -> list[Moves]:
    sets = {frozenset((*some, move)) for some in front for move in moves if move not in some}
    return _ordered(moves, sets)


def _swapped(moves: Sequence[Move], some: Moves) -> list[Moves]:
    sets = {frozenset({*some, move} - {out}) for out in some for move in moves if move not in some}
    return _ordered(moves, sets)


def _ordered(moves: Sequence[Move], sets: Iterable[frozenset[Move]]) -> list[Moves]:
    """Sets as tuples in one order, so that each is played once and nothing hangs on chance."""
    place = {move: at for at, move in enumerate(moves)}
    ordered = (tuple(sorted(some, key=place.__getitem__)) for some in sets)
    return sorted(ordered, key=lambda one: [place[move] for move in one])


class _Search:
    """Combinations played so far; None for those that raise a harm."""

    def __init__(self, study: Study, moves: Sequence[Move]) -> None:
        self.study, self.moves = study, moves
        self.known: dict[Moves, Combination | None] = {}

    def best(self, sets: Iterable[Moves]) -> list[Combination]:
        """Those that raise no harm, strongest first."""
        sets = list(sets)
        new = [some for some in sets if some not in self.known]
        for some, effects in zip(new, self.study.play(new) if new else (), strict=True):
            self.known[some] = self._combination(some, effects)
        good = [one for some in sets if (one := self.known[some]) is not None]
        return sorted(good, key=lambda one: -one.score)

    def _combination(self, some: Moves, effects: Floats) -> Combination | None:
        if self.study.raised(effects):
            return None
        own = figures(effects[0])
        valued = [at for at, node in enumerate(self.study.watched) if at > 0 and node in self.study.map.outcomes]
        return Combination(
            moves=some,
            figures=own,
            score=self.study.better * own.effect * own.agreement * self.study.reach_of(some),
            side_effects={self.study.watched[at]: figures(effects[at]) for at in valued},
        )

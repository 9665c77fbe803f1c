"""What a difference between two maps does to what matters most: each change's place on both, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from wholeperson.mapping.rules import mattering
from wholesystem import dynamics
from wholesystem.maps import SystemsMap

DRAWS = 100
YEARS = 5

Way = Literal["up", "down", "same", "new", "gone"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a change stands among what helps, from 1, and the share of runs that agree."""

    at: int
    agreement: float


@dataclass(frozen=True, slots=True)
class Moved:
    """One change on both maps; None where it is not among what helps."""

    move: dynamics.Move
    first: Place | None
    second: Place | None

    @property
    def way(self) -> Way:
        """What became of it from the first map to the second."""
        if self.first is None:
            return "new"
        if self.second is None:
            return "gone"
        if self.first.at == self.second.at:
            return "same"
        return "up" if self.second.at < self.first.at else "down"

    @property
    def is_a_finding(self) -> bool:
        """Whether it is among the findings on either map."""
        return any(one is not None and one.at <= mattering.FINDINGS for one in (self.first, self.second))


@dataclass(frozen=True, kw_only=True)
class Shift:
    """What matters most for one outcome on two maps.

    Attributes:
        first, second: the two answers.
        moved: every change that helps on either, in the order of the second map, then what only the first has.
    """

    outcome: str
    first: mattering.Matters
    second: mattering.Matters
    moved: tuple[Moved, ...]


def shared(a: SystemsMap, b: SystemsMap) -> tuple[str, ...]:
    """What both maps can be asked about: what people value on both comes first, then on one, then everything else.

    What harms on one of them only is no shared outcome, because more of it is better here and worse there.
    """
    both = [node for node in a.nodes if node in b.nodes and a.is_harm(node) == b.is_harm(node)]
    return tuple(sorted(both, key=lambda node: -((node in a.outcomes) + (node in b.outcomes))))


def ask(a: SystemsMap, b: SystemsMap, outcome: str, draws: int = DRAWS) -> Shift:
    """What matters most on both.

    Raises:
        QuestionError: where one of them declares nothing that pushes.
    """
    return shift(mattering.ask(a, outcome, YEARS, draws), mattering.ask(b, outcome, YEARS, draws))


def shift(first: mattering.Matters, second: mattering.Matters) -> Shift:
    """Two answers about one outcome, side by side."""
    before, after = places(first), places(second)
    moves = dict.fromkeys((*after, *before))
    moved = tuple(Moved(move, before.get(move), after.get(move)) for move in moves)
    return Shift(outcome=second.outcome, first=first, second=second, moved=moved)


def places(found: mattering.Matters) -> Mapping[dynamics.Move, Place]:
    """Where every change that helps stands, strongest first, as the findings are ranked."""
    helping = [lever for lever in (*found.links, *found.variables) if lever.score > 0]
    ranked = sorted(helping, key=lambda lever: -lever.score)
    return {lever.is_move: Place(at, lever.agreement) for at, lever in enumerate(ranked, 1)}

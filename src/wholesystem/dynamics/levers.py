"""One change, and what it does."""

from collections.abc import Mapping
from dataclasses import dataclass

from wholesystem.dynamics.figures import Figures
from wholesystem.dynamics.moves import Move, Name


@dataclass(frozen=True, slots=True)
class Lever:
    """One change, and what it does to the outcome at the horizon, compared with the reference run.

    Attributes:
        change: the id of a link, or a node.
        move: ``strengthen`` or ``weaken`` a link, ``support`` a variable, ``ease`` a harm.
        effect: the median of how much higher the outcome stands.
        low: the 5th percentile.
        high: the 95th percentile.
        agreement: the share of draws with the median's sign.
        reach: how far people can reach it, from 0 to 1; 1 where nobody said.
        score: effect × agreement × reach, above 0 where the outcome gets better.
        side_effects: the same figures for every other outcome that people value.
        raises: harms that it raises in at least half of the draws, with the share; such a change is never offered.
    """

    change: str
    move: Name
    effect: float
    low: float
    high: float
    agreement: float
    reach: float
    score: float
    side_effects: Mapping[str, Figures]
    raises: Mapping[str, float]

    @property
    def is_move(self) -> Move:
        """The move that it is."""
        return Move(self.change, self.move)

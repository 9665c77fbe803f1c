"""History matching: leaving out the draws that contradict what a group knows has happened."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import numpy as np

from wholesystem.dynamics.arrays import Bools
from wholesystem.dynamics.assumptions import happening
from wholesystem.dynamics.ensemble import Ensemble
from wholesystem.dynamics.inputs import Hold, Pulse, Push, whole
from wholesystem.dynamics.scenario import Scenario
from wholesystem.dynamics.shapes import MOVED
from wholesystem.dynamics.simulation import run_scenario
from wholesystem.errors import QuestionError

MOVES = ("rose", "fell", "unmoved")


@dataclass(frozen=True, kw_only=True)
class Known:
    """Something that a group knows has happened.

    Attributes:
        node: the node that they watched.
        week: how many weeks after the beginning.
        moved: ``rose`` (by more than 0.05), ``fell``, or ``unmoved``.
        pushes: what pushed at the time.
        holds: what was held.
        pulses: what jumped.

    Raises:
        QuestionError: where it names no such move or week, or nothing that moved the map.
    """

    node: str
    week: int
    moved: Literal["rose", "fell", "unmoved"]
    pushes: tuple[Push, ...] = ()
    holds: tuple[Hold, ...] = ()
    pulses: tuple[Pulse, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no draw could be compared with."""
        whole(f'The week in which "{self.node}" was seen', self.week, 1)
        if self.moved not in MOVES:
            raise QuestionError(f'"{self.node}" cannot have {self.moved!r}. Use one of: {", ".join(MOVES)}.')
        for name in ("pushes", "holds", "pulses"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        if self._scenario.still:
            raise QuestionError(
                f'It is known that "{self.node}" {self.moved}, and not what pushed at the time. '
                "Name a push, a hold or a pulse: without one nothing moves in any draw."
            )

    @property
    def _scenario(self) -> Scenario:
        return Scenario(weeks=self.week, pushes=self.pushes, holds=self.holds, pulses=self.pulses)

    def holds_in(self, ensemble: Ensemble) -> Bools:
        """The draws that it does not contradict, shape (draws,).

        Raises:
            UnknownNameError: where a node does not exist.
        """
        run = run_scenario(ensemble, self._scenario, keep=[self.node])
        value = run.paths(self.node)[self.week]
        moves = {"rose": value > MOVED, "fell": value < -MOVED, "unmoved": np.abs(value) <= MOVED}
        return np.asarray(moves[self.moved])

    def said(self, ensemble: Ensemble) -> str:
        """It, as a sentence without its full stop."""
        causes = [happening(ensemble.map, one).removesuffix(".") for one in self._scenario.happenings]
        was = "was unmoved" if self.moved == "unmoved" else self.moved
        return f"{ensemble.map.label(self.node)} {was} by week {self.week}, when {' and '.join(causes)}"


class Kept(NamedTuple):
    """The draws that are left, and the share of the first draws that they are."""

    ensemble: Ensemble
    share: float


def keep_draws(ensemble: Ensemble, known: Sequence[Known]) -> Kept:
    """Leave out the draws that contradict what is known; the share kept is told in every run's assumptions.

    Args:
        ensemble: the draws, possibly matched before.
        known: what has happened; a draw is kept where all of it happens there too.

    Returns:
        The draws left and the share kept, also of what was matched before.

    Raises:
        QuestionError: where no draw is left.
        UnknownNameError: where a node does not exist.

    Source: "history matching": Craig, Goldstein, Seheult & Smith 1997; here with three answers, not distances.

    >>> from wholesystem import catalogue, dynamics
    >>> ensemble = dynamics.draw(catalogue.load("the-hold"), draws=100)
    >>> rose = Known(node="the-desire", week=20, moved="rose", pushes=[Push("the-desire", 0.5)])
    >>> 0 < keep_draws(ensemble, [rose]).share <= 1
    True
    """
    keep = np.ones(ensemble.draws, dtype=np.bool_)
    for fact in known:
        keep &= fact.holds_in(ensemble)
    said = tuple(fact.said(ensemble) for fact in known)
    if not keep.any():
        raise QuestionError(
            f"Of {ensemble.draws} draws none agrees with all that is known ({'; '.join(said)}). "
            "Draw more, or look again at a link, a sign or a delay: the map may lack something."
        )
    left = ensemble.only(keep)
    share = ensemble.kept * left.draws / ensemble.draws
    return Kept(replace(left, known=(*ensemble.known, *said), kept=share), share)

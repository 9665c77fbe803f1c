"""What happens while a map is played, as one frozen value that every question is asked with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wholesystem.dynamics.ensemble import Ensemble, by_hand, draw
from wholesystem.dynamics.inputs import Change, Hold, Pulse, Push, Start, kinds, playable, schedule, start_values, whole
from wholesystem.dynamics.wiring import Plan, plan
from wholesystem.errors import QuestionError
from wholesystem.maps import SystemsMap

REFERENCE_PUSH = 0.3


@dataclass(frozen=True, kw_only=True, eq=False)
class Scenario:
    """What happens while a map is played.

    Attributes:
        weeks: how long, in weeks.
        pushes: influences, which add up.
        holds: nodes kept at a value.
        pulses: jumps.
        changes: links made weaker, stronger or taken away; of two for one link the later holds.
        start: where it starts; None for today.
    """

    weeks: int = 260
    pushes: Sequence[Push] = ()
    holds: Sequence[Hold] = ()
    pulses: Sequence[Pulse] = ()
    changes: Sequence[Change] = ()
    start: Start | None = None

    def __post_init__(self) -> None:
        """Check the weeks, and keep what was given from being changed."""
        object.__setattr__(self, "weeks", whole("The number of weeks", self.weeks, 1))
        for name in ("pushes", "holds", "pulses", "changes"):
            object.__setattr__(self, name, tuple(getattr(self, name)))

    @property
    def happenings(self) -> tuple[Push | Hold | Pulse, ...]:
        """Its pushes, holds and pulses."""
        return (*self.pushes, *self.holds, *self.pulses)

    @property
    def still(self) -> bool:
        """Whether nothing in it would move anything."""
        return not self.happenings and (self.start is None or self.start.rests)

    def plan(self, ensemble: Ensemble) -> Plan:
        """The arrays that the kernel plays.

        Raises:
            QuestionError: where something in it does not fit the map.
            UnknownNameError: where a node or link does not exist.
        """
        happens = schedule(ensemble.map, self.weeks, self.pushes, self.holds, self.pulses)
        return plan(ensemble, happens, start_values(ensemble.map, self.start, ensemble.draws), self.changes)


def drawn(a_map: SystemsMap, ensemble: Ensemble | None, draws: int, seed: int, step: float | None) -> Ensemble:
    """The ensemble that was given, or a new one.

    Raises:
        QuestionError: where the ensemble was drawn from another map, or a number is none.
    """
    playable(a_map)
    if ensemble is None:
        return draw(a_map, draws, seed, step)
    if ensemble.map is not a_map:
        raise QuestionError(
            f'These draws were made from another map ("{ensemble.map.id}"), or from an earlier reading of this one. '
            "Draw again from the map that you want to play."
        )
    return ensemble if step is None else replace(ensemble, step=by_hand(step, ensemble.draws))


def reference(a_map: SystemsMap, scenario: Scenario, *, resting: bool = False) -> tuple[Scenario, str]:
    """The run that a question about loops or leverage is asked of, and a sentence that names it.

    From today nothing moves until something pushes. So where the scenario moves nothing, the map's declared drivers
    are pushed by +0.3 from week 0 (drivers that are constants are held at +0.3).

    Args:
        a_map: the map.
        scenario: what was asked.
        resting: whether a resting state other than today will do as it is, because the question itself moves it.

    Raises:
        QuestionError: where the scenario moves nothing and the map declares no drivers.
    """
    if not scenario.still:
        return scenario, "Reference: the run with what is named here."
    if scenario.start is not None and resting:
        return scenario, f'Reference: the map at rest in "{scenario.start.id}". {scenario.start.says}'.strip()
    if not a_map.drivers:
        raise QuestionError(
            f'From today nothing in "{a_map.title}" moves until something pushes, and the map declares no drivers. '
            "Name a push, a hold or a start: that run is what the answer is about."
        )
    kind = dict(zip(a_map.nodes, kinds(a_map), strict=True))
    pushes = [Push(node, REFERENCE_PUSH) for node in a_map.drivers if kind[node] != "constant"]
    holds = [Hold(node, REFERENCE_PUSH) for node in a_map.drivers if kind[node] == "constant"]
    names = ", ".join(a_map.label(node) for node in a_map.drivers)
    place = "" if scenario.start is None else f', starting from "{scenario.start.id}"'
    said = f"Reference: the map's declared drivers pushed by +{REFERENCE_PUSH} from week 0{place}: {names}."
    return replace(scenario, pushes=pushes, holds=holds), said

"""The ensemble: every number that nobody knows, drawn many times from its interval."""

import importlib.metadata
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wholesystem.dynamics.arrays import Bools, Floats, Ints
from wholesystem.dynamics.chance import uniforms
from wholesystem.dynamics.inputs import playable, whole
from wholesystem.dynamics.intervals import BENDS, REMEMBERS, ROOM, claims_of, of_node, speed_of
from wholesystem.errors import QuestionError
from wholesystem.maps import Interval, Link, SystemsMap

STEPS = (1.0, 0.5, 0.25, 0.125)


class StepWarning(UserWarning):
    """The step was set by hand, so the rule that keeps it fine enough was not used."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Ensemble:
    """The unknown numbers of a map, drawn many times; every array is frozen.

    Rows of links stand in the order of ``map.links``, rows of nodes in that of ``map.nodes``; columns are draws.

    Attributes:
        map: the map that was drawn.
        seed: the seed.
        numbers: each draw's number, shape (draws,); its random numbers hang on the seed and this alone.
        strength: W, the signed strength of each link, shape (links, draws).
        sign: 1 or -1, shape (links, draws); differs between draws only where the sign is disputed.
        quantile: where in its interval the strength was drawn, from 0 to 1, shape (links, draws).
        delay: mean delay of each link in weeks, 0 where the draw has none, shape (links, draws).
        tau: how many weeks each node takes, not-a-number for auxiliaries and constants, shape (nodes, draws).
        room: b, the standing pull, 0 for stocks and constants, shape (nodes, draws).
        step: dt in weeks, shape (draws,).
        version: the version of this library.
        known: what a group knows has happened, as sentences; see `keep_draws`.
        kept: the share of draws that does not contradict it.
    """

    map: SystemsMap
    seed: int
    numbers: Ints
    strength: Floats
    sign: Floats
    quantile: Floats
    delay: Floats
    tau: Floats
    room: Floats
    step: Floats
    version: str
    known: tuple[str, ...] = ()
    kept: float = 1.0

    def __post_init__(self) -> None:
        """Freeze the arrays."""
        for array in self._arrays().values():
            array.setflags(write=False)

    def _arrays(self) -> dict[str, NDArray[Any]]:
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if isinstance(value, np.ndarray)}

    @property
    def draws(self) -> int:
        """How many draws there are."""
        return int(self.numbers.size)

    def only(self, keep: Bools | Ints) -> "Ensemble":
        """The draws for which `keep`, shape (draws,), is true; or those at these places, also more than once."""
        some: dict[str, Any] = {name: array[..., keep] for name, array in self._arrays().items()}
        return replace(self, **some)


def draw(a_map: SystemsMap, draws: int = 1000, seed: int = 1, step: float | None = None) -> Ensemble:
    """Draw every unknown number of a map.

    Args:
        a_map: a systems map.
        draws: how many times, at least 1. More draws leave the first ones as they are.
        seed: from 0 to below 2**64.
        step: dt in weeks for every draw instead of the rule's: 1, or 1 divided by a whole number.

    Returns:
        The ensemble.

    Raises:
        QuestionError: where the map cannot be played, something in it is too quick for the finest step, or draws,
            seed or step are no such numbers.

    Source: the intervals and the rule for the step are in ``docs/reference/dynamics.md``.

    >>> from wholesystem import catalogue
    >>> ensemble = draw(catalogue.load("the-hold"), draws=5)
    >>> ensemble.strength.shape == (len(ensemble.map.links), 5)
    True
    """
    playable(a_map)
    numbers = np.arange(whole("The number of draws", draws, 1), dtype=np.int64)
    if whole("The seed", seed, 0) >= 2**64:
        raise QuestionError(f"The seed is {seed}. Give one below 2**64.")
    quantile, sign, strength = _strengths(a_map.links, seed, numbers)
    tau, room = _nodes(a_map, seed, numbers)
    delay = _delays(a_map.links, seed, numbers)
    return Ensemble(
        map=a_map,
        seed=int(seed),
        numbers=numbers,
        strength=strength,
        sign=sign,
        quantile=quantile,
        delay=delay,
        tau=tau,
        room=room,
        step=_steps(a_map, tau, delay) if step is None else by_hand(step, numbers.size),
        version=importlib.metadata.version("whole-person"),
    )


def _strengths(links: Sequence[Link], seed: int, numbers: Ints) -> tuple[Floats, Floats, Floats]:
    quantile = uniforms(seed, [f"link:{link.id}:strength" for link in links], numbers)
    sign, strength = np.empty_like(quantile), np.empty_like(quantile)
    for row, link in enumerate(links):
        cases = claims_of(link)
        which = np.zeros(numbers.size, dtype=np.intp)
        if len(cases) > 1:
            which = (uniforms(seed, [f"link:{link.id}:claim"], numbers)[0] * len(cases)).astype(np.intp)
        low, high = (np.array([getattr(span, end) for _, span in cases])[which] for end in ("low", "high"))
        sign[row] = np.array([case for case, _ in cases])[which]
        strength[row] = sign[row] * (low + quantile[row] * (high - low))
    return quantile, sign, strength


def _delays(links: Sequence[Link], seed: int, numbers: Ints) -> Floats:
    delay = np.zeros((len(links), numbers.size))
    slow = [row for row, link in enumerate(links) if link.delayed is not False]
    drawn = uniforms(seed, [f"link:{links[row].id}:delay" for row in slow], numbers)
    for row, quantile in zip(slow, drawn, strict=True):
        delay[row] = _log_uniform(speed_of(links[row].speed), quantile)
    unknown = [row for row in slow if links[row].delayed is None]
    delay[unknown] *= uniforms(seed, [f"link:{links[row].id}:delayed" for row in unknown], numbers) < 0.5
    return delay


def _nodes(a_map: SystemsMap, seed: int, numbers: Ints) -> tuple[Floats, Floats]:
    tau = np.full((len(a_map.nodes), numbers.size), np.nan)
    room = np.zeros_like(tau)
    slowness = uniforms(seed, [f"node:{node}:tau" for node in a_map.nodes], numbers)
    bend = uniforms(seed, [f"node:{node}:room" for node in a_map.nodes], numbers)
    for row, node in enumerate(a_map.nodes):
        variable = of_node(a_map, node)
        if variable.kind in REMEMBERS:
            tau[row] = _log_uniform(speed_of(variable.speed), slowness[row])
        if variable.kind in BENDS:
            span = variable.room or ROOM
            room[row] = span.low + bend[row] * (span.high - span.low)
    return tau, room


def _log_uniform(span: Interval, quantile: Floats) -> Floats:
    # low * ratio**q and not exp of a sum: exactly `low` at q = 0, so that the rule for the step holds at the edge.
    return np.asarray(span.low * (span.high / span.low) ** quantile)


def by_hand(step: float, draws: int) -> Floats:
    """A step set by hand for every draw, with a warning.

    Raises:
        QuestionError: where no whole number of such steps makes a week.
    """
    good = isinstance(step, (int, float)) and not isinstance(step, bool) and 1 / 1024 <= step <= 1
    if not good or abs(1 / step - round(1 / step)) > 1e-9:
        raise QuestionError(f"The step is {step!r} weeks. Give 1, or 1 divided by a whole number up to 1024.")
    warnings.warn(
        f"The step is set by hand to {step:g} weeks. The rule would keep it at most half of the quickest time in each "
        "draw; a coarser step can make swings that are not in the map.",
        StepWarning,
        stacklevel=3,
    )
    return np.full(draws, 1 / round(1 / step))


def _steps(a_map: SystemsMap, tau: Floats, delay: Floats) -> Floats:
    """The largest of 1, ½, ¼, ⅛ week at most half of every time and delay stage of the draw."""
    for where, span, order in _times(a_map):
        if span.low / order < 2 * STEPS[-1]:
            raise QuestionError(
                f"{where} can be as quick as {span.low:g} weeks"
                + (f" in {order} stages" if order > 1 else "")
                + f", and the finest step is ⅛ week, which needs at least {2 * STEPS[-1] * order:g} weeks. "
                "Give it a slower speed, or make what it does part of the variable before it."
            )
    orders = np.array([link.order for link in a_map.links]).reshape(-1, 1)
    stage = np.where(delay > 0, delay / orders, np.inf).min(axis=0, initial=np.inf)
    quickest = np.fmin(stage, np.fmin.reduce(tau, axis=0))
    return np.select([quickest >= 2 * step for step in STEPS[:-1]], STEPS[:-1], STEPS[-1])


def _times(a_map: SystemsMap) -> list[tuple[str, Interval, int]]:
    variables = [
        (f'The variable "{variable.id}"', speed_of(variable.speed), 1)
        for variable in a_map.variables
        if variable.kind in REMEMBERS
    ]
    links = [
        (f'The delay of link "{link.id}"', speed_of(link.speed), link.order)
        for link in a_map.links
        if link.delayed is not False
    ]
    return variables + links

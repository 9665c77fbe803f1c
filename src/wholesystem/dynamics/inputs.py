"""What can be done to a map while it plays, and when: pushes, holds, pulses, changed links, another start."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from wholesystem.dynamics.arrays import Floats
from wholesystem.errors import QuestionError
from wholesystem.maps import InfluenceMap, SystemsMap

Word = Literal["off", "weak", "medium", "strong"]

WORDS = ("off", "weak", "medium", "strong")
LARGEST_PUSH = 10.0  # tanh is 1 to eight digits there; more would say nothing more


def number(what: str, value: object, low: float, high: float) -> float:
    """A finite number from `low` to `high`, or a sentence.

    Raises:
        QuestionError: where it is something else.
    """
    as_float = math.nan
    if isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, bool):
        as_float = float(value)
    if not low <= as_float <= high:  # also where it is not-a-number
        raise QuestionError(f"{what} is {value!r}. Give a number from {low:g} to {high:g}.")
    return as_float


def whole(what: str, value: object, low: int) -> int:
    """A whole number of at least `low`, or a sentence.

    Raises:
        QuestionError: where it is something else.
    """
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < low:
        raise QuestionError(f"{what} is {value!r}. Give a whole number of at least {low}.")
    return int(value)


def _window(what: str, start: object, end: object) -> None:
    first = whole(f"The first week of {what}", start, 0)
    if end is not None:
        whole(f"The week in which {what} ends", end, first + 1)


@dataclass(frozen=True, slots=True)
class Push:
    """A standing or timed influence on one node, added to what its links bring.

    Attributes:
        node: the node, ``variable`` or ``variable/facet``.
        size: how strong, on the scale of a link's strength; below 0 it lessens.
        start: the first week in which it acts.
        end: the first week in which it acts no more; None where it stays.

    Raises:
        QuestionError: where size or weeks are no numbers of that kind.

    >>> Push("the-desire", +0.3, start=10, end=20).size
    0.3
    """

    node: str
    size: float
    start: int = 0
    end: int | None = None

    def __post_init__(self) -> None:
        """Refuse sizes and weeks that mean nothing."""
        number(f'The push on "{self.node}"', self.size, -LARGEST_PUSH, LARGEST_PUSH)
        _window(f'the push on "{self.node}"', self.start, self.end)


@dataclass(frozen=True, slots=True)
class Hold:
    """A node kept at a value, whatever pushes it; when it ends, the node goes on from there.

    Attributes:
        node: the node.
        value: from -1 to 1; 0 is today.
        start: the first week in which it is held.
        end: the first week in which it is free again; None where it stays held.

    Raises:
        QuestionError: where value or weeks are no numbers of that kind.
    """

    node: str
    value: float
    start: int = 0
    end: int | None = None

    def __post_init__(self) -> None:
        """Refuse values and weeks that mean nothing."""
        number(f'The value at which "{self.node}" is held', self.value, -1, 1)
        _window(f'the hold of "{self.node}"', self.start, self.end)


@dataclass(frozen=True, slots=True)
class Pulse:
    """One jump of a node's state, at the beginning of a week.

    Attributes:
        node: a level or a stock.
        size: how far it jumps, from -2 to 2; it lands within its bounds.
        week: the week that begins with the jump.

    Raises:
        QuestionError: where size or week are no numbers of that kind.
    """

    node: str
    size: float
    week: int

    def __post_init__(self) -> None:
        """Refuse sizes and weeks that mean nothing."""
        number(f'The pulse on "{self.node}"', self.size, -2, 2)
        whole(f'The week of the pulse on "{self.node}"', self.week, 0)


@dataclass(frozen=True, slots=True)
class Change:
    """A link made weaker, stronger or taken away, at the same quantile of each draw.

    Attributes:
        link: the link's id.
        to: ``off``, ``weak``, ``medium`` or ``strong``.

    Raises:
        QuestionError: where `to` is another word.
    """

    link: str
    to: Word

    def __post_init__(self) -> None:
        """Refuse words that have no interval."""
        if self.to not in WORDS:
            raise QuestionError(f'The link "{self.link}" cannot become {self.to!r}. Use one of: {", ".join(WORDS)}.')


@dataclass(frozen=True, slots=True, eq=False)
class Start:
    """Where a run starts when it does not start from today.

    Attributes:
        id: what people call it, for example a resting state's id.
        values: the nodes' values, shape (draws, nodes), in the map's order of nodes.
        rests: whether nothing moves from there until something pushes.
        says: a sentence on it for the assumptions.
    """

    id: str
    values: Floats
    rests: bool = False
    says: str = ""

    def __post_init__(self) -> None:
        """Keep a copy that nobody can change."""
        values = np.array(self.values, dtype=np.float64)
        values.setflags(write=False)
        object.__setattr__(self, "values", values)


@dataclass(frozen=True, slots=True, eq=False)
class Schedule:
    """Pushes, holds and pulses as one row a week.

    Attributes:
        push: what is added to z, shape (weeks + 1, nodes).
        hold: the value at which a node is held, not-a-number where it is free, same shape.
        pulse: the jump at the beginning of the week, same shape.
    """

    push: Floats
    hold: Floats
    pulse: Floats


def playable(a_map: object) -> SystemsMap:
    """The map, where it is one that can be played.

    Raises:
        QuestionError: where it is an influence map, or no map.
    """
    if isinstance(a_map, InfluenceMap):
        raise QuestionError(
            f'"{a_map.title}" is an influence map: it shows what people connect with what, and not which way each link '
            "pushes, so it cannot be played. Make a systems map from it first."
        )
    if not isinstance(a_map, SystemsMap):
        raise QuestionError(f"{a_map!r} is not a map. Load one with catalogue.load or maps.read_map.")
    return a_map


def kinds(a_map: SystemsMap) -> tuple[str, ...]:
    """The kind of each node, in the map's order."""
    return tuple(a_map.variable(node.partition("/")[0]).kind for node in a_map.nodes)


def schedule(
    a_map: SystemsMap, weeks: int, pushes: Iterable[Push], holds: Iterable[Hold], pulses: Iterable[Pulse]
) -> Schedule:
    """Lay out what happens week by week; pushes on one node add up, and a hold overrules pushes and pulses.

    Raises:
        QuestionError: where a push or pulse meets a node that cannot take it, or two holds contradict each other.
        UnknownNameError: where a node does not exist.
    """
    at = {node: index for index, node in enumerate(a_map.nodes)}
    kind = dict(zip(a_map.nodes, kinds(a_map), strict=True))
    push, pulse = (np.zeros((weeks + 1, len(at))) for _ in range(2))
    hold = np.full_like(push, np.nan)
    for one in pushes:
        if kind[a_map.node(one.node)] == "constant":
            raise QuestionError(f'"{one.node}" is a constant: nothing pushes it. Hold it at a value instead.')
        push[one.start : one.end, at[one.node]] += one.size
    for held in holds:
        span = hold[held.start : held.end, at[a_map.node(held.node)]]
        if (span[~np.isnan(span)] != held.value).any():
            raise QuestionError(f'"{held.node}" is held at two values in the same weeks. Keep one of the two.')
        span[:] = held.value
    for jump in pulses:
        _check_pulse(jump, kind[a_map.node(jump.node)])
        if jump.week <= weeks:
            pulse[jump.week, at[jump.node]] += jump.size
    return Schedule(push, hold, pulse)


def _check_pulse(pulse: Pulse, kind: str) -> None:
    if kind == "constant":
        raise QuestionError(f'"{pulse.node}" is a constant: it cannot jump. Hold it at a value instead.')
    if kind == "auxiliary":
        raise QuestionError(f'"{pulse.node}" keeps no memory, so a jump would be gone at once. Push it instead.')


def start_values(a_map: SystemsMap, start: Start | None, draws: int) -> Floats:
    """The values that a run starts from, shape (nodes, draws).

    Raises:
        QuestionError: where they do not fit the map and the draws, or leave the scale.
    """
    if start is None:
        return np.zeros((len(a_map.nodes), draws))
    if start.values.shape != (draws, len(a_map.nodes)):
        raise QuestionError(
            f'The start "{start.id}" has values of shape {start.values.shape}; this run needs one row for each of '
            f"{draws} draws and one column for each of {len(a_map.nodes)} nodes."
        )
    limits = np.array([1.0 if kind in ("stock", "constant") else 2.0 for kind in kinds(a_map)])
    if not (np.abs(start.values) <= limits).all():  # also false for not-a-number
        raise QuestionError(
            f'The start "{start.id}" has values that are no numbers or leave the scale. '
            "Keep stocks and constants within -1 to 1 and everything else within -2 to 2."
        )
    return np.ascontiguousarray(start.values.T)

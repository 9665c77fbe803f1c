"""One draw of a map's unknown numbers, in the middle of every span: what a format takes that cannot hold spans.

The words' spans are those that runs are drawn from (``docs/reference/dynamics.md``); a test keeps the two the same.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from wholesystem.errors import QuestionError
from wholesystem.formats.lost import Lost, of
from wholesystem.maps import Interval, Link, SystemsMap

STRENGTH: Mapping[str | None, Interval] = MappingProxyType(
    {"weak": Interval(0.1, 0.4), "medium": Interval(0.3, 0.7), "strong": Interval(0.6, 1.0), None: Interval(0.1, 1.0)}
)
SPEED: Mapping[str | None, Interval] = MappingProxyType(
    {
        "days": Interval(1 / 3, 1.0),
        "weeks": Interval(1.0, 4.0),
        "months": Interval(4.0, 26.0),
        "years": Interval(52.0, 156.0),
        None: Interval(1.0, 52.0),
    }
)
ROOM = Interval(-0.6, 0.6)
STEPS = (1.0, 0.5, 0.25, 0.125)


@dataclass(frozen=True, slots=True)
class Medians:
    """One draw.

    Attributes:
        strength: the signed strength of each link, by id.
        delay: the mean delay of each link in weeks, 0 where it has none, by id.
        tau: how many weeks each node takes, by node; levels and stocks only.
        room: the standing pull of each node; levels and auxiliaries only.
        step: dt in weeks.
        chosen: what was chosen where a middle alone did not settle it.
    """

    strength: Mapping[str, float]
    delay: Mapping[str, float]
    tau: Mapping[str, float]
    room: Mapping[str, float]
    step: float
    chosen: tuple[Lost, ...]


def medians(a_map: SystemsMap) -> Medians:
    """The draw in the middle: strengths and rooms halfway, times at the geometric middle.

    Raises:
        QuestionError: where something is too quick for the finest step, an eighth of a week.

    >>> from wholesystem import catalogue
    >>> medians(catalogue.load("the-hold")).step <= 1
    True
    """
    chosen: list[Lost] = []
    strength = {link.id: _strength(link, chosen) for link in a_map.links}
    delay = {link.id: _delay(link, chosen) for link in a_map.links}
    tau, room = {}, {}
    for node in a_map.nodes:
        variable = a_map.variable(node.partition("/")[0])
        if variable.kind in ("level", "stock"):
            tau[node] = _time(variable.speed)
        if variable.kind in ("level", "auxiliary"):
            span = variable.room or ROOM
            room[node] = (span.low + span.high) / 2
    stages = [delay[link.id] / link.order for link in a_map.links if delay[link.id]]
    quickest = min([*stages, *tau.values()], default=math.inf)
    step = next((step for step in STEPS if quickest >= 2 * step), None)
    if step is None:
        raise QuestionError(
            f"Something in this map takes {quickest:g} weeks, and the finest step is ⅛ week, which needs at least ¼. "
            "Give it a slower speed, or make what it does part of the variable before it."
        )
    return Medians(strength, delay, tau, room, step, tuple(chosen))


def _time(speed: str | Interval | None) -> float:
    span = speed if isinstance(speed, Interval) else SPEED[speed]
    return span.low * math.sqrt(span.high / span.low)


def _strength(link: Link, chosen: list[Lost]) -> float:
    sign, stated = link.polarity, link.strength
    if sign == "disputed":
        ups = sum(claim.polarity == "+" for claim in link.claims)
        sign = "+" if 2 * ups > len(link.claims) else "-" if 2 * ups < len(link.claims) else link.claims[0].polarity
        claim = next(claim for claim in link.claims if claim.polarity == sign)
        stated = claim.strength or link.strength
        chosen.append(Lost(of(link), f"its sign is disputed; {sign} is written, as {claim.by} holds"))
    span = stated if isinstance(stated, Interval) else STRENGTH[stated]
    return (-1 if sign == "-" else 1) * (span.low + span.high) / 2


def _delay(link: Link, chosen: list[Lost]) -> float:
    if link.delayed is None:
        chosen.append(Lost(of(link), "nobody knows whether it is delayed; no delay is written"))
    return _time(link.speed) if link.delayed else 0.0

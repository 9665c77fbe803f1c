"""The words people use for strength, speed and room, and the intervals they are drawn from. None is tuned."""

from collections.abc import Mapping
from types import MappingProxyType

from wholesystem.maps import Interval, Link, SystemsMap, Variable

UNSTATED = "unstated"

STRENGTH: Mapping[str, Interval] = MappingProxyType(
    {
        "off": Interval(0.0, 0.0),
        "weak": Interval(0.1, 0.4),
        "medium": Interval(0.3, 0.7),
        "strong": Interval(0.6, 1.0),
        UNSTATED: Interval(0.1, 1.0),
    }
)

SPEED: Mapping[str, Interval] = MappingProxyType(
    {
        "days": Interval(1 / 3, 1.0),
        "weeks": Interval(1.0, 4.0),
        "months": Interval(4.0, 26.0),
        "years": Interval(52.0, 156.0),
        UNSTATED: Interval(1.0, 52.0),
    }
)

ROOM = Interval(-0.6, 0.6)

REMEMBERS = ("level", "stock")  # the kinds that have a time of their own
BENDS = ("level", "auxiliary")  # the kinds that have room to rise or to fall


def strength_of(stated: str | Interval | None) -> Interval:
    """The interval of a strength, as a word, an interval or nothing."""
    return stated if isinstance(stated, Interval) else STRENGTH[stated or UNSTATED]


def speed_of(stated: str | Interval | None) -> Interval:
    """The interval of a time in weeks, as a word, an interval or nothing."""
    return stated if isinstance(stated, Interval) else SPEED[stated or UNSTATED]


def of_node(a_map: SystemsMap, node: str) -> Variable:
    """The variable that a node is, or is a face of."""
    return a_map.variable(node.partition("/")[0])


def claims_of(link: Link) -> tuple[tuple[int, Interval], ...]:
    """What may hold of a link, each case equally likely: its sign as 1 or -1, and the interval of its strength.

    A link on which all agree has one case. A disputed one has a case for each claim; a claim without a strength takes
    the link's.
    """
    if link.polarity != "disputed":
        return ((-1 if link.polarity == "-" else 1, strength_of(link.strength)),)
    return tuple(
        (-1 if claim.polarity == "-" else 1, strength_of(claim.strength or link.strength)) for claim in link.claims
    )

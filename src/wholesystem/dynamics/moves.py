"""What may be done about a map: links a word stronger or weaker, variables supported, harms lessened; and what may not.

A harm is never a lever. Nothing offered here raises one, leans on one, or takes away what lessens one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from wholesystem.dynamics.batch import Variant
from wholesystem.dynamics.inputs import Change, Word
from wholesystem.dynamics.intervals import STRENGTH, claims_of, of_node
from wholesystem.maps import Interval, Link, SystemsMap

Name = Literal["strengthen", "weaken", "support", "ease"]

SUPPORT = 0.3
_UP: tuple[Word, ...] = ("weak", "medium", "strong")
_DOWN: tuple[Word, ...] = ("strong", "medium", "weak", "off")


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that could be done.

    Attributes:
        change: the id of a link, or a node.
        move: ``strengthen`` or ``weaken`` a link, ``support`` a variable, or ``ease`` a harm.
    """

    change: str
    move: Name

    @property
    def is_link(self) -> bool:
        """Whether it is about a link."""
        return self.move in ("strengthen", "weaken")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A change that is not offered, and why.

    Attributes:
        change: the id of a link, or a node.
        move: what is not offered.
        why: a plain sentence.
    """

    change: str
    move: Name
    why: str


def word_beside(link: Link, move: Name) -> Word | None:
    """The word that a link becomes when it is made one word stronger or weaker, or None where there is none.

    Upwards it is the weakest word that is no weaker anywhere in the interval, and stronger somewhere; so a link
    of unstated strength becomes strong, or weak. ``off`` is below weak.

    >>> word_beside(Link(id="a", source="b", target="c", polarity="+", strength="weak"), "strengthen")
    'medium'
    """
    spans = [span for _, span in claims_of(link)]

    def beyond(one: Interval, other: Interval) -> bool:
        return one.low >= other.low and one.high >= other.high

    for word in _UP if move == "strengthen" else _DOWN:
        to = STRENGTH[word]
        pairs = [(to, span) if move == "strengthen" else (span, to) for span in spans]
        if all(beyond(one, other) for one, other in pairs) and any(one != other for one, other in pairs):
            return word
    return None


def moves_of(a_map: SystemsMap, *, weaken: bool = True) -> tuple[tuple[Move, ...], tuple[LeftOut, ...]]:
    """Every move that a map allows, and those that are left out, with the reason.

    Args:
        a_map: a systems map.
        weaken: whether links are also made weaker.
    """
    offered: list[Move] = []
    left_out: list[LeftOut] = []
    names: Sequence[Name] = ("strengthen", "weaken") if weaken else ("strengthen",)
    for link in a_map.links:
        for name in names:
            why = next(_never(a_map, link, name), "")
            if why:
                left_out.append(LeftOut(link.id, name, why))
            else:
                offered.append(Move(link.id, name))
    offered += [Move(node, "ease" if a_map.is_harm(node) else "support") for node in a_map.nodes]
    return tuple(offered), tuple(left_out)


def _never(a_map: SystemsMap, link: Link, move: Name) -> Iterator[str]:
    """Why a link is never offered to be made stronger, or weaker."""
    yield from _raises_a_harm(a_map, link, move)
    if move == "weaken":
        yield from _takes_away_what_helps(a_map, link)
    if word_beside(link, move) is None:
        yield f"There is no word beyond how {'strong' if move == 'strengthen' else 'weak'} it already is."


def _raises_a_harm(a_map: SystemsMap, link: Link, move: Name) -> Iterator[str]:
    tail, head = a_map.label(link.tail), a_map.label(link.head)
    if move == "strengthen" and a_map.is_harm(link.tail):
        yield f"{tail} is a harm: what it does is never made stronger, whatever comes of it."
    if a_map.is_harm(link.head):
        if link.polarity == "disputed":
            yield f"{head} is a harm, and people do not agree whether this raises it."
        if move == "strengthen" and link.polarity == "+":
            yield f"This raises {head}, which is a harm."
        if move == "weaken" and link.polarity == "-":
            yield f"This lessens {head}, which is a harm; less of it would raise it."


def _takes_away_what_helps(a_map: SystemsMap, link: Link) -> Iterator[str]:
    """Only where a map marks its harms; elsewhere nobody has said which of its variables help."""
    for node in (link.tail, link.head):
        if of_node(a_map, node).facets and not a_map.is_harm(node):
            yield f"{a_map.label(node)} is the face that helps; only the one that harms is ever made weaker."
    marked = any(a_map.is_harm(node) for node in a_map.nodes)
    good = not a_map.is_harm(link.tail) and not a_map.is_harm(link.head)
    if marked and good and link.polarity == "+":
        tail, head = a_map.label(link.tail), a_map.label(link.head)
        yield f"{tail} helps {head}, and neither is a harm. What helps is never made weaker."


def variant_of(a_map: SystemsMap, moves: Sequence[Move]) -> Variant:
    """What is done to a reference run when these moves are made together."""
    changes = []
    for move in moves:
        word = word_beside(a_map.link(move.change), move.move) if move.is_link else None
        if word is not None:
            changes.append(Change(move.change, word))
    leans = {move.change: SUPPORT if move.move == "support" else -SUPPORT for move in moves if not move.is_link}
    return Variant(tuple(changes), leans)

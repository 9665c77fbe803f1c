"""Whose turn it is to look at which entry: the stalest first, little for each, and nobody is counted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

AT_MOST = 2
A_TURN = timedelta(days=14)
KEPT = timedelta(days=365)


@dataclass
class Hand:
    """Somebody who looks at entries when it is their turn.

    Args:
        membership: by which they look.
        open: how many turns they have at the moment.
        had: entries that were theirs within the year. None comes to them again so soon, passed on or not.
    """

    membership: UUID
    open: int = 0
    had: set[UUID] = field(default_factory=set)


def deal(stalest_first: Iterable[UUID], hands: Iterable[Hand]) -> Iterator[tuple[UUID, UUID]]:
    """Deal out entries: pairs of a membership and an entry.

    Args:
        stalest_first: entries that nobody has a turn at, in the order in which they should be looked at.
        hands: whoever looks; among those with as few turns, whoever stands first.
    """
    there = list(hands)
    for entry in stalest_first:
        free = [hand for hand in there if hand.open < AT_MOST and entry not in hand.had]
        if not free:
            continue
        hand = min(free, key=lambda one: one.open)
        hand.open += 1
        hand.had.add(entry)
        yield hand.membership, entry

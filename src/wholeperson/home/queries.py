"""What the front pages gather from the doors below. Everything here is public, so no viewer is named."""

from datetime import datetime
from uuid import UUID

from wholeperson.directory.public import Helpline, Listed, helplines, open_now, opening_next
from wholeperson.mapping.public import MapCard, public_maps
from wholeperson.people.public import AllianceCard, alliances

THREE_PARTS = ("the-hold", "the-struggle", "the-recovery")
ENOUGH_TO_CHOOSE_FROM, SOON = 100, 40


def maps_to_open() -> tuple[MapCard, ...]:
    """Give the three parts that a visitor meets first, in the order of the story."""
    cards = {card.id: card for card in public_maps()}
    return tuple(cards[name] for name in THREE_PARTS if name in cards)


def who_listens(at: datetime) -> tuple[Helpline, ...]:
    """Give every helpline as it stands at one moment."""
    return helplines(at)


def who_listens_to_others(at: datetime) -> tuple[Helpline, ...]:
    """Give the helplines that also serve whoever stands beside someone."""
    return tuple(line for line in helplines(at) if line.serves_others)


def places() -> tuple[AllianceCard, ...]:
    """Give the places that have an alliance here."""
    return alliances()


def open_there(alliance_id: UUID, at: datetime) -> tuple[tuple[Listed, ...], tuple[Listed, ...]]:
    """Give what is open in a place at a moment, and what opens there next."""
    return open_now(alliance_id, at, ENOUGH_TO_CHOOSE_FROM), opening_next(alliance_id, at, SOON)

"""How somebody looked whether an entry is true, and what they found. It is never said who they were."""

from enum import Enum


class Way(Enum):
    """How somebody looked."""

    RANG = "rang"
    WENT = "went"
    FROM_THERE = "from-there"


class Seen(Enum):
    """What they found."""

    RIGHT = "right"
    DIFFERENT = "different"
    COULD_NOT = "could-not"


ASKS_WAY = {Way.RANG: "I rang", Way.WENT: "I went there", Way.FROM_THERE: "I am from there"}
ASKS_SEEN = {
    Seen.RIGHT: "It is right",
    Seen.DIFFERENT: "Something is different",
    Seen.COULD_NOT: "I could not find out",
}
# By the role in which they looked, as `people` calls it.
BY = {"peer": "by a peer", "worker": "by a worker", "coordinator": "by the alliance"}
SAYS = {Way.RANG: "by phone", Way.WENT: "in person", Way.FROM_THERE: "who is from there"}


class LookingError(ValueError):
    """Something about a look that could be put right; ``field`` says where."""

    def __init__(self, where: str, text: str) -> None:
        super().__init__(text)
        self.field = where


def how(role: str, way: Way) -> str:
    """Say in which way somebody looked: "by a peer, in person"."""
    if (role, way) == ("coordinator", Way.FROM_THERE):
        return "by the alliance"
    return f"{BY[role]}, {SAYS[way]}"


def ways(*, kept_safe: bool) -> tuple[Way, ...]:
    """Give the ways in which somebody can look. Nobody goes to look for a place whose address is kept safe."""
    return tuple(way for way in Way if not (kept_safe and way is Way.WENT))


def check(seen: Seen, way: Way, street: str, *, kept_safe: bool) -> None:
    """Look over a look.

    Raises:
        LookingError: saying what would fit.
    """
    if way not in ways(kept_safe=kept_safe):
        raise LookingError("way", "The address is kept safe. Please ring, and never look for the place.")
    if street and kept_safe:
        raise LookingError("street", "The address is kept safe. Please do not say what it looks like.")
    if street and (way is not Way.WENT or seen is Seen.COULD_NOT):
        raise LookingError("street", "What it looks like is for somebody who went there. Please leave it empty.")

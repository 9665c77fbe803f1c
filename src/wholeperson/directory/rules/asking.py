"""What somebody typed, read: where and when they mean, and the words that are left."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from wholeperson.directory.rules import windows
from wholeperson.directory.rules.spot import Spot
from wholeperson.directory.rules.windows import When
from wholeperson.directory.rules.words import MOST, words

NONE: frozenset[int] = frozenset()
LONGEST_NAME = 4  # words of a place's name
BEFORE_PLACE = ("near", "in", "around", "at", "by", "from", "close", "to", "nearby")
SAID_BEFORE = {("near", "to"), ("close", "to")}


@dataclass(frozen=True)
class Place:
    """A place that was named, what a page calls it, and which of the words named it (by their place)."""

    name: str
    spot: Spot
    used: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Read:
    """What was understood. ``words`` are those that are left; ``typed`` all of them."""

    typed: str
    words: str
    place: Place | None = None
    when: When | None = None


def possible_names(text: str) -> tuple[str, ...]:
    """Give every run of words that could be a place's name."""
    said = words(text)[:MOST]
    return tuple(dict.fromkeys(" ".join(said[start:end]) for start, end in _runs(len(said))))


def read(
    text: str, now: datetime, named: Mapping[str, tuple[str, Spot]], timeless: frozenset[int] = NONE,
    stays: frozenset[int] = NONE,
) -> Read:  # fmt: skip
    """Read words.

    Args:
        text: as they were typed.
        now: a moment with its time zone.
        named: places by their folded names, of those that could be meant.
        timeless: words that are no time, by their place: a bed "for tonight".
        stays: words that belong to a way of saying something: no place, and left where they are, also as a time.
    """
    said = words(text)[:MOST]
    place = _place(said, named, timeless | stays)
    used = place.used if place else NONE
    # Words that are spoken for stay where they are, but say nothing, so that no time is read across them.
    when = windows.read(["" if one in used | timeless else word for one, word in enumerate(said)], now)
    used |= when.used - stays if when else NONE
    left = [word for one, word in enumerate(said) if one not in used]
    return Read(text, " ".join(left), place, when)


def _place(said: Sequence[str], named: Mapping[str, tuple[str, Spot]], ours: frozenset[int]) -> Place | None:
    """Find the longest name; one after "near" or "in" goes before another."""
    best: tuple[tuple[bool, int], Place] | None = None
    for start, end in _runs(len(said)):
        name = " ".join(said[start:end])
        if name not in named or ours & set(range(start, end)):
            continue
        before = _before(said, start)
        rank = (before < start, end - start)
        if best is None or rank > best[0]:
            called, spot = named[name]
            best = rank, Place(called, spot, frozenset(range(before, end)))
    return best[1] if best else None


def _before(said: Sequence[str], start: int) -> int:
    if start > 1 and tuple(said[start - 2 : start]) in SAID_BEFORE:
        return start - 2
    return start - 1 if start and said[start - 1] in BEFORE_PLACE else start


def _runs(count: int) -> Iterator[tuple[int, int]]:
    for length in range(min(LONGEST_NAME, count), 0, -1):
        for start in range(count - length + 1):
            yield start, start + length

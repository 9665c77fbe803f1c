"""From typed words to a wish. What was typed is read and not kept: no address, no postcode, no point of a searcher."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from wholeperson.directory.queries import marks
from wholeperson.directory.queries.gazetteer import by_names
from wholeperson.directory.rules import asking, looking
from wholeperson.directory.rules.whereabouts import POSTCODE_OR_DISTRICT
from wholeperson.directory.rules.wishes import Reading, Wish
from wholeperson.directory.rules.words import MOST, SOFT, STOP, fold, words

A_BED = (looking.term("bed-tonight"), looking.term("home"))  # "for tonight" is no opening time of a bed


class Asked(NamedTuple):
    """What somebody looks for, and what we understood beside the words, as a page says it."""

    wish: Wish
    read_as: tuple[str, ...]


def asked(text: str, alliance: UUID | None, now: datetime) -> Asked:
    """Turn typed words into a wish: times and places are read, and every other word still has to fit.

    Needs, groups, answers ("women only") and kinds fit by their own mark or by the words themselves; so nothing is
    lost by reading. What fits all the words as plain words is found too, whatever was read from them.
    """
    # A postcode is one word to us, and its district is all that is looked at.
    text = POSTCODE_OR_DISTRICT.sub(lambda found: found[1], fold(text))
    places = by_names(asking.possible_names(text), alliance)
    read = asking.read(text, now, {name: (one.name, one.spot) for name, one in places.items()}, *_phrases(text))
    near = read.place.spot if read.place else None
    when = read.when.window if read.when else None
    reading = Reading(read.typed, near, when) if near or when else None
    left = read.words if not reading or set(read.words.split()) - SOFT - STOP else ""
    means = looking.ask(left, marks.vocabulary()).means
    said = (
        *((read.when.says,) if read.when else ()),
        *((f"near {read.place.name}",) if read.place else ()),
        *dict.fromkeys(label for _, label in means),
    )
    return Asked(Wish(words=left, alliance=alliance, near=near, when=when, reading=reading), said)


def _phrases(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """Give which words ask for a bed or a home, and which belong to any way of saying that has several words."""
    beds: set[int] = set()
    several: set[int] = set()
    start = 0
    for piece, phrase in looking.pieces(words(text)[:MOST], marks.vocabulary()):
        here = range(start, start + len(piece))
        if phrase and set(phrase.tokens) & set(A_BED):
            beds.update(here)
        if phrase and len(piece) > 1:
            several.update(here)
        start += len(piece)
    return frozenset(beds), frozenset(several)

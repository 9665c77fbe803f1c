"""Keeping the address of a refuge safe: whether something is one, and taking every trace of where it is out of words.

Where there is doubt, it counts as a refuge: a coordinator can open an address; nobody can take one back that was read.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from wholeperson.directory.rules.whereabouts import KEPT, link_tells_where, words_without

SMELLS = re.compile(
    r"\brefuges?\b|\bsafe[\s-]*(?:house|home|accommodation|address|haven)s?\b|\bsanctuary\s+(?:house|accommodation)\b"
    r"|\bwomen.?s\s+aid\b|\bwomen\S{0,2}\s+(?:shelter|hostel)s?\b"
    r"|\b(?:confidential|secret|undisclosed|withheld|unpublished|protected|private)\s+(?:address|location|venue|site)s?\b"
    r"|\b(?:address|location|venue)\b(?:\s+\w+){0,4}\s+(?:confidential|secret|undisclosed|withheld|not\s+(?:be\s+)?"
    r"(?:disclosed|published|shared|shown|public|given)|kept\s+safe)\b"
    r"|\b(?:domestic|sexual)\s+(?:abuse|violence)\b(?:\W+\w+){0,6}\W+(?:accommodation|housing|shelter|hostel|house)\b"
    r"|\b(?:accommodation|housing|shelter|hostel|house)\b(?:\W+\w+){0,8}\W+(?:domestic|sexual)\s+(?:abuse|violence)\b"
    r"|\bfleeing\b(?:\W+\w+){0,6}\W+(?:abuse|violence|partner|trafficking)\b"
    r"|\bhonou?r[\s-]based\b|\bforced\s+marriage\b|\btrafficking\b(?:\W+\w+){0,6}\W+(?:accommodation|house|shelter)\b",
    re.IGNORECASE,
)
# Fields by which a source says itself that an address is not for everybody, whatever their spelling.
MARKS = ("confidential", "keptsafe", "isrefuge", "addressprivate", "hideaddress", "addresshidden", "addresswithheld",
         "sensitive", "isprivate", "nonpublic", "safeaddress")  # fmt: skip
MARK, OPEN_MARK, KIND = "mark", "open", "kind"  # how a field says it
OPEN_MARKS = ("public", "ispublic", "showaddress", "displayaddress", "addresspublic")
YES, NO = {"true", "yes", "y", "1"}, {"false", "no", "n", "0"}
LEAST = 4  # letters and digits of an address that are looked for as they stand


@dataclass(frozen=True)
class Traces:
    """What gives a place away: pieces of its address as its source wrote them, as letters and digits alone."""

    pieces: tuple[str, ...] = ()

    def in_(self, words: str) -> bool:
        """Say whether words hold one of them, however they are written."""
        bare = squeezed(words)
        return any(piece in bare for piece in self.pieces)


NONE = Traces()


@dataclass
class SafePlaces:
    """The places kept safe that were met while a source was read: what else stands there keeps its address safe too."""

    ids: set[str]
    lines: set[tuple[str, str]]
    traces: Traces = NONE

    def meet(self, ids: Iterable[str], lines: Iterable[tuple[str, str]], given: Traces) -> None:
        """Add one."""
        self.ids.update(one for one in ids if one)
        self.lines.update((squeezed(one), squeezed(other)) for one, other in lines if one and other)
        self.traces = Traces(tuple(dict.fromkeys((*self.traces.pieces, *given.pieces))))

    def hold(self, their_id: str, address: str, postcode: str) -> bool:
        """Say whether a place is one of them."""
        return their_id in self.ids or (squeezed(address.split(",")[0]), squeezed(postcode)) in self.lines


def smells(*words: str) -> bool:
    """Say whether words sound like a refuge, or say that an address is not for everybody."""
    return any(SMELLS.search(one) for one in words)


def marked(thing: object) -> bool:
    """Say whether a source marks something in here as not for everybody, at any depth."""
    if isinstance(thing, Mapping):
        return any(_says_so(key, value) or marked(value) for key, value in thing.items())
    return isinstance(thing, list) and any(marked(one) for one in thing)


def _says_so(key: object, value: object) -> bool:
    about = _about(str(key))
    if not about:
        return False
    said = str(value).strip().lower()
    if about == MARK:
        return said not in NO and value not in (None, "", [], {})
    return said in (NO if about == OPEN_MARK else ("confidential", "private", "hidden"))


@lru_cache(maxsize=1_000)  # a feed has the same few names in every service
def _about(key: str) -> str:
    """Say how a field of this name could say that an address is not for everybody, or nothing."""
    name = squeezed(key)
    if any(mark in name for mark in MARKS):
        return MARK
    if name in OPEN_MARKS:
        return OPEN_MARK
    return KIND if name in ("locationtype", "addresstype", "visibility") else ""


def squeezed(words: str) -> str:
    """Give letters and digits alone, small."""
    if words.isascii():  # nearly always, and several times as quick
        return "".join(filter(str.isalnum, words.lower()))
    return "".join(small for one in words for small in one.lower() if small.isalnum())


def traces(pieces: Iterable[object]) -> Traces:
    """Make what to look for from the lines of an address, its postcode and its point."""
    found = {squeezed(str(one)) for one in pieces if one not in (None, "")}
    return Traces(tuple(sorted((one for one in found if len(one) >= LEAST), key=len, reverse=True)))


def without_traces(words: str, given: Traces) -> str:
    """Give words without anything that says where the place is."""
    words = words_without(words)
    for piece in given.pieces:
        words = _without(words, piece)
    return words


def _without(words: str, piece: str) -> str:
    """Take a piece out, whatever stands between its letters."""
    if piece not in (bare := squeezed(words)):
        return words
    places = [place for place, one in enumerate(words) for _ in squeezed(one)]
    parts, begin, after = [], bare.find(piece), 0
    while begin >= 0:
        parts += [words[after : places[begin]], KEPT]
        after = places[begin + len(piece) - 1] + 1
        begin = bare.find(piece, begin + len(piece))
    return "".join([*parts, words[after:]])


def scrubbed(thing: Any, given: Traces) -> Any:
    """Give plain content in which no words say where the place is; a web address that does is left out whole."""
    return _walked(thing, lambda words: _scrubbed(words, given))


def _scrubbed(words: str, given: Traces) -> str:
    if "://" in words or "@" in words:
        return "" if given.in_(words) or link_tells_where(words) else words
    return without_traces(words, given)


def _walked(thing: Any, do: Callable[[str], str]) -> Any:
    if isinstance(thing, str):
        return do(thing)
    if isinstance(thing, Mapping):
        return {key: _walked(one, do) for key, one in thing.items()}
    if isinstance(thing, list | tuple):
        return [_walked(one, do) for one in thing]
    return thing

"""Which part of a recording a browser asks for. One part at a time, which is all that playing and seeking need."""

import re
from dataclasses import dataclass

ASKED = re.compile(r"bytes=(\d{0,12})-(\d{0,12})", re.ASCII)


@dataclass(frozen=True)
class Part:
    """Some bytes of a whole: the first one, and the one after the last."""

    start: int
    end: int


class NoSuchPartError(ValueError):
    """The part that is asked for begins behind the end."""


def part_of(asked: str, size: int) -> Part | None:
    """Read a ``Range`` header; nothing where there is none, or one that is not understood: then all of it is given.

    Raises:
        NoSuchPartError: where no byte of it is there.
    """
    found = ASKED.fullmatch(asked.strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        start, end = max(size - int(last), 0), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < start:
            return None
    if start >= end:
        raise NoSuchPartError
    return Part(start, end)

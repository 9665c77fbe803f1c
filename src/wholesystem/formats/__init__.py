"""Maps in the formats of other programs, in and out, through one neutral model; what cannot come along is said.

Example:
    >>> from wholesystem import catalogue, formats
    >>> text, lost = formats.render(catalogue.load("the-hold"), "mermaid")
    >>> formats.parse(text.encode(), "hold.mmd").map.title
    'The Hold'
"""

from collections.abc import Iterable
from pathlib import Path

from wholesystem.formats import own, xmile
from wholesystem.formats.files import decode, read_bytes, refuse
from wholesystem.formats.lost import Lost, Read, Written
from wholesystem.formats.registry import FORMATS, Format, by_ending, named, of_file, writer
from wholesystem.formats.xmile import Pushed
from wholesystem.maps import AnyMap
from wholesystem.maps.files import Includes

__all__ = ["FORMATS", "Format", "Lost", "Pushed", "Read", "Written", "parse", "read", "render", "write"]


def read(path: str | Path, name: str | None = None, *, include: Includes | None = None) -> Read:
    """Read a map from a file of any format that can be read.

    Args:
        path: the file; its ending says the format, and for ``.json``, ``.xml`` and ``.txt`` what it holds.
        name: the format's name, where the ending does not say it.
        include: gives the map of a name under ``includes``, as `wholesystem.maps.read_map` takes it.

    Returns:
        The map, and everything that was left out, made or guessed.

    Raises:
        MapError: where it cannot be read; the sentence says where and what to do.
        UnknownNameError: where there is no format of that name.
    """
    return parse(read_bytes(Path(path)), Path(path).name, name, include=include)


def parse(raw: bytes, file: str, name: str | None = None, *, include: Includes | None = None) -> Read:
    """Read a map from what a file holds, for example one that somebody uploads; see `read`.

    Raises:
        MapError: where it cannot be read.
        UnknownNameError: where there is no format of that name.
    """
    lost: list[Lost] = []
    text = decode(raw, lost)
    found = named(name) if name else of_file(file, text)
    made = own.read(text, file, include) if found.read is own.read else found.read(text, file)
    return Read(made.map, (*lost, *made.lost))


def render(a_map: AnyMap, to: str, *, pushes: Iterable[Pushed] = ()) -> Written:
    """A map as text in the format of this name, and what that text does not hold.

    Args:
        a_map: the map.
        to: a format's name, one of `FORMATS`.
        pushes: influences, as `wholesystem.dynamics.Push`; only XMILE holds them.

    Raises:
        MapError: where the format is only read.
        UnknownNameError: where there is no such format.
        QuestionError: where the map cannot be run, and XMILE is asked for.
    """
    found = named(to)
    if found.write is xmile.write:
        return xmile.write(a_map, pushes)
    text, lost = writer(found, to)(a_map)
    left = [Lost(f"the push on '{push.node}'", "all of it: only XMILE holds pushes") for push in pushes]
    return Written(text, (*lost, *left))


def write(a_map: AnyMap, path: str | Path, to: str | None = None, *, pushes: Iterable[Pushed] = ()) -> tuple[Lost, ...]:
    """Write a map to a file in any format that can be written.

    Args:
        a_map: the map.
        path: the file; its ending says the format.
        to: the format's name, where the ending does not say it.
        pushes: influences, as `wholesystem.dynamics.Push`; only XMILE holds them.

    Returns:
        What the file does not hold, part by part.

    Raises:
        MapError: where the file cannot be written, or its format is only read.
        UnknownNameError: where there is no format of that name.
        QuestionError: where the map cannot be run, and XMILE is asked for.
    """
    text, lost = render(a_map, to or by_ending(Path(path).name).name, pushes=pushes)
    raw = text.encode("utf-8", "replace")
    if raw.decode() != text:
        lost = (*lost, Lost("the map", "characters that are no text: each is written as ?"))
    try:
        Path(path).write_bytes(raw)
    except OSError as error:
        raise refuse(str(path), f"it cannot be written: {error.strerror}.", "Choose another folder or name.") from error
    return lost

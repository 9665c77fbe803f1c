"""Parts of a map as flat text attributes, for formats in which people can add attributes of their own."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from wholesystem.errors import WholeSystemError
from wholesystem.formats.draft import clean, number
from wholesystem.formats.lost import DEFAULTS, OF_A_LINK, OF_A_MAP, OF_A_VARIABLE
from wholesystem.maps import AnyMap, Claim, Facet, Interval, Link, Source, SubSystem, Variable

LISTS: Mapping[str, type[Any]] = {"facets": Facet, "claims": Claim, "sources": Source, "subsystems": SubSystem}
FLAGS = ("harm", "delayed")
SPANS = ("speed", "room", "strength")
OF_THE_WHOLE = ("lead", "about", "sources", "subsystems", "drivers", "outcomes")


def flat(part: Variable | Link) -> dict[str, str]:
    """What is said of a part beyond its name, ends and sign, as text.

    >>> flat(Link(id="a-b", source="a", target="b", strength=Interval(0.2, 0.5), delayed=None))
    {'delayed': 'unknown', 'strength': '0.2 to 0.5'}
    """
    names = OF_A_LINK if isinstance(part, Link) else OF_A_VARIABLE
    return {name: _text(getattr(part, name)) for name in names if getattr(part, name) != DEFAULTS[name]}


def flat_map(a_map: AnyMap) -> dict[str, str]:
    """What is said of a map beyond its title, parts and loops, as text."""
    said = {name: _text(getattr(a_map, name)) for name in OF_THE_WHOLE if getattr(a_map, name, None)}
    return {"id": a_map.id, "kind": a_map.kind, **said}


def _text(value: Any) -> str:
    if value is None:
        return "unknown"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Interval):
        return f"{float(value.low)!r} to {float(value.high)!r}"
    if isinstance(value, tuple):
        return json.dumps([_plain(one) for one in value], ensure_ascii=False)
    return str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Interval):
        return _text(value)
    if isinstance(value, tuple):
        return list(value)
    if not is_dataclass(value):
        return value
    return {one.name: _plain(getattr(value, one.name)) for one in fields(value) if getattr(value, one.name) is not None}


def unflat(
    attributes: Mapping[str, object], names: Iterable[str], where: str, say: Callable[[str, str], None]
) -> dict[str, Any]:
    """The parts that attributes speak of, as a `Variable`, a `Link` or a map takes them.

    Args:
        attributes: what the file says, by name; other programs' own attributes among them.
        names: the parts to look for.
        where: what to call the part in sentences.
        say: where to note an attribute that means something else here.
    """
    parts: dict[str, Any] = {}
    for name in names:
        value = attributes.get(name)
        if value is None or value == "":
            continue
        try:
            parts[name] = _read(name, value)
        except (ValueError, TypeError, KeyError, WholeSystemError, RecursionError):
            phrase = {**OF_A_MAP, **OF_A_VARIABLE, **OF_A_LINK}[name]
            say(where, f"{phrase}: {clean(str(value))[:60]!r} is not understood and left out")
    return parts


def _read(name: str, value: object) -> Any:
    if name in FLAGS:
        return _flag(value, may_be_unknown=name == "delayed")
    if name == "order":
        return int(str(value))
    if name in SPANS:
        return span(value)
    if name in LISTS:
        return tuple(_part(LISTS[name], one) for one in _listed(value))
    if name in ("drivers", "outcomes"):
        return tuple(str(one) for one in _listed(value))
    return clean(value if isinstance(value, str) else str(value))


def _flag(value: object, *, may_be_unknown: bool) -> bool | None:
    word = str(value).strip().lower()
    if word == "unknown" and may_be_unknown:
        return None
    if word not in ("true", "false", "yes", "no", "1", "0"):
        raise ValueError(word)
    return word in ("true", "yes", "1")


def span(value: object) -> str | Interval | None:
    """A word, or an interval written as ``0.2 to 0.5`` or as one number.

    Raises:
        ValueError: where a part of it is no number.
        MapError: where it runs backwards.
    """
    text = str(value).strip()
    low, to, high = text.partition(" to ")
    if not to and number(text) is None:
        return text if text != "unknown" else None
    ends = [float(low), float(high if to else low)]
    return Interval(*ends)


def _listed(value: object) -> list[Any]:
    listed = json.loads(value) if isinstance(value, str) else value
    if not isinstance(listed, list):
        raise TypeError(value)
    return listed


def _part(kind: type[Any], one: Any) -> Any:
    if not isinstance(one, dict):
        raise TypeError(one)
    given = {key: clean(value) if isinstance(value, str) else value for key, value in one.items()}
    if kind is Claim and "strength" in given:
        given["strength"] = span(given["strength"])
    if kind is SubSystem:
        given["variables"] = tuple(given["variables"])
    return kind(**given)

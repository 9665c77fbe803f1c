"""Reading plain JSON that may hold anything anywhere: what is not there, or of another kind, is empty."""

import json
from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]


def rows(thing: Json, *keys: str) -> list[Json]:
    """Give the objects of a list under the first of these keys that holds any."""
    for key in keys:
        value = thing.get(key)
        if isinstance(value, Mapping):
            value = [value]
        if isinstance(value, list) and value:
            return [one for one in value if isinstance(one, Mapping)]
    return []


def row(thing: Json, key: str) -> Json:
    """Give the object under a key."""
    value = thing.get(key)
    return value if isinstance(value, Mapping) else {}


def first(thing: Json, *keys: str) -> Any:
    """Give the first of these that says something."""
    return next((thing[key] for key in keys if thing.get(key) not in (None, "", [], {})), None)


LONGEST_TEXT = 200_000
DEEPEST = 60


def sound(thing: Any, deep: int = 0) -> Any:
    """Give the same without letters that no database keeps (NUL, halves of letters), and with an end to each text.

    Raises:
        ValueError: where things lie inside each other deeper than any directory needs, and than those who read it go.
    """
    if deep > DEEPEST:
        raise ValueError("nested too deeply")
    if isinstance(thing, str):
        return thing[:LONGEST_TEXT].replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
    if isinstance(thing, dict):
        return {sound(key): sound(value, deep + 1) for key, value in thing.items()}
    return [sound(one, deep + 1) for one in thing] if isinstance(thing, list) else thing


def from_json(words: str | bytes) -> Any:
    """Read JSON as others write it; NaN and the like are nothing.

    Raises:
        ValueError, RecursionError: where it is none.
    """
    return sound(json.loads(words, parse_constant=lambda _: None))

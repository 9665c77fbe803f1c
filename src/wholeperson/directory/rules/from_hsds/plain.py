"""Reading plain JSON that may hold anything anywhere: what is not there, or of another kind, is empty."""

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

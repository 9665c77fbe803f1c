"""A map as plain data, in the shape of a map file and of ``map show --json``."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from wholesystem.maps.map import AnyMap, SystemsMap
from wholesystem.maps.parts import STRENGTHS, Interval, Link, Variable


def as_data(a_map: AnyMap) -> dict[str, Any]:
    """The map as plain data that JSON and YAML can hold and `from_data` reads back the same.

    Words of strength become ``{"word": …}``, spans ``{"low": …, "high": …}``, what nobody knows ``null``.
    """
    data: dict[str, Any] = {
        "id": a_map.id,
        "title": a_map.title,
        "kind": a_map.kind,
        "lead": a_map.lead,
        "about": a_map.about,
        "sources": _plain(a_map.sources),
        "subsystems": _plain(a_map.subsystems),
        "variables": [_part(variable) for variable in a_map.variables],
        "links": [_part(link) for link in a_map.links],
    }
    if isinstance(a_map, SystemsMap):
        data |= {
            "loops": _plain(a_map.loop_names),
            "drivers": list(a_map.drivers),
            "outcomes": list(a_map.outcomes),
        }
    data["layout"] = {
        name: {"size": [one.width, one.height], "variables": {key: list(at) for key, at in one.places.items()}}
        for name, one in a_map.layouts.items()
    }
    return data


def _part(part: Variable | Link) -> dict[str, Any]:
    data: dict[str, Any] = _plain(part)
    if isinstance(part, Link):
        data["facet"] = part.facet or None
        data["target_facet"] = part.target_facet or None
    return data


def _plain(value: Any) -> Any:
    if isinstance(value, Interval):
        return {"low": value.low, "high": value.high}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping) or not hasattr(value, "__dataclass_fields__"):
        return value
    data = {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if data.get("strength") in STRENGTHS:
        data["strength"] = {"word": data["strength"]}
    return data

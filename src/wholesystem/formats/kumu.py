"""Kumu's JSON blueprints: elements, connections and loops, in and out.

Source: Kumu's documentation, "JSON / Blueprints"; project backups wrap the same in ``attributes`` and keep places in
``maps``.
"""

import json
from typing import Any

from wholesystem.formats.draft import Draft
from wholesystem.formats.files import items, key, load_json, obj
from wholesystem.formats.flat import flat, flat_map, unflat
from wholesystem.formats.lost import OF_A_LINK, OF_A_VARIABLE, Holds, Read, Written, plan
from wholesystem.formats.names import sign_in
from wholesystem.formats.texts import words
from wholesystem.maps import AnyMap, SystemsMap

WHOLE = ("lead", "sources", "subsystems", "drivers", "outcomes")
HOLDS = Holds(
    variables=frozenset({"id", *OF_A_VARIABLE}),
    links=frozenset({"id", *OF_A_LINK}),
    whole=frozenset({"id", "kind", "title", "about", "loop_names", "place", "size", *WHOLE}),
)
SIGNS = ("polarity", "sign", "type", "connection type", "label")
KNOWN = (
    "id", "_id", "label", "type", "element type", "connection type", "description", "tags", "from", "to", "direction",
    "polarity", "sign", "reversed", "position", "image",
)  # fmt: skip


def read(text: str, name: str) -> Read:
    """Read a blueprint or a project backup.

    Raises:
        MapError: where it is no such file.
    """
    data = obj(load_json(text, name))
    about = _attributes(obj(data.get("attributes")) or data)
    draft = Draft(name, data.get("name") or data.get("title") or "")
    draft.id, draft.kind = key(about.get("id")), key(about.get("kind"))
    draft.whole = {
        "about": words(data.get("description")),
        **unflat(about, WHOLE, "the map", draft.say),
    }
    _views(draft, items(data.get("maps")))
    places = {key(one.get("element")): obj(one.get("position")) for one in _shown(data)}
    for element in items(data.get("elements")):
        _element(draft, element, places)
    labels = {words(_attributes(one).get("label")): _key(one) for one in reversed(items(data.get("elements")))}
    for connection in items(data.get("connections")):
        _connection(draft, connection, labels)
    for loop in items(data.get("loops")):
        said = _attributes(loop)
        links = loop.get("connections") if isinstance(loop.get("connections"), list) else []
        draft.loop(key(said.get("label")), [key(one) for one in links or []], words(said.get("description")))
    return draft.build()


def _views(draft: Draft, views: list[dict[str, Any]]) -> None:
    for view in views[1:]:
        draft.say(f"view “{words(view.get('name'))}”", "left out: the places of the first view are kept")
    size = obj(views[0].get("size")) if views else {}
    draft.drawn(size.get("width"), size.get("height"))


def _shown(data: dict[str, Any]) -> list[dict[str, Any]]:
    views = items(data.get("maps"))
    return items(views[0].get("elements")) if views else []


def _attributes(part: dict[str, Any]) -> dict[str, Any]:
    """A part's attributes, by their names in small letters, wherever the file keeps them."""
    return {one.lower().strip(): value for one, value in {**part, **obj(part.get("attributes"))}.items()}


def _key(part: dict[str, Any]) -> str:
    return key(part.get("_id") or part.get("id")) or words(_attributes(part).get("label"))


def _element(draft: Draft, element: dict[str, Any], places: dict[str, dict[str, Any]]) -> None:
    name, said = _key(element), _attributes(element)
    at = obj(said.get("position")) or places.get(name, {})
    more = unflat({"note": said.get("description"), **said}, OF_A_VARIABLE, f"element “{name}”", draft.say)
    draft.variable(name, said.get("label"), wanted=name, at=(at.get("x"), at.get("y")), **more)
    _others(draft, f"element “{name}”", said, tuple(OF_A_VARIABLE))


def _connection(draft: Draft, connection: dict[str, Any], labels: dict[str, str]) -> None:
    said = _attributes(connection)
    ends = []
    for one in ("from", "to"):
        end = key(said.get(one))
        ends.append(end if draft.has(end) else labels.get(end, end))
    where = f"connection “{ends[0]} → {ends[1]}”"
    sign = next((found for one in SIGNS if (found := _sign(said.get(one)))), None)
    tags = said.get("tags") if isinstance(said.get("tags"), list) else []
    words = [str(one).lower() for one in tags or []]
    if "reversed" in words or str(said.get("reversed")).lower() in ("true", "yes"):
        sign = "-"
    if "delayed" in words:
        said.setdefault("delayed", True)
    more = unflat({"why": said.get("description"), **said}, OF_A_LINK, where, draft.say)
    draft.link(ends[0], ends[1], sign, wanted=_key(connection), **more)
    if said.get("direction") == "mutual":
        draft.say(where, "it goes both ways and is read as two links")
        draft.link(ends[1], ends[0], sign, **more)
    elif said.get("direction") == "undirected":
        draft.say(where, "it has no direction; it is read from its first end to its second")
    _others(draft, where, said, (*OF_A_LINK, "label"))


def _sign(value: object) -> str | None:
    return "disputed" if value == "disputed" else sign_in(value)


def _others(draft: Draft, where: str, said: dict[str, Any], known: tuple[str, ...]) -> None:
    """Say which attributes have no place in our maps."""
    others = [
        one for one, value in said.items() if one not in (*KNOWN, *known, "attributes") and value not in ("", None)
    ]
    others += [one for one in ("tags", "element type") if said.get(one)]
    others += ["type"] if said.get("type") and "from" not in said else []
    if others:
        draft.say(where, f"its {', '.join(others)}")


def write(a_map: AnyMap) -> Written:
    """Write a blueprint; what Kumu has no field for stands in fields of our own, which it keeps."""
    links, places, lost = plan(a_map, HOLDS)
    elements = [{"id": one.id, "label": one.label, **flat(one)} for one in a_map.variables]
    connections = [
        {
            "id": link.id,
            "from": link.source,
            "to": link.target,
            "direction": "directed",
            **({"type": link.polarity} if link.polarity else {}),
            **flat(link),
        }
        for link in links
    ]
    names = a_map.loop_names if isinstance(a_map, SystemsMap) else ()
    loops = [{"label": one.name, "description": one.says, "connections": list(one.links)} for one in names]
    said = flat_map(a_map)
    data = {
        "name": a_map.title,
        "description": said.pop("about", ""),
        "attributes": said,
        "elements": elements,
        "connections": connections,
        "loops": loops,
        "maps": _view(a_map, places),
    }
    return Written(json.dumps(data, ensure_ascii=False, indent=2) + "\n", lost)


def _view(a_map: AnyMap, places: Any) -> list[dict[str, Any]]:
    if not places:
        return []
    layout = next(iter(a_map.layouts.values()))
    shown = [{"element": name, "position": {"x": x, "y": y}} for name, (x, y) in places.items()]
    return [{"name": a_map.title, "size": {"width": layout.width, "height": layout.height}, "elements": shown}]

"""PRSM's saved maps (``.prsm``), old and new, compressed or not: in and out.

A link has no field for its sign; it is in the name of its style ("Negative influence", "+ve"). Labels are wrapped by
line breaks. Up to 1.4 a note was called ``title`` and styles ``samples``; since 2.0 a note is a list of pieces.

Source: saved maps of PRSM 1.4 and 1.9 and its file module, https://github.com/micrology/prsm.
"""

import json
import re
from typing import Any

from wholesystem.formats.draft import Draft
from wholesystem.formats.files import items, key, load_json, obj
from wholesystem.formats.lost import Holds, Read, Written, plan
from wholesystem.formats.lzstring import decompress
from wholesystem.formats.names import one_line, sign_in
from wholesystem.formats.texts import words
from wholesystem.maps import AnyMap, Link

HOLDS = Holds(
    variables=frozenset({"id", "note"}),
    links=frozenset({"id", "delayed", "why"}),
    whole=frozenset({"title", "place", "about"}),
    label=one_line,
    perhaps=False,
)
VERSION = "2.2.0"
TAG = re.compile(r"<br */?>|</?p>", re.IGNORECASE)
STYLES = ("Positive influence", "Negative influence", "Influence, sign not said")
COLOURS = ("#008000", "#ff0000", "#000000")


def read(text: str, name: str) -> Read:
    """Read a saved map.

    Raises:
        MapError: where it is no such file.
    """
    data = obj(load_json(_plain(text, name), name))
    if not isinstance(data.get("nodes"), list) or not isinstance(data.get("edges"), list):
        raise Draft(name).refuse("it holds no factors and links.", "Save it again from PRSM.")
    draft = Draft(name, data.get("mapTitle"))
    draft.whole = {"about": words(obj(data.get("description")).get("text"))}
    styles = obj(obj(data.get("styles") or data.get("samples")).get("edges"))
    for node in items(data["nodes"]):
        _factor(draft, node)
    for edge in items(data["edges"]):
        _influence(draft, edge, styles)
    left = [one for one in ("underlay", "background", "history") if data.get(one)]
    if left:
        draft.say("the map", f"its {' and '.join(left)}")
    return draft.build()


def _plain(text: str, name: str) -> str:
    if text.lstrip()[:1] in ("{", "["):
        return text
    try:
        return decompress(text)
    except ValueError as error:
        remedy = "Open it in PRSM and save it again, or export it as GraphML there."
        raise Draft(name).refuse(f"it is neither JSON nor PRSM's compressed text ({error}).", remedy) from error


def _note(note: object) -> str:
    """A note as plain text: it is one text, or pieces of an editor's text."""
    if isinstance(note, dict):
        pieces = [one.get("insert") for one in items(note.get("ops"))]
        return "".join(one for one in pieces if isinstance(one, str)).removesuffix("\n")  # the editor's own
    return TAG.sub("\n", words(note))


def _factor(draft: Draft, node: dict[str, Any]) -> None:
    name = key(node.get("id"))
    if node.get("isCluster"):
        draft.say(f"cluster “{words(node.get('label'))}”", "left out: clusters are not variables")
        return
    label = one_line(words(node.get("label")))
    note = _note(node.get("note") or node.get("title"))
    draft.variable(name, label, wanted=name, at=(node.get("x"), node.get("y")), note=note)
    votes = [one for one in ("thumbUp", "thumbDown") if node.get(one)]
    if votes:
        draft.say(f"factor “{label}”", "the votes on it")


def _influence(draft: Draft, edge: dict[str, Any], styles: dict[str, Any]) -> None:
    style = one_line(words(obj(styles.get(key(edge.get("grp")))).get("groupLabel")))
    label = one_line(words(edge.get("label")))
    source, target = key(edge.get("from", edge.get("source"))), key(edge.get("to", edge.get("target")))
    where = f"link “{source} → {target}”"
    sign = sign_in(style) or sign_in(label)
    if not sign and style not in ("", "Sample", STYLES[2]):
        draft.say(where, f"its style “{style}” says no sign")
    note = _note(edge.get("note") or edge.get("title"))
    if label and not sign_in(label):
        note = "\n".join(one for one in (label, note) if one)
    more = {"delayed": True} if "delayed" in style.lower() else {}
    draft.link(source, target, sign, wanted=key(edge.get("id")), why=note, **more)


def write(a_map: AnyMap) -> Written:
    """Write a map as PRSM's plain JSON; signs and delays become six styles of links."""
    links, places, lost = plan(a_map, HOLDS)
    nodes: list[dict[str, Any]] = []
    for at, one in enumerate(a_map.variables):
        x, y = places.get(one.id, (None, None))
        nodes.append({"id": one.id, "label": one_line(one.label), "grp": "group0", "x": x, "y": y})
        nodes[at] |= {"note": {"ops": [{"insert": one.note + "\n"}]}} if one.note else {}
    edges = [_edge(link) for link in links]
    data = {
        "saved": "",
        "version": VERSION,
        "mapTitle": a_map.title,
        "description": {"text": a_map.about},
        "lastNodeSample": "group0",
        "lastLinkSample": "edge0",
        "styles": {"nodes": {}, "edges": {f"edge{at}": _style(at) for at in range(6)}},
        "nodes": nodes,
        "edges": edges,
    }
    return Written(json.dumps(data, ensure_ascii=False, indent=2) + "\n", lost)


def _style(at: int) -> dict[str, Any]:
    colour, late = COLOURS[at % 3], at >= 3
    return {
        "groupLabel": STYLES[at % 3] + (", delayed" if late else ""),
        "color": {"color": colour, "highlight": colour, "hover": colour, "inherit": False, "opacity": 1},
        "dashes": [10, 10] if late else False,
        "width": 1,
        "arrows": {"to": {"enabled": True, "type": "vee"}, "middle": {"enabled": False}, "from": {"enabled": False}},
    }


def _edge(link: Link) -> dict[str, Any]:
    at = {"+": 0, "-": 1}.get(link.polarity or "", 2) + (3 if link.delayed else 0)
    note = {"note": {"ops": [{"insert": link.why + "\n"}]}} if link.why else {}
    return {"id": link.id, "from": link.source, "to": link.target, "grp": f"edge{at}", **note}

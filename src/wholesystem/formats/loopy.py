"""LOOPY's addresses, which hold the whole map: in and out.

The data is ``[nodes, edges, labels, last id]``; a node is ``[id, x, y, start, label, hue]``, an edge
``[from, to, arc, strength, rotation]``, a label ``[x, y, text]``. Text is percent-encoded by itself, and the whole once
more.

Source: ncase/loopy, CC0, https://github.com/ncase/loopy.
"""

import json
import re
from typing import Any
from urllib.parse import quote, unquote

from wholesystem.formats.draft import Draft, number
from wholesystem.formats.files import key, load_json
from wholesystem.formats.lost import Holds, Read, Written, plan
from wholesystem.formats.names import sign_in
from wholesystem.formats.texts import words
from wholesystem.maps import AnyMap

HOLDS = Holds(whole=frozenset({"about", "place"}), place=lambda value: float(round(value)), needs_places=True)
ADDRESS = "https://ncase.me/loopy/v1.1/?data="
DATA = re.compile(r"[?&]data=([^&#\s]*)")
SAFE = "[],-"


def read(text: str, name: str) -> Read:
    """Read an address, its data alone, or the same as plain JSON.

    Raises:
        MapError: where it is none of these.
    """
    found = DATA.search(text)
    data = load_json(unquote(found[1]) if found else unquote(text) if text.lstrip()[:1] != "[" else text, name)
    draft = Draft(name)
    if not isinstance(data, list) or len(data) < 2 or not all(isinstance(part, list) for part in data[:2]):
        raise draft.refuse("it is not the data of a LOOPY map.", "Copy the whole address from LOOPY.")
    for node in _rows(data[0], 5):
        draft.variable(key(node[0]), _text(node[4]), at=(node[1], node[2]))
    for edge in _rows(data[1], 4):
        ends = key(edge[0]), key(edge[1])
        draft.link(*ends, sign_in(edge[3]))
        size = number(edge[3])
        if size is not None and abs(size) > 1:
            draft.say(f"link “{ends[0]} → {ends[1]}”", f"its strength of {abs(size):g}: LOOPY's numbers have no scale")
    labels = _rows(data[2], 3) if len(data) > 2 and isinstance(data[2], list) else []
    texts = [text for label in labels if (text := _text(label[2]))]
    draft.whole = {"about": "\n\n".join(texts)}
    if texts:
        draft.say("the map", "the places of its texts; the texts are its description")
    return draft.build()


def _rows(rows: list[Any], least: int) -> list[list[Any]]:
    return [row for row in rows if isinstance(row, list) and len(row) >= least]


def _text(value: object) -> str:
    return words(unquote(words(value)))


def write(a_map: AnyMap) -> Written:
    """Write an address that opens the map in LOOPY; variables without a place stand in rows."""
    links, places, lost = plan(a_map, HOLDS)
    numbers = {variable.id: at for at, variable in enumerate(a_map.variables, 1)}
    nodes: list[list[Any]] = []
    for variable in a_map.variables:
        at = numbers[variable.id]
        x, y = places.get(variable.id, (150 + 200 * ((at - 1) % 5), 150 + 160 * ((at - 1) // 5)))
        nodes.append([at, round(x), round(y), 0.5, quote(variable.label, safe=""), at % 6])
    strength = {"+": 1, "-": -1}
    edges = [
        [numbers[link.source], numbers[link.target], 90, strength.get(link.polarity or "", 0), 0] for link in links
    ]
    below = max(node[2] for node in nodes) + 120
    labels = [[nodes[0][1], below, quote(a_map.about, safe="")]] if a_map.about else []
    data = json.dumps([nodes, edges, labels, len(nodes)], separators=(",", ":"))
    return Written(ADDRESS + quote(data, safe=SAFE) + "\n", lost)

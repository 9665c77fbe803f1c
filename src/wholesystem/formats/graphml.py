"""GraphML, which Gephi, yEd, NetworkX and PRSM read and write: in and out.

Source: the GraphML primer, http://graphml.graphdrawing.org/primer/graphml-primer.html.
"""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # only for writing and as a type

from wholesystem.formats.draft import Draft
from wholesystem.formats.files import load_xml
from wholesystem.formats.flat import OF_THE_WHOLE, flat, flat_map, unflat
from wholesystem.formats.lost import OF_A_LINK, OF_A_VARIABLE, Holds, Read, Written, plan
from wholesystem.formats.names import sign_in
from wholesystem.maps import AnyMap

HOLDS = Holds(
    variables=frozenset({"id", *OF_A_VARIABLE}),
    links=frozenset({"id", *OF_A_LINK}),
    whole=frozenset({"id", "kind", "title", "place", "size", *OF_THE_WHOLE}),
)
LABELS = ("label", "name", "nodelabel", "title")
SIGNS = ("polarity", "sign", "influence", "label", "edgelabel", "weight")
SPACE = "http://graphml.graphdrawing.org/xmlns"


def read(text: str, name: str) -> Read:
    """Read a GraphML file; nested graphs are read as one.

    Raises:
        MapError: where it is no such file.
    """
    root = load_xml(text, name)
    graph = root.find("graph")
    if graph is None:
        raise Draft(name).refuse("it holds no graph.", "Save it again as GraphML.")
    keys = {one.get("id", ""): one.get("attr.name", one.get("id", "")).lower() for one in root.iter("key")}
    said = _data(graph, keys)
    draft = Draft(name, said.get("title", ""))
    draft.id, draft.kind = said.get("id", ""), said.get("kind", "")
    draft.whole = unflat(said, OF_THE_WHOLE, "the map", draft.say)
    draft.drawn(said.get("width"), said.get("height"))
    for node in root.iter("node"):
        _node(draft, node, _data(node, keys))
    directed = graph.get("edgedefault") != "undirected"
    for edge in root.iter("edge"):
        _edge(draft, edge, _data(edge, keys), directed=directed)
    if next(root.iter("hyperedge"), None) is not None:
        draft.say("the map", "its hyperedges, which join more than two variables")
    return draft.build()


def _data(part: Element, keys: Mapping[str, str]) -> dict[str, str]:
    said: dict[str, str] = {}
    for data in part.findall("data"):
        said[keys.get(data.get("key", ""), data.get("key", "").lower())] = data.text or ""
        for drawn in data.iter():  # yEd draws its labels and places inside
            if drawn.tag in ("NodeLabel", "EdgeLabel") and (inner := (drawn.text or "").strip()):
                said[drawn.tag.lower()] = inner
            if drawn.tag == "Geometry":
                said |= {axis: drawn.get(axis, "") for axis in ("x", "y")}
    return said


def _first(said: Mapping[str, str], names: Iterable[str]) -> str:
    return next((said[name] for name in names if said.get(name)), "")


def _node(draft: Draft, node: Element, said: Mapping[str, str]) -> None:
    name = node.get("id", "")
    note = {"note": said.get("description")}
    more = unflat({**note, **said}, OF_A_VARIABLE, f"node “{name}”", draft.say)
    at = (said.get("x"), said.get("y"))
    draft.variable(name, _first(said, LABELS) or name, wanted=name, at=at, **more)


def _edge(draft: Draft, edge: Element, said: dict[str, str], *, directed: bool) -> None:
    source, target = edge.get("source", ""), edge.get("target", "")
    where = f"edge “{source} → {target}”"
    sign = next((found for name in SIGNS if (found := sign_in(said.get(name)))), None)
    if said.get("polarity") == "disputed":
        sign = "disputed"
    more = unflat({"why": said.get("description"), **said}, OF_A_LINK, where, draft.say)
    if said.get("weight"):
        draft.say(where, f"its weight, {said['weight']}")
    if edge.get("directed", "true" if directed else "false") == "false":
        draft.say(where, "it has no direction; it is read from its first end to its second")
    draft.link(source, target, sign, wanted=edge.get("id", ""), **more)


def write(a_map: AnyMap) -> Written:
    """Write GraphML; everything that is said of a part is an attribute of its own."""
    links, places, lost = plan(a_map, HOLDS)
    nodes = {one.id: {"label": one.label, **flat(one)} for one in a_map.variables}
    for name, (x, y) in places.items():
        nodes[name] |= {"x": repr(float(x)), "y": repr(float(y))}
    edges = [{**({"polarity": link.polarity} if link.polarity else {}), **flat(link)} for link in links]
    whole = {"title": a_map.title, **flat_map(a_map)}
    if places:
        layout = next(iter(a_map.layouts.values()))
        whole |= {"width": repr(float(layout.width)), "height": repr(float(layout.height))}
    root = Element("graphml", xmlns=SPACE)
    for kind, parts in (("graph", [whole]), ("node", list(nodes.values())), ("edge", edges)):
        for name in dict.fromkeys(name for part in parts for name in part):
            number = {"attr.type": "double" if name in ("x", "y") else "string"}
            SubElement(root, "key", {"id": f"{kind}-{name}", "for": kind, "attr.name": name, **number})
    graph = SubElement(root, "graph", {"id": a_map.id, "edgedefault": "directed"})
    _say(graph, "graph", whole)
    for name, part in nodes.items():
        _say(SubElement(graph, "node", {"id": name}), "node", part)
    for link, part in zip(links, edges, strict=True):
        ends = {"id": link.id, "source": link.source, "target": link.target}
        _say(SubElement(graph, "edge", ends), "edge", part)
    indent(root)
    return Written('<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, "unicode") + "\n", lost)


def _say(part: Element, kind: str, said: Mapping[str, str]) -> None:
    for name, value in said.items():
        SubElement(part, "data", {"key": f"{kind}-{name}"}).text = value

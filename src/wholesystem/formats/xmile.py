"""XMILE, which Stella, Vensim, PySD and others run: one draw of a systems map, the medians; out.

Every number that the ensemble draws from a span becomes a constant of its own, in the span's middle, so that people can
move it in the other tool. Delays are stocks. The hyperbolic tangent is written with EXP, as XMILE has none.

Source: OASIS XMILE 1.0, http://docs.oasis-open.org/xmile/xmile/v1.0/xmile-v1.0.html; the model itself is in
``docs/reference/dynamics.md``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # only for writing

from wholesystem.errors import QuestionError
from wholesystem.formats.files import xml_text
from wholesystem.formats.lost import OF_A_VARIABLE, Holds, Lost, Written, of, plan
from wholesystem.formats.medians import Medians, medians
from wholesystem.maps import AnyMap, Link, SystemsMap

SPACE = "http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"
WEEKS = 260
HOLDS = Holds(
    variables=frozenset(OF_A_VARIABLE) - {"harm", "shown", "size", "sources"} | {"id"},
    links=frozenset({"id", "delayed", "speed", "order", "strength", "facet", "target_facet", "why"}),
    whole=frozenset({"id", "kind", "title", "about", "place", "size"}),
)
RESERVED = {
    "and", "or", "not", "mod", "if", "then", "else", "time", "dt", "starttime", "stoptime", "pi", "inf", "nan", "abs",
    "arccos", "arcsin", "arctan", "cos", "exp", "int", "ln", "log10", "max", "min", "sin", "sqrt", "tan", "self",
    "delay", "smooth", "trend", "init", "previous", "random", "step", "ramp", "pulse", "normal", "count", "size", "sum",
}  # fmt: skip


class Pushed(Protocol):
    """A push, as `wholesystem.dynamics.Push`: a node, how strong, and from which week to before which."""

    @property
    def node(self) -> str:
        """The node."""

    @property
    def size(self) -> float:
        """How strong."""

    @property
    def start(self) -> int:
        """The first week."""

    @property
    def end(self) -> int | None:
        """The first week without it, or None."""


class Model:
    """Writes the equations of one draw."""

    def __init__(self, a_map: SystemsMap, draw: Medians, pushes: Mapping[str, str]) -> None:
        self.map = a_map
        self.draw = draw
        self.pushes = pushes
        self.part = Element("variables")
        self.taken: set[str] = set()
        self.node = {node: self.name(a_map.label(node)) for node in a_map.nodes}
        self.link = {link.id: self.name(f"link {link.id.replace('-', ' ')}") for link in a_map.links}

    def name(self, label: str) -> str:
        """A name that every tool takes: letters, digits and single gaps, once, and no word of the language."""
        said = " ".join(re.sub(r"[^A-Za-z0-9]+", " ", label).split())
        if not said or said[0].isdigit():
            said = f"variable {said}".strip()
        wanted, at = said, 1
        while said.lower() in self.taken or said.lower() in RESERVED:
            at += 1
            said = f"{wanted} {at}"
        self.taken.add(said.lower())
        return said

    def add(self, kind: str, name: str, equation: str, doc: str = "", flow: str = "") -> None:
        """One variable of the model, named and with its equation."""
        part = SubElement(self.part, kind, {"name": name})
        if doc:
            SubElement(part, "doc").text = xml_text(doc)
        SubElement(part, "eqn").text = equation
        if flow:
            SubElement(part, "inflow").text = _id(flow)

    def constant(self, name: str, value: float, doc: str = "") -> str:
        """A number that people can change in the other tool; its name in equations."""
        given = self.name(name)
        self.add("aux", given, repr(float(value)), doc)
        return _id(given)

    def write(self) -> Element:
        """All variables."""
        brings: dict[str, list[str]] = {node: [] for node in self.map.nodes}
        for link in self.map.links:
            brings[link.head].append(self.arrow(link))
        for node in self.map.nodes:
            self.variable(node, brings[node])
        return self.part

    def arrow(self, link: Link) -> str:
        """What a link brings: its strength times its source, or times the last of its delay's stages."""
        name = self.link[link.id]
        weight = self.constant(f"strength of {name}", self.draw.strength[link.id], link.why)
        source = _id(self.node[link.tail])
        if self.draw.delay[link.id]:
            stage_time = self.constant(f"stage time of {name}", self.draw.delay[link.id] / link.order)
            for at in range(1, link.order + 1):
                stage = self.name(f"stage {at} of {name}")
                flow = self.name(f"change in {stage}")
                self.add("stock", stage, "0", "A delay, as a stock that follows.", flow)
                self.add("flow", flow, f"({source} - {_id(stage)}) / {stage_time}")
                source = _id(stage)
        return f"{weight} * {source}"

    def variable(self, node: str, brings: list[str]) -> None:
        """A variable by its kind, with what pulls it."""
        name = self.node[node]
        variable = self.map.variable(node.partition("/")[0])
        doc = "\n".join(one for one in (self.map.label(node), variable.says, variable.note) if one)
        if variable.kind == "constant":
            self.add("aux", name, "0", doc)
            return
        pull = self.name(f"pull on {name}")
        self.add("aux", pull, " + ".join([self.pushes.get(node, "0"), *brings]))
        if variable.kind == "stock":
            bent = self.name(f"bent pull on {name}")
            self.add("aux", bent, _tanh(_id(pull)))
            self.remember(node, doc, f"({_id(bent)} - {_id(name)} * ABS({_id(bent)}))")
            return
        room = self.constant(f"room of {name}", self.draw.room[node])
        rest = self.name(f"rest of {name}")
        self.add("aux", rest, _tanh(room))
        drawn = f"{_tanh(f'({_id(pull)} + {room})')} - {_id(rest)}"
        if variable.kind == "auxiliary":
            self.add("aux", name, drawn, doc)
        else:
            self.remember(node, doc, f"({drawn} - {_id(name)})")

    def remember(self, node: str, doc: str, change: str) -> None:
        """A stock that starts today, at 0."""
        name = self.node[node]
        tau = self.constant(f"time of {name}", self.draw.tau[node])
        flow = self.name(f"change in {name}")
        self.add("stock", name, "0", doc, flow)
        self.add("flow", flow, f"{change} / {tau}")


def _id(name: str) -> str:
    return name.replace(" ", "_")


def _tanh(term: str) -> str:
    return f"(1 - 2 / (EXP(2 * {term}) + 1))"


def _pushes(a_map: SystemsMap, pushes: Iterable[Pushed]) -> dict[str, str]:
    said: dict[str, list[str]] = {}
    for push in pushes:
        node = a_map.node(push.node)
        if a_map.variable(node.partition("/")[0]).kind == "constant":
            raise QuestionError(f'"{node}" is a constant: nothing pushes it.')
        while_ = f"TIME >= {push.start}" + (f" AND TIME < {push.end}" if push.end is not None else "")
        said.setdefault(node, []).append(f"(IF {while_} THEN {float(push.size)!r} ELSE 0)")
    return {node: " + ".join(terms) for node, terms in said.items()}


def write(a_map: AnyMap, pushes: Iterable[Pushed] = (), weeks: int = WEEKS) -> Written:
    """Write one draw of a systems map as a model that runs.

    Args:
        a_map: a systems map.
        pushes: influences on its nodes, as `wholesystem.dynamics.Push`.
        weeks: how long it runs.

    Raises:
        QuestionError: where it is an influence map, a constant is pushed, or something is too quick to be stepped.
        UnknownNameError: where a pushed node does not exist.
    """
    if not isinstance(a_map, SystemsMap):
        raise QuestionError(f'"{a_map.title}" is an influence map: its links have no signs, so it cannot be run.')
    draw = medians(a_map)
    model = Model(a_map, draw, _pushes(a_map, pushes))
    links, _, lost = plan(a_map, HOLDS)
    root = Element("xmile", {"version": "1.0", "xmlns": SPACE})
    header = SubElement(root, "header")
    for name, text in (("name", a_map.title), ("vendor", "Whole Person"), ("caption", a_map.about)):
        SubElement(header, name).text = xml_text(text)
    SubElement(header, "product", {"version": "1.0"}).text = "wholesystem"
    specs = SubElement(root, "sim_specs", {"method": "Euler", "time_units": "Weeks"})
    for name, value in (("start", "0"), ("stop", str(weeks)), ("dt", repr(draw.step))):
        SubElement(specs, name).text = value
    inner = SubElement(root, "model")
    inner.append(model.write())
    SubElement(inner, "views").append(_view(a_map, model))
    indent(root)
    text = '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, "unicode") + "\n"
    return Written(text, (*lost, *_renamed(a_map, model), *_spans(a_map, links), *draw.chosen))


def _view(a_map: SystemsMap, model: Model) -> Element:
    """The diagram: the variables where the map has them, and each link with its sign."""
    view = Element("view")
    places = next(iter(a_map.layouts.values())).places if a_map.layouts else {}
    for node, name in model.node.items():
        variable = a_map.variable(node.partition("/")[0])
        if variable.id in places:
            x, y = places[variable.id]
            kind = "stock" if variable.kind in ("level", "stock") else "aux"
            SubElement(view, kind, {"name": name, "x": f"{x:g}", "y": f"{y:g}"})
    for at, link in enumerate(a_map.links, 1):
        if link.source in places and link.target in places:
            sign = "-" if model.draw.strength[link.id] < 0 else "+"
            arrow = SubElement(view, "connector", {"uid": str(at), "polarity": sign, "angle": "0"})
            SubElement(arrow, "from").text = _id(model.node[link.tail])
            SubElement(arrow, "to").text = _id(model.node[link.head])
    return view


def _renamed(a_map: SystemsMap, model: Model) -> Iterator[Lost]:
    for node, name in model.node.items():
        if name != a_map.label(node):
            yield Lost(f"variable '{node}'", f"its name to the letter: its equations call it “{name}”")


def _spans(a_map: SystemsMap, links: Iterable[Link]) -> Iterator[Lost]:
    """What a model of one draw cannot keep: how unsure the numbers are, and what only people know."""
    yield Lost("the map", "how unsure its numbers are: the middle of every span is written, one draw")
    yield Lost("the map", "the ids of its variables: a model goes by their names")
    for variable in a_map.variables:
        if variable.kind in ("level", "stock") and variable.speed is None:
            yield Lost(of(variable), "nobody said how fast it answers; the middle of 1 to 52 weeks is written")
    for link in links:
        if link.strength is None and link.polarity != "disputed":
            yield Lost(of(link), "nobody said how strong it is; 0.55 is written")

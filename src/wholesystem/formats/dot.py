"""Graphviz DOT: a sober subset in, everything out.

Read are node and edge statements, chains of edges, attributes, sub-graphs as if their braces were not there, comments
and quoted text. Ports, HTML labels and edges between whole sub-graphs are not.

Source: https://graphviz.org/doc/info/lang.html; places are in points with y upwards, as in ``pos``.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from wholesystem.formats.draft import Draft, clean
from wholesystem.formats.flat import OF_THE_WHOLE, flat, flat_map, unflat
from wholesystem.formats.lost import OF_A_LINK, OF_A_VARIABLE, Holds, Read, Written, plan
from wholesystem.formats.names import sign_in
from wholesystem.maps import AnyMap

HOLDS = Holds(
    variables=frozenset({"id", *OF_A_VARIABLE}),
    links=frozenset({"id", *OF_A_LINK}),
    whole=frozenset({"id", "kind", "title", "place", "size", *OF_THE_WHOLE}),
    place=lambda value: round(float(value), 9),
)
TOKEN = re.compile(
    r'"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<word>[^\W\d]\w*|-?(?:\.\d+|\d+(?:\.\d*)?))|(?P<mark>->|--|[{}\[\];,=:+])'
    r"|(?P<skip>\s+|//[^\n]*|\#[^\n]*|/\*.*?\*/)",
    re.DOTALL,
)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
TOKENS_AT_MOST = 1_000_000
KEYWORDS = ("graph", "node", "edge")


class Token(NamedTuple):
    """A mark, or a text; its line, and whether it is a bare word, which may be one of the language's own."""

    mark: str
    text: str
    line: int
    bare: bool = False


def _tokens(text: str, draft: Draft) -> Iterator[Token]:
    at, line, count = 0, 1, 0
    while at < len(text):
        found = TOKEN.match(text, at)
        if not found:
            raise draft.refuse(
                f"{clean(text[at : at + 20])!r} is not understood.",
                "Keep to nodes, arrows, attributes and text in quotation marks.",
                f"line {line}",
            )
        if found["quoted"] is not None:
            yield Token("", ESCAPED.sub(_unescape, found["quoted"]), line)
        elif found["word"]:
            yield Token("", found["word"], line, bare=True)
        elif found["mark"]:
            yield Token(found["mark"], "", line)
        count += 1
        if count > TOKENS_AT_MOST:
            raise draft.refuse("it is too long.", "Split the map.", f"line {line}")
        line += found[0].count("\n")
        at = found.end()


def _unescape(found: re.Match[str]) -> str:
    return {"n": "\n", "l": "\n", "r": "\n", "\n": ""}.get(found[1], found[1] if found[1] in '"\\' else found[0])


class _Reader:
    """Goes through the tokens once, statement by statement."""

    def __init__(self, draft: Draft, tokens: list[Token]) -> None:
        self.draft = draft
        self.tokens = tokens
        self.at = 0
        self.whole: dict[str, str] = {}
        self.defaults: dict[str, dict[str, str]] = {"node": {}, "edge": {}, "graph": self.whole}
        self.nodes: dict[str, dict[str, str]] = {}
        self.edges: list[tuple[str, str, dict[str, str]]] = []

    def mark(self) -> str:
        return self.tokens[self.at].mark if self.at < len(self.tokens) else ""

    def take(self) -> Token:
        if self.at >= len(self.tokens):
            raise self.draft.refuse("it ends in the middle.", "Close every bracket and brace.")
        self.at += 1
        return self.tokens[self.at - 1]

    def text(self) -> str:
        said = [self.piece()]
        while self.mark() == "+":  # text in quotation marks can be joined
            self.at += 1
            said.append(self.piece())
        return "".join(said)

    def piece(self) -> str:
        token = self.take()
        if token.mark:
            what = f"a name is expected, and there is {token.mark!r}."
            raise self.draft.refuse(what, "Put names in quotation marks.", f"line {token.line}")
        return token.text

    def run(self) -> None:
        words = []
        while self.mark() != "{":
            words.append(self.text())
        kinds = [word.lower() for word in words]
        if not {"graph", "digraph"} & set(kinds[:2]):
            raise self.draft.refuse("it does not start like a graph.", 'Start with "digraph {".', "line 1")
        if "digraph" not in kinds[:2]:
            self.draft.say("the map", "its links have no direction; each is read from its first end to its second")
        while self.at < len(self.tokens):
            self.statement()

    def statement(self) -> None:
        if self.mark() in ("{", "}", ";", ","):
            self.at += 1
            return
        line, bare = self.tokens[self.at].line, self.tokens[self.at].bare
        names = [self.text()]
        if bare and names[0].lower() == "subgraph":
            while self.mark() == "":
                self.text()
            return
        if self.mark() == "=":
            self.at += 1
            self.whole[names[0].lower()] = self.text()
            return
        if self.mark() == ":":
            what = "a port (after a colon) is not understood."
            raise self.draft.refuse(what, "Leave ports out, or put the name in quotation marks.", f"line {line}")
        while self.mark() in ("->", "--"):
            self.at += 1
            names.append(self.text())
        said = self.attributes()
        if bare and len(names) == 1 and names[0].lower() in KEYWORDS:
            self.defaults[names[0].lower()].update(said)
        else:
            self.put(names, said)

    def attributes(self) -> dict[str, str]:
        said: dict[str, str] = {}
        while self.mark() == "[":
            self.at += 1
            while self.mark() != "]":
                name = self.text().lower()
                said[name] = "true"
                if self.mark() == "=":
                    self.at += 1
                    said[name] = self.text()
                while self.mark() in (",", ";"):
                    self.at += 1
            self.at += 1
        return said

    def put(self, names: list[str], said: dict[str, str]) -> None:
        if len(names) == 1:
            self.nodes.setdefault(names[0], dict(self.defaults["node"])).update(said)
        else:
            for name in names:
                self.nodes.setdefault(name, dict(self.defaults["node"]))
            for source, target in pairwise(names):
                self.edges.append((source, target, {**self.defaults["edge"], **said}))


def read(text: str, name: str) -> Read:
    """Read a DOT file.

    Raises:
        MapError: naming the line that is not understood.
    """
    draft = Draft(name)
    reader = _Reader(draft, list(_tokens(text, draft)))
    reader.run()
    whole = reader.whole
    draft.title = whole.get("title") or whole.get("label") or ""
    draft.id, draft.kind = whole.get("id", ""), whole.get("kind", "")
    draft.whole = unflat(whole, OF_THE_WHOLE, "the map", draft.say)
    box = whole.get("bb", "").split(",")
    height = _number(box[3]) if len(box) == 4 else 0.0
    draft.size = (_number(box[2]), height) if height > 0 and _number(box[2]) > 0 else None
    for key, said in reader.nodes.items():
        _node(draft, key, said, height)
    for source, target, said in reader.edges:
        _edge(draft, source, target, said)
    return draft.build()


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _node(draft: Draft, key: str, said: Mapping[str, str], height: float) -> None:
    label = said.get("label", "\\N")
    x, _, y = said.get("pos", "").strip("!").partition(",")
    at = (x, round(height - _number(y), 9)) if y else None
    more = unflat(said, OF_A_VARIABLE, f"node “{clean(key)}”", draft.say)
    draft.variable(key, key if label == "\\N" else label, wanted=key, at=at, **more)


def _edge(draft: Draft, source: str, target: str, said: Mapping[str, str]) -> None:
    sign = next(
        (found for name in ("polarity", "sign", "label", "headlabel") if (found := sign_in(said.get(name)))), None
    )
    if said.get("polarity") == "disputed":
        sign = "disputed"
    more = unflat(said, OF_A_LINK, f"edge “{clean(source)} → {clean(target)}”", draft.say)
    draft.link(source, target, sign, wanted=said.get("id", ""), **more)


def write(a_map: AnyMap) -> Written:
    """Write DOT; what Graphviz has no attribute for stands in attributes of our own, which it passes over."""
    links, places, lost = plan(a_map, HOLDS)
    whole = {"title": a_map.title, **flat_map(a_map)}
    height = 0.0
    if places:
        layout = next(iter(a_map.layouts.values()))
        height = float(layout.height)
        whole["bb"] = f"0,0,{float(layout.width)!r},{height!r}"
    lines = [f"digraph {_quote(a_map.id)} {{", *(f"  {name}={_quote(value)};" for name, value in whole.items())]
    for one in a_map.variables:
        said = {"label": one.label, **flat(one)}
        if one.id in places:
            x, y = places[one.id]
            said["pos"] = f"{float(x)!r},{height - float(y)!r}!"
        lines.append(f"  {_quote(one.id)} {_attributes(said)};")
    for link in links:
        sign = {"label": "?" if link.polarity == "disputed" else link.polarity} if link.polarity else {}
        dispute = {"polarity": "disputed"} if link.polarity == "disputed" else {}
        said = {"id": link.id, **sign, **dispute, **flat(link)}
        lines.append(f"  {_quote(link.source)} -> {_quote(link.target)} {_attributes(said)};")
    return Written("\n".join([*lines, "}", ""]), lost)


def _attributes(said: Mapping[str, str]) -> str:
    return "[" + ", ".join(f"{name}={_quote(value)}" for name, value in said.items()) + "]"


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

"""Mermaid flowcharts, as in many wikis and in Markdown: in and out.

The text on an arrow is its sign, ``+``, ``-`` or ``?``, and ``delayed`` where the link is. Nodes of the common shapes
and arrows of every kind are read, also in chains and joined by ``&``; styling is passed over.

Source: https://mermaid.js.org/syntax/flowchart.html.
"""

import re

from wholesystem.errors import MapError
from wholesystem.formats.draft import LINKS_AT_MOST, Draft, clean
from wholesystem.formats.lost import Holds, Lost, Read, Written, plan
from wholesystem.formats.names import one_line, sign_in
from wholesystem.maps import AnyMap, Link

HOLDS = Holds(
    variables=frozenset({"id"}), links=frozenset({"delayed"}), whole=frozenset({"title"}), label=one_line
)  # fmt: skip
PASSED = ("style", "classdef", "class", "linkstyle", "click", "direction", "acctitle", "accdescr", "end")
# Words that Mermaid keeps for itself; a variable of that id gets a letter in front.
KEPT = (*PASSED, "subgraph", "graph", "flowchart", "default")
START = re.compile(r"(?:graph|flowchart)\b\s*(?:TB|TD|BT|RL|LR)?\s*;?", re.IGNORECASE)
NODE = re.compile(r"\s*(\w+(?:-\w+)*)")
SHAPE = re.compile(r"\[\[|\[\(|\(\(\(|\(\(|\(\[|\{\{|[\[({>]")
CLOSING = {
    "[[": "]]",
    "[(": ")]",
    "(((": ")))",
    "((": "))",
    "([": "])",
    "{{": "}}",
    "[": "]",
    "(": ")",
    "{": "}",
    ">": "]",
}
QUOTED = re.compile(r'\s*"([^"]*)"\s*')
CLASS = re.compile(r":::[\w-]+")
ARROW = re.compile(r"\s*(?P<back><)?(?:--+|==+|-\.+-)(?P<end>[>xo](?=[\s|]|$|\b))?\s*(?:\|(?P<label>[^|]*)\|)?")
WORDED = re.compile(r"\s*(?P<back><)?(?:--|==|-\.)\s+(?P<label>[^\s|>][^|>]{0,500}?)\s+(?:--+|==+|\.+-)(?P<end>>)")
ENTITY = re.compile(r"#(quot|lt|gt|amp|nbsp|\d{1,6});")
NAMED = {"quot": '"', "lt": "<", "gt": ">", "amp": "&", "nbsp": " "}
LINE_AT_MOST = 20_000
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
SPECIAL = {"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "#96;", "\\": "#92;"}


class _Chart:
    """Goes through the lines once, each from left to right."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.labels: dict[str, str] = {}
        self.arrows: list[tuple[str, str, str]] = []
        self.text, self.at, self.number = "", 0, 0

    def bad(self) -> MapError:
        what = f"{clean(self.text[self.at :].strip()[:30])!r} is not understood."
        return self.draft.refuse(what, 'Write links like  a["One"] -->|"+"| b["Two"].', f"line {self.number}")

    def line(self, text: str, number: int) -> None:
        self.text, self.at, self.number = text.split("%%")[0].rstrip(" ;\t"), 0, number
        if len(text) > LINE_AT_MOST:
            raise self.draft.refuse("it is too long.", "Write each link on a line of its own.", f"line {number}")
        word = self.text.split()[0].lower() if self.text.split() else ""
        if word == "subgraph":
            self.draft.say(f"line {number}", f"the box around a part: {clean(self.text.strip()[9:60])}")
        if not word or word in PASSED or word == "subgraph":
            return
        before = self.nodes()
        while self.text[self.at :].strip():
            label = self.arrow()
            after = self.nodes()
            self.arrows += [(source, target, label) for source in before for target in after]
            before = after
            if len(self.arrows) > LINKS_AT_MOST:
                raise self.draft.refuse(f"it holds more than {LINKS_AT_MOST:,} links.", "Split the map.")

    def nodes(self) -> list[str]:
        found = [self.node()]
        while self.text[self.at :].lstrip().startswith("&"):
            self.at = self.text.index("&", self.at) + 1
            found.append(self.node())
        return found

    def node(self) -> str:
        found = NODE.match(self.text, self.at)
        if not found:
            raise self.bad()
        self.at = found.end()
        self.labels.setdefault(found[1], "")
        shape = SHAPE.match(self.text, self.at)
        if shape:
            self.at = shape.end()
            self.labels[found[1]] = _plain(self.label(CLOSING[shape[0]]))
        styled = CLASS.match(self.text, self.at)
        self.at = styled.end() if styled else self.at
        return found[1]

    def label(self, close: str) -> str:
        quoted = QUOTED.match(self.text, self.at)
        end = self.text.find(close, quoted.end() if quoted else self.at)
        if end < 0 or (quoted and end > quoted.end()):
            raise self.bad()
        label = quoted[1] if quoted else self.text[self.at : end]
        self.at = end + len(close)
        return label

    def arrow(self) -> str:
        found = WORDED.match(self.text, self.at) or ARROW.match(self.text, self.at)
        if not found:
            raise self.bad()
        self.at = found.end()
        if found["back"] or found["end"] != ">":
            self.draft.say(f"line {self.number}", "an arrow without one clear direction is read from left to right")
        return _plain((found["label"] or "").strip().strip('"'))


def _plain(text: str) -> str:
    def named(found: re.Match[str]) -> str:
        code = found[1]
        return NAMED[code] if code in NAMED else clean(chr(int(code)))

    return one_line(ENTITY.sub(named, BREAK.sub(" ", text.strip().strip("`"))))


def read(text: str, name: str) -> Read:
    """Read a flowchart, alone or in a Markdown fence.

    Raises:
        MapError: naming the line that is not understood.
    """
    draft = Draft(name)
    chart = _Chart(draft)
    lines = [line.strip() for line in text.splitlines()]
    start = next((at for at, line in enumerate(lines) if START.match(line)), None)
    if start is None:
        raise draft.refuse("it holds no flowchart.", 'Start with "flowchart LR".')
    titles = [line.partition(":")[2] for line in lines[:start] if line.startswith("title:")]
    draft.title = _title(titles[0]) if titles else ""
    lines[start] = START.sub("", lines[start], count=1)
    for at in range(start, len(lines)):
        if lines[at].startswith("```"):
            break
        chart.line(lines[at], at + 1)
    for key, label in chart.labels.items():
        draft.variable(key, label or key, wanted=key)
    for source, target, said in chart.arrows:
        _link(draft, source, target, said)
    return draft.build()


def _title(text: str) -> str:
    said = text.strip()
    return _plain(said[1:-1]) if len(said) > 1 and said[0] == said[-1] == '"' else said


def _link(draft: Draft, source: str, target: str, said: str) -> None:
    sign = sign_in(said)
    more: dict[str, object] = {"delayed": True} if "delay" in said.lower() or "||" in said else {}
    if more and "perhaps" in said.lower():
        more = {"delayed": None}
    if said and not sign and not more and said != "?":
        more["why"] = said
    draft.link(source, target, sign, **more)


def write(a_map: AnyMap) -> Written:
    """Write a flowchart."""
    links, _, lost = plan(a_map, HOLDS)
    names = {one.id: f"x-{one.id}" if one.id in KEPT else one.id for one in a_map.variables}
    renamed = [
        Lost(f"variable '{old}'", f"its id: it reads back as '{new}'") for old, new in names.items() if old != new
    ]
    lines = ["---", f'title: "{_escape(one_line(a_map.title))}"', "---", "flowchart LR"]
    lines += [f'  {names[one.id]}["{_escape(one_line(one.label))}"]' for one in a_map.variables]
    lines += [f"  {names[link.source]} -->{_said(link)} {names[link.target]}" for link in links]
    if one_line(a_map.title) != a_map.title:
        renamed.append(Lost("the map", "the line breaks in its title"))
    return Written("\n".join(lines) + "\n", (*lost, *renamed))


def _said(link: Link) -> str:
    sign = {"+": "+", "-": "-", "disputed": "?"}.get(link.polarity or "", "")
    late = {True: "delayed", None: "perhaps delayed", False: ""}[link.delayed]
    said = " ".join(one for one in (sign, late) if one)
    return f'|"{said}"|' if said else ""


def _escape(text: str) -> str:
    return "".join(SPECIAL.get(letter, letter) for letter in text).replace("%%", "#37;#37;")

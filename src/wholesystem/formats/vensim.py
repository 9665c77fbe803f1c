r"""Vensim's ``.mdl`` files, as far as they are causal-loop diagrams: in and out.

Variables and arrows are read from the sketch; the polarity of an arrow is a character, its delay mark a small number.
Where there is no sketch, ``A FUNCTION OF`` says what hangs on what. Equations themselves are left out and said.

Source: Vensim's documentation, "Sketch Information" and "Objects",
https://www.vensim.com/documentation/ref_sketch_format.html.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from wholesystem.formats.draft import Draft, clean
from wholesystem.formats.lost import Holds, Lost, Read, Written, of, plan
from wholesystem.formats.names import one_line
from wholesystem.maps import AnyMap, Link

HOLDS = Holds(
    variables=frozenset({"note"}),
    links=frozenset({"delayed"}),
    whole=frozenset({"title", "place"}),
    label=one_line,
    place=lambda value: float(round(value)),
    perhaps=False,
    needs_places=True,
)
SKETCH = "\\\\\\---///"
AFTER = "///---\\\\\\"
NAME = r'"(?:[^"\\]|\\.){0,500}"'
EQUATION = re.compile(
    rf'\s*(?P<name>{NAME}\s*|[^="~|\s](?:[^="~|]{{0,300}}))(?:=(?P<right>(?:{NAME}|[^~|"])*))?'
    r"~(?P<units>[^~|]*)~(?P<note>[^|~]*)(?:~[^|]*)?\|",
    re.DOTALL,
)
FUNCTION = re.compile(r"\s*A FUNCTION OF\s*\((?P<inputs>.*)\)\s*", re.DOTALL | re.IGNORECASE)
INPUT = re.compile(rf'\s*(?P<minus>-?)\s*(?P<name>{NAME}|[^,"\s][^,"]*)')
SIMPLE = re.compile(r"[A-Za-z][A-Za-z0-9 ]*")
CONTROL = ("final time", "initial time", "saveper", "time step", "time")
POLARITY = {43: "+", 45: "-", 83: "+", 115: "+", 79: "-", 111: "-"}
PIPE = {"4": "+", "100": "-"}
DELAY = 63  # the marks of a delay; the bits above say how an arrow is drawn
PLAIN = 64


class _Equation(NamedTuple):
    label: str
    inputs: tuple[tuple[str, bool], ...]
    note: str
    left: str


def _key(name: str) -> str:
    """Vensim tells names apart neither by case nor by the kind of gap in them."""
    return " ".join(name.replace("_", " ").lower().split())


def _bare(name: str) -> str:
    said = name.strip()
    if said[:1] == said[-1:] == '"' and len(said) > 1:
        said = re.sub(r"\\(.)", r"\1", said[1:-1])
    return one_line(clean(said))


def _equations(text: str) -> dict[str, _Equation]:
    found: dict[str, _Equation] = {}
    at = 0
    while (end := text.find("|", at)) >= 0:
        one = EQUATION.match(text, at)
        at = one.end() if one else end + 1
        if one and _key(_bare(one["name"])) not in CONTROL and not one["name"].startswith(("{", "*", ".", ":")):
            label = _bare(one["name"])
            right = (one["right"] or "").strip()
            function = FUNCTION.fullmatch(right)
            inputs = tuple((_key(_bare(put["name"])), bool(put["minus"])) for put in _inputs(function))
            note = one_line(clean(one["note"]).replace("\\\n", " "))
            found.setdefault(_key(label), _Equation(label, inputs, note, "" if function else right))
    return found


def _inputs(function: re.Match[str] | None) -> Iterator[re.Match[str]]:
    return INPUT.finditer(function["inputs"]) if function else iter(())


def read(text: str, name: str) -> Read:
    """Read a model's diagram.

    Raises:
        MapError: where it holds none.
    """
    draft = Draft(name)
    front, *views = text.replace("\r\n", "\n").split(SKETCH)
    said = _equations(re.sub(r"^\s*\{[^}\n]*\}", "", front, count=1) if views or "~" in front else "")
    signs = {(put, key): minus for key, one in said.items() for put, minus in one.inputs}
    for view in views:
        _View(draft, said, signs).read(view.split(AFTER)[0].split("\n")[1:])
    if len(views) > 1:
        draft.say("the map", "its views but the first; their variables and arrows are in the map")
    if not views:
        for key, one in said.items():
            draft.variable(key, one.label, note=one.note)
        for (source, target), minus in signs.items():
            draft.link(source, target, "-" if minus else None)
    for key, one in said.items():
        if one.left and draft.has(key):
            draft.say(f"variable “{one.label}”", f"its equation, {one.left[:60]}")
    return draft.build()


class _View:
    """One page of a sketch: object numbers begin anew on each."""

    def __init__(self, draft: Draft, said: dict[str, _Equation], signs: dict[tuple[str, str], bool]) -> None:
        self.draft = draft
        self.said = said
        self.signs = signs
        self.words: dict[str, str] = {}
        self.valve = ""
        self.arrows: list[list[str]] = []
        self.shown: set[tuple[str, ...]] = set()

    def read(self, lines: list[str]) -> None:
        for line in lines:
            if line.startswith("*") and not self.draft.title and not re.fullmatch(r"\*View \d+\s*", line):
                self.draft.title = clean(line[1:]).strip()
            row = self.row(line)
            if row[0] == "10" and len(row) > 4:
                self.word(row)
            elif row[0] == "11" and len(row) > 1:
                self.valve = row[1]
            elif row[0] == "1" and len(row) > 9:
                self.arrows.append(row)
        self.shown = {tuple(row[2:4]) for row in self.arrows if row[6].strip() not in ("", "0")}
        for row in self.arrows:
            self.arrow(row)

    def row(self, line: str) -> list[str]:
        try:
            return next(csv.reader([line], escapechar="\\", doublequote=False), []) or [""]
        except csv.Error:
            return [""]

    def word(self, row: list[str]) -> None:
        label = one_line(clean(row[2]))
        key = _key(label)
        if key == "time":
            return
        self.words[row[1]] = key
        if self.valve:
            self.words[self.valve], self.valve = key, ""
        if not self.draft.has(key):
            note = self.said[key].note if key in self.said else ""
            self.draft.variable(key, label, at=(row[3], row[4]), note=note)

    def arrow(self, row: list[str]) -> None:
        source, target = self.words.get(row[2], ""), self.words.get(row[3], "")
        if not source or not target:
            return  # from or to a cloud or a comment
        codes = [int(one) if one.strip().isascii() and one.strip().isdigit() else 0 for one in (row[6], row[7], row[9])]
        sign = POLARITY.get(codes[0])
        if not sign and codes[1] > 20:
            sign = PIPE.get(row[4].strip())
        if not sign and self.signs.get((source, target)) and tuple(row[2:4]) not in self.shown:
            sign = "-"  # as the equation says, where no arrow with these ends shows a sign
        self.draft.link(source, target, sign, delayed=bool(codes[2] & DELAY))


def write(a_map: AnyMap) -> Written:
    """Write a causal-loop diagram: ``A FUNCTION OF`` for every variable, and a sketch."""
    links, places, lost = plan(a_map, HOLDS)
    more = list(_changed(a_map))
    labels: dict[str, str] = {}
    taken: set[str] = set()
    for variable in a_map.variables:
        wanted = label = one_line(variable.label)
        at = 1
        while _key(label) in taken or _key(label) in CONTROL:
            at += 1
            label = f"{wanted} ({at})"
        if at > 1:
            more.append(Lost(of(variable), f"its name to the letter: it is written as “{label}”, to tell it apart"))
        taken.add(_key(label))
        labels[variable.id] = label
    lines = ["{UTF-8}"]
    into: dict[str, list[Link]] = {variable.id: [] for variable in a_map.variables}
    for link in links:
        into[link.target].append(link)
    for variable in a_map.variables:
        inputs = ",".join(_inputs_of(into[variable.id], labels))
        lines += [
            f"{_quote(labels[variable.id])}= A FUNCTION OF({inputs})",
            "\t~",
            f"\t~\t{_note(variable.note)}",
            "\t|",
            "",
        ]
    title = one_line(a_map.title)
    lines += [SKETCH + " Sketch information - do not modify anything except names"]
    lines += ["V300  Do not put anything below this section - it will be ignored", f"*{title}"]
    lines += ["$192-192-192,0,Arial|12||0-0-0|0-0-0|0-0-255|-1--1--1|-1--1--1|96,96,100,0"]
    lines += _sketch(a_map, links, labels, places)
    return Written("\n".join([*lines, AFTER, ""]), (*lost, *more))


def _inputs_of(links: list[Link], labels: Mapping[str, str]) -> Iterator[str]:
    """Each input once, with a minus where all its links are negative."""
    signs: dict[str, set[str | None]] = {}
    for link in links:
        signs.setdefault(link.source, set()).add(link.polarity)
    for source, said in signs.items():
        yield ("-" if said == {"-"} else "") + _quote(labels[source])


def _sketch(
    a_map: AnyMap, links: tuple[Link, ...], labels: Mapping[str, str], places: Mapping[str, tuple[float, float]]
) -> Iterator[str]:
    numbers = {variable.id: number for number, variable in enumerate(a_map.variables, 1)}
    for name, number in numbers.items():
        x, y = places.get(name, (120 + 180 * ((number - 1) % 5), 120 + 120 * ((number - 1) // 5)))
        yield f"10,{number},{_quote(labels[name])},{round(x)},{round(y)},60,12,8,3,0,0,0,0,0,0"
    for number, link in enumerate(links, len(numbers) + 1):
        sign = {"+": 43, "-": 45, "disputed": 63}.get(link.polarity or "", 0)
        mark = PLAIN + (1 if link.delayed else 0)
        ends = f"{numbers[link.source]},{numbers[link.target]}"
        yield f"1,{number},{ends},1,0,{sign},0,0,{mark},0,-1--1--1,,1|(0,0)|"


def _note(text: str) -> str:
    return one_line(re.sub(r"[~|\n]+|\\$", " ", text))


def _quote(label: str) -> str:
    if SIMPLE.fullmatch(label) and "  " not in label:
        return label
    return '"' + label.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _changed(a_map: AnyMap) -> Iterator[Lost]:
    for variable in a_map.variables:
        if _note(variable.note) != variable.note:
            yield Lost(of(variable), "its note to the letter: line breaks and the marks ~ | are left out")
    if one_line(a_map.title) != a_map.title:
        yield Lost("the map", "the line breaks in its title")

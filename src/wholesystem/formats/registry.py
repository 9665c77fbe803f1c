"""Which formats there are, by name and by ending, and how a file is told from another."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from wholesystem.errors import UnknownNameError, nearest
from wholesystem.formats import (
    dot,
    graphml,
    kumu,
    loopy,
    matrix,
    mental_modeler,
    mermaid,
    own,
    prsm,
    sd_ai,
    vensim,
    xmile,
    xmile_diagram,
)
from wholesystem.formats.files import load_json, obj, refuse
from wholesystem.formats.lost import Read, Written
from wholesystem.maps import AnyMap


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format.

    Attributes:
        name: what ``--to`` calls it.
        title: what people call it.
        endings: of its files, the usual one first.
        read: a map from a file's text and name.
        write: a map as text; None where it is only read.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    read: Callable[[str, str], Read]
    write: Callable[[AnyMap], Written] | None


def _format(
    name: str,
    title: str,
    endings: str,
    read: Callable[[str, str], Read],
    write: Callable[[AnyMap], Written] | None,
) -> Format:
    return Format(name=name, title=title, endings=tuple(endings.split()), read=read, write=write)


ALL = (
    _format("yaml", "Map file, YAML", ".yaml .yml", own.read, own.write_yaml),
    _format("json", "Map file, JSON", ".json", own.read, own.write_json),
    _format("kumu", "Kumu", ".kumu.json", kumu.read, kumu.write),
    _format("prsm", "PRSM", ".prsm", prsm.read, prsm.write),
    _format("mmp", "Mental Modeler", ".mmp", mental_modeler.read, mental_modeler.write),
    _format("mmp-xml", "Mental Modeler, older", ".mmp.xml", mental_modeler.read, mental_modeler.write_xml),
    _format("fcm", "Fuzzy cognitive map, matrix", ".csv .tsv", matrix.read, matrix.write),
    _format("fcm-json", "Ratings by experts, FCMpy", ".fcm.json", matrix.read_json, None),
    _format("loopy", "LOOPY", ".loopy .url.txt .url .txt", loopy.read, loopy.write),
    _format("graphml", "GraphML", ".graphml", graphml.read, graphml.write),
    _format("dot", "Graphviz DOT", ".dot .gv", dot.read, dot.write),
    _format("mermaid", "Mermaid flowchart", ".mmd .mermaid .md", mermaid.read, mermaid.write),
    _format("vensim", "Vensim causal-loop diagram", ".mdl", vensim.read, vensim.write),
    _format("xmile", "XMILE", ".xmile .stmx .xml", xmile_diagram.read, xmile.write),
    _format("sd-ai", "sd-ai draft", ".sd-ai.json", sd_ai.read, None),
)
FORMATS: Mapping[str, Format] = {one.name: one for one in ALL}
ENDINGS: Mapping[str, Format] = {ending: one for one in ALL for ending in one.endings}


def named(name: str) -> Format:
    """The format of this name.

    Raises:
        UnknownNameError: suggesting the nearest name.
    """
    if name not in FORMATS:
        raise UnknownNameError(f'There is no format "{name}". {nearest(name, FORMATS)}')
    return FORMATS[name]


def by_ending(file: str) -> Format:
    """The format that a file's name ends like; of two endings that fit, the longer.

    Raises:
        MapError: where no format ends so.
    """
    fits = [ending for ending in ENDINGS if file.lower().endswith(ending)]
    if not fits:
        what = "its ending belongs to no format."
        raise refuse(file, what, f"End it in one of {', '.join(ENDINGS)}, or name the format.")
    return ENDINGS[max(fits, key=len)]


def of_file(file: str, text: str) -> Format:
    """The format of a file, by its ending and, where several programs use one, by what it holds.

    Raises:
        MapError: where it can be none.
    """
    found = by_ending(file)
    if found.name == "json":
        return _of_json(load_json(text, file))
    if ".xml" in found.endings:
        return _of_xml(text, found)
    return found


def _of_json(data: object) -> Format:
    said = obj(data)
    if isinstance(data, list):
        return FORMATS["loopy"]
    for name, parts in (
        ("kumu", ("elements",)),
        ("mmp", ("concepts",)),
        ("prsm", ("nodes", "edges")),
        ("sd-ai", ("relationships",)),
        ("sd-ai", ("model",)),
    ):
        if all(part in said for part in parts):
            return FORMATS[name]
    if said and all(isinstance(rows, list) and rows and "from" in obj(rows[0]) for rows in said.values()):
        return FORMATS["fcm-json"]
    return FORMATS["json"]


def _of_xml(text: str, otherwise: Format) -> Format:
    start = text[:4000].lower()
    for mark, name in (("<graphml", "graphml"), ("<mentalmodeler", "mmp")):
        if mark in start:
            return FORMATS[name]
    return otherwise


def writer(found: Format, file: str) -> Callable[[AnyMap], Written]:
    """How a format is written.

    Raises:
        MapError: where it is only read.
    """
    if found.write is None:
        raise refuse(file, f"{found.title} is only read, not written.", "Write kumu, graphml or fcm instead.")
    return found.write

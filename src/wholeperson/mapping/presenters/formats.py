"""The formats of other programs: what each cannot hold, said before anybody saves, and the file itself."""

from collections.abc import Iterable
from dataclasses import dataclass

from wholesystem import formats
from wholesystem.errors import QuestionError
from wholesystem.formats import FORMATS, Lost
from wholesystem.maps import AnyMap

OURS = ("json",)  # saved by the page of its own
NAMED_AT_MOST = 3
FOR = {
    "yaml": "Our own map file, easy to read and to write by hand.",
    "kumu": "To import into Kumu.",
    "prsm": "To open in PRSM.",
    "mmp": "To open in Mental Modeler.",
    "mmp-xml": "For earlier versions of Mental Modeler.",
    "fcm": "A table of numbers, for spreadsheets and for fuzzy cognitive mapping.",
    "loopy": "To open in LOOPY.",
    "graphml": "For programs that study networks, such as Gephi.",
    "dot": "For Graphviz.",
    "mermaid": "To show in a text page.",
    "vensim": "To open in Vensim.",
    "xmile": "A model that runs in Stella and in other simulation programs.",
}
KINDS = {
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".graphml": "application/xml",
    ".xmile": "application/xml",
    ".xml": "application/xml",
}


@dataclass(frozen=True, kw_only=True)
class FormatRow:
    """One format to save in, and what it leaves out."""

    name: str
    title: str
    purpose: str
    ending: str
    href: str
    lost: tuple[str, ...]
    why_not: str


@dataclass(frozen=True, kw_only=True)
class SavePage:
    """Every format that a map can be kept in."""

    id: str
    title: str
    rows: tuple[FormatRow, ...]


def save_page(a_map: AnyMap) -> SavePage:
    """The page that tells what each format holds."""
    names = [name for name, one in FORMATS.items() if one.write is not None and name not in OURS]
    return SavePage(id=a_map.id, title=a_map.title, rows=tuple(_row(a_map, name) for name in names))


def _row(a_map: AnyMap, name: str) -> FormatRow:
    lost: tuple[str, ...] = ()
    why_not = ""
    try:
        lost = lost_lines(formats.render(a_map, name).lost)
    except QuestionError as error:
        why_not = str(error)
    found = FORMATS[name]
    return FormatRow(
        name=name,
        title=found.title,
        purpose=FOR.get(name, ""),
        ending=found.endings[0],
        href=f"/maps/{a_map.id}/save/{name}/",
        lost=lost,
        why_not=why_not,
    )


def lost_lines(lost: Iterable[Lost]) -> tuple[str, ...]:
    """What is lost, one line for each kind of loss, with the parts that it happens to."""
    parts: dict[str, list[str]] = {}
    for one in lost:
        parts.setdefault(one.what, []).append(one.where)
    return tuple(f"{_where(places)}: {what}" for what, places in parts.items())


def _where(places: list[str]) -> str:
    if len(places) <= NAMED_AT_MOST:
        return ", ".join(places)
    return f"{', '.join(places[:NAMED_AT_MOST])} and {len(places) - NAMED_AT_MOST} more"


def foreign(a_map: AnyMap, name: str) -> tuple[str, str, bytes] | None:
    """A file's name, its kind and what it holds; None where the map cannot be kept so."""
    if name not in FORMATS or FORMATS[name].write is None:
        return None
    try:
        text = formats.render(a_map, name).text
    except QuestionError:
        return None
    ending = FORMATS[name].endings[0]
    kind = next((kind for end, kind in KINDS.items() if ending.endswith(end)), "text/plain; charset=utf-8")
    return f"{a_map.id}{ending}", kind, text.encode("utf-8", "replace")

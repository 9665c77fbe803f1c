"""A map to keep: as a picture, as data, as one page of paper."""

import csv
import io
import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import typst

from wholeperson.mapping.presenters import formats, words
from wholeperson.mapping.presenters.page import NOT_YOU, loop_lines, reports_of
from wholesystem import drawing
from wholesystem.drawing import svg
from wholesystem.maps import AnyMap, as_data

PIXELS_AN_INCH = 160.0
PAPER = Path(__file__).with_name("paper.typ")
FONTS = Path(str(resources.files("wholeperson.interface"))) / "static" / "built" / "fonts" / "ttf"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, kw_only=True)
class Saved:
    """A file to keep."""

    name: str
    kind: str
    body: bytes


def save(a_map: AnyMap, form: str, address: str) -> Saved | None:
    """The map in one of `FORMS` or in another program's format, or None where it cannot be kept so."""
    if form not in FORMS:
        other = formats.foreign(a_map, form)
        return Saved(name=other[0], kind=other[1], body=other[2]) if other else None
    ending, kind, write = FORMS[form]
    return Saved(
        name=f"{a_map.id}{'' if form == ending else f'-{form}'}.{ending}", kind=kind, body=write(a_map, address)
    )


def _svg(a_map: AnyMap, _address: str) -> bytes:
    return _picture(a_map).encode()


def _picture(a_map: AnyMap) -> str:
    # No address opens from a kept picture, so parts are plain groups.
    return svg.write(drawing.draw(a_map, "wide", True), drawing.Look(style=svg.PAPER_STYLE, label=a_map.title))


@lru_cache(maxsize=32)
def _png(a_map: AnyMap, _address: str) -> bytes:
    return _typeset('#set page(width: auto, height: auto, margin: 0pt)\n#image("map.svg")', a_map, "png")


@lru_cache(maxsize=32)
def _pdf(a_map: AnyMap, address: str) -> bytes:
    told = {
        "title": a_map.title,
        "lead": a_map.lead,
        "about": a_map.about.strip(),
        "loops": [{"mark": loop.mark, "name": loop.name, "says": loop.says} for loop in loop_lines(a_map, around=True)],
        "not_you": NOT_YOU,
        "address": address,
        "reports": [report.citation for report in reports_of(a_map)],
    }
    return _typeset(PAPER.read_text(encoding="utf-8"), a_map, "pdf", told)


def _typeset(source: str, a_map: AnyMap, form: Literal["png", "pdf"], told: dict[str, Any] | None = None) -> bytes:
    """Let typst set a page; it reads the picture, the words and the fonts from files, and nothing from elsewhere."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "map.svg").write_text(_picture(a_map), encoding="utf-8")
        (Path(folder) / "told.json").write_text(json.dumps(told), encoding="utf-8")
        (Path(folder) / "page.typ").write_text(source, encoding="utf-8")
        return typst.compile(
            str(Path(folder) / "page.typ"),
            root=folder,
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            format=form,
            ppi=PIXELS_AN_INCH,
            # PDF/UA: a page that a screen reader can read, or none at all.
            pdf_standards="ua-1" if form == "pdf" else None,
        )


def _json(a_map: AnyMap, _address: str) -> bytes:
    return json.dumps(as_data(a_map), ensure_ascii=False, indent=2).encode()


def _rows(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    # The mark at the start lets a spreadsheet know that this is UTF-8.
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _safe(cell: str) -> str:
    """Keep a spreadsheet from running a cell as a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _variables(a_map: AnyMap, _address: str) -> bytes:
    rows = []
    for variable in a_map.variables:
        part = a_map.subsystem_of(variable.id)
        faces = "; ".join(facet.label for facet in variable.facets)
        rows.append((variable.id, variable.label, variable.says, faces, part.label if part else "", _sources(variable)))
    return _rows(("id", "label", "says", "faces", "part", "sources"), rows)


def _links(a_map: AnyMap, _address: str) -> bytes:
    rows = [
        (
            link.id, link.tail, link.head, words.sign_words(link), words.delay_words(link), link.confidence,
            link.why, _sources(link),
        )
        for link in a_map.links
    ]  # fmt: skip
    return _rows(("id", "source", "target", "direction", "delay", "confidence", "why", "sources"), rows)


def _sources(part: object) -> str:
    return words.source_words(getattr(part, "sources", ()))


FORMS: dict[str, tuple[str, str, Callable[[AnyMap, str], bytes]]] = {
    "svg": ("svg", "image/svg+xml", _svg),
    "png": ("png", "image/png", _png),
    "pdf": ("pdf", "application/pdf", _pdf),
    "json": ("json", "application/json", _json),
    "links": ("csv", "text/csv; charset=utf-8", _links),
    "variables": ("csv", "text/csv; charset=utf-8", _variables),
}

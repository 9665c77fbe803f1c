"""From plain values to PDF: our letters, tagged for a screen reader, black on white. No word is read as markup."""

import io
import json
import re
import unicodedata
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import segno
import typst

SHEETS = Path(__file__).with_name("print")
FONTS = Path(str(resources.files("wholeperson.interface"))) / "static" / "built" / "fonts" / "ttf"
SIGNS = ("So", "Sk", "Cs", "Co", "Cn", "Mn", "Cf")  # pictures among letters, and what changes them
PAGE = re.compile(rb"/Type\s*/Page\b")
ACCESSIBLE: Literal["ua-1"] = "ua-1"
FOLDED = """
#let wide = int(sys.inputs.wide) * 1mm
#let high = int(sys.inputs.high) * 1mm
#set document(title: sys.inputs.title, date: none)
#set text(lang: "en", region: "GB")
#set page(width: 2 * wide, height: high, margin: 0pt)
#for pair in json(bytes(sys.inputs.pairs)) {
  page(grid(columns: (wide, wide), ..pair.map(n => image("pages.pdf", page: n, width: wide, alt: "Page " + str(n)))))
}
"""


def press(sheet: str, told: Mapping[str, Any]) -> bytes:
    """Set a sheet. Signs that no font here can draw (an emoji, a rare script) never stop it.

    The standard for accessible PDF refuses such a sign. Pictures among letters are then left out; where letters remain
    that we cannot draw, they stay as they are, the pages stay tagged, and only the standard's own mark is not claimed.
    """
    for values, standard in ((told, ACCESSIBLE), (_without_signs(told), ACCESSIBLE)):
        try:
            return _set(sheet, values, standard)
        except typst.TypstError:
            continue
    return _set(sheet, told, None)


def _set(sheet: str, told: Mapping[str, Any], standard: Literal["ua-1"] | None) -> bytes:
    made: Any = typst.compile(
        str(SHEETS / sheet), root=str(SHEETS), font_paths=[str(FONTS)], format="pdf", pdf_standards=standard,
        sys_inputs={"told": json.dumps(told)},
    )  # fmt: skip
    return bytes(made)


def _without_signs(value: Any) -> Any:
    if isinstance(value, str):
        return "".join(one for one in value if unicodedata.category(one) not in SIGNS or one in "°©®™^`´¨").strip()
    if isinstance(value, Mapping):
        return {key: _without_signs(one) for key, one in value.items()}
    return [_without_signs(one) for one in value] if isinstance(value, list | tuple) else value


def folded(pages: bytes, number: int, *, title: str, wide: int, high: int) -> bytes:
    """Lay the pages of a booklet side by side, so that sheets printed on both sides and folded lie in order.

    Args:
        pages: the booklet.
        number: how many pages it has, a multiple of four.
        title: of the file.
        wide, high: of one page, in millimetres.
    """
    pairs = []
    for sheet in range(number // 4):
        low, high_end = 2 * sheet + 1, number - 2 * sheet
        pairs += [[high_end, low], [low + 1, high_end - 1]]
    inputs = {"title": title, "wide": str(wide), "high": str(high), "pairs": json.dumps(pairs)}
    with TemporaryDirectory() as folder:  # what is on the map is public
        Path(folder, "pages.pdf").write_bytes(pages)
        Path(folder, "folded.typ").write_text(FOLDED, encoding="utf-8")
        made: Any = typst.compile(str(Path(folder, "folded.typ")), root=folder, format="pdf", sys_inputs=inputs)
    return bytes(made)


def page_count(sheet: str, told: Mapping[str, Any]) -> int:
    """Say how many pages a sheet takes that names its own last page."""
    found = json.loads(
        typst.query(
            str(SHEETS / sheet), "<pages>", root=str(SHEETS), font_paths=[str(FONTS)], field="value", one=True,
            sys_inputs={"told": json.dumps(told)},
        )
    )  # fmt: skip
    return int(found)


def pages_of(made: bytes) -> int:
    """Say how many pages a PDF has that we made: each page object says so once."""
    return len(PAGE.findall(made))


def qr(address: str) -> str:
    """Draw an address as a QR code, as SVG."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", border=2, xmldecl=False, nl=False, omitsize=True
    )
    return drawn.getvalue().decode()

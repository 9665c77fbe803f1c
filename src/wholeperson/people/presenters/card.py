"""A sign-in card on paper: the words, and room to write. Nothing on it or in the file says whose it is, or what for."""

import json
import tempfile
from importlib import resources
from pathlib import Path
from typing import Any

import typst

KEEP = "Keep this somewhere safe"
FONTS = Path(str(resources.files("wholeperson.interface"))) / "static" / "built" / "fonts" / "ttf"
PAPER = """
#let told = json("told.json")
#set document(title: told.title, author: (), date: none)
#set page(paper: "a6", flipped: true, margin: 12mm)
#set text(font: "Atkinson Hyperlegible Next", size: 12pt, lang: "en", region: "GB")
= #text(size: 14pt)[#told.title]
#v(4mm)
#par(leading: 4mm, text(size: 22pt, weight: 700, told.words))
#v(1fr)
#for line in range(3) { line(length: 100%, stroke: 0.6pt); v(6mm) }
"""


def on_paper(words: str) -> bytes:
    """Set the words of a card on a small page, as a PDF that a screen reader can read."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "told.json").write_text(json.dumps({"title": KEEP, "words": words}), encoding="utf-8")
        (Path(folder) / "page.typ").write_text(PAPER, encoding="utf-8")
        made: Any = typst.compile(
            str(Path(folder) / "page.typ"), root=folder, font_paths=[str(FONTS)], ignore_system_fonts=True,
            format="pdf", pdf_standards="ua-1",
        )  # fmt: skip
    return bytes(made)

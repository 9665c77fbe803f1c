"""A sign-in card on paper: the words, and room to write. Nothing on it or in the file says whose it is, or what for."""

from importlib import resources
from pathlib import Path
from typing import Any

import typst

KEEP = "Keep this somewhere safe"
FONTS = Path(str(resources.files("wholeperson.interface"))) / "static" / "built" / "fonts" / "ttf"
PAPER = """
#set document(title: sys.inputs.title, author: (), date: none)
#set page(paper: "a6", flipped: true, margin: 12mm)
#set text(font: "Atkinson Hyperlegible Next", size: 12pt, lang: "en", region: "GB")
= #text(size: 14pt)[#sys.inputs.title]
#v(4mm)
#par(leading: 4mm, text(size: 22pt, weight: 700, sys.inputs.words))
#v(1fr)
#for _ in range(3) { line(length: 100%, stroke: 0.6pt); v(6mm) }
"""


def on_paper(words: str) -> bytes:
    """Set the words of a card on a small page, as a PDF that a screen reader can read."""
    # From memory to memory: the words of a card never lie on a disk.
    source: Any = PAPER.encode()  # its types ask that bytes come alone; it takes them with folders of fonts
    made: Any = typst.compile(
        source, font_paths=[str(FONTS)], ignore_system_fonts=True, format="pdf", pdf_standards="ua-1",
        sys_inputs={"title": KEEP, "words": words},
    )  # fmt: skip
    return bytes(made)

"""Everything about me on paper: A4, tagged for a screen reader, to be read at a kitchen table."""

import json
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import typst

from wholeperson.interface.saying import moment
from wholeperson.people.rules.everything import NOTHING, Everything, Group

PAPER = Path(__file__).with_name("paper.typ")
FONTS = Path(str(resources.files("wholeperson.interface"))) / "static" / "built" / "fonts" / "ttf"
ACCESSIBLE: Literal["ua-1"] = "ua-1"


def as_pdf(everything: Everything) -> bytes:
    """Give everything as a PDF. Its title and its file name say nothing of what is in it."""
    told = as_told(everything)
    try:
        return _typeset(told, ACCESSIBLE)
    except typst.TypstError:
        # The standard refuses a page with a sign that no font here can draw (an emoji, a rare script). The words stay
        # as they are, the page stays tagged, and it says where every sign is kept.
        return _typeset({**told, "some_signs": True}, None)


def as_told(everything: Everything) -> dict[str, Any]:
    """Give what the page says, as plain values."""
    return {
        "made": moment(everything.made_at),
        "reference": str(everything.reference),
        "some_signs": False,
        "parts": [
            {
                "title": part.title,
                "items": [
                    {"heading": item.heading, "also": item.also, "words": item.words.splitlines() or [""]}
                    for item in part.items
                ],
                "files": len(part.files),
            }
            for _, part in everything.parts
        ],
        "groups": [_group(title, group) for title, group in everything.titled],
        "looked": [
            f"{line.said_at}: {line.says}{f': {line.said_part}' if line.part else ''}" for line in everything.looked
        ],
    }


def _group(title: str, group: Group) -> dict[str, Any]:
    rows = [
        [
            {"label": datum.label, "words": datum.words.splitlines(), "own": datum.own_words}
            for datum in row
            if datum.words != NOTHING
        ]
        for row in group.rows
    ]
    return {"called": title, "rows": rows}


def _typeset(told: dict[str, Any], standard: Literal["ua-1"] | None) -> bytes:
    # From memory to memory: no word of a record lies on a disk meanwhile.
    made: bytes = typst.compile(
        str(PAPER),
        root=str(PAPER.parent),
        font_paths=[str(FONTS)],  # and those of this machine: somebody's language may need them
        format="pdf",
        pdf_standards=standard,
        sys_inputs={"told": json.dumps(told)},
    )
    return made

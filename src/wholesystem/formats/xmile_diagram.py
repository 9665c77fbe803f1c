"""The diagram in an XMILE file of Stella, Vensim and others: who depends on whom, in.

Equations are not run and not kept; they say which arrows there are. An inflow fills its stock and an outflow empties
it; of the other arrows only those have a sign that the diagram gives one.

Source: OASIS XMILE 1.0, http://docs.oasis-open.org/xmile/xmile/v1.0/xmile-v1.0.html.
"""

import re
from xml.etree.ElementTree import Element  # a type

from wholesystem.formats.draft import Draft
from wholesystem.formats.files import inside, load_xml
from wholesystem.formats.lost import Read
from wholesystem.formats.names import one_line, sign_in

KINDS = ("stock", "flow", "aux")
WORD = re.compile(r'"([^"\n]{1,300})"|([^\W\d][\w.$]*)')
COMMENT = re.compile(r"\{[^{}]*\}")


def _label(name: str) -> str:
    """XMILE names may hold a line break as a backslash and an n, and ask for no quotation marks around them."""
    return one_line(name.replace("\\n", "\n").strip('"'))


def _key(name: str) -> str:
    return " ".join(_label(name).replace("_", " ").replace("\xa0", " ").lower().split())


def read(text: str, name: str) -> Read:
    """Read the diagram of a model.

    Raises:
        MapError: where it is no XMILE file, or holds no variables.
    """
    root = load_xml(text, name)
    header = root.find("header")
    draft = Draft(name, inside(header, "name").replace("_", " ") if header is not None else "")
    if root.tag != "xmile":
        raise draft.refuse(f"it is <{root.tag[:40]}> and not <xmile>.", "Save it again as XMILE.")
    parts = [part for group in root.iter("variables") for part in group if part.tag in KINDS]
    places = _places(root)
    for part in parts:
        key = _key(part.get("name", ""))
        if draft.has(key):
            draft.say(f"“{key}”", "a second variable of this name is left out")
            continue
        kind = {"kind": "stock"} if part.tag == "stock" else {}
        draft.variable(key, _label(part.get("name", "")), at=places.get(key), says=inside(part, "doc"), **kind)
    signs = _signs(root)
    for part in parts:
        _arrows(draft, part, signs)
    if parts:
        draft.say("the map", "its equations, numbers and units: only who depends on whom is read")
    return draft.build()


def _places(root: Element) -> dict[str, tuple[str | None, str | None]]:
    places: dict[str, tuple[str | None, str | None]] = {}
    for view in root.iter("view"):
        for part in view:
            if part.tag in KINDS:
                places.setdefault(_key(part.get("name", "")), (part.get("x"), part.get("y")))
    return places


def _signs(root: Element) -> dict[tuple[str, str], str]:
    signs: dict[tuple[str, str], str] = {}
    for arrow in root.iter("connector"):
        sign = sign_in(arrow.get("polarity", ""))
        if sign:
            signs[_key(inside(arrow, "from")), _key(inside(arrow, "to"))] = sign
    return signs


def _arrows(draft: Draft, part: Element, signs: dict[tuple[str, str], str]) -> None:
    target = _key(part.get("name", ""))
    if part.tag == "stock":
        for way, sign in (("inflow", "+"), ("outflow", "-")):
            for flow in part.findall(way):
                draft.link(_key(flow.text or ""), target, sign)
        return
    equations = " ".join(one.text or "" for one in part.iter("eqn"))
    words = [_key(quoted or word) for quoted, word in WORD.findall(COMMENT.sub(" ", equations))]
    for source in dict.fromkeys(words):
        if draft.has(source) and source != target:
            draft.link(source, target, signs.get((source, target)))

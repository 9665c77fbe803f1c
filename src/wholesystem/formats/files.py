"""Files of other programs as text, JSON and XML, within limits; nothing in a file is ever run or fetched."""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring  # a DOCTYPE, and so any entity, is refused

from wholesystem.errors import MapError, Problem
from wholesystem.formats.lost import Lost

BYTES_AT_MOST = 10_000_000
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def refuse(where: str, what: str, remedy: str) -> MapError:
    """A refusal with one problem; raise it."""
    return MapError([Problem(where, what, remedy)])


def read_bytes(path: Path) -> bytes:
    """What a file holds.

    Raises:
        MapError: where it is missing, a folder, or larger than `BYTES_AT_MOST`.
    """
    if not path.is_file():
        what = "it is a folder." if path.is_dir() else "there is no such file."
        raise refuse(str(path), what, "Check the name and the folder.")
    if path.stat().st_size > BYTES_AT_MOST:
        raise refuse(path.name, f"it holds {path.stat().st_size:,} bytes.", f"Files may hold up to {BYTES_AT_MOST:,}.")
    return path.read_bytes()


def decode(raw: bytes, lost: list[Lost]) -> str:
    """Text in UTF-8, or in UTF-16 where it says so; a byte that is neither becomes � and is said."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = raw.decode("utf-16", "replace")
    else:
        text = raw.decode("utf-8-sig", "replace")
        try:
            raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            lost.append(Lost(f"line {line}", "a byte is not UTF-8 text and is read as �"))
    return text


def load_json(text: str, name: str) -> Any:
    """Plain data from JSON.

    Raises:
        MapError: naming the line.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        what = f"it cannot be read as JSON: {error.msg[0].lower()}{error.msg[1:]}."
        raise refuse(f"{name}, line {error.lineno}", what, "Save it again from its program.") from error
    except (RecursionError, ValueError) as error:
        what = "it is nested too deep, or a number in it is too long."
        raise refuse(name, what, "Save it again from its program.") from error


def load_xml(text: str, name: str) -> Element:
    """The root of an XML file, its names without their namespaces.

    Raises:
        MapError: naming the line; also where the file declares a document type, which could hide endless text.
    """
    if "<!doctype" in text.lower():
        line = text.lower().partition("<!doctype")[0].count("\n") + 1
        raise refuse(f"{name}, line {line}", "it declares a DOCTYPE.", "Take that declaration out; maps need none.")
    try:
        root = fromstring(text)  # noqa: S314  # no document type, so no entities
    except ParseError as error:
        what = f"it cannot be read as XML: {error.msg.partition(':')[0]}."
        raise refuse(f"{name}, line {error.position[0]}", what, "Save it again from its program.") from error
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def inside(element: Element, name: str) -> str:
    """The text of a child, or an empty string."""
    return (element.findtext(name) or "").strip()


def xml_text(text: str) -> str:
    """Text as XML can hold it, without the few control characters that it cannot."""
    return NOT_IN_XML.sub("�", text)


def items(value: object) -> list[dict[str, Any]]:
    """The objects in a list; anything else is left out."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def obj(value: object) -> dict[str, Any]:
    """An object of a JSON file, or an empty one."""
    return value if isinstance(value, dict) else {}


def key(value: object) -> str:
    """A name that a JSON file uses for a part, as text: programs write the same id as 3 and as "3"."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)

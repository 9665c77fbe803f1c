"""Whether one document of a feed has the shape of the standard: what is wrong, where, and what to do."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

from wholeperson.directory.rules.hsds.shape import ENVELOPE, SHAPES, Field


class Weight(Enum):
    """How much a problem weighs: with a wrong one it is not the standard; a warning is worth putting right."""

    WRONG = "wrong"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """Something that could be put right: where it stands, what it is, and what to do."""

    where: str
    what: str
    remedy: str
    weight: Weight = Weight.WRONG


def _uuid(value: str) -> bool:
    return re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", value) is not None


def _uri(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return bool(parts.scheme and (parts.netloc or parts.path)) and not re.search(r"\s", value)


def _moment(value: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", value, re.ASCII):
        return False
    try:
        datetime.fromisoformat(re.sub(r"\.\d+", "", value.upper()))
    except ValueError:
        return False
    return True


def _day(value: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII)) and date.fromisoformat(value) is not None
    except ValueError:
        return False


def _clock(value: str) -> bool:
    return bool(re.fullmatch(r"([01]\d|2[0-4]):[0-5]\d(:[0-5]\d)?(Z|[+-]\d\d:?\d\d)?", value, re.ASCII))


def _email(value: str) -> bool:
    return bool(re.fullmatch(r"[^@\s]+@[^@\s]+", value))


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


# What JSON each kind is, and what to write there.
TYPES: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "number": (_number, "a number, without quotation marks"),
    "whole": (lambda value: _number(value) and float(value).is_integer(), "a whole number, without quotation marks"),
    "truth": (lambda value: isinstance(value, bool), "true or false, without quotation marks"),
    "one": (lambda value: isinstance(value, dict), "one object"),
    "many": (lambda value: isinstance(value, list), "a list"),
}
A_TEXT = (lambda value: isinstance(value, str), "a text")
# How a text of each kind is written. The standard's schemas name no format for the last two, so they only warn.
FORMATS: Mapping[str, tuple[Callable[[str], bool], str, Weight]] = {
    "uuid": (_uuid, "a UUID, like ac148810-d857-441c-9679-408f346de14b", Weight.WRONG),
    "uri": (_uri, "a web address, like https://example.org/", Weight.WRONG),
    "email": (_email, "a mail address, like info@example.org", Weight.WRONG),
    "moment": (_moment, "a moment with its offset, like 2026-11-21T03:00:00Z", Weight.WRONG),
    "day": (_day, "a day, like 2026-11-21", Weight.WARNING),
    "clock": (_clock, "a time of day with its offset, like 18:30Z", Weight.WARNING),
}


def problems_of(value: Any, shape: str, where: str = "") -> Iterator[Problem]:
    """Give what is wrong with an object and everything in it."""
    if not isinstance(value, dict):
        yield Problem(where or "/", f"This is {_said(value)}, not an object.", f"Send one {shape} here.")
        return
    for name, field in SHAPES[shape].items():
        here = f"{where}/{name}"
        if name in value:
            yield from _field(value[name], field, here)
        elif field.needed:
            yield Problem(here, f"{name} is not there.", f"Every {shape.removesuffix('_row')} has {name}. Add it.")


def problems_of_page(page: Any, row: str, where: str = "") -> Iterator[Problem]:
    """Give what is wrong with a page of a list: its envelope, and each object in it."""
    if not isinstance(page, dict) or not isinstance(page.get("contents"), list):
        yield Problem(
            f"{where}/contents", "There is no list of contents.", "Put the objects of the page into contents."
        )
        return
    for name, kind in ENVELOPE.items():
        if name not in page:
            yield Problem(
                f"{where}/{name}", f"The page does not say {name}.", "Say it, so that a reader knows when to stop.",
                Weight.WARNING,
            )  # fmt: skip
        else:
            yield from _field(page[name], Field(kind), f"{where}/{name}")
    for number, one in enumerate(page["contents"]):
        yield from problems_of(one, row, f"{where}/contents/{number}")
    yield from _counts(page, where)


def _counts(page: Mapping[str, Any], where: str) -> Iterator[Problem]:
    told, there = page.get("size"), len(page["contents"])
    if _number(told) and told != there:
        yield Problem(f"{where}/size", f"The page says that it holds {told}, and {there} are there.",
                      "Count what is on the page.", Weight.WARNING)  # fmt: skip
    if isinstance(page.get("empty"), bool) and page["empty"] != (there == 0):
        yield Problem(f"{where}/empty", "The page does not say rightly whether it is empty.",
                      "Say true where nothing is in contents.", Weight.WARNING)  # fmt: skip


def _field(value: Any, field: Field, where: str) -> Iterator[Problem]:
    fits, wanted = TYPES.get(field.kind, A_TEXT)
    if not fits(value):
        left_out = " Leave it out where there is nothing to say." if value is None else ""
        yield Problem(where, f"This is {_said(value)}.", f"Write {wanted}.{left_out}")
    elif field.kind == "one":
        yield from problems_of(value, field.of, where)
    elif field.kind == "many":
        for number, one in enumerate(value):
            yield from problems_of(one, field.of, f"{where}/{number}")
    elif field.choices and value not in field.choices:
        yield Problem(where, f"{value!r} is not one of the standard’s words.", f"Write {' or '.join(field.choices)}.")
    elif field.kind in FORMATS:
        reads, wanted, weight = FORMATS[field.kind]
        if not reads(value):
            yield Problem(where, f"{value!r} cannot be read.", f"Write {wanted}.", weight)


def _said(value: Any) -> str:
    if value is None:
        return "nothing (null)"
    words = {bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list"}
    return words.get(type(value), "an object")

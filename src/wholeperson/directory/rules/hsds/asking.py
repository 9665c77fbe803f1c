"""What a reader of the feed may ask for: every parameter once, with how it is read, what it means and where it counts.

Who asks for something that we do not do is told so. A parameter that is quietly passed over gives an answer that looks
right and is not. Where two that are each well formed do not go together, a note in a header says which one counted.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from wholeperson.directory.rules.hsds.plain import Json
from wholeperson.directory.rules.schedules import WEEKDAYS

A_PAGE, LONGEST_PAGE, LONGEST_MINIMAL = 50, 500, 250_000
LAST_PAGE, FARTHEST, NEAR = 10**9, 50_000, 5_000
LONGEST_SEARCH = 200
OUTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
INCODE = re.compile(r"[0-9][A-Z]{2}")
A_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YES, NO = ("true", "1"), ("false", "0")


class AskError(ValueError):
    """Something was asked that cannot be answered. ``name`` is the parameter; the text says what would work."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text)
        self.name = name


class NotKnownError(AskError):
    """What was asked is well formed, and about a place or a time of which nothing is known here."""


@dataclass(frozen=True, kw_only=True)
class Ask:
    """What a reader asks for. ``lines``: one object a line, all of them. ``paged``: a page of them was asked for.

    ``notes`` are sentences about what was given and did not count.
    """

    search: str = ""
    page: int = 1
    per_page: int = A_PAGE
    lines: bool = False
    paged: bool = False
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    organization_id: UUID | None = None
    parent_id: UUID | None = None
    modified_after: datetime | None = None
    minimal: bool = False
    full: bool = False
    full_service: bool = False
    top_only: bool = False
    postcode: str = ""
    proximity: int = NEAR
    days: tuple[str, ...] = ()
    start_time: time | None = None
    end_time: time | None = None
    open_at: datetime | None = None
    notes: tuple[str, ...] = ()

    @property
    def narrows(self) -> bool:
        """Whether anything at all is asked of the resources themselves."""
        asked = (self.search, self.taxonomy_term_id, self.taxonomy_id, self.organization_id, self.modified_after)
        return bool(any(asked) or self.postcode or self.by_the_week or self.open_at)

    @property
    def by_the_week(self) -> bool:
        """Whether a time of the week is asked for."""
        return bool(self.days or self.start_time or self.end_time)


@dataclass(frozen=True)
class Parameter:
    """One parameter: how it is read, what it means, and its JSON Schema."""

    name: str
    read: Callable[[str], Any]
    means: str
    schema: Json
    ours: bool = False
    field: str = ""


def _truth(text: str) -> bool:
    if text.lower() not in YES + NO:
        raise ValueError("It is true or false.")
    return text.lower() in YES


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        digits = text.removeprefix("+") if text.isascii() else ""
        if not (digits.isdigit() and len(digits) <= 12 and least <= int(digits) <= most):
            raise ValueError(f"It is a whole number from {least} to {most}.")
        return int(digits)

    return read


def _id(text: str) -> UUID:
    if not re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", text):
        raise ValueError("It is an id as the feed gives it, like ac148810-d857-441c-9679-408f346de14b.")
    return UUID(text)


def _words(text: str) -> str:
    if len(text) > LONGEST_SEARCH or "\x00" in text:
        raise ValueError(f"It is a few words, {LONGEST_SEARCH} letters at most.")
    return text


def _moment(text: str) -> datetime:
    written = re.sub(r" (\d\d:?\d\d)$", r"+\1", text)  # a plus sign that was not written %2B arrives as a space
    try:
        found = datetime.fromisoformat(written if A_DAY.match(text) else "")
    except ValueError as cause:
        raise ValueError("It is a date or a moment, like 2026-11-21 or 2026-11-21T03:00:00Z.") from cause
    try:
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:  # the first or the last hours of the calendar, elsewhere
        return found.replace(tzinfo=UTC)


def _time(text: str) -> time:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?", text, re.ASCII):
        raise ValueError("It is a time of day as clocks here show it, like 18:30.")
    return time.fromisoformat(text)


def _days(text: str) -> tuple[str, ...]:
    found = tuple(text.upper().split(","))
    if not set(found) <= set(WEEKDAYS):
        raise ValueError(f"It is one day or more of {', '.join(WEEKDAYS)}, with commas between them.")
    return found


def _format(text: str) -> bool:
    if text not in ("json", "ndjson"):
        raise ValueError("It is json or ndjson.")
    return text == "ndjson"


def _postcode(text: str) -> str:
    """Give the district of a postcode: a full one is read by its first half, and no address is kept or asked for."""
    whole = re.sub(r"\s+", "", text).upper()
    out = whole if OUTCODE.fullmatch(whole) else whole[:-3]
    if not OUTCODE.fullmatch(out) or not (out == whole or INCODE.fullmatch(whole[-3:])):
        raise ValueError("It is a postcode or its first half, like PO21 1AA or PO21.")
    return out


TRUTH: Json = {"type": "boolean"}
AN_ID: Json = {"type": "string", "format": "uuid"}


def _counted(least: int, most: int) -> Json:
    return {"type": "integer", "minimum": least, "maximum": most}


PARAMETERS: Mapping[str, Parameter] = {
    one.name: one
    for one in (
        Parameter("search", _words, "Only what holds all of these words.",
                  {"type": "string", "maxLength": LONGEST_SEARCH, "pattern": "^[^\\u0000]*$"}),
        Parameter("page", _number(1, LAST_PAGE), "Which page; the first is 1. A page after the last is empty.",
                  _counted(1, LAST_PAGE)),
        Parameter("per_page", _number(1, LONGEST_MINIMAL),
                  f"How many on a page: {A_PAGE} unless asked, {LONGEST_PAGE} at most; with minimal=true all of them"
                  f" unless asked, {LONGEST_MINIMAL} at most.", _counted(1, LONGEST_PAGE)),
        Parameter("format", _format, "ndjson: one object a line, streamed, all of them unless page or per_page is"
                  " given.", {"type": "string", "enum": ["json", "ndjson"]}, field="lines"),
        Parameter("taxonomy_term_id", _id, "Only what has this term.", AN_ID),
        Parameter("taxonomy_id", _id, "Only what has a term of this taxonomy.", AN_ID),
        Parameter("organization_id", _id, "Only what this organization runs.", AN_ID),
        Parameter("modified_after", _moment, "Only what was changed at or after this moment; without an offset, UTC.",
                  {"type": "string", "format": "date-time"}),
        Parameter("minimal", _truth, "Only ids and when they were last changed (and name and status, which the schema"
                  " asks for).", TRUTH),
        Parameter("full", _truth, "Everything that is told of each, as under its own address.", TRUTH),
        Parameter("full_service", _truth, "With everything that is told of each of its services.", TRUTH),
        Parameter("postcode", _postcode, "Only what is near the middle of this postcode's district.",
                  {"type": "string", "pattern": "^[A-Z]{1,2}[0-9][A-Z0-9]?( ?[0-9][A-Z]{2})?$"}),
        Parameter("proximity", _number(1, FARTHEST), f"With postcode: how far counts, in metres; {NEAR} unless asked.",
                  _counted(1, FARTHEST)),
        Parameter("parent_id", _id, "Only terms under this one.", AN_ID),
        Parameter("top_only", _truth, "Only terms that stand under no other.", TRUTH),
        Parameter("day", _days, "Only what is open on one of these days in the seven days from now: MO to SU.",
                  {"type": "string", "pattern": "^(MO|TU|WE|TH|FR|SA|SU)(,(MO|TU|WE|TH|FR|SA|SU)){0,6}$"},
                  ours=True, field="days"),
        Parameter("start_time", _time, "Only what is open at some time from this time of day on, by clocks here.",
                  {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}, ours=True),
        Parameter("end_time", _time, "Only what is open at some time before this time of day, by clocks here.",
                  {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}, ours=True),
        Parameter("open_at", _moment, "Only what is open at this moment; known from yesterday to five weeks ahead.",
                  {"type": "string", "format": "date-time"}, ours=True),
    )
}  # fmt: skip
PAGING = ("search", "page", "per_page", "format")
CHOOSING = ("taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "full", "postcode", "proximity",
            "day", "start_time", "end_time", "open_at")  # fmt: skip
# What may be asked of each list and of one of its objects.
LISTS: Mapping[str, tuple[str, ...]] = {
    "services": (*PAGING, *CHOOSING, "minimal"),
    "service_at_locations": (*PAGING, *CHOOSING),
    "organizations": (*PAGING, "full", "full_service"),
    "taxonomies": PAGING,
    "taxonomy_terms": (*PAGING, "taxonomy_id", "parent_id", "top_only"),
}
ONE_OF: Mapping[str, tuple[str, ...]] = {**dict.fromkeys(LISTS, ()), "organizations": ("full_service",)}


def read(given: Mapping[str, Sequence[str]], allowed: Sequence[str]) -> Ask:
    """Read what is asked. An empty value is as if it was not given.

    Raises:
        AskError: naming the parameter, and what would work.
    """
    found: dict[str, Any] = {}
    for name, values in given.items():
        if name not in allowed:
            known = f"Here one can ask by {', '.join(allowed)}." if allowed else "Nothing can be asked by here."
            raise AskError(name, f"We do not know the parameter {name!r} here. {known}")
        if len(values) > 1:
            raise AskError(name, f"{name} is given more than once. Give it once.")
        if values[0]:
            found[PARAMETERS[name].field or name] = _value(name, values[0])
    return _fitting(found)


def _value(name: str, text: str) -> Any:
    try:
        return PARAMETERS[name].read(text)
    except ValueError as problem:
        raise AskError(name, f"{name} cannot be read. {problem}") from problem


def _fitting(found: dict[str, Any]) -> Ask:
    minimal = found.get("minimal", False)
    if not minimal and found.get("per_page", 1) > LONGEST_PAGE:
        raise AskError(
            "per_page", f"per_page is {LONGEST_PAGE} at most; format=ndjson gives all of them in one answer."
        )
    notes = []
    if "proximity" in found and "postcode" not in found:
        notes.append("proximity says how far from a postcode; without one it did not count.")
    if minimal and found.pop("full", False):
        notes.append("minimal and full cannot both be true; minimal counted.")
    paged = "page" in found or "per_page" in found
    if minimal:
        found.setdefault("per_page", LONGEST_MINIMAL)
    return Ask(**found, paged=paged, notes=tuple(notes))

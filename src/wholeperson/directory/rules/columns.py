"""Which column of somebody's spreadsheet is which of ours: a guess from headers and values, and rows as services."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from rapidfuzz import fuzz, process, utils

from wholeperson.directory.rules.cleaning import Changes
from wholeperson.directory.rules.facts import FACTS
from wholeperson.directory.rules.from_hsds.written_times import schedules
from wholeperson.directory.rules.mailboxes import MAIL
from wholeperson.directory.rules.whereabouts import POSTCODE

SURE = 84  # of 100; below this a header alone is no guess
LOOKED_AT = 30  # values


@dataclass(frozen=True)
class Column:
    """One thing that a column can be: how we call it, and how others do."""

    key: str
    label: str
    called: tuple[str, ...] = ()


COLUMNS: tuple[Column, ...] = (
    Column("name", "Name", ("service name", "title", "group", "service", "resource", "activity", "project", "venue")),
    Column("description", "In plain words", ("description", "about", "details", "what we do", "what it is", "notes")),
    Column("summary", "In short", ("summary", "short description", "strapline")),
    Column("organization", "Who runs it", ("organisation", "organization", "provider", "run by", "organisation name",
                                            "charity", "agency", "host")),
    Column("kind", "What kind of thing it is", ("type", "kind", "service type")),
    Column("website", "Web page", ("website", "url", "web", "web address", "link", "web site")),
    Column("email", "E-mail", ("email", "e-mail address", "email address", "contact email")),
    Column("phone", "Phone", ("telephone", "tel", "phone number", "contact number", "telephone number", "mobile")),
    Column("role", "Whom to ask for", ("contact role", "job title", "contact title", "role")),
    Column("contact", "A contact’s name (it is not kept)", ("contact name", "contact", "contact person", "manager",
                                                            "coordinator", "lead")),
    Column("place", "Name of the place", ("venue name", "building", "location name", "location", "where")),
    Column("address", "Address", ("street", "address line 1", "address 1", "street address", "full address")),
    Column("address_2", "Address, second line", ("address line 2", "address 2")),
    Column("town", "Town", ("city", "town/city", "town or city")),
    Column("county", "County", ("region", "state province", "county")),
    Column("postcode", "Postcode", ("post code", "postal code", "zip")),
    Column("latitude", "Latitude", ("lat", "y", "northing")),
    Column("longitude", "Longitude", ("long", "lng", "lon", "x")),
    Column("times", "When it is open", ("opening times", "opening hours", "hours", "times", "when", "day and time",
                                        "open", "session times")),
    Column("days", "Days", ("day", "days open", "day of week", "weekday", "days")),
    Column("opens", "From what time", ("start time", "opens", "from", "opens at", "start", "open from")),
    Column("closes", "Until what time", ("end time", "closes", "until", "to", "closes at", "end", "finish")),
    Column("youngest", "Youngest age", ("minimum age", "min age", "age from", "lower age")),
    Column("oldest", "Oldest age", ("maximum age", "max age", "age to", "upper age")),
    Column("terms", "What it helps with", ("category", "categories", "tags", "needs", "topics", "keywords", "themes")),
    Column("status", "Whether it is there", ("status", "state", "active")),
    Column("alert", "What to know now", ("alert", "notice", "news")),
    Column("checked", "When somebody last looked", ("last checked", "checked on", "last updated", "verified",
                                                    "assured date", "date checked", "last reviewed")),
    Column("confidential", "Whether the address is kept safe", ("confidential", "confidential address", "kept safe",
                                                                "keep address safe", "refuge", "hide address")),
    Column("id", "Their own number for it", ("id", "reference", "ref", "service id", "unique id", "record id")),
    *(Column(fact.key, fact.label, (fact.key.replace("_", " "),)) for fact in FACTS),
)  # fmt: skip
BY_KEY: Mapping[str, Column] = {one.key: one for one in COLUMNS}
NEEDED = "name"
FACT_KEYS = frozenset(fact.key for fact in FACTS)
LIKE = (
    ("email", lambda value: bool(MAIL.fullmatch(value))),
    ("website", lambda value: bool(re.match(r"(?:https?://|www\.)\S+$", value, re.IGNORECASE))),
    ("postcode", lambda value: bool(POSTCODE.fullmatch(value))),
    ("phone", lambda value: bool(re.fullmatch(r"(?:\+44|0)[\d\s()-]{8,16}", value))),
    ("latitude", lambda value: bool(re.fullmatch(r"(?:49|5\d|60)\.\d{3,}", value))),
    ("longitude", lambda value: bool(re.fullmatch(r"-?[0-8]\.\d{3,}", value))),
)


def guess(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """Guess which column is which of ours: ``{header: key}``, each of ours at most once."""
    # A header can be called as two of ours are ("street"): the one that stands first in the list is meant.
    wanted = {called.lower(): one.key for one in reversed(COLUMNS) for called in (one.label, *one.called, one.key)}
    scored: list[tuple[float, int, str, str]] = []
    for place, header in enumerate(headers):
        # Exact words first; a word that begins as one of ours counts less than one that is it.
        for called, score, _ in process.extract(
            header, list(wanted), scorer=fuzz.ratio, processor=utils.default_process, limit=3, score_cutoff=SURE
        ):
            scored.append((score, -place, header, wanted[called]))
        values = [row[place] for row in rows[:LOOKED_AT] if row[place]]
        for key, fits in LIKE:
            if values and sum(map(fits, values)) >= 0.8 * len(values):
                scored.append((SURE + 1, -place, header, key))
    found: dict[str, str] = {}
    for _, _, header, key in sorted(scored, key=lambda one: (-one[0], -one[1])):
        if header not in found and key not in found.values():
            found[header] = key
    return found


def checked(match: Mapping[str, str], headers: Sequence[str]) -> dict[str, str]:
    """Give a match as it can be used: of columns that are there, and of things that we know."""
    return {header: key for header, key in match.items() if header in headers and key in BY_KEY}


def service(match: Mapping[str, str], headers: Sequence[str], cells: Sequence[str], changes: Changes) -> dict[str, Any]:
    """Give one row in the shape of the standard, so that it is read and set right like any other."""
    said: dict[str, str] = {}
    for header, cell in zip(headers, cells, strict=True):
        key = match.get(header)
        if key and cell:
            said[key] = f"{said[key]} {cell}" if key in said else cell
    found: dict[str, Any] = {
        key: said[key] for key in ("name", "description", "summary", "alert", "kind") if key in said
    }
    found |= {theirs: said[ours] for theirs, ours in _SAME.items() if ours in said}
    found["id"] = said.get("id") or _made_id(said)
    found["status"] = _status(said.get("status", ""))
    found["organization"] = {"name": said["organization"]} if "organization" in said else {}
    found["contacts"] = _contacts(said)
    found["service_at_locations"] = _places(said)
    found["schedules"] = schedules(said.get("times", ""), said, changes)
    found["attributes"] = [{"name": one.strip()} for one in re.split(r"[;|,]", said.get("terms", "")) if one.strip()]
    found["facts"] = {key: said[key] for key in FACT_KEYS if key in said}
    if "confidential" in said:
        found["confidential"] = said["confidential"]
    return {key: value for key, value in found.items() if value not in ("", [], {})}


_SAME = {
    "url": "website",
    "email": "email",
    "minimum_age": "youngest",
    "maximum_age": "oldest",
    "assured_date": "checked",
}


def _made_id(said: Mapping[str, str]) -> str:
    """Without a number of their own, an entry is known again by its name and who runs it."""
    known = "\n".join(" ".join(said.get(key, "").lower().split()) for key in ("name", "organization"))
    return "row-" + sha256(known.encode()).hexdigest()[:32] if said.get("name") else ""


def _status(said: str) -> str:
    words = said.strip().lower()
    return {"yes": "active", "open": "active", "y": "active", "true": "active", "live": "active", "no": "inactive",
            "n": "inactive", "false": "inactive", "paused": "temporarily closed"}.get(words, words)  # fmt: skip


def _contacts(said: Mapping[str, str]) -> list[dict[str, Any]]:
    if not any(key in said for key in ("phone", "role", "contact")):
        return []
    phones = [{"number": said["phone"]}] if "phone" in said else []
    return [{"name": said.get("contact", ""), "title": said.get("role", ""), "phones": phones}]


def _places(said: Mapping[str, str]) -> list[dict[str, Any]]:
    address = {theirs: said[ours] for theirs, ours in _ADDRESS.items() if ours in said}
    point = {key: said[key] for key in ("latitude", "longitude") if key in said}
    if not address and not point and "place" not in said:
        return []
    location = {"name": said.get("place", ""), **point, "addresses": [address] if address else []}
    return [{"location": location}]


_ADDRESS = {"address_1": "address", "address_2": "address_2", "city": "town", "state_province": "county",
            "postal_code": "postcode"}  # fmt: skip


def services(
    match: Mapping[str, str], headers: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]
) -> tuple[list[dict[str, Any]], list[str]]:
    """Give rows (each with its line in the file) as services, and what was left out by the number of its line."""
    found: list[dict[str, Any]] = []
    problems: list[str] = []
    seen: dict[str, int] = {}
    for number, cells in rows:
        changes = Changes()
        one = service(match, headers, cells, changes)
        if not one.get("name"):
            problems.append(f"Line {number}: there is no name, so it was left out.")
            continue
        if one["id"] in seen:
            problems.append(f"Line {number} is the same as line {seen[one['id']]}, so it was left out.")
            continue
        seen[one["id"]] = number
        found.append({**one, "set_right": changes.found})
    return found, problems


def written(rows: Sequence[Sequence[str]]) -> str:
    """Give a table as one plain kind of CSV."""
    paper = io.StringIO()
    csv.writer(paper, lineterminator="\n").writerows(rows)
    return paper.getvalue()

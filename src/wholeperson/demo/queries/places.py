"""Reads one invented place of the seed: its buildings, names, and who runs what, as entries of the network map."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from wholeperson.demo.queries.times import SeedError, opens_of, other_times_of
from wholeperson.directory.public import BankHolidays, Entry, ResourceKind, Room, Spot, Status, Where, Whom

SAFE_AND_QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as quick, where it was built in
ROOMS = {"free": Room.FREE, "waiting list": Room.WAITING_LIST, "none": Room.NONE, "ask": Room.ASK}
ROOM = re.compile(r"(free|waiting list|none|ask)(?: (\d+))?, (\d+) days ago")
LOOKED = re.compile(r"(\d+) days ago, (.+)")
PHONE = re.compile(r"(0[\d ]+\d)(?:, (.+))?")
AGES = re.compile(r"(\d+)?-(\d+)?")
# What a resource may say beside its facts; everything else is a slip of the pen.
SAYS = {
    "name", "kind", "is", "more", "for", "at", "open", "bank", "shut", "ring", "text", "write", "web", "ages",
    "kept_safe", "status", "alert", "room", "looked", "facts",
}  # fmt: skip


@dataclass(frozen=True)
class Looked:
    """Somebody looked whether an entry is true: how many days before loading, and in which way."""

    days_ago: int
    how: str


@dataclass(frozen=True)
class InventedResource:
    """One entry of the map, with when it was last looked at."""

    entry: Entry
    looked: Looked | None = None


@dataclass(frozen=True)
class InventedLink:
    """What one organization has to do with another, by its name."""

    kind: str
    to: str
    words: str = ""


@dataclass(frozen=True)
class InventedOrganization:
    """Somebody who runs things, and does not exist. ``signed`` says by which role it signed the charter."""

    name: str
    about: str
    website: str
    signed: str
    links: tuple[InventedLink, ...]
    resources: tuple[InventedResource, ...]


@dataclass(frozen=True)
class InventedPlace:
    """All of one place. ``address`` is that of its alliance."""

    address: str
    organizations: tuple[InventedOrganization, ...]
    names: tuple[tuple[str, str, float, float], ...] = ()
    voices: Mapping[str, Any] = field(default_factory=dict)


def read_place(folder: Path, today: date) -> InventedPlace:
    """Read the folder of one place; days are counted from ``today``.

    Raises:
        SeedError: naming the file, the entry and what would work.
    """
    buildings = _yaml(folder / "buildings.yaml")
    organizations: list[InventedOrganization] = []
    for file in sorted(folder.glob("*.yaml")):
        content = _yaml(file)
        try:
            organizations += place_of(content.get("organizations", ()), buildings, today)
        except SeedError as problem:
            raise SeedError(f"{folder.name}/{file.name}: {problem}") from problem
    with (folder / "names.csv").open(encoding="utf-8", newline="") as rows:
        names = tuple(
            (row["name"], row["kind"], float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(rows)
        )
    return InventedPlace(folder.name, tuple(organizations), names, _yaml(folder / "voices.yaml"))


def _yaml(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), SAFE_AND_QUICK)  # noqa: S506  # either of them is a safe loader


def place_of(
    rows: Iterable[Mapping[str, Any]], buildings: Mapping[str, Any], today: date
) -> tuple[InventedOrganization, ...]:
    """Read organizations as the YAML files give them.

    Raises:
        SeedError: naming the entry and what would work.
    """
    where = {key: _where(row, buildings) for key, row in buildings["buildings"].items()}
    return tuple(
        InventedOrganization(
            name=row["name"],
            about=row.get("about", ""),
            website=row.get("web", ""),
            signed=row.get("signed", ""),
            links=tuple(InventedLink(**link) for link in row.get("links", ())),
            resources=tuple(_named(one, where, today) for one in row["runs"]),
        )
        for row in rows
    )


def _where(row: Mapping[str, Any], buildings: Mapping[str, Any]) -> Where:
    latitude, longitude = map(float, row["point"].split())
    return Where(
        name=row["name"], address=row["street"], town=buildings["town"], county=buildings["county"],
        postcode=row["postcode"], spot=Spot(latitude, longitude),
    )  # fmt: skip


def _named(row: Mapping[str, Any], where: Mapping[str, Where], today: date) -> InventedResource:
    name = row.get("name", "An entry without a name")
    if strange := row.keys() - SAYS:
        raise SeedError(f"{name}: not known: {', '.join(sorted(strange))}.")
    try:
        return InventedResource(_entry(row, where, today), _looked(row.get("looked")))
    except (SeedError, ValueError) as problem:
        raise SeedError(f"{name}: {problem}") from problem
    except KeyError as missing:
        raise SeedError(f"{name}: there is no {missing} here.") from missing


def _entry(row: Mapping[str, Any], where: Mapping[str, Where], today: date) -> Entry:
    youngest, oldest = _ages(row.get("ages"))
    room, places, on = _room(row.get("room"), today)
    return Entry(
        name=row["name"], kind=ResourceKind(row["kind"]), summary=row["is"], description=row.get("more", ""),
        status=Status(row.get("status", "active")), alert=row.get("alert", ""), website=row.get("web", ""),
        kept_safe=row.get("kept_safe", False), places=tuple(where[key] for key in _several(row.get("at"))),
        facts={key: _answer(value) for key, value in row.get("facts", {}).items()}, terms=tuple(row.get("for", ())),
        youngest=youngest, oldest=oldest, bank_holidays=BankHolidays(row.get("bank", "not known")),
        opens=tuple(opens_of(one) for one in _several(row.get("open"))),
        other_times=tuple(other_times_of(one, today) for one in _several(row.get("shut"))),
        contacts=_contacts(row), room=room, room_places=places, room_on=on,
    )  # fmt: skip


def _several(value: str | list[str] | None) -> list[str]:
    if isinstance(value, list):
        return value
    return [value] if value else []


def _answer(value: Any) -> Any:
    """YAML reads yes and no as true and false; the facts say them as words."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def _contacts(row: Mapping[str, Any]) -> tuple[Whom, ...]:
    found = []
    for number, written in enumerate(_several(row.get("ring"))):
        match = PHONE.fullmatch(written)
        if match is None:
            raise SeedError(f'{written!r} is no number to ring. Write it like "01632 960100, the front desk".')
        text, email = (row.get("text", ""), row.get("write", "")) if number == 0 else ("", "")
        found.append(Whom(role=match[2] or "Whoever answers", first=number == 0, call=match[1], text=text, email=email))
    return tuple(found)


def _ages(written: str | None) -> tuple[int | None, int | None]:
    found = AGES.fullmatch(written or "-")
    if found is None:
        raise SeedError(f'{written!r} are no ages. Write them like "16-24", "55-" or "-17".')
    youngest, oldest = (int(one) if one else None for one in found.groups())
    return youngest, oldest


def _room(written: str | None, today: date) -> tuple[Room | None, int | None, date | None]:
    if written is None:
        return None, None, None
    found = ROOM.fullmatch(written)
    if found is None:
        raise SeedError(f'{written!r} does not say how much room. Write it like "free 2, 3 days ago".')
    return ROOMS[found[1]], int(found[2]) if found[2] else None, today - timedelta(days=int(found[3]))


def _looked(written: str | None) -> Looked | None:
    if written is None:
        return None
    found = LOOKED.fullmatch(written)
    if found is None:
        raise SeedError(f'{written!r} does not say who looked. Write it like "12 days ago, in person".')
    return Looked(int(found[1]), found[2])

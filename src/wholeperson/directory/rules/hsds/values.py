"""What the feed tells of a resource, as plain values: an entry, who runs it, and where it came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wholeperson.directory.rules.entries import Entry


@dataclass(frozen=True)
class Origin:
    """The directory from which something came, with its licence."""

    name: str
    licence: str
    attribution: str = ""


@dataclass(frozen=True, kw_only=True)
class RunBy:
    """An organization. ``careful``: it runs something whose address is kept safe, so its words are looked at too."""

    id: UUID
    name: str
    description: str = ""
    website: str = ""
    email: str = ""
    identifiers: tuple[Mapping[str, str], ...] = ()
    signed_on: date | None = None
    careful: bool = False
    origin: Origin | None = None


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody who used it says, once it is shown to everybody; and the answer of whoever runs it."""

    id: UUID
    words: str
    on: date
    again: str = ""
    answer: str = ""
    answered_as: str = ""


@dataclass(frozen=True, kw_only=True)
class Told:
    """One resource. ``place_ids`` are the ids of the entry's places, in their order."""

    id: UUID
    run_by: RunBy
    alliance: str
    entry: Entry
    changed_at: datetime
    place_ids: tuple[UUID, ...] = ()
    checked_on: date | None = None
    checked_how: str = ""
    origin: Origin | None = None
    said: tuple[Said, ...] = ()

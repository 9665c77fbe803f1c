"""Everything about a person, taken out: its shapes, how fields are named in words, and what apps above add.

The generic part needs no registration: it walks every model by its privacy note. An app registers what reads better
when it is put in its own words.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wholeperson.interface.saying import moment
from wholeperson.people.rules.ages import LABELS as AGES

FORMAT = "whole-person-record"
VERSION = 1
A_DATE = "A date to look at"
Value = str | int | bool | None | list[object] | dict[str, object]


@dataclass(frozen=True)
class ExportItem:
    """Something under a heading, exactly as it was given; ``also`` is the heading's name in a national standard."""

    heading: str
    words: str
    also: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class ExportFile:
    """A file of the person's own: a voice."""

    name: str
    kind: str
    body: bytes


@dataclass(frozen=True)
class ExportPart:
    """What one app gives: readable items, files, and dates for a calendar. ``title`` is what the person calls it."""

    title: str
    items: tuple[ExportItem, ...] = ()
    files: tuple[ExportFile, ...] = ()
    dates: tuple[datetime, ...] = ()


@dataclass(frozen=True)
class Datum:
    """One field of one row: its name in the file, its name in words, its value for a machine and for a reader."""

    field: str
    label: str
    value: Value
    words: str
    own_words: bool = False
    file: str = ""


@dataclass(frozen=True)
class Group:
    """The rows of one model that are the person's."""

    kind: str
    called: str
    rows: tuple[tuple[Datum, ...], ...]


@dataclass(frozen=True)
class Looked:
    """One line of who looked, in plain words."""

    at: datetime
    says: str
    part: str

    @property
    def said_part(self) -> str:
        """The section, as near to words as its key comes."""
        return self.part.replace("-", " ").capitalize()

    @property
    def said_at(self) -> str:
        """The moment as people say it."""
        return f"{moment(self.at)} ({self.at.year})"


@dataclass(frozen=True)
class Everything:
    """All that is kept about one person and can be read."""

    reference: UUID
    made_at: datetime
    groups: tuple[Group, ...]
    parts: tuple[tuple[str, ExportPart], ...]
    looked: tuple[Looked, ...]
    files: tuple[ExportFile, ...]
    dates: tuple[datetime, ...]

    @property
    def titled(self) -> tuple[tuple[str, Group], ...]:
        """The groups with a title each; one that a part has told in its own words already says that it is all of it."""
        told = {part.title for _, part in self.parts}
        return tuple(
            (group.called + (": every version" if group.called in told else ""), group) for group in self.groups
        )


NOTHING = "–"
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)*")
Words = Mapping[str, str] | Callable[[], Mapping[str, str]]
_words: dict[str, Words] = {
    "people.person.age_band": {band.value: words for band, words in AGES.items()},
}


def register_words(field: str, words: Words) -> None:
    """Say in words what the values of a field mean (``"consent.share.purpose"``), or who knows. Done in ``apps.py``."""
    _words[field] = words


def said(field: str, value: object) -> str:
    """Say a value in words. A code that nobody gave words to loses at least its dashes."""
    if value is None or value in ("", []):
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(said(field, one) for one in value)
    word = str(value)
    plain = word.replace("-", " ") if CODE.fullmatch(word) else word
    words = _words.get(field, {})
    return (words() if callable(words) else words).get(word, plain)


Contribute = Callable[[UUID], ExportPart]
_contributions: dict[str, Contribute] = {}


def register_export(key: str, contribute: Contribute) -> None:
    """Add a readable part to what a person can take out. Done in ``apps.py``; the key stands in the file and stays.

    Raises:
        ValueError: where another part has that key.
    """
    if _contributions.get(key, contribute) is not contribute:
        raise ValueError(f"There is an export part {key!r} already.")
    _contributions[key] = contribute


def contributions() -> tuple[tuple[str, Contribute], ...]:
    """Give what apps above add, in the order in which they were registered."""
    return tuple(_contributions.items())


LABELS = {
    "created_at": "When",
    "ended_at": "Ended",
    "ends_at": "Ends",
    "until": "Until",
    "review_at": "To be looked at again",
    "age_band": "How old I am",
    "way_back_on": "Two people can help me back in",
    "shared": "On a shared device",
    "label": "What I call it",
    "used_at": "Used",
    "shown_as": "The name of this role",
    "kind": "What kind",
    "word": "What I call them",
    "invited_until": "Invited until",
    "accepted_at": "They said yes",
    "helps_back_in": "Helps me back in",
    "opens_at": "Opens",
    "stopped_at": "Stopped",
    "channel": "Where to",
    "hours": "Safe hours",
    "receipts": "Receipts too",
    "read_at": "Read",
    "sent_at": "Went out",
    "send_after": "Not before",
    "tie": "Somebody in my circle",
    "section": "Which part",
    "purpose": "What for",
    "span": "How long",
    "notice": "What I agreed to, version",
    "answered_at": "Answered",
    "may_ask_again": "They may ask again",
    "hat": "Who",
    "told_at": "Told to me",
    "reviewed_by": "Who looked at it after",
    "reviewed_at": "Looked at after",
    "right": "Was it right",
    "review": "What they said about it",
    "delay_reason": "Why telling me waited",
    "answered_as": "Who answered",
    "helper_name": "Who helped me write it",
    "agreed_at": "I said that this is right",
    "left_out": "I left it out",
    "words": "My words",
    "voice": "My voice",
}
ENDINGS = {"audio/webm": "webm", "audio/ogg": "ogg", "audio/mpeg": "mp3", "audio/mp4": "m4a", "audio/wav": "wav"}
COMING = ("until", "review_at")


def label(field: str) -> str:
    """Name a field in words."""
    return LABELS.get(field, field.replace("_", " ").capitalize())


def file_name(number: int, kind: str) -> str:
    """Give a file a name that tells nothing."""
    return f"voice-{number}.{ENDINGS.get(kind.split(';')[0].strip(), 'bin')}"

"""A privacy note names every field of a model once. Export and erasure read the same note."""

from collections import Counter
from dataclasses import dataclass
from enum import Enum

from django.db import models

NOBODY = "nobody"
EVERYBODY = "everybody"


class Kind(Enum):
    """What a field says about a person."""

    OPAQUE = "an id that tells nothing by itself"
    WHEN = "a moment"
    OPEN = "public anyway"
    PERSONAL = "about a person"
    SPECIAL = "about a person's health, life or beliefs"
    SECRET = "opens something"  # noqa: S105  # a word, not a password


READABLE = (Kind.WHEN, Kind.OPEN, Kind.PERSONAL, Kind.SPECIAL)


class Erase(Enum):
    """What happens to a field when a person asks to be forgotten."""

    WITH_ROW = "goes with the row"
    BLANK = "is emptied; the row stays"
    STAYS = "stays: it is about nobody"


@dataclass(frozen=True)
class Field:
    """One line of a note: the field, what kind, how long it is kept, which share opens it, how it is erased."""

    name: str
    kind: Kind
    kept: str
    opens: str
    erase: Erase


class PrivacyNote:
    """The note of one model.

    Args:
        fields: one line for each field.
        whose: the path to the person's id (``"person_id"``, ``"share__person_id"``); nothing where no row is anybody's.
        called: what the person calls these rows, in an export; nothing where they are of no use to read.
        told: the field that is empty while, for a recorded safety reason, the person is not told of a row yet; until
            then no export holds it, nor what was read by it.
        through: for such a row, the path to the id of the way in by which it was opened, as the trail names it.

    Raises:
        ValueError: where a field is named twice.
    """

    def __init__(self, *fields: Field, whose: str = "", called: str = "", told: str = "", through: str = "") -> None:
        self.whose, self.called, self.told, self.through = whose, called, told, through
        twice = [name for name, times in Counter(field.name for field in fields).items() if times > 1]
        if twice:
            raise ValueError(f"Named twice: {', '.join(twice)}.")
        self.fields = fields

    def __getitem__(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)


def problems(model: type[models.Model]) -> tuple[str, ...]:
    """Say what is missing from a model's note, as lines that can be pasted into it; empty when it is whole."""
    note = getattr(model, "privacy", None)
    named = {field.name for field in note.fields} if isinstance(note, PrivacyNote) else set()
    there = [field.name for field in (*model._meta.concrete_fields, *model._meta.local_many_to_many)]
    paste = tuple(
        f'Field("{name}", Kind.…, kept="…", opens="…", erase=Erase.…),' for name in there if name not in named
    )
    return paste + tuple(f"{name} is in the note and not in the model." for name in sorted(named - set(there)))

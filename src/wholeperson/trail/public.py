"""The door of the trail: who did or saw what. Whoever asks has already checked that the viewer may know."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wholeperson.trail.models import Line

__all__ = ["TrailLine", "line", "lines_about", "readings_of"]


@dataclass(frozen=True)
class TrailLine:
    """One deed. ``actor`` is a person's id, or ``system:…``.

    Where it touched somebody's record, ``whose`` is that person's id, ``through`` the tie or the membership by which it
    was opened, and ``part`` the key of the section.
    """

    ref: UUID
    at: datetime
    actor: str
    deed: str
    about_kind: str
    about_id: str
    sentence: str
    whose: str = ""
    through: str = ""
    part: str = ""


def lines_about(about_id: UUID) -> tuple[TrailLine, ...]:
    """Give every line about one thing or person, newest first."""
    return tuple(_told(line) for line in Line.objects.filter(about_id=str(about_id)).order_by("-at", "-id"))


def readings_of(person: UUID) -> tuple[TrailLine, ...]:
    """Give every line that touched one person's record, newest first."""
    return tuple(_told(line) for line in Line.objects.filter(whose=str(person)).order_by("-at", "-id"))


def line(ref: UUID, *, whose: UUID) -> TrailLine | None:
    """Give one line of one person's record, or nothing where it is not theirs."""
    found = Line.objects.filter(ref=ref, whose=str(whose)).first()
    return _told(found) if found else None


def _told(line: Line) -> TrailLine:
    return TrailLine(
        line.ref, line.at, line.actor, line.deed, line.about_kind, line.about_id, line.sentence,
        line.whose, line.through, line.part,
    )  # fmt: skip

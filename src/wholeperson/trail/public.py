"""The door of the trail: who did or saw what. Whoever asks has already checked that the viewer may know."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wholeperson.trail.models import Line

__all__ = ["TrailLine", "lines_about"]


@dataclass(frozen=True)
class TrailLine:
    """One deed. ``actor`` is a person's id, or ``system:…``."""

    at: datetime
    actor: str
    deed: str
    about_kind: str
    about_id: str
    sentence: str


def lines_about(about_id: UUID) -> tuple[TrailLine, ...]:
    """Give every line about one thing or person, newest first."""
    lines = Line.objects.filter(about_id=str(about_id)).order_by("-at", "-id")
    return tuple(
        TrailLine(line.at, line.actor, line.deed, line.about_kind, line.about_id, line.sentence) for line in lines
    )

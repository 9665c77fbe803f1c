"""The keeper of the trail: writes down each deed inside the deed's own transaction."""

from wholeperson.foundation.actions import Deed
from wholeperson.trail.models import Line


def record(deed: Deed) -> None:
    """Add one line. It stays or goes with the deed."""
    Line.objects.create(
        at=deed.at,
        actor=deed.by,
        deed=deed.name,
        about_kind=deed.about_kind,
        about_id=deed.about_id,
        sentence=deed.sentence,
        whose=deed.whose,
        through=deed.through,
        part=deed.part,
    )

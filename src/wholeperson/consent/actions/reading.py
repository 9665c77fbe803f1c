from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from wholeperson.consent.queries import Ground, Permit, is_kept_back, may_see
from wholeperson.consent.rules.errors import NotThereError
from wholeperson.consent.rules.sections import Passage, section
from wholeperson.foundation import clock
from wholeperson.foundation.actions import By, Reading, action, note_reading
from wholeperson.messages.public import tell
from wholeperson.people.public import Viewer
from wholeperson.trail.public import readings_of

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Shown:
    """What was read of somebody else's record by a share. ``id`` is the share's; the line in the trail is about it."""

    id: UUID
    permit: Permit
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class InAnEmergency(Shown):
    """The same, by an opening in an emergency."""


def read(*, by: By, viewer: Viewer, whose: UUID, key: str, by_id: UUID | None = None) -> tuple[Passage, ...]:
    """Give what stands in a section of somebody's record. The only way to what others wrote.

    Reading one's own leaves no line. Reading another's leaves one, in the same transaction.

    Raises:
        NotThereError: where the viewer may not see it, for whatever reason.
    """
    if viewer.id == whose:
        part = section(key)
        if part is None:
            raise NotThereError
        return part.read(whose)
    return read_anothers(by=by, viewer=viewer, whose=whose, key=key, by_id=by_id).passages


@action("somebody read a part of another person's record")
def read_anothers(*, by: By, viewer: Viewer, whose: UUID, key: str, by_id: UUID | None) -> Shown:
    """Read a section of another's record, by one share or opening where ``by_id`` names it.

    Raises:
        NotThereError: where the viewer may not see it, for whatever reason.
    """
    now = clock.now()
    permit, part = may_see(viewer, whose, key, now, by_id=by_id), section(key)
    if permit is None or part is None:
        raise NotThereError
    note_reading(Reading(whose, permit.through, key))
    if permit.ground is Ground.EMERGENCY:
        return InAnEmergency(permit.by_id, permit, part.read(whose))
    _receipt(by, viewer, whose, permit.through, now)
    return Shown(permit.by_id, permit, part.read(whose))


def _receipt(by: By, viewer: Viewer, whose: UUID, through: UUID, now: datetime) -> None:
    """Tell the person that somebody read, once a day for each who did; not while its line is kept back."""
    lately = any(line.actor == str(viewer.id) and line.at > now - A_DAY for line in readings_of(whose))
    if not lately and not is_kept_back(whose, through, now):
        tell(by=by, person_id=whose, kind="somebody-read")

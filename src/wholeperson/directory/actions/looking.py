"""Looking at what people say: for safety, and never for opinion."""

from uuid import UUID

from wholeperson.directory import permissions
from wholeperson.directory.models import Resource, Review
from wholeperson.directory.queries.reviews import WORDS, mark_of, may_decide
from wholeperson.directory.rules.reviews import Reason
from wholeperson.foundation import clock, vault
from wholeperson.foundation.actions import By, action
from wholeperson.messages.public import tell
from wholeperson.people.public import DoorError, NotYoursError, Viewer

ANOTHER = "Somebody else looks at this a second time."
CHANGED = "The words were changed since you read them. Please read them once more."


@action("what somebody said about a place was looked at for safety")
def look_at(*, by: By, viewer: Viewer, review_id: UUID, seen: str, held_back: Reason | None) -> Review:
    """Show what somebody said, or hold it back for one of a few reasons. It is never changed, and never deleted.

    Args:
        seen: the mark of the words that were read.
        held_back: why it is not shown; nothing where it is.

    Raises:
        DoorError: where the words were changed since.
        NotYoursError: where it is not there, theirs, about the organisation they work for, or for somebody else.
    """
    rows = Review.objects.select_for_update(of=("self",)).select_related("resource__organization")
    row = rows.filter(pk=review_id).first()
    if row is None:
        raise NotYoursError(ANOTHER)
    place = row.resource
    hat = permissions.check_may_read_before(viewer, place.alliance_id, place.organization.teams_of_id, row.person_id)
    if not may_decide(viewer, row):
        raise NotYoursError(ANOTHER)
    if mark_of(vault.open_words(row.person_id, row.words, place=WORDS)) != seen:
        raise DoorError(CHANGED)
    was = bool(row.shown_at)
    _decide(row, held_back)
    row.looked_by = hat.id
    row.save()
    if held_back or not was:
        tell(by=by, person_id=row.person_id, kind="said-looked-at")
    return row


def _decide(row: Review, held_back: Reason | None) -> None:
    now = clock.now()
    row.second_at = now if row.second_asked_at and held_back else None
    row.looked_at, row.second_asked_at = now, None
    row.held_back = held_back.value if held_back else ""
    row.shown_at = None if held_back else row.shown_at or now


def look_again_at_all(place: Resource) -> None:
    """Have everything that was said about a place looked at again: from now on its address is kept safe.

    Only inside a deed.
    """
    nothing = {"shown_at": None, "looked_at": None, "answer": "", "answered_as": "", "answered_at": None}
    Review.objects.filter(resource=place, shown_at__isnull=False).update(**nothing)

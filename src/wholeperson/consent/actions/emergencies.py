from uuid import UUID

from wholeperson.consent.models import Emergency
from wholeperson.consent.permissions import alliance_hat
from wholeperson.consent.queries import PLACE_DELAY, PLACE_REASON, PLACE_REVIEW, known_to
from wholeperson.consent.rules.emergencies import LONGEST_REASON, reason_problem, tell_at
from wholeperson.consent.rules.errors import NotThereError
from wholeperson.consent.rules.purposes import EMERGENCY
from wholeperson.consent.rules.sections import sections
from wholeperson.foundation import clock, vault
from wholeperson.foundation.actions import By, Reading, action, note_reading
from wholeperson.messages.public import tell
from wholeperson.people.public import DoorError, Power, Role, Viewer, check_repeated, holders_of

NOBODY_WATCHES = (
    "There is no coordinator in your alliance who could watch this, so it cannot be opened here. "
    "If a life is at risk now, ring 999."
)


@action("a record was opened because a life is at risk")
def open_in_an_emergency(*, by: By, viewer: Viewer, share_id: UUID, reason: str, delay_reason: str = "") -> Emergency:
    """Open what may be opened of one person's record for an hour, by a share that their team has or had lately.

    Every other coordinator of the alliance is told at once. So is the person, unless a safety reason is recorded:
    then after a week at most. What can never be shown stays closed.

    Raises:
        NotThereError: where the viewer's team was not shown anything by this share within six months.
        AskAgainError: where they have not just shown that it is them.
        DoorError: where a reason says too little, nothing could be opened, or nobody else could watch.
    """
    known = known_to(viewer, share_id, clock.now())
    if known is None:
        raise NotThereError
    check_repeated(viewer, clock.now())
    _check_reasons(reason, delay_reason)
    if not any(part.in_an_emergency for part in sections()):
        raise DoorError("Nothing here may be opened in an emergency. If a life is at risk now, ring 999.")
    hat = known.hat
    watching = [one for one in holders_of(Role.COORDINATOR, hat.alliance_id) if one not in (viewer.id, known.person_id)]
    if not watching:
        raise DoorError(NOBODY_WATCHES)
    now = clock.now()
    opened = Emergency(
        person_id=known.person_id, hat_id=hat.id, alliance_id=hat.alliance_id, until=now + EMERGENCY,
        reason=vault.seal(known.person_id, reason, place=PLACE_REASON),
        delay_reason=vault.seal(known.person_id, delay_reason.strip(), place=PLACE_DELAY),
        tell_at=tell_at(now, delay_reason.strip()), told_at=None if delay_reason.strip() else now,
    )  # fmt: skip
    opened.save()
    note_reading(Reading(known.person_id, hat.id, ""))
    for person in dict.fromkeys(watching):
        tell(by=by, person_id=person, kind="emergency-to-review")
    if opened.told_at:
        tell(by=by, person_id=known.person_id, kind="emergency-opened")
    return opened


def _check_reasons(reason: str, delay_reason: str) -> None:
    if problem := reason_problem(reason):
        raise DoorError(problem, "reason")
    if delay_reason.strip() and (problem := reason_problem(delay_reason)):
        raise DoorError(problem, "delay_reason")


@action("an emergency opening was looked at by a second person")
def review_emergency(*, by: By, viewer: Viewer, emergency_id: UUID, right: bool, words: str) -> Emergency:
    """Say whether it was right to open a record, in words for the person. What was opened is never seen.

    Raises:
        NotThereError: where it was not in an alliance that the viewer watches, was their own doing, or about them.
        DoorError: where there are no words.
    """
    found = Emergency.objects.select_for_update(of=("self",)).filter(pk=emergency_id, reviewed_at=None)
    one = found.exclude(hat__person_id=viewer.id).exclude(person_id=viewer.id).first()
    hat = alliance_hat(viewer, Power.REVIEW_EMERGENCIES, one.alliance_id if one else None)
    if one is None or hat is None:
        raise NotThereError
    if not words.strip() or len(words) > LONGEST_REASON:
        raise DoorError(f"Please say in a few words what you found; up to {LONGEST_REASON} letters fit.", "words")
    one.right, one.reviewed_at, one.reviewed_by_id = right, clock.now(), hat.id
    one.review = vault.seal(one.person_id, words, place=PLACE_REVIEW)
    one.save()
    return one

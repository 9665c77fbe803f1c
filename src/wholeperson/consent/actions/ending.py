"""What ends or is told by itself: after a tie or a role has ended, and when a time has come."""

from datetime import datetime
from uuid import UUID

from wholeperson.consent.models import Emergency, Share
from wholeperson.consent.permissions import OWN_ROLES
from wholeperson.consent.rules.errors import NotThereError
from wholeperson.consent.rules.purposes import GRACE, Span
from wholeperson.foundation import clock
from wholeperson.foundation.actions import HOUSE, By, House, action
from wholeperson.messages.public import tell, tell_inside
from wholeperson.people.public import (
    HatEnded,
    TieEnded,
    check_is_the_place,
    hat_card,
    hat_cards_of,
)

ITSELF = "system:consent"
RESTORED = "shares-ended-after-restore"


def after_tie(fact: TieEnded) -> None:
    end_by_tie(by=ITSELF, tie_id=fact.tie_id)


def after_hat(fact: HatEnded) -> None:
    """End what a person shows to the teams of an alliance that they left, unless they are there in another own role."""
    left = hat_card(fact.membership_id)
    if left is None or left.role not in OWN_ROLES:
        return
    there = {card.alliance_id for card in hat_cards_of(fact.person_id) if card.role in OWN_ROLES}
    if left.alliance_id not in there:
        end_in_alliance(by=ITSELF, person_id=fact.person_id, alliance_id=left.alliance_id)


@action("what was shown by a tie ended with it", about="tie_id")
def end_by_tie(*, by: By, tie_id: UUID) -> None:
    """End every share that rests on a tie. Nobody is told."""
    check_is_the_place(by)
    Share.objects.filter(tie_id=tie_id, ended_at=None).update(ended_at=clock.now())


@action("what was shown in an alliance ended with leaving it", about="person_id")
def end_in_alliance(*, by: By, person_id: UUID, alliance_id: UUID) -> None:
    """End every share of a person with the teams of one alliance. Nobody is told."""
    check_is_the_place(by)
    running = Share.objects.filter(person_id=person_id, team__alliance_id=alliance_id, ended_at=None)
    running.update(ended_at=clock.now())


@action("everything that was shown was ended after a backup was put back")
def end_everything_after_a_restore(*, by: By) -> House:
    """End every share and every opening: a backup may bring back what a person had ended since, and nobody can know.

    Nobody on the other side is told. The persons are told in the app alone: their safe channel is that of an earlier
    day too, and may be somebody else's by now.
    """
    check_is_the_place(by)
    now = clock.now()
    running = Share.objects.filter(ended_at=None, until__gt=now)
    whose = set(running.values_list("person_id", flat=True))
    running.update(ended_at=now)
    Emergency.objects.filter(until__gt=now).update(until=now)
    for person_id in whose:
        tell_inside(person_id, RESTORED)
    return HOUSE


@action("a person was asked again about a part that is shown")
def ask_for_review(*, by: By, share_id: UUID, now: datetime) -> Share:
    """Ask a person whether an open share is still right, and leave them a month to answer.

    Raises:
        NotThereError: where it is not due, or another worker was here before.
    """
    check_is_the_place(by)
    due = Share.objects.select_for_update().filter(pk=share_id, span=Span.OPEN.value, ended_at=None, until__gt=now)
    found = due.filter(review_at__lte=now, review_asked_at=None).first()
    if found is None:
        raise NotThereError
    found.review_asked_at, found.until = now, max(found.until, now + GRACE)
    found.save()
    tell(by=by, person_id=found.person_id, kind="share-review")
    return found


@action("a part that was shown ran out")
def end_what_ran_out(*, by: By, share_id: UUID, now: datetime) -> Share:
    """Close a share whose time is over, quietly.

    Raises:
        NotThereError: where it still runs, or another worker was here before.
    """
    check_is_the_place(by)
    found = Share.objects.select_for_update().filter(pk=share_id, ended_at=None, until__lte=now).first()
    if found is None:
        raise NotThereError
    found.ended_at = found.until
    found.save()
    return found


@action("a person was told of an emergency opening after a delay")
def tell_of_emergency(*, by: By, emergency_id: UUID, now: datetime) -> Emergency:
    """Tell a person that their record was opened, once the delay is over.

    Raises:
        NotThereError: where it is not time, or another worker was here before.
    """
    check_is_the_place(by)
    due = Emergency.objects.select_for_update().filter(pk=emergency_id, told_at=None, tell_at__lte=now)
    found = due.first()
    if found is None:
        raise NotThereError
    found.told_at = now
    found.save()
    tell(by=by, person_id=found.person_id, kind="emergency-opened")
    return found

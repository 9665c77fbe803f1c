from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from wholeperson.consent.models import Ask, Notice, Share
from wholeperson.consent.permissions import own_alliances
from wholeperson.consent.queries import on_side
from wholeperson.consent.rules.asking import NO, OPEN, YES
from wholeperson.consent.rules.errors import NotThereError
from wholeperson.consent.rules.notice import CURRENT
from wholeperson.consent.rules.purposes import GRACE, REVIEW, Purpose, Span, review_at, until
from wholeperson.consent.rules.sections import Section, section
from wholeperson.consent.rules.sides import Side
from wholeperson.foundation import clock
from wholeperson.foundation.actions import By, action
from wholeperson.messages.public import tell
from wholeperson.people.public import DoorError, Viewer, circle_of, members_of_team, team

NOBODY_LIKE_THAT = "Please choose somebody who is in your circle now, or a team of your alliance."


@action("a part was shown")
def share(
    *, by: By, viewer: Viewer, to: Side, key: str, purpose: Purpose, span: Span, notice: str = CURRENT.version
) -> Share:
    """Show one section to one person of one's circle, or to one team. Doing it again renews it.

    ``notice`` is the version of the words that stood on the screen.

    Raises:
        DoorError: where the section is never shown or unknown, nobody is there, or the words have changed since.
    """
    shareable(key)
    reached = _reached(viewer, to)
    if notice != CURRENT.version:
        raise DoorError("The words below have changed since you opened this page. Please read them once more.")
    now = clock.now()
    one = _running(viewer, to, key, now)
    fresh = one is None
    one = one or Share(person_id=viewer.id, tie_id=to.tie_id, team_id=to.team_id, section=key)
    one.purpose, one.span, one.notice = purpose.value, span.value, _kept_notice()
    one.until, one.review_at, one.review_asked_at = until(span, now), review_at(span, now), None
    if not _saved(one):  # tapped twice at the same moment: the other tap has shown it, and told
        return _own(viewer).get(on_side(to), section=key)
    asks_of(viewer.id, to, key).filter(answer=OPEN).update(answer=YES, answered_at=now)
    if fresh:
        for person in reached:
            tell(by=by, person_id=person, kind="shown-to-you" if to.tie_id else "shown-to-your-team")
    return one


def shareable(key: str) -> Section:
    """Give a section that can be shown.

    Raises:
        DoorError: where it is never shown, or there is none.
    """
    part = section(key)
    if part is None or not part.shareable:
        raise DoorError("Please choose a part that can be shown.", "part")
    return part


def _reached(viewer: Viewer, to: Side) -> tuple[UUID, ...]:
    """Give the persons on the other side, where it is there at this moment."""
    if to.tie_id:
        there = next((card for card in circle_of(viewer.id) if card.id == to.tie_id and card.other_id), None)
        if there is None or there.other_id is None:
            raise DoorError(NOBODY_LIKE_THAT, "to")
        return (there.other_id,)
    card = team(to.team_id) if to.team_id else None
    if card is None or card.alliance_id not in own_alliances(viewer):
        raise DoorError(NOBODY_LIKE_THAT, "to")
    return tuple(person for person in dict.fromkeys(members_of_team(card.id)) if person != viewer.id)


def _running(viewer: Viewer, to: Side, key: str, now: datetime) -> Share | None:
    found = _own(viewer).filter(on_side(to), section=key).first()
    if found and found.until <= now:  # it ran out, and nobody has tidied yet
        found.ended_at = found.until
        found.save()
        return None
    return found


def _saved(one: Share) -> bool:
    try:
        with transaction.atomic():
            one.save()
    except IntegrityError:
        return False
    return True


def _kept_notice() -> Notice:
    kept, _ = Notice.objects.get_or_create(
        version=CURRENT.version, defaults={"text": CURRENT.text, "text_hash": CURRENT.text_hash}
    )
    return kept


def _own(viewer: Viewer) -> QuerySet[Share]:
    return Share.objects.select_for_update().filter(person_id=viewer.id, ended_at=None)


def asks_of(person_id: UUID, to: Side, key: str) -> QuerySet[Ask]:
    """Give every ask of one side for one section of one person's record."""
    return Ask.objects.filter(on_side(to), person_id=person_id, section=key)


@action("a part is shown no more")
def end_share(*, by: By, viewer: Viewer, share_id: UUID) -> Share:
    """End one's own share, at once. Nobody is told, ever.

    Raises:
        NotThereError: where it is not theirs, or has ended.
    """
    found = _own(viewer).filter(pk=share_id).first()
    if found is None:
        raise NotThereError
    found.ended_at = clock.now()
    found.save()
    return found


@action("nothing is shown to one side any more", about="viewer")
def end_all_with(*, by: By, viewer: Viewer, to: Side) -> int:
    """End everything that one shows to somebody or to a team, and say how much that was. Nobody is told, ever."""
    return int(_own(viewer).filter(on_side(to)).update(ended_at=clock.now()))


@action("a part that is shown was looked at again")
def review(*, by: By, viewer: Viewer, share_id: UUID, keep: bool) -> Share:
    """Keep an open share for six more months, or end it.

    Raises:
        NotThereError: where it is not theirs, has ended, or ends by itself anyway.
    """
    now = clock.now()
    found = _own(viewer).filter(pk=share_id, span=Span.OPEN.value, until__gt=now).first()
    if found is None:
        raise NotThereError
    if keep:
        found.until, found.review_at, found.review_asked_at = now + REVIEW + GRACE, now + REVIEW, None
    else:
        found.ended_at = now
    found.save()
    return found


@action("a no was said")
def say_no(*, by: By, viewer: Viewer, ask_id: UUID) -> Ask:
    """Say no to an ask. Whoever asked is not told, and cannot ask again unless the person wants.

    Raises:
        NotThereError: where nobody asks this of them at the moment.
    """
    found = Ask.objects.select_for_update().filter(pk=ask_id, person_id=viewer.id, answer=OPEN).first()
    if found is None:
        raise NotThereError
    found.answer, found.answered_at = NO, clock.now()
    found.save()
    return found


@action("somebody may ask again")
def allow_asking_again(*, by: By, viewer: Viewer, ask_id: UUID) -> Ask:
    """Let somebody ask again after a no. They are not told of that either.

    Raises:
        NotThereError: where there is no such no.
    """
    found = Ask.objects.select_for_update().filter(pk=ask_id, person_id=viewer.id, answer=NO).first()
    if found is None:
        raise NotThereError
    found.may_ask_again = True
    found.save()
    return found

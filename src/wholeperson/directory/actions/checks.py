from datetime import datetime
from uuid import UUID

from wholeperson.directory import permissions
from wholeperson.directory.actions.corrections import say_it_is_wrong
from wholeperson.directory.actions.indexing import index
from wholeperson.directory.models import Check, Correction, Resource, Turn
from wholeperson.directory.queries.checks import hands_of, stalest, to_deal_at_most, today
from wholeperson.directory.rules import facts, seeing
from wholeperson.directory.rules.corrections import About
from wholeperson.directory.rules.seeing import Seen, Way
from wholeperson.directory.rules.turns import A_TURN, KEPT, deal
from wholeperson.foundation import clock
from wholeperson.foundation.actions import HOUSE, By, House, action
from wholeperson.interface.saying import LONDON
from wholeperson.messages.public import tell
from wholeperson.people.public import NotYoursError, Viewer


@action("somebody looked whether an entry is true", about="resource_id")
def look(*, by: By, viewer: Viewer, resource_id: UUID, seen: Seen, way: Way, street: str = "") -> None:
    """Keep what somebody found who looked: that it is right, that something differs, or that they could not find out.

    Where it is right, the entry says so from now on, with the way and never with who. ``street`` is what it looks like
    from the street, from somebody who went there. Their turn at it is over, whoever else's it is.

    Raises:
        NotYoursError: where they do not look at entries there.
        LookingError, FactError: saying what would fit.
    """
    resource = Resource.objects.select_for_update().get(pk=resource_id)
    hat = permissions.check_may_look(viewer, resource.alliance_id)
    seeing.check(seen, way, street, kept_safe=resource.kept_safe)
    how = seeing.how(hat.role.value, way)
    Check(resource=resource, how=how, found=seen.value).save()
    if seen is Seen.RIGHT:
        resource.checked_on, resource.checked_how = today(), how
    if street.strip():
        resource.facts = facts.checked({**resource.facts, "street": street}, kept_safe=resource.kept_safe)
        resource.kept_here = sorted({*resource.kept_here, "facts.street"})
        resource.changed_at = clock.now()
    resource.save()
    _end(resource_id, viewer, seen)
    index([resource_id])


def _end(resource_id: UUID, viewer: Viewer, seen: Seen) -> None:
    there = Turn.objects.filter(resource_id=resource_id, ended_at=None)
    if seen is not Seen.RIGHT:  # somebody else whose turn it is may still find out
        there = there.filter(membership_id__in=[hat.id for hat in viewer.hats])
    there.update(ended_at=clock.now())


@action("a turn was passed on")
def pass_on(*, by: By, viewer: Viewer, turn_id: UUID) -> Turn:
    """Pass a turn on, without a word. It comes to somebody else.

    Raises:
        NotYoursError: where it is not theirs, or is over.
    """
    mine = Turn.objects.filter(pk=turn_id, membership_id__in=[hat.id for hat in viewer.hats], ended_at=None)
    found = mine.first()
    if found is None:
        raise NotYoursError("This turn is not there any more.")
    found.ended_at, found.passed_on = clock.now(), True
    found.save()
    return found


@action("turns at looking were dealt out", about="alliance_id")
def deal_out(*, by: By, alliance_id: UUID, now: datetime) -> None:
    """End the turns whose fortnight is over, and deal out entries: the stalest first, at most two for each.

    Raises:
        NotYoursError: where anybody but the place tries.
    """
    if not permissions.is_the_place(by):
        raise NotYoursError("Turns are dealt out by the place itself.")
    on = now.astimezone(LONDON).date()
    there = Turn.objects.filter(membership__alliance_id=alliance_id)
    there.filter(ended_at=None, until__lt=on).update(ended_at=now)
    hands, holders = hands_of(alliance_id, now)
    due = list(stalest(alliance_id, on).values_list("id", flat=True)[: to_deal_at_most(hands)])
    dealt = list(deal(due, hands))
    Turn.objects.bulk_create(
        Turn(resource_id=resource, membership_id=membership, until=on + A_TURN, created_at=now)
        for membership, resource in dealt
    )
    for person in dict.fromkeys(holders[membership].person_id for membership, _ in dealt):
        tell(by=by, person_id=person, kind="entries-to-look-at")


@action("turns of a role that ended were ended", about="membership_id")
def end_turns(*, by: By, membership_id: UUID) -> None:
    """End the turns of a membership that is over."""
    Turn.objects.filter(membership_id=membership_id, ended_at=None).update(ended_at=clock.now())


@action("old turns were let go")
def let_go_of_old_turns(*, by: By, now: datetime) -> House:
    """Let go of turns that have been over for a year."""
    Turn.objects.filter(ended_at__lt=now - KEPT).delete()
    return HOUSE


@action("somebody looked, and said what differs")
def look_and_say(
    *, by: By, viewer: Viewer, resource_id: UUID, seen: Seen, way: Way, about: About, words: str, street: str = ""
) -> Correction:
    """Keep what somebody found who looked, together with what they say should be put right.

    Raises:
        NotYoursError: where they do not look at entries there.
        LookingError, CorrectionError: saying what would fit.
    """
    look(by=by, viewer=viewer, resource_id=resource_id, seen=seen, way=way, street=street)
    return say_it_is_wrong(by=by, resource_id=resource_id, about=about, words=words)

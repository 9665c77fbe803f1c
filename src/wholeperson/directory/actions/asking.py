"""Ask a peer to come or ring: a desk asks, a peer takes it and settles it, and two days later nothing is left."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wholeperson.directory.models import AskedFor, Desk, Resource
from wholeperson.directory.queries import desks as queries
from wholeperson.directory.rules import asking_peers as rules
from wholeperson.directory.rules.asking_peers import TOLD_AS, AskingError, Way
from wholeperson.foundation import clock, vault
from wholeperson.foundation.actions import HOUSE, By, House, action
from wholeperson.messages.public import tell
from wholeperson.people.public import (
    NotYoursError,
    Role,
    Viewer,
    check_is_the_place,
    everyday_words,
    holders_of,
    some_words,
)

GONE = "Somebody else has taken this, or it is over. Thank you for looking."


@dataclass(frozen=True)
class Asked:
    """Somebody asked for a peer. The two words are told once, to the desk, which can look with them how it stands."""

    id: UUID
    code: str


@action("a front desk asked for a peer")
def ask_for_a_peer(
    *, by: By, desk_id: UUID, way: Way, number: str = "", resource_id: UUID | None = None,
    meet_at: datetime | None = None,
) -> Asked:  # fmt: skip
    """Ask the peers of an alliance to come or ring, for somebody who said yes. No name is asked, and none is kept.

    Raises:
        Desk.DoesNotExist: where the desk is not there any longer.
        AskingError: where there are too many askings, nobody to ask, or something is missing.
    """
    now = clock.now()
    desk = Desk.objects.select_for_update().get(pk=desk_id, ended_at=None)
    rules.check_not_too_many([queries.moments(one) for one in AskedFor.objects.filter(desk=desk)], now)
    peers = holders_of(Role.PEER, desk.alliance_id)
    if not peers:
        raise AskingError("There is no peer here yet who could be asked. Please give the card.")
    code = some_words(secrets.choice, everyday_words(), rules.WORDS_OF_A_CODE)
    asked = AskedFor(desk=desk, way=way.value, code_mark=queries.code_mark(desk.id, code))
    if way is Way.RING:
        asked.number = vault.seal(desk.id, rules.number(number), place=queries.NUMBER)
    if way is Way.MEET:
        asked.resource = _meeting_place(desk, resource_id)
        asked.meet_at = rules.check_meeting(meet_at, now)
    asked.save()
    for person_id in peers:
        tell(by=by, person_id=person_id, kind=TOLD_AS)
    return Asked(asked.id, code)


def _meeting_place(desk: Desk, resource_id: UUID | None) -> Resource:
    # Nobody is sent to a place whose address is kept safe.
    there = Resource.objects.filter(alliance_id=desk.alliance_id, kept_safe=False, merged_into=None)
    found = there.filter(pk=resource_id).first() if resource_id else None
    if found is None:
        raise AskingError("Where? Please choose a place.", "resource")
    return found


@action("a peer took up what a front desk asked for", about="asked_id")
def take_asking(*, by: By, viewer: Viewer, asked_id: UUID) -> None:
    """Say "I will go". Whoever is first goes, and from then on only they see the number.

    Raises:
        NotYoursError: where somebody does not answer in that alliance.
        AskingError: where somebody else was first, or it is over.
    """
    asked, now = _theirs(viewer, asked_id), clock.now()
    if asked.taken_mark == queries.taken_mark(viewer, asked.id):
        return
    if asked.taken_at is not None or asked.settled_at is not None or not rules.is_kept(asked.created_at, now):
        raise AskingError(GONE)
    asked.taken_at, asked.taken_mark = now, queries.taken_mark(viewer, asked.id)
    asked.save()


@action("a peer gave back what a front desk asked for", about="asked_id")
def give_back_asking(*, by: By, viewer: Viewer, asked_id: UUID) -> None:
    """Say "I cannot go after all": others can take it again.

    Raises:
        NotYoursError: where somebody does not answer in that alliance, or did not take it.
    """
    asked = _taken_by(viewer, asked_id)
    asked.taken_at, asked.taken_mark = None, ""
    asked.save()


@action("a peer settled what a front desk asked for", about="asked_id")
def settle_asking(*, by: By, viewer: Viewer, asked_id: UUID) -> None:
    """Say that it is done. The number goes at once; the rest goes after two days.

    Raises:
        NotYoursError: where somebody does not answer in that alliance, or did not take it.
    """
    asked = _taken_by(viewer, asked_id)
    asked.settled_at, asked.number = clock.now(), b""
    asked.save()


@action("askings that are over were let go")
def let_go_of_askings(*, by: By, now: datetime) -> House:
    """Let go of whatever was asked two days ago or longer, whether somebody took it or not.

    Raises:
        NotYoursError: where anybody but the place tries.
    """
    check_is_the_place(by)
    AskedFor.objects.filter(created_at__lte=now - rules.KEPT).delete()
    return HOUSE


def _theirs(viewer: Viewer, asked_id: UUID) -> AskedFor:
    found = AskedFor.objects.select_for_update().filter(
        pk=asked_id, desk__alliance_id__in=queries.where_one_answers(viewer)
    )
    asked = found.first()
    if asked is None:
        raise NotYoursError("This is for the peers of the alliance in which somebody asked.")
    return asked


def _taken_by(viewer: Viewer, asked_id: UUID) -> AskedFor:
    asked = _theirs(viewer, asked_id)
    if asked.taken_mark != queries.taken_mark(viewer, asked.id):
        raise NotYoursError("This is for the peer who took it.")
    return asked

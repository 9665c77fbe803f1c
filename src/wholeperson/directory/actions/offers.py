"""People who offer support: begun with a yes, and ended at once."""

from collections.abc import Iterable
from uuid import UUID

from wholeperson.directory import permissions
from wholeperson.directory.models import Offer
from wholeperson.directory.queries.offers import REACH, SHOWN_AS, WORDS, one_for
from wholeperson.directory.queries.reviews import who_looks
from wholeperson.directory.queries.taxonomy import terms as known_terms
from wholeperson.directory.rules.offers import LONGEST_NAME, LONGEST_REACH, LONGEST_WORDS, Worry, may_be_offered
from wholeperson.foundation import clock, vault
from wholeperson.foundation.actions import By, action
from wholeperson.messages.public import tell, tell_inside
from wholeperson.people.public import (
    DoorError,
    HatEnded,
    NotYoursError,
    Viewer,
    check_is_the_place,
    hat_card,
    hat_cards_of,
)

ITSELF = "system:directory"
NOT_THERE = "This is not there any more."
STOPPED = "The coordinator ended your offer. Please speak with them: they can open it again."
SAY_YES = "Without your yes nothing is shown. Please say yes, or go back."
EMPTY = {
    "shown_as": "Please give a name under which people meet you. You can make one up.",
    "words": "Please say in a sentence what you offer.",
    "reach": "Please say how somebody can meet or reach you.",
}
FITS = {"shown_as": LONGEST_NAME, "words": LONGEST_WORDS, "reach": LONGEST_REACH}


@action("somebody offered support")
def offer_support(
    *, by: By, viewer: Viewer, alliance_id: UUID, shown_as: str, words: str, reach: str, terms: Iterable[str] = (),
    yes: bool,
) -> Offer:  # fmt: skip
    """Offer support to the adults of an alliance, or change what is offered.

    Raises:
        NotYoursError: where the viewer is no adult of that alliance.
        DoorError: where something is missing or too long, without a yes, or where the coordinator ended it.
    """
    permissions.check_may_meet(viewer, alliance_id)
    _check({"shown_as": shown_as, "words": words, "reach": reach}, yes=yes)
    rows = Offer.objects.select_for_update().filter(alliance_id=alliance_id, person_id=viewer.id)
    row = rows.first() or Offer(alliance_id=alliance_id, person_id=viewer.id)
    if row.stopped_at:
        raise DoorError(STOPPED)
    row.shown_as = vault.seal(viewer.id, shown_as, place=SHOWN_AS)
    row.words, row.reach = vault.seal(viewer.id, words, place=WORDS), vault.seal(viewer.id, reach, place=REACH)
    known = known_terms()
    row.terms = [term for term in terms if term in known and may_be_offered(known[term])]
    row.ended_at = None
    row.save()
    return row


def _check(said: dict[str, str], *, yes: bool) -> None:
    for field, words in said.items():
        if not words.strip():
            raise DoorError(EMPTY[field], field)
        if len(words.replace("\r\n", "\n")) > FITS[field]:
            raise DoorError(f"Up to {FITS[field]:,} letters fit here. Please say it shorter.", field)
    if not yes:
        raise DoorError(SAY_YES, "yes")


@action("an offer of support was ended", about="viewer")
def end_offer(*, by: By, viewer: Viewer, alliance_id: UUID) -> None:
    """End one's own offer at once. What was written goes with it, unless the coordinator is looking at it."""
    _end(viewer.id, alliance_id)


def _end(person_id: UUID, alliance_id: UUID) -> None:
    rows = Offer.objects.filter(person_id=person_id, alliance_id=alliance_id)
    rows.filter(worries=[], stopped_at=None).delete()
    rows.filter(ended_at=None).update(ended_at=clock.now())


def after_hat(fact: HatEnded) -> None:
    """End what somebody offers in an alliance that they left altogether."""
    left = hat_card(fact.membership_id)
    if left and left.alliance_id not in {card.alliance_id for card in hat_cards_of(fact.person_id)}:
        end_with_the_alliance(by=ITSELF, person_id=fact.person_id, alliance_id=left.alliance_id)


@action("an offer of support ended with leaving the alliance", about="person_id")
def end_with_the_alliance(*, by: By, person_id: UUID, alliance_id: UUID) -> None:
    """End what a person offers in an alliance to which they do not belong any more.

    Raises:
        NotYoursError: where anybody but the place tries.
    """
    check_is_the_place(by)
    _end(person_id, alliance_id)


@action("somebody was uneasy about an offer of support", about="offer_id")
def be_uneasy(*, by: By, viewer: Viewer, offer_id: UUID, why: Worry) -> None:
    """Say why an offer makes one uneasy. The coordinator is told; who said it is kept nowhere: ``by`` is the place.

    Raises:
        NotYoursError: where the viewer does not see such an offer, or somebody is named as saying it.
    """
    check_is_the_place(by)
    if one_for(viewer, offer_id) is None:
        raise NotYoursError(NOT_THERE)
    row = Offer.objects.select_for_update().get(pk=offer_id)
    if why.value not in row.worries:
        row.worries = sorted({*row.worries, why.value})
        row.save()
        for person in who_looks(row.alliance_id) - {row.person_id}:
            tell_inside(person, "offer-to-look-at")


@action("a coordinator looked at an offer of support", about="offer_id")
def look_at_offer(*, by: By, viewer: Viewer, offer_id: UUID, stop: bool) -> None:
    """Leave an offer as it is, or open it again; or end it, until the coordinator opens it again.

    Raises:
        NotYoursError: where there is no such offer, or another coordinator looks at it.
    """
    row = Offer.objects.select_for_update().filter(pk=offer_id).first()
    if row is None:
        raise NotYoursError(NOT_THERE)
    permissions.check_may_look_at_offers(viewer, row.alliance_id, row.person_id)
    told = bool(row.stopped_at) != stop
    if stop:
        row.stopped_at = row.ended_at = clock.now()
    else:
        row.stopped_at = None
    row.worries = []
    row.save()
    if told:
        tell(by=by, person_id=row.person_id, kind="offer-looked-at")

"""What people say who used a place: kept exactly as it was given, and shown once somebody looked at it for safety."""

from uuid import UUID

from wholeperson.directory import permissions
from wholeperson.directory.models import Resource, Review
from wholeperson.directory.queries.reviews import WORDS, about, others_who_look, who_looks
from wholeperson.directory.rules.reviews import LONGEST, LONGEST_ANSWER, Again, State, When, kept_as, state_of
from wholeperson.directory.rules.whereabouts import tells_where
from wholeperson.foundation import clock, vault
from wholeperson.foundation.actions import By, action
from wholeperson.messages.public import tell, tell_inside
from wholeperson.people.public import DoorError, NotYoursError, Viewer

NOT_THERE = "This is not there any more."
KEPT_SAFE = (
    "The address of this place is kept safe. Please leave out the street, the number and the postcode. "
    "Nothing you typed is lost."
)
NOBODY_ELSE = "There is nobody else here at the moment who could look at it a second time."


@action("somebody said how a place was for them")
def say(
    *, by: By, viewer: Viewer, resource_id: UUID, words: str, again: Again | None = None, used: When | None = None
) -> Review:
    """Say something about a place, or change it. Changed words are looked at again before they are shown.

    Raises:
        NotYoursError: where there is no such place, or the viewer works for the organisation that runs it.
        DoorError: where there are no words, too many, or words that would give away an address kept safe.
    """
    place = Resource.objects.select_related("organization").filter(pk=resource_id, merged_into=None).first()
    if place is None:
        raise NotYoursError(NOT_THERE)
    permissions.check_may_review(viewer, place.organization.teams_of_id)
    _check(words, LONGEST, kept_safe=place.kept_safe)
    mine = _mine(viewer, resource_id)
    row = mine or Review(resource=place, person_id=viewer.id)
    row.again, row.used = again.value if again else "", kept_as(used, clock.now()) if used else ""
    if not mine or vault.open_words(viewer.id, mine.words, place=WORDS) != words:
        row.words = vault.seal(viewer.id, words, place=WORDS)
        row.shown_at = row.looked_at = row.looked_by = row.second_asked_at = row.second_at = None
        row.held_back = ""
        _tell_who_looks(place.alliance_id, row)
    row.save()
    return row


def _mine(viewer: Viewer, resource_id: UUID) -> Review | None:
    rows = Review.objects.select_for_update(of=("self",)).select_related("resource__organization__teams_of")
    return rows.filter(about(resource_id), person_id=viewer.id).order_by("-created_at").first()


def _check(words: str, longest: int, *, kept_safe: bool) -> None:
    if not words.strip():
        raise DoorError("Please write something first. A sentence is enough.", "words")
    over = len(words.replace("\r\n", "\n")) - longest
    if over > 0:
        raise DoorError(f"Up to {longest:,} letters fit here. These are {over:,} more. Nothing is lost.", "words")
    if kept_safe and tells_where(words):
        raise DoorError(KEPT_SAFE, "words")


def _tell_who_looks(alliance_id: UUID, row: Review) -> None:
    # One word for the whole pile: whoever has something waiting knows of it already.
    waiting = Review.objects.filter(resource__alliance_id=alliance_id, shown_at=None, held_back="")
    if not waiting.exclude(pk=row.pk).exists():
        for person in who_looks(alliance_id) - {row.person_id}:
            tell_inside(person, "said-to-look-at")


@action("somebody took back what they said about a place", about="viewer")
def take_back(*, by: By, viewer: Viewer, resource_id: UUID) -> None:
    """Take back what one said, with the answer to it, at once and for good."""
    Review.objects.filter(about(resource_id), person_id=viewer.id).delete()


@action("a second look was asked for")
def ask_for_a_second_look(*, by: By, viewer: Viewer, resource_id: UUID) -> Review:
    """Ask that somebody else looks at what was held back. Once; after changing the words it begins anew.

    Raises:
        NotYoursError: where nothing of theirs is held back there, or two people have looked.
        DoorError: where there is nobody else.
    """
    row = _mine(viewer, resource_id)
    held = row and state_of(row.shown_at, row.held_back, row.second_asked_at) is State.HELD_BACK
    if row is None or not held or row.second_at:
        raise NotYoursError(NOT_THERE)
    others = others_who_look(row)
    if not others:
        raise DoorError(NOBODY_ELSE)
    row.second_asked_at = clock.now()
    row.save()
    for person in others:
        tell_inside(person, "said-to-look-at")
    return row


@action("a place answered what somebody said")
def answer(*, by: By, viewer: Viewer, review_id: UUID, words: str) -> Review:
    """Answer for a place, or change the answer; no words take it away. It stands under a role and never a name.

    Raises:
        NotYoursError: where nothing is shown, or it is not theirs to answer.
        DoorError: where there are too many words, or words that would give away an address kept safe.
    """
    rows = Review.objects.select_for_update(of=("self",)).select_related("resource__organization__teams_of")
    row = rows.filter(pk=review_id, shown_at__isnull=False).first()
    if row is None:
        raise NotYoursError(NOT_THERE)
    role = _role(viewer, row.resource)
    if words.strip():
        _check(words, LONGEST_ANSWER, kept_safe=row.resource.kept_safe)
        if not row.answer:
            tell(by=by, person_id=row.person_id, kind="said-answered")
        row.answer, row.answered_as, row.answered_at = words, role, clock.now()
    else:
        row.answer, row.answered_as, row.answered_at = "", "", None
    row.save()
    return row


def _role(viewer: Viewer, place: Resource) -> str:
    run_by = place.organization
    permissions.check_may_keep(viewer, place.alliance_id, run_by.teams_of_id)
    hat = permissions.hat_of_the_entry(viewer, place.alliance_id, run_by.teams_of_id)
    if hat and run_by.teams_of:
        return f"a {hat.role.value} of {run_by.teams_of.name}"
    return "the coordinator of the alliance"

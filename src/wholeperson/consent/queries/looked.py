"""Who looked: each reading of a person's record by another, for that person; and the questions about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from wholeperson.consent.models import Question
from wholeperson.consent.permissions import alliance_hat
from wholeperson.consent.queries.opened import Told, openings_of
from wholeperson.consent.queries.shown import SOMEBODY
from wholeperson.consent.rules.looks import look
from wholeperson.consent.rules.sections import section
from wholeperson.foundation import vault
from wholeperson.foundation.actions import SYSTEM
from wholeperson.people.public import (
    HatCard,
    Power,
    TieCard,
    Viewer,
    circles_with,
    hat_card,
    own_name_in,
    person_of_hat,
    tie_of,
)
from wholeperson.trail.public import TrailLine, line, readings_of

PLACE_QUESTION, PLACE_ANSWER = "consent.question.question", "consent.question.answer"
SOME_PART = "a part of your record"
SHARED = "shown"  # what a reading by a share is about, in the trail


@dataclass(frozen=True)
class Asked:
    """A question about a line, and its answer once there is one. ``answered_by`` is empty for whoever looked."""

    words: str
    asked_at: datetime
    answer: str
    answered_by: HatCard | None
    answered_at: datetime | None


@dataclass(frozen=True)
class Looked:
    """One reading. It was by a tie, by a membership, or by something that is gone.

    ``part`` is empty where it is the opening itself. ``reader`` is who could be asked; it never leaves the server.
    """

    ref: UUID
    at: datetime
    tie: TieCard | None
    hat: HatCard | None
    did: str
    part: str
    opening: Told | None
    through: UUID
    alliance_id: UUID | None
    reader: UUID | None
    askable: bool
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True)
class Waiting:
    """A question that waits for the viewer. ``name`` is empty where they answer as a coordinator."""

    id: UUID
    words: str
    name: str
    part: str
    at: datetime
    hat_id: UUID | None


def who_looked(viewer: Viewer) -> tuple[Looked, ...]:
    """Give every reading of the viewer's own record by somebody else, newest first.

    What belongs to an opening of which they have not been told yet is left out until they are.
    """
    openings = openings_of(viewer)
    asked: dict[UUID, list[Question]] = {}
    for one in Question.objects.filter(person_id=viewer.id).order_by("created_at"):
        asked.setdefault(one.line, []).append(one)
    seen = (one for one in readings_of(viewer.id) if _tells(one, viewer, openings.values()))
    return tuple(_looked(one, viewer, openings, asked.get(one.ref, [])) for one in seen)


def line_of_mine(viewer: Viewer, ref: UUID) -> Looked | None:
    """Give one line of who looked at the viewer's own record."""
    found, openings = line(ref, whose=viewer.id), openings_of(viewer)
    if found is None or not _tells(found, viewer, openings.values()):
        return None
    return _looked(found, viewer, openings, list(Question.objects.filter(person_id=viewer.id, line=ref)))


def _tells(one: TrailLine, viewer: Viewer, openings: Iterable[Told]) -> bool:
    """Say whether a line is by another, and of nothing that the person is still to be told."""
    if one.actor == str(viewer.id) or one.actor.startswith(SYSTEM):
        return False
    return not any(_belongs(one, opening) for opening in openings if not opening.known)


def _belongs(one: TrailLine, opening: Told) -> bool:
    # Also what another app wrote down under the same membership within that hour: it could be of the opening.
    by_hat = str(opening.hat_id) == one.through and opening.opened_at <= one.at <= opening.until
    return by_hat or one.about_id == str(opening.id)


def _looked(one: TrailLine, viewer: Viewer, openings: dict[UUID, Told], asked: list[Question]) -> Looked:
    through = UUID(one.through)
    tie = tie_of(through, side=viewer.id)
    hat = None if tie else hat_card(through)
    reader = UUID(one.actor) if (tie and not tie.ended) or (hat and person_of_hat(through)) else None
    part = section(one.part)
    # A share of the same membership in the same hour is no emergency; what it read is about itself.
    told = next((told for told in openings.values() if one.about_kind != SHARED and _belongs(one, told)), None)
    return Looked(
        one.ref, one.at, tie, hat, look(one.deed), part.title if part else SOME_PART * bool(one.part), told,
        through, hat.alliance_id if hat else None, reader, reader is not None or hat is not None,
        tuple(_asked(question) for question in asked),
    )  # fmt: skip


def _asked(one: Question) -> Asked:
    by_another = one.answered_as_id if one.answered_as_id != one.through else None
    return Asked(
        vault.open_words(one.person_id, one.question, place=PLACE_QUESTION), one.created_at,
        vault.open_words(one.person_id, one.answer, place=PLACE_ANSWER),
        hat_card(by_another) if by_another else None, one.answered_at,
    )  # fmt: skip


def questions_to_answer(viewer: Viewer) -> tuple[Waiting, ...]:
    """Give the questions that wait for the viewer: as whoever looked, or as a coordinator of that alliance."""
    return tuple(_waiting(viewer, one) for one in _questions(viewer).order_by("created_at"))


def question_for(viewer: Viewer, question_id: UUID) -> Waiting | None:
    """Give one question that waits for the viewer."""
    found = _questions(viewer).filter(pk=question_id).first()
    return _waiting(viewer, found) if found else None


def _questions(viewer: Viewer) -> QuerySet[Question]:
    mine = [hat.id for hat in viewer.hats] + [tie.id for tie in circles_with(viewer.id)]
    watched = {hat.alliance_id for hat in viewer.hats_with(Power.REVIEW_EMERGENCIES)}
    there = Question.objects.filter(Q(through__in=mine) | Q(alliance_id__in=watched), answered_at=None)
    return there.exclude(person_id=viewer.id)


def _waiting(viewer: Viewer, one: Question) -> Waiting:
    read, tie = line(one.line, whose=one.person_id), tie_of(one.through, side=viewer.id)
    own_hat = next((hat for hat in viewer.hats if hat.id == one.through), None)
    watching = alliance_hat(viewer, Power.REVIEW_EMERGENCIES, one.alliance_id)
    name = tie.word if tie else ""
    if own_hat:
        name = own_name_in(one.person_id, own_hat.alliance_id) or SOMEBODY
    part = section(read.part) if read else None
    hat = own_hat or (None if tie else watching)
    return Waiting(
        one.id, vault.open_words(one.person_id, one.question, place=PLACE_QUESTION), name,
        part.title if part else "", read.at if read else one.created_at, hat.id if hat else None,
    )  # fmt: skip

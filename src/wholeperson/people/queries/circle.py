from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from wholeperson.foundation import vault
from wholeperson.people.models import Tie

TIE_WORD = "people.tie.word"
OTHER_WORD = "people.tie.other_word"


@dataclass(frozen=True)
class TieCard:
    """Somebody in a circle, as the one side sees it. ``there`` says that the other has accepted."""

    id: UUID
    word: str
    there: bool
    invited_until: datetime
    helps_back_in: bool
    other_id: UUID | None
    owner_id: UUID
    ended: bool = False


def circle_of(person_id: UUID) -> tuple[TieCard, ...]:
    """Give a person's circle, in the order in which they invited: those who are there and those still invited."""
    ties = Tie.objects.filter(owner_id=person_id, ended_at=None).order_by("created_at")
    return tuple(_card(tie, vault.open_words(person_id, tie.word, place=TIE_WORD)) for tie in ties)


def circles_with(person_id: UUID) -> tuple[TieCard, ...]:
    """Give the circles that somebody else put this person into, under the words that this person chose for them."""
    ties = Tie.objects.filter(other_id=person_id, ended_at=None).exclude(accepted_at=None).order_by("created_at")
    return tuple(_card(tie, vault.open_words(person_id, tie.other_word, place=OTHER_WORD)) for tie in ties)


def _card(tie: Tie, word: str) -> TieCard:
    return TieCard(
        tie.id, word, tie.accepted_at is not None, tie.invited_until, tie.helps_back_in, tie.other_id, tie.owner_id,
        tie.ended_at is not None,
    )  # fmt: skip


def tie_of(tie_id: UUID, *, side: UUID) -> TieCard | None:
    """Give one tie as one side sees it, also after it has ended; nothing where it is not theirs."""
    tie = Tie.objects.filter(Q(owner_id=side) | Q(other_id=side), pk=tie_id).first()
    if tie is None:
        return None
    if tie.owner_id == side:
        return _card(tie, vault.open_words(side, tie.word, place=TIE_WORD))
    return _card(tie, vault.open_words(side, tie.other_word, place=OTHER_WORD))

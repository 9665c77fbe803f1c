from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wholeperson.foundation.vault import mark
from wholeperson.interface.saying import moment
from wholeperson.people.models import Person, RecoveryCode, SignIn, SignInCard, Tie, WayBack
from wholeperson.people.queries.circle import TieCard, circle_of, circles_with
from wholeperson.people.queries.door import words_mark
from wholeperson.people.rules.way_back import HELPERS, Asking, is_open, is_waiting


@dataclass(frozen=True)
class Waiting:
    """Two people have begun to help this person back in; it opens then, unless it is stopped."""

    opens_at: datetime

    @property
    def when(self) -> str:
        """The moment as people say it."""
        return moment(self.opens_at)


@dataclass(frozen=True)
class SignInCardLine:
    """A sign-in card, as its owner sees it: no words, only when it was made."""

    id: UUID
    made_at: datetime


@dataclass(frozen=True)
class WaysIn:
    """The ways in that somebody has, as their own page tells them."""

    phrase: bool
    cards: tuple[SignInCardLine, ...]
    codes: int
    elsewhere: int
    way_back: bool


def ways_in_of(person_id: UUID, sign_in_id: UUID, now: datetime) -> WaysIn:
    """Give the ways in that somebody has. For their own pages only."""
    person = Person.objects.get(pk=person_id)
    cards = SignInCard.objects.filter(person_id=person_id, ended_at=None).order_by("created_at")
    return WaysIn(
        phrase=bool(person.phrase),
        cards=tuple(SignInCardLine(one.id, one.created_at) for one in cards),
        codes=RecoveryCode.objects.filter(person_id=person_id, used_at=None).count(),
        elsewhere=SignIn.objects.filter(person_id=person_id, ends_at__gt=now).exclude(pk=sign_in_id).count(),
        way_back=way_back_is_on(person_id),
    )


def has_phrase(person_id: UUID) -> bool:
    """Say whether somebody signs in with a passphrase too. For their own pages only."""
    return Person.objects.filter(pk=person_id).exclude(phrase="").exists()


def way_back_is_on(person_id: UUID) -> bool:
    """Say whether two people can help somebody back in: it was switched on, and both are still there."""
    there = Tie.objects.filter(owner_id=person_id, helps_back_in=True, ended_at=None).exclude(other=None)
    return Person.objects.filter(pk=person_id, way_back_on=True).exists() and there.count() == HELPERS


def could_help(person_id: UUID) -> tuple[TieCard, ...]:
    """Give those in somebody's circle who could be chosen: they are there."""
    return tuple(tie for tie in circle_of(person_id) if tie.there)


def chose_me(person_id: UUID) -> tuple[TieCard, ...]:
    """Give those who chose this person to help them back in, under the words that this person has for them."""
    return tuple(tie for tie in circles_with(person_id) if tie.helps_back_in)


def waiting_way_back(person_id: UUID, now: datetime) -> Waiting | None:
    """Say whether somebody is being helped back in at this moment, and when it opens. For their own pages only."""
    going = WayBack.objects.filter(person_id=person_id, stopped_at=None, used_at=None).exclude(opens_at=None)
    for one in going.order_by("opens_at"):
        if one.opens_at and is_waiting(asking_of(one), now):
            return Waiting(one.opens_at)
    return None


def claim_opens(claim: str, now: datetime) -> bool:
    """Say whether these words open a way back now."""
    found = WayBack.objects.select_related("first").filter(claim_mark=claim_mark(claim)).first()
    return found is not None and is_open(asking_of(found), now)


def asking_of(one: WayBack) -> Asking:
    """Give the plain values that the rules decide by."""
    return Asking(
        one.ends_at, one.person_id, one.first.other_id if one.first else None, one.second_id is not None,
        one.opens_at, one.stopped_at is not None, one.used_at is not None,
    )  # fmt: skip


def said_mark(code: str) -> str:
    """Give the mark by which an asking is found from the words that are told to the helpers."""
    return words_mark(code, of="way-back.said")


def claim_mark(claim: str) -> str:
    """Give the mark by which an asking is found from the words that whoever asked keeps."""
    return words_mark(claim, of="way-back.kept")


def stop_mark(token: str) -> str:
    """Give the mark by which a way back is found from what one tap sends."""
    return mark(token, place="people.way-back.stop")

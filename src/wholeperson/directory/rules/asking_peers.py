"""Ask a peer to come or ring: how somebody would like it, how long it is kept, and how many a desk can ask for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

TOLD_AS = "somebody-asks"  # the kind of word that goes to who answers
KEPT = timedelta(hours=48)
ANSWERED_WITHIN = timedelta(hours=1)
AT_ONCE = 3
A_DAY = timedelta(days=1)
IN_A_DAY = 12
AHEAD = timedelta(hours=47)  # a meeting lies within the time in which the asking is kept
SHORTEST_NUMBER, LONGEST_NUMBER = 6, 15
WORDS_OF_A_DESK, WORDS_OF_A_CODE = 4, 2


class Way(Enum):
    """How a peer comes to somebody."""

    HERE = "here"
    RING = "ring"
    MEET = "meet"


WAYS = {
    Way.HERE: "Come here, now or soon",
    Way.RING: "Ring them",
    Way.MEET: "Meet them somewhere at a time",
}


class Stage(Enum):
    """How far an asking has come, as the desk is told."""

    WAITING = "waiting"
    LATE = "late"
    TAKEN = "taken"
    OVER = "over"


@dataclass(frozen=True)
class Asking:
    """The moments of one asking."""

    asked_at: datetime
    taken_at: datetime | None = None
    settled_at: datetime | None = None


class AskingError(ValueError):
    """Something about an asking that can be put right. ``field`` says where; the text says what would work."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


def stage(asking: Asking, now: datetime) -> Stage:
    """Say how far an asking has come."""
    if asking.settled_at is not None or not is_kept(asking.asked_at, now):
        return Stage.OVER
    if asking.taken_at is not None:
        return Stage.TAKEN
    return Stage.LATE if now - asking.asked_at >= ANSWERED_WITHIN else Stage.WAITING


def is_kept(asked_at: datetime, now: datetime) -> bool:
    """Say whether an asking is still kept: two days, and no longer."""
    return now - asked_at < KEPT


def check_not_too_many(asked: Sequence[Asking], now: datetime) -> None:
    """Refuse a desk that has as many askings as peers can answer.

    Raises:
        AskingError: saying what to do meanwhile.
    """
    waiting = sum(stage(one, now) in (Stage.WAITING, Stage.LATE) for one in asked)
    lately = sum(now - one.asked_at < A_DAY for one in asked)
    if waiting >= AT_ONCE or lately >= IN_A_DAY:
        raise AskingError(
            "From this desk several people are waiting for a peer already. Please give the card for now, and ask "
            "again once one of them is settled."
        )


def number(typed: str) -> str:
    """Give a telephone number as it is kept: digits, with a plus in front where there was one.

    Raises:
        AskingError: where it is none.
    """
    digits = "".join(letter for letter in typed if letter.isascii() and letter.isdigit())
    strange = [letter for letter in typed if not (letter.isascii() and (letter.isdigit() or letter in " +()-./"))]
    if strange or not SHORTEST_NUMBER <= len(digits) <= LONGEST_NUMBER:
        raise AskingError("Please write the number in digits, as one rings it.", "number")
    return ("+" if typed.strip().startswith("+") else "") + digits


def check_meeting(at: datetime | None, now: datetime) -> datetime:
    """Give the time of a meeting, where it lies ahead and before the asking is let go of.

    Raises:
        AskingError: saying which times fit.
    """
    if at is None:
        raise AskingError("When? Please give a day and a time.", "at")
    if not now < at <= now + AHEAD:
        raise AskingError("Please choose a time in the next two days. Then it is not forgotten.", "at")
    return at

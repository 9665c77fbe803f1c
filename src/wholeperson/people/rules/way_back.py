"""Two people help somebody back in: what a helper's word does, when it opens, and what stops it. Time is handed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from wholeperson.people.rules.ways_in import WAY_BACK_ASKED, WAY_BACK_WAITS

HELPERS = 2
WORDS_TO_SAY = 3
WORDS_TO_KEEP = 6
TIME_TO_USE_IT = timedelta(days=3)


class Heard(Enum):
    """What a helper's word does."""

    FIRST = "it links the asking to the person"
    SECOND = "the wait begins"
    NOTHING = "it opens nothing"


@dataclass(frozen=True)
class Asking:
    """How far an asking has come. Plain values of one `WayBack`."""

    ends_at: datetime
    person_id: UUID | None = None
    first_helper: UUID | None = None
    has_second: bool = False
    opens_at: datetime | None = None
    stopped: bool = False
    used: bool = False


@dataclass(frozen=True)
class Word:
    """One helper's word: whom they help, who they are, and whether that person chose them and still wants it."""

    person_id: UUID
    helper_id: UUID
    chosen: bool


def still_going(asking: Asking, now: datetime) -> bool:
    """Say whether an asking is neither stopped, nor used, nor too old."""
    return not asking.stopped and not asking.used and now < asking.ends_at


def hear(asking: Asking, word: Word, now: datetime) -> Heard:
    """Say what a helper's word does. Two words are needed, of two people, for one and the same person."""
    if not word.chosen or not still_going(asking, now) or asking.has_second:
        return Heard.NOTHING
    if asking.person_id is None:
        return Heard.FIRST
    if asking.person_id != word.person_id or asking.first_helper in (None, word.helper_id):
        return Heard.NOTHING
    return Heard.SECOND


def opens_at(now: datetime) -> datetime:
    """Say when it opens at the earliest: 72 hours after the second word. Told later, it is held for longer."""
    return now + WAY_BACK_WAITS


def asked_until(now: datetime) -> datetime:
    """Say until when an asking lasts: a fortnight."""
    return now + WAY_BACK_ASKED


def lasts_until(asking: Asking, opens: datetime) -> datetime:
    """Say until when it can be used: its fortnight, and three days at least where the second word came late."""
    return max(asking.ends_at, opens + TIME_TO_USE_IT)


def is_waiting(asking: Asking, now: datetime) -> bool:
    """Say whether the person can still stop it: both words are there, and nobody has come in by it."""
    return asking.opens_at is not None and still_going(asking, now)


def is_open(asking: Asking, now: datetime) -> bool:
    """Say whether whoever asked can come in now."""
    return asking.opens_at is not None and asking.opens_at <= now and still_going(asking, now)


def fit_to_help(chosen: list[UUID | None]) -> bool:
    """Say whether these are two different people who are there."""
    return len(chosen) == HELPERS == len(set(chosen)) and None not in chosen

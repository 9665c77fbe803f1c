"""Who looked, in sentences, grouped by day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from wholeperson.consent.queries import Asked, Looked, Told
from wholeperson.interface.saying import LONDON, day, moment, time_of_day
from wholeperson.people.public import HatCard

GONE = "Somebody who has left since"


@dataclass(frozen=True)
class Answer:
    """A question of the person's own about a line, and what came back."""

    words: str
    answer: str
    by: str
    when: str


@dataclass(frozen=True)
class Sentence:
    """One line: who, where they work, what they did, and why they could."""

    ref: UUID
    at: str
    who: str
    where: str
    did: str
    why: str
    opening: Told | None
    askable: bool
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Day:
    """A day and its lines."""

    says: str
    lines: tuple[Sentence, ...]


def days(lines: Iterable[Looked], now: datetime) -> tuple[Day, ...]:
    """Group the lines by day, in the order in which they come."""
    grouped = groupby(lines, key=lambda one: one.at.astimezone(LONDON).date())
    return tuple(_day(list(those), now) for _, those in grouped)


def _day(lines: list[Looked], now: datetime) -> Day:
    return Day(day(lines[0].at, now), tuple(sentence(one) for one in lines))


def sentence(one: Looked) -> Sentence:
    """Say one line."""
    who = one.tie.word if one.tie else (one.hat.shown_as if one.hat else GONE)
    waits = any(asked.answered_at is None for asked in one.asked)
    return Sentence(
        one.ref, time_of_day(one.at.astimezone(LONDON).time()), who, role_of(one.hat) if one.hat else "",
        f"{one.did} {one.part}" if one.part else "opened your record for an hour", _why(one),
        None if one.part else one.opening, one.askable and not waits, tuple(_answer(asked) for asked in one.asked),
    )  # fmt: skip


def _why(one: Looked) -> str:
    if one.opening or not one.part:
        return "because a life was thought to be at risk"
    if one.hat:
        return "because you show it to the team"
    return "because you show it to them" if one.tie else "because you showed it to them"


def role_of(hat: HatCard) -> str:
    """Say what somebody is, and where: 'worker at Outreach, The Hub'."""
    what = hat.kind or hat.role.value
    return f"{what} at {hat.team}, {hat.organisation}" if hat.team else f"{what} of {hat.alliance}"


def _answer(asked: Asked) -> Answer:
    by = f"{asked.answered_by.shown_as}, {role_of(asked.answered_by)}" if asked.answered_by else ""
    return Answer(asked.words, asked.answer, by, moment(asked.answered_at) if asked.answered_at else "")

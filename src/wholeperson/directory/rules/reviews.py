"""What somebody says who used a place: looked at for safety and never for opinion, and never turned into a number."""

from collections.abc import Iterable
from datetime import datetime
from enum import Enum

LONGEST = 2000
LONGEST_ANSWER = 1000
COUNTED_FROM = 5
BEFORE = "before-"


class Again(Enum):
    """Whether somebody would go again, in their own word."""

    YES = "yes"
    DEPENDS = "depends"
    NO = "no"


AGAIN_ASKS = {Again.YES: "Yes", Again.DEPENDS: "It depends", Again.NO: "No"}
AGAIN_SAYS = {
    Again.YES: "Would go again",
    Again.DEPENDS: "Would go again? It depends",
    Again.NO: "Would not go again",
}


AGAIN_COUNTS = {Again.YES: "would go again", Again.DEPENDS: "say it depends", Again.NO: "would not go again"}


class When(Enum):
    """Roughly when somebody was there. A day could tell who it was."""

    THIS_YEAR = "this-year"
    LONGER_AGO = "longer-ago"


WHEN_ASKS = {When.THIS_YEAR: "This year", When.LONGER_AGO: "Longer ago"}


def kept_as(when: When, now: datetime) -> str:
    """Say how it is kept, so that "this year" stays true when the year is over."""
    return str(now.year) if when is When.THIS_YEAR else f"{BEFORE}{now.year}"


def used_when(kept: str, now: datetime) -> When:
    """Give the answer that somebody gave, as it stands now."""
    return When.THIS_YEAR if kept == str(now.year) else When.LONGER_AGO


def used_says(kept: str, now: datetime) -> str:
    """Say roughly when somebody was there."""
    if not kept:
        return ""
    if kept == str(now.year - 1):
        return "Was there last year"
    return "Was there this year" if used_when(kept, now) is When.THIS_YEAR else "Was there longer ago"


class Reason(Enum):
    """Why something is not shown. The list is closed, and an opinion is not on it."""

    NAMES = "names-somebody"
    WHERE = "tells-where"
    THREAT = "threat"
    HATE = "hateful"
    ELSEWHERE = "not-about-this-place"
    DANGER = "danger-now"


REASON_ASKS = {
    Reason.NAMES: "It names somebody, or everybody there would know who is meant",
    Reason.WHERE: "It tells where somebody lives, or where a place is whose address is kept safe",
    Reason.THREAT: "It threatens somebody",
    Reason.HATE: "It has words of hate against a group of people",
    Reason.ELSEWHERE: "It is not about this place",
    Reason.DANGER: "Somebody is in danger now",
}
REASON_SAYS = {
    Reason.NAMES: "It names somebody, or people there would know who is meant. Can you say what happened without who?",
    Reason.WHERE: "It tells where somebody lives, or where a place is whose address is kept safe. "
    "Can you say it without the address?",
    Reason.THREAT: "Somebody could read it as a threat. Can you say what happened, and how it was for you?",
    Reason.HATE: "There are words in it that hurt a whole group of people. Can you say it without them?",
    Reason.ELSEWHERE: "It seems to be about another place. Can you write it there, or say how it belongs here?",
    Reason.DANGER: "It sounded as if somebody is in danger now. If that is you or a child, ring 999. "
    "Somebody listens day and night too: their numbers are on “Help now”. What you wrote is kept for you.",
}


class State(Enum):
    """How far a review has come."""

    WAITING = "waiting"
    SHOWN = "shown"
    HELD_BACK = "held back"
    SECOND_LOOK = "waiting for a second look"


def state_of(shown_at: datetime | None, held_back: str, second_asked_at: datetime | None) -> State:
    """Say how far a review has come."""
    if shown_at:
        return State.SHOWN
    if not held_back:
        return State.WAITING
    return State.SECOND_LOOK if second_asked_at else State.HELD_BACK


def how_many(number: int) -> str:
    """Say how many people said something, from five on."""
    return f"{number} people have said how it was for them." if number >= COUNTED_FROM else ""


def would_go(answers: Iterable[str]) -> str:
    """Say what people answered who were asked whether they would go again: counts from five on, never an average."""
    given = [answer for answer in answers if answer]
    if len(given) < COUNTED_FROM:
        return ""
    counts = ((given.count(one.value), ends) for one, ends in AGAIN_COUNTS.items())
    return " ".join(f"{count if count >= COUNTED_FROM else 'Some'} {ends}." for count, ends in counts if count)

"""The thirty seconds at a front desk: which desks there are, what somebody may need there, and what answers it.

One table. ``terms`` are needs of the taxonomy, the first the best; ``answers`` are answers to questions of the map that
make something fit better; ``lines`` are helplines by their id. ``aloud`` can be heard by a queue: it names nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from wholeperson.directory.rules.entries import Entry
from wholeperson.directory.rules.facts import picked
from wholeperson.directory.rules.kinds import Status
from wholeperson.directory.rules.schedules import Span, next_opening, open_at

A_CARD = "Here is a card that people find useful."
AT_MOST = 3
FAR_AWAY = timedelta(days=400)


@dataclass(frozen=True)
class Choice:
    """One thing that somebody at a desk may need."""

    key: str
    says: str
    terms: tuple[str, ...]
    lines: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    aloud: str = A_CARD
    apart: str = ""


@dataclass(frozen=True)
class DeskKind:
    """A kind of front desk, and what is asked there."""

    key: str
    called: str
    choices: tuple[Choice, ...]


TONIGHT = Choice(
    "tonight", "Needs somewhere tonight", ("bed-tonight", "tonight", "home"), ("shelter", "samaritans"),
    ("housing:tonight",), "Here is a card with some places to go. The times are on it.",
)  # fmt: skip
STOPPING = Choice(
    "stopping", "Asks about stopping or cutting down", ("cut-down", "detox", "talk", "mutual-aid"),
    ("frank", "alcoholics-anonymous"), ("begin:walk-in", "still_using:yes"),
    apart="Somebody who drinks every day, or takes tablets to stay calm, should not stop all at once. "
    "It can be dangerous. Give the card, and point to a doctor today.",
)  # fmt: skip
IN_DANGER = Choice(
    "danger", "In danger from somebody", ("safety",), ("refuge", "mens-advice-line"), ("knows_safety:yes",),
    "Could you come round to the side for a moment? There is a form that I would like to check with you.",
    "Speak alone with them, never in front of whoever came along. Ask first whether a paper is safe to carry. If not, "
    "let them read it here, or ring from here.",
)  # fmt: skip
FAMILY = Choice("family", "Family member or friend", ("family", "talk", "children"), ("frank", "samaritans"),
                ("families:yes",))  # fmt: skip
CUSTODY = Choice(
    "custody", "Just out of custody", ("law", "home", "script", "peers"), ("shelter", "samaritans"),
    ("begin:walk-in",),
    apart="After a time inside the body stands much less than before. The first days are the most dangerous ones. "
    "Say so quietly, and say where there is naloxone.",
)  # fmt: skip
LOW = Choice(
    "low", "Very low, or may hurt themselves", ("mind", "talk", "tonight"), ("samaritans", "nhs-111"),
    ("begin:walk-in",), "Would you like to sit down for a moment? I will be with you.",
    "Do not leave them alone. If a life is in danger now, ring for an ambulance first.",
)  # fmt: skip
TALK = Choice("talk", "Would like to talk to somebody", ("talk", "peers", "mutual-aid"), ("samaritans",),
              ("begin:walk-in",))  # fmt: skip
WAITING = Choice("waiting", "Waits for an appointment", ("waiting", "peers", "something-to-do"), ("samaritans",))
SAFER = Choice("safer", "Asks about using more safely", ("safer-use", "script", "body"), ("frank",), ("begin:walk-in",))
SCRIPT = Choice(
    "script", "A script that was missed or has run out", ("script", "body"), ("nhs-111", "frank"),
    aloud="Let us look at this in the quiet room.",
    apart="Ring the service that writes the script today. A missed day is a reason to help, never to scold.",
)  # fmt: skip
MONEY = Choice("money", "Money, food or a form", ("money", "food"), ())
WORK = Choice("work", "Wants to work, learn or help out", ("work", "learning", "something-to-do"), ())

DESKS: Mapping[str, DeskKind] = {
    one.key: one
    for one in (
        DeskKind("reception", "A reception", (TONIGHT, STOPPING, TALK, WAITING, IN_DANGER, LOW, FAMILY)),
        DeskKind("chemist", "A chemist", (SCRIPT, SAFER, STOPPING, TONIGHT, IN_DANGER, FAMILY)),
        DeskKind("custody", "Police and custody", (CUSTODY, TONIGHT, STOPPING, LOW, IN_DANGER, FAMILY)),
        DeskKind("job-centre", "A job centre", (MONEY, WORK, TONIGHT, STOPPING, TALK, IN_DANGER)),
    )
}


def choice_of(desk: DeskKind, key: str) -> Choice | None:
    """Give what was chosen at a desk, or nothing where there is no such choice."""
    return next((one for one in desk.choices if one.key == key), None)


def suits(choice: Choice, entry: Entry) -> bool:
    """Say whether a resource answers what somebody needs at a desk."""
    return entry.status is Status.ACTIVE and any(term in entry.terms for term in choice.terms)


def rank(choice: Choice, entry: Entry, spans: tuple[Span, ...], at: datetime) -> tuple[object, ...]:
    """Give by what resources are ordered that suit a choice, the least first.

    What answers the first need comes first within what is open now; then what opens soonest; then what has no hours.
    """
    term = min((choice.terms.index(one) for one in entry.terms if one in choice.terms), default=len(choice.terms))
    fewer = -len(picked(entry.facts) & set(choice.answers))
    soon = next_opening(spans, at)
    wait = timedelta(0) if open_at(spans, at) else (soon.start - at if soon else FAR_AWAY)
    return (wait > timedelta(hours=24), bool(wait), term, fewer, wait, entry.name.casefold())


def right_things(
    choice: Choice, there: Iterable[tuple[Entry, tuple[Span, ...]]], at: datetime
) -> tuple[int, ...]:  # fmt: skip
    """Give the numbers of at most three resources that are right to hand over: those open now or next."""
    ranked = sorted(
        (rank(choice, entry, spans, at), number) for number, (entry, spans) in enumerate(there) if suits(choice, entry)
    )
    return tuple(number for _, number in ranked[:AT_MOST])

"""What the pages show, from plain values."""

from dataclasses import dataclass
from uuid import UUID

from wholeperson.interface.saying import DAYS, moment
from wholeperson.messages.outside import goes_out
from wholeperson.messages.queries import Reached, Told
from wholeperson.messages.rules import Channel, State
from wholeperson.messages.rules.hours import AFTERNOON, EVENING, MORNING, Hours, choices_of

WHERE = {
    Channel.APP: "Only here, when you sign in.",
    Channel.EMAIL: "By e-mail, and here when you sign in.",
    Channel.TEXT: "By text, and here when you sign in.",
}
PARTS = {MORNING: "in the morning", AFTERNOON: "in the afternoon", EVENING: "in the evening"}


@dataclass(frozen=True)
class Shown:
    """One message on the page. ``went`` says how far the neutral word has come; ``words`` are that word."""

    id: UUID
    says: str
    button: str
    stop: str
    at: str
    read: bool
    went: str
    words: str


def shown(told: Told, now: Reached) -> Shown:
    """Say one message, and what became of its neutral word."""
    return Shown(
        told.id, told.kind.says, told.kind.button, told.stop, moment(told.at), told.read,
        _went(told, goes_out(now.channel)), told.words,
    )  # fmt: skip


def _went(told: Told, leaves: bool) -> str:
    if told.state is State.SENT:
        return "A short word went out. It said:" if leaves else "Nothing is sent out from here yet. It would have said:"
    if told.state is State.GAVE_UP:
        return "We could not reach you there. We tried to say:"
    if told.state is State.STAYED:
        return ""
    return f"A short word waits to go out, from {moment(told.goes_at)}. It will say:"


@dataclass(frozen=True)
class Reaching:
    """How a person is reached, in sentences."""

    where: str
    hours: str
    receipts: bool
    outside: bool
    leaves: bool


def reaching(now: Reached) -> Reaching:
    """Say how a person is reached. The address itself is not shown: a page may lie open."""
    outside = now.channel is not Channel.APP
    return Reaching(WHERE[now.channel], hours_in_words(now.hours), now.receipts, outside, goes_out(now.channel))


def hours_in_words(hours: Hours) -> str:
    """Say safe hours in a sentence."""
    if not hours:
        return "At any time."
    days, parts, own = choices_of(hours)
    which = "Every day" if len(days) == len(DAYS) else _listed([DAYS[day] for day in days])
    spans = [PARTS[part] for part in parts] + ([f"from {own[0]} to {own[1]}"] if own else [])
    return f"{which}, {_listed(spans)}."


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)

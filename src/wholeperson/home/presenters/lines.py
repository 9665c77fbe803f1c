"""The numbers that listen, sorted for the pages that show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wholeperson.directory.public import DANGER_STEPS, Helpline
from wholeperson.interface.saying import moment, month

DANGER = "emergency"
FOR_WHATEVER = "samaritans"
YOUNG = ("childline",)
ABOUT_USING = ("frank", "nhs-111", "alcoholics-anonymous")
FOR_ANYBODY = ("frank", "samaritans", "nhs-111")


@dataclass(frozen=True)
class HelpNow:
    """The page that somebody opens at three in the morning: danger first, then who is there, then who comes later."""

    moment: str
    danger: Helpline | None
    listening: tuple[Helpline, ...]
    later: tuple[Helpline, ...]
    unknown: tuple[Helpline, ...]
    off_the_bill: tuple[Helpline, ...]
    checked: str
    how: str

    @property
    def to_ring(self) -> Helpline | None:
        """Who listens now, whatever it is about."""
        return next((line for line in self.listening if line.id == FOR_WHATEVER), None)


def help_now(lines: Sequence[Helpline], at: datetime) -> HelpNow:
    """Sort the helplines by who can be reached at this moment, keeping the order of the file."""
    others = [line for line in lines if line.id != DANGER]
    return HelpNow(
        moment=moment(at),
        danger=next((line for line in lines if line.id == DANGER), None),
        listening=tuple(line for line in others if line.open_now),
        later=tuple(line for line in others if line.open_now is False),
        unknown=tuple(line for line in others if line.open_now is None),
        off_the_bill=tuple(line for line in others if line.on_bill is False),
        checked=month(min(line.checked for line in lines)),
        how=lines[0].how,
    )


@dataclass(frozen=True)
class HelpYoung:
    """The page for people under 18: the lines that are theirs first, then those for anybody."""

    danger: Helpline | None
    yours: tuple[Helpline, ...]
    anybody: tuple[Helpline, ...]
    checked: str
    how: str


def help_young(lines: Sequence[Helpline], at: datetime) -> HelpYoung:
    """Sort out the lines that suit somebody under 18, keeping the order of the file."""
    return HelpYoung(
        danger=next((line for line in lines if line.id == DANGER), None),
        yours=tuple(line for line in lines if line.id in YOUNG),
        anybody=tuple(line for line in lines if line.id in FOR_ANYBODY),
        checked=month(min(line.checked for line in lines)),
        how=lines[0].how,
    )


@dataclass(frozen=True)
class HelpKept:
    """The numbers as a phone keeps them. It says nothing of who listens now: nobody knows when it will be read."""

    moment: str
    danger: Helpline | None
    others: tuple[Helpline, ...]
    checked: str


def help_kept(lines: Sequence[Helpline], at: datetime) -> HelpKept:
    """Give all the numbers, without hours that could be old by the time when somebody reads them."""
    return HelpKept(
        moment=moment(at),
        danger=next((line for line in lines if line.id == DANGER), None),
        others=tuple(line for line in lines if line.id != DANGER),
        checked=month(min(line.checked for line in lines)),
    )


@dataclass(frozen=True)
class HelpSafer:
    """The page about staying alive while using: the emergency number, what to do, and who knows about it."""

    danger: Helpline | None
    steps: tuple[str, ...]
    lines: tuple[Helpline, ...]
    checked: str


def help_safer(lines: Sequence[Helpline]) -> HelpSafer:
    """Sort out the lines that know about drugs and alcohol, keeping the order of the file."""
    return HelpSafer(
        danger=next((line for line in lines if line.id == DANGER), None),
        steps=DANGER_STEPS,
        lines=tuple(line for line in lines if line.id in ABOUT_USING),
        checked=month(min(line.checked for line in lines)),
    )


def how_many_listen(lines: Sequence[Helpline]) -> int:
    """Count the numbers that somebody answers at this moment."""
    return sum(line.open_now is True for line in lines)

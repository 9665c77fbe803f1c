"""What the front pages show, from plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wholeperson.directory.public import Helpline
from wholeperson.interface.saying import moment, month

DANGER = "emergency"


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


def how_many_listen(lines: Sequence[Helpline]) -> int:
    """Count the numbers that somebody answers at this moment."""
    return sum(line.open_now is True for line in lines)

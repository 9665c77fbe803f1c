"""What is going on in a place around a variable: told by apps above, which register who can say."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Activity:
    """What there is in one place: how many things, where to find them, and where the gaps are."""

    place: str
    number: int
    found_at: str
    gaps_at: str


Tells = Callable[[str], tuple[Activity, ...]]
_tell: list[Tells] = []


def register_activity(tells: Tells) -> None:
    """Name who can say what there is for a variable, by its id. Done in ``apps.py``; twice is the same as once."""
    if tells not in _tell:
        _tell.append(tells)


def activity_around(variable: str) -> tuple[Activity, ...]:
    """Give what there is for a variable, from everybody who can say."""
    return tuple(one for tells in _tell for one in tells(variable))

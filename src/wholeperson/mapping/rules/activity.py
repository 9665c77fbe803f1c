"""What is going on in a place around a variable: told by apps above, which say in ``apps.py`` who can tell."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Activity:
    """What there is in one place: how many things, where to find them, and where the gaps are."""

    place: str
    number: int
    found_at: str
    gaps_at: str

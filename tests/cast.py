"""The people of the tests. All of them are invented; none is drawn from anybody's life.

Each stands in a fixed relation to the platform, so that a test says who comes and everybody knows what they may do.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Invented:
    """Somebody who comes to the platform in a test."""

    name: str
    comes: str


STRANGER = Invented("Robin", "knows an address and has no business there: never signed in, never invited")
VISITOR = Invented("Amira", "reads what is public, on a phone, without signing in")
EVERYBODY = (STRANGER, VISITOR)

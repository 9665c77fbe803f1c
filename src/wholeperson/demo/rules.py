"""The invented community as it stands in the seed: frozen values, read once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class InventedTeam:
    """A team of an organisation that does not exist."""

    key: str
    alliance: str
    organisation: str
    name: str
    does: str


@dataclass(frozen=True)
class InventedPerson:
    """Somebody who does not exist: how they sign in, what they are, and what they wrote."""

    key: str
    name: str
    phrase: str
    alliance: str
    age: str
    who: str
    role: str = "person"
    work: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Community:
    """All of the seed about people."""

    alliances: tuple[Mapping[str, str], ...]
    teams: tuple[InventedTeam, ...]
    people: tuple[InventedPerson, ...]
    circles: tuple[Mapping[str, str], ...]
    shares: tuple[Mapping[str, str], ...]
    confirmed: tuple[Mapping[str, str], ...]


def read(seed: Mapping[str, Any]) -> Community:
    """Read the seed, as the YAML file gives it."""
    return Community(
        alliances=tuple(seed["alliances"]),
        teams=tuple(InventedTeam(**one) for one in seed["teams"]),
        people=tuple(InventedPerson(**one) for one in seed["people"]),
        circles=tuple(seed["circles"]),
        shares=tuple(seed["shares"]),
        confirmed=tuple(seed["confirmed"]),
    )

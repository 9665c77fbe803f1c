"""Which entries could be the same: likely enough to ask a person, who alone decides."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from urllib.parse import urlsplit
from uuid import UUID

from rapidfuzz import fuzz

from wholeperson.directory.rules.spot import Spot

NEAR_KM = 0.15
ALIKE, VERY_ALIKE = 80, 94  # of 100
MOST_TOGETHER = 60  # a number or a host that more entries than this share says nothing about any two of them
COMMON_HOSTS = ("facebook.com", "meetup.com", "eventbrite.co.uk", "instagram.com", "linktr.ee", "sites.google.com")


@dataclass(frozen=True)
class Candidate:
    """What is compared of one entry."""

    id: UUID
    name: str
    organization: str
    phones: frozenset[str]
    host: str
    postcodes: frozenset[str]
    spots: tuple[Spot, ...]


@dataclass(frozen=True)
class Pair:
    """Two entries that could be the same, and why."""

    one: UUID
    other: UUID
    why: tuple[str, ...]


def phone(number: str) -> str:
    """Give the digits of a number as they are compared: +44 and 0 are the same."""
    digits = re.sub(r"\D", "", number)
    return "0" + digits[2:].lstrip("0") if digits.startswith("44") else digits


def host(address: str) -> str:
    """Give the host of a web address; nothing for hosts that everybody shares."""
    try:
        found = (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return "" if found.endswith(COMMON_HOSTS) or found.endswith((".gov.uk", "nhs.uk")) else found


def pairs(candidates: Iterable[Candidate]) -> Iterator[Pair]:
    """Give every pair that is likely enough, each once: only those that share something are compared."""
    everybody = list(candidates)
    seen: set[frozenset[UUID]] = set()
    for group in _groups(everybody):
        for one, other in combinations(group, 2):
            both = frozenset((one.id, other.id))
            if both in seen:
                continue
            seen.add(both)
            why = _why(one, other)
            if why:
                first, second = sorted((one.id, other.id))
                yield Pair(first, second, why)


def _groups(candidates: list[Candidate]) -> Iterator[list[Candidate]]:
    groups: dict[tuple[str, object], list[Candidate]] = {}
    for one in candidates:
        keys: set[tuple[str, object]] = {("phone", each) for each in one.phones}
        keys |= {("postcode", each) for each in one.postcodes}
        keys |= {("cell", each) for spot in one.spots for each in _small_cells(spot)}
        keys |= {("name", word) for word in _telling(one.name)}
        if one.host:
            keys.add(("host", one.host))
        for key in keys:
            groups.setdefault(key, []).append(one)
    yield from (group for group in groups.values() if 1 < len(group) <= MOST_TOGETHER)


def _small_cells(spot: Spot) -> Iterator[tuple[int, int]]:
    # About 220 m square; with its neighbours to the north and east, so that two near ones share at least one.
    row, column = round(spot.latitude / 0.002), round(spot.longitude / 0.003)
    yield from ((row + up, column + right) for up in (0, 1) for right in (0, 1))


def _telling(name: str) -> frozenset[str]:
    return frozenset({" ".join(sorted(re.findall(r"\w{4,}", name.lower()))[:3])} - {""})


def _why(one: Candidate, other: Candidate) -> tuple[str, ...]:
    likeness = max(
        fuzz.ratio(one.name.lower(), other.name.lower()), fuzz.token_sort_ratio(one.name.lower(), other.name.lower())
    )
    near = any(a.km(b) < NEAR_KM for a in one.spots for b in other.spots)
    same = {
        "the same phone number": bool(one.phones & other.phones),
        "the same web page": bool(one.host) and one.host == other.host,
        "the same postcode": bool(one.postcodes & other.postcodes),
        "less than 150 metres apart": near,
        "the same organisation": one.organization.lower() == other.organization.lower(),
    }
    shared = tuple(words for words, holds in same.items() if holds)
    if likeness >= VERY_ALIKE and shared:
        return ("the same name" if likeness == 100 else "nearly the same name", *shared)
    if likeness >= ALIKE and len(shared) >= 2:
        return ("a name much alike", *shared)
    return ()

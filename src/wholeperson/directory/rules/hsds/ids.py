"""Ids of what the standard gives an id to and we keep no row for: made from what it belongs to, the same every time."""

from dataclasses import dataclass
from uuid import UUID, uuid5

NAMES = uuid5(UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8"), "https://openreferral.org/x-whole-person")
PART = 60  # bits of either id that an id of both can carry
REST = 128 - PART
LAST = (1 << REST) - 1


def made(of: UUID, *names: object) -> str:
    """Give the id of a part of something: its second schedule, the phone of its first contact."""
    return str(uuid5(of, "/".join(map(str, names))))


def coded(code: str) -> UUID:
    """Give the id of a term or a list of our own taxonomy by its code: ``needs/talk``."""
    return uuid5(NAMES, code)


def at_location(service: UUID, location: UUID) -> UUID:
    """Give the id of a service at a location.

    It carries the first 60 bits of either id, so that both are found again through their own index and no table is
    kept for it. It says of itself that it is one of a kind of our own: version 8 of RFC 9562.
    """
    one, other = service.int >> REST, location.int >> REST
    high, middle, low = one >> 12, one & 0xFFF, other
    return UUID(int=(high << 80) | (8 << 76) | (middle << 64) | (0b10 << 62) | (low << 2))


@dataclass(frozen=True)
class Among:
    """Every id from the first to the last."""

    first: UUID
    last: UUID


def parts_of(both: UUID) -> tuple[Among, Among] | None:
    """Give between which ids the service and the location lie, or nothing where the id is not one of ours."""
    if at_location(*(UUID(int=part << REST) for part in _split(both))) != both:
        return None
    service, location = (Among(UUID(int=part << REST), UUID(int=(part << REST) | LAST)) for part in _split(both))
    return service, location


def _split(both: UUID) -> tuple[int, int]:
    high, middle, low = both.int >> 80, (both.int >> 64) & 0xFFF, (both.int >> 2) & ((1 << PART) - 1)
    return (high << 12) | middle, low

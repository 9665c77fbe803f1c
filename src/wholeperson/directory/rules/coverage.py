"""What there is, as need × place × hour × group: the table from which gaps are read.

A week has 28 slots, seven days of four parts. A slot is covered in a week where something is open in it for an hour or
more, and covered as such where that holds in at least half of the weeks looked at, so that "every second Thursday"
counts. A place is reached from a neighbourhood where it lies within 30 minutes on foot; what has no point (a number to
ring, an address kept safe) is reached from everywhere in its alliance alike, and so tells nobody where it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from uuid import UUID

from wholeperson.directory.rules.schedules import A_DAY, Span
from wholeperson.directory.rules.spot import Spot
from wholeperson.interface.saying import LONDON

WEEKS, ENOUGH_WEEKS = 4, 2
AN_HOUR = timedelta(hours=1)
WALK_MINUTES = 30
DAYS_A_WEEK = 7


class Part(Enum):
    """A part of the day, with when it begins; the night ends when the next morning begins."""

    MORNING = time(7)
    AFTERNOON = time(12)
    EVENING = time(17)
    NIGHT = time(22)


PARTS = tuple(Part)
SLOTS = DAYS_A_WEEK * len(PARTS)


@dataclass(frozen=True)
class Supply:
    """One resource, as far as gaps are concerned.

    Args:
        terms: keys of the needs that it meets.
        groups: whom it is there for especially.
        only: whether it is for those alone.
        spot: where it is, or nothing where it is reached from everywhere alike.
        slots: for each slot of the week, in how many of the weeks it is open then.
    """

    resource: UUID
    name: str
    terms: frozenset[str]
    groups: frozenset[str]
    only: bool
    spot: Spot | None
    slots: tuple[int, ...]

    def is_for(self, group: str) -> bool:
        """Say whether it counts for a group; for anybody (an empty key) where it is not for some alone."""
        return group in self.groups if group else not self.only

    def is_reached(self, spot: Spot | None) -> bool:
        """Say whether it is reached on foot from a point; from nowhere in particular everything is."""
        return spot is None or self.spot is None or spot.minutes_walk(self.spot) <= WALK_MINUTES


@dataclass(frozen=True)
class Covered:
    """What there is for one need, place and group: for each slot of the week, how many things."""

    supplies: tuple[Supply, ...]

    @property
    def slots(self) -> tuple[int, ...]:
        """How many things are open in each slot, in at least half of the weeks."""
        return tuple(sum(one.slots[slot] >= ENOUGH_WEEKS for one in self.supplies) for slot in range(SLOTS))

    @property
    def open_slots(self) -> frozenset[int]:
        """The slots in which something is open; several things may take turns through the weeks."""
        weeks = [sum(one.slots[slot] for one in self.supplies) for slot in range(SLOTS)]
        return frozenset(slot for slot, count in enumerate(weeks) if count >= ENOUGH_WEEKS)


def slot_number(day: int, part: Part) -> int:
    """Number the slot of a day (Monday is 0) and a part of it."""
    return day * len(PARTS) + PARTS.index(part)


def weeks_open(spans: Sequence[Span], first: date) -> tuple[int, ...]:
    """Count for each slot in how many of the weeks from a Monday on something is open in it for an hour or more."""
    counts = [0] * SLOTS
    ordered = sorted(spans)
    for number in range(WEEKS * DAYS_A_WEEK):
        day = first + number * A_DAY
        for part in PARTS:
            start, end = _bounds(day, part)
            counts[slot_number(number % DAYS_A_WEEK, part)] += _open_between(ordered, start, end) >= AN_HOUR
    return tuple(counts)


def _bounds(day: date, part: Part) -> tuple[datetime, datetime]:
    start = datetime.combine(day, part.value, tzinfo=LONDON)
    if part is Part.NIGHT:
        return start, datetime.combine(day + A_DAY, Part.MORNING.value, tzinfo=LONDON)
    return start, datetime.combine(day, PARTS[PARTS.index(part) + 1].value, tzinfo=LONDON)


def _open_between(spans: Sequence[Span], start: datetime, end: datetime) -> timedelta:
    pieces = (min(span.end, end) - max(span.start, start) for span in spans if span.start < end and span.end > start)
    return sum(pieces, timedelta())


def covered(supplies: Iterable[Supply], *, need: str = "", group: str = "", spot: Spot | None = None) -> Covered:
    """Give what there is for a need (any where empty), a group (anybody where empty), reached from a point."""
    return Covered(
        tuple(one for one in supplies if (not need or need in one.terms) and one.is_for(group) and one.is_reached(spot))
    )


def monday_after(today: date) -> date:
    """Give the Monday from which whole weeks lie ahead."""
    return today + timedelta(days=(DAYS_A_WEEK - today.weekday()) % DAYS_A_WEEK)


GroupsOf = Mapping[str, frozenset[str]]
# Answers that make something be there for a group, beside the group's own term.
BY_ANSWER: GroupsOf = {
    "women_only:yes": frozenset({"women"}),
    "housing:women": frozenset({"women"}),
    "still_using:yes": frozenset({"still-using"}),
    "families:yes": frozenset({"families"}),
}
YOUNG, GROWN = 25, 18


def groups_of(terms: Iterable[str], answers: Iterable[str], youngest: int | None, oldest: int | None) -> frozenset[str]:
    """Give every group for which something is there, from its terms, its answers (``women_only:yes``) and its ages."""
    found = frozenset(terms).union(*(BY_ANSWER.get(one, frozenset()) for one in answers))
    if oldest is not None and oldest <= YOUNG:
        found |= {"young"}
    if youngest is not None and youngest < GROWN and oldest is not None and oldest <= YOUNG:
        found |= {"under-18"}
    return found


def is_only(answers: Iterable[str], oldest: int | None) -> bool:
    """Say whether something is for some alone: women, or the young."""
    return bool({"women_only:yes", "housing:women"} & set(answers)) or (oldest is not None and oldest <= YOUNG)

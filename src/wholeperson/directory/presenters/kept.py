"""Local help as a phone keeps it: text only, small, by need, with the week in words. Nobody knows when it is read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wholeperson.directory.presenters.lines import Line, line
from wholeperson.directory.queries import Listed, terms_of
from wholeperson.directory.rules.paper import by_need
from wholeperson.directory.rules.taxonomy import Branch
from wholeperson.interface.saying import LONDON, moment

BUDGET = 20_000  # bytes of words; with the frame of a page around them it stays below 30 KB
AROUND, ONLY_NAMED = 130, 10  # bytes of markup around each


@dataclass(frozen=True)
class Need:
    """One need: what answers it, and what else does, which stands under another need."""

    label: str
    lines: tuple[Line, ...]
    also: tuple[str, ...]


@dataclass(frozen=True)
class Kept:
    """A light page: what there is by need. ``left_out`` says how many did not fit."""

    moment: str
    needs: tuple[Need, ...]
    left_out: int


def kept(there: Sequence[Listed], at: datetime) -> Kept:
    """Choose what fits: need by need in turn, so that each has something, and each resource stands in full once."""
    today = at.astimezone(LONDON).date()
    lines = [line(one, today) for one in there]
    found = by_need([(one, one.needs) for one in lines], terms_of(Branch.NEED))
    needed = {one.id for _, some in found for one in some}
    queues = {need.label: list(some) for need, some in found}
    queues["Also here"] = [one for one in lines if one.id not in needed]
    full: dict[UUID, str] = {}
    under: dict[str, list[Line]] = {label: [] for label in queues}
    also: dict[str, list[str]] = {label: [] for label in queues}
    room = BUDGET
    for label, one in _in_turn(queues):
        room -= ONLY_NAMED + _bytes(one.name) if one.id in full else _weight(one)
        if room < 0:
            break
        if one.id in full:
            also[label].append(one.name)
        else:
            full[one.id] = label
            under[label].append(one)
    needs = (Need(label, tuple(under[label]), tuple(also[label])) for label in queues if under[label] or also[label])
    return Kept(moment(at), tuple(needs), len(lines) - len(full))


def _in_turn(queues: Mapping[str, Sequence[Line]]) -> Iterator[tuple[str, Line]]:
    for number in range(max((len(some) for some in queues.values()), default=0)):
        for label, some in queues.items():
            if number < len(some):
                yield label, some[number]


def _weight(one: Line) -> int:
    words = (one.name, *one.hours, *one.where, one.call, one.call, one.begin, one.text)
    return AROUND + sum(_bytes(word) for word in words)


def _bytes(word: str) -> int:
    return len(word.encode(errors="replace")) * 5 // 4

"""Local help as a phone keeps it: text only, small, by need, with the week in words. Nobody knows when it is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wholeperson.directory.presenters.lines import Line, line
from wholeperson.directory.queries import Listed, terms_of
from wholeperson.directory.rules.paper import by_need
from wholeperson.directory.rules.taxonomy import Branch
from wholeperson.interface.saying import LONDON, moment

BUDGET = 20_000  # bytes of words; with the frame of a page around them it stays below 30 KB
AROUND = 130  # bytes of markup around each


@dataclass(frozen=True)
class Kept:
    """A light page: what there is by need. ``left_out`` says how many did not fit."""

    moment: str
    needs: tuple[tuple[str, tuple[Line, ...]], ...]
    left_out: int


def kept(there: Sequence[Listed], at: datetime) -> Kept:
    """Choose what fits: need by need in turn, so that each need has something, and each resource stands once."""
    today = at.astimezone(LONDON).date()
    lines = [line(one, today) for one in there]
    queues = [
        (need.label, list(found)) for need, found in by_need([(one, one.needs) for one in lines], terms_of(Branch.NEED))
    ]
    without = [one for one in lines if not any(one in found for _, found in queues)]
    queues += [("Also here", without)] if without else []
    chosen: dict[str, list[Line]] = {label: [] for label, _ in queues}
    seen, room = set(), BUDGET
    while any(found for _, found in queues):
        for label, found in queues:
            one = found.pop(0) if found else None
            if one is None or one.id in seen:
                continue
            seen.add(one.id)
            room -= _weight(one)
            if room < 0:
                return Kept(moment(at), _filled(chosen), len(lines) - len(seen) + 1)
            chosen[label].append(one)
    return Kept(moment(at), _filled(chosen), 0)


def _filled(chosen: dict[str, list[Line]]) -> tuple[tuple[str, tuple[Line, ...]], ...]:
    return tuple((label, tuple(found)) for label, found in chosen.items() if found)


def _weight(one: Line) -> int:
    words = (one.name, *one.hours, *one.where, one.call, one.call, one.begin, one.text)
    return AROUND + sum(len(word.encode()) * 5 // 4 for word in words)

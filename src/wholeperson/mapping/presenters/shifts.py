"""What a difference between two maps does to what matters most, in sentences and as a table."""

from dataclasses import dataclass

from wholeperson.mapping.presenters import matter_words as say
from wholeperson.mapping.presenters.what_if import Choice
from wholeperson.mapping.rules.mattering import Matters
from wholeperson.mapping.rules.shifting import YEARS, Moved, Place, Shift
from wholesystem import dynamics
from wholesystem.dynamics import findings
from wholesystem.maps import AnyMap, SystemsMap

NOT_PLAYED = "Only maps with loops can be played, so nobody can say what this does to what matters most."
NOTHING_SHARED = "These two maps share no circle that we could ask both about, so what matters most cannot be compared."
NOTHING_HELPS = "Nothing that we played helps on this map."


@dataclass(frozen=True, kw_only=True)
class Side:
    """What helps most on one of the two maps."""

    title: str
    says: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ShiftRow:
    """One change in the table twin."""

    change: str
    first: str
    second: str
    first_agrees: str
    second_agrees: str


@dataclass(frozen=True, kw_only=True)
class Shifts:
    """The section of the page; only a problem where it cannot be answered."""

    problem: str = ""
    a: str = ""
    b: str = ""
    outcomes: tuple[Choice, ...] = ()
    asked: str = ""
    sides: tuple[Side, ...] = ()
    says: tuple[str, ...] = ()
    rows: tuple[ShiftRow, ...] = ()


def cannot(a: AnyMap, b: AnyMap) -> Shifts:
    """Two maps that cannot both be asked about one thing."""
    played = isinstance(a, SystemsMap) and isinstance(b, SystemsMap)
    return Shifts(problem=NOTHING_SHARED if played else NOT_PLAYED)


def shifts(
    a: SystemsMap, b: SystemsMap, nodes: tuple[str, ...], outcome: str, found: Shift | None, problem: str = ""
) -> Shifts:
    """The form, and the answer where there is one."""
    choices = tuple(Choice(value=node, label=say.label(b, node), chosen=node == outcome) for node in nodes)
    if found is None:
        return Shifts(a=a.id, b=b.id, outcomes=choices, problem=problem)
    return Shifts(
        a=a.id,
        b=b.id,
        outcomes=choices,
        asked=_asked(b, found),
        sides=(_side(a, found.first), _side(b, found.second)),
        says=tuple(_says(a, b, found, one) for one in found.moved if one.is_a_finding),
        rows=tuple(_row(a, b, one) for one in found.moved),
    )


def _asked(b: SystemsMap, found: Shift) -> str:
    helps = "helps" if found.second.more_is_better else "eases"
    runs = f"{found.first.draws} runs of the first map and {found.second.draws} of the second"
    return f"What {helps} {say.label(b, found.outcome)} most over {YEARS} years, from {runs}."


def _side(a_map: SystemsMap, found: Matters) -> Side:
    says = tuple(say.spoken(a_map, findings.finding(a_map, found.outcome, lever)) for lever in found.best)
    return Side(title=a_map.title, says=says or (NOTHING_HELPS,))


def _says(a: SystemsMap, b: SystemsMap, found: Shift, one: Moved) -> str:
    what = _doing(a, b, one)
    if one.first and one.second:
        if one.way == "same":
            return f"{what} stays at place {one.first.at}."
        return f"{what} moves {one.way}, from place {one.first.at} to place {one.second.at}."
    if one.second:
        return f"{what} is new, at place {one.second.at}."
    return f"{what} {_gone(b, found.second, one.move)}"


def _gone(b: SystemsMap, found: Matters, move: dynamics.Move) -> str:
    """Why a change that helped is not among what helps any more."""
    if move.change not in {*b.nodes, *(link.id for link in b.links)}:
        return f"is no longer offered: “{b.title}” does not have it."
    why = next((left.why for left in found.left_out if (left.change, left.move) == (move.change, move.move)), "")
    return f"is no longer offered. {say.reason(why)}" if why else "is no longer among what helps."


def _doing(a: SystemsMap, b: SystemsMap, one: Moved) -> str:
    return say.doing(b if one.second else a, one.move)


def _row(a: SystemsMap, b: SystemsMap, one: Moved) -> ShiftRow:
    return ShiftRow(
        change=_doing(a, b, one),
        first=_at(one.first),
        second=_at(one.second),
        first_agrees=_agrees(one.first),
        second_agrees=_agrees(one.second),
    )


def _at(place: Place | None) -> str:
    return str(place.at) if place else "–"


def _agrees(place: Place | None) -> str:
    return say.runs(place.agreement) if place else "–"

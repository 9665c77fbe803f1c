"""The tables behind "What matters most?"; each says in its head what its figures are."""

from collections.abc import Iterable
from dataclasses import dataclass

from wholeperson.mapping.presenters import matter_words as say
from wholeperson.mapping.rules.mattering import Matters
from wholesystem import dynamics
from wholesystem.maps import SystemsMap

UNMOVED = 0.005


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table: the heads of its columns, its rows, and a sentence on what is left out of it."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    rest: str = ""

    @property
    def told(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """The rows, each cell with its head, so that a phone can say it beside the cell."""
        return tuple(tuple(zip(self.heads, row, strict=True)) for row in self.rows)


def changes(a_map: SystemsMap, found: Matters, levers: Iterable[dynamics.Lever]) -> Table:
    """Every change that was played and is offered, strongest first."""
    levers = list(levers)
    moving = [lever for lever in levers if abs(lever.effect) >= UNMOVED]
    still = len(levers) - len(moving)
    name = say.label(a_map, found.outcome)
    return Table(
        heads=("Change", "What it does", "Runs that agree", "How far, with nine in ten runs", "What else"),
        rows=tuple(
            (
                say.doing(a_map, lever.is_move),
                f"{'more' if lever.effect > 0 else 'less'} {name}",
                say.runs(lever.agreement),
                _far(lever.effect, lever.low, lever.high),
                " ".join(say.side_effects(a_map, lever.side_effects)),
            )
            for lever in moving
        ),
        rest=f"{still} more {'was' if still == 1 else 'were'} played and hardly moved it." if still else "",
    )


def _far(effect: float, low: float, high: float) -> str:
    return f"{effect:+.2f} ({low:+.2f} to {high:+.2f})"


def small_pushes(a_map: SystemsMap, found: Matters) -> Table:
    """What the formula says of small pushes, beside what was played."""
    played = {lever.change: lever for lever in found.variables}
    told = [one for one in found.small if one.settles > 0]
    rows = []
    for one in told:
        lever = played[one.node]
        rows.append((say.doing(a_map, lever.is_move), _way(one.effect, one.holds), _way(lever.effect, lever.agreement)))
    share = f"The formula holds for the {say.runs(told[0].settles)} that settle after a small push." if told else ""
    return Table(
        heads=("Change", "By the formula, in the end", "As it was played"),
        rows=tuple(rows),
        rest=share or "No run settles after a small push, so the formula says nothing here.",
    )


def _way(effect: float, share: float) -> str:
    if abs(effect) < UNMOVED / 10:
        return "hardly moves"
    return f"{'higher' if effect > 0 else 'lower'} in {say.runs(share)}"


def arrows(a_map: SystemsMap) -> Table:
    """How many arrows each circle has: how it is drawn, not how much it matters; in the map's own order."""
    return Table(
        heads=("Circle", "Arrows to it", "Arrows from it", "Shortest ways through it"),
        rows=tuple(
            (say.label(a_map, node), str(one.into), str(one.out), f"{one.between:.0f}")
            for node, one in dynamics.centrality(a_map).items()
        ),
    )

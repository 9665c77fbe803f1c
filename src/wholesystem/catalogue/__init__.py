"""The reports' maps, ready to open, with the figures, readings and reports that stand behind them.

Every map is a data file in ``catalogue/maps``: each link names its sign, delay, confidence and the report's lines,
told in our own words. The drawings themselves are lost; ``drawn`` on a link is our guess of what they showed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from wholesystem.errors import UnknownNameError, nearest
from wholesystem.maps import AnyMap, Interval, read_map
from wholesystem.maps.text import ENDINGS
from wholesystem.statistics import proportion_interval

IDS = (
    "the-hold",
    "the-struggle",
    "the-recovery",
    "user-generated-system",
    "whole-person-recovery-system",
    "influence-crawley",
    "influence-bognor-regis",
    "adversity-trauma-resilience",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One of the reports that the catalogue was read from."""

    id: str
    citation: str
    lines: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A survey figure that a report prints, in our words.

    Attributes:
        id: its id in the survey table.
        says: what it says, one plain sentence.
        percent: as printed; percent of the base where ``kind`` is ``share``.
        qualifier: how the report hedged it: ``exact``, ``about``, ``more-than``, ``less-than``, ``fraction`` …
        kind: ``share``, ``ratio``, ``margin`` or ``estimate``.
        base: who was asked.
        n: how many they were, or None where the report does not say.
        report: the report's short name.
        lines: where it is printed.
        variables: ids of the catalogue's variables that it stands behind.
        note: what is doubtful about it.
    """

    id: str
    says: str
    percent: float
    qualifier: str = "exact"
    kind: str = "share"
    base: str = ""
    n: int | None = None
    report: str = "RSA"
    lines: tuple[int, ...] = ()
    variables: tuple[str, ...] = ()
    note: str = ""

    @property
    def interval(self) -> Interval | None:
        """The 95 % Wilson interval in percent, or None where the base is not known.

        The people were found through each other, so the true uncertainty is wider than this.
        """
        if self.n is None or self.kind != "share":
            return None
        low, high = proportion_interval(self.percent, self.n)
        return Interval(low, high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a guided reading: what is said, and what lights up in the picture."""

    title: str
    text: str
    shows: tuple[str, ...] = ()
    loop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A guided reading of a map, retold by us.

    Attributes:
        map: the map's id.
        title: what the button says.
        warning: said before the first step.
        help_from: the number (from 1) of the first step about what helped.
        steps: in order.
        retold_by_us: always true so far; nobody's own words are passed off as theirs.
    """

    map: str
    title: str
    warning: str
    help_from: int
    steps: tuple[Step, ...]
    retold_by_us: bool = True
    sources: tuple[Mapping[str, str], ...] = ()


def names() -> tuple[str, ...]:
    """The ids of all maps of the catalogue, in the order in which they are best read."""
    return IDS


@cache
def load(name: str) -> AnyMap:
    """Open a map of the catalogue.

    Raises:
        UnknownNameError: suggesting the nearest id.

    Example:
        >>> len(load("the-hold").loops()) >= 3
        True
    """
    if name not in IDS:
        raise UnknownNameError(f'The catalogue has no map "{name}". {nearest(name, IDS)}')
    with resources.as_file(_folder() / "maps" / f"{name}.yaml") as path:
        return read_map(path, include=load)


def open_map(name: str) -> AnyMap:
    """Open a map by its catalogue id, or by the name of a file.

    Raises:
        UnknownNameError: where it is neither.
        MapError: where the file is not a good map.
    """
    if name in IDS:
        return load(name)
    path = Path(name)
    if path.suffix.lower() in ENDINGS or _is_there(path):
        return read_map(path)
    raise UnknownNameError(f'There is no map "{name}" in the catalogue, and no such file. {nearest(name, IDS)}')


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that is too long for any file
        return False


@cache
def reports() -> Mapping[str, Report]:
    """The reports by their short names."""
    return MappingProxyType({name: Report(id=name, **entry) for name, entry in _read("reports.yaml").items()})


@cache
def figures() -> tuple[Figure, ...]:
    """Every survey figure of the catalogue."""
    return tuple(Figure(**_tuples(entry, "lines", "variables")) for entry in _read("figures.yaml"))


def figures_behind(variable: str) -> tuple[Figure, ...]:
    """The survey figures that stand behind a variable, as printed."""
    return tuple(figure for figure in figures() if variable in figure.variables)


@cache
def reading(name: str) -> Reading | None:
    """The guided reading of a map, or None where there is none."""
    file = _folder() / "readings" / f"{name}.yaml"
    if name not in IDS or not file.is_file():
        return None
    entry = _tuples(_read(f"readings/{name}.yaml"), "sources")
    steps = tuple(Step(**_tuples(step, "shows", "loop")) for step in entry.pop("steps"))
    return Reading(steps=steps, **entry)


def _folder() -> Any:
    return resources.files("wholesystem.catalogue")


def _read(name: str) -> Any:
    return yaml.load((_folder() / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _tuples(entry: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    def listed(value: Iterable[Any] | None) -> tuple[Any, ...]:
        return tuple(value or ())

    return {key: listed(value) if key in keys else value for key, value in entry.items()}

"""Map files in our own YAML and JSON: read with every problem named, written so that they read back the same."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, TypeVar

from wholesystem.errors import MapError, Problem, UnknownNameError, nearest, shown
from wholesystem.maps.checks import check_text
from wholesystem.maps.map import AnyMap, InfluenceMap, Layout, SystemsMap
from wholesystem.maps.parts import Claim, Facet, Interval, Link, LoopName, Source, SubSystem, Variable
from wholesystem.maps.text import Path_, load_file
from wholesystem.maps.writing import as_data

__all__ = ["as_data", "check_file", "from_data", "read_map"]

Part = TypeVar("Part")

TOP = (
    "id", "title", "kind", "lead", "about", "sources", "includes", "subsystems", "variables", "links", "loops",
    "drivers", "outcomes", "layout",
)  # fmt: skip
ONLY_SYSTEMS = ("loops", "drivers", "outcomes")

Includes = Callable[[str], AnyMap]


def read_map(path: str | Path, include: Includes | None = None) -> AnyMap:
    """Read a map file.

    Args:
        path: a file in our YAML or JSON.
        include: gives the map of a name under ``includes``; None where a file stands alone.

    Raises:
        MapError: with every problem that was found; each names the file, the line and what to do.
    """
    marked = load_file(Path(path))
    return from_data(marked.data, Path(path).name, marked.lines, include)


def check_file(path: str | Path, include: Includes | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with a map file; nothing where it is a good one."""
    try:
        read_map(path, include)
    except MapError as error:
        return error.problems
    return ()


def from_data(
    data: Any, name: str = "the map", lines: Mapping[Path_, int] | None = None, include: Includes | None = None
) -> AnyMap:
    """Build a map from plain data in the shape of a map file.

    Args:
        data: what a map file holds.
        name: what to call it in sentences.
        lines: the line on which each part starts, by its path.
        include: gives the map of a name under ``includes``.

    Raises:
        MapError: with every problem that was found.
    """
    reader = _Reader(name, lines or {})
    built = reader.map(data, include)
    if built is None or reader.problems:
        raise MapError(reader.problems)
    return built


class _Reader:
    """Reads each part, keeps going after a bad one, and remembers where each stood."""

    def __init__(self, name: str, lines: Mapping[Path_, int]) -> None:
        self.name = name
        self.lines = lines
        self.problems: list[Problem] = []
        self.places: dict[str, Path_] = {name: (name,) for name in ("drivers", "outcomes")}

    def where(self, path: Path_, part: str = "") -> str:
        line = self.lines.get(path)
        pieces = [self.name, f"line {line}" if line else "", part]
        return ", ".join(piece for piece in pieces if piece)

    def say(self, path: Path_, part: str, what: str, remedy: str) -> None:
        self.problems.append(Problem(self.where(path, part), what, remedy))

    def _tell(self, path: Path_, error: MapError) -> None:
        for one in error.problems:
            self.say(path, one.where, one.what, one.remedy)

    def map(self, data: Any, include: Includes | None) -> AnyMap | None:
        if not isinstance(data, dict):
            self.say((), "", "it is not a map file.", 'Start with "id:", "title:", "variables:" and "links:".')
            return None
        self._known("the map", data, TOP, ())
        kind = data.get("kind", "systems")
        if kind not in ("systems", "influence"):
            self.say(("kind",), "the map", f"its kind is {shown(kind)}.", "Use systems or influence.")
            return None
        for key in ONLY_SYSTEMS if kind == "influence" else ():
            if data.get(key):
                what = f"an influence map has no {key}."
                self.say((key,), "the map", what, "Leave them out, or make it a systems map.")
        parts: dict[str, Any] = {
            "variables": self.parts(data, "variables", Variable),
            "links": self.parts(data, "links", Link),
            "subsystems": self.parts(data, "subsystems", SubSystem),
            "sources": self.parts(data, "sources", Source),
            "layouts": self._layouts(data.get("layout")),
        }
        if kind == "systems":
            parts["loop_names"] = self.parts(data, "loops", LoopName)
            parts.update({key: self._names(data, key) for key in ("drivers", "outcomes")})
        for key in ("id", "title", "lead", "about"):
            parts[key] = self._text(data, key)
        self._include(self._names(data, "includes"), parts, include)
        return self._build(SystemsMap if kind == "systems" else InfluenceMap, parts)

    def _build(self, kind: type[SystemsMap] | type[InfluenceMap], parts: dict[str, Any]) -> AnyMap | None:
        if self.problems and not parts["variables"]:
            return None
        try:
            return kind(**parts)
        except MapError as error:
            # A part that could not be read would seem to be missing; the problem with it is told already.
            for problem in error.problems if not self.problems else ():
                path = self.places.get(problem.where, ())
                self.problems.append(Problem(self.where(path, problem.where), problem.what, problem.remedy))
            return None

    def _include(self, names: tuple[str, ...], parts: dict[str, Any], include: Includes | None) -> None:
        """Put the parts of other maps first, as they were drawn first."""
        joined: dict[str, tuple[Any, ...]] = {}
        for at, name in enumerate(names):
            if include is None:
                self.say(("includes", at), "the map", f'it includes "{name}".', "Only maps of the catalogue can.")
                continue
            try:
                other = include(name)
            except UnknownNameError as error:
                self.say(("includes", at), "the map", f'it includes "{name}".', str(error))
                continue
            for key in ("variables", "links", "subsystems", "loop_names"):
                joined[key] = (*joined.get(key, ()), *getattr(other, key, ()))
        for key, included in joined.items():
            parts[key] = (*included, *parts[key])

    def _known(self, part: str, data: dict[str, Any], keys: Iterable[str], path: Path_) -> None:
        for key in data:
            if key not in keys:
                self.say((*path, key), part, f'"{key}" is not a part of a map file.', nearest(key, keys))

    def _text(self, data: dict[str, Any], key: str) -> str:
        value = data.get(key)
        try:
            check_text("the map", key, "" if value is None else value, needed=False)
        except MapError as error:
            self._tell((key,), error)
        return value if isinstance(value, str) else ""

    def _names(self, data: dict[str, Any], key: str) -> tuple[str, ...]:
        values = self._list(data, key)
        for at, value in enumerate(values):
            if not isinstance(value, str):
                self.say((key, at), "the map", f"{shown(value)} under {key} is not an id.", "Write an id as text.")
        return tuple(value for value in values if isinstance(value, str))

    def _list(self, data: dict[str, Any], key: str) -> list[Any]:
        values = data.get(key)
        if values is None:
            return []
        if not isinstance(values, list):
            self.say((key,), "the map", f"{key} is not a list.", 'Start each one on a line of its own, after "- ".')
            return []
        return values

    def parts(self, data: dict[str, Any], key: str, kind: type[Part]) -> tuple[Part, ...]:
        built = (self._part((key, at), item, kind) for at, item in enumerate(self._list(data, key)))
        return tuple(part for part in built if part is not None)

    def _part(self, path: Path_, item: Any, kind: type[Part]) -> Part | None:
        word = WORDS[kind]
        if not isinstance(item, dict):
            self.say(path, word, f"{shown(item)} is not a {word}.", 'Write it as "name: value" lines.')
            return None
        name = item.get("id", item.get("name"))
        part = f"{word} '{name}'" if isinstance(name, str) and name else word
        self.places[part] = path
        names = {one.name for one in fields(kind)}  # type: ignore[arg-type]  # every kind is a dataclass
        before = len(self.problems)
        self._known(part, item, names, path)
        if len(self.problems) > before:
            return None
        try:
            built: Part = _one(kind, item)
        except MapError as error:
            for problem in error.problems:
                inside = part if problem.where in (part, f"a {word}") else f"{part}, {problem.where}"
                self.say(path, inside, problem.what, problem.remedy)
            return None
        return built

    def _layouts(self, data: Any) -> dict[str, Layout]:
        layouts = {}
        for name, one in data.items() if isinstance(data, dict) else ():
            self.places[f"layout '{name}'"] = ("layout", name)
            try:
                places = {key: _pair(at) for key, at in one["variables"].items()}
                layouts[name] = Layout(*_pair(one["size"]), places)
            except (TypeError, KeyError, ValueError, AttributeError, OverflowError):
                what = "it is not a drawing's size and places."
                remedy = "Write size: [960, 640] and variables: {id: [x, y]}."
                self.say(("layout", name), f"layout '{name}'", what, remedy)
            except MapError as error:
                self._tell(("layout", name), error)
        if data is not None and not isinstance(data, dict):
            self.say(("layout",), "the map", "its layout is not a list of drawings.", "Write wide: or tall: under it.")
        return layouts


WORDS: dict[type, str] = {
    Variable: "variable", Link: "link", SubSystem: "sub-system", LoopName: "loop", Source: "source",
    Facet: "facet", Claim: "claim",
}  # fmt: skip


def _same(value: Any) -> Any:
    return value


def _pair(value: Any) -> tuple[float, float]:
    if not isinstance(value, list):
        raise TypeError(value)
    x, y = value
    return float(x), float(y)


def _bad(what: str, value: Any, remedy: str) -> MapError:
    return MapError([Problem(what, f"{shown(value)} cannot be read.", remedy)])


def _span(what: str) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        if set(value) == {"word"}:
            return value["word"]
        if set(value) != {"low", "high"}:
            raise _bad(f"its {what}", value, "Write {low: 0.2, high: 0.5}.")
        try:
            return Interval(value["low"], value["high"])
        except MapError as error:
            raise MapError([Problem(f"its {what}", one.what, one.remedy) for one in error.problems]) from error

    return read


def _many(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    def read(values: Any) -> tuple[Any, ...]:
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise _bad(f"a {WORDS[kind]}", values, 'Write a list, each as "name: value" pairs.')
        return tuple(_one(kind, value) for value in values)

    return read


def _one(kind: type[Any], value: dict[str, Any]) -> Any:
    known = [one.name for one in fields(kind)]
    for key in value:
        if key not in known:
            raise MapError([Problem(f"a {WORDS[kind]}", f'it has no part "{key}".', nearest(key, known))])
    for one in fields(kind):
        if one.default is MISSING and value.get(one.name) is None:
            raise MapError([Problem(f"a {WORDS[kind]}", f"it has no {one.name}.", f'Add "{one.name}:".')])
    given = {key: item for key, item in value.items() if item is not None or key == "delayed"}
    return kind(**{key: READERS.get(key, _same)(item) for key, item in given.items()})


def _texts(values: Any) -> tuple[Any, ...]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise _bad("its list of ids", values, "Write a list of ids.")
    return tuple(values)


def _lines(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _delayed(value: Any) -> Any:
    return None if value == "unknown" else value


READERS: dict[str, Callable[[Any], Any]] = {
    "strength": _span("strength"), "speed": _span("speed"), "room": _span("room"), "facets": _many(Facet),
    "claims": _many(Claim), "sources": _many(Source), "variables": _texts, "links": _texts, "lines": _lines,
    "delayed": _delayed,
}  # fmt: skip

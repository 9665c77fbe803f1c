"""From the text of a map file to plain data, with the line of each part; nothing in a file is ever run."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from wholesystem.errors import MapError, Problem

BYTES_AT_MOST = 4_000_000
PARTS_AT_MOST = 200_000
ENDINGS = (".yaml", ".yml", ".json")

Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """Plain data, and the line (from 1) on which each part of it starts, by its path."""

    data: Any
    lines: dict[Path_, int]


def _refuse(where: str, what: str, remedy: str) -> MapError:
    return MapError([Problem(where, what, remedy)])


def load_file(path: Path) -> Marked:
    """Read a map file.

    Raises:
        MapError: where it is missing, too large, not text, or not YAML or JSON; naming the line where there is one.
    """
    if path.suffix.lower() not in ENDINGS:
        raise _refuse(path.name, f"its name ends in {path.suffix!r}.", f"Map files end in {', '.join(ENDINGS)}.")
    if not path.is_file():
        what = "it is a folder." if path.is_dir() else "there is no such file."
        raise _refuse(str(path), what, "Check the name and the folder.")
    raw = path.read_bytes()
    if len(raw) > BYTES_AT_MOST:
        raise _refuse(path.name, f"it holds {len(raw):,} bytes.", f"Map files hold up to {BYTES_AT_MOST:,}.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise _refuse(f"{path.name}, line {line}", "it is not UTF-8 text.", "Save it again as UTF-8.") from error
    return load_text(text, path.name, is_json=path.suffix.lower() == ".json")


def load_text(text: str, name: str, *, is_json: bool = False) -> Marked:
    """Turn the text of a map file into plain data.

    Args:
        text: YAML, or JSON where ``is_json``.
        name: what to call the file in sentences.
        is_json: hold the text to JSON's own, stricter rules.

    Raises:
        MapError: naming the line.
    """
    if is_json:
        _check_json(text, name)
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        what = f"it cannot be read as YAML: {error.problem}."
        remedy = "Check the indentation, and put text that holds : # - or quotation marks in quotation marks."
        raise _refuse(f"{name}, line {line}", what, remedy) from error
    except yaml.YAMLError as error:
        raise _refuse(name, "it holds characters that YAML does not allow.", "Save it again as plain text.") from error
    if root is None:
        raise _refuse(name, "it is empty.", 'Start with "id:", "title:", "variables:" and "links:".')
    lines: dict[Path_, int] = {}
    return Marked(_Builder(name, lines).build(root, ()), lines)


def _check_json(text: str, name: str) -> None:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        raise _refuse(
            f"{name}, line {error.lineno}",
            f"it cannot be read as JSON: {error.msg[0].lower()}{error.msg[1:]}.",
            "Check commas, brackets and quotation marks there.",
        ) from error
    except RecursionError as error:
        raise _refuse(name, "its brackets are nested too deep.", "A map needs five levels at most.") from error


class _Builder:
    """Builds plain data from YAML's own tree, so that each part keeps its line and none is repeated without end."""

    def __init__(self, name: str, lines: dict[Path_, int]) -> None:
        self.name = name
        self.lines = lines
        self.loader = yaml.SafeLoader("")
        self.count = 0

    def build(self, node: yaml.Node, path: Path_) -> Any:
        self.count += 1
        where = f"{self.name}, line {node.start_mark.line + 1}"
        if self.count > PARTS_AT_MOST or len(path) > 12:
            raise _refuse(where, "it holds too many parts, or repeats itself.", "Write each part out once.")
        self.lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, at)) for at, item in enumerate(node.value)]
        if not node.tag.startswith("tag:yaml.org,2002:"):
            raise _refuse(where, f"it uses the tag {node.tag}.", "Leave tags that start with ! out.")
        try:
            return self.loader.construct_object(node)  # type: ignore[no-untyped-call]
        except (yaml.YAMLError, ValueError) as error:
            what = f"{node.value!r} cannot be read."
            raise _refuse(where, what, "Put it in quotation marks.") from error

    def _pairs(self, node: yaml.MappingNode, path: Path_) -> Iterator[tuple[Any, Any]]:
        seen = set()
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            where = f"{self.name}, line {key_node.start_mark.line + 1}"
            if key is None or key_node.tag == "tag:yaml.org,2002:merge":
                raise _refuse(where, "a name before a colon is not plain text.", "Use a plain word before the colon.")
            if key in seen:
                raise _refuse(where, f'"{key}" stands there twice.', "Keep one of the two.")
            seen.add(key)
            yield key, self.build(value_node, (*path, key))

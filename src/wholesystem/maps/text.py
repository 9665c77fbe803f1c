"""From the text of a map file to plain data, with the line of each part; nothing in a file is ever run."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from wholesystem.errors import shown
from wholesystem.maps.checks import refuse

BYTES_AT_MOST = 4_000_000
PARTS_AT_MOST = 200_000
DEEPEST = 50
ENDINGS = (".yaml", ".yml", ".json")

# JSON writes a character beyond the first 65,536 as a pair of escapes, and may hold others bare that YAML reads as the
# end of a line. Both are written as YAML's own escape before YAML reads them.
PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
BARE = re.compile(r"[^\x09\x0a\x0d\x20-\x7e]")

Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """Plain data, and the line (from 1) on which each part of it starts, by its path."""

    data: Any
    lines: dict[Path_, int]


def load_file(path: Path) -> Marked:
    """Read a map file.

    Raises:
        MapError: where it is missing, too large, not text, or not YAML or JSON; naming the line where there is one.
    """
    if path.suffix.lower() not in ENDINGS:
        what = f"its name ends in {path.suffix}." if path.suffix else "its name has no ending."
        raise refuse(path.name or str(path), what, f"Map files end in {', '.join(ENDINGS)}.")
    try:
        if not path.is_file():
            what = "it is a folder." if path.is_dir() else "there is no such file."
            raise refuse(str(path), what, "Check the name and the folder.")
        size = path.stat().st_size
        raw = path.read_bytes() if size <= BYTES_AT_MOST else b""
    except OSError as error:
        remedy = "Check its name, and whether you may read it."
        raise refuse(path.name, f"it cannot be opened ({error.strerror}).", remedy) from error
    if size > BYTES_AT_MOST:
        raise refuse(path.name, f"it holds {size:,} bytes.", f"Map files hold up to {BYTES_AT_MOST:,}.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise refuse(f"{path.name}, line {line}", "it is not UTF-8 text.", "Save it again as UTF-8.") from error
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
        text = _checked_json(text, name)
    try:
        _check_depth(text, name)
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        what = f"it cannot be read as YAML: {error.problem}."
        remedy = "Check the indentation, and put text that holds : # - or quotation marks in quotation marks."
        raise refuse(f"{name}, line {line}", what, remedy) from error
    except yaml.YAMLError as error:
        raise refuse(name, "it holds characters that YAML does not allow.", "Save it again as plain text.") from error
    if root is None:
        raise refuse(name, "it is empty.", 'Start with "id:", "title:", "variables:" and "links:".')
    lines: dict[Path_, int] = {}
    return Marked(_Builder(name, lines, is_json=is_json).build(root, ()), lines)


def _check_depth(text: str, name: str) -> None:
    """Refuse nesting that no map needs before YAML's own tree is built, which would end the whole program."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            assert event.start_mark is not None
            where = f"{name}, line {event.start_mark.line + 1}"
            raise refuse(where, "its parts are nested too deep.", "A map needs five levels at most.")


def _checked_json(text: str, name: str) -> str:
    """The text, held to JSON's rules, and written so that YAML reads every character of it the same."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        raise refuse(
            f"{name}, line {error.lineno}",
            f"it cannot be read as JSON: {error.msg[0].lower()}{error.msg[1:]}.",
            "Check commas, brackets and quotation marks there.",
        ) from error
    except RecursionError as error:
        raise refuse(name, "its brackets are nested too deep.", "A map needs five levels at most.") from error
    except ValueError as error:
        raise refuse(name, "it holds a number of thousands of digits.", "Shorten the number.") from error
    text = PAIR.sub(lambda pair: pair[1] + _escape((int(pair[2], 16) - 0xD800 << 10) + int(pair[3], 16) + 0x2400), text)
    return BARE.sub(lambda found: _escape(ord(found[0])), text)


def _escape(code: int) -> str:
    return f"\\U{code:08X}"


class _Builder:
    """Builds plain data from YAML's own tree, so that each part keeps its line and none is repeated without end."""

    def __init__(self, name: str, lines: dict[Path_, int], *, is_json: bool) -> None:
        self.name = name
        self.is_json = is_json
        self.lines = lines
        self.loader = yaml.SafeLoader("")
        self.count = 0

    def build(self, node: yaml.Node, path: Path_) -> Any:
        self.count += 1
        where = f"{self.name}, line {node.start_mark.line + 1}"
        if self.count > PARTS_AT_MOST or len(path) > 12:
            raise refuse(where, "it holds too many parts, or repeats itself.", "Write each part out once.")
        self.lines[path] = node.start_mark.line + 1
        if not node.tag.startswith("tag:yaml.org,2002:"):
            raise refuse(where, f"it uses the tag {node.tag}.", "Leave tags that start with ! out.")
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, at)) for at, item in enumerate(node.value)]
        if self.is_json and isinstance(node, yaml.ScalarNode) and node.style != '"':
            return json.loads(node.value)
        try:
            return self.loader.construct_object(node)
        except (yaml.YAMLError, ValueError, LookupError, AttributeError) as error:
            # The last two are what the safe loader raises for a tag of its own on a value that it does not fit.
            what = f"{shown(node.value)} cannot be read."
            raise refuse(where, what, "Put it in quotation marks.") from error

    def _pairs(self, node: yaml.MappingNode, path: Path_) -> Iterator[tuple[Any, Any]]:
        seen = set()
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            where = f"{self.name}, line {key_node.start_mark.line + 1}"
            if key is None or key_node.tag == "tag:yaml.org,2002:merge":
                raise refuse(where, "a name before a colon is not plain text.", "Use a plain word before the colon.")
            if key in seen:
                raise refuse(where, f'"{key}" stands there twice.', "Keep one of the two.")
            seen.add(key)
            yield key, self.build(value_node, (*path, key))

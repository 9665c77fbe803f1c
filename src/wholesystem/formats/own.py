"""Our own map files, YAML and JSON, in and out; see ``docs/reference/map-format.md``."""

import json
import re

import yaml

from wholesystem.formats.files import refuse
from wholesystem.formats.lost import Read, Written
from wholesystem.maps import AnyMap, as_data, from_data
from wholesystem.maps.files import Includes
from wholesystem.maps.text import BYTES_AT_MOST, load_text

DEPTH_AT_MOST = 20
# JSON may hold these as they are, YAML may not; the reader is one for both.
NOT_PLAIN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def read(text: str, name: str, include: Includes | None = None) -> Read:
    """Read YAML, or JSON where the file's name ends so.

    Raises:
        MapError: with every problem that was found.
    """
    if len(text) > BYTES_AT_MOST:
        raise refuse(name, f"it holds {len(text):,} characters.", f"Map files hold up to {BYTES_AT_MOST:,}.")
    is_json = name.lower().endswith(".json")
    if not is_json:
        _check_depth(text, name)
    marked = load_text(text, name, is_json=is_json)
    return Read(from_data(marked.data, name, marked.lines, include), ())


def _check_depth(text: str, name: str) -> None:
    """Refuse brackets in brackets without end: the composer, in C, would run out of stack and end the process."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEPTH_AT_MOST:
                raise refuse(name, "it is nested too deep.", "A map needs five levels at most.")
    except yaml.YAMLError:
        return  # the reader says it, with its line


def write_yaml(a_map: AnyMap) -> Written:
    """Write YAML; nothing is lost."""
    text = yaml.safe_dump(as_data(a_map), allow_unicode=True, sort_keys=False, width=110)
    return Written(text, ())


def write_json(a_map: AnyMap) -> Written:
    """Write JSON; nothing is lost."""
    text = json.dumps(as_data(a_map), ensure_ascii=False, indent=2)
    return Written(NOT_PLAIN.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n", ())

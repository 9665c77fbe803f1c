"""docs/reference/settings.md, from what the settings ask for when they are read."""

import importlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.environment import prepare


def _default(value: str | None, data: str) -> str:
    if value is None:
        return "none: set it"
    return f"`{value.replace(data, '(data)')}`" if value else "nothing"


def table(asked: Iterable[Any], data: str) -> str:
    """Write one row for each setting, in the order in which they are read."""
    rows = {one.name: f"| `{one.name}` | {one.kind} | {_default(one.default, data)} | {one.help} |" for one in asked}
    head = [
        "# Settings", "",
        "Read from the environment once, at the start; made by `make docs` from `config/settings.py`.",
        "`wholeperson serve` sets what one machine needs. (data) is the folder in WHOLEPERSON_DATA.", "",
        "| name | kind | if not set | about |", "| --- | --- | --- | --- |",
    ]  # fmt: skip
    return "\n".join([*head, *rows.values()]) + "\n"


def make() -> str:
    """Read the settings and write down what they asked for."""
    prepare()
    # By name, because importing the settings is banned everywhere else.
    read = importlib.import_module("wholeperson.config.settings")
    readers = importlib.import_module("wholeperson.config.readers")
    return table(readers.asked, str(Path(read.DATA)))

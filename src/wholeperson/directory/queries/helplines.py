"""Reads helplines.yaml, and says which line of it a person has to mend."""

from dataclasses import dataclass
from datetime import time
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from wholeperson.directory.rules import Always, EveryDay, Hours, Unknown

FIELDS = {"name", "id", "country", "who_for", "call", "hours", "free", "source_seen"}
OTHER_FIELDS = {"then", "text", "note", "on_bill", "serves_others"}


class HelplinesError(ValueError):
    """The file of helplines needs a person's hand."""


@dataclass(frozen=True)
class Entry:
    """One line of the file, as written."""

    id: str
    name: str
    country: str
    who_for: str
    call: str
    hours: Hours
    free: bool
    source_seen: str
    checked: str
    how: str
    then: str = ""
    text: str = ""
    note: str = ""
    on_bill: bool | None = None
    serves_others: bool = False


@cache
def on_file() -> tuple[Entry, ...]:
    """Give every helpline in the order of the file."""
    return read(files("wholeperson.directory").joinpath("helplines.yaml").read_text(encoding="utf-8"))


def read(text: str) -> tuple[Entry, ...]:
    """Read the text of such a file.

    Raises:
        HelplinesError: where something is missing, unknown, or not a time of day.
    """
    file = yaml.safe_load(text)
    dated = {"checked": str(file["checked"]), "how": file["how"]}
    return tuple(_entry(row, dated) for row in file["helplines"])


def _entry(row: dict[str, Any], dated: dict[str, str]) -> Entry:
    name = row.get("name", "A helpline without a name")
    missing, strange = FIELDS - row.keys(), row.keys() - FIELDS - OTHER_FIELDS
    if missing or strange:
        raise HelplinesError(f"{name}: missing {sorted(missing)}, not known {sorted(strange)}.")
    return Entry(**{**row, **dated, "hours": _hours(name, row["hours"])})


def _hours(name: str, said: object) -> Hours:
    if said == "always":
        return Always()
    if said == "see their page":
        return Unknown()
    if isinstance(said, dict) and said.keys() == {"from", "to"}:
        return EveryDay(_time(name, said["from"]), _time(name, said["to"]))
    raise HelplinesError(f"{name}: hours are 'always', 'see their page', or from and to.")


def _time(name: str, said: str) -> time:
    try:
        return time.fromisoformat("00:00" if said == "24:00" else said)
    except (TypeError, ValueError) as cause:
        raise HelplinesError(
            f'{name}: {said!r} is not a time of day. Write it in quotation marks, as "17:00".'
        ) from cause

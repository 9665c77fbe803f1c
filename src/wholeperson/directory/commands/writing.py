"""Writes the whole open feed into a folder: JSON, one object a line, and the standard's tables, with the licence."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, NamedTuple

from wholeperson.directory.http_api.answers import envelope, written
from wholeperson.directory.http_api.lists import LISTINGS
from wholeperson.directory.rules.hsds import LICENCE, LICENCE_URL, OURS, PROFILE, VERSION, tables
from wholeperson.directory.rules.hsds.asking import Ask
from wholeperson.directory.rules.hsds.describing import describe
from wholeperson.directory.rules.hsds.plain import Json
from wholeperson.directory.rules.hsds.shape import ONE_OF
from wholeperson.foundation import clock

FULL = Ask(full=True)
LISTED = ("organizations", "services", "taxonomies", "taxonomy_terms")
UNFINISHED = ".unfinished"


class Steps(NamedTuple):
    """How many objects of each list are going to be written."""

    counts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def steps() -> Steps:
    one = Ask(per_page=1)
    return Steps({listed: LISTINGS[listed].page(one)[1] for listed in LISTED})


def write(folder: Path, planned: Steps, done: Callable[[int], Any]) -> dict[str, int]:
    """Write everything, and say how many rows each file holds. What is half written has another name until it is whole.

    Raises:
        OSError: where the folder cannot be written.
    """
    half = folder / UNFINISHED
    half.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        sheets = Sheets(half, stack)
        counts = {listed: _write_list(half, listed, planned.counts[listed], sheets, done) for listed in LISTED}
    _write_json(half / "api_details.json", {"version": VERSION, "profile": PROFILE, "openapi_url": f"{PROFILE}#openapi",
                                            OURS: {"licence": LICENCE, "licence_url": LICENCE_URL}})  # fmt: skip
    _write_json(half / "openapi.json", describe("/open-referral"))
    _write_json(half / "datapackage.json", _package(sheets.counts))
    for file in half.iterdir():
        file.replace(folder / file.name)
    half.rmdir()
    return counts | {f"{name}.csv": number for name, number in sorted(sheets.counts.items())}


class Sheets:
    """The tables as CSV files. What others point to stands once, however many do."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.counts = dict.fromkeys(tables.FILES.values(), 0)
        self._seen: dict[str, set[str]] = {shape: set() for shape in tables.SHARED}
        self._writers = {
            shape: self._opened(folder / f"{name}.csv", shape, stack) for shape, name in tables.FILES.items()
        }

    def _opened(self, file: Path, shape: str, stack: ExitStack) -> "csv.DictWriter[str]":
        opened = stack.enter_context(file.open("w", encoding="utf-8", newline=""))
        writer = csv.DictWriter(opened, tables.columns(shape))
        writer.writeheader()
        return writer

    def add(self, value: Json, shape: str) -> None:
        for table, row in tables.rows_of(value, shape):
            if table in self._seen:
                if row["id"] in self._seen[table]:
                    continue
                self._seen[table].add(row["id"])
            self._writers[table].writerow(row)
            self.counts[tables.FILES[table]] += 1


def _write_list(folder: Path, listed: str, total: int, sheets: Sheets, done: Callable[[int], Any]) -> int:
    number = 0
    with (
        (folder / f"{listed}.json").open("w", encoding="utf-8") as page,
        (folder / f"{listed}.ndjson").open("w", encoding="utf-8") as lines,
    ):
        page.write('{"contents":[')
        for number, one in enumerate(_every(listed), start=1):  # counted, and said below
            line = written(one)
            page.write(("," if number > 1 else "") + "\n" + line)
            lines.write(line + "\n")
            sheets.add(_for_tables(one, listed), ONE_OF[listed])
            done(1)
        page.write("\n]," + _rest(number) + "}\n")
    return number


def _every(listed: str) -> Iterator[Json]:
    return LISTINGS[listed].every(FULL)


def _for_tables(one: Json, listed: str) -> Json:
    """An organization's services are rows of their own file, and come with it."""
    return {name: value for name, value in one.items() if listed != "organizations" or name != "services"}


def _rest(number: int) -> str:
    whole = envelope([{}] * number, number, 1, max(number, 1))
    del whole["contents"]
    return written(whole)[1:-1]


def _write_json(file: Path, value: Json) -> None:
    with file.open("w", encoding="utf-8") as opened:
        _dump(value, opened)


def _dump(value: Json, opened: IO[str]) -> None:
    json.dump(value, opened, ensure_ascii=False, indent=1)
    opened.write("\n")


def _package(counts: dict[str, int]) -> Json:
    return {
        "name": "whole-person-network-map", "title": "The network map, in Open Referral UK 3.0", "version": VERSION,
        "profile": "tabular-data-package", "created": clock.now().isoformat(),
        "licenses": [{"title": LICENCE, "path": LICENCE_URL}],
        "description": "Entries from other directories keep their own licence: it stands beside each service in the"
                       f" JSON files, in {OURS}.",
        "resources": [*_described(counts)],
    }  # fmt: skip


def _described(counts: dict[str, int]) -> Iterable[Json]:
    for shape, name in tables.FILES.items():
        yield tables.resource(shape) | {"rows": counts[name]}

"""Reading a feed that somebody wants looked over: a file, a folder of files, or an address."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import urllib3

from wholeperson.directory.rules.hsds import validating
from wholeperson.directory.rules.hsds.checking import Problem
from wholeperson.directory.rules.hsds.validating import MissingError, UnreadableError, Verdict

A_WHILE = urllib3.Timeout(connect=10, read=60)
MOST_BYTES = 100_000_000
NAMED = ("*.json", "*.ndjson")
NOT_OF_THE_FEED = ("datapackage.json", "openapi.json")


class NothingThereError(Exception):
    """There is nothing to look at; the text says what to name instead."""


def look_at(source: str, today: date) -> Verdict:
    """Look over what stands at an address or lies on this machine.

    Raises:
        NothingThereError: where nothing is there, or a folder holds no file of a feed.
    """
    if source.startswith(("http://", "https://")):
        return validating.of_feed(_reader(source.rstrip("/")), today)
    path = Path(source).expanduser()
    if not path.exists():
        raise NothingThereError(f"There is nothing at {source}. Name a file, a folder, or an address with https://.")
    files = [path] if path.is_file() else _files(path)
    if not files:
        raise NothingThereError(f"There is no .json or .ndjson file in {source}.")
    problems = [problem for file in files for problem in _of_file(file, today)]
    return Verdict(tuple(problems), tuple(str(file) for file in files))


def _files(folder: Path) -> list[Path]:
    return sorted(file for name in NAMED for file in folder.glob(name) if file.name not in NOT_OF_THE_FEED)


def _of_file(file: Path, today: date) -> Iterator[Problem]:
    try:
        text = file.read_text(encoding="utf-8-sig")
        if file.suffix == ".ndjson":
            rows = [json.loads(line) for line in text.splitlines() if line.strip()]
            yield from validating.of_lines(rows, today, file.name)
        else:
            yield from validating.of_document(json.loads(text), today, file.name)
    except (ValueError, RecursionError) as problem:
        yield Problem(file.name, f"It is not JSON ({problem}).", "Write JSON, in UTF-8.")


def _reader(address: str) -> Callable[[str], Any]:
    pool = urllib3.PoolManager(timeout=A_WHILE, retries=urllib3.Retry(0, redirect=3))
    answered: list[str] = []

    def read(path: str) -> Any:
        try:
            answer = pool.request("GET", address + path, headers={"Accept": "application/json"}, preload_content=False)
            body = answer.read(MOST_BYTES, decode_content=True)
            answer.release_conn()
        except urllib3.exceptions.HTTPError as problem:
            if not answered:
                raise NothingThereError(f"Nobody answers at {address} ({type(problem).__name__}).") from problem
            raise UnreadableError(f"Nobody answered there ({type(problem).__name__}).") from problem
        answered.append(path)
        if answer.status in (404, 405, 501):
            raise MissingError(f"There is nothing at this address (status {answer.status}).")
        if answer.status != 200:
            raise UnreadableError(f"It answered with status {answer.status}.")
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as problem:
            raise UnreadableError("What came is not JSON.") from problem

    return read

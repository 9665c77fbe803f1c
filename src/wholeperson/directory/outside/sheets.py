"""A spreadsheet as others keep it: some encoding, some separator, and rows that are not all as they should be."""

import csv
import io
from dataclasses import dataclass

SEPARATORS = ",;\t|"
MOST_COLUMNS, MOST_ROWS, LONGEST_CELL = 200, 50_000, 100_000


class SheetError(ValueError):
    """A file that cannot be read as a table; the text says what would work."""


@dataclass(frozen=True)
class Row:
    """One row, and in which line of the file it begins."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A table: its columns, its rows, and what was wrong with some of them."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[str, ...] = ()
    encoding: str = ""


def read_sheet(content: bytes) -> Sheet:
    """Read a CSV file.

    Raises:
        SheetError: where it is no table.
    """
    words, encoding = _decoded(content)
    if "\x00" in words or not words.strip():
        raise SheetError("This is not a CSV file. In a spreadsheet program, choose “Save as” and then “CSV”.")
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=_separator(words))
    rows, begun = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(begun, tuple(cell.strip() for cell in cells)))
            begun = reader.line_num + 1
            if len(rows) > MOST_ROWS:
                raise SheetError(f"There are more than {MOST_ROWS} rows. Please part the file into several.")
    except csv.Error as cause:
        raise SheetError(f"Line {reader.line_num} could not be read: {cause}.") from cause
    if not rows or len(rows[0].cells) > MOST_COLUMNS:
        raise SheetError("The first line names the columns; this file has none, or far too many.")
    return _checked(rows, encoding)


def _checked(rows: list[Row], encoding: str) -> Sheet:
    head, *rest = rows
    columns = _named(head.cells)
    good, problems = [], []
    for row in rest:
        if len(row.cells) > len(columns) and any(row.cells[len(columns) :]):
            problems.append(f"Line {row.line} has more cells than there are columns; it was left out.")
            continue
        good.append(Row(row.line, (*row.cells[: len(columns)], *[""] * (len(columns) - len(row.cells)))))
    return Sheet(columns, tuple(good), tuple(problems), encoding)


def _named(cells: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for place, cell in enumerate(cells, 1):
        name = " ".join(cell.split())[:120] or f"Column {place}"
        found.append(name if name not in found else f"{name} ({place})")
    return tuple(found)


def _decoded(content: bytes) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), "UTF-16"
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), "Windows-1252"


def _separator(words: str) -> str:
    line = words.lstrip().splitlines()[0]
    counted = {one: line.count(one) for one in SEPARATORS}
    best = max(counted, key=lambda one: counted[one])
    return best if counted[best] else ","

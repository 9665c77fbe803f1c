"""Everything of a place as a table. A cell is text: what begins like a formula never runs."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # here it has no types of its own

from wholeperson.directory.presenters.booklet import day_made
from wholeperson.directory.presenters.lines import helpline_told, line
from wholeperson.directory.queries import HelplineEntry, Listed, terms
from wholeperson.directory.rules.facts import FACTS, Answer, Fact
from wholeperson.directory.rules.paper import untold
from wholeperson.interface.saying import LONDON

# What a program that reads tables takes for a formula, also behind what it does not show and in its wide form.
RISKY = re.compile(r"[\t\r\n]|[\s\x00-\x1f\x7f\u200b-\u200f\u2060\ufeff]*[=+\-@|%＝＋－＠]")
NOT_IN_A_CELL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
LONGEST = 32_000
FIRST = (
    "Name", "What it is", "Run by", "In short", "More", "State", "Please note", "When", "Other days", "Where",
    "Whom to turn to", "Ring", "Text", "E-mail", "Website", "What it is for", "Youngest", "Oldest", "Room", "Checked",
)  # fmt: skip
LAST = ("Last changed", "Comes from", "Licence", "Page")
WIDTHS = {"Name": 32, "In short": 50, "More": 50, "When": 40, "Where": 44, "Page": 44}


def heads() -> list[str]:
    """Give the columns, in order: every question of the map is one."""
    return [*FIRST, *(fact.label for fact in FACTS), *LAST]


def row(one: Listed, today: date, page: str) -> list[str]:
    """Give one resource as a row."""
    entry, told = one.entry, line(one, today)
    known = terms()
    cells = [
        told.name, told.kind, one.organization, told.summary, untold(entry, entry.description), entry.status.value,
        told.alert, "; ".join(told.hours), "; ".join(told.other_days), "; ".join(told.where), told.role, told.call,
        told.text, told.email, told.website, "; ".join(known[key].label for key in entry.terms if key in known),
        _age(entry.youngest), _age(entry.oldest), told.room, told.checked,
    ]  # fmt: skip
    cells += [_answer(one, fact) for fact in FACTS]
    return [*cells, one.changed_at.astimezone(LONDON).date().isoformat(), one.source, one.licence, page]


def _age(age: int | None) -> str:
    return "" if age is None else str(age)


def _answer(one: Listed, fact: Fact) -> str:
    answer = one.entry.facts.get(fact.key, "")
    if not answer or (one.entry.kept_safe and fact.tells_where):
        return ""
    several = answer if isinstance(answer, list | tuple) else [answer]
    if fact.answer in (Answer.YES_NO, Answer.CHOICE, Answer.CHOICES):
        several = [fact.choices.get(each, each) for each in several]
    return "; ".join(untold(one.entry, str(each)) for each in several)


def as_text(cell: str) -> str:
    """Give a cell as a spreadsheet takes it for text: one that could be a formula gets an apostrophe in front."""
    return f"'{cell}" if RISKY.match(cell) else cell


def as_csv(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Give the table as CSV, a row at a time; the first thing says that it is UTF-8."""
    yield "\ufeff" + _csv_line(heads())
    for one in rows:
        yield _csv_line(one)


def _csv_line(cells: Sequence[str]) -> str:
    written = io.StringIO()
    # Each cell in its quotes: where tables are parted by semicolons, one in a name would begin another cell.
    csv.writer(written, quoting=csv.QUOTE_ALL).writerow([as_text(cell) for cell in cells])
    return written.getvalue()


def as_xlsx(rows: Iterable[Sequence[str]], lines: Sequence[HelplineEntry], place: str, at: datetime) -> io.BytesIO:
    """Give the table as a workbook: what there is, the helplines, and what this is."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(
        made,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"title": f"What there is in {place}", "author": "", "company": ""})
    bold, wrapped = (
        book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    _sheet(book, "What there is", heads(), rows, (bold, wrapped))
    told = [helpline_told(one) for one in lines]
    listen = ([one["name"], one["call"], one["then"], one["who_for"], one["hours"], one["note"]] for one in told)
    _sheet(book, "Who listens", ["Name", "Ring", "Then", "For", "When", "Please note"], listen, (bold, wrapped))
    about = [[f"What there is in {place}"], [f"Made on {day_made(at)}"], ["Times change: ring first where you can."]]
    _sheet(book, "About", ["About this file"], about, (bold, wrapped))
    book.close()
    made.seek(0)
    return made


def _sheet(book: Any, name: str, head: Sequence[str], rows: Iterable[Sequence[str]], formats: tuple[Any, Any]) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    for column, cell in enumerate(head):
        sheet.set_column(column, column, WIDTHS.get(cell, 22))
    for number, cells in enumerate([head]):
        _write(sheet, number, cells, formats[0])
    for number, cells in enumerate(rows, start=1):
        _write(sheet, number, cells, formats[1])


def _write(sheet: Any, number: int, cells: Sequence[str], form: Any) -> None:
    for column, cell in enumerate(cells):
        if cell:  # always as a string, whatever it begins with
            sheet.write_string(number, column, NOT_IN_A_CELL.sub("", cell)[:LONGEST], form)

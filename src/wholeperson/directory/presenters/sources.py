"""Sources, in words for a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from wholeperson.directory.outside.sheets import Sheet
from wholeperson.directory.queries.sources import LastAsking, SourceCard, label_of
from wholeperson.directory.queries.taxonomy import terms
from wholeperson.directory.rules import columns
from wholeperson.directory.rules.cleaning import Change
from wholeperson.directory.rules.from_hsds import NotAServiceError, our_terms, read
from wholeperson.directory.rules.merging import said
from wholeperson.interface.saying import moment

PREVIEWED = 5
KINDS = {"feed": "a feed of the open standard", "folder": "a folder or file", "sheet": "a spreadsheet"}
COUNTED = (
    ("new", "new"), ("changed", "changed"), ("unchanged", "as before"), ("back", "back again"),
    ("lost", "no longer listed by the source"), ("waiting", "kept until somebody writes down the terms"),
    ("left_out", "left out"),
)  # fmt: skip


@dataclass(frozen=True)
class SourceLine:
    """One source in a list, in words."""

    card: SourceCard
    kind: str
    good: str
    tried: str
    asked_again: bool


@dataclass(frozen=True)
class Previewed:
    """One row as it would be listed, and what would be set right."""

    line: int
    name: str
    organization: str
    facts: tuple[tuple[str, str], ...]
    kept_safe: bool
    changes: tuple[Change, ...]
    problem: str = ""


def source_line(card: SourceCard) -> SourceLine:
    """Say one source."""
    kind = KINDS.get(card.kind, card.kind)
    return SourceLine(card, kind, _when(card.good_at), _when(card.tried_at), card.kind == "feed")


def _when(at: datetime | None) -> str:
    return moment(at) if at else "not yet"


def came_of_it(asking: LastAsking) -> tuple[str, str]:
    """Say when the last asking ended, and what came of it."""
    told = [f"{asking.counts[key]} {words}" for key, words in COUNTED if asking.counts.get(key)]
    return moment(asking.ended_at), ", ".join(told) or "nothing there"


def preview(sheet: Sheet, match: Mapping[str, str]) -> tuple[Previewed, ...]:
    """Show the first rows as they would be listed."""
    ours = our_terms(terms())
    found = []
    for row in sheet.rows[:PREVIEWED]:
        services, problems = columns.services(match, sheet.columns, [(row.line, row.cells)])
        if problems:
            found.append(Previewed(row.line, "", "", (), False, (), problems[0]))
            continue
        try:
            one = read(services[0], ours)
        except NotAServiceError as problem:
            found.append(Previewed(row.line, "", "", (), False, (), str(problem)))
            continue
        entry = one.entry
        facts = (
            ("What it is", entry.kind.label), ("In plain words", entry.summary or entry.description),
            ("Where", said(entry.places)), ("When", said(entry.opens)), ("Whom to turn to", said(entry.contacts)),
            ("Web page", entry.website), ("E-mail", entry.email), ("More", said_facts(entry.facts)),
        )  # fmt: skip
        told = tuple((label, words) for label, words in facts if words)
        changes = tuple(Change(each.what, label_of(each.where), each.was, each.now) for each in one.changes)
        found.append(Previewed(row.line, entry.name, one.organization.name, told, entry.kept_safe, changes))
    return tuple(found)


def said_facts(facts: Mapping[str, object]) -> str:
    """Say how many of our questions a row answers."""
    return "; ".join(f"{label_of(key)}: {said(answer)}" for key, answer in facts.items())


def examples(sheet: Sheet, place: int) -> str:
    """Give the first values of a column."""
    values: Sequence[str] = [row.cells[place] for row in sheet.rows if row.cells[place]]
    return " · ".join(dict.fromkeys(value[:60] for value in values[:3]))

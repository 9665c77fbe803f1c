"""Taking in what the command names: finds out what it is, and answers with counts, changes and problems."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wholeperson.directory.actions.due import list_what_is_allowed
from wholeperson.directory.actions.duplicates import look_for_alike
from wholeperson.directory.actions.sources import keep_source
from wholeperson.directory.actions.taking_in import Progress, quietly, take_in
from wholeperson.directory.models import Source
from wholeperson.directory.outside import AtHand, Feed, NotReadError, SheetError, at_hand, read_sheet
from wholeperson.directory.outside.pages import Source as Outside
from wholeperson.directory.queries import sources as queries
from wholeperson.directory.rules import columns
from wholeperson.people.public import AllianceCard, alliances

BY = "system:command"


class NotDoneError(Exception):
    """It could not be done; the text says why, in one sentence."""


@dataclass(frozen=True)
class Given:
    """What the command was given."""

    source: str
    alliance: str = ""
    licence: str = ""
    allowed_by: str = ""
    columns: Mapping[str, str] | None = None
    name: str = ""


def take_in_given(given: Given, progress: Progress = quietly) -> dict[str, Any]:
    """Take in a source from its first page to its last.

    Raises:
        NotDoneError: where it could not even begin.
    """
    alliance = _alliance(given.alliance)
    is_feed = given.source.lower().startswith(("http://", "https://"))
    address = given.source if is_feed else str(Path(given.source).expanduser().resolve())
    known = Source.objects.filter(alliance_id=alliance.id, address=address).first()
    match = given.columns if given.columns is not None else (known.columns if known else {})
    try:
        outside, kind, match = (Feed(address), "feed", match) if is_feed else _on_disk(Path(address), match)
    except (NotReadError, SheetError, OSError) as problem:
        raise NotDoneError(str(problem)) from problem
    source = keep_source(
        by=BY, alliance_id=alliance.id, address=address, name=given.name or (Path(address).name if not is_feed else ""),
        kind=kind, licence=given.licence, attribution=given.allowed_by, columns=match,
    )  # fmt: skip
    asking = take_in(by=BY, source_id=source.id, outside=outside, take_over=True, progress=progress)
    list_what_is_allowed(lambda: False)
    look_for_alike(by=BY, alliance_id=alliance.id)
    if not asking.whole and not any(asking.counts.get(one) for one in ("new", "changed", "unchanged", "waiting")):
        raise NotDoneError(next(iter(asking.problems), "Nothing could be read."))
    changes = [
        {"what": one.what, "where": one.where, "times": one.times,
         "examples": [{"name": name, "was": was, "now": now} for name, was, now in one.examples]}
        for one in queries.set_right(source.id)
    ]  # fmt: skip
    return {"source": source.name, "id": str(source.id), "licence": source.licence, "whole": asking.whole, "kind": kind,
            "counts": asking.counts, "changes": changes, "problems": asking.problems}  # fmt: skip


def _alliance(address: str) -> AllianceCard:
    there = alliances()
    found = [one for one in there if address in ("", one.address)]
    if len(found) == 1:
        return found[0]
    named = ", ".join(one.address for one in there) or "none yet"
    raise NotDoneError(f"Which alliance is it for? Name one with --alliance. There are: {named}.")


def _on_disk(path: Path, match: Mapping[str, str]) -> tuple[Outside, str, Mapping[str, str]]:
    if path.suffix.lower() not in (".csv", ".tsv", ".txt") or not path.is_file():
        return at_hand(path), "folder", {}
    sheet = read_sheet(path.read_bytes())
    match = columns.checked(match, sheet.columns) or columns.guess(sheet.columns, [row.cells for row in sheet.rows])
    if columns.NEEDED not in match.values():
        raise NotDoneError("No column looks like a name. Say which is which in a file, and give it with --columns.")
    services, problems = columns.services(match, sheet.columns, [(row.line, row.cells) for row in sheet.rows])
    said = (*sheet.problems, *problems)
    return AtHand(services, said, whole=not said), "sheet", match

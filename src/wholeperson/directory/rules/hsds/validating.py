"""Whether a whole feed is one of the standard: level 1 is what it has to answer, level 2 what it may, as warnings.

It is told how to read an address of the feed, so that files, folders and addresses are looked at in the same way.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from wholeperson.directory.rules.hsds.checking import Problem, Weight, problems_of, problems_of_page
from wholeperson.directory.rules.hsds.shape import ONE_OF, ROW_OF
from wholeperson.directory.rules.hsds.usable import hints_of

NOWHERE = "00000000-0000-4000-8000-00000000ffff"


class UnreadableError(Exception):
    """An address of a feed does not give JSON; the text says what came instead."""


class MissingError(UnreadableError):
    """There is nothing at an address of a feed."""


Reader = Callable[[str], Any]


@dataclass(frozen=True)
class Verdict:
    """What was found. ``looked_at`` are the addresses or files that were read."""

    problems: tuple[Problem, ...]
    looked_at: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether it has the shape of the standard; warnings may be there."""
        return not any(one.weight is Weight.WRONG for one in self.problems)

    @property
    def says(self) -> str:
        """Pass, warn or wrong."""
        if not self.ok:
            return "wrong"
        return "warn" if self.problems else "pass"


def of_document(document: Any, today: date, where: str = "") -> Iterator[Problem]:
    """Give what is wrong with one document, whatever of the standard it is."""
    if isinstance(document, dict) and "contents" in document:
        yield from problems_of_page(document, _row_of(document), where)
        yield from _hints(document["contents"], today, where)
        return
    if isinstance(document, dict) and ("openapi_url" in document or "profile" in document):
        yield from problems_of(document, "api_details", where)
        return
    shape = _shape_of(document)
    yield from problems_of(document, shape, where)
    if shape == "service" and isinstance(document, dict):
        yield from hints_of(document, today, where)


def of_lines(rows: Iterable[Any], today: date, where: str = "") -> Iterator[Problem]:
    """Give what is wrong with objects that came one a line."""
    for number, one in enumerate(rows, start=1):
        yield from of_document(one, today, f"{where}/{number}")


def of_feed(read: Reader, today: date) -> Verdict:
    """Look at a feed as the standard's own check does, and beyond it whether it does what it is asked."""
    looked_at: list[str] = []

    def noted(path: str) -> Any:
        looked_at.append(path)
        return read(path)

    problems = [*_level_one(noted, today), *map(_as_warning, _level_two(noted))]
    return Verdict(tuple(problems), tuple(looked_at))


def _level_one(read: Reader, today: date) -> Iterator[Problem]:
    about, said = _read(read, "/")
    yield from said
    if not said:
        yield from problems_of(about, "api_details", "/")
        yield from _licence(about)
    page, said = _read(read, "/services")
    yield from said
    if said:
        return
    yield from problems_of_page(page, ROW_OF["services"], "/services")
    rows = _rows(page)
    yield from _hints(rows, today, "/services")
    if not rows:
        yield Problem("/services", "There is no service in the list.", "Add one, so that it can be looked at.",
                      Weight.WARNING)  # fmt: skip
        return
    yield from _one(read, "services", rows[0])
    yield from map(_as_warning, _does_as_asked(read, page))


def _level_two(read: Reader) -> Iterator[Problem]:
    for listed in ("service_at_locations", "organizations", "taxonomies", "taxonomy_terms"):
        page, said = _read(read, f"/{listed}")
        yield from said
        if said:
            continue
        yield from problems_of_page(page, ROW_OF[listed], f"/{listed}")
        rows = _rows(page)
        if rows:
            yield from _one(read, listed, rows[0])


def _one(read: Reader, listed: str, row: Any) -> Iterator[Problem]:
    key = row.get("id") if isinstance(row, dict) else None
    if not isinstance(key, str):
        return
    found, said = _read(read, f"/{listed}/{key}")
    yield from said
    if said:
        return
    yield from problems_of(found, ONE_OF[listed], f"/{listed}/{key}")
    if isinstance(found, dict) and found.get("id") not in (None, key):
        yield Problem(f"/{listed}/{key}/id", f"Asked for {key}, it gives {found.get('id')!r}.",
                      "Give the object whose id is asked for.")  # fmt: skip


def _does_as_asked(read: Reader, page: Mapping[str, Any]) -> Iterator[Problem]:
    """Give which questions are passed over in silence: the schema cannot see that."""
    nothing = "zzqxj"
    for path, what in (
        (f"/services?search={nothing}", "search"),
        ("/services?modified_after=2999-01-01T00:00:00Z", "modified_after"),
        (f"/services?taxonomy_term_id={NOWHERE}", "taxonomy_term_id"),
    ):
        found, said = _read(read, path)
        if not said and isinstance(found, dict) and found.get("contents"):
            yield Problem(
                path, f"{what} changes nothing: everything comes back.", f"Leave out what does not fit {what}."
            )
    pages = page.get("total_pages")
    if isinstance(pages, int) and pages > 1:
        second, said = _read(read, "/services?page=2")
        yield from said
        if not said and isinstance(second, dict) and second.get("contents") == page.get("contents"):
            yield Problem("/services?page=2", "The second page is the first once more.", "Give the page asked for.")


def _licence(about: Any) -> Iterator[Problem]:
    if isinstance(about, dict) and "licen" not in str(about).lower():
        yield Problem("/", "It does not say under which licence it may be used.",
                      "Say the licence beside the version, or in a header.", Weight.WARNING)  # fmt: skip


def _read(read: Reader, path: str) -> tuple[Any, tuple[Problem, ...]]:
    try:
        return read(path), ()
    except MissingError as problem:
        return None, (Problem(path, str(problem), "Answer at this address as the standard says."),)
    except UnreadableError as problem:
        return None, (Problem(path, str(problem), "Answer with JSON, in UTF-8."),)


def _hints(rows: Any, today: date, where: str) -> Iterator[Problem]:
    for number, one in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(one, dict) and "status" in one:
            yield from hints_of(one, today, f"{where}/contents/{number}")


def _as_warning(problem: Problem) -> Problem:
    return replace(problem, weight=Weight.WARNING)


def _rows(page: Any) -> list[Any]:
    contents = page.get("contents") if isinstance(page, dict) else None
    return contents if isinstance(contents, list) else []


def _row_of(page: Mapping[str, Any]) -> str:
    rows = _rows(page)
    shape = _shape_of(rows[0]) if rows else "service"
    return next(row for listed, row in ROW_OF.items() if ONE_OF[listed] == shape)


# How an object is known where nobody says what it is: the first line of which it has a field.
NO_MORE = {"id", "name", "description"}
TELLS = (
    ("service_at_location", ("location", "location_id")),
    ("service", ("status", "schedules", "service_at_locations", "organization_id", "assured_date", "contacts")),
    ("taxonomy", ("taxonomy_terms", "version")),
    ("taxonomy_term", ("taxonomy", "taxonomy_id", "parent_id", "term_uri", "term")),
    ("organization", ("organization_identifiers", "services", "website", "email", "logo", "parent_organization_id")),
    ("taxonomy", ("uri",)),
)


def _shape_of(one: Any) -> str:
    fields = set(one) if isinstance(one, dict) else set()
    if {"id", "description"} <= fields <= NO_MORE:  # an organization, a taxonomy or a term: all three ask for the same
        return "organization"
    return next((shape for shape, telling in TELLS if fields & set(telling)), "service")

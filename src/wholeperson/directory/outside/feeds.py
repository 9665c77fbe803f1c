"""A feed of the standard (HSDS 3.0, ORUK 3.0 and 1.0), page by page, and every service by itself.

Feeds that pass a validation still ignore what they are asked, give the same page again, count wrongly, or answer with
an error for a while. Nothing of that stops the rest; a run that was not whole says so, and nobody is counted as gone.
"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from wholeperson.directory.outside.pages import PER_PAGE, Page
from wholeperson.directory.outside.web import AT_ONCE, NotReadError, Web

Service = Mapping[str, Any]
MOST_PAGES = 10_000
ENOUGH = 3  # pages in a row that could not be read
SAME_AGAIN = "The feed gives the same page again and again: it does not listen to page numbers. Asking stopped there."


@dataclass(frozen=True)
class _Listed:
    """One page of the list as it came."""

    rows: tuple[Any, ...]
    pages: int | None = None
    total: int | None = None
    last: bool = False


@dataclass
class _Run:
    """What is known while the pages come."""

    seen: int = 0
    ids: set[str] = field(default_factory=set)
    total: int | None = None
    pages: int | None = None
    before: tuple[str, ...] | None = None
    unread: int = 0
    unread_pages: int = 0


class Feed:
    """A feed at an address: its root, or its ``/services``."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address.strip())
        path = parts.path.rstrip("/").removesuffix("/services")
        self._root = urlunsplit((parts.scheme, parts.netloc, path, "", ""))
        self._query = parts.query
        self._web = Web()
        self._organizations: dict[str, Service] = {}

    def pages(self, known: Callable[[set[str]], set[str]]) -> Iterator[Page]:
        """Give the services page by page, each asked for by itself.

        Raises:
            NotReadError: where not even the first page can be read.
        """
        run = _Run()
        with ThreadPoolExecutor(AT_ONCE) as helpers:
            for number in range(1, MOST_PAGES + 1):
                listed = self._listed(number, run)
                if isinstance(listed, str):
                    yield Page(problems=(listed,), seen=run.seen, total=run.total, whole=False)
                    if run.unread == ENOUGH or run.pages is None or number >= run.pages:
                        break
                    continue
                problem = _stops(listed, run)
                if problem is not None:
                    if problem:
                        yield Page(problems=(problem,), seen=run.seen, total=run.total, whole=False)
                    break
                yield self._page(listed, run, known, helpers)
                if _is_last(listed, number, run):
                    break
        yield from _counted(run)

    def _listed(self, number: int, run: _Run) -> _Listed | str:
        query = "&".join(one for one in (self._query, f"page={number}&per_page={PER_PAGE}") if one)
        try:
            listed = _understood(self._web.json(f"{self._root}/services?{query}"))
        except NotReadError as problem:
            if number == 1:
                raise
            run.unread, run.unread_pages = run.unread + 1, run.unread_pages + 1
            return f"Page {number} could not be read. {problem}"
        run.unread = 0
        run.pages, run.total = listed.pages or run.pages, run.total if listed.total is None else listed.total
        return listed

    def _page(
        self, listed: _Listed, run: _Run, known: Callable[[set[str]], set[str]], helpers: ThreadPoolExecutor
    ) -> Page:
        rows, problems = {}, []
        for row in listed.rows:
            run.seen += 1
            name = _id(row)
            if not name:
                problems.append("A service without an id was left out.")
            elif name in run.ids:
                problems.append(f"The service {name} came twice; the first was taken.")
            else:
                run.ids.add(name)
                rows[name] = row
        passed = known(set(rows))
        answers = list(helpers.map(self._detail, [row for name, row in rows.items() if name not in passed]))
        services = [self._with_organization(one) for one in answers if not isinstance(one, str)]
        unread = [one for one in answers if isinstance(one, str)]
        whole = not unread and all(_id(row) for row in listed.rows)
        return Page(tuple(services), (*problems, *unread), run.seen, run.total, whole, tuple(sorted(passed)))

    def _detail(self, row: Service) -> Service | str:
        name = _id(row)
        try:
            found = self._web.json(f"{self._root}/services/{quote(name, safe='')}")
        except NotReadError as problem:
            return f"The service {name} could not be read by itself. {problem}"
        found = found[0] if isinstance(found, list) and found else found
        if isinstance(found, dict) and "id" not in found:
            inner = found.get("service") or next(iter(found.get("contents") or found.get("content") or []), None)
            found = inner if isinstance(inner, dict) else found
        if not isinstance(found, dict) or _id(found) != name:
            return f"Asked for the service {name}, the feed gave something else."
        # What the list says and the service by itself does not is still said.
        return {**row, **{key: value for key, value in found.items() if value is not None}}

    def _with_organization(self, service: Service) -> Service:
        given = service.get("organization")
        name = str((given.get("id") if isinstance(given, dict) else "") or service.get("organization_id") or "")
        if not name or (isinstance(given, dict) and given.get("name")):
            return service
        if name not in self._organizations:
            try:
                found = self._web.json(f"{self._root}/organizations/{quote(name, safe='')}")
            except NotReadError:
                found = {}
            self._organizations[name] = found if isinstance(found, dict) else {}
        return {**service, "organization": {"id": name, **self._organizations[name]}}


def _id(row: object) -> str:
    return str(row.get("id") or "").strip() if isinstance(row, dict) else ""


def _understood(document: object) -> _Listed:
    if isinstance(document, list):
        return _Listed(tuple(document), last=True)
    if not isinstance(document, dict):
        raise NotReadError("What came is not a list of services.")
    rows = next((document[key] for key in ("contents", "content", "items", "services") if key in document), None)
    if rows is None:
        raise NotReadError("What came is not a list of services of the open standard.")
    pages, total = (
        next((document[key] for key in keys if isinstance(document.get(key), int) and document[key] >= 0), None)
        for keys in (("total_pages", "totalPages"), ("total_items", "totalElements"))
    )
    last = document.get("last_page") is True or document.get("last") is True
    return _Listed(tuple(rows) if isinstance(rows, list) else (), pages, total, last)


def _stops(listed: _Listed, run: _Run) -> str | None:
    """Say whether asking stops here: with a problem, with none (empty), or not at all (nothing)."""
    ids = tuple(_id(row) for row in listed.rows)
    if not ids:
        return ""
    if ids == run.before:
        return "" if run.total is not None and run.seen >= run.total else SAME_AGAIN
    if run.seen and all(one in run.ids for one in ids if one):
        return "" if run.total is not None and run.seen >= run.total else SAME_AGAIN
    run.before = ids
    return None


def _is_last(listed: _Listed, number: int, run: _Run) -> bool:
    if run.total is not None and run.seen >= run.total and (run.pages is None or number >= run.pages):
        return True
    if run.pages is not None:
        return number >= run.pages
    return listed.last


def _counted(run: _Run) -> Iterator[Page]:
    if run.total is None or run.seen == run.total or run.unread_pages:
        return
    problem = f"The feed speaks of {run.total} services, and gave {run.seen}."
    yield Page(problems=(problem,), seen=run.seen, total=run.total, whole=run.seen > run.total)

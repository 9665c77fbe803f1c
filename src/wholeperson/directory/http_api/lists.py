"""The five lists of the open feed: a page of each, all of each, and one of each."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from wholeperson.directory.queries import feed, terms
from wholeperson.directory.rules.hsds import coding, mapping
from wholeperson.directory.rules.hsds.asking import Ask
from wholeperson.directory.rules.hsds.coding import Coded, Lists
from wholeperson.directory.rules.hsds.keeping import HIDDEN_NAME
from wholeperson.directory.rules.hsds.plain import Json
from wholeperson.directory.rules.hsds.values import RunBy
from wholeperson.directory.rules.whereabouts import hints_where
from wholeperson.foundation import clock
from wholeperson.interface.saying import LONDON

FEW = 100


@dataclass(frozen=True)
class Listing:
    """One list: a page of it with how many there are in all, all of it, and one by its id or nothing."""

    page: Callable[[Ask], tuple[list[Json], int]]
    every: Callable[[Ask], Iterator[Json]]
    one: Callable[[UUID, Ask], Json | None]


@cache
def lists() -> Lists:
    """Give our own taxonomy, read once."""
    return Lists.of(terms())


def _today() -> date:
    return clock.now().astimezone(LONDON).date()


def _services_page(ask: Ask) -> tuple[list[Json], int]:
    if ask.minimal:
        few = feed.minimal_services(ask)
        return [_minimal(*row) for row in few.rows], few.total
    page, today = feed.page_of_services(ask), _today()
    return [mapping.service(one, lists(), today, full=ask.full) for one in page.rows], page.total


def _minimal(service_id: UUID, name: str, *rest: object) -> Json:
    status, changed_at, kept_safe = rest
    said = HIDDEN_NAME if kept_safe and hints_where(name) else name
    return mapping.minimal(service_id, said, status, changed_at)  # type: ignore[arg-type]  # here a row of the query


def _services_every(ask: Ask) -> Iterator[Json]:
    if ask.minimal:
        return (_minimal(*row) for row in feed.minimal_services(ask).rows)
    today = _today()
    return (mapping.service(one, lists(), today, full=ask.full) for one in feed.every_service(ask))


def _service(service_id: UUID, ask: Ask) -> Json | None:
    found = feed.told([service_id])
    return mapping.service(found[0], lists(), _today(), full=True) if found else None


def _places_page(ask: Ask) -> tuple[list[Json], int]:
    page, today = feed.page_of_places(ask), _today()
    return [mapping.at_location(*pair, lists(), today, full=ask.full) for pair in page.rows], page.total


def _places_every(ask: Ask) -> Iterator[Json]:
    today = _today()
    return (mapping.at_location(*pair, lists(), today, full=ask.full) for pair in feed.every_place(ask))


def _place(both: UUID, ask: Ask) -> Json | None:
    found = feed.place_of(both)
    return mapping.at_location(*found, lists(), _today(), full=True) if found else None


def _organizations_page(ask: Ask) -> tuple[list[Json], int]:
    page = feed.page_of_organizations(ask)
    return _organizations(page.rows, ask), page.total


def _organizations_every(ask: Ask) -> Iterator[Json]:
    some: list[RunBy] = []
    for one in feed.every_organization(ask):
        some.append(one)
        if len(some) == FEW:
            yield from _organizations(some, ask)
            some = []
    yield from _organizations(some, ask)


def _organization(organization_id: UUID, ask: Ask) -> Json | None:
    found = feed.organization(organization_id)
    full = Ask(full=True, full_service=ask.full_service)
    return _organizations([found], full)[0] if found else None


def _organizations(rows: Iterable[RunBy], ask: Ask) -> list[Json]:
    found, full = list(rows), ask.full or ask.full_service
    if not full:
        return [mapping.organization(one, full=False) for one in found]
    run = feed.services_of([one.id for one in found], whole=ask.full_service)
    today = _today()
    told = []
    for one in found:
        services = [mapping.service(row, lists(), today, full=ask.full_service) for row in run.get(one.id, ())]
        if not ask.full_service:
            services = [{name: row[name] for name in ("id", "name", "status")} for row in services]
        told.append(mapping.organization(one, full=True) | ({"services": services} if services else {}))
    return told


def _in_memory(rows: Callable[[Ask], list[Json]], one: Callable[[UUID], Json | None]) -> Listing:
    def page(ask: Ask) -> tuple[list[Json], int]:
        found = rows(ask)
        return found[(ask.page - 1) * ask.per_page : ask.page * ask.per_page], len(found)

    return Listing(page=page, every=lambda ask: iter(rows(ask)), one=lambda key, ask: one(key))


def _holds(row: Json, search: str) -> bool:
    words = f"{row['name']} {row['description']}".casefold()
    return all(word in words for word in search.casefold().split())


def _taxonomies(ask: Ask) -> list[Json]:
    return [row for one in coding.TAXONOMIES if _holds(row := one.told(), ask.search)]


def _taxonomy(taxonomy_id: UUID) -> Json | None:
    found = coding.LIST_OF.get(taxonomy_id)
    if found is None:
        return None
    return found.told() | {
        "taxonomy_terms": [one.told() for one in lists().coded.values() if one.taxonomy == found.key]
    }


def _taxonomy_terms(ask: Ask) -> list[Json]:
    return [row for one in lists().coded.values() if _fits(one, ask) and _holds(row := one.told(), ask.search)]


def _fits(one: Coded, ask: Ask) -> bool:
    row = one.told()
    return (
        ask.taxonomy_id in (None, UUID(row["taxonomy_id"]))
        and (ask.parent_id is None or row.get("parent_id") == str(ask.parent_id))
        and not (ask.top_only and one.parent)
    )


def _taxonomy_term(term_id: UUID) -> Json | None:
    return next((one.told() for one in lists().coded.values() if one.id == term_id), None)


LISTINGS: Mapping[str, Listing] = {
    "services": Listing(_services_page, _services_every, _service),
    "service_at_locations": Listing(_places_page, _places_every, _place),
    "organizations": Listing(_organizations_page, _organizations_every, _organization),
    "taxonomies": _in_memory(_taxonomies, _taxonomy),
    "taxonomy_terms": _in_memory(_taxonomy_terms, _taxonomy_term),
}

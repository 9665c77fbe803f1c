"""The one query of a search: rows that fit, each with what its place in the order and the counts follow from."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import connection

from wholeperson.directory.models import Findable, OpenSpan
from wholeperson.directory.queries import marks
from wholeperson.directory.queries.matching import TABLE, Clause, as_kept, fits_clause, match_clause, number
from wholeperson.directory.rules import looking
from wholeperson.directory.rules.looking import Asked
from wholeperson.directory.rules.schedules import minute
from wholeperson.directory.rules.spot import KM_A_DEGREE
from wholeperson.directory.rules.wishes import Wish

ROWS, SPANS = Findable._meta.db_table, OpenSpan._meta.db_table
AT_ONCE = 4000  # rows that are put in order here; more are put in order by the database
BY_PHONE_KM = 5.0  # what has no point stands, in its own alliance, where something this far away would stand
NOWHERE_KM = 1e6
NO_DISTANCE = Clause("NULL")
WITH_DISTANCE = 2  # columns beside those that are always there


class Fit(NamedTuple):
    """One row that fits. ``order`` sorts the best first; ``km`` is nothing where no distance is asked or told."""

    resource: Any
    row: int
    order: tuple[Any, ...]
    mask: tuple[int, int, str]
    km: float | None = None


@dataclass(frozen=True)
class Fitting:
    """Everything that fits, as far as a page needs it."""

    best: tuple[Fit, ...]
    total: int
    masks: Mapping[tuple[int, int, str], int]


def fitting(wish: Wish, asked: Asked, wanted: int) -> Fitting:
    """Find what fits: at least the best ``wanted`` resources, and how many there are of each sort."""
    query = _query(wish, asked)
    rows = _all(_sql(query, f"LIMIT {AT_ONCE + 1}"))
    if len(rows) > AT_ONCE:
        return _many(query, wanted)
    best = nearest(_fit(row) for row in rows)
    return Fitting(best, len(best), Counter(one.mask for one in best))


def any_fits(wish: Wish, asked: Asked) -> bool:
    """Say whether anything fits at all; quick, because the first that does is enough."""
    return bool(_all(_sql(_query(wish, asked), "LIMIT 1")))


def nearest(fits: Iterable[Fit]) -> tuple[Fit, ...]:
    """Give each resource once, at its best place, the best first."""
    found: dict[Any, Fit] = {}
    for one in sorted(fits, key=attrgetter("order")):
        found.setdefault(one.resource, one)
    return tuple(found.values())


def facets(masks: Mapping[tuple[int, int, str], int]) -> dict[str, int]:
    """Give how many fit each filter, term and kind."""
    counts: Counter[str] = Counter()
    filters, terms = marks.filter_bits(), marks.term_bits()
    for (answers, about, kind), times in masks.items():
        counts[f"kind:{kind}"] += times
        for bits, mask in ((filters, answers), (terms, about)):
            if mask:
                for key, bit in bits.items():
                    if mask & bit:
                        counts[key] += times
    return dict(counts)


@dataclass(frozen=True)
class _Query:
    distance: Clause
    tier: Clause
    where: tuple[Clause, ...]
    by_distance: bool
    nowhere: float


def _query(wish: Wish, asked: Asked) -> _Query:
    distance = _distance(wish)
    conditions = [*_matching(wish, asked), *_here(wish), *_near(wish, distance), *_open(wish), *_unknown(wish)]
    tier = Clause("0, 0")
    if asked.groups and not wish.near:
        names, best = fits_clause(asked.names), fits_clause(asked.best)
        tier = Clause(f"{names.sql}, {best.sql}", (*names.parameters, *best.parameters))
    away = BY_PHONE_KM if wish.alliance else NOWHERE_KM
    return _Query(distance, tier, tuple(conditions), bool(wish.near), away**2)


def _matching(wish: Wish, asked: Asked) -> list[Clause]:
    groups = list(asked.groups)
    if wish.kinds:
        groups.append(tuple((looking.kind(one),) for one in wish.kinds))
    groups += [((looking.term(one),),) for one in wish.terms if one in marks.term_bits()]
    groups += [((looking.answer(one),),) for one in wish.filters if one in marks.filter_bits()]
    if wish.near:
        groups.append(looking.near(wish.near, wish.km, wish.alliance))
    if wish.alliance and not groups:
        groups.append(((looking.alliance(wish.alliance),),))
    return [match_clause(tuple(groups))] if groups else []


def _here(wish: Wish) -> list[Clause]:
    if wish.alliance is None:
        return []
    # As a column: as a word of the index it would be one of the longest lists.
    return [Clause("f.alliance_id = %s", (as_kept(wish.alliance),))]


def _distance(wish: Wish) -> Clause:
    """The square of the distance in km, in plain arithmetic that both databases do alike."""
    if wish.near is None:
        return NO_DISTANCE
    here, shrink = wish.near, cos(radians(wish.near.latitude))
    sql = "((f.latitude - %s) * (f.latitude - %s) * %s + (f.longitude - %s) * (f.longitude - %s) * %s)"
    up, along = KM_A_DEGREE**2, (KM_A_DEGREE * shrink) ** 2
    return Clause(sql, (here.latitude, here.latitude, up, here.longitude, here.longitude, along))


def _near(wish: Wish, distance: Clause) -> list[Clause]:
    if wish.near is None:
        return []
    return [Clause(f"(f.cell IS NULL OR {distance.sql} <= %s)", (*distance.parameters, wish.km**2))]


def _open(wish: Wish) -> list[Clause]:
    """Spans of a row never touch, so the last that begins before the window ends is the only one to look at."""
    if wish.when is None:
        return []
    first, last = minute(wish.when.start), minute(wish.when.end)
    sql = (
        f'(SELECT s."end" FROM {SPANS} s WHERE s.findable_id = f.id AND s.start < %s '  # noqa: S608  # names of ours
        "ORDER BY s.start DESC LIMIT 1) > %s"
    )
    return [Clause(sql, (max(last, first + 1), first))]


def _unknown(wish: Wish) -> list[Clause]:
    """Nothing fits a term or an answer that is not in our lists: an address can hold anything."""
    known = set(wish.terms) <= marks.term_bits().keys() and set(wish.filters) <= marks.filter_bits().keys()
    return [] if known else [Clause("1 = 0")]


def _sql(query: _Query, end: str, order: Clause | None = None, columns: str = "") -> Clause:
    where = " AND ".join(one.sql for one in query.where) or "1 = 1"
    wanted = Clause(columns) if columns else _columns(query)
    # The words first, then each row by its number: PostgreSQL plans as it likes, SQLite keeps to a CROSS JOIN.
    join = f"FROM {TABLE} w CROSS JOIN {ROWS} f WHERE f.id = w.{number()} AND {where}"
    by = order or Clause("")
    parameters = (*wanted.parameters, *(value for one in query.where for value in one.parameters), *by.parameters)
    return Clause(f"SELECT {wanted.sql} {join} {by.sql} {end}", parameters)


def _columns(query: _Query) -> Clause:
    words = "f.resource_id, f.id, f.filters, f.terms, f.kind, f.sinks"
    if query.by_distance:
        distance = f"coalesce({query.distance.sql}, {query.nowhere})"
        return Clause(f"{words}, {distance}, f.cell IS NULL", query.distance.parameters)
    name = "f.sorts_as" if connection.vendor == "sqlite" else 'f.sorts_as COLLATE "C"'
    return Clause(f"{words}, {query.tier.sql}, -f.checked, {name}", query.tier.parameters)


def _fit(row: Sequence[Any]) -> Fit:
    resource, number_of, filters, terms, kind, sinks, *rest = row
    if len(rest) == WITH_DISTANCE:
        square, nowhere = rest
        km = None if nowhere else sqrt(square)
        return Fit(resource, number_of, (sinks, square, resource), (filters, terms, kind), km)
    named, best, *rest = rest
    return Fit(resource, number_of, (sinks, not named, not best, *rest, resource), (filters, terms, kind))


def _many(query: _Query, wanted: int) -> Fitting:
    """Where thousands fit: the database puts them in order, gives the first, and counts the rest."""
    order = "6, 7, 1" if query.by_distance else "6, 7 DESC, 8 DESC, 9, 10, 1"  # columns by place
    best: tuple[Fit, ...] = ()
    take = 4 * wanted
    while True:
        rows = _all(_sql(query, f"LIMIT {take}", Clause(f"ORDER BY {order}")))
        best = nearest(_fit(row) for row in rows)
        if len(best) >= wanted or len(rows) < take:
            break
        take *= 4
    mask = "f.filters, f.terms, f.kind"
    counted = _all(_sql(query, f"GROUP BY {mask}", columns=f"{mask}, count(DISTINCT f.resource_id)"))
    masks = {(filters, terms, kind): times for filters, terms, kind, times in counted}
    return Fitting(best, sum(masks.values()), masks)


def _all(clause: Clause) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(clause.sql, list(clause.parameters))
        return list(cursor.fetchall())

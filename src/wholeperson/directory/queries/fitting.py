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
ROWS_EACH = 4  # rows that are asked for, for each resource that is wanted: some stand at several places
BY_PHONE_KM = 5.0  # what has no point stands, in its own alliance, where something this far away would stand
NOWHERE_KM = 1e6
NO_DISTANCE = Clause("NULL")


class Fit(NamedTuple):
    """One row that fits. ``order`` sorts the best first; ``km`` is nothing where no distance is asked or told."""

    resource: Any
    row: int
    order: tuple[Any, ...]
    mask: tuple[int, int, str]
    km: float | None = None


@dataclass(frozen=True)
class Fitting:
    """Everything that fits, as far as a page needs it. ``ever``: something fits, if only at another time."""

    best: tuple[Fit, ...]
    total: int
    masks: Mapping[tuple[int, int, str], int]
    ever: bool


def fitting(wish: Wish, asked: Asked, wanted: int) -> Fitting:
    """Find what fits: at least the best ``wanted`` resources, and how many there are of each sort."""
    query, take = _query(wish, asked), ROWS_EACH * wanted
    while True:
        rows = _all(_fitting(query, take))
        masks = {(filters, terms, kind): times for times, _, _, filters, terms, kind, *_ in rows if times}
        best = nearest(_fit(row, query) for row in rows if row[2] is not None)
        total = sum(masks.values())
        if len(best) >= min(wanted, total):
            return Fitting(best, total, masks, ever=bool(rows))
        take *= 2


def nearest(fits: Iterable[Fit]) -> tuple[Fit, ...]:
    """Give each resource once, at its best place, the best first."""
    found: dict[Any, Fit] = {}
    for one in sorted(fits, key=attrgetter("order")):
        found.setdefault(one.resource, one)
    return tuple(found.values())


def facets(masks: Mapping[tuple[int, int, str], int]) -> dict[str, int]:
    """Give how many fit each filter, term and kind."""
    counts: Counter[str] = Counter()
    filters, terms = marks.filter_keys(), marks.term_keys()
    for (answers, about, kind), times in masks.items():
        counts[f"kind:{kind}"] += times
        for keys, mask in ((filters, answers), (terms, about)):
            while mask:
                bit = mask & -mask  # the lowest that is there
                counts[keys[bit]] += times
                mask ^= bit
    return dict(counts)


@dataclass(frozen=True)
class _Query:
    words: tuple[Clause, ...]
    where: tuple[Clause, ...]
    then: Clause
    order: Clause
    by_distance: bool


def _query(wish: Wish, asked: Asked) -> _Query:
    distance = _distance(wish)
    conditions = (*_here(wish), *_near(wish, distance), *_unknown(wish))
    order = _by_distance(wish, distance) if wish.near else _by_words(asked)
    return _Query(tuple(_matching(wish, asked)), conditions, _open(wish), order, bool(wish.near))


def _by_distance(wish: Wish, distance: Clause) -> Clause:
    away = BY_PHONE_KM if wish.alliance else NOWHERE_KM
    return Clause(f"coalesce({distance.sql}, {away**2}) AS a, f.cell IS NULL AS b", distance.parameters)


def _by_words(asked: Asked) -> Clause:
    """Give how well a name fits, how well what it is listed under does, the last check, and the name."""
    name = "f.sorts_as" if connection.vendor == "sqlite" else 'f.sorts_as COLLATE "C"'
    if not asked.groups:
        return Clause(f"1 AS a, 1 AS b, -f.checked AS c, {name} AS d")
    names, best = fits_clause(asked.names), fits_clause(asked.best)
    named = f"NOT ({names.sql}) AS a, NOT ({best.sql}) AS b"
    return Clause(f"{named}, -f.checked AS c, {name} AS d", (*names.parameters, *best.parameters))


def _matching(wish: Wish, asked: Asked) -> list[Clause]:
    groups = list(asked.groups)
    if wish.kinds:
        groups.append(tuple((looking.kind(one),) for one in wish.kinds))
    groups += [((looking.term(one),),) for one in wish.terms if one in marks.term_bits()]
    groups += [((looking.answer(one),),) for one in wish.filters if one in marks.filter_bits()]
    if wish.near:
        groups.append(looking.near(wish.near, wish.km, wish.alliance))
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


def _open(wish: Wish) -> Clause:
    """Open times never touch, so the last that begins before the window ends is the only one to look at."""
    if wish.when is None:
        return Clause("1 = 1")
    first, last = minute(wish.when.start), minute(wish.when.end)
    sql = (
        f'(SELECT s."end" FROM {SPANS} s WHERE s.hours_id = f.hours_id AND s.start < %s '  # noqa: S608  # names of ours
        "ORDER BY s.start DESC LIMIT 1) > %s"
    )
    return Clause(sql, (max(last, first + 1), first))


def _unknown(wish: Wish) -> list[Clause]:
    """Nothing fits a term or an answer that is not in our lists: an address can hold anything."""
    known = set(wish.terms) <= marks.term_bits().keys() and set(wish.filters) <= marks.filter_bits().keys()
    return [] if known else [Clause("1 = 0")]


def _chosen(wanted: Clause, query: _Query) -> Clause:
    """Give something of each row that fits. A row without words yet is found where none are asked for."""
    where = (*query.words, *query.where)
    conditions = " AND ".join(("1 = 1", *(one.sql for one in where)))
    # The words first, then each row by its number: PostgreSQL plans as it likes, SQLite keeps to a CROSS JOIN.
    rows = f"{TABLE} w CROSS JOIN {ROWS} f WHERE f.id = w.{number()} AND" if query.words else f"{ROWS} f WHERE"
    parameters = (*wanted.parameters, *(value for one in where for value in one.parameters))
    return Clause(f"SELECT {wanted.sql} FROM {rows} {conditions}", parameters)  # noqa: S608  # names of ours


def _fitting(query: _Query, take: int) -> Clause:
    """Ask once for everything that fits at any time; of what fits then, the best rows, and how many of each sort.

    A last row that counts none is there where anything fits at all, if only at another time.
    """
    keys = "a, b" if query.by_distance else "a, b, c, d"
    sort, nothing = "filters, terms, kind", ", ".join("NULL" for _ in keys.split(","))
    wanted = "f.resource_id, f.id AS number, f.filters, f.terms, f.kind, f.several, f.sinks"
    parameters = (*query.then.parameters, *query.order.parameters)
    fits = _chosen(Clause(f"{wanted}, {query.then.sql} AS then_too, {query.order.sql}", parameters), query)
    times = "count(*) FILTER (WHERE NOT several) + count(DISTINCT resource_id) FILTER (WHERE several)"
    sql = (
        f"WITH fits AS MATERIALIZED ({fits.sql}) "  # noqa: S608  # names of ours
        f"SELECT 0, resource_id, number, {sort}, sinks, {keys} "
        f"FROM (SELECT * FROM fits WHERE then_too ORDER BY sinks, {keys}, resource_id LIMIT {take}) best "
        f"UNION ALL SELECT {times}, NULL, NULL, {sort}, NULL, {nothing} FROM fits WHERE then_too GROUP BY {sort} "
        f"UNION ALL SELECT 0, NULL, NULL, 0, 0, '', NULL, {nothing} FROM (SELECT 1 FROM fits LIMIT 1) ever"
    )
    return Clause(sql, fits.parameters)


def _fit(row: Sequence[Any], query: _Query) -> Fit:
    _, resource, number_of, filters, terms, kind, sinks, *keys = row
    km = None
    if query.by_distance:
        square, nowhere = keys
        keys, km = [square], None if nowhere else sqrt(square)
    return Fit(resource, number_of, (sinks, *keys, resource), (filters, terms, kind), km)


def _all(clause: Clause) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(clause.sql, list(clause.parameters))
        return list(cursor.fetchall())

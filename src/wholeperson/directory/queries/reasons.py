"""Why something fits, in a few words for each result of a page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from django.db import connection

from wholeperson.directory.models import Findable, OpenSpan
from wholeperson.directory.queries import taxonomy
from wholeperson.directory.queries.fitting import Fit
from wholeperson.directory.queries.gazetteer import nearest_name
from wholeperson.directory.queries.matching import tokens_of
from wholeperson.directory.rules import facts
from wholeperson.directory.rules.looking import Asked
from wholeperson.directory.rules.schedules import Span, from_minute, minute
from wholeperson.directory.rules.telling import clock_time
from wholeperson.directory.rules.wishes import Window, Wish

ROWS, SPANS = Findable._meta.db_table, OpenSpan._meta.db_table
HERE_KM = 1.0  # a searched point this near to a name is called by it
Why = tuple[float | None, tuple[str, ...]]


def reasons(wish: Wish, asked: Asked, shown: Sequence[Fit], now: datetime) -> Mapping[int, Why]:
    """Give for each row of a page how far it is, where that is asked and told, and why it fits."""
    rows = [one.row for one in shown]
    far = {one.row: one.km for one in shown if one.km is not None}
    from_where = _from_where(wish) if far else ""
    opens = _openings(wish.when, rows, now) if wish.when else {}
    tokens = tokens_of(rows) if asked.groups else {}
    return {
        row: (
            far.get(row),
            tuple(
                one
                for one in (
                    opens.get(row, ""),
                    _far(far[row], from_where) if row in far else "",
                    *_chosen(wish),
                    *_words(asked, tokens.get(row, frozenset())),
                )
                if one
            ),
        )
        for row in rows
    }


def _from_where(wish: Wish) -> str:
    assert wish.near is not None
    found = nearest_name(wish.near, wish.alliance, HERE_KM)
    return found.name if found else ""


def _far(km: float, name: str) -> str:
    said = f"{km:.1f} km" if km >= 1 else f"{max(round(km * 10), 1) * 100} metres"
    return f"{said} from {name}" if name else f"{said} away"


def _openings(when: Window, rows: Sequence[int], now: datetime) -> dict[int, str]:
    if not rows:
        return {}
    first, last = minute(when.start), max(minute(when.end), minute(when.start) + 1)
    marks = ", ".join(["%s"] * len(rows))
    sql = (
        f'SELECT f.id, s.start, s."end" FROM {ROWS} f JOIN {SPANS} s ON s.hours_id = f.hours_id '  # noqa: S608  # names of ours
        f'WHERE f.id IN ({marks}) AND s.start < %s AND s."end" > %s ORDER BY s.start DESC'
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*rows, last, first])
        found = cursor.fetchall()
    return {row: _open(Span(from_minute(start), from_minute(end)), when, now) for row, start, end in found}


def _open(span: Span, when: Window, now: datetime) -> str:
    if span.start <= now < span.end and when.start <= now <= when.end:
        return "open now"
    return f"open {clock_time(max(span.start, when.start), now)}"


def _chosen(wish: Wish) -> Iterator[str]:
    yield from (facts.FILTERS[one] for one in wish.filters if one in facts.FILTERS)
    yield from (taxonomy.terms()[one].label for one in wish.terms if one in taxonomy.terms())


def _words(asked: Asked, tokens: frozenset[str]) -> Iterator[str]:
    """Say where the words fit, where a page does not show it anyway because they stand in the name."""
    labels = dict(asked.means)
    said = []
    for group, name, piece in zip(asked.groups, asked.names, asked.said, strict=True):
        if tokens.issuperset(name[0]):
            continue
        if _ours(group, tokens):
            yield labels[" ".join(piece)]
        elif any(tokens.issuperset(every) for every in group):
            said.append(f"“{' '.join(piece)}”")
    if said:
        yield f"says {' and '.join(said)}"


def _ours(group: Iterable[tuple[str, ...]], tokens: frozenset[str]) -> bool:
    return any(every[0].startswith("_") and tokens.issuperset(every) for every in group if every)

"""Open times, written once for all that keep the same, and let go of when nobody keeps them any more."""

import json
from collections.abc import Iterable, Mapping
from datetime import timedelta
from hashlib import sha256

from django.db import connection
from django.db.models import Exists, OuterRef

from wholeperson.directory.models import Findable, Hours, OpenSpan
from wholeperson.directory.rules.opens import Minutes
from wholeperson.directory.rules.schedules import minute
from wholeperson.foundation import clock

HOURS, SPANS = Hours._meta.db_table, OpenSpan._meta.db_table
AT_ONCE = 500
# Times begin yesterday at the earliest, so what began before this cannot be made again by anybody.
OVER = timedelta(days=3)
# Steps by database: hours that are not there yet, given back with their numbers; and their times.
NEW = {
    "sqlite": (
        f"INSERT INTO {HOURS} (mark, first) "  # noqa: S608  # a name of ours
        "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(%s) WHERE true "
        "ON CONFLICT DO NOTHING RETURNING id, mark"
    ),
    "postgresql": (
        f"INSERT INTO {HOURS} (mark, first) "  # noqa: S608  # a name of ours
        "SELECT row->>0, (row->>1)::bigint FROM jsonb_array_elements(%s::jsonb) AS given (row) "
        "ON CONFLICT DO NOTHING RETURNING id, mark"
    ),
}
OPEN = {
    "sqlite": (
        f'INSERT INTO {SPANS} (hours_id, start, "end") '  # noqa: S608  # a name of ours
        "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]') "
        "FROM json_each(%s)"
    ),
    "postgresql": (
        f'INSERT INTO {SPANS} (hours_id, start, "end") '  # noqa: S608  # a name of ours
        "SELECT (row->>0)::bigint, (row->>1)::bigint, (row->>2)::bigint "
        "FROM jsonb_array_elements(%s::jsonb) AS given (row)"
    ),
}


def numbers_of(every: Iterable[Minutes]) -> Mapping[Minutes, int]:
    """Give the number under which each of these times is kept; what is new is written down. Never open has none."""
    marks = {one: _mark(one) for one in set(every) if one}
    rows = Hours.objects.filter(mark__in=marks.values())
    known = dict(rows.values_list("mark", "id"))
    # In one order, so that two who write at once never wait for each other.
    missing = sorted((mark, one) for one, mark in marks.items() if mark not in known)
    if missing:
        made = _new(missing)
        spans = [(made[mark], *span) for mark, one in missing if mark in made for span in one]
        with connection.cursor() as cursor:
            cursor.execute(OPEN[connection.vendor], [json.dumps(spans)])
        known = dict(rows.all().values_list("mark", "id"))  # with what another has written meanwhile
    return {one: known[mark] for one, mark in marks.items()}


def _new(missing: Iterable[tuple[str, Minutes]]) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(NEW[connection.vendor], [json.dumps([(mark, one[0][0]) for mark, one in missing])])
        return {mark: number for number, mark in cursor.fetchall()}


def _mark(one: Minutes) -> str:
    return sha256(repr(one).encode()).hexdigest()[:32]


def let_go() -> None:
    """Let go of some times that are over and that nobody keeps."""
    kept = Findable.objects.filter(hours_id=OuterRef("pk"))
    over = Hours.objects.filter(~Exists(kept), first__lt=minute(clock.now() - OVER))
    numbers = list(over.values_list("pk", flat=True)[:AT_ONCE])
    OpenSpan.objects.filter(hours__in=numbers).delete()
    Hours.objects.filter(pk__in=numbers).delete()

"""The network map at 50,000 resources: `python -m benchmarks.directory`, beside a bare query of the same database.

`SIZE=250000 make bench` asks for the size that must be reached; it takes ten minutes or more for each database.

Everything is invented: 400 towns of Zipf sizes, 30 words each, four patterns of opening times, bank holidays, alternate
weeks. The bare query is the best of design/reference/performance.md, section D: words and cells in one full-text index,
minutes of a week, the twenty nearest; no counts, no dates, no reasons, no stale entries that sink.
"""

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from math import cos, radians
from pathlib import Path
from typing import Any

import django
import numpy as np

from benchmarks.timing import Row, table
from wholeperson.config import prepare

COUNT, TOWNS, WORDS_EACH, QUERIES = int(os.environ.get("SIZE", "50000")), 400, 30, 500
KM = 16.0934
BY, ADDRESS = "system:benchmark", "invented"
BATCH = 5_000
CATEGORIES = ("food", "detox", "rehab", "money", "learning", "home", "mind", "body", "law", "peers", "script", "work")
# Days, opens, closes, interval in weeks.
PATTERNS = (
    ("MO,TU,WE,TH,FR", 9, 17, 1),
    ("MO,TU,WE,TH,FR,SA,SU", 8, 20, 1),
    ("TU,TH", 18, 21, 1),
    ("TH", 10, 12, 2),
)


@dataclass(frozen=True)
class Made:
    """One invented resource."""

    latitude: float
    longitude: float
    words: str
    category: str
    pattern: int
    town: int


@dataclass(frozen=True)
class Query:
    """One search: words, where, and a moment."""

    words: str
    latitude: float
    longitude: float
    at: datetime
    town: int


def main(count: int = COUNT) -> None:
    """Make the data, measure, print."""
    with tempfile.TemporaryDirectory() as folder:
        prepare.settings_for(prepare.folder(Path(folder)))
        django.setup()
        print(table(list(rows(count))), flush=True)


def rows(count: int) -> Iterator[Row]:
    """Give the lines of the table for the database that is there."""
    from django.core.management import call_command  # noqa: PLC0415  # only after django.setup()
    from django.db import connection  # noqa: PLC0415  # models exist only once a place is open

    call_command("migrate", verbosity=0)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(f"The network map: {count:,} resources, load {load:.1f}; SIZE=250000 asks for the size that must be reached")
    rng = np.random.default_rng(1)
    made = list(_made(count, rng))
    name = f"{connection.vendor}, {count:,} resources"
    yield Row(f"{name}: all rows written", "ours", _timed(lambda: _write(made)))
    from wholeperson.directory import public as directory  # noqa: PLC0415  # models exist only once a place is open

    yield Row(f"{name}: index and open times made", "ours", _timed(lambda: directory.rebuild(by=BY)))
    yield Row(f"{name}: index and open times made", "bare", _timed(lambda: _write_bare(made)))
    queries = list(_queries(made, rng))
    bare, ours, pages = _bare(), _ours(), _page()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    _same(queries[:40])
    measured = {
        "ours": _all_of(ours, queries),
        "bare query": _all_of(bare, queries),
        "page": _all_of(pages, queries[:100], 1),
    }
    for share in (50, 95, 100):
        work = f"{name}: words, near, open, p{share}"
        yield Row(work, "ours: 20 results, counts, reasons", _share(measured["ours"], share))
        yield Row(work, "bare query", _share(measured["bare query"], share))
        yield Row(work, "ours, the whole page", _share(measured["page"], share), "must: 60 ms at p95")


def _timed(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def _all_of(ask: Callable[[Query], object], queries: Sequence[Query], rounds: int = 3) -> np.ndarray:
    for query in queries:
        ask(query)
    taken = [[_timed(lambda query=query: ask(query)) for query in queries] for _ in range(rounds)]
    return np.median(np.array(taken), axis=0)


def _share(taken: np.ndarray, share: int) -> float:
    return float(np.percentile(taken, share))


def _made(count: int, rng: np.random.Generator) -> Iterator[Made]:
    letters = [list("bdfgklmnprtvz"), list("aiou")]
    # An x at the end: both databases leave such a word as it is.
    vocabulary = np.array(["".join(str(rng.choice(letters[one % 2])) for one in range(6)) + "x" for _ in range(4_000)])
    sizes = 1 / np.arange(1, TOWNS + 1)
    towns = np.column_stack([rng.uniform(50.5, 55, TOWNS), rng.uniform(-4, 1, TOWNS), rng.uniform(0.01, 0.05, TOWNS)])
    share = 1 / np.arange(1, len(vocabulary) + 1) ** 0.8
    share /= share.sum()
    of_town = rng.choice(TOWNS, count, p=sizes / sizes.sum())
    patterns, categories = rng.integers(4, size=count), rng.integers(len(CATEGORIES), size=count)
    offsets = rng.normal(size=(count, 2))
    for start in range(0, count, BATCH):
        words = rng.choice(vocabulary, (BATCH, WORDS_EACH), p=share)
        for number in range(start, min(start + BATCH, count)):
            latitude, longitude, wide = towns[of_town[number]]
            yield Made(
                float(latitude + offsets[number, 0] * wide), float(longitude + offsets[number, 1] * wide * 1.6),
                " ".join(words[number - start]), CATEGORIES[categories[number]], int(patterns[number]),
                int(of_town[number]),
            )  # fmt: skip


def _queries(made: Sequence[Made], rng: np.random.Generator) -> Iterator[Query]:
    monday = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    for number in range(QUERIES):
        here = made[rng.integers(len(made))]
        some = rng.choice(here.words.split(), 2, replace=False)
        words = (here.category, here.category, some[0], f"{here.category} {some[0]}")[number % 4]
        at = monday + timedelta(minutes=int(rng.integers(7 * 24 * 60)))
        yield Query(words, here.latitude, here.longitude, at, here.town)


def _write(made: Sequence[Made]) -> None:
    from django.db import transaction  # noqa: PLC0415  # only after django.setup()
    from django.db.models import QuerySet  # noqa: PLC0415  # models exist only once a place is open

    from wholeperson.directory import models, public  # noqa: PLC0415  # models exist only once a place is open
    from wholeperson.foundation import clock  # noqa: PLC0415  # models exist only once a place is open
    from wholeperson.people import public as people  # noqa: PLC0415  # models exist only once a place is open

    alliance = people.found_alliance(by=BY, address=ADDRESS, name="Invented")
    run_by = public.keep_organization(by=BY, alliance_id=alliance.id, name="Invented")
    towns = {one.town: one for one in reversed(made)}
    names = [public.PlaceName(_town(one.town), "town", one.latitude, one.longitude) for one in towns.values()]
    public.load_names(by=BY, alliance_id=alliance.id, names=names)
    now = clock.now()
    start = now.date() - timedelta(days=28)
    for first in range(0, len(made), BATCH):
        resources, places, schedules = [], [], []
        for number, one in enumerate(made[first : first + BATCH], first):
            words = one.words.split()
            resource = models.Resource(
                alliance_id=alliance.id, organization=run_by, kind="service", name=" ".join(words[:3]),
                summary=" ".join(words[3:12]), description=" ".join([*words[12:], one.category]),
                terms=[one.category], facts={"women_only": "yes" if number % 7 == 0 else "no", "cost": "free"},
                bank_holidays=("closed", "as always", "not known")[number % 3], changed_at=now,
                checked_on=now.date() - timedelta(days=number % 240),
            )  # fmt: skip
            resources.append(resource)
            places.append(models.Place(alliance_id=alliance.id, latitude=one.latitude, longitude=one.longitude))
            days, opens, closes, interval = PATTERNS[one.pattern]
            schedules.append(
                models.Schedule(
                    resource=resource, days=days, opens=time_of_day(opens), closes=time_of_day(closes),
                    interval=interval, start=start if interval > 1 else None,
                )
            )  # fmt: skip
        through = models.Resource.places.through
        with transaction.atomic():
            for rows in (resources, places, schedules):
                QuerySet(type(rows[0])).bulk_create(rows)
            through.objects.bulk_create(
                through(resource_id=a.id, place_id=b.id) for a, b in zip(resources, places, strict=True)
            )


def _write_bare(made: Sequence[Made]) -> None:
    from django.db import connection, transaction  # noqa: PLC0415  # only after django.setup()

    lite = connection.vendor == "sqlite"
    with transaction.atomic(), connection.cursor() as cursor:
        more = "" if lite else ", words tsvector"
        cursor.execute(f"CREATE TABLE bare (id integer PRIMARY KEY, latitude float8, longitude float8{more})")
        cursor.execute('CREATE TABLE bare_open (bare_id integer, start integer, "end" integer)')
        if lite:
            cursor.execute("CREATE VIRTUAL TABLE bare_words USING fts5(words, cells, tokenize='porter ascii')")
        for first in range(0, len(made), BATCH):
            some = list(enumerate(made[first : first + BATCH], first + 1))
            said = [(number, f"{one.words} {one.category}", _cell(one)) for number, one in some]
            if lite:
                points = [(n, o.latitude, o.longitude) for n, o in some]
                cursor.executemany("INSERT INTO bare VALUES (%s, %s, %s)", points)
                cursor.executemany("INSERT INTO bare_words (rowid, words, cells) VALUES (%s, %s, %s)", said)
            else:
                cursor.execute(
                    "INSERT INTO bare SELECT a, b, c, to_tsvector('english', d) "
                    "FROM unnest(%s::bigint[], %s::float8[], %s::float8[], %s::text[]) AS given (a, b, c, d)",
                    [[n for n, _ in some], [o.latitude for _, o in some], [o.longitude for _, o in some],
                     [f"{words} {cells}" for _, words, cells in said]],
                )  # fmt: skip
            spans = [(n, *span) for n, o in some for span in _week(o.pattern)]
            if lite:
                cursor.executemany("INSERT INTO bare_open VALUES (%s, %s, %s)", spans)
            else:
                cursor.execute("INSERT INTO bare_open SELECT * FROM unnest(%s::int[], %s::int[], %s::int[])",
                               [[span[place] for span in spans] for place in range(3)])  # fmt: skip
        cursor.execute('CREATE INDEX bare_open_index ON bare_open (bare_id, start, "end")')
        if not lite:
            cursor.execute("CREATE INDEX bare_words_index ON bare USING gin (words)")


def _week(pattern: int) -> Iterator[tuple[int, int]]:
    days, opens, closes, _ = PATTERNS[pattern]
    for day in days.split(","):
        base = ("MO", "TU", "WE", "TH", "FR", "SA", "SU").index(day) * 1440
        yield base + opens * 60, base + closes * 60


def _cell(one: Made) -> str:
    from wholeperson.directory.rules.spot import Spot, cell  # noqa: PLC0415  # beside the others

    return f"c{cell(Spot(one.latitude, one.longitude))}"


def _bare(*, is_open: bool = True, limit: int = 20) -> Callable[[Query], list[Any]]:
    from django.db import connection  # noqa: PLC0415  # only after django.setup()

    from wholeperson.directory.rules.spot import KM_A_DEGREE, Spot, cells_around  # noqa: PLC0415  # models exist only once a place is open

    lite = connection.vendor == "sqlite"
    far = "((b.latitude - %s) * (b.latitude - %s) + (b.longitude - %s) * (b.longitude - %s) * %s)"
    there = 'AND EXISTS (SELECT 1 FROM bare_open o WHERE o.bare_id = b.id AND o.start <= %s AND o."end" > %s) '
    matching = (
        "FROM bare_words w CROSS JOIN bare b WHERE b.id = w.rowid AND bare_words MATCH %s "
        if lite
        else "FROM bare b WHERE b.words @@ %s::tsquery "
    )
    box = "AND b.latitude BETWEEN %s AND %s AND b.longitude BETWEEN %s AND %s "
    end = f"{there if is_open else ''}ORDER BY far LIMIT {limit}"
    sql = f"SELECT b.id, {far} AS far {matching}{box}AND {far} <= %s {end}"

    def ask(query: Query) -> list[Any]:
        spot = Spot(query.latitude, query.longitude)
        cells = [f"c{one}" for one in cells_around(spot, KM)]
        words = query.words.split()
        match = f"({' AND '.join(words)}) AND ({' OR '.join(cells)})"
        if not lite:
            match = f"{' & '.join(map(_porter, words))} & ({'|'.join(cells)})"
        shrink = cos(radians(spot.latitude)) ** 2
        distance = (spot.latitude, spot.latitude, spot.longitude, spot.longitude, shrink)
        high = KM / KM_A_DEGREE
        wide, minute = high / shrink**0.5, _minute_of_week(query.at)
        box = (spot.latitude - high, spot.latitude + high, spot.longitude - wide, spot.longitude + wide)
        parameters = [*distance, match, *box, *distance, high**2, *((minute, minute) if is_open else ())]
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return list(cursor.fetchall())

    return ask


def _minute_of_week(at: datetime) -> int:
    here = at.astimezone(UTC)
    return here.weekday() * 1440 + here.hour * 60 + here.minute


def _porter(word: str) -> str:
    from wholeperson.directory.rules.words import stem  # noqa: PLC0415  # beside the others

    return stem(word)


def _wish(query: Query, *, is_open: bool = True) -> Any:
    from wholeperson.directory.public import Spot, Window, Wish  # noqa: PLC0415  # only after django.setup()
    from wholeperson.people import public as people  # noqa: PLC0415  # models exist only once a place is open

    global ALLIANCE
    if ALLIANCE is None:
        ALLIANCE = people.alliances()[0].id
    when = Window(query.at, query.at) if is_open else None
    return Wish(words=query.words, near=Spot(query.latitude, query.longitude), km=KM, when=when, alliance=ALLIANCE)


ALLIANCE = None


def _ours() -> Callable[[Query], Any]:
    from wholeperson.directory import public as directory  # noqa: PLC0415  # only after django.setup()

    return lambda query: directory.find(_wish(query), query.at)


def _page() -> Callable[[Query], Any]:
    from django.conf import settings  # noqa: PLC0415  # only after django.setup()
    from django.test import Client  # noqa: PLC0415  # only after django.setup()

    from wholeperson.foundation import clock  # noqa: PLC0415  # only after django.setup()

    settings.ALLOWED_HOSTS = ["*"]
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # nothing need be built for this
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    client = Client()

    def ask(query: Query) -> None:
        clock.now = lambda: query.at  # so that now is as often at night as in the searches
        asked = {"place": ADDRESS, "q": query.words, "near": _town(query.town), "when": "now"}
        answer = client.get("/network/", asked, secure=True)
        assert answer.status_code == 200, answer.status_code

    return ask


def _town(number: int) -> str:
    letters = "bdfgklmn"
    return "".join(letters[number >> shift & 7] + "ea" for shift in (0, 3, 6)) + "y"


def _same(queries: Sequence[Query]) -> None:
    """A peer that finds something else is no peer."""
    from wholeperson.directory import public as directory  # noqa: PLC0415  # only after django.setup()

    bare = _bare(is_open=False, limit=1_000_000)
    for query in queries:
        ours = directory.find(_wish(query, is_open=False), query.at)
        theirs = len(bare(query))
        assert abs(ours.total - theirs) <= 0.001 * theirs + 1, (query, ours.total, theirs)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main(int(sys.argv[1]) if sys.argv[1:] else COUNT)

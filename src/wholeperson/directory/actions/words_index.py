"""Writes the full-text index beside ``Findable``, and many rows at once: two short versions, one for each database."""

from collections.abc import Iterable, Sequence

from django.db import connection

from wholeperson.directory.models import KnownWord, OpenSpan
from wholeperson.directory.queries.matching import TABLE, number

SPANS = OpenSpan._meta.db_table
AT_ONCE = 500  # rows named in one statement


def write_words(rows: Sequence[tuple[int, str]]) -> None:
    """Write down the tokens of rows, in place of those that were there."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f"INSERT OR REPLACE INTO {TABLE} (rowid, tokens) VALUES (%s, %s)", rows)  # noqa: S608  # a name of ours
        else:
            cursor.execute(
                f"INSERT INTO {TABLE} (id, tokens) "  # noqa: S608  # a name of ours
                "SELECT id, array_to_tsvector(string_to_array(said, ' ')) "
                "FROM unnest(%s::bigint[], %s::text[]) AS given (id, said) "
                "ON CONFLICT (id) DO UPDATE SET tokens = excluded.tokens",
                [[one for one, _ in rows], [said for _, said in rows]],
            )


def take_words_away(rows: Sequence[int]) -> None:
    """Take the tokens of rows away."""
    with connection.cursor() as cursor:
        for start in range(0, len(rows), AT_ONCE):
            some = rows[start : start + AT_ONCE]
            marks = ", ".join(["%s"] * len(some))
            cursor.execute(f"DELETE FROM {TABLE} WHERE {number()} IN ({marks})", some)  # noqa: S608  # names of ours


def forget_what_was_there() -> None:
    """Let nothing of tokens that were taken away stay on the disk: of an address that is kept safe from now on."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")  # noqa: S608  # a name of ours


def forget_known_words() -> None:
    """Empty the list of known words, before all of them are written down anew."""
    KnownWord.objects.all().delete()


def write_spans(rows: Sequence[tuple[int, int, int]]) -> None:
    """Write down open times: row of ``Findable``, first minute, last minute."""
    columns = 'findable_id, start, "end"'
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f"INSERT INTO {SPANS} ({columns}) VALUES (%s, %s, %s)", rows)  # noqa: S608  # names of ours
        else:
            cursor.execute(
                f"INSERT INTO {SPANS} ({columns}) SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[])",  # noqa: S608  # names of ours
                [[row[place] for row in rows] for place in range(3)],
            )


def know(words: Iterable[str]) -> None:
    """Remember words, for mending a slip in spelling."""
    rows = [KnownWord(word=one) for one in sorted(set(words))]
    KnownWord.objects.bulk_create(rows, ignore_conflicts=True, batch_size=AT_ONCE)

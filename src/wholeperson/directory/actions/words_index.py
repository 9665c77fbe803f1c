"""Writes the full-text index beside ``Findable``, in the words of each database."""

import json
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from wholeperson.directory.models import KnownWord
from wholeperson.directory.queries.matching import TABLE, match_clause, number
from wholeperson.directory.rules.words import stem

AT_ONCE = 500  # rows named in one statement
Said = Mapping[str, tuple[str, ...]]  # steps by database
WORDS: Said = {
    "sqlite": (
        (
            f"INSERT OR REPLACE INTO {TABLE} (rowid, tokens) "  # noqa: S608  # a name of ours
            "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(%s)"
        ),
    ),
    "postgresql": (
        (
            f"INSERT INTO {TABLE} (id, tokens) "  # noqa: S608  # a name of ours
            "SELECT (row->>0)::bigint, array_to_tsvector(string_to_array(row->>1, ' ')) "
            "FROM jsonb_array_elements(%s::jsonb) AS given (row) "
            "ON CONFLICT (id) DO UPDATE SET tokens = excluded.tokens"
        ),
    ),
}
# PostgreSQL sweeps up by itself; FTS5 keeps what was taken out until its parts are joined.
FORGET: Said = {"sqlite": (f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')",), "postgresql": ()}  # noqa: S608  # a name of ours


def write_words(rows: Sequence[tuple[int, str]]) -> None:
    """Write down the tokens of rows, in place of those that were there."""
    _do(WORDS, json.dumps(rows))


def forget_what_was_there(gone: frozenset[str]) -> None:
    """Let nothing of tokens that were taken away stay: of an address that is kept safe from now on.

    What nobody else says is no longer offered where somebody makes a slip in spelling, nor does it stay on the disk.
    """
    unsaid = {token for token in gone if not _is_said(token)}
    KnownWord.objects.filter(pk__in=[one.pk for one in KnownWord.objects.all() if stem(one.word) in unsaid]).delete()
    _do(FORGET)


def _is_said(token: str) -> bool:
    said = match_clause((((token,),),))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {TABLE} w WHERE {said.sql} LIMIT 1", said.parameters)  # noqa: S608  # names of ours
        return cursor.fetchone() is not None


def take_words_away(rows: Sequence[int]) -> None:
    """Take the tokens of rows away."""
    with connection.cursor() as cursor:
        for start in range(0, len(rows), AT_ONCE):
            some = rows[start : start + AT_ONCE]
            marks = ", ".join(["%s"] * len(some))
            cursor.execute(f"DELETE FROM {TABLE} WHERE {number()} IN ({marks})", some)  # noqa: S608  # names of ours


def forget_known_words() -> None:
    """Empty the list of known words, before all of them are written down anew."""
    KnownWord.objects.all().delete()


def know(words: Iterable[str]) -> None:
    """Remember words, for mending a slip in spelling."""
    rows = [KnownWord(word=one) for one in sorted(words)]
    KnownWord.objects.bulk_create(rows, ignore_conflicts=True, batch_size=AT_ONCE)


def _do(steps: Said, *given: str) -> None:
    with connection.cursor() as cursor:
        for step in steps[connection.vendor]:
            cursor.execute(step, list(given))

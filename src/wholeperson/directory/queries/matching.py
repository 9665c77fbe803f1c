"""The full-text index beside ``Findable``: one small adapter, in two short versions. The rest of a search is one query.

SQLite keeps it as FTS5, PostgreSQL as a tsvector. The tokens are made by us, so both find the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from wholeperson.directory.rules.looking import Groups

TABLE = "directory_words"


@dataclass(frozen=True)
class Clause:
    """A piece of SQL with its parameters."""

    sql: str
    parameters: tuple[Any, ...] = ()


def as_kept(one: UUID | None) -> UUID | str | None:
    """Give an id as the database keeps it: PostgreSQL as one, SQLite as letters."""
    return one.hex if one and not connection.features.has_native_uuid_field else one


def number() -> str:
    """Name the column that holds the number of the row of ``Findable``."""
    return "rowid" if connection.vendor == "sqlite" else "id"


def match_clause(groups: Groups) -> Clause:
    """Give what keeps the rows ``w`` of the index that fit every group."""
    if connection.vendor == "sqlite":
        return Clause(f"{TABLE} MATCH %s", (_expression(groups, " AND ", " OR ", '"'),))
    return Clause("w.tokens @@ %s::tsquery", (_expression(groups, " & ", " | ", "'"),))


def fits_clause(groups: Groups) -> Clause:
    """Give whether a row ``w`` that was found in another way fits every group as well."""
    if connection.vendor == "sqlite":
        found = match_clause(groups)
        return Clause(f"w.rowid IN (SELECT rowid FROM {TABLE} WHERE {found.sql})", found.parameters)  # noqa: S608  # names of ours
    return match_clause(groups)


def tokens_of(rows: Iterable[int]) -> Mapping[int, frozenset[str]]:
    """Give the tokens of some rows."""
    numbers = list(rows)
    if not numbers:
        return {}
    listed = "tokens" if connection.vendor == "sqlite" else "array_to_string(tsvector_to_array(tokens), ' ')"
    marks = ", ".join(["%s"] * len(numbers))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {number()}, {listed} FROM {TABLE} WHERE {number()} IN ({marks})", numbers)  # noqa: S608  # names of ours
        return {row: frozenset(tokens.split()) for row, tokens in cursor.fetchall()}


def _expression(groups: Groups, together: str, either: str, quote: str) -> str:
    def every(tokens: tuple[str, ...]) -> str:
        # Tokens hold letters, digits, "_" and "-" only, so none can end its quotation marks.
        said = together.join(f"{quote}{token}{quote}" for token in tokens)
        return f"({said})" if len(tokens) > 1 else said

    return together.join(f"({either.join(map(every, group))})" for group in groups)

"""Every read of this app."""

from wholeperson.directory.queries.desks import (
    asked_of,
    desk,
    desk_by_words,
    desks_in,
    somebody_answers,
    stage_of,
    where_one_answers,
)
from wholeperson.directory.queries.finding import find
from wholeperson.directory.queries.helplines import Entry as HelplineEntry
from wholeperson.directory.queries.helplines import HelplinesError, on_file, read
from wholeperson.directory.queries.paper import all_in, answering_in, part_in, place_at
from wholeperson.directory.queries.resources import Listed, entry_of, listed, resource
from wholeperson.directory.queries.taxonomy import terms, terms_of

__all__ = [
    "HelplineEntry",
    "HelplinesError",
    "Listed",
    "all_in",
    "answering_in",
    "asked_of",
    "desk",
    "desk_by_words",
    "desks_in",
    "entry_of",
    "find",
    "listed",
    "on_file",
    "part_in",
    "place_at",
    "read",
    "resource",
    "somebody_answers",
    "stage_of",
    "terms",
    "terms_of",
    "where_one_answers",
]

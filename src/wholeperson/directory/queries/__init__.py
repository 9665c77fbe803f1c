"""Every read of this app."""

from wholeperson.directory.queries.coverage import (
    activity,
    gaps_of,
    rules_that_make_people_use_more,
    supplies,
    variables,
    where_of,
)
from wholeperson.directory.queries.finding import find
from wholeperson.directory.queries.helplines import Entry as HelplineEntry
from wholeperson.directory.queries.helplines import HelplinesError, on_file, read
from wholeperson.directory.queries.resources import Listed, entry_of, listed, resource
from wholeperson.directory.queries.taxonomy import terms, terms_of

__all__ = [
    "HelplineEntry",
    "HelplinesError",
    "Listed",
    "activity",
    "entry_of",
    "find",
    "gaps_of",
    "listed",
    "on_file",
    "read",
    "resource",
    "rules_that_make_people_use_more",
    "supplies",
    "terms",
    "terms_of",
    "variables",
    "where_of",
]

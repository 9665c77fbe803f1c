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
from wholeperson.directory.queries.opening import open_now, opening_next
from wholeperson.directory.queries.organizations import links_in, names_in, organizations_of
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
    "links_in",
    "listed",
    "names_in",
    "on_file",
    "open_now",
    "opening_next",
    "organizations_of",
    "read",
    "resource",
    "rules_that_make_people_use_more",
    "supplies",
    "terms",
    "terms_of",
    "variables",
    "where_of",
]

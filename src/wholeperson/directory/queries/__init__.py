"""Every read of this app."""

from wholeperson.directory.queries.finding import find
from wholeperson.directory.queries.helplines import Entry as HelplineEntry
from wholeperson.directory.queries.helplines import HelplinesError, on_file, read
from wholeperson.directory.queries.resources import Listed, entry_of, listed, resource
from wholeperson.directory.queries.somewhere import Named, named_places, somewhere
from wholeperson.directory.queries.taxonomy import terms, terms_of
from wholeperson.directory.queries.together import Runs, Tie, all_of, organizations, ties, went_into

__all__ = [
    "HelplineEntry",
    "HelplinesError",
    "Listed",
    "Named",
    "Runs",
    "Tie",
    "all_of",
    "entry_of",
    "find",
    "listed",
    "named_places",
    "on_file",
    "organizations",
    "read",
    "resource",
    "somewhere",
    "terms",
    "terms_of",
    "ties",
    "went_into",
]

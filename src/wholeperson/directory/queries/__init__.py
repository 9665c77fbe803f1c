"""Every read of this app."""

from wholeperson.directory.queries.finding import find
from wholeperson.directory.queries.helplines import Entry as HelplineEntry
from wholeperson.directory.queries.helplines import HelplinesError, on_file, read
from wholeperson.directory.queries.opening import open_now, opening_next
from wholeperson.directory.queries.resources import Listed, entry_of, listed, resource
from wholeperson.directory.queries.taxonomy import terms, terms_of

__all__ = [
    "HelplineEntry",
    "HelplinesError",
    "Listed",
    "entry_of",
    "find",
    "listed",
    "on_file",
    "open_now",
    "opening_next",
    "read",
    "resource",
    "terms",
    "terms_of",
]

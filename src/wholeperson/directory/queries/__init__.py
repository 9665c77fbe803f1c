"""Every read of this app."""

from wholeperson.directory.queries.asking import Asked, asked
from wholeperson.directory.queries.finding import find
from wholeperson.directory.queries.gazetteer import Named, nearest_name, places_named
from wholeperson.directory.queries.helplines import Entry as HelplineEntry
from wholeperson.directory.queries.helplines import HelplinesError, on_file, read
from wholeperson.directory.queries.indexing import to_carry_on, to_make_anew
from wholeperson.directory.queries.opening import open_now, opening_next
from wholeperson.directory.queries.resources import Listed, entry_of, listed, resource
from wholeperson.directory.queries.taxonomy import terms, terms_of

__all__ = [
    "Asked",
    "HelplineEntry",
    "HelplinesError",
    "Listed",
    "Named",
    "asked",
    "entry_of",
    "find",
    "listed",
    "nearest_name",
    "on_file",
    "open_now",
    "opening_next",
    "places_named",
    "read",
    "resource",
    "terms",
    "terms_of",
    "to_carry_on",
    "to_make_anew",
]

"""Every read of this app."""

from wholeperson.directory.queries.charter import CharterCard, SignedCard, charter, signed, signed_of, signers
from wholeperson.directory.queries.checks import today
from wholeperson.directory.queries.corrections import being_looked_at
from wholeperson.directory.queries.finding import find
from wholeperson.directory.queries.helplines import Entry as HelplineEntry
from wholeperson.directory.queries.helplines import HelplinesError, on_file, read
from wholeperson.directory.queries.keeping import organization_row
from wholeperson.directory.queries.resources import Listed, entry_of, listed, resource
from wholeperson.directory.queries.taxonomy import terms, terms_of

__all__ = [
    "CharterCard",
    "HelplineEntry",
    "HelplinesError",
    "Listed",
    "SignedCard",
    "being_looked_at",
    "charter",
    "entry_of",
    "find",
    "listed",
    "on_file",
    "organization_row",
    "read",
    "resource",
    "signed",
    "signed_of",
    "signers",
    "terms",
    "terms_of",
    "today",
]

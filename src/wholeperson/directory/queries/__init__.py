"""Every read of this app."""

from wholeperson.directory.queries.charter import CharterCard, SignedCard, charter, signed, signed_of, signers
from wholeperson.directory.queries.checks import today
from wholeperson.directory.queries.corrections import being_looked_at
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
from wholeperson.directory.queries.keeping import organization_row
from wholeperson.directory.queries.opening import open_now, opening_next
from wholeperson.directory.queries.organizations import links_in, names_in, organizations_of
from wholeperson.directory.queries.resources import Listed, entry_of, listed, resource
from wholeperson.directory.queries.taxonomy import terms, terms_of

__all__ = [
    "CharterCard",
    "HelplineEntry",
    "HelplinesError",
    "Listed",
    "SignedCard",
    "activity",
    "being_looked_at",
    "charter",
    "entry_of",
    "find",
    "gaps_of",
    "links_in",
    "listed",
    "names_in",
    "on_file",
    "open_now",
    "opening_next",
    "organization_row",
    "organizations_of",
    "read",
    "resource",
    "rules_that_make_people_use_more",
    "signed",
    "signed_of",
    "signers",
    "supplies",
    "terms",
    "terms_of",
    "today",
    "variables",
    "where_of",
]

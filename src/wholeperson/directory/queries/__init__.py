"""Every read of this app."""

from wholeperson.directory.queries.asking import Asked, asked
from wholeperson.directory.queries.charter import CharterCard, SignedCard, charter, signed, signed_of, signers
from wholeperson.directory.queries.checks import today
from wholeperson.directory.queries.corrections import being_looked_at
from wholeperson.directory.queries.coverage import (
    activity,
    gaps_of,
    gaps_told,
    rules_that_make_people_use_more,
    supplies,
    variables,
    where_of,
)
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
from wholeperson.directory.queries.gazetteer import Named, named_places, nearest_name, places_named, somewhere
from wholeperson.directory.queries.helplines import Entry as HelplineEntry
from wholeperson.directory.queries.helplines import HelplinesError, on_file, read
from wholeperson.directory.queries.indexing import to_carry_on, to_make_anew
from wholeperson.directory.queries.keeping import organization_row
from wholeperson.directory.queries.opening import open_now, opening_next
from wholeperson.directory.queries.organizations import links_in, names_in, organizations_of
from wholeperson.directory.queries.paper import all_in, answering_in, part_in, place_at
from wholeperson.directory.queries.resources import Listed, entry_of, listed, resource
from wholeperson.directory.queries.taxonomy import labels, terms, terms_of
from wholeperson.directory.queries.together import Runs, Tie, all_of, organizations, ties, went_into

__all__ = [
    "Asked",
    "CharterCard",
    "HelplineEntry",
    "HelplinesError",
    "Listed",
    "Named",
    "Runs",
    "SignedCard",
    "Tie",
    "activity",
    "all_in",
    "all_of",
    "answering_in",
    "asked",
    "asked_of",
    "being_looked_at",
    "charter",
    "desk",
    "desk_by_words",
    "desks_in",
    "entry_of",
    "find",
    "gaps_of",
    "gaps_told",
    "labels",
    "links_in",
    "listed",
    "named_places",
    "names_in",
    "nearest_name",
    "on_file",
    "open_now",
    "opening_next",
    "organization_row",
    "organizations",
    "organizations_of",
    "part_in",
    "place_at",
    "places_named",
    "read",
    "resource",
    "rules_that_make_people_use_more",
    "signed",
    "signed_of",
    "signers",
    "somebody_answers",
    "somewhere",
    "stage_of",
    "supplies",
    "terms",
    "terms_of",
    "ties",
    "to_carry_on",
    "to_make_anew",
    "today",
    "variables",
    "went_into",
    "where_of",
    "where_one_answers",
]

"""Every write of this app."""

from wholeperson.directory.actions.entries import keep_entry, keep_organization
from wholeperson.directory.actions.gazetteer import GazetteerError, PlaceName, load_names
from wholeperson.directory.actions.indexing import carry_on, make_anew, rebuild

__all__ = [
    "GazetteerError",
    "PlaceName",
    "carry_on",
    "keep_entry",
    "keep_organization",
    "load_names",
    "make_anew",
    "rebuild",
]

"""Every write of this app."""

from wholeperson.directory.actions.entries import keep_entry, keep_organization
from wholeperson.directory.actions.gazetteer import load_names
from wholeperson.directory.actions.links import link_organizations

__all__ = ["keep_entry", "keep_organization", "link_organizations", "load_names"]

"""Every write of this app."""

from wholeperson.directory.actions.entries import keep_entry, keep_organization

__all__ = ["keep_entry", "keep_organization"]

"""The door of messages: tell a person something, in a way that gives nothing away."""

from wholeperson.messages.actions import tell
from wholeperson.messages.queries import unread_of
from wholeperson.messages.rules.kinds import register_kind

__all__ = ["register_kind", "tell", "unread_of"]

"""The door of messages: tell a person something, in a way that gives nothing away."""

from wholeperson.messages.actions import keep_inside_after_a_restore, tell, tell_inside
from wholeperson.messages.queries import unread_of
from wholeperson.messages.rules.kinds import register_kind

__all__ = ["keep_inside_after_a_restore", "register_kind", "tell", "tell_inside", "unread_of"]

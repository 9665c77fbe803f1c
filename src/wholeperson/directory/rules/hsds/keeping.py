"""What never leaves by the open feed: one person's own mail address, and what tells where a kept-safe address is."""

from collections.abc import Iterable

from wholeperson.directory.rules.mailboxes import MAIL, is_a_roles
from wholeperson.directory.rules.whereabouts import hints_where, link_tells_where

HIDDEN_NAME = "Its address is kept safe"
LEFT_OUT = "(a person’s own e-mail, left out)"


class Keeper:
    """What may be said of one resource or organization.

    Args:
        kept_safe: whether nothing may tell where it is.
        names: what it and its organization are called, by which its own mail address is known.
    """

    def __init__(self, *, kept_safe: bool, names: Iterable[str]) -> None:
        self.kept_safe, self.names = kept_safe, tuple(names)

    def text(self, text: str) -> str:
        """Give a text as it may be read by anybody: nothing where it could tell a kept-safe address."""
        if self.kept_safe and hints_where(text):
            return ""
        return MAIL.sub(lambda found: found[0] if is_a_roles(found[0], self.names) else LEFT_OUT, text)

    def name(self, name: str) -> str:
        """Give a name, which cannot be left out: without what could tell a kept-safe address."""
        return self.text(name) or HIDDEN_NAME

    def mail(self, address: str) -> str:
        """Give a mail address where it is a role's, or nothing."""
        return address if is_a_roles(address, self.names) and self.text(address) else ""

    def link(self, address: str) -> str:
        """Give a web address, or nothing where it could tell a kept-safe address."""
        return "" if self.kept_safe and (hints_where(address) or link_tells_where(address)) else address

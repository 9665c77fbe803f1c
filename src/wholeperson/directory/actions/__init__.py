"""Every write of this app."""

from wholeperson.directory.actions.asking import (
    ask_for_a_peer,
    give_back_asking,
    let_go_of_askings,
    settle_asking,
    take_asking,
)
from wholeperson.directory.actions.desks import end_desk, open_desk, renew_desk
from wholeperson.directory.actions.entries import keep_entry, keep_organization

__all__ = [
    "ask_for_a_peer",
    "end_desk",
    "give_back_asking",
    "keep_entry",
    "keep_organization",
    "let_go_of_askings",
    "open_desk",
    "renew_desk",
    "settle_asking",
    "take_asking",
]

"""Every write of this app."""

from wholeperson.directory.actions.adding import add_entry
from wholeperson.directory.actions.asking import (
    ask_for_a_peer,
    give_back_asking,
    let_go_of_askings,
    settle_asking,
    take_asking,
)
from wholeperson.directory.actions.charter import leave_charter, sign_charter, write_charter
from wholeperson.directory.actions.checks import deal_out, end_turns, let_go_of_old_turns, look, look_and_say, pass_on
from wholeperson.directory.actions.corrections import say_it_is_wrong, settle
from wholeperson.directory.actions.desks import end_desk, open_desk, renew_desk
from wholeperson.directory.actions.entries import hand_to, keep_entry, keep_organization
from wholeperson.directory.actions.gazetteer import GazetteerError, PlaceName, load_names
from wholeperson.directory.actions.indexing import carry_on, make_anew, rebuild
from wholeperson.directory.actions.links import link_organizations

__all__ = [
    "GazetteerError",
    "PlaceName",
    "add_entry",
    "ask_for_a_peer",
    "carry_on",
    "deal_out",
    "end_desk",
    "end_turns",
    "give_back_asking",
    "hand_to",
    "keep_entry",
    "keep_organization",
    "leave_charter",
    "let_go_of_askings",
    "let_go_of_old_turns",
    "link_organizations",
    "load_names",
    "look",
    "look_and_say",
    "make_anew",
    "open_desk",
    "pass_on",
    "rebuild",
    "renew_desk",
    "say_it_is_wrong",
    "settle",
    "settle_asking",
    "sign_charter",
    "take_asking",
    "write_charter",
]

"""Every write of this app, by what it is about."""

from wholeperson.people.actions.alliances import (
    confirm_sentences,
    found_alliance,
    found_team,
    name_team,
    take_in_organisation,
)
from wholeperson.people.actions.circle import accept_invitation, end_tie, invite_into_circle, rename_tie
from wholeperson.people.actions.door import (
    change_name,
    change_phrase,
    end_card,
    end_other_sign_ins,
    make_card,
    make_codes,
    switch_showing,
)
from wholeperson.people.actions.joining import join
from wholeperson.people.actions.leaving import end_every_sign_in, erase_by_the_place, erase_myself, replay_erasures
from wholeperson.people.actions.membership import (
    accept_role,
    belong,
    end_membership,
    invite_by_the_place,
    invite_to_role,
)
from wholeperson.people.actions.signing_in import (
    let_go_of_old,
    note_attempt,
    open_sign_in,
    repeat,
    sign_out,
    use_code,
)

__all__ = [
    "accept_invitation", "accept_role", "belong", "change_name", "change_phrase", "confirm_sentences", "end_card",
    "end_every_sign_in", "end_membership", "end_other_sign_ins", "end_tie", "erase_by_the_place", "erase_myself",
    "found_alliance", "found_team", "invite_by_the_place", "invite_into_circle", "invite_to_role", "join",
    "let_go_of_old", "make_card", "make_codes", "name_team", "note_attempt", "open_sign_in", "rename_tie", "repeat",
    "replay_erasures", "sign_out", "switch_showing", "take_in_organisation", "use_code",
]  # fmt: skip

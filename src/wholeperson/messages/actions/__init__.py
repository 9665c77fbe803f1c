"""Every write of this app."""

from wholeperson.messages.actions.hearing import hear_of_a_change, hear_of_a_way_back, hear_of_an_ended_role
from wholeperson.messages.actions.reaching import ask_for_a_test_word, change_reach, switch_receipts
from wholeperson.messages.actions.sending import TakenError, claim, let_go_of_old, mark_sent, put_off
from wholeperson.messages.actions.telling import keep_inside_after_a_restore, open_message, tell, tell_inside

__all__ = [
    "TakenError", "ask_for_a_test_word", "change_reach", "claim", "hear_of_a_change", "hear_of_a_way_back",
    "hear_of_an_ended_role",
    "keep_inside_after_a_restore", "let_go_of_old", "mark_sent", "open_message", "put_off", "switch_receipts", "tell",
    "tell_inside",
]  # fmt: skip

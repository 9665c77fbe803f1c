"""Every write of this app, by what it is about."""

from wholeperson.consent.actions.asking import ask
from wholeperson.consent.actions.emergencies import open_in_an_emergency, review_emergency
from wholeperson.consent.actions.ending import (
    after_hat,
    after_tie,
    ask_for_review,
    end_everything_after_a_restore,
    end_what_ran_out,
    tell_of_emergency,
)
from wholeperson.consent.actions.questions import answer_question, ask_about_line
from wholeperson.consent.actions.reading import read
from wholeperson.consent.actions.sharing import (
    allow_asking_again,
    end_all_with,
    end_share,
    review,
    say_no,
    share,
)

__all__ = [
    "after_hat", "after_tie", "allow_asking_again", "answer_question", "ask", "ask_about_line", "ask_for_review",
    "end_all_with", "end_everything_after_a_restore", "end_share", "end_what_ran_out", "open_in_an_emergency", "read",
    "review", "review_emergency", "say_no", "share", "tell_of_emergency",
]  # fmt: skip

"""Reads of this app. Each names its viewer; frozen values come out, models stay inside."""

from wholeperson.consent.queries.due import due_for_review, emergencies_to_tell, ran_out
from wholeperson.consent.queries.looked import (
    PLACE_ANSWER,
    PLACE_QUESTION,
    Asked,
    Looked,
    Waiting,
    line_of_mine,
    question_for,
    questions_to_answer,
    who_looked,
)
from wholeperson.consent.queries.mine import (
    AskCard,
    Friend,
    Other,
    ShareCard,
    ask_card,
    asks_to_me,
    my_circle,
    my_share,
    my_shares,
    others_to_show,
)
from wholeperson.consent.queries.opened import (
    PLACE_DELAY,
    PLACE_REASON,
    PLACE_REVIEW,
    Known,
    Opening,
    Told,
    ToReview,
    known_people,
    known_to,
    my_openings,
    openings_of,
    to_review,
)
from wholeperson.consent.queries.seeing import Ground, Permit, may_see
from wholeperson.consent.queries.shown import (
    Askable,
    ShownCard,
    TeamOfMine,
    askable,
    is_shown,
    opened_by,
    shown,
    shown_by_ties,
    shown_to_teams,
)

__all__ = [
    "PLACE_ANSWER", "PLACE_DELAY", "PLACE_QUESTION", "PLACE_REASON", "PLACE_REVIEW", "AskCard", "Askable", "Asked",
    "Friend", "Ground", "Known", "Looked", "Opening", "Other", "Permit", "ShareCard", "ShownCard", "TeamOfMine",
    "ToReview", "Told", "Waiting", "ask_card", "askable", "asks_to_me", "due_for_review", "emergencies_to_tell",
    "is_shown", "known_people", "known_to", "line_of_mine", "may_see", "my_circle", "my_openings", "my_share",
    "my_shares", "opened_by", "openings_of", "others_to_show", "question_for", "questions_to_answer", "ran_out",
    "shown", "shown_by_ties", "shown_to_teams", "to_review", "who_looked",
]  # fmt: skip

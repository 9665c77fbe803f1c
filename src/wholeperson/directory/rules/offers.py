"""People who offer support: what they say of it, and what somebody can say who was made uneasy."""

from enum import Enum

from wholeperson.directory.rules.taxonomy import Branch, Term

LONGEST_NAME = 80
LONGEST_WORDS = 1000
LONGEST_REACH = 300
# A bed, a medicine, a child, a refuge: nobody is met alone for these, and nobody is asked to carry them alone.
NOT_ALONE = frozenset(
    {"bed-tonight", "body", "children", "detox", "home", "rehab", "safer-use", "safety", "script", "tonight"}
)
CONSENT = (
    "I want adults of this alliance who are signed in to see this: the name that I chose, what I offer, and how to "
    "reach me. I can end it at any moment."
)


class Worry(Enum):
    """Why somebody is uneasy about an offer. No words are asked for: whoever says it could be known by them."""

    NOT_THEM = "not-who-they-say"
    MONEY = "money"
    PRESSURE = "pressure"
    CLOSE = "too-close"
    SELLING = "selling"
    UNEASY = "uneasy"


WORRY_ASKS = {
    Worry.NOT_THEM: "They are not who they say they are",
    Worry.MONEY: "They asked for money, or for something back",
    Worry.PRESSURE: "They threatened or pressed somebody",
    Worry.CLOSE: "They came too close, or wanted sex",
    Worry.SELLING: "They sell drugs or drink, or want somebody to use",
    Worry.UNEASY: "It made me uneasy. I cannot say how",
}


def may_be_offered(term: Term) -> bool:
    """Say whether one person can offer this to another: a need or an interest that nobody has to carry alone."""
    return term.branch is not Branch.GROUP and term.key not in NOT_ALONE

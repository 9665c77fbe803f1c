"""People who offer support: what they say of it, and what somebody can say who was made uneasy."""

from enum import Enum

LONGEST_NAME = 80
LONGEST_WORDS = 1000
LONGEST_REACH = 300
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

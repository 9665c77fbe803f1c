"""Where a person is reached, and how far a message has come."""

from enum import Enum


class Channel(Enum):
    """Where a neutral word goes; the message itself is read after signing in."""

    APP = "app"
    EMAIL = "email"
    TEXT = "text"


class State(Enum):
    """How far the neutral word has come."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    STAYED = "stayed"  # only in the app: there is no other channel
    GAVE_UP = "gave-up"

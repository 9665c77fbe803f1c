"""What people announces, told to whom it concerns."""

from wholeperson.messages.actions.telling import tell
from wholeperson.people.public import SignInChanged, WayBackBegun

DOOR = "system:door"
WAY_BACK, SIGN_IN_CHANGED = "way-back", "sign-in-changed"


def hear_of_a_way_back(fact: WayBackBegun) -> None:
    """Tell somebody first, and at once, that they are being helped back in, with the one tap that stops it."""
    tell(by=DOOR, person_id=fact.person_id, kind=WAY_BACK, token=fact.stop)


def hear_of_a_change(fact: SignInChanged) -> None:
    """Tell somebody that a way in was added or changed, in case it was not them."""
    tell(by=DOOR, person_id=fact.person_id, kind=SIGN_IN_CHANGED)

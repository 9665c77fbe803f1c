"""What people announces, told to whom it concerns."""

from wholeperson.messages.actions.telling import tell, tell_inside
from wholeperson.people.public import WAY_BACK_WAITS, RoleEnded, SignInChanged, WayBackBegun, hold_way_back

DOOR = "system:door"
WAY_BACK, SIGN_IN_CHANGED, ROLE_ENDED = "way-back", "sign-in-changed", "role-ended"


def hear_of_a_way_back(fact: WayBackBegun) -> None:
    """Tell somebody first that they are being helped back in, with the one tap that stops it.

    Where safe hours keep the word back, the wait begins with the word: it opens three days after that and no earlier.
    """
    told = tell(by=DOOR, person_id=fact.person_id, kind=WAY_BACK, token=fact.stop)
    hold_way_back(by=DOOR, way_back_id=fact.way_back_id, until=told.send_after + WAY_BACK_WAITS)


def hear_of_a_change(fact: SignInChanged) -> None:
    """Tell somebody that a way in was added or changed, in case it was not them."""
    tell(by=DOOR, person_id=fact.person_id, kind=SIGN_IN_CHANGED)


def hear_of_an_ended_role(fact: RoleEnded) -> None:
    """Say in the app that a coordinator ended a role. It is no matter of their safety, so nothing goes out."""
    tell_inside(fact.person_id, ROLE_ENDED)

"""Who may do what at the door and in an alliance. Each check raises a sentence that says what to do instead."""

from datetime import datetime

from wholeperson.foundation.actions import SYSTEM, By
from wholeperson.people.models import Person
from wholeperson.people.rules.roles import OF_ONES_OWN, OF_THE_PLACE, Power, Role
from wholeperson.people.rules.viewer import Hat, Viewer
from wholeperson.people.rules.ways_in import may_show, repeated_lately


class NotYoursError(PermissionError):
    """Somebody tried what is not theirs to do; the text says what to do instead."""


class AskAgainError(PermissionError):
    """The passphrase is asked again first."""


class SwitchedOffError(PermissionError):
    """The person switched this off, or it is not open again yet. Says the same in both states."""


def check_repeated(viewer: Viewer, now: datetime) -> None:
    """Refuse somebody who has not shown within five minutes that it is still them.

    Raises:
        AskAgainError: saying that the way in is asked again.
    """
    if not repeated_lately(viewer.repeated_at, now):
        raise AskAgainError("Please show once more that it is you. It keeps this safe on a phone that is left open.")


def check_may_show(viewer: Viewer, now: datetime) -> None:
    """Refuse export, 'show everything' and changes of the safe channel while the person has switched them off.

    Raises:
        SwitchedOffError: in the same words whatever the reason, so that nobody can read it off the screen.
    """
    person = Person.objects.get(pk=viewer.id)
    if not may_show(person.showing_off, person.showing_from, now):
        raise SwitchedOffError("This is not available at the moment. Everything else works as always.")


def check_hat(viewer: Viewer, power: Power, hat: Hat) -> None:
    """Refuse somebody who does not hold this power by this membership.

    Raises:
        NotYoursError: naming the power.
    """
    if hat not in viewer.hats_with(power):
        raise NotYoursError(f"This is for people who may {power.value}.")


def check_is_the_place(by: By) -> None:
    """Refuse anyone but the place itself: its commands, never a page.

    Raises:
        NotYoursError: saying who may.
    """
    if not (isinstance(by, str) and by.startswith(SYSTEM)):
        raise NotYoursError("This is done by the place's own commands. Ask whoever runs this place.")


def check_own_role(role: Role) -> None:
    """Refuse a role that needs an invitation.

    Raises:
        NotYoursError: saying whom to ask.
    """
    if role not in OF_ONES_OWN:
        raise NotYoursError("This role starts with an invitation. Ask the coordinator of the alliance for one.")


def check_role_is_offered(role: Role, by: By) -> None:
    """Refuse an invitation to a role that nobody is invited to, or that only the place itself gives.

    Raises:
        NotYoursError: saying how it starts.
    """
    if role in OF_ONES_OWN:
        raise NotYoursError("Nobody is invited to this. People join for themselves.")
    if role in OF_THE_PLACE:
        check_is_the_place(by)


def may(power: Power, viewer: Viewer | None) -> bool:
    """Say whether somebody holds a power by any membership; for choosing what a page shows."""
    return viewer is not None and viewer.has(power)

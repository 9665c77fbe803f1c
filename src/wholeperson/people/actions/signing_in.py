from datetime import datetime, timedelta
from uuid import UUID

from wholeperson.foundation import clock
from wholeperson.foundation.actions import HOUSE, By, House, action
from wholeperson.people.models import Attempt, Person, RecoveryCode, SignIn
from wholeperson.people.queries import attempt_mark
from wholeperson.people.rules.errors import DoorError
from wholeperson.people.rules.viewer import Viewer
from wholeperson.people.rules.ways_in import stay, tidy

A_DAY = timedelta(days=1)


# These deeds are done by the door and are about a sign-in, not about a person: the trail outlives both, and a list of
# when somebody came and went is nothing that anybody should be able to read.


@action("somebody signed in")
def open_sign_in(*, by: By, person_id: UUID, shared: bool) -> SignIn:
    """Open a sign-in for a person who has shown that it is them. On a shared device it is shorter."""
    now = clock.now()
    _, longest = stay(shared)
    person = Person.objects.get(pk=person_id)
    sign_in = SignIn(person=person, shared=shared, ends_at=now + longest, repeated_at=now)
    sign_in.save()
    return sign_in


@action("somebody showed once more that it is them")
def repeat(*, by: By, viewer: Viewer) -> SignIn:
    """Note that the person has just shown that it is still them; it holds for five minutes on this device."""
    SignIn.objects.filter(pk=viewer.sign_in_id).update(repeated_at=clock.now())
    return SignIn(id=viewer.sign_in_id)


@action("somebody signed out")
def sign_out(*, by: By, sign_in_id: UUID) -> SignIn:
    """End one sign-in at the server. Ending it again changes nothing."""
    SignIn.objects.filter(pk=sign_in_id).delete()
    return SignIn(id=sign_in_id)


@action("a try at signing in was counted")
def note_attempt(*, by: By, name: str, address: str) -> Attempt:
    """Count a try that opened nothing, for this name, this address and the two together."""
    return attempts_at(name, address)[0]


def attempts_at(name: str, address: str) -> list[Attempt]:
    """Write the three lines of one try. Only inside a deed."""
    attempts = [
        Attempt(mark=attempt_mark("both", f"{tidy(name)}\0{address}")),
        Attempt(mark=attempt_mark("address", address)),
        Attempt(mark=attempt_mark("name", tidy(name))),
    ]
    return Attempt.objects.bulk_create(attempts)


@action("a recovery code was used")
def use_code(*, by: By, code_id: UUID) -> RecoveryCode:
    """Use up a recovery code. Each opens once, also when two people try it at the same moment.

    Raises:
        DoorError: where it was used before.
    """
    if not RecoveryCode.objects.filter(pk=code_id, used_at=None).update(used_at=clock.now()):
        raise DoorError("This code does not open anything. Each code opens once; try the next one.", "code")
    return RecoveryCode.objects.get(pk=code_id)


@action("old tries and ended sign-ins were let go")
def let_go_of_old(*, by: By, now: datetime) -> House:
    """Let go of tries that are older than a day and of sign-ins that have ended."""
    Attempt.objects.filter(created_at__lt=now - A_DAY).delete()
    SignIn.objects.filter(ends_at__lt=now).delete()
    return HOUSE

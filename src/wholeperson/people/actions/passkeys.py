from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wholeperson.foundation import clock, vault
from wholeperson.foundation.actions import NOBODYS, By, action
from wholeperson.foundation.announcements import announce
from wholeperson.people.models import Passkey
from wholeperson.people.permissions import check_repeated
from wholeperson.people.queries import LABEL, check_new, check_shown
from wholeperson.people.rules.errors import DoorError
from wholeperson.people.rules.facts import SignInChanged
from wholeperson.people.rules.passkeys import AT_MOST, LONGEST_LABEL, NOT_ADDED, OPENS_NOTHING, count_is_right
from wholeperson.people.rules.viewer import Viewer


@dataclass(frozen=True)
class Whose:
    """Whose passkey was shown. The line in the trail is about nobody: it would say when somebody came."""

    person_id: UUID
    id: UUID = NOBODYS


@action("a passkey was added", about="viewer")
def add_passkey(
    *, by: By, viewer: Viewer, host: str, state: Mapping[str, Any], answer: object, label: str
) -> Passkey:  # fmt: skip
    """Add a passkey that a phone or a computer has just made for this person.

    Raises:
        AskAgainError: where the person has not just shown that it is them.
        DoorError: where the answer is not right, the label has no end, or there are ten already.
    """
    check_repeated(viewer, clock.now())
    if len(label) > LONGEST_LABEL:
        raise DoorError(f"Up to {LONGEST_LABEL} letters fit here. Please take a shorter word.", "label")
    if Passkey.objects.filter(person_id=viewer.id).count() >= AT_MOST:
        raise DoorError(f"You have {AT_MOST} passkeys. End one that you no longer need, then add this one.")
    made = check_new(host, state, answer)
    if made is None or Passkey.objects.filter(credential=made.credential).exists():
        raise DoorError(NOT_ADDED)
    passkey = Passkey(
        person_id=viewer.id,
        label=vault.seal(viewer.id, label, place=LABEL),
        credential=made.credential,
        data=made.data,
        count=made.count,
    )
    passkey.save()
    announce(SignInChanged(viewer.id))
    return passkey


@action("a passkey was shown at the door")
def use_passkey(*, by: By, host: str, state: Mapping[str, Any], answer: object) -> Whose:
    """Say whose passkey was shown, and keep its count, so that a copy is noticed.

    Raises:
        DoorError: in one sentence, whatever the reason.
    """
    shown = check_shown(host, state, answer)
    # Read again under a lock: two answers with one count may not both come in.
    passkey = Passkey.objects.select_for_update().filter(pk=shown.passkey_id).first() if shown else None
    if shown is None or passkey is None or not count_is_right(passkey.count, shown.count):
        raise DoorError(OPENS_NOTHING)
    passkey.count = shown.count
    passkey.save()
    return Whose(passkey.person_id)


@action("a passkey was ended", about="viewer")
def end_passkey(*, by: By, viewer: Viewer, passkey_id: UUID) -> None:
    """End one's own passkey, at once and without asking anything: the phone may just have been taken."""
    gone, _ = Passkey.objects.filter(pk=passkey_id, person_id=viewer.id).delete()
    if gone:
        announce(SignInChanged(viewer.id))

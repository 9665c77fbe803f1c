from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from wholeperson.foundation import clock, vault
from wholeperson.foundation.actions import By, action
from wholeperson.messages.actions.telling import tell, tell_inside
from wholeperson.messages.models import Message, Reach
from wholeperson.messages.queries import EMAIL, PHONE
from wholeperson.messages.rules import Channel
from wholeperson.messages.rules.addresses import ASKED, uk_mobile
from wholeperson.messages.rules.hours import Hours
from wholeperson.messages.rules.trying import wait_for_test_word
from wholeperson.people.public import DoorError, Viewer, WaitError, check_may_show, check_repeated

CHANGED, TEST_WORD = "reach-changed", "test-word"
LONGEST_ADDRESS = 254
NO_ADDRESS = "Please give a whole e-mail address, like robin@example.org."


@action("how somebody is reached was changed")
def change_reach(*, by: By, viewer: Viewer, channel: Channel, hours: Hours, to: str = "") -> Reach:
    """Choose the safe channel, its address and the safe hours. The channel before it hears nothing of this.

    Somebody may be standing over the person, so it asks again who they are, can be switched off, and leaves a message
    in the app. An address of a channel that is not chosen is let go of.

    Args:
        channel: where a neutral word goes.
        hours: safe hours; none means any time.
        to: the address or the number; nothing keeps the one that is there.

    Raises:
        AskAgainError: where the person has not just shown that it is them.
        SwitchedOffError: where they switched this off.
        DoorError: where the address or the number could be better.
    """
    now = clock.now()
    check_repeated(viewer, now)
    check_may_show(viewer, now)
    reach = Reach.objects.filter(person_id=viewer.id).first() or Reach(person_id=viewer.id)
    keeps = bool(reach.channel) and Channel(reach.channel) is channel and not to.strip()
    if channel is Channel.APP:
        reach.email = reach.phone = b""
    elif not keeps and channel is Channel.EMAIL:
        reach.email, reach.phone = vault.seal(viewer.id, _email(to), place=EMAIL), b""
    elif not keeps:
        reach.phone, reach.email = vault.seal(viewer.id, _number(to), place=PHONE), b""
    reach.channel, reach.hours = channel.value, [list(window) for window in hours]
    reach.save()
    tell_inside(viewer.id, CHANGED)
    return reach


def _email(typed: str) -> str:
    address = typed.strip()
    try:
        validate_email(address)
    except ValidationError as cause:
        raise DoorError(NO_ADDRESS, "email") from cause
    if len(address) > LONGEST_ADDRESS:
        raise DoorError(NO_ADDRESS, "email")
    return address


def _number(typed: str) -> str:
    number = uk_mobile(typed)
    if number is None:
        raise DoorError(ASKED, "phone")
    return number


@action("receipts were switched", about="viewer")
def switch_receipts(*, by: By, viewer: Viewer, on: bool) -> None:
    """Say whether a neutral word goes out when somebody reads what the person shows."""
    if not Reach.objects.filter(person_id=viewer.id).update(receipts=on) and on:
        Reach(person_id=viewer.id, channel=Channel.APP.value, receipts=True).save()


@action("a test word was asked for")
def ask_for_a_test_word(*, by: By, viewer: Viewer) -> Message:
    """Send oneself the neutral word, to see that it arrives. Five a day at most, so that nobody is pestered.

    Raises:
        WaitError: where there was one a moment ago, or five today.
    """
    asked = Message.objects.filter(person_id=viewer.id, kind=TEST_WORD).values_list("created_at", flat=True)
    wait = wait_for_test_word(list(asked), clock.now())
    if wait > timedelta(0):
        raise WaitError(int(wait.total_seconds()) + 1)
    return tell(by=by, person_id=viewer.id, kind=TEST_WORD)

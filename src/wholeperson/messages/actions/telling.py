from datetime import datetime
from uuid import UUID

from wholeperson.foundation import clock, vault
from wholeperson.foundation.actions import HOUSE, By, House, action
from wholeperson.messages.models import Message, Reach
from wholeperson.messages.queries import TOKEN
from wholeperson.messages.rules import Channel, State
from wholeperson.messages.rules.hours import when_to_send
from wholeperson.messages.rules.kinds import kind as kind_of
from wholeperson.people.public import Viewer, check_is_the_place


@action("somebody was told something")
def tell(*, by: By, person_id: UUID, kind: str, token: str = "") -> Message:
    """Tell a person something: in the app at once, and by a neutral word on their safe channel within safe hours.

    Raises:
        KeyError: where nobody registered that kind.
    """
    said, now = kind_of(kind), clock.now()
    reach = Reach.objects.filter(person_id=person_id).first()
    if reach is None or reach.channel == Channel.APP.value or not (said.always or reach.receipts):
        return tell_inside(person_id, kind, token)
    return _keep(person_id, kind, token, State.WAITING, when_to_send(now, reach.hours))


def tell_inside(person_id: UUID, kind: str, token: str = "") -> Message:
    """Tell a person something in the app and nowhere else. Only inside a deed."""
    return _keep(person_id, kind, token, State.STAYED, clock.now())


def _keep(person_id: UUID, kind: str, token: str, state: State, send_after: datetime) -> Message:
    message = Message(
        person_id=person_id,
        kind=kind,
        token=vault.seal(person_id, token, place=TOKEN),
        state=state.value,
        send_after=send_after,
    )
    message.save()
    return message


@action("words that waited to go out stayed in the app")
def keep_inside_after_a_restore(*, by: By) -> House:
    """Let nothing go out that waited when a backup was made: it has gone since, and the channel may be an old one.

    Raises:
        NotYoursError: where anybody but the place tries.
    """
    check_is_the_place(by)
    Message.objects.filter(state__in=(State.WAITING.value, State.CLAIMED.value)).update(state=State.STAYED.value)
    return HOUSE


@action("somebody opened a message", about="message_id")
def open_message(*, by: By, viewer: Viewer, message_id: UUID) -> None:
    """Note that a person has read one of their own messages. Opening it again changes nothing."""
    Message.objects.filter(pk=message_id, person_id=viewer.id, read_at=None).update(read_at=clock.now())

"""Every write of this app."""

from uuid import UUID

from wholeperson.foundation import clock, vault
from wholeperson.foundation.actions import By, action
from wholeperson.messages.models import Message, Reach
from wholeperson.messages.rules import Channel, State
from wholeperson.messages.rules.kinds import kind as kind_of

TOKEN = "messages.message.token"  # noqa: S105  # the place of a sealed field, not a secret


@action("somebody was told something")
def tell(*, by: By, person_id: UUID, kind: str, token: str = "") -> Message:
    """Tell a person something: in the app at once, and by a neutral word on their safe channel within safe hours.

    Raises:
        KeyError: where nobody registered that kind.
    """
    said = kind_of(kind)
    reach = Reach.objects.filter(person_id=person_id).first()
    outside = reach is not None and reach.channel != Channel.APP.value and (said.always or reach.receipts)
    message = Message(
        person_id=person_id,
        kind=kind,
        token=vault.seal(person_id, token, place=TOKEN),
        state=(State.WAITING if outside else State.STAYED).value,
        send_after=clock.now(),
    )
    message.save()
    return message

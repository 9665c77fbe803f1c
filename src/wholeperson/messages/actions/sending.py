from datetime import datetime
from uuid import UUID

from wholeperson.foundation import clock
from wholeperson.foundation.actions import HOUSE, By, House, action
from wholeperson.messages.models import Message, Reach
from wholeperson.messages.queries import errand_of, is_due
from wholeperson.messages.rules import Channel, State
from wholeperson.messages.rules.hours import is_safe, when_to_send
from wholeperson.messages.rules.trying import KEPT, next_try
from wholeperson.messages.rules.words import Errand

UNDER_WAY = (State.WAITING.value, State.CLAIMED.value)


class TakenError(Exception):
    """There is nothing to take up: another worker has it, or it has gone, or its time has not come."""


@action("a word was taken up to be sent", about="message_id")
def claim(*, by: By, message_id: UUID) -> Errand | None:
    """Take up one message, so that no other worker sends it, and give the word that goes out.

    One statement both asks and takes, so of two workers at once one gets it, on SQLite and on PostgreSQL alike. Where
    the person has chosen otherwise since, nothing goes out: it stays in the app, or waits for the hours that now hold.

    Raises:
        TakenError: where there is nothing to take up.
    """
    now = clock.now()
    mine = Message.objects.filter(pk=message_id)
    if not mine.filter(is_due(now)).update(state=State.CLAIMED.value, claimed_at=now):
        raise TakenError
    message = mine.get()
    reach = Reach.objects.filter(person_id=message.person_id).first()
    if reach is None or reach.channel == Channel.APP.value:
        mine.update(state=State.STAYED.value)
        return None
    if not is_safe(now, reach.hours):
        mine.update(state=State.WAITING.value, send_after=when_to_send(now, reach.hours))
        return None
    return errand_of(message, reach)


@action("a word was sent", about="message_id")
def mark_sent(*, by: By, message_id: UUID) -> None:
    """Note that a word went out."""
    Message.objects.filter(pk=message_id, state=State.CLAIMED.value).update(state=State.SENT.value, sent_at=clock.now())


@action("a word did not go out", about="message_id")
def put_off(*, by: By, message_id: UUID) -> None:
    """Try again later, within safe hours; after about a day of tries, give up and say so in the app."""
    message = Message.objects.filter(pk=message_id, state__in=UNDER_WAY).first()
    if message is None:
        return
    reach = Reach.objects.filter(person_id=message.person_id).first()
    message.tries += 1
    later = next_try(message.tries, clock.now(), reach.hours if reach else ())
    message.state = (State.WAITING if later else State.GAVE_UP).value
    message.send_after = later or message.send_after
    message.save()


@action("old messages were let go")
def let_go_of_old(*, by: By, now: datetime) -> House:
    """Let go of messages thirty days after they were read or went out."""
    Message.objects.filter(read_at__lt=now - KEPT).delete()
    Message.objects.filter(sent_at__lt=now - KEPT).delete()
    return HOUSE

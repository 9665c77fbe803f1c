"""Every read of this app. Frozen values come out; models stay inside."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from wholeperson.foundation import vault
from wholeperson.messages.models import Message, Reach
from wholeperson.messages.rules import Channel, State
from wholeperson.messages.rules.hours import Hours
from wholeperson.messages.rules.kinds import KindOfMessage, kind_of_old
from wholeperson.messages.rules.trying import abandoned_before
from wholeperson.messages.rules.words import Errand, neutral_word, stop_link
from wholeperson.people.public import Viewer

TOKEN = "messages.message.token"  # noqa: S105  # the place of a sealed field, not a secret
EMAIL = "messages.reach.email"
PHONE = "messages.reach.phone"
AT_A_TIME = 50


@dataclass(frozen=True)
class Told:
    """One message as its person reads it. ``words`` are those that go out, or nothing where it stays in the app."""

    id: UUID
    kind: KindOfMessage
    at: datetime
    read: bool
    state: State
    words: str
    stop: str
    goes_at: datetime


@dataclass(frozen=True)
class Reached:
    """How a person is reached. The address itself stays sealed: a page that lies open does not show it."""

    channel: Channel = Channel.APP
    hours: Hours = ()
    receipts: bool = False


def messages_of(viewer: Viewer) -> tuple[Told, ...]:
    """Give a person's own messages, newest first."""
    return tuple(_told(one) for one in Message.objects.filter(person_id=viewer.id).order_by("-created_at", "-id"))


def message_of(viewer: Viewer, message_id: UUID) -> Told | None:
    """Give one of a person's own messages, or nothing where it is not theirs."""
    found = Message.objects.filter(person_id=viewer.id, pk=message_id).first()
    return _told(found) if found else None


def unread_of(viewer: Viewer) -> int:
    """Count what a person has not opened yet."""
    return Message.objects.filter(person_id=viewer.id, read_at=None).count()


def reached(viewer: Viewer) -> Reached:
    """Say how a person is reached; in the app alone where they chose nothing."""
    reach = Reach.objects.filter(person_id=viewer.id).first()
    return Reached(Channel(reach.channel), reach.hours, reach.receipts) if reach else Reached()


def due(now: datetime) -> tuple[UUID, ...]:
    """Give what is to be sent at this moment, the oldest first, and no more than can be sent in one round."""
    return tuple(
        Message.objects.filter(is_due(now)).order_by("send_after", "id").values_list("id", flat=True)[:AT_A_TIME]
    )


def is_due(now: datetime) -> Q:
    """Say which rows a worker may take: those whose time has come, and those whose worker is no longer there."""
    return Q(state=State.WAITING.value, send_after__lte=now) | Q(
        state=State.CLAIMED.value, claimed_at__lte=abandoned_before(now)
    )


def errand_of(message: Message, reach: Reach) -> Errand:
    """Give the word, and where it goes. Only for a worker that has claimed it."""
    channel, owner = Channel(reach.channel), message.person_id
    sealed, place = (reach.email, EMAIL) if channel is Channel.EMAIL else (reach.phone, PHONE)
    return Errand(message.id, channel, vault.open_words(owner, sealed, place=place), _words(message))


def _told(one: Message) -> Told:
    said, state = kind_of_old(one.kind), State(one.state)
    words = "" if state is State.STAYED else _words(one)
    return Told(
        one.id, said, one.created_at, one.read_at is not None, state, words, stop_link(said, _token(one)),
        one.send_after,
    )  # fmt: skip


def _words(message: Message) -> str:
    return neutral_word(kind_of_old(message.kind), _token(message), settings.SITE_ADDRESS)


def _token(message: Message) -> str:
    return vault.open_words(message.person_id, message.token, place=TOKEN)

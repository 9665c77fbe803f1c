"""How a person is reached, and what waits to be told. A message holds a kind, never content."""

from django.db import models

from wholeperson.foundation.models import Record
from wholeperson.foundation.privacy import NOBODY, Erase, Field, Kind, PrivacyNote
from wholeperson.messages.rules import Channel, State

STAYING = "as long as the person stays"
A_MONTH = "thirty days after it was read or went out"
OWN = "own record"
PERSON = "people.Person"


class Reach(Record):
    """A person's safe channel and safe hours. Without one they find messages when they sign in, and nowhere else."""

    person = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Channel])
    email = models.BinaryField(default=bytes)
    phone = models.BinaryField(default=bytes)
    hours = models.JSONField(default=list)
    receipts = models.BooleanField(default=False)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("created_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("person", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("channel", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("email", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("phone", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("hours", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("receipts", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        whose="person_id",
        called="How I am reached",
    )


class Message(Record):
    """One message to one person: in the app at once, and a neutral word on their safe channel within their safe hours.

    ``token`` is sealed: what one tap sends back, where a message can be answered by one tap.
    """

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    token = models.BinaryField(default=bytes)
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in State])
    send_after = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    read_at = models.DateTimeField(null=True)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=A_MONTH, opens=OWN, erase=Erase.WITH_ROW),
        Field("created_at", Kind.WHEN, kept=A_MONTH, opens=OWN, erase=Erase.WITH_ROW),
        Field("person", Kind.OPAQUE, kept=A_MONTH, opens=OWN, erase=Erase.WITH_ROW),
        Field("kind", Kind.PERSONAL, kept=A_MONTH, opens=OWN, erase=Erase.WITH_ROW),
        Field("token", Kind.SECRET, kept=A_MONTH, opens=NOBODY, erase=Erase.WITH_ROW),
        Field("state", Kind.PERSONAL, kept=A_MONTH, opens=OWN, erase=Erase.WITH_ROW),
        Field("send_after", Kind.WHEN, kept=A_MONTH, opens=OWN, erase=Erase.WITH_ROW),
        Field("claimed_at", Kind.WHEN, kept=A_MONTH, opens=NOBODY, erase=Erase.WITH_ROW),
        Field("sent_at", Kind.WHEN, kept=A_MONTH, opens=OWN, erase=Erase.WITH_ROW),
        Field("tries", Kind.OPAQUE, kept=A_MONTH, opens=NOBODY, erase=Erase.WITH_ROW),
        Field("read_at", Kind.WHEN, kept=A_MONTH, opens=OWN, erase=Erase.WITH_ROW),
        whose="person_id",
        called="Messages to me",
    )

    class Meta:
        indexes = (models.Index(fields=("state", "send_after"), name="messages_due"),)

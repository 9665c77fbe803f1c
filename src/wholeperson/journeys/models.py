"""A person's own record. Its first section: About me, in the person's own words or voice, with its versions."""

from django.db import models

from wholeperson.foundation.models import Record
from wholeperson.foundation.privacy import NOBODY, Erase, Field, Kind, PrivacyNote
from wholeperson.journeys.rules.about_me import Heading

STAYING = "as long as the person stays"
OWN = "own record"
OPENS = "the section About me"


class AboutMe(Record):
    """What a person said under one heading. Correcting adds a version; the newest is the one that is shown.

    ``helper`` is the tie or the membership by which somebody wrote it down for them. Such words are shown to nobody
    until the person said that this is what they meant (``agreed_at``).
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    heading = models.CharField(max_length=40, choices=[(one.value, one.value) for one in Heading])
    words = models.BinaryField(default=bytes)
    voice = models.BinaryField(default=bytes)
    voice_type = models.CharField(max_length=40, blank=True)
    helper = models.UUIDField(null=True)
    helper_name = models.BinaryField(default=bytes)
    agreed_at = models.DateTimeField(null=True)
    left_out = models.BooleanField(default=False)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=STAYING, opens=OPENS, erase=Erase.WITH_ROW),
        Field("created_at", Kind.WHEN, kept=STAYING, opens=OPENS, erase=Erase.WITH_ROW),
        Field("person", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("heading", Kind.PERSONAL, kept=STAYING, opens=OPENS, erase=Erase.WITH_ROW),
        Field("words", Kind.SPECIAL, kept=STAYING, opens=OPENS, erase=Erase.WITH_ROW),
        Field("voice", Kind.SPECIAL, kept=STAYING, opens=OPENS, erase=Erase.WITH_ROW),
        Field("voice_type", Kind.OPAQUE, kept=STAYING, opens=OPENS, erase=Erase.WITH_ROW),
        Field("helper", Kind.OPAQUE, kept=STAYING, opens=NOBODY, erase=Erase.WITH_ROW),
        Field("helper_name", Kind.PERSONAL, kept=STAYING, opens=OPENS, erase=Erase.WITH_ROW),
        Field("agreed_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("left_out", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        whose="person_id",
        called="About me",
    )

    class Meta:
        indexes = (models.Index(fields=("person", "heading", "created_at"), name="journeys_about_me"),)

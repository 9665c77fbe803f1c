"""What people say who used a resource, and people who offer support themselves. Both are sealed with their own key."""

from django.db import models

from wholeperson.directory.models.resources import Resource
from wholeperson.foundation.models import Record
from wholeperson.foundation.privacy import EVERYBODY, NOBODY, Erase, Field, Kind, PrivacyNote

STAYING = "as long as the person stays"
OWN = "own record"


class Review(Record):
    """What somebody says who used it, exactly as they said it. Looked at first for safety, never for opinion.

    ``words`` are sealed with the person's key and shown to everybody once ``shown_at`` is set; erasing takes them away.
    ``looked_by`` is the membership by which somebody looked, so that a second look is another person's.
    """

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    words = models.BinaryField()
    again = models.CharField(max_length=10, blank=True)
    used = models.CharField(max_length=20, blank=True)
    looked_at = models.DateTimeField(null=True)
    shown_at = models.DateTimeField(null=True)
    held_back = models.CharField(max_length=40, blank=True)
    looked_by = models.UUIDField(null=True)
    second_asked_at = models.DateTimeField(null=True)
    second_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=1000, blank=True)
    answered_as = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=STAYING, opens=EVERYBODY, erase=Erase.WITH_ROW),
        Field("created_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("resource", Kind.OPEN, kept=STAYING, opens=EVERYBODY, erase=Erase.WITH_ROW),
        Field("person", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("words", Kind.SPECIAL, kept=STAYING, opens=EVERYBODY, erase=Erase.WITH_ROW),
        Field("again", Kind.PERSONAL, kept=STAYING, opens=EVERYBODY, erase=Erase.WITH_ROW),
        Field("used", Kind.PERSONAL, kept=STAYING, opens=EVERYBODY, erase=Erase.WITH_ROW),
        Field("looked_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("shown_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("held_back", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("looked_by", Kind.OPAQUE, kept=STAYING, opens=NOBODY, erase=Erase.WITH_ROW),
        Field("second_asked_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("second_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("answer", Kind.OPEN, kept=STAYING, opens=EVERYBODY, erase=Erase.WITH_ROW),
        Field("answered_as", Kind.OPEN, kept=STAYING, opens=EVERYBODY, erase=Erase.WITH_ROW),
        Field("answered_at", Kind.WHEN, kept=STAYING, opens=EVERYBODY, erase=Erase.WITH_ROW),
        whose="person_id",
        called="What you said about places on the network map",
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=("resource", "person"), name="directory_one_review"),)

    def __str__(self) -> str:
        return "shown" if self.shown_at else "waiting"


class Offer(Record):
    """Somebody offers support to others in their alliance. Only adults signed in there see it; no feed has it.

    ``worries`` say why somebody was uneasy, and not who: the coordinator looks at them, and nobody else is shown them.
    ``stopped_at`` says that the coordinator ended it; it is not begun again before they open it again.
    """

    alliance = models.ForeignKey("people.Alliance", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    shown_as = models.BinaryField()
    words = models.BinaryField()
    reach = models.BinaryField()
    terms = models.JSONField(default=list)
    ended_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    worries = models.JSONField(default=list)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=STAYING, opens="adults of the alliance", erase=Erase.WITH_ROW),
        Field("created_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("alliance", Kind.PERSONAL, kept=STAYING, opens="adults of the alliance", erase=Erase.WITH_ROW),
        Field("person", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("shown_as", Kind.PERSONAL, kept=STAYING, opens="adults of the alliance", erase=Erase.WITH_ROW),
        Field("words", Kind.SPECIAL, kept=STAYING, opens="adults of the alliance", erase=Erase.WITH_ROW),
        Field("reach", Kind.PERSONAL, kept=STAYING, opens="adults of the alliance", erase=Erase.WITH_ROW),
        Field("terms", Kind.PERSONAL, kept=STAYING, opens="adults of the alliance", erase=Erase.WITH_ROW),
        Field("ended_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("stopped_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("worries", Kind.PERSONAL, kept="until the coordinator has looked", opens=NOBODY, erase=Erase.WITH_ROW),
        whose="person_id",
        called="Support that you offered to others",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("alliance", "person"), condition=models.Q(ended_at__isnull=True), name="directory_one_offer"
            ),
        )

    def __str__(self) -> str:
        return "ended" if self.ended_at else "there"

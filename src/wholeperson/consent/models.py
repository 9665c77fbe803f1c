"""Shares, asks and their answers, questions about who looked, and openings in an emergency."""

from django.db import models

from wholeperson.consent.rules.purposes import Purpose, Span
from wholeperson.foundation.models import Record
from wholeperson.foundation.privacy import EVERYBODY, NOBODY, Erase, Field, Kind, PrivacyNote

STAYING = "as long as the person stays"
OWN = "own record"
PERSON, TIE, TEAM, HAT = "people.Person", "people.Tie", "people.Team", "people.Membership"


class Notice(models.Model):
    """A version of what a person agrees to, word for word. Written once, when it is first used."""

    version = models.CharField(max_length=20, primary_key=True)
    text = models.TextField()
    text_hash = models.CharField(max_length=64)

    privacy = PrivacyNote(
        Field("version", Kind.OPEN, kept="always", opens=EVERYBODY, erase=Erase.STAYS),
        Field("text", Kind.OPEN, kept="always", opens=EVERYBODY, erase=Erase.STAYS),
        Field("text_hash", Kind.OPEN, kept="always", opens=EVERYBODY, erase=Erase.STAYS),
    )

    def __str__(self) -> str:
        return self.version


class Share(Record):
    """A person shows one section to somebody in their circle, or to one team, for a purpose, until a moment."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    tie = models.ForeignKey(TIE, on_delete=models.CASCADE, null=True, related_name="+")
    team = models.ForeignKey(TEAM, on_delete=models.PROTECT, null=True, related_name="+")
    section = models.CharField(max_length=40)
    purpose = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Purpose])
    span = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Span])
    until = models.DateTimeField()
    review_at = models.DateTimeField(null=True)
    review_asked_at = models.DateTimeField(null=True)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("created_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("person", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("tie", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("team", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("section", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("purpose", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("span", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("until", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("review_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("review_asked_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("notice", Kind.OPEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("ended_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        whose="person_id",
        called="What I showed, to whom, for what and until when",
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(tie=None, team__isnull=False) | models.Q(tie__isnull=False, team=None),
                name="consent_share_to_one_side",
            ),
            # Two at the same moment would leave one open when the person ends the other.
            models.UniqueConstraint(
                fields=("tie", "section"),
                condition=models.Q(ended_at=None, tie__isnull=False),
                name="consent_one_share_by_tie",
            ),
            models.UniqueConstraint(
                fields=("person", "team", "section"),
                condition=models.Q(ended_at=None, team__isnull=False),
                name="consent_one_share_by_team",
            ),
        )


class Ask(Record):
    """Somebody asked to see a section. A no is kept, so that nobody asks again unless the person wants."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    tie = models.ForeignKey(TIE, on_delete=models.CASCADE, null=True, related_name="+")
    team = models.ForeignKey(TEAM, on_delete=models.PROTECT, null=True, related_name="+")
    section = models.CharField(max_length=40)
    purpose = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Purpose])
    answer = models.CharField(max_length=3, blank=True, choices=[("", "open"), ("yes", "yes"), ("no", "no")])
    answered_at = models.DateTimeField(null=True)
    may_ask_again = models.BooleanField(default=False)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("created_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("person", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("tie", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("team", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("section", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("purpose", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("answer", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("answered_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("may_ask_again", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        whose="person_id",
        called="Who asked to see something, and what I said",
    )


class Emergency(Record):
    """A worker opened sections of a record because a life was at risk. Watched by a second person, told to the person.

    Reasons are sealed with the key of the person whose record it is. ``told_at`` is empty while a recorded safety
    reason delays telling them; the delay ends by itself.
    """

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    hat = models.ForeignKey(HAT, on_delete=models.SET_NULL, null=True, related_name="+")
    alliance_id = models.UUIDField()
    reason = models.BinaryField()
    until = models.DateTimeField()
    delay_reason = models.BinaryField(default=bytes)
    tell_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(HAT, on_delete=models.SET_NULL, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    right = models.BooleanField(null=True)
    review = models.BinaryField(default=bytes)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("created_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("person", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("hat", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("alliance_id", Kind.OPAQUE, kept=STAYING, opens=NOBODY, erase=Erase.WITH_ROW),
        Field("reason", Kind.SPECIAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("until", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("delay_reason", Kind.SPECIAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("tell_at", Kind.WHEN, kept=STAYING, opens=NOBODY, erase=Erase.WITH_ROW),
        Field("told_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("reviewed_by", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("reviewed_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("right", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("review", Kind.SPECIAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        whose="person_id",
        called="When somebody opened my record because a life was at risk",
        told="told_at",
        through="hat_id",
    )


class Question(Record):
    """A person asks about a line of who looked; whoever looked, or a coordinator of that alliance, answers."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    line = models.UUIDField()
    through = models.UUIDField()
    alliance_id = models.UUIDField(null=True)
    question = models.BinaryField()
    answer = models.BinaryField(default=bytes)
    answered_as = models.ForeignKey(HAT, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("created_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("person", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("line", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("through", Kind.OPAQUE, kept=STAYING, opens=NOBODY, erase=Erase.WITH_ROW),
        Field("alliance_id", Kind.OPAQUE, kept=STAYING, opens=NOBODY, erase=Erase.WITH_ROW),
        Field("question", Kind.PERSONAL, kept=STAYING, opens="whoever is asked", erase=Erase.WITH_ROW),
        Field("answer", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("answered_as", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("answered_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        whose="person_id",
        called="What I asked about who looked, and the answers",
    )

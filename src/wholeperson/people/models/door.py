from django.db import models

from wholeperson.foundation import ids
from wholeperson.foundation.models import Record
from wholeperson.foundation.privacy import NOBODY, Erase, Field, Kind, PrivacyNote

STAYING = "as long as the person stays"
PLACE = "as long as the place keeps records"
OWN = "own record"


class Person(Record):
    """Somebody who joined, under a name that they made up. Two people may have the same name; nobody can find out."""

    name = models.BinaryField()
    name_mark = models.CharField(max_length=64, db_index=True)
    phrase = models.CharField(max_length=200, blank=True)
    age_band = models.CharField(max_length=12)
    handle = models.UUIDField(default=ids.new_id, unique=True)
    showing_off = models.BooleanField(default=False)
    showing_from = models.DateTimeField(null=True)
    way_back_on = models.BooleanField(default=False)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("created_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("name", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("name_mark", Kind.SECRET, kept=STAYING, opens=NOBODY, erase=Erase.WITH_ROW),
        Field("phrase", Kind.SECRET, kept=STAYING, opens=NOBODY, erase=Erase.WITH_ROW),
        Field("age_band", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("handle", Kind.SECRET, kept=STAYING, opens=NOBODY, erase=Erase.WITH_ROW),
        Field("showing_off", Kind.PERSONAL, kept=STAYING, opens=NOBODY, erase=Erase.WITH_ROW),
        Field("showing_from", Kind.WHEN, kept=STAYING, opens=NOBODY, erase=Erase.WITH_ROW),
        Field("way_back_on", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        whose="id",
        called="Joining",
    )

    def __str__(self) -> str:
        return "a person"


class SignIn(Record):
    """One device that is signed in. Ended at the server: a cookie alone opens nothing."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    shared = models.BooleanField(default=False)
    ends_at = models.DateTimeField()
    repeated_at = models.DateTimeField(null=True)

    privacy = PrivacyNote(
        Field("id", Kind.SECRET, kept="until signed out", opens=NOBODY, erase=Erase.WITH_ROW),
        Field("created_at", Kind.WHEN, kept="until signed out", opens=OWN, erase=Erase.WITH_ROW),
        Field("person", Kind.OPAQUE, kept="until signed out", opens=OWN, erase=Erase.WITH_ROW),
        Field("shared", Kind.PERSONAL, kept="until signed out", opens=OWN, erase=Erase.WITH_ROW),
        Field("ends_at", Kind.WHEN, kept="until signed out", opens=OWN, erase=Erase.WITH_ROW),
        Field("repeated_at", Kind.WHEN, kept="until signed out", opens=NOBODY, erase=Erase.WITH_ROW),
        whose="person_id",
        called="Where you are signed in",
    )


class Passkey(Record):
    """A passkey on a phone or a computer."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    label = models.BinaryField()
    credential = models.CharField(max_length=1400, unique=True)
    data = models.BinaryField()
    count = models.PositiveBigIntegerField(default=0)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("created_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("person", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("label", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("credential", Kind.SECRET, kept=STAYING, opens=NOBODY, erase=Erase.WITH_ROW),
        Field("data", Kind.SECRET, kept=STAYING, opens=NOBODY, erase=Erase.WITH_ROW),
        Field("count", Kind.OPAQUE, kept=STAYING, opens=NOBODY, erase=Erase.WITH_ROW),
        whose="person_id",
        called="Passkeys",
    )


class SignInCard(Record):
    """A card on paper: some words, and a number that the person keeps in their head."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words_mark = models.CharField(max_length=64, unique=True)
    number = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("created_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("person", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("words_mark", Kind.SECRET, kept=STAYING, opens=NOBODY, erase=Erase.WITH_ROW),
        Field("number", Kind.SECRET, kept=STAYING, opens=NOBODY, erase=Erase.WITH_ROW),
        Field("ended_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        whose="person_id",
        called="Sign-in cards",
    )


class RecoveryCode(Record):
    """A code for the day when everything else is lost. Each opens once."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    code_mark = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(null=True)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("created_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("person", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("code_mark", Kind.SECRET, kept=STAYING, opens=NOBODY, erase=Erase.WITH_ROW),
        Field("used_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        whose="person_id",
        called="Recovery codes",
    )


class Attempt(Record):
    """A try at signing in that did not open anything. Kept for a day, as marks that lead back to nobody."""

    mark = models.CharField(max_length=64)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept="a day", opens=NOBODY, erase=Erase.STAYS),
        Field("created_at", Kind.WHEN, kept="a day", opens=NOBODY, erase=Erase.STAYS),
        Field("mark", Kind.SECRET, kept="a day", opens=NOBODY, erase=Erase.STAYS),
    )

    class Meta:
        indexes = (models.Index(fields=("mark", "created_at"), name="people_attempt_mark"),)


class Erasure(Record):
    """Somebody asked to be forgotten: a random id and a day, so that a restored backup forgets them too."""

    owner = models.UUIDField(unique=True)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=PLACE, opens=NOBODY, erase=Erase.STAYS),
        Field("created_at", Kind.WHEN, kept=PLACE, opens=NOBODY, erase=Erase.STAYS),
        Field("owner", Kind.OPAQUE, kept=PLACE, opens=NOBODY, erase=Erase.STAYS),
    )

from django.db import models

from wholeperson.foundation.models import Record
from wholeperson.foundation.privacy import NOBODY, Erase, Field, Kind, PrivacyNote
from wholeperson.people.models.door import Person

STAYING = "as long as the person stays"
OWN = "own record"


class Tie(Record):
    """Somebody in a person's circle: invited by a code, there once the other has accepted, gone once either ended it.

    ``word`` is what the owner calls the other ("my sister"), ``other_word`` what the other calls the owner. Both are
    sealed with the key of whoever wrote them.
    """

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    word = models.BinaryField()
    other_word = models.BinaryField(default=bytes)
    code_mark = models.CharField(max_length=64, unique=True)
    invited_until = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    helps_back_in = models.BooleanField(default=False)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("created_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("owner", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("other", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("word", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("other_word", Kind.PERSONAL, kept=STAYING, opens=NOBODY, erase=Erase.WITH_ROW),
        Field("code_mark", Kind.SECRET, kept=STAYING, opens=NOBODY, erase=Erase.WITH_ROW),
        Field("invited_until", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("accepted_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("ended_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("helps_back_in", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        whose="owner_id",
        called="People in my circle",
    )


class WayBack(Record):
    """Two people help somebody back in. Nothing opens before 72 hours have passed since the person was told."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    code_mark = models.CharField(max_length=64, unique=True)
    claim_mark = models.CharField(max_length=64, unique=True)
    ends_at = models.DateTimeField()
    first = models.ForeignKey(Tie, on_delete=models.CASCADE, null=True, related_name="+")
    second = models.ForeignKey(Tie, on_delete=models.CASCADE, null=True, related_name="+")
    opens_at = models.DateTimeField(null=True)
    stop_mark = models.CharField(max_length=64, blank=True)
    stopped_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("created_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("person", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("code_mark", Kind.SECRET, kept=STAYING, opens=NOBODY, erase=Erase.WITH_ROW),
        Field("claim_mark", Kind.SECRET, kept=STAYING, opens=NOBODY, erase=Erase.WITH_ROW),
        Field("ends_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("first", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("second", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("opens_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("stop_mark", Kind.SECRET, kept=STAYING, opens=NOBODY, erase=Erase.WITH_ROW),
        Field("stopped_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("used_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        whose="person_id",
        called="Times when two people helped me back in",
    )

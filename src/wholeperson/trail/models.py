"""One line a deed. Plain ids and no foreign keys, so that a line outlives what it is about."""

from django.db import models

from wholeperson.foundation.privacy import NOBODY, Erase, Field, Kind, PrivacyNote

ALWAYS = "as long as the place keeps records"


class Line(models.Model):
    """Who did or saw what. Only ever added to: the database itself refuses changes (see migration 0002)."""

    at = models.DateTimeField()
    actor = models.CharField(max_length=64)
    deed = models.CharField(max_length=100)
    about_kind = models.CharField(max_length=64)
    about_id = models.CharField(max_length=64)
    sentence = models.CharField(max_length=200)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=ALWAYS, opens=NOBODY, erase=Erase.STAYS),
        Field("at", Kind.WHEN, kept=ALWAYS, opens="own record", erase=Erase.STAYS),
        Field("actor", Kind.OPAQUE, kept=ALWAYS, opens="own record", erase=Erase.STAYS),
        Field("deed", Kind.OPAQUE, kept=ALWAYS, opens="own record", erase=Erase.STAYS),
        Field("about_kind", Kind.OPAQUE, kept=ALWAYS, opens="own record", erase=Erase.STAYS),
        Field("about_id", Kind.OPAQUE, kept=ALWAYS, opens=NOBODY, erase=Erase.STAYS),
        Field("sentence", Kind.OPAQUE, kept=ALWAYS, opens="own record", erase=Erase.STAYS),
    )

    class Meta:
        indexes = (models.Index(fields=("about_id", "at"), name="trail_about_at"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.sentence}"

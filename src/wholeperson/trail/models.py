"""One line a deed. Plain ids and no foreign keys, so that a line outlives what it is about."""

from django.db import models

from wholeperson.foundation import ids
from wholeperson.foundation.privacy import NOBODY, Erase, Field, Kind, PrivacyNote

ALWAYS = "as long as the place keeps records"


class Line(models.Model):
    """Who did or saw what. Only ever added to: the database itself refuses changes (see migration 0002)."""

    ref = models.UUIDField(default=ids.new_id)  # the running number would tell how much happens here
    at = models.DateTimeField()
    actor = models.CharField(max_length=64)
    deed = models.CharField(max_length=100)
    about_kind = models.CharField(max_length=64)
    about_id = models.CharField(max_length=64)
    sentence = models.CharField(max_length=200)
    whose = models.CharField(max_length=64, blank=True, default="")
    through = models.CharField(max_length=64, blank=True, default="")
    part = models.CharField(max_length=64, blank=True, default="")

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=ALWAYS, opens=NOBODY, erase=Erase.STAYS),
        Field("ref", Kind.OPAQUE, kept=ALWAYS, opens="own record", erase=Erase.STAYS),
        Field("at", Kind.WHEN, kept=ALWAYS, opens="own record", erase=Erase.STAYS),
        Field("actor", Kind.OPAQUE, kept=ALWAYS, opens="own record", erase=Erase.STAYS),
        Field("deed", Kind.OPAQUE, kept=ALWAYS, opens="own record", erase=Erase.STAYS),
        Field("about_kind", Kind.OPAQUE, kept=ALWAYS, opens="own record", erase=Erase.STAYS),
        Field("about_id", Kind.OPAQUE, kept=ALWAYS, opens=NOBODY, erase=Erase.STAYS),
        Field("sentence", Kind.OPAQUE, kept=ALWAYS, opens="own record", erase=Erase.STAYS),
        Field("whose", Kind.OPAQUE, kept=ALWAYS, opens=NOBODY, erase=Erase.STAYS),
        Field("through", Kind.OPAQUE, kept=ALWAYS, opens="own record", erase=Erase.STAYS),
        Field("part", Kind.OPAQUE, kept=ALWAYS, opens="own record", erase=Erase.STAYS),
    )

    class Meta:
        indexes = (
            models.Index(fields=("about_id", "at"), name="trail_about_at"),
            models.Index(fields=("whose", "at"), name="trail_whose_at"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.sentence}"

"""Maps that people published here, each kept in every version that it ever had."""

from django.db import models

from wholeperson.foundation.models import Record
from wholeperson.foundation.privacy import EVERYBODY, Erase, Field, Kind, PrivacyNote

ALWAYS = "as long as the map is public"


class StoredMap(Record):
    """A published map. What it says is in its versions; this row is only its address."""

    address = models.SlugField(max_length=80, unique=True)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=ALWAYS, opens=EVERYBODY, erase=Erase.STAYS),
        Field("created_at", Kind.WHEN, kept=ALWAYS, opens=EVERYBODY, erase=Erase.STAYS),
        Field("address", Kind.OPEN, kept=ALWAYS, opens=EVERYBODY, erase=Erase.STAYS),
    )

    def __str__(self) -> str:
        return self.address


class MapVersion(Record):
    """One version of a published map, whole: a map file as text. Never changed; a new version is a new row."""

    map = models.ForeignKey(StoredMap, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    why = models.CharField(max_length=300)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=ALWAYS, opens=EVERYBODY, erase=Erase.STAYS),
        Field("created_at", Kind.WHEN, kept=ALWAYS, opens=EVERYBODY, erase=Erase.STAYS),
        Field("map", Kind.OPAQUE, kept=ALWAYS, opens=EVERYBODY, erase=Erase.STAYS),
        Field("number", Kind.OPEN, kept=ALWAYS, opens=EVERYBODY, erase=Erase.STAYS),
        Field("content", Kind.OPEN, kept=ALWAYS, opens=EVERYBODY, erase=Erase.STAYS),
        Field("why", Kind.OPEN, kept=ALWAYS, opens=EVERYBODY, erase=Erase.STAYS),
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=("map", "number"), name="mapping_one_version_a_number"),)
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.map_id} version {self.number}"

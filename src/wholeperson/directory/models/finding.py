"""What is found: made anew from the other tables at every write, and by the worker as the weeks go by.

The words of each row stand in a full-text index beside it (FTS5 or tsvector, see actions/indexing.py), which Django
does not know: ``directory_words``, one row for each row here, with the same number.
"""

from django.db import models

from wholeperson.directory.models.notes import LISTED
from wholeperson.directory.models.resources import Place, Resource
from wholeperson.foundation.privacy import EVERYBODY, Erase, Field, Kind, PrivacyNote


def _derived(*names: str) -> PrivacyNote:
    return PrivacyNote(
        *(Field(name, Kind.OPEN, kept=LISTED, opens=EVERYBODY, erase=Erase.STAYS) for name in ("id", *names))
    )


class Hours(models.Model):
    """Open times of the next five weeks, kept once for all that keep the same: most keep the hours of many others.

    ``mark`` is made from all of the times, ``first`` is the minute in which the first of them begins.
    """

    mark = models.CharField(max_length=32, unique=True)
    first = models.BigIntegerField()

    privacy = _derived("mark", "first")

    def __str__(self) -> str:
        return self.mark


class Findable(models.Model):
    """A resource at one of its places, or without one. ``cell`` is nothing where there is no point on the earth.

    ``filters`` and ``terms`` have a bit for each answer and term that fits; ``checked`` is the day of the last check as
    a number, and ``sorts_as`` the folded name, for the order of what is found. ``several`` says that the resource has
    other rows too. ``hours`` is nothing where it is never open, ``spans_to`` the last day for which open times are
    made, ``made_by`` a mark of the rules that made the row: rows with another mark are made anew.
    """

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="+")
    alliance = models.ForeignKey("people.Alliance", models.PROTECT, null=True, related_name="+", db_index=False)
    # Not with the place: the words beside a row go only where the row is made anew, and a row without them would stay.
    place = models.ForeignKey(Place, on_delete=models.DO_NOTHING, null=True, related_name="+")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    cell = models.IntegerField(null=True)
    filters = models.BigIntegerField(default=0)
    sinks = models.BooleanField(default=False)
    kind = models.CharField(max_length=20, default="")
    terms = models.BigIntegerField(default=0)
    checked = models.IntegerField(default=0)
    sorts_as = models.CharField(max_length=60, default="")
    several = models.BooleanField(default=False)
    hours = models.ForeignKey(Hours, on_delete=models.PROTECT, null=True, related_name="findables")
    spans_to = models.DateField(null=True)
    made_by = models.BigIntegerField(default=0)

    privacy = _derived(
        "resource", "alliance", "place", "latitude", "longitude", "cell", "filters", "sinks", "kind", "terms",
        "checked", "sorts_as", "several", "hours", "spans_to", "made_by",
    )  # fmt: skip

    class Meta:
        indexes = (models.Index(fields=("cell",), name="directory_findable_cell"),)

    def __str__(self) -> str:
        return str(self.pk)


class OpenSpan(models.Model):
    """From a minute to a minute (since 1970, UTC; the last is not in it), for the next five weeks."""

    hours = models.ForeignKey(Hours, on_delete=models.CASCADE, related_name="+", db_index=False)
    start = models.BigIntegerField()
    end = models.BigIntegerField()

    privacy = _derived("hours", "start", "end")

    class Meta:
        indexes = (models.Index(fields=("hours", "start", "end"), name="directory_hours_span"),)

    def __str__(self) -> str:
        return f"{self.start}–{self.end}"


class KnownWord(models.Model):
    """Every word that stands somewhere on the map, for mending a slip in spelling after an empty result."""

    word = models.CharField(max_length=60, unique=True)

    privacy = _derived("word")

    def __str__(self) -> str:
        return self.word


class Somewhere(models.Model):
    """The gazetteer: names of places and postcode districts, and where they are. Loaded from a file."""

    alliance = models.ForeignKey("people.Alliance", on_delete=models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120, db_index=True)
    kind = models.CharField(max_length=20)
    latitude = models.FloatField()
    longitude = models.FloatField()

    privacy = _derived("alliance", "name", "folded", "kind", "latitude", "longitude")

    class Meta:
        indexes = (models.Index(fields=("latitude",), name="directory_name_north"),)
        constraints = (
            models.UniqueConstraint(fields=("alliance", "folded"), name="directory_one_name"),
            models.UniqueConstraint(
                fields=("folded",), condition=models.Q(alliance__isnull=True), name="directory_one_name_anywhere"
            ),
        )

    def __str__(self) -> str:
        return self.name

"""Front desks that know the desk's words, and what they ask peers for: nobody's name, and gone within two days."""

from django.db import models

from wholeperson.directory.models.notes import LISTED, inner
from wholeperson.directory.models.resources import Resource, chosen
from wholeperson.directory.rules.asking_peers import Way
from wholeperson.foundation.models import Record
from wholeperson.foundation.privacy import NOBODY, Erase, Field, Kind, PrivacyNote

TWO_DAYS = "until it is settled, two days at most"


class Desk(Record):
    """A front desk to which a coordinator gave words: ``words_mark`` is a keyed hash, and renewing writes a new one."""

    alliance = models.ForeignKey("people.Alliance", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    words_mark = models.CharField(max_length=64, unique=True)
    renewed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    privacy = PrivacyNote(
        *(inner(name) for name in ("id", "alliance", "kind", "name", "renewed_at", "ended_at", "created_at")),
        Field("words_mark", Kind.SECRET, kept=LISTED, opens=NOBODY, erase=Erase.STAYS),
    )

    def __str__(self) -> str:
        return self.kind


class AskedFor(Record):
    """Somebody at a desk said yes to a peer. Nobody knows who it is, here or in this row; all of it goes in two days.

    ``number`` is there only where the person gave it, sealed with the desk's key, and is emptied when it is settled.
    ``taken_mark`` is a keyed hash by which only the one who took it finds it again: it is linked to nobody.
    """

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="+")
    way = models.CharField(max_length=10, choices=chosen(Way))
    number = models.BinaryField(default=b"")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, null=True, related_name="+")
    meet_at = models.DateTimeField(null=True)
    code_mark = models.CharField(max_length=64, db_index=True)
    taken_mark = models.CharField(max_length=64, blank=True)
    taken_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    privacy = PrivacyNote(
        *(
            inner(name, kept=TWO_DAYS)
            for name in ("id", "desk", "way", "resource", "meet_at", "taken_mark", "taken_at", "settled_at")
        ),
        inner("created_at", kept=TWO_DAYS),
        Field("number", Kind.SECRET, kept=TWO_DAYS, opens="the peer who took it", erase=Erase.STAYS),
        Field("code_mark", Kind.SECRET, kept=TWO_DAYS, opens=NOBODY, erase=Erase.STAYS),
    )

    def __str__(self) -> str:
        return self.way

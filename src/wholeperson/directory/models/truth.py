"""What keeps the map true: the charter, checks in turn, what anybody says is wrong, and what came from elsewhere."""

from django.db import models

from wholeperson.directory.models.notes import LISTED, inner, open_fields
from wholeperson.directory.models.resources import Organization, Resource, Source
from wholeperson.foundation.models import Record
from wholeperson.foundation.privacy import Erase, Field, Kind, PrivacyNote

OWN = "own record"
A_TURN = "a year after the turn is over"


class Charter(Record):
    """The principles that an alliance stands by, in one version. Never changed; a new version is a new row."""

    alliance = models.ForeignKey("people.Alliance", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    principles = models.JSONField()

    privacy = PrivacyNote(*open_fields("alliance", "number", "principles"))

    class Meta:
        constraints = (models.UniqueConstraint(fields=("alliance", "number"), name="directory_one_charter"),)
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"version {self.number}"


class SignedUp(Record):
    """An organization signed up to a charter. ``left_at`` where it no longer stands by it."""

    charter = models.ForeignKey(Charter, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    signed_as = models.CharField(max_length=120)
    left_at = models.DateTimeField(null=True)

    privacy = PrivacyNote(*open_fields("charter", "organization", "signed_as", "left_at"))

    class Meta:
        constraints = (models.UniqueConstraint(fields=("charter", "organization"), name="directory_signed_once"),)

    def __str__(self) -> str:
        return self.signed_as


class Check(Record):
    """Somebody looked whether an entry is true. It says in which way, and not who."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="+")
    how = models.CharField(max_length=60)
    found = models.CharField(max_length=20)

    privacy = PrivacyNote(*open_fields("resource", "how", "found"))

    def __str__(self) -> str:
        return f"{self.how}: {self.found}"


class Turn(Record):
    """A member's turn to look at one entry. It can be passed on without a word."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="+")
    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+")
    until = models.DateField()
    ended_at = models.DateTimeField(null=True)
    passed_on = models.BooleanField(default=False)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=A_TURN, opens=OWN, erase=Erase.WITH_ROW),
        Field("created_at", Kind.WHEN, kept=A_TURN, opens=OWN, erase=Erase.WITH_ROW),
        Field("resource", Kind.OPEN, kept=A_TURN, opens=OWN, erase=Erase.WITH_ROW),
        Field("membership", Kind.OPAQUE, kept=A_TURN, opens=OWN, erase=Erase.WITH_ROW),
        Field("until", Kind.WHEN, kept=A_TURN, opens=OWN, erase=Erase.WITH_ROW),
        Field("ended_at", Kind.WHEN, kept=A_TURN, opens=OWN, erase=Erase.WITH_ROW),
        Field("passed_on", Kind.PERSONAL, kept=A_TURN, opens=OWN, erase=Erase.WITH_ROW),
        whose="membership__person_id",
        called="Entries of the network map that it was your turn to look at",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("resource",), condition=models.Q(ended_at__isnull=True), name="directory_one_turn"
            ),
        )

    def __str__(self) -> str:
        return str(self.until)


class Correction(Record):
    """Somebody said "this is wrong". Nobody knows who; the words are for whoever puts it right, and go after that."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="+")
    about = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=1000)
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    answer = models.CharField(max_length=500, blank=True)

    privacy = PrivacyNote(
        *open_fields("resource", "about", "settled_at", "outcome", "answer"),
        inner("words", Kind.OPEN, kept="until it is settled"),
    )

    def __str__(self) -> str:
        return self.outcome or "waiting"


class TakenIn(Record):
    """What a source last sent for one entry, after cleaning, and what was cleaned; never an address kept safe."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="+")
    their_id = models.CharField(max_length=200)
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, null=True, related_name="+")
    mark = models.CharField(max_length=64)
    content = models.JSONField()
    changes = models.JSONField(default=list)
    seen_at = models.DateTimeField()

    privacy = PrivacyNote(
        *open_fields("source", "their_id", "resource", "seen_at"),
        inner("mark"), inner("content", Kind.OPEN), inner("changes", Kind.OPEN),
    )  # fmt: skip

    class Meta:
        constraints = (models.UniqueConstraint(fields=("source", "their_id"), name="directory_taken_in_once"),)

    def __str__(self) -> str:
        return self.their_id


class Alike(Record):
    """Two entries that could be the same. A person says whether they are."""

    one = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="+")
    why = models.JSONField(default=list)
    decided = models.CharField(max_length=20, blank=True)
    decided_at = models.DateTimeField(null=True)

    privacy = PrivacyNote(*open_fields("one", "other", "why", "decided", "decided_at", kept=LISTED))

    class Meta:
        constraints = (models.UniqueConstraint(fields=("one", "other"), name="directory_alike_once"),)

    def __str__(self) -> str:
        return self.decided or "proposed"

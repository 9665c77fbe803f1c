from django.db import models

from wholeperson.foundation.models import Record
from wholeperson.foundation.privacy import EVERYBODY, NOBODY, Erase, Field, Kind, PrivacyNote
from wholeperson.people.models.door import Person
from wholeperson.people.rules.roles import PeerKind, Role

STAYING = "as long as the person stays"
PLACE = "as long as the place keeps records"
OWN = "own record"


def _choices(kind: type[Role] | type[PeerKind]) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in kind]


class Alliance(Record):
    """The people and organisations of one place. The unit of tenancy."""

    address = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=PLACE, opens=EVERYBODY, erase=Erase.STAYS),
        Field("created_at", Kind.WHEN, kept=PLACE, opens=EVERYBODY, erase=Erase.STAYS),
        Field("address", Kind.OPEN, kept=PLACE, opens=EVERYBODY, erase=Erase.STAYS),
        Field("name", Kind.OPEN, kept=PLACE, opens=EVERYBODY, erase=Erase.STAYS),
    )

    def __str__(self) -> str:
        return self.name


class Organisation(Record):
    """A member organisation. It may belong to several alliances."""

    name = models.CharField(max_length=120)
    alliances = models.ManyToManyField(Alliance, related_name="+")

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=PLACE, opens=EVERYBODY, erase=Erase.STAYS),
        Field("created_at", Kind.WHEN, kept=PLACE, opens=EVERYBODY, erase=Erase.STAYS),
        Field("name", Kind.OPEN, kept=PLACE, opens=EVERYBODY, erase=Erase.STAYS),
        Field("alliances", Kind.OPEN, kept=PLACE, opens=EVERYBODY, erase=Erase.STAYS),
    )

    def __str__(self) -> str:
        return self.name


class Team(Record):
    """A named team of an organisation: what a person can share with, and know who that is."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    does = models.CharField(max_length=300, blank=True)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=PLACE, opens=EVERYBODY, erase=Erase.STAYS),
        Field("created_at", Kind.WHEN, kept=PLACE, opens=EVERYBODY, erase=Erase.STAYS),
        Field("organisation", Kind.OPEN, kept=PLACE, opens=EVERYBODY, erase=Erase.STAYS),
        Field("alliance", Kind.OPEN, kept=PLACE, opens=EVERYBODY, erase=Erase.STAYS),
        Field("name", Kind.OPEN, kept=PLACE, opens=EVERYBODY, erase=Erase.STAYS),
        Field("does", Kind.OPEN, kept=PLACE, opens=EVERYBODY, erase=Erase.STAYS),
    )

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation.name}"


class Membership(Record):
    """What somebody is in an alliance. One person may have several; none leads to another.

    ``shown_as`` is the name under which others meet this role, sealed with the person's key. It need not be the name
    under which they joined.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20, choices=_choices(Role))
    kind = models.CharField(max_length=20, choices=_choices(PeerKind), blank=True)
    shown_as = models.BinaryField(default=bytes)
    ended_at = models.DateTimeField(null=True)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("created_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("person", Kind.OPAQUE, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("alliance", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("team", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("role", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("kind", Kind.PERSONAL, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        Field("shown_as", Kind.PERSONAL, kept=STAYING, opens="those whom the role meets", erase=Erase.WITH_ROW),
        Field("ended_at", Kind.WHEN, kept=STAYING, opens=OWN, erase=Erase.WITH_ROW),
        whose="person_id",
        called="What I am in which alliance",
    )


class RoleInvite(Record):
    """A code with which somebody takes up a role. Opens once, for a fortnight."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="+")
    role = models.CharField(max_length=20, choices=_choices(Role))
    kind = models.CharField(max_length=20, choices=_choices(PeerKind), blank=True)
    code_mark = models.CharField(max_length=64, unique=True)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=PLACE, opens=NOBODY, erase=Erase.STAYS),
        Field("created_at", Kind.WHEN, kept=PLACE, opens=NOBODY, erase=Erase.STAYS),
        Field("alliance", Kind.OPEN, kept=PLACE, opens=NOBODY, erase=Erase.STAYS),
        Field("team", Kind.OPEN, kept=PLACE, opens=NOBODY, erase=Erase.STAYS),
        Field("role", Kind.OPEN, kept=PLACE, opens=NOBODY, erase=Erase.STAYS),
        Field("kind", Kind.OPEN, kept=PLACE, opens=NOBODY, erase=Erase.STAYS),
        Field("code_mark", Kind.SECRET, kept=PLACE, opens=NOBODY, erase=Erase.STAYS),
        Field("ends_at", Kind.WHEN, kept=PLACE, opens=NOBODY, erase=Erase.STAYS),
        Field("used_at", Kind.WHEN, kept=PLACE, opens=NOBODY, erase=Erase.STAYS),
    )


class Confirmation(Record):
    """An alliance has read the sentences of a page against its own policy, and stands by exactly these."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="+")
    page = models.SlugField(max_length=40)
    text_hash = models.CharField(max_length=64)
    policy = models.CharField(max_length=200)

    privacy = PrivacyNote(
        Field("id", Kind.OPAQUE, kept=PLACE, opens=EVERYBODY, erase=Erase.STAYS),
        Field("created_at", Kind.WHEN, kept=PLACE, opens=EVERYBODY, erase=Erase.STAYS),
        Field("alliance", Kind.OPEN, kept=PLACE, opens=EVERYBODY, erase=Erase.STAYS),
        Field("page", Kind.OPEN, kept=PLACE, opens=EVERYBODY, erase=Erase.STAYS),
        Field("text_hash", Kind.OPEN, kept=PLACE, opens=EVERYBODY, erase=Erase.STAYS),
        Field("policy", Kind.OPEN, kept=PLACE, opens=EVERYBODY, erase=Erase.STAYS),
    )

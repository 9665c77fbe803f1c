"""What stands on the network map, in the shape of HSDS 3.0: organizations, services, locations, schedules, contacts.

Nothing in these tables is about a person: contacts are named by role, and people who offer support stand elsewhere.
A resource whose address is kept safe has no place, and no answer that tells where it is: what is not kept cannot leak.
"""

from typing import Any

from django.db import models
from django.db.models import Q

from wholeperson.directory.models.notes import open_fields
from wholeperson.directory.rules.kinds import BankHolidays, ResourceKind, Room, Status
from wholeperson.directory.rules.schedules import Often, OtherTimes, Rule
from wholeperson.foundation.models import Record
from wholeperson.foundation.privacy import PrivacyNote


def chosen(kind: Any) -> list[tuple[str, str]]:
    """Give the choices of a field from an enum."""
    return [(one.value, one.value) for one in kind]


class Source(Record):
    """Another directory from which resources come, with its licence: an open feed, a folder or a spreadsheet."""

    alliance = models.ForeignKey("people.Alliance", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=500)
    kind = models.CharField(max_length=20, default="feed")
    licence = models.CharField(max_length=200, blank=True)
    attribution = models.CharField(max_length=300, blank=True)
    columns = models.JSONField(default=dict)
    tried_at = models.DateTimeField(null=True)
    good_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=300, blank=True)

    privacy = PrivacyNote(
        *open_fields(
            "alliance", "name", "address", "kind", "licence", "attribution", "columns", "tried_at", "good_at", "state"
        )
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=("alliance", "address"), name="directory_one_source"),)

    def __str__(self) -> str:
        return self.name


class Organization(Record):
    """Who runs resources. ``teams_of`` is the member organisation of the alliance whose people may keep its entries."""

    alliance = models.ForeignKey("people.Alliance", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    website = models.CharField(max_length=500, blank=True)
    email = models.CharField(max_length=200, blank=True)
    identifiers = models.JSONField(default=list)
    teams_of = models.ForeignKey("people.Organisation", on_delete=models.SET_NULL, null=True, related_name="+")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, related_name="+")
    their_id = models.CharField(max_length=200, blank=True)

    privacy = PrivacyNote(
        *open_fields(
            "alliance", "name", "description", "website", "email", "identifiers", "teams_of", "source", "their_id"
        )
    )

    class Meta:
        indexes = (models.Index(fields=("alliance", "name"), name="directory_org_name"),)

    def __str__(self) -> str:
        return self.name


class Place(Record):
    """Where something is (HSDS location with its address). Never of a resource whose address is kept safe."""

    alliance = models.ForeignKey("people.Alliance", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    town = models.CharField(max_length=100, blank=True)
    county = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, related_name="+")
    their_id = models.CharField(max_length=200, blank=True)

    privacy = PrivacyNote(
        *open_fields(
            "alliance", "name", "address", "town", "county", "postcode", "latitude", "longitude", "source", "their_id"
        )
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="directory_place_on_earth",
            ),
        )

    def __str__(self) -> str:
        return self.name or self.address


class Resource(Record):
    """A resource: a service of the standard. What a person decides by is in ``facts`` (rules/facts.py)."""

    alliance = models.ForeignKey("people.Alliance", on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=chosen(ResourceKind))
    name = models.CharField(max_length=200)
    summary = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=chosen(Status), default=Status.ACTIVE.value)
    alert = models.CharField(max_length=300, blank=True)
    website = models.CharField(max_length=500, blank=True)
    email = models.CharField(max_length=200, blank=True)
    kept_safe = models.BooleanField(default=False)
    places = models.ManyToManyField(Place, related_name="+")
    facts = models.JSONField(default=dict)
    terms = models.JSONField(default=list)
    other_terms = models.JSONField(default=list)
    youngest = models.PositiveSmallIntegerField(null=True)
    oldest = models.PositiveSmallIntegerField(null=True)
    bank_holidays = models.CharField(max_length=20, choices=chosen(BankHolidays), default=BankHolidays.NOT_KNOWN.value)
    room = models.CharField(max_length=30, choices=chosen(Room), blank=True)
    room_places = models.PositiveSmallIntegerField(null=True)
    room_on = models.DateField(null=True)
    checked_on = models.DateField(null=True)
    checked_how = models.CharField(max_length=60, blank=True)
    changed_at = models.DateTimeField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, related_name="+")
    their_id = models.CharField(max_length=200, blank=True)
    missing_since = models.DateTimeField(null=True)
    kept_here = models.JSONField(default=list)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    privacy = PrivacyNote(
        *open_fields(
            "alliance", "organization", "kind", "name", "summary", "description", "status", "alert", "website", "email",
            "kept_safe", "places", "facts", "terms", "other_terms", "youngest", "oldest", "bank_holidays", "room",
            "room_places", "room_on", "checked_on", "checked_how", "changed_at", "source", "their_id", "missing_since",
            "kept_here", "merged_into",
        )
    )  # fmt: skip

    class Meta:
        indexes = (
            models.Index(fields=("alliance", "name"), name="directory_resource_name"),
            models.Index(fields=("organization",), name="directory_resource_org"),
            # For the pages of the open feed, in order of ids, and for what is careful of an organization's address.
            models.Index(fields=("merged_into", "id"), name="directory_resource_shown"),
            models.Index(fields=("organization",), condition=Q(kept_safe=True), name="directory_resource_safe"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("source", "their_id"), condition=Q(source__isnull=False), name="directory_one_of_theirs"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Schedule(Record):
    """One rule of opening (HSDS schedule), in local time. ``attending`` says how one comes: in person, by phone …"""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="+")
    often = models.CharField(max_length=10, choices=chosen(Often), default=Often.WEEKLY.value)
    interval = models.PositiveSmallIntegerField(default=1)
    days = models.CharField(max_length=60, blank=True)
    month_days = models.CharField(max_length=100, blank=True)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    opens = models.TimeField()
    closes = models.TimeField()
    attending = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=300, blank=True)

    privacy = PrivacyNote(
        *open_fields(
            "resource", "often", "interval", "days", "month_days", "start", "end", "opens", "closes", "attending",
            "words",
        )
    )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.often} {self.days} {self.opens}–{self.closes}"

    def rule(self) -> Rule:
        """Give it as the rule that spans are made of."""
        return Rule(
            opens=self.opens, closes=self.closes, often=Often(self.often), interval=self.interval,
            days=tuple(self.days.split(",")) if self.days else (),
            month_days=tuple(int(day) for day in self.month_days.split(",")) if self.month_days else (),
            start=self.start, end=self.end,
        )  # fmt: skip


class OtherHours(Record):
    """Days on which a resource is closed, or open at other times."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="+")
    first = models.DateField()
    last = models.DateField()
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)
    why = models.CharField(max_length=200, blank=True)

    privacy = PrivacyNote(*open_fields("resource", "first", "last", "opens", "closes", "why"))

    def __str__(self) -> str:
        return f"{self.first}–{self.last} {self.why}"

    def times(self) -> OtherTimes:
        """Give it as the exception that spans leave room for."""
        return OtherTimes(self.first, self.last, self.opens, self.closes, self.why)


class Contact(Record):
    """Whom to turn to, by role and never by a person's own name. One of them is the first."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=120)
    first = models.BooleanField(default=False)
    call = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=300, blank=True)

    privacy = PrivacyNote(*open_fields("resource", "role", "first", "call", "text", "email", "words"))

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("resource",), condition=Q(first=True), name="directory_one_first_contact"),
        )

    def __str__(self) -> str:
        return self.role


class Link(Record):
    """Two organizations that work together: one leads people to the other, or they share people."""

    one = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    words = models.CharField(max_length=300, blank=True)

    privacy = PrivacyNote(*open_fields("one", "other", "kind", "words"))

    class Meta:
        constraints = (models.UniqueConstraint(fields=("one", "other", "kind"), name="directory_one_link"),)

    def __str__(self) -> str:
        return self.kind


class Sound(Record):
    """Twenty seconds of a peer's voice on what happens when you walk in, with the same in words; or a picture."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=10, default="voice")
    content = models.BinaryField()
    content_type = models.CharField(max_length=40)
    words = models.CharField(max_length=1000)

    privacy = PrivacyNote(*open_fields("resource", "what", "content", "content_type", "words"))

    class Meta:
        constraints = (models.UniqueConstraint(fields=("resource", "what"), name="directory_one_sound"),)

    def __str__(self) -> str:
        return self.what

"""What can stand on the network map, and in which state."""

from enum import Enum


class ResourceKind(Enum):
    """What a resource is. People who offer support stand in a table of their own, and never in the open feed."""

    SERVICE = "service"
    GROUP = "group"
    MUTUAL_AID = "mutual-aid"
    PLACE = "place"
    ACTIVITY = "activity"
    HOUSING = "housing"
    HELPLINE = "helpline"

    @property
    def label(self) -> str:
        """What people call it."""
        return KIND_LABELS[self]


KIND_LABELS = {
    ResourceKind.SERVICE: "a service",
    ResourceKind.GROUP: "a group",
    ResourceKind.MUTUAL_AID: "mutual aid",
    ResourceKind.PLACE: "a place to go",
    ResourceKind.ACTIVITY: "something to do",
    ResourceKind.HOUSING: "somewhere to live",
    ResourceKind.HELPLINE: "a helpline",
}


class Status(Enum):
    """Whether it is there at all. The standard's words for it are in the feed."""

    ACTIVE = "active"
    PAUSED = "temporarily closed"
    CLOSED = "defunct"


class Room(Enum):
    """Whether there is room, as FHIR's four words for capacity."""

    FREE = "available"
    WAITING_LIST = "wait list"
    NONE = "none"
    ASK = "more assessment needed"


class BankHolidays(Enum):
    """What happens on a bank holiday."""

    CLOSED = "closed"
    AS_ALWAYS = "as always"
    NOT_KNOWN = "not known"


# What one organization can have to do with another: how it is stored, and how a page says it.
LINKS = {
    "leads to": "leads people to",
    "shares people": "shares people with",
    "works with": "works with",
}

"""The tables of the network map."""

from wholeperson.directory.models.asking import Asking
from wholeperson.directory.models.desks import AskedFor, Desk
from wholeperson.directory.models.finding import Findable, Hours, KnownWord, OpenSpan, Somewhere
from wholeperson.directory.models.resources import (
    Contact,
    Link,
    Organization,
    OtherHours,
    Place,
    Resource,
    Schedule,
    Sound,
    Source,
)
from wholeperson.directory.models.truth import Alike, Charter, Check, Correction, SignedUp, TakenIn, Turn
from wholeperson.directory.models.voices import Offer, Review

__all__ = [
    "Alike",
    "AskedFor",
    "Asking",
    "Charter",
    "Check",
    "Contact",
    "Correction",
    "Desk",
    "Findable",
    "Hours",
    "KnownWord",
    "Link",
    "Offer",
    "OpenSpan",
    "Organization",
    "OtherHours",
    "Place",
    "Resource",
    "Review",
    "Schedule",
    "SignedUp",
    "Somewhere",
    "Sound",
    "Source",
    "TakenIn",
    "Turn",
]

"""The headings of About me: those of the national standard (PRSB About Me v1.2, April 2021), in our words."""

from dataclasses import dataclass
from enum import Enum


class Heading(Enum):
    """One heading. The value is its key; the words are in ``HEADINGS``."""

    MATTERS = "matters"
    PEOPLE = "people"
    SPEAK = "speak"
    HELPS = "helps"
    HELPS_NOT = "helps-not"
    WELL = "well"
    GOOD_AT = "good-at"
    SUPPORT = "support"
    ALSO = "also"


@dataclass(frozen=True)
class Words:
    """How a heading is asked, what may stand there, and its name in the standard."""

    title: str
    hint: str
    standard: str


HEADINGS = {
    Heading.MATTERS: Words(
        "What matters to me", "What you would not want to be without.", "What is most important to me"
    ),
    Heading.GOOD_AT: Words(
        "What I am good at", "Big or small. What others ask you for counts too.", "Also worth knowing"
    ),
    Heading.PEOPLE: Words(
        "People who matter to me", "Nicknames are fine. You can leave children out of it.", "People important to me"
    ),
    Heading.SPEAK: Words(
        "How I like to be spoken to and reached",
        "What to call me, when to ring, how much at once.",
        "How I communicate",
    ),
    Heading.HELPS: Words("What helps", "What people do that is good for you.", "Please do"),
    Heading.HELPS_NOT: Words("What does not help", "What you would like people to leave.", "Please don’t"),
    Heading.WELL: Words("How I am when I am well", "And how others can tell when I am not.", "My wellness"),
    Heading.SUPPORT: Words(
        "How and when to support me", "What to do, and what to wait with.", "How and when to support me"
    ),
    Heading.ALSO: Words("Also worth knowing", "Anything else, in your own words.", "Also worth knowing"),
}
LONGEST = 8_000
LONGEST_VOICE = 6_000_000
VOICE_TYPES = ("audio/webm", "audio/ogg", "audio/mpeg", "audio/mp4", "audio/wav")

"""The headings of About me: those of the national standard (PRSB About Me v1.2, April 2021), in our words."""

from dataclasses import dataclass
from enum import Enum


class Heading(Enum):
    """One heading. The value is its key; the words are in ``HEADINGS``."""

    WORD = "word"
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


# Strengths first, and what does not help near the end. The section shows them in this order.
HEADINGS = {
    Heading.WORD: Words(
        "My own word for where I am heading",
        "Some people want to stop. Some want it under control. Some only want to sleep tonight. You pick the word.",
        "What is most important to me",
    ),
    Heading.GOOD_AT: Words(
        "What I am good at", "Big or small. What others ask you for counts too.", "Also worth knowing"
    ),
    Heading.MATTERS: Words(
        "What matters to me", "What you would not want to be without.", "What is most important to me"
    ),
    Heading.PEOPLE: Words(
        "People who matter to me",
        "Nicknames are fine. You can leave children out of this, and out of everything else here.",
        "People important to me",
    ),
    Heading.HELPS: Words("What helps", "What people do that is good for you.", "Please do"),
    Heading.SPEAK: Words(
        "How I like to be spoken to and reached",
        "What to call you, when to ring, how much at once.",
        "How I communicate",
    ),
    Heading.WELL: Words("How I am when I am well", "And how others can tell when you are not.", "My wellness"),
    Heading.SUPPORT: Words(
        "How and when to support me", "What to do, and what to wait with.", "How and when to support me"
    ),
    Heading.HELPS_NOT: Words("What does not help", "What you would like people to leave.", "Please don’t"),
    Heading.ALSO: Words("Also worth knowing", "Anything else, in your own words.", "Also worth knowing"),
}
KEY = "about-me"
LONGEST = 8_000
LONGEST_WORD = 80
LONGEST_VOICE = 4_000_000  # what `FILE_UPLOAD_MAX_MEMORY_SIZE` lets in, less the form around it


def heading_of(key: str) -> Heading | None:
    """Give the heading of an address."""
    return next((one for one in HEADINGS if one.value == key), None)


def longest(heading: Heading) -> int:
    """Say how many letters fit under a heading."""
    return LONGEST_WORD if heading is Heading.WORD else LONGEST


def letters(words: str) -> int:
    """Count letters as a person does: the end of a line is one, also where a browser sends two."""
    return len(words.replace("\r\n", "\n"))

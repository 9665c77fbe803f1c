"""What somebody says is wrong with an entry, and how it is settled. Nobody asks who says so."""

from enum import Enum

from wholeperson.directory.rules.whereabouts import tells_where

LONGEST = 1000
OPEN_AT_MOST = 25  # of one entry; after so many nobody learns anything from one more


class About(Enum):
    """What is wrong."""

    CLOSED = "closed"
    MOVED = "moved"
    TIMES = "times"
    PHONE = "phone"
    NOT_SAFE = "not-safe"
    OTHER = "other"


class Outcome(Enum):
    """How it was settled, or that somebody has asked and waits."""

    PUT_RIGHT = "put-right"
    AS_IT_WAS = "as-it-was"
    ASKED = "asked"


SAYS = {
    About.CLOSED: "It is not there any more",
    About.MOVED: "It has moved",
    About.TIMES: "The times are wrong",
    About.PHONE: "The phone number or e-mail is wrong",
    About.NOT_SAFE: "It is not safe for me",
    About.OTHER: "Something else",
}
# What a page of the entry says meanwhile. That a place is not safe for somebody is told to the coordinator and to
# nobody else: whoever made it unsafe could be reading.
LOOKING = {
    About.CLOSED: "Somebody told us that it may have closed. We are looking. Ring first.",
    About.MOVED: "Somebody told us that it may have moved. We are looking. Ring first.",
    About.TIMES: "Somebody told us that the times may be wrong. We are looking. Ring first.",
    About.PHONE: "Somebody told us that the phone number may be wrong. We are looking.",
    About.OTHER: "Somebody told us that something here may be wrong. We are looking.",
}
# Where in the forms it is put right.
PUT_RIGHT_AT = {
    About.CLOSED: "still-there",
    About.MOVED: "where",
    About.TIMES: "when",
    About.PHONE: "contact",
    About.NOT_SAFE: "still-there",
}


class CorrectionError(ValueError):
    """Something about a correction that could be put right; ``field`` says where."""

    def __init__(self, where: str, text: str) -> None:
        super().__init__(text)
        self.field = where


def abouts(*, kept_safe: bool) -> tuple[About, ...]:
    """Give what can be wrong. Nobody tells us where a place has moved whose address is kept safe."""
    return tuple(one for one in About if not (kept_safe and one is About.MOVED))


def check(about: About, words: str, *, kept_safe: bool, waiting: int) -> None:
    """Look over a correction. ``waiting`` is how many of this entry nobody has settled yet.

    Raises:
        CorrectionError: saying what would fit.
    """
    if len(words) > LONGEST:
        raise CorrectionError("words", f"Up to {LONGEST} letters fit here.")
    if about is About.OTHER and not words.strip():
        raise CorrectionError("words", "Please say in a few words what is wrong.")
    if about not in abouts(kept_safe=kept_safe) or (kept_safe and tells_where(words)):
        raise CorrectionError("words", "The address is kept safe. Please tell us without an address or a postcode.")
    if waiting >= OPEN_AT_MOST and about is not About.NOT_SAFE:
        raise CorrectionError("", "Many people have told us about this one. We are looking at it. Thank you.")

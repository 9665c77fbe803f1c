"""What people say of a place who used it, as pages show it. Words first; no stars, no average."""

from dataclasses import dataclass
from uuid import UUID

from wholeperson.directory.queries import reviews
from wholeperson.directory.queries.reviews import A_PAGE, Mine, Spoken
from wholeperson.directory.rules.reviews import AGAIN_SAYS, REASON_SAYS, Again, State, how_many, used_says, would_go
from wholeperson.foundation import clock

FEW = 3


@dataclass(frozen=True)
class Voice:
    """What one person said, the line that stands beside it, and the answer of the place."""

    id: UUID
    words: str
    beside: str
    answer: str
    answered_as: str
    before: bool


@dataclass(frozen=True)
class Said:
    """What people said of a place: on its own page the newest few, on the page of what was said all of it.

    ``how_many`` and ``would_go`` are sentences, with numbers from five on; empty where there is nothing to say.
    ``more`` says that there is more than is shown here; ``address`` is where all of it stands, ``write`` where one
    writes.
    """

    voices: tuple[Voice, ...]
    how_many: str
    would_go: str
    more: bool
    address: str
    write: str


def said_of(resource_id: UUID) -> Said:
    """Give what a resource's own page shows of it: the newest few."""
    return _said(resource_id, reviews.said_of(resource_id)[:FEW], FEW)


def said_page(resource_id: UUID, page: int) -> Said:
    """Give one page of everything that was said."""
    return _said(resource_id, reviews.said_of(resource_id, page), page * A_PAGE)


def _said(resource_id: UUID, spoken: tuple[Spoken, ...], shown: int) -> Said:
    given = reviews.answers_again(resource_id)
    address = f"/network/{resource_id}/said/"
    return Said(
        tuple(_voice(one) for one in spoken), how_many(len(given)), would_go(given), len(given) > shown, address,
        f"{address}write/",
    )  # fmt: skip


def _voice(one: Spoken) -> Voice:
    again = AGAIN_SAYS[Again(one.again)] if one.again else ""
    beside = ". ".join(bit for bit in (used_says(one.used, clock.now()), again) if bit)
    return Voice(one.id, one.words, f"{beside}." if beside and not beside.endswith("?") else beside,
                 one.answer, one.answered_as, one.before)  # fmt: skip


STANDS = {
    State.WAITING: "Somebody looks at it first, for safety. Then it is shown.",
    State.SHOWN: "Everybody can read it. Nobody is told who wrote it.",
    State.HELD_BACK: "It is not shown. It is kept for you.",
    State.SECOND_LOOK: "Somebody else looks at it a second time. Until then it is kept for you.",
}


@dataclass(frozen=True)
class MySaying:
    """What the viewer said about a place, with how it stands and what they can do."""

    mine: Mine
    stands: str
    reason: str


def my_saying(mine: Mine) -> MySaying:
    """Say how something of the viewer's stands."""
    return MySaying(mine, STANDS[mine.state], REASON_SAYS[mine.reason] if mine.reason else "")

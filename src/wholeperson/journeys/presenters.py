"""What the pages of About me show."""

from dataclasses import dataclass
from uuid import UUID

from wholeperson.consent.public import Permit
from wholeperson.interface.saying import moment
from wholeperson.journeys.queries import Said, Standing
from wholeperson.journeys.rules.about_me import HEADINGS, Heading


@dataclass(frozen=True)
class Quote:
    """One version as a page shows it."""

    id: UUID
    words: str
    voice: bool
    when: str
    helped_by: str


@dataclass(frozen=True)
class Card:
    """One heading: how it is asked, what stands there, what waits for a yes, and what stood there before."""

    key: str
    title: str
    hint: str
    said: Quote | None
    waiting: tuple[Quote, ...]
    earlier: tuple[Quote, ...]
    left_out: bool
    speaks: bool


@dataclass(frozen=True)
class AboutPage:
    """All headings, the person's own word for where they are heading, and what to write next."""

    word: Card
    cards: tuple[Card, ...]
    waiting: tuple[Card, ...]
    next: Card | None


def about_page(there: tuple[Standing, ...]) -> AboutPage:
    cards = tuple(card(one) for one in there)
    others = tuple(one for one in cards if one.key != Heading.WORD.value)
    return AboutPage(
        word=next(one for one in cards if one.key == Heading.WORD.value),
        cards=others,
        waiting=tuple(one for one in cards if one.waiting),
        next=next((one for one in others if not one.said and not one.waiting), None),
    )


def until(permit: Permit) -> str:
    return moment(permit.until) if permit.until else ""


def card(standing: Standing) -> Card:
    words = HEADINGS[standing.heading]
    newest = standing.newest
    return Card(
        standing.heading.value, words.title, words.hint, _quote(newest) if newest else None,
        tuple(map(_quote, standing.waiting)), tuple(map(_quote, standing.earlier)),
        newest is not None and newest.left_out, standing.heading is not Heading.WORD,
    )  # fmt: skip


def _quote(said: Said) -> Quote:
    return Quote(said.id, said.words, said.voice, moment(said.at), said.helped_by)

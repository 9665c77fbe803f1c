"""People who offer support: for adults of the same alliance who are signed in, and for nobody else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from wholeperson.directory.models import Offer
from wholeperson.directory.queries.taxonomy import terms
from wholeperson.directory.rules.offers import Worry
from wholeperson.foundation import vault
from wholeperson.people.public import AllianceCard, Power, Viewer, adults_of, alliances

SHOWN_AS, WORDS, REACH = "directory.offer.shown_as", "directory.offer.words", "directory.offer.reach"


@dataclass(frozen=True)
class Offered:
    """What somebody offers, as those see it who may; ``mine`` says that it is the viewer's own."""

    id: UUID
    shown_as: str
    words: str
    reach: str
    terms: tuple[str, ...]
    keys: tuple[str, ...]
    mine: bool


@dataclass(frozen=True)
class MyOffer:
    """One alliance of the viewer's, and what they offer there: running, ended by the coordinator, or nothing yet."""

    alliance: AllianceCard
    offer: Offered | None
    runs: bool
    stopped: bool


@dataclass(frozen=True)
class Worried:
    """An offer that somebody was uneasy about, or that was ended for that, before the coordinator."""

    id: UUID
    alliance: str
    offer: Offered
    worries: tuple[Worry, ...]
    stopped: bool


def places_of(viewer: Viewer) -> tuple[AllianceCard, ...]:
    """Give the alliances that somebody belongs to."""
    there = {hat.alliance_id for hat in viewer.hats}
    return tuple(one for one in alliances() if one.id in there)


def offers_for(viewer: Viewer) -> tuple[tuple[AllianceCard, tuple[Offered, ...]], ...]:
    """Give who offers support in each alliance of an adult; nothing to anybody else."""
    places = places_of(viewer) if viewer.adult else ()
    return tuple((place, offers_in(viewer, place.id)) for place in places)


def offers_in(viewer: Viewer, alliance_id: UUID) -> tuple[Offered, ...]:
    """Give who offers support in one alliance now. Whoever left it, or is no adult any more, is not there."""
    rows = Offer.objects.filter(alliance_id=alliance_id, ended_at=None, person_id__in=adults_of(alliance_id))
    # By the name and not by when they came: an order of coming would tell more than the page says.
    return tuple(sorted(_opened(viewer, rows), key=lambda one: (one.shown_as.casefold(), one.id)))


def one_for(viewer: Viewer, offer_id: UUID) -> Offered | None:
    """Give one offer of another person that the viewer may see, or nothing."""
    there = (one for _, offers in offers_for(viewer) for one in offers)
    return next((one for one in there if one.id == offer_id and not one.mine), None)


def my_offers(viewer: Viewer) -> tuple[MyOffer, ...]:
    """Give what the viewer offers in each of their alliances."""
    rows = {row.alliance_id: row for row in Offer.objects.filter(person_id=viewer.id).order_by("created_at")}
    return tuple(_mine(viewer, place, rows.get(place.id)) for place in places_of(viewer))


def _mine(viewer: Viewer, place: AllianceCard, row: Offer | None) -> MyOffer:
    if row is None:
        return MyOffer(place, None, False, False)
    offer = next(_opened(viewer, [row]), None)
    return MyOffer(place, offer, row.ended_at is None, row.stopped_at is not None)


def worried_about(viewer: Viewer) -> tuple[Worried, ...]:
    """Give the offers of other people that somebody was uneasy about, to whoever looks after that."""
    places = {hat.alliance_id for hat in viewer.hats_with(Power.LOOK_AT_REVIEWS)}
    rows = Offer.objects.filter(alliance_id__in=places).exclude(person_id=viewer.id).select_related("alliance")
    looked_at = [row for row in rows.order_by("created_at") if row.worries or row.stopped_at]
    return tuple(
        Worried(row.id, row.alliance.name, offer, tuple(Worry(one) for one in row.worries), row.stopped_at is not None)
        for row in looked_at
        for offer in _opened(viewer, [row])
    )


def _opened(viewer: Viewer, rows: Iterable[Offer]) -> Iterator[Offered]:
    known = terms()
    for row in rows:
        whose = row.person_id
        try:
            yield Offered(
                row.id, vault.open_words(whose, row.shown_as, place=SHOWN_AS),
                vault.open_words(whose, row.words, place=WORDS), vault.open_words(whose, row.reach, place=REACH),
                tuple(known[key].label for key in row.terms if key in known), tuple(row.terms), whose == viewer.id,
            )  # fmt: skip
        except vault.CannotOpenError:
            continue  # whoever offered it is forgotten

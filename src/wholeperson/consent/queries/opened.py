"""Openings in an emergency: whom a worker may open, what runs, what waits for a second person, what is told."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wholeperson.consent.models import Emergency, Share
from wholeperson.consent.permissions import team_hat
from wholeperson.consent.queries.seeing import open_emergencies
from wholeperson.consent.queries.shown import SOMEBODY
from wholeperson.consent.rules.emergencies import still_known
from wholeperson.consent.rules.sections import Section, sections
from wholeperson.foundation import vault
from wholeperson.people.public import Hat, HatCard, Power, Viewer, hat_card, own_name_in

PLACE_REASON, PLACE_DELAY = "consent.emergency.reason", "consent.emergency.delay_reason"
PLACE_REVIEW = "consent.emergency.review"


@dataclass(frozen=True)
class Known:
    """Somebody who shows, or lately showed, something to a worker's team. Whether they still do is not said."""

    share_id: UUID
    person_id: UUID
    hat: Hat
    name: str


@dataclass(frozen=True)
class Opening:
    """A running opening of the viewer's own, and the sections that it opens."""

    id: UUID
    person_id: UUID
    name: str
    until: datetime
    parts: tuple[Section, ...]


@dataclass(frozen=True)
class ToReview:
    """An opening that waits for a second person: who opened it and why; never whose record or what was opened."""

    id: UUID
    by: HatCard | None
    opened_at: datetime
    reason: str
    delay_reason: str


@dataclass(frozen=True)
class Told:
    """An opening as the person whose record it was reads it."""

    id: UUID
    hat_id: UUID | None
    opened_at: datetime
    until: datetime
    reason: str
    delay_reason: str
    known: bool
    right: bool | None
    review: str


def known_to(viewer: Viewer, share_id: UUID, now: datetime) -> Known | None:
    """Give the person behind a share that a worker's team has, or had within six months."""
    return next((one for one in _known(viewer, now, share_id)), None)


def known_people(viewer: Viewer, now: datetime) -> tuple[Known, ...]:
    """Give everybody whom the viewer could open in an emergency, once each."""
    found = {(one.hat.id, one.person_id): one for one in _known(viewer, now)}
    return tuple(sorted(found.values(), key=lambda one: one.name.casefold()))


def _known(viewer: Viewer, now: datetime, share_id: UUID | None = None) -> tuple[Known, ...]:
    teams = [hat.team_id for hat in viewer.hats_with(Power.OPEN_IN_AN_EMERGENCY) if hat.team_id]
    rows = Share.objects.filter(team_id__in=teams, **({"pk": share_id} if share_id else {}))
    there = rows.exclude(person_id=viewer.id).order_by("created_at")
    return tuple(_known_by(viewer, one) for one in there if still_known(one.until, one.ended_at, now))


def _known_by(viewer: Viewer, one: Share) -> Known:
    hat = team_hat(viewer, Power.OPEN_IN_AN_EMERGENCY, one.team_id)
    assert hat is not None  # the shares were chosen by these memberships
    return Known(one.id, one.person_id, hat, own_name_in(one.person_id, hat.alliance_id) or SOMEBODY)


def my_openings(viewer: Viewer, now: datetime) -> tuple[Opening, ...]:
    """Give the viewer's own openings that still run."""
    parts = tuple(part for part in sections() if part.in_an_emergency)
    return tuple(
        Opening(one.id, one.person_id, own_name_in(one.person_id, one.alliance_id) or SOMEBODY, one.until, parts)
        for one in open_emergencies(viewer, now).order_by("until")
    )


def to_review(viewer: Viewer) -> tuple[ToReview, ...]:
    """Give the openings that wait for the viewer as a second person, the oldest first."""
    there = {hat.alliance_id for hat in viewer.hats_with(Power.REVIEW_EMERGENCIES)}
    rows = Emergency.objects.filter(alliance_id__in=there, reviewed_at=None).order_by("created_at")
    others = rows.exclude(hat__person_id=viewer.id).exclude(person_id=viewer.id)
    return tuple(
        ToReview(
            one.id, hat_card(one.hat_id) if one.hat_id else None, one.created_at,
            vault.open_words(one.person_id, one.reason, place=PLACE_REASON),
            vault.open_words(one.person_id, one.delay_reason, place=PLACE_DELAY),
        )
        for one in others
    )  # fmt: skip


def is_kept_back(whose: UUID, hat_id: UUID, now: datetime) -> bool:
    """Say whether what is read by one membership now belongs to an opening of which the person is not told yet."""
    return Emergency.objects.filter(person_id=whose, hat_id=hat_id, told_at=None, until__gte=now).exists()


def untold_openings(person_id: UUID) -> frozenset[UUID]:
    """Give the openings of which a person is not told yet. No export and no page of theirs may hold these."""
    return frozenset(Emergency.objects.filter(person_id=person_id, told_at=None).values_list("id", flat=True))


def openings_of(viewer: Viewer) -> dict[UUID, Told]:
    """Give every opening of the viewer's own record. ``known`` says whether they have been told of it."""
    return {one.id: _told(one) for one in Emergency.objects.filter(person_id=viewer.id)}


def _told(one: Emergency) -> Told:
    return Told(
        one.id, one.hat_id, one.created_at, one.until,
        vault.open_words(one.person_id, one.reason, place=PLACE_REASON),
        vault.open_words(one.person_id, one.delay_reason, place=PLACE_DELAY),
        one.told_at is not None, one.right, vault.open_words(one.person_id, one.review, place=PLACE_REVIEW),
    )  # fmt: skip

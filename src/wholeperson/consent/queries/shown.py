"""What others show to somebody. Each list stands on the same filter as `may_see`."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wholeperson.consent.models import Share
from wholeperson.consent.permissions import team_hat
from wholeperson.consent.queries.seeing import Permit, may_see, on_side, open_shares
from wholeperson.consent.rules.purposes import Purpose, Span
from wholeperson.consent.rules.sections import Section, section
from wholeperson.consent.rules.sides import Side
from wholeperson.people.public import Power, TeamCard, Viewer, circles_with, own_name_in, team, tie_of

SOMEBODY = "Somebody"


@dataclass(frozen=True)
class ShownCard:
    """Something that a person shows. ``name`` is the viewer's own word for them, or the name that they chose there.

    ``person_id`` never leaves the server.
    """

    id: UUID
    person_id: UUID
    name: str
    part: Section
    purpose: Purpose
    span: Span
    until: datetime
    team_id: UUID | None


@dataclass(frozen=True)
class TeamOfMine:
    """A team of the viewer's, and what is shown to it."""

    team: TeamCard
    cards: tuple[ShownCard, ...]


@dataclass(frozen=True)
class Askable:
    """Somebody who can be asked to show more, and from which side."""

    person_id: UUID
    side: Side
    name: str


def shown(viewer: Viewer, share_id: UUID, now: datetime) -> ShownCard | None:
    """Give one thing that is shown to the viewer at this moment. What is not is looked up in the same single query."""
    found = open_shares(viewer, now).filter(pk=share_id).select_related("team").first()
    return _card(viewer, found) if found else None


def shown_by_ties(viewer: Viewer, now: datetime) -> tuple[ShownCard, ...]:
    """Give what people show to the viewer as somebody in their circle."""
    return tuple(card for card in _all(viewer, now) if card.team_id is None)


def shown_to_teams(viewer: Viewer, now: datetime) -> tuple[TeamOfMine, ...]:
    """Give what people show to each team in which the viewer may read."""
    cards = _all(viewer, now)
    mine = dict.fromkeys(hat.team_id for hat in viewer.hats_with(Power.READ_WHAT_IS_SHOWN) if hat.team_id)
    there = (team(one) for one in mine)
    return tuple(TeamOfMine(one, tuple(card for card in cards if card.team_id == one.id)) for one in there if one)


def _all(viewer: Viewer, now: datetime) -> tuple[ShownCard, ...]:
    rows = open_shares(viewer, now).select_related("team").order_by("-created_at")
    return tuple(card for one in rows if (card := _card(viewer, one)))


def _card(viewer: Viewer, one: Share) -> ShownCard | None:
    part = section(one.section)
    if part is None or not part.shareable:
        return None
    return ShownCard(
        one.id, one.person_id, _name(viewer, one), part, Purpose(one.purpose), Span(one.span), one.until, one.team_id
    )


def _name(viewer: Viewer, one: Share) -> str:
    if one.team:
        return own_name_in(one.person_id, one.team.alliance_id) or SOMEBODY
    tie = tie_of(one.tie_id, side=viewer.id) if one.tie_id else None
    return tie.word if tie else SOMEBODY


def opened_by(viewer: Viewer, share_id: UUID, now: datetime) -> tuple[UUID, str, Permit] | None:
    """Say whose section one share opens to somebody at one moment, which one, and the permit by exactly that share."""
    card = shown(viewer, share_id, now)
    permit = may_see(viewer, card.person_id, card.part.key, now, by_id=share_id) if card else None
    return (card.person_id, card.part.key, permit) if card and permit else None


def askable(viewer: Viewer, through: UUID, now: datetime) -> Askable | None:
    """Say who can be asked: whoever shows something to the viewer by a share, or put them into a circle by a tie."""
    found = open_shares(viewer, now).filter(pk=through).select_related("team").first()
    ties = {tie.id: tie for tie in circles_with(viewer.id)}
    tie = ties.get(found.tie_id if found and found.tie_id else through)
    if tie:
        return Askable(tie.owner_id, Side(tie_id=tie.id), tie.word)
    if found is None or not team_hat(viewer, Power.ASK_TO_SEE, found.team_id):
        return None
    return Askable(found.person_id, Side(team_id=found.team_id), _name(viewer, found))


def is_shown(person_id: UUID, side: Side, key: str, now: datetime) -> bool:
    """Say whether a section is shown to one side already."""
    running = Share.objects.filter(person_id=person_id, ended_at=None, until__gt=now, section=key)
    return running.filter(on_side(side)).exists()

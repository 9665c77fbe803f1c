from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wholeperson.foundation import vault
from wholeperson.people.models import Confirmation, Membership, Organisation, Team
from wholeperson.people.queries.alliances import SHOWN_AS, AllianceCard, TeamCard, alliances, teams
from wholeperson.people.rules.roles import OF_ONES_OWN, Role
from wholeperson.people.rules.viewer import Viewer


@dataclass(frozen=True)
class OrganisationCard:
    """A member organisation of one alliance, and its teams there."""

    id: UUID
    name: str
    teams: tuple[TeamCard, ...]


@dataclass(frozen=True)
class HolderCard:
    """Who holds a role, as those whom the role meets know them: nothing that leads to anything else they are.

    ``id`` is of this one membership. ``mine`` says that it is the one of who looks.
    """

    id: UUID
    shown_as: str
    role: Role
    kind: str
    team: str
    organisation: str
    mine: bool


@dataclass(frozen=True)
class Confirmed:
    """What an alliance stands by: which sentences, read against which policy, when."""

    text_hash: str
    policy: str
    at: datetime


def alliance_at(address: str) -> AllianceCard | None:
    """Give the alliance at an address, in the same time whether there is one or not."""
    return next((one for one in alliances() if one.address == address), None)


def organisations_with_teams(alliance_id: UUID) -> tuple[OrganisationCard, ...]:
    """Give the organisations of an alliance, each with its teams there."""
    of_each: dict[UUID, list[UUID]] = {}
    for team_id, organisation_id in Team.objects.filter(alliance_id=alliance_id).values_list("id", "organisation_id"):
        of_each.setdefault(organisation_id, []).append(team_id)
    cards = {one.id: one for one in teams() if one.alliance_id == alliance_id}
    there = Organisation.objects.filter(alliances=alliance_id).order_by("name")
    return tuple(
        OrganisationCard(
            one.id, one.name,
            tuple(sorted((cards[team] for team in of_each.get(one.id, ())), key=lambda card: card.name)),
        )
        for one in there
    )  # fmt: skip


def role_holders(alliance_id: UUID, viewer: Viewer) -> tuple[HolderCard, ...]:
    """Give who holds a role in an alliance. Nobody is named who is only a person there, or family or a friend."""
    own = [role.value for role in OF_ONES_OWN]
    there = Membership.objects.filter(alliance_id=alliance_id, ended_at=None).exclude(role__in=own)
    cards = [
        HolderCard(
            one.id, vault.open_words(one.person_id, one.shown_as, place=SHOWN_AS), Role(one.role), one.kind,
            one.team.name if one.team else "", one.team.organisation.name if one.team else "",
            one.person_id == viewer.id,
        )
        for one in there.select_related("team__organisation")
    ]  # fmt: skip
    # By what is read, and not by when they came: an order of coming would tell more than the page says.
    return tuple(sorted(cards, key=lambda card: (card.role.value, card.organisation, card.team, card.shown_as)))


def confirmation_of(alliance_id: UUID, page: str) -> Confirmed | None:
    """Give what an alliance confirmed last about a page."""
    latest = Confirmation.objects.filter(alliance_id=alliance_id, page=page).order_by("-created_at").first()
    return Confirmed(latest.text_hash, latest.policy, latest.created_at) if latest else None

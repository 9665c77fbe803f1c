from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from wholeperson.foundation import vault
from wholeperson.people.models import Alliance, Membership, Team
from wholeperson.people.rules.ages import AgeBand, may_enter_adult_rooms
from wholeperson.people.rules.roles import OF_ONES_OWN, POWERS, Power, Role

SHOWN_AS = "people.membership.shown_as"


@dataclass(frozen=True)
class TeamCard:
    """A named team of a named organisation in one alliance."""

    id: UUID
    name: str
    organisation: str
    alliance_id: UUID
    alliance: str
    does: str


def teams() -> tuple[TeamCard, ...]:
    """Give every team with which a person can share."""
    there = Team.objects.select_related("organisation", "alliance").order_by(
        "alliance__name", "organisation__name", "name"
    )
    return tuple(_team(team) for team in there)


def team(team_id: UUID) -> TeamCard | None:
    """Give one team."""
    found = Team.objects.select_related("organisation", "alliance").filter(pk=team_id).first()
    return _team(found) if found else None


def _team(team: Team) -> TeamCard:
    return TeamCard(team.id, team.name, team.organisation.name, team.alliance_id, team.alliance.name, team.does)


@dataclass(frozen=True)
class AllianceCard:
    """An alliance: its place's name, and the address of its page."""

    id: UUID
    address: str
    name: str


def alliances() -> tuple[AllianceCard, ...]:
    """Give every alliance of this installation."""
    return tuple(AllianceCard(one.id, one.address, one.name) for one in Alliance.objects.order_by("name"))


@dataclass(frozen=True)
class HatCard:
    """A membership as others meet it: the name that this role goes by, what it is, and where."""

    id: UUID
    shown_as: str
    role: Role
    kind: str
    team: str
    organisation: str
    alliance: str
    alliance_id: UUID
    ended: bool


def hat_card(membership_id: UUID) -> HatCard | None:
    """Give one membership as others meet it, also after it has ended; nothing once the person is erased."""
    found = Membership.objects.select_related("team__organisation", "alliance").filter(pk=membership_id).first()
    return _hat_card(found) if found else None


def hat_cards_of(person_id: UUID) -> tuple[HatCard, ...]:
    """Give everything that somebody is at this moment. For their own pages only."""
    there = Membership.objects.filter(person_id=person_id, ended_at=None)
    return tuple(
        _hat_card(one) for one in there.select_related("team__organisation", "alliance").order_by("created_at")
    )


def _hat_card(one: Membership) -> HatCard:
    return HatCard(
        one.id, vault.open_words(one.person_id, one.shown_as, place=SHOWN_AS), Role(one.role), one.kind,
        one.team.name if one.team else "", one.team.organisation.name if one.team else "",
        one.alliance.name, one.alliance_id, one.ended_at is not None,
    )  # fmt: skip


def members_of_team(team_id: UUID) -> tuple[UUID, ...]:
    """Give the persons who are in a team at this moment."""
    return tuple(
        Membership.objects.filter(team_id=team_id, ended_at=None)
        .order_by("created_at")
        .values_list("person_id", flat=True)
    )


def holders_of(role: Role, alliance_id: UUID) -> tuple[UUID, ...]:
    """Give the persons who hold a role in an alliance at this moment."""
    there = Membership.objects.filter(role=role.value, alliance_id=alliance_id, ended_at=None).order_by("created_at")
    return tuple(there.values_list("person_id", flat=True))


def adults_of(alliance_id: UUID) -> frozenset[UUID]:
    """Give the persons who belong to an alliance at this moment and said that they are adults."""
    adult = [band.value for band in AgeBand if may_enter_adult_rooms(band)]
    there = Membership.objects.filter(alliance_id=alliance_id, ended_at=None, person__age_band__in=adult)
    return frozenset(there.values_list("person_id", flat=True))


def person_of_hat(membership_id: UUID) -> UUID | None:
    """Say whose membership this is, where it has not ended."""
    return Membership.objects.filter(pk=membership_id, ended_at=None).values_list("person_id", flat=True).first()


def own_name_in(person_id: UUID, alliance_id: UUID) -> str:
    """Give the name that somebody chose for their own role in an alliance, the last one where they have left it."""
    own = Membership.objects.filter(
        person_id=person_id, alliance_id=alliance_id, role__in=[role.value for role in OF_ONES_OWN]
    )
    found = own.order_by(F("ended_at").desc(nulls_first=True), "-created_at").first()
    return vault.open_words(person_id, found.shown_as, place=SHOWN_AS) if found else ""


@dataclass(frozen=True)
class HolderOfPower:
    """A membership that carries a power, for work that is dealt out: plain ids, no name."""

    membership_id: UUID
    person_id: UUID
    role: Role
    organisation_id: UUID | None
    adult: bool


def holders_with(power: Power, alliance_id: UUID) -> tuple[HolderOfPower, ...]:
    """Give each membership of an alliance that carries a power at this moment, in the order in which they came."""
    roles = [role.value for role, powers in POWERS.items() if power in powers]
    there = Membership.objects.filter(alliance_id=alliance_id, ended_at=None, role__in=roles)
    return tuple(
        HolderOfPower(
            one.id, one.person_id, Role(one.role), one.team.organisation_id if one.team else None,
            may_enter_adult_rooms(AgeBand(one.person.age_band)),
        )
        for one in there.select_related("person", "team").order_by("created_at", "id")
    )  # fmt: skip

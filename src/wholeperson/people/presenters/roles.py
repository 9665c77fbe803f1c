from dataclasses import dataclass

from wholeperson.people.queries import AllianceCard, HatCard, alliances, hat_cards_of
from wholeperson.people.rules.roles import OF_ONES_OWN, SENTENCES, Power, Role, may
from wholeperson.people.rules.viewer import Viewer

NAMES = {Role.FAMILY: "family or friend"}


@dataclass(frozen=True)
class MyRole:
    """One thing that somebody is, for their own page."""

    card: HatCard
    name: str
    says: str
    own: bool
    runs: AllianceCard | None


def name_of_role(role: Role) -> str:
    """Say what somebody is, in words."""
    return NAMES.get(role, role.value)


def roles_said() -> tuple[tuple[str, str], ...]:
    """Give every role with its sentence, the person first."""
    return tuple((name_of_role(role), SENTENCES[role]) for role in Role)


def my_roles(who: Viewer) -> tuple[MyRole, ...]:
    """Give everything that somebody is at this moment."""
    places = {one.id: one for one in alliances()}
    return tuple(
        MyRole(
            card,
            name_of_role(card.role),
            SENTENCES[card.role],
            card.role in OF_ONES_OWN,
            places[card.alliance_id] if may(card.role, Power.RUN_THE_ALLIANCE) else None,
        )
        for card in hat_cards_of(who.id)
    )

"""By which membership somebody acts towards a team or in an alliance."""

from uuid import UUID

from wholeperson.people.public import Hat, Power, Role, Viewer

OWN_ROLES = (Role.PERSON, Role.FAMILY)


def own_alliances(viewer: Viewer) -> frozenset[UUID]:
    """Give the alliances in which somebody has a role of their own; to the teams of these they can show something."""
    return frozenset(hat.alliance_id for hat in viewer.hats if hat.role in OWN_ROLES)


def team_hat(viewer: Viewer, power: Power, team_id: UUID | None) -> Hat | None:
    """Give the membership by which somebody holds a power in a team."""
    return next((hat for hat in viewer.hats_with(power) if hat.team_id and hat.team_id == team_id), None)


def alliance_hat(viewer: Viewer, power: Power, alliance_id: UUID | None) -> Hat | None:
    """Give the membership by which somebody holds a power in an alliance."""
    return next((hat for hat in viewer.hats_with(power) if hat.alliance_id == alliance_id), None)

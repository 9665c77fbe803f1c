"""Who is asking. A frozen value that crosses every door; it holds no model and nothing that a person wrote."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wholeperson.people.rules.ages import AgeBand, is_young, may_enter_adult_rooms
from wholeperson.people.rules.roles import Power, Role, may


@dataclass(frozen=True)
class Hat:
    """One membership of somebody: a role in an alliance, perhaps in a team."""

    id: UUID
    role: Role
    alliance_id: UUID
    team_id: UUID | None = None
    organisation_id: UUID | None = None


@dataclass(frozen=True)
class Viewer:
    """Somebody who is signed in. ``id`` is the person's; it never leaves the server."""

    id: UUID
    sign_in_id: UUID
    age_band: AgeBand
    hats: tuple[Hat, ...] = ()
    shared_device: bool = False
    repeated_at: datetime | None = None

    @property
    def young(self) -> bool:
        """Whether the pages for young people come first."""
        return is_young(self.age_band)

    @property
    def adult(self) -> bool:
        """Whether rooms and matching for adults are open."""
        return may_enter_adult_rooms(self.age_band)

    def hats_with(self, power: Power) -> tuple[Hat, ...]:
        """Give the memberships that carry a power."""
        return tuple(hat for hat in self.hats if may(hat.role, power))

    def has(self, power: Power) -> bool:
        """Say whether any membership carries a power."""
        return bool(self.hats_with(power))

    @property
    def works(self) -> bool:
        """Whether any membership is more than one's own: then there is a page for that work."""
        return any(hat.role not in (Role.PERSON, Role.FAMILY) for hat in self.hats)

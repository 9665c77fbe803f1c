"""What this app announces to those above."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class TieEnded:
    """Somebody is no longer in a circle. What rested on the tie ends in the same transaction."""

    tie_id: UUID
    owner_id: UUID


@dataclass(frozen=True)
class HatEnded:
    """Somebody no longer holds a role."""

    membership_id: UUID
    person_id: UUID


@dataclass(frozen=True)
class RoleEnded:
    """Somebody's role was ended by who runs the alliance. Said on its own, because whoever leaves by themself knows."""

    person_id: UUID


@dataclass(frozen=True)
class PersonErased:
    """Somebody is forgotten. Whoever keeps anything of theirs that no privacy note reaches lets go of it now."""

    person_id: UUID
    at: datetime


@dataclass(frozen=True)
class WayBackBegun:
    """Two people have begun to help somebody back in. The person is told first; ``stop`` is what one tap sends.

    Whoever tells them later than now has it held: it opens three days after the word goes out, and never before.
    """

    person_id: UUID
    way_back_id: UUID
    opens_at: datetime
    stop: str


@dataclass(frozen=True)
class SignInChanged:
    """A way in was added or changed: the person is told on their safe channel, in case it was not them."""

    person_id: UUID

"""To whom something is shown, and how the two kinds are told apart."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Side:
    """Somebody in a circle, by their tie; or one team. Exactly one of the two."""

    tie_id: UUID | None = None
    team_id: UUID | None = None

    def __post_init__(self) -> None:
        if (self.tie_id is None) == (self.team_id is None):
            raise ValueError("A share goes to one tie or to one team.")

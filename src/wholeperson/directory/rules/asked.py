"""What somebody asks of the network map, as it stands in an address: short, and never with a person's address in it."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from wholeperson.directory.rules.kinds import ResourceKind

ANYWHERE = "all"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What an address asks for.

    Args:
        words: as they were typed.
        plainly: only the words themselves are looked for, and nothing is understood from them.
        alliance_id: the place that is looked in, or nothing for all of them.
        place_name: what that place is called.
        chosen_place: what stands for it in the address, where it was chosen there.
        near: the name of a place or a district.
        when: an occasion, or ``at`` with ``day`` and ``hour``.
        problems: sentences about what could not be read.
    """

    words: str = ""
    plainly: bool = False
    alliance_id: UUID | None = None
    place_name: str = ""
    chosen_place: str = ""
    near: str = ""
    when: str = ""
    day: str = ""
    hour: str = ""
    needs: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    suits: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    kinds: tuple[ResourceKind, ...] = ()
    page: int = 1
    problems: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """Needs, interests and groups together."""
        return (*self.needs, *self.interests, *self.suits)

    @property
    def anything(self) -> bool:
        """Whether anything is asked at all, beside the place."""
        return bool(self.words or self.near or self.when or self.terms or self.filters or self.kinds)

    def address(self, base: str = "/network/", **changes: Any) -> str:
        """Give the address that asks the same with some changes, from the first page on."""
        asked = replace(self, **{"page": 1, **changes})
        pairs = [(name, value) for name, value in asked.pairs() if value]
        return f"{base}?{urlencode(pairs)}" if pairs else base

    def elsewhere(self, base: str) -> str:
        """Give the address of another page for the same place, and nothing else of what was asked."""
        return Asked(chosen_place=self.chosen_place).address(base)

    def pairs(self) -> list[tuple[str, str]]:
        """Give names and values as they stand in an address."""
        moment = [("date", self.day), ("time", self.hour)] if self.when == "at" else []
        return [
            ("q", self.words), ("as", "words" if self.plainly else ""), ("place", self.chosen_place),
            ("near", self.near), ("when", self.when), *moment, *(("need", key) for key in self.needs),
            *(("interest", key) for key in self.interests), *(("suits", key) for key in self.suits),
            *(("kind", kind.value) for kind in self.kinds), *(("filter", key) for key in self.filters),
            ("page", str(self.page) if self.page > 1 else ""),
        ]  # fmt: skip

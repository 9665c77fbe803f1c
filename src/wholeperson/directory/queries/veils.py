"""Organizations that run something whose address is kept safe: what may be shown of them tells nobody where it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wholeperson.directory.models import Resource
from wholeperson.directory.rules import hiding
from wholeperson.directory.rules.safe_address import Traces, traces

PIECES = tuple(f"places__{one}" for one in ("name", "address", "postcode", "latitude", "longitude"))


@dataclass(frozen=True)
class Veil:
    """What is left out of everything that is said of one organization."""

    given: Traces

    def text(self, text: str) -> str:
        """Give a text that may be shown, or nothing."""
        return hiding.shown(text, self.given)

    def name(self, name: str) -> str:
        """Give a name, which cannot be left out."""
        return self.text(name) or hiding.UNNAMED

    def address(self, address: str) -> str:
        """Give a web address that may be shown, or nothing."""
        return hiding.address_shown(address, self.given)


def veils(**which: Any) -> Mapping[UUID, Veil]:
    """Give the veil of each organization that needs one, among those that these filters on its resources name."""
    found: dict[UUID, list[object]] = {}
    rows = Resource.objects.filter(kept_safe=True, **which).values_list("organization_id", *PIECES)
    for organization_id, *pieces in rows:  # a place lies here only if a hand in the tables put it there
        found.setdefault(organization_id, []).extend(abs(one) if isinstance(one, float) else one for one in pieces)
    return {one: Veil(traces(pieces)) for one, pieces in found.items()}


def name_of(organization_id: UUID, name: str, there: Mapping[UUID, Veil]) -> str:
    """Give the name of an organization as it may be shown."""
    return there[organization_id].name(name) if organization_id in there else name

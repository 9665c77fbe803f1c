from dataclasses import dataclass

from wholeperson.people.queries import AllianceCard, Confirmed, alliances, confirmation_of
from wholeperson.people.rules import children
from wholeperson.people.rules.children import ALWAYS, PROMISES, TO_RING, Line, Part


@dataclass(frozen=True)
class ChildrenPage:
    """You, your children and who gets told: published for one alliance, or why it is not, or which to choose."""

    place: AllianceCard | None
    places: tuple[AllianceCard, ...]
    promises: tuple[Part, ...]
    policy: str
    why_not: str
    always: tuple[Part, ...] = ALWAYS
    lines: tuple[Line, ...] = TO_RING


def children_page(address: str) -> ChildrenPage | None:
    """Give the page for the alliance at an address, or for the only one there is; nothing for an unknown address."""
    places = alliances()
    if address:
        place = next((one for one in places if one.address == address), None)
        if place is None:
            return None
    else:
        place = places[0] if len(places) == 1 else None
    if place is None:
        return ChildrenPage(None, places, (), "", "" if places else _nobody_yet())
    said = confirmation_of(place.id, children.PAGE)
    if said is not None and said.text_hash == children.text_hash():
        return ChildrenPage(place, places, PROMISES, said.policy, "")
    return ChildrenPage(place, places, (), "", why_not(place, said))


def why_not(place: AllianceCard, said: Confirmed | None) -> str:
    """Say why the sentences are not printed as promises."""
    if said is None:
        return (
            f"The alliance of {place.name} has not yet confirmed these sentences against its own policy, so we do not "
            "print them as promises."
        )
    return (
        f"The sentences of this page have changed since the alliance of {place.name} confirmed them against its own "
        "policy, so we do not print them as promises until it has read them again."
    )


def _nobody_yet() -> str:
    return "No alliance has confirmed these sentences against its own policy yet, so we do not print them as promises."

"""What people say is wrong: for whoever puts it right, and what the page of an entry says meanwhile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wholeperson.directory.models import Correction
from wholeperson.directory.permissions import may_settle
from wholeperson.directory.rules.corrections import LOOKING, About, Outcome
from wholeperson.people.public import Viewer


@dataclass(frozen=True)
class CorrectionCard:
    """What somebody said is wrong with an entry. Nobody knows who."""

    id: UUID
    resource_id: UUID
    resource: str
    organization: str
    about: About
    words: str
    at: datetime
    asked: bool


def corrections_for(viewer: Viewer) -> tuple[CorrectionCard, ...]:
    """Give what waits for somebody who keeps entries: what is not safe first, then what has waited longest."""
    alliances = {hat.alliance_id for hat in viewer.hats}
    there = Correction.objects.filter(resource__alliance_id__in=alliances, settled_at=None)
    cards = [
        _card(one)
        for one in there.select_related("resource__organization").order_by("created_at", "id")
        if _settles(viewer, one)
    ]
    return tuple(sorted(cards, key=lambda card: card.about is not About.NOT_SAFE))


def correction_for(viewer: Viewer, correction_id: UUID) -> CorrectionCard | None:
    """Give one that waits for somebody, or nothing."""
    there = Correction.objects.filter(pk=correction_id, settled_at=None).select_related("resource__organization")
    found = there.first()
    return _card(found) if found and _settles(viewer, found) else None


def being_looked_at(ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """Say of entries what their pages say while somebody looks: "Somebody told us that the times may be wrong. …".

    Only entries about which something waits are in it. That a place is not safe for somebody is said to nobody here:
    the one of whom they are afraid could be reading.
    """
    there = Correction.objects.filter(resource_id__in=list(ids), settled_at=None).order_by("-created_at", "id")
    found: dict[UUID, str] = {}
    for resource_id, about in there.values_list("resource_id", "about"):
        if says := LOOKING.get(About(about or About.OTHER.value)):
            found[resource_id] = says
    return found


def waiting_of(resource_id: UUID) -> int:
    """Count what waits to be settled about one entry."""
    return Correction.objects.filter(resource_id=resource_id, settled_at=None).count()


def _settles(viewer: Viewer, one: Correction) -> bool:
    safety = one.about == About.NOT_SAFE.value
    row = one.resource
    return may_settle(viewer, row.alliance_id, row.organization.teams_of_id, about_safety=safety)


def _card(one: Correction) -> CorrectionCard:
    return CorrectionCard(
        one.id, one.resource_id, one.resource.name, one.resource.organization.name,
        About(one.about or About.OTHER.value), one.words,
        one.created_at, one.outcome == Outcome.ASKED.value,
    )  # fmt: skip

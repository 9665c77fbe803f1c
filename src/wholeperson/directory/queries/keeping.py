"""For whoever keeps entries: whose entries they may keep, and where a name of the gazetteer lies."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from wholeperson.directory.models import Organization, Resource
from wholeperson.directory.permissions import may_keep
from wholeperson.people.public import Power, Viewer, alliances, hat_card


@dataclass(frozen=True)
class RunBy:
    """Who could run a new entry: an organization that is there, or a new one in an alliance.

    ``organization_id`` is nothing for a new one; then ``name`` is what it will be called, or empty where it is asked.
    """

    key: str
    label: str
    alliance_id: UUID
    organization_id: UUID | None = None
    teams_of: UUID | None = None
    name: str = ""


@dataclass(frozen=True)
class OrganizationCard:
    """An organization of the map, for whoever keeps it."""

    id: UUID
    alliance_id: UUID
    name: str
    description: str
    website: str
    email: str
    teams_of: UUID | None
    identifiers: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True)
class KeptEntry:
    """An entry that somebody may keep, in a list."""

    id: UUID
    name: str
    organization: str


def could_run(viewer: Viewer) -> tuple[RunBy, ...]:
    """Give every organization for which somebody may add an entry, their own first, and the new ones they may name."""
    names = {one.id: one.name for one in alliances()}
    held = {hat.alliance_id for hat in viewer.hats}
    ours = Q(source=None) | Q(teams_of__isnull=False)  # not the thousands that stand in another directory alone
    there = Organization.objects.filter(ours, alliance_id__in=held).order_by("name", "id")
    mine = [one for one in there if may_keep(viewer, one.alliance_id, one.teams_of_id)]
    several = len({one.alliance_id for one in mine} | {hat.alliance_id for hat in viewer.hats}) > 1
    found = [
        RunBy(
            str(one.id), f"{one.name}, {names[one.alliance_id]}" if several else one.name, one.alliance_id, one.id,
            one.teams_of_id, one.name,
        )
        for one in mine
    ]  # fmt: skip
    return (*_own_not_there(viewer, mine, names, several=several), *found, *_new(viewer, names))


def _own_not_there(
    viewer: Viewer, mine: list[Organization], names: dict[UUID, str], *, several: bool
) -> tuple[RunBy, ...]:
    """Give a member organisation of theirs that does not stand on the map yet."""
    there = {(one.alliance_id, one.teams_of_id) for one in mine}
    found: dict[tuple[UUID, UUID], RunBy] = {}
    for hat in viewer.hats_with(Power.KEEP_OWN_ENTRIES):
        card = hat_card(hat.id)
        if not (card and hat.organisation_id) or (hat.alliance_id, hat.organisation_id) in there:
            continue
        label = f"{card.organisation}, {names[hat.alliance_id]}" if several else card.organisation
        key = f"own:{hat.alliance_id}:{hat.organisation_id}"
        found[hat.alliance_id, hat.organisation_id] = RunBy(
            key, label, hat.alliance_id, None, hat.organisation_id, card.organisation
        )
    return tuple(found.values())


def _new(viewer: Viewer, names: dict[UUID, str]) -> tuple[RunBy, ...]:
    keeps = dict.fromkeys(hat.alliance_id for hat in viewer.hats_with(Power.KEEP_THE_MAP))
    return tuple(RunBy(f"new:{one}", f"Another one in {names[one]}, not in this list", one) for one in keeps)


def organization(organization_id: UUID) -> OrganizationCard:
    """Give an organization of the map that runs an entry."""
    one = Organization.objects.get(pk=organization_id)
    return OrganizationCard(
        one.id, one.alliance_id, one.name, one.description, one.website, one.email, one.teams_of_id,
        tuple(one.identifiers),
    )  # fmt: skip


def kept_by(viewer: Viewer) -> tuple[KeptEntry, ...]:
    """Give the entries of somebody's own organisations, by name. The coordinator finds all of them on the map."""
    own = {(hat.alliance_id, hat.organisation_id) for hat in viewer.hats_with(Power.KEEP_OWN_ENTRIES)}
    there = Resource.objects.filter(organization__teams_of_id__in=[one for _, one in own if one], merged_into=None)
    return tuple(
        KeptEntry(one.id, one.name, one.organization.name)
        for one in there.select_related("organization").order_by("name", "id")
        if (one.alliance_id, one.organization.teams_of_id) in own
    )


def organization_row(organization_id: UUID) -> Organization:
    """Give an organization as it stands in its table, for the deed that keeps an entry of it. It is public anyway."""
    return Organization.objects.get(pk=organization_id)

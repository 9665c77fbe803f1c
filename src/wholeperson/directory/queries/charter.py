"""The charter of an alliance, who signed it, and which version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from uuid import UUID

import yaml
from django.db.models import Q

from wholeperson.directory.models import Charter, Organization, SignedUp
from wholeperson.directory.permissions import hat_of_the_map, may_sign
from wholeperson.directory.queries.veils import name_of, veils
from wholeperson.directory.rules.principles import Principle, read
from wholeperson.people.public import Viewer


@dataclass(frozen=True)
class CharterCard:
    """What an alliance stands by. ``number`` is 0 and ``since`` nothing where it is the text that we begin with."""

    number: int
    principles: tuple[Principle, ...]
    since: datetime | None


@dataclass(frozen=True)
class SignedCard:
    """An organization that signed: which version, when, in which role, and whether that is the last version."""

    organization_id: UUID
    organization: str
    number: int
    version_of: datetime
    at: datetime
    signed_as: str
    current: bool


@dataclass(frozen=True)
class ToSign:
    """An organization for which somebody may sign, and how it stands."""

    organization_id: UUID
    organization: str
    alliance_id: UUID
    signed: SignedCard | None


@cache
def charter_to_begin_with() -> tuple[Principle, ...]:
    """Give the text that we begin with."""
    text = files("wholeperson.directory").joinpath("charter.yaml").read_text(encoding="utf-8")
    return read(yaml.safe_load(text)["principles"])


def charter(alliance_id: UUID) -> CharterCard:
    """Give the charter of an alliance as it stands now."""
    found = Charter.objects.filter(alliance_id=alliance_id).order_by("-number").first()
    if found is None:
        return CharterCard(0, charter_to_begin_with(), None)
    return CharterCard(found.number, read(found.principles), found.created_at)


def charters(alliance_id: UUID) -> tuple[CharterCard, ...]:
    """Give every version that an alliance has had, the newest first."""
    there = Charter.objects.filter(alliance_id=alliance_id).order_by("-number")
    return tuple(CharterCard(one.number, read(one.principles), one.created_at) for one in there)


def signed(organization_id: UUID) -> SignedCard | None:
    """Say which version of the charter an organization stands by, or nothing."""
    return signed_of([organization_id]).get(organization_id)


def signed_of(organization_ids: Iterable[UUID]) -> Mapping[UUID, SignedCard]:
    """Say of organizations which version of the charter each stands by; those that signed none are not in it."""
    there = SignedUp.objects.filter(organization_id__in=list(organization_ids), left_at=None)
    return _cards(list(there.select_related("charter", "organization").order_by("charter__number")))


def signers(alliance_id: UUID) -> tuple[SignedCard, ...]:
    """Give whoever stands by the charter of an alliance, by name."""
    there = SignedUp.objects.filter(charter__alliance_id=alliance_id, left_at=None)
    found = _cards(list(there.select_related("charter", "organization").order_by("charter__number")))
    return tuple(sorted(found.values(), key=lambda card: card.organization.casefold()))


def _cards(rows: list[SignedUp]) -> dict[UUID, SignedCard]:
    last = _last_numbers({row.charter.alliance_id for row in rows})
    veiled = veils(alliance_id__in=last)
    return {
        row.organization_id: SignedCard(
            row.organization_id, name_of(row.organization_id, row.organization.name, veiled), row.charter.number,
            row.charter.created_at, row.created_at,
            row.signed_as, row.charter.number == last[row.charter.alliance_id],
        )
        for row in rows
    }  # fmt: skip


def _last_numbers(alliances: set[UUID]) -> dict[UUID, int]:
    there = Charter.objects.filter(alliance_id__in=alliances).order_by("number")
    return dict(there.values_list("alliance_id", "number"))


def to_sign(viewer: Viewer) -> tuple[ToSign, ...]:
    """Give the organizations for which somebody may sign, those that have not signed the last version first."""
    alliances = {hat.alliance_id for hat in viewer.hats}
    ours = Q(source=None) | Q(teams_of__isnull=False)  # not the thousands that stand in another directory alone
    there = Organization.objects.filter(ours, alliance_id__in=alliances).order_by("name", "id")
    mine = [one for one in there if may_sign(viewer, one.alliance_id, one.teams_of_id)]
    stands = signed_of(one.id for one in mine)
    found = [ToSign(one.id, one.name, one.alliance_id, stands.get(one.id)) for one in mine]
    return tuple(sorted(found, key=lambda one: bool(one.signed and one.signed.current)))


def alliances_of_the_map(viewer: Viewer) -> tuple[UUID, ...]:
    """Give the alliances of which somebody keeps the whole map."""
    found = (hat.alliance_id for hat in viewer.hats if hat_of_the_map(viewer, hat.alliance_id))
    return tuple(dict.fromkeys(found))

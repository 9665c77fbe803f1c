"""Who runs what in a place, and what they have to do with each other, for whoever writes it down."""

from collections.abc import Mapping
from uuid import UUID

from wholeperson.directory.models import Link, Organization, Resource


def organizations_of(alliance_id: UUID) -> Mapping[str, Organization]:
    """Give the organizations that were written down in an alliance itself, by their names."""
    rows = Organization.objects.filter(alliance_id=alliance_id, source=None).order_by("-created_at", "-id")
    return {one.name: one for one in rows}


def names_in(alliance_id: UUID) -> frozenset[tuple[UUID, str]]:
    """Give organization and name of every resource of an alliance, also of those that were merged into another."""
    rows = Resource.objects.filter(alliance_id=alliance_id, source=None).values_list("organization_id", "name")
    return frozenset(rows)


def links_in(alliance_id: UUID) -> frozenset[tuple[UUID, UUID, str]]:
    """Give from whom, to whom and of which kind the links of an alliance are."""
    return frozenset(Link.objects.filter(one__alliance_id=alliance_id).values_list("one_id", "other_id", "kind"))

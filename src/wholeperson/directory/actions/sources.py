"""Sources: naming one, writing down who allowed it, and asking it again."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from wholeperson.directory import permissions
from wholeperson.directory.models import Asking, Source
from wholeperson.directory.rules.entries import EntryError
from wholeperson.foundation.actions import By, action

LONGEST_ADDRESS = 500


@action("another directory was named as a source of the network map")
def keep_source(
    *, by: By, alliance_id: UUID, address: str, name: str = "", kind: str = "feed", licence: str = "",
    attribution: str = "", columns: Mapping[str, Any] | None = None,
) -> Source:  # fmt: skip
    """Write down a source, or know it again by its address; what is not given stays as it was.

    Raises:
        NotYoursError: where somebody does not keep the map of this alliance.
        EntryError: where the address is empty or too long.
    """
    permissions.check_may_keep_the_map(by, alliance_id)
    if not 0 < len(address.strip()) <= LONGEST_ADDRESS:
        raise EntryError("address", "Where is it? Please give its address.")
    found = Source.objects.filter(alliance_id=alliance_id, address=address.strip()).first()
    source = found or Source(alliance_id=alliance_id, address=address.strip(), kind=kind)
    source.name = (name.strip() or source.name or address.strip())[:200]
    source.licence = licence.strip()[:200] or source.licence
    source.attribution = attribution.strip()[:300] or source.attribution
    if columns is not None:
        source.columns = dict(columns)
    source.save()
    return source


@action("it was written down who allowed a source and under which terms", about="source_id")
def allow_source(*, by: By, source_id: UUID, licence: str, attribution: str) -> Source:
    """Write down the terms of a source. From then on what came from it goes on the map.

    Raises:
        NotYoursError: where somebody does not keep the map of this alliance.
        EntryError: where terms, or who allowed them, are not given.
    """
    source = Source.objects.select_for_update().get(pk=source_id)
    permissions.check_may_keep_the_map(by, source.alliance_id)
    if not licence.strip():
        raise EntryError("licence", "Under which terms may it be shown? The name of a licence, or what was agreed.")
    if not attribution.strip():
        raise EntryError("attribution", "Who allowed it? The name of the organisation or team is enough.")
    source.licence, source.attribution = licence.strip()[:200], attribution.strip()[:300]
    source.save()
    return source


@action("a source was put in line to be asked again", about="source_id")
def ask_again(*, by: By, source_id: UUID) -> Asking:
    """Put a source in line for the worker; one that waits already, or is being asked, stays as it is.

    Raises:
        NotYoursError: where somebody does not keep the map of this alliance.
    """
    source = Source.objects.select_for_update().get(pk=source_id)
    permissions.check_may_keep_the_map(by, source.alliance_id)
    found, _ = Asking.objects.get_or_create(source=source, ended_at=None)
    return found

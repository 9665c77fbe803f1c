"""What was written here and what the source says now: a person chooses which of the two stands."""

from uuid import UUID

from wholeperson.directory import permissions
from wholeperson.directory.actions.bulk import ToKeep, keep_many
from wholeperson.directory.actions.indexing import index
from wholeperson.directory.models import Resource, TakenIn
from wholeperson.directory.queries.alike import entry_of_row
from wholeperson.directory.rules.entries import EntryError
from wholeperson.directory.rules.plain_entries import from_plain, with_kept
from wholeperson.foundation.actions import By, action

SAFE = "kept_safe"


def _row(by: By, resource_id: UUID) -> Resource:
    row = Resource.objects.select_for_update().get(pk=resource_id)
    permissions.check_may_keep_the_map(by, row.alliance_id)
    return row


@action("what a source says took the place of what was written here")
def take_theirs(*, by: By, resource_id: UUID, name: str) -> Resource:
    """Let a part of an entry be what its source says, now and from now on.

    Raises:
        NotYoursError: where somebody does not keep the map of this alliance.
        EntryError: where nothing of that part was written here, or the source says nothing.
    """
    row = _row(by, resource_id)
    taken = TakenIn.objects.filter(resource=row).exclude(mark="").first()
    if name not in row.kept_here or taken is None:
        raise EntryError("", "The source says nothing else about this any more.")
    row.kept_here = [one for one in row.kept_here if one != name]
    entry = with_kept(from_plain(taken.content["entry"]), entry_of_row(row), tuple(row.kept_here))
    keep_many([ToKeep(row, entry, new=False)])
    index([row.id])
    return row


@action("it was said that an address need not be kept safe")
def open_address(*, by: By, resource_id: UUID) -> Resource:
    """Say that a place is no refuge and its address is for everybody; it comes with the next asking of its source.

    Raises:
        NotYoursError: where somebody does not keep the map of this alliance.
    """
    row = _row(by, resource_id)
    row.kept_safe = False
    row.kept_here = sorted({*row.kept_here, SAFE} - {"places"})
    row.save()
    index([row.id])
    return row

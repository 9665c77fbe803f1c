"""Entries that could be the same: proposed by likeness, decided by a person, and nothing of either is lost."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from wholeperson.directory import permissions
from wholeperson.directory.actions.bulk import ToKeep, keep_many
from wholeperson.directory.actions.indexing import index
from wholeperson.directory.models import Alike, Resource, TakenIn
from wholeperson.directory.queries.alike import candidates, entry_of_row
from wholeperson.directory.rules import merging
from wholeperson.directory.rules.alike import pairs
from wholeperson.directory.rules.entries import Entry, EntryError
from wholeperson.directory.rules.plain_entries import FACT
from wholeperson.foundation import clock
from wholeperson.foundation.actions import By, action

SAME, NOT_SAME = "the same", "not the same"
FIELDS = ("kept_safe", "places")


@action("entries that could be the same were looked for", about="alliance_id")
def look_for_alike(*, by: By, alliance_id: UUID) -> int:
    """Propose every pair that is likely enough and that nobody has decided about, and say how many are new.

    Raises:
        NotYoursError: where somebody does not keep the map of this alliance.
    """
    permissions.check_may_keep_the_map(by, alliance_id)
    known = set(Alike.objects.filter(one__alliance_id=alliance_id).values_list("one_id", "other_id"))
    new = [
        Alike(one_id=pair.one, other_id=pair.other, why=list(pair.why))
        for pair in pairs(candidates(alliance_id))
        if (pair.one, pair.other) not in known
    ]
    Alike.objects.bulk_create(new)
    return len(new)


def _open(by: By, alike_id: UUID) -> Alike:
    found = Alike.objects.select_for_update(of=("self",)).select_related("one", "other").get(pk=alike_id)
    permissions.check_may_keep_the_map(by, found.one.alliance_id)
    if found.decided:
        raise EntryError("", "Somebody has decided about these two already.")
    return found


@action("two entries were found not to be the same", about="alike_id")
def not_the_same(*, by: By, alike_id: UUID) -> Alike:
    """Say that two entries are two. Nobody is asked again.

    Raises:
        NotYoursError: where somebody does not keep the map of this alliance.
        EntryError: where somebody has decided already.
    """
    found = _open(by, alike_id)
    found.decided, found.decided_at = NOT_SAME, clock.now()
    found.save()
    return found


@action("two entries were found to be the same", about="alike_id")
def the_same(*, by: By, alike_id: UUID, stays: UUID, take: Collection[str] = ()) -> Resource:
    """Say that two entries are one. The other one is kept, and no longer shown; what was chosen is taken over.

    Where one of them keeps its address safe, both do from now on.

    Raises:
        NotYoursError: where somebody does not keep the map of this alliance.
        EntryError: where somebody has decided already, or ``stays`` is neither.
    """
    found = _open(by, alike_id)
    if stays not in (found.one_id, found.other_id):
        raise EntryError("stays", "Which of the two stays? Please choose one.")
    kept, gone = (found.one, found.other) if stays == found.one_id else (found.other, found.one)
    if kept.merged_into_id or gone.merged_into_id:
        raise EntryError("stays", "One of these two was put together with another one already.")
    ours, theirs = entry_of_row(kept), entry_of_row(gone)
    safe = ours.kept_safe or theirs.kept_safe
    taken = merging.merged(ours, theirs, take)
    became = FIELDS if taken.kept_safe and not ours.kept_safe else ()
    kept.kept_here = sorted({*kept.kept_here, *(name for name in take if _is_a_part(name)), *became})
    gone.merged_into = kept
    if safe and not theirs.kept_safe:
        gone.kept_here = sorted({*gone.kept_here, *FIELDS})
    keep_many([ToKeep(kept, taken, new=False)])
    keep_many([ToKeep(gone, _safe(theirs) if safe else theirs, new=False)])
    if safe:
        TakenIn.objects.filter(resource__in=(kept, gone)).exclude(content__entry__kept_safe=True).update(
            mark="", content={}, changes=[]
        )
    _decide_the_rest(found, kept, gone)
    index([kept.id, gone.id])
    return kept


def _is_a_part(name: str) -> bool:
    return name.startswith(FACT) or name in (*merging.SINGLE, *merging.SEVERAL)


def _safe(entry: Entry) -> Entry:
    return merging.merged(entry, Entry(name="", kind=entry.kind, kept_safe=True), ())


def _decide_the_rest(found: Alike, kept: Resource, gone: Resource) -> None:
    found.decided, found.decided_at = SAME, clock.now()
    found.save()
    # Other questions about the one that went are questions about the one that stays: asked again, if still likely.
    Alike.objects.filter(Q(one=gone) | Q(other=gone), decided="").delete()
    Resource.objects.filter(merged_into=gone).update(merged_into=kept)

"""One page of what a source sends, written: organizations, entries, and what came with which changes."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from wholeperson.directory.actions.bulk import ToKeep, keep_many
from wholeperson.directory.models import Organization, Resource, Source, TakenIn
from wholeperson.directory.queries.parts import Parts, parts_of
from wholeperson.directory.queries.resources import entry_of
from wholeperson.directory.queries.taxonomy import terms
from wholeperson.directory.rules import entries
from wholeperson.directory.rules.entries import Entry
from wholeperson.directory.rules.from_hsds import Read, Theirs
from wholeperson.directory.rules.plain_entries import as_plain, from_plain, mark, with_kept
from wholeperson.foundation import clock

NEW, CHANGED, SAME, BACK, WAITING, LEFT_OUT = "new", "changed", "unchanged", "back", "waiting", "left_out"
BY_ITS_SOURCE = "its source looked"


@dataclass(frozen=True)
class Sent:
    """One entry as it was read, with its content as it is kept and known again."""

    their_id: str
    entry: Entry
    organization: Theirs
    checked_on: date | None
    changes: tuple[dict[str, str], ...]
    content: Mapping[str, Any]

    @classmethod
    def from_read(cls, read: Read) -> "Sent":
        """Make ready what was read of a service."""
        organization = {
            **asdict(read.organization),
            "identifiers": [dict(one) for one in read.organization.identifiers],
        }
        checked = read.checked_on.isoformat() if read.checked_on else None
        content = {"entry": as_plain(read.entry), "organization": organization, "checked_on": checked}
        changes = tuple(one.plain() for one in read.changes)
        return cls(read.their_id, read.entry, read.organization, read.checked_on, changes, content)

    @classmethod
    def of(cls, row: TakenIn) -> "Sent":
        """Give again what was taken in before."""
        checked = row.content["checked_on"]
        given = row.content["organization"]
        theirs = Theirs(**{**given, "identifiers": tuple(given["identifiers"])})
        day = date.fromisoformat(checked) if checked else None
        return cls(row.their_id, from_plain(row.content["entry"]), theirs, day, tuple(row.changes), row.content)


@dataclass
class PageIn:
    """What became of a page: how many of each, which resources were written, and what could not be."""

    counts: dict[str, int] = field(default_factory=dict)
    written: list[UUID] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def count(self, name: str) -> None:
        """Count one more."""
        self.counts[name] = self.counts.get(name, 0) + 1


def write(source: Source, sent: Sequence[Sent], seen_at: datetime | None) -> PageIn:
    """Write a page. Without a licence it is kept beside the map and not on it. ``seen_at`` is none for what waited."""
    page = PageIn()
    each = {one.their_id: one for one in sent}
    rows = {row.their_id: row for row in TakenIn.objects.filter(source=source, their_id__in=list(each))}
    marks = {name: mark(one.content) for name, one in each.items()}
    changed = [
        one
        for name, one in each.items()
        if name not in rows or rows[name].mark != marks[name] or (source.licence and rows[name].resource_id is None)
    ]
    same = [name for name in each if name not in {one.their_id for one in changed}]
    _seen(source, same, rows, seen_at, page)
    good = [one for one in changed if _fits(one, page)]
    # What does not fit was there all the same: it stays as it was, and is not lost.
    left_out = {one.their_id for one in changed} - {one.their_id for one in good}
    TakenIn.objects.filter(source=source, their_id__in=left_out).update(seen_at=seen_at or clock.now())
    resources = _listed(source, good, rows, page) if source.licence else {}
    _taken(source, good, rows, marks, resources, seen_at)
    if not source.licence:
        page.counts.update({WAITING: len(good)} if good else {})
    return page


def _fits(one: Sent, page: PageIn) -> bool:
    problem = next(entries.problems(one.entry, frozenset(terms())), None)
    if problem is not None:
        page.problems.append(f"{one.their_id}: {problem}")
        page.count(LEFT_OUT)
    return problem is None


def _seen(source: Source, same: list[str], rows: Mapping[str, TakenIn], seen_at: datetime | None, page: PageIn) -> None:
    if not same:
        return
    page.counts[SAME] = len(same)
    TakenIn.objects.filter(source=source, their_id__in=same).update(seen_at=seen_at or clock.now())
    lost = Resource.objects.filter(
        pk__in=[rows[name].resource_id for name in same if rows[name].resource_id], missing_since__isnull=False
    )
    back = lost.update(missing_since=None)
    if back:
        page.counts[BACK] = back


def _listed(source: Source, sent: Sequence[Sent], rows: Mapping[str, TakenIn], page: PageIn) -> dict[str, Resource]:
    known = {
        one.their_id: one
        for one in Resource.objects.filter(source=source, their_id__in=[one.their_id for one in sent])
        .select_for_update()
    }  # fmt: skip
    parts = parts_of(one.id for one in known.values() if one.kept_here)
    run_by = _organizations(source, sent)
    items: list[ToKeep] = []
    for one in sent:
        resource = known.get(one.their_id)
        entry = one.entry if resource is None else _over(one.entry, resource, parts.get(resource.id))
        kept = resource or Resource(alliance_id=source.alliance_id, source=source, their_id=one.their_id)
        if resource is None or not resource.kept_here:
            kept.organization = run_by[_who(one.organization)]
        if kept.missing_since:
            page.count(BACK)
        kept.missing_since = None
        _checked(kept, one.checked_on)
        items.append(ToKeep(kept, entry, resource is None))
        page.count(NEW if resource is None else CHANGED)
    keep_many(items)
    page.written += [one.resource.id for one in items]
    return {one.resource.their_id: one.resource for one in items}


def _over(theirs: Entry, resource: Resource, parts: Parts | None) -> Entry:
    if not resource.kept_here or parts is None:
        return theirs
    return with_kept(theirs, entry_of(resource, parts), tuple(resource.kept_here))


def _checked(resource: Resource, day: date | None) -> None:
    if day and day <= clock.now().date() and (resource.checked_on is None or day > resource.checked_on):
        resource.checked_on, resource.checked_how = day, BY_ITS_SOURCE


def _who(theirs: Theirs) -> tuple[str, str]:
    return (theirs.their_id, "" if theirs.their_id else theirs.name)


def _organizations(source: Source, sent: Sequence[Sent]) -> dict[tuple[str, str], Organization]:
    wanted = {_who(one.organization): one.organization for one in sent}
    there = Organization.objects.filter(alliance_id=source.alliance_id, source=source)
    found = {
        (row.their_id, "" if row.their_id else row.name): row
        for row in [
            *there.filter(their_id__in=[one for one, _ in wanted if one]),
            *there.filter(their_id="", name__in=[name for _, name in wanted if name]),
        ]
    }
    new = []
    for key, theirs in wanted.items():
        row = found.get(key) or Organization(alliance_id=source.alliance_id, source=source, their_id=theirs.their_id)
        before = (row.name, row.description, row.website, row.email, row.identifiers)
        row.name, row.description = theirs.name, theirs.description
        row.website, row.email, row.identifiers = (
            theirs.website,
            theirs.email,
            [dict(one) for one in theirs.identifiers],
        )
        if key not in found:
            new.append(row)
        elif before != (row.name, row.description, row.website, row.email, row.identifiers):
            row.save()
        found[key] = row
    Organization.objects.bulk_create(new)
    return found


def _taken(
    source: Source, sent: Sequence[Sent], rows: Mapping[str, TakenIn], marks: Mapping[str, str],
    resources: Mapping[str, Resource], seen_at: datetime | None,
) -> None:  # fmt: skip
    now = clock.now()
    new: list[TakenIn] = []
    known: list[TakenIn] = []
    for one in sent:
        row = rows.get(one.their_id) or TakenIn(source=source, their_id=one.their_id, seen_at=seen_at or now)
        row.content, row.changes, row.mark = dict(one.content), list(one.changes), marks[one.their_id]
        row.seen_at = seen_at or row.seen_at
        row.resource = resources.get(one.their_id, row.resource)
        (known if one.their_id in rows else new).append(row)
    TakenIn.objects.bulk_create(new)
    TakenIn.objects.bulk_update(known, ["content", "changes", "mark", "seen_at", "resource"], batch_size=50)

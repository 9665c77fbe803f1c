"""Asking a source from its first page to its last: reads outside, and hands each page to a deed of its own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wholeperson.directory.actions.intake import TakenError, begin, end, known_in, leave, take_page
from wholeperson.directory.actions.pages_in import Sent
from wholeperson.directory.models import Asking, Resource, TakenIn
from wholeperson.directory.outside import NotReadError
from wholeperson.directory.outside.pages import Page, Source
from wholeperson.directory.queries.taxonomy import terms
from wholeperson.directory.rules.from_hsds import NotAServiceError, Read, keep_safe, meet, our_terms, read
from wholeperson.directory.rules.plain_entries import from_plain
from wholeperson.directory.rules.safe_address import SafePlaces
from wholeperson.foundation.actions import By

Progress = Callable[[int, int | None], None]
Service = Mapping[str, Any]


def _never() -> bool:
    return False


def quietly(seen: int, total: int | None) -> None:
    """Say nothing of how far it is."""


@dataclass
class Reader:
    """Reads the services of one source, and remembers which places are kept safe."""

    source_id: UUID
    safe: SafePlaces

    def page(self, services: Iterable[Service]) -> tuple[list[Sent], list[str], list[str]]:
        """Give what could be read, what is wrong, and the ids of what is there and could not be read."""
        given = list(services)
        decided = self._decided([str(one.get("id") or "").strip() for one in given])
        ours = our_terms(terms())
        problems: list[str] = []
        there: list[str] = []
        found: list[tuple[Service, Read]] = []
        for service in given:
            name = str(service.get("id") or "").strip()[:200]
            try:
                one = read(service, ours, kept_safe=decided.get(name))
            except NotAServiceError as problem:
                problems.append(str(problem))
                there.append(name)
                continue
            if one.entry.kept_safe:
                meet(service, self.safe)
            found.append((service, one))
        sent = [Sent.from_read(self._safe(one, decided.get(one.their_id))) for _, one in found]
        return sent, problems, there

    def _safe(self, one: Read, decided: bool | None) -> Read:
        if one.entry.kept_safe or decided is False or not self._stands_there(one.entry.places):
            return one
        return keep_safe(one, self.safe.traces)

    def _stands_there(self, places: Iterable[Any]) -> bool:
        return any(self.safe.hold(one.their_id, one.address, one.postcode) for one in places)

    def _decided(self, ids: list[str]) -> dict[str, bool]:
        """Say what is settled about an address: what a person here said, or that it was kept safe before."""
        rows = TakenIn.objects.filter(source_id=self.source_id, their_id__in=ids)
        settled = {name: True for name, safe in rows.values_list("their_id", "content__entry__kept_safe") if safe}
        here = Resource.objects.filter(source_id=self.source_id, their_id__in=ids).exclude(kept_here=[])
        told = here.values_list("their_id", "kept_safe", "kept_here")
        return settled | {name: safe for name, safe, kept_here in told if "kept_safe" in kept_here}

    def met_later(self) -> list[Sent]:
        """Give what was taken in before it was known that its place is kept safe."""
        found = []
        opened = {
            name
            for name, safe, kept_here in Resource.objects.filter(source_id=self.source_id)
            .exclude(kept_here=[]).values_list("their_id", "kept_safe", "kept_here")
            if "kept_safe" in kept_here and not safe
        } if self.safe.ids or self.safe.lines else set()  # fmt: skip
        rows = TakenIn.objects.filter(source_id=self.source_id).exclude(mark="")
        for row in rows if self.safe.ids or self.safe.lines else ():
            entry = from_plain(row.content["entry"])
            if row.their_id in opened or entry.kept_safe or not self._stands_there(entry.places):
                continue
            one = Sent.of(row)
            again = Read(their_id=one.their_id, entry=entry, organization=one.organization, checked_on=one.checked_on,
                         changes=())  # fmt: skip
            found.append(Sent.from_read(keep_safe(again, self.safe.traces)))
        return found


def take_in(
    *, by: By, source_id: UUID, outside: Source, take_over: bool = False, stop: Callable[[], bool] = _never,
    progress: Progress = quietly,
) -> Asking:  # fmt: skip
    """Ask a source whole, or go on where an earlier asking was broken off.

    Args:
        outside: what gives its pages.
        take_over: take it from whoever has it in hand.
        stop: asked after each page; where it says so, the rest is left for later.
        progress: told how many came, of how many.

    Raises:
        TakenError: where somebody else has it in hand.
        NotYoursError: where somebody does not keep the map of this alliance.
    """
    asking = begin(by=by, source_id=source_id, take_over=take_over)
    assert asking.claim is not None
    claim, reader, whole = asking.claim, Reader(source_id, SafePlaces(set(), set())), True
    try:
        for page in outside.pages(known_in(asking)):
            _one_page(by, asking.id, claim, reader, page)
            whole = whole and page.whole
            progress(page.seen, page.total)
            if page.services and stop():
                return leave(by=by, asking_id=asking.id, claim=claim)
    except NotReadError as problem:
        return end(by=by, asking_id=asking.id, claim=claim, whole=False, problems=[str(problem)])
    later = reader.met_later()
    if later:
        take_page(by=by, asking_id=asking.id, claim=claim, sent=later)
    return end(by=by, asking_id=asking.id, claim=claim, whole=whole)


def _one_page(by: By, asking_id: UUID, claim: UUID, reader: Reader, page: Page) -> None:
    sent, problems, there = reader.page(page.services)
    passed = [*page.passed_over, *there]
    if sent or passed or problems or page.problems:
        take_page(by=by, asking_id=asking_id, claim=claim, sent=sent, passed_over=passed,
                  problems=[*page.problems, *problems])  # fmt: skip


__all__ = ["Reader", "TakenError", "quietly", "take_in"]

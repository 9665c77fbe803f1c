"""Taking in what a source sends: begun, page by page in deeds that are whole or not begun, and ended."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from wholeperson.directory import permissions
from wholeperson.directory.actions.indexing import index
from wholeperson.directory.actions.pages_in import PageIn, Sent, write
from wholeperson.directory.models import Asking, Resource, Source, TakenIn
from wholeperson.foundation import clock
from wholeperson.foundation.actions import By, action

HOLDS = timedelta(minutes=10)  # a page with slow details takes a few; after this another worker may take it up
MOST_PROBLEMS, LONGEST_PROBLEM = 200, 300
AT_ONCE = 200


class TakenError(Exception):
    """Somebody else has this asking in hand now."""


class NoSuchSourceError(LookupError):
    """There is no such source, or it is not theirs."""


@action("a source began to be asked", about="source_id")
def begin(*, by: By, source_id: UUID, take_over: bool = False) -> Asking:
    """Take an asking in hand: the open one, or a new one. An interrupted one goes on.

    Raises:
        TakenError: where somebody has it in hand; ``take_over`` takes it from them, and their next page stops them.
        NotYoursError: where somebody does not keep the map of this alliance.
    """
    source = Source.objects.select_for_update().get(pk=source_id)
    permissions.check_may_keep_the_map(by, source.alliance_id)
    now = clock.now()
    asking = Asking.objects.filter(source=source, ended_at=None).first() or Asking(source=source)
    if asking.claimed_until and asking.claimed_until > now and not take_over:
        raise TakenError
    asking.begun_at = asking.begun_at or now
    asking.claim, asking.claimed_until = uuid4(), now + HOLDS
    asking.save()
    source.tried_at = now
    source.save()
    return asking


def _in_hand(asking_id: UUID, claim: UUID | None) -> Asking:
    asking = Asking.objects.select_for_update(of=("self",)).select_related("source").get(pk=asking_id)
    if asking.ended_at or asking.claim != claim:
        raise TakenError
    return asking


@action("a page of a source was taken in", about="asking_id")
def take_page(
    *, by: By, asking_id: UUID, claim: UUID, sent: Sequence[Sent] = (), passed_over: Sequence[str] = (),
    problems: Sequence[str] = (),
) -> PageIn:  # fmt: skip
    """Take in one page: new, changed, the same as before, or back again. All of it, or nothing.

    Raises:
        TakenError: where somebody else took this asking in hand.
    """
    asking = _in_hand(asking_id, claim)
    permissions.check_may_keep_the_map(by, asking.source.alliance_id)
    page = write(asking.source, sent, clock.now())
    index(page.written)
    TakenIn.objects.filter(source=asking.source, their_id__in=list(passed_over)).update(seen_at=clock.now())
    for name, number in page.counts.items():
        asking.counts[name] = asking.counts.get(name, 0) + number
    _add(asking, [*problems, *page.problems])
    asking.claimed_until = clock.now() + HOLDS
    asking.save()
    return page


def _add(asking: Asking, problems: Iterable[str]) -> None:
    told = [one.replace("\x00", "")[:LONGEST_PROBLEM] for one in problems]
    room = max(MOST_PROBLEMS - len(asking.problems), 0)
    asking.problems = asking.problems + told[:room]
    asking.counts["problems"] = asking.counts.get("problems", 0) + len(told)


@action("the asking of a source was left for later", about="asking_id")
def leave(*, by: By, asking_id: UUID, claim: UUID) -> Asking:
    """Let go of an asking, so that whoever comes next goes on with it.

    Raises:
        TakenError: where somebody else took this asking in hand.
    """
    asking = _in_hand(asking_id, claim)
    permissions.check_may_keep_the_map(by, asking.source.alliance_id)
    asking.claim, asking.claimed_until = None, None
    asking.save()
    return asking


@action("the asking of a source ended", about="asking_id")
def end(*, by: By, asking_id: UUID, claim: UUID, whole: bool, problems: Sequence[str] = ()) -> Asking:
    """End an asking. Only where it was whole is something that did not come counted as lost, and never deleted.

    Raises:
        TakenError: where somebody else took this asking in hand.
    """
    asking, now = _in_hand(asking_id, claim), clock.now()
    source = asking.source
    permissions.check_may_keep_the_map(by, source.alliance_id)
    _add(asking, problems)
    if whole:
        gone = TakenIn.objects.filter(source=source, seen_at__lt=asking.begun_at)
        lost = Resource.objects.filter(pk__in=gone.values("resource_id"), missing_since=None)
        asking.counts["lost"] = lost.update(missing_since=now)
        source.good_at = now
    asking.whole, asking.ended_at, asking.claim, asking.claimed_until = whole, now, None, None
    asking.save()
    source.state = _state(asking)
    source.save()
    return asking


def _state(asking: Asking) -> str:
    first = asking.problems[0] if asking.problems else ""
    said = "It was read to the end." if asking.whole else "It could not be read to the end."
    return f"{said} {first}".strip()[:300]


@action("what had waited for its licence went on the map", about="source_id")
def list_allowed(*, by: By, source_id: UUID) -> PageIn:
    """Put on the map what was taken in while nobody had written down the terms: one page of it.

    Raises:
        NotYoursError: where somebody does not keep the map of this alliance.
    """
    source = Source.objects.select_for_update().get(pk=source_id)
    permissions.check_may_keep_the_map(by, source.alliance_id)
    waiting = TakenIn.objects.filter(source=source, resource=None).order_by("their_id")[:AT_ONCE]
    sent = [Sent.of(row) for row in waiting] if source.licence else []
    page = write(source, sent, None)
    index(page.written)
    return page


def known_in(asking: Asking) -> Any:
    """Give what says which ids were taken in already in this asking, so that an interrupted one goes on.

    Places kept safe are read again each time: what gives their address away is known only while it is read.
    """

    def known(ids: set[str]) -> set[str]:
        rows = TakenIn.objects.filter(source_id=asking.source_id, their_id__in=ids, seen_at__gte=asking.begun_at)
        plain = rows.values_list("their_id", "content__entry__kept_safe")
        return {one for one, safe in plain if not safe}

    return known

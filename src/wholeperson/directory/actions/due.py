"""What the worker does about sources: asks what waits or was not asked for a day, and lists what was allowed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from wholeperson.directory.actions.duplicates import look_for_alike
from wholeperson.directory.actions.intake import TakenError, list_allowed
from wholeperson.directory.actions.sources import ask_again
from wholeperson.directory.actions.taking_in import take_in
from wholeperson.directory.outside import Feed
from wholeperson.directory.queries import sources as queries
from wholeperson.foundation import clock, tasks

BY = "system:worker"
A_SLICE = timedelta(seconds=30)  # the same worker sends people's messages: a long feed is taken in a slice at a time


def take_in_due(now: datetime) -> None:
    """Ask each feed that waits, or that nobody asked for a day, for half a minute at most; the rest comes next time."""
    until = clock.now() + A_SLICE

    def stop() -> bool:
        return tasks.stopping() or clock.now() >= until

    list_what_is_allowed(stop)
    for source_id in queries.due_sources(now):
        ask_again(by=BY, source_id=source_id)
    for source_id, address, alliance_id in queries.waiting_askings(now):
        if stop():
            break
        _ask(source_id, address, alliance_id, stop)


def _ask(source_id: UUID, address: str, alliance_id: UUID, stop: Callable[[], bool]) -> None:
    try:
        asking = take_in(by=BY, source_id=source_id, outside=Feed(address), stop=stop)
    except TakenError:  # another worker was here first
        return
    if asking.ended_at and (asking.counts.get("new") or asking.counts.get("changed")):
        look_for_alike(by=BY, alliance_id=alliance_id)


def list_what_is_allowed(stop: Callable[[], bool]) -> None:
    """Put on the map, page by page, what waited for its terms to be written down."""
    for source_id in queries.allowed_and_waiting():
        while not stop() and list_allowed(by=BY, source_id=source_id).written:
            pass

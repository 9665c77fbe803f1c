"""What the worker does here."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from wholeperson.directory import actions, queries
from wholeperson.directory.rules.schedules import AHEAD
from wholeperson.foundation import tasks
from wholeperson.interface.saying import LONDON

BY = "system:worker"
AT_ONCE = 200
BEHIND = timedelta(days=2)  # so that each resource has its turn every third day, and five weeks are nearly always known


def keep_findable(now: datetime) -> None:
    """Make anew what is found by rules that have changed, or has no words after everything was moved elsewhere."""
    for some in _batches(lambda: queries.to_make_anew(AT_ONCE)):
        actions.make_anew(by=BY, ids=some)


def carry_on_open_times(now: datetime) -> None:
    """Make open times anew before they run out."""
    until = now.astimezone(LONDON).date() + AHEAD - BEHIND
    for some in _batches(lambda: queries.to_carry_on(until, AT_ONCE)):
        actions.carry_on(by=BY, ids=some)


def let_go_of_askings(now: datetime) -> None:
    """Let go of what desks asked of peers and is over."""
    actions.let_go_of_askings(by=BY, now=now)


def _batches(due: Callable[[], tuple[UUID, ...]]) -> Iterator[tuple[UUID, ...]]:
    before: tuple[UUID, ...] = ()
    while not tasks.stopping() and (some := due()):
        if some == before:  # what cannot be put right is not tried for ever
            break
        yield some
        before = some

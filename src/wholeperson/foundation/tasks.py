"""Chores: what has to happen without anybody asking. What is due stands in the tables of whoever does it; no queue.

So nothing is lost when a worker is killed: the next one finds the same rows due. A chore claims each row in a
transaction before it acts on it, so that two workers never do the same thing twice.
"""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import close_old_connections

from wholeperson.foundation import clock

Work = Callable[[datetime], object]
log = logging.getLogger(__name__)


@dataclass
class Chore:
    """Something to do every so often, given the present moment."""

    name: str
    every: timedelta
    work: Work
    next_at: datetime | None = field(default=None, compare=False)


def _nobody_said_so() -> bool:
    return False


_chores: dict[str, Chore] = {}
_told_to_stop: Callable[[], bool] = _nobody_said_so


def register_chore(name: str, every: timedelta, work: Work) -> None:
    """Have something done every so often by the worker. Done in ``apps.py``; twice is the same as once."""
    _chores.setdefault(name, Chore(name, every, work))


def chores() -> tuple[str, ...]:
    """Name everything that is done without anybody asking."""
    return tuple(sorted(_chores))


def do_what_is_due() -> tuple[str, ...]:
    """Do each chore whose time has come, and say which were done. One that breaks is logged and tried again later."""
    return tuple(_due(clock.now()))


def _due(now: datetime) -> Iterator[str]:
    for chore in tuple(_chores.values()):
        if chore.next_at is not None and chore.next_at > now:
            continue
        chore.next_at = now + chore.every
        try:
            chore.work(now)
        except Exception as cause:  # noqa: BLE001  # one chore that breaks may not keep the others from being done
            # The kind only: an exception's words could hold somebody's.
            log.error("The chore %s broke with %s; it is tried again.", chore.name, type(cause).__name__)  # noqa: TRY400  # a traceback could hold somebody's words
        else:
            yield chore.name


def stopping() -> bool:
    """Say whether the worker has been told to stop, so that a long chore can end between two rows."""
    return _told_to_stop()


def work_on(stop: Callable[[], bool], *, pause: float = 1.0, wait: Callable[[float], object] = time.sleep) -> None:
    """Go round until told to stop.

    Args:
        stop: says whether to stop; asked before every round, and by long chores in between.
        pause: seconds between two rounds.
        wait: how to wait; give an event's own ``wait`` and being told to stop ends the pause.
    """
    global _told_to_stop  # one worker a process, and chores ask without being handed it
    _told_to_stop = stop
    try:
        while not stop():
            close_old_connections()  # a database that went away is asked anew, not for ever in vain
            do_what_is_due()
            wait(pause)
    finally:
        _told_to_stop = _nobody_said_so

"""Tries at something secret: each counts before it is made, and what opens takes its count back.

So tries that are sent at the same moment see each other: on one machine exactly, because deeds come one after another;
on PostgreSQL up to those few that begin in the same thousandth of a second.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from wholeperson.foundation import clock
from wholeperson.foundation.actions import HOUSE, By, House, action
from wholeperson.people.actions.signing_in import attempts_at
from wholeperson.people.models import Attempt
from wholeperson.people.queries import seconds_to_wait
from wholeperson.people.rules.errors import DoorError, WaitError
from wholeperson.people.rules.viewer import Viewer

DOOR = "system:door"


@dataclass(frozen=True)
class Try:
    """A try that was counted: under which lines, so that it can be taken back."""

    id: UUID
    counted: tuple[UUID, ...]


@action("a try was counted before it was made")
def begin_try(*, by: By, name: str, address: str) -> Try:
    """Count a try that is about to be made.

    Raises:
        WaitError: where it is too early for it. It is then not counted, and what it tries is not even looked at.
    """
    if seconds := seconds_to_wait(name, address, clock.now()):
        raise WaitError(seconds)
    counted = tuple(one.id for one in attempts_at(name, address))
    return Try(counted[0], counted)


@action("a try opened, and does not count")
def take_back(*, by: By, begun: Try) -> House:
    """Take a count back: it opened, or it was not a try at anything secret."""
    Attempt.objects.filter(pk__in=begun.counted).delete()
    return HOUSE


@contextmanager
def counted(what: str, viewer: Viewer, address: str, *, at: str) -> Iterator[None]:
    """Let somebody who is signed in try secret words, more slowly after many tries that opened nothing.

    Counted for the person who tries and never by a name. Only what the door says at that one field counts: a name that
    was left out is no try.

    Args:
        what: what is tried, in a word of ours; each has its own count.
        viewer: who tries.
        address: from where.
        at: the field of the secret words.

    Raises:
        WaitError: where it is too early. Nothing inside is then done.
    """
    begun = begin_try(by=DOOR, name=f"\0{what} {viewer.id}", address=address)
    counts = False
    try:
        yield
    except DoorError as problem:
        counts = problem.field == at
        raise
    finally:
        if not counts:
            take_back(by=DOOR, begun=begun)

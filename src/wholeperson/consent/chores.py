"""What the worker does here."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from wholeperson.consent import actions, queries
from wholeperson.consent.rules.errors import NotThereError

BY = "system:worker"


def look_after_shares(now: datetime) -> None:
    """Ask about open shares whose review has come, and close what ran out."""
    _each(queries.due_for_review(now), lambda one: actions.ask_for_review(by=BY, share_id=one, now=now))
    _each(queries.ran_out(now), lambda one: actions.end_what_ran_out(by=BY, share_id=one, now=now))


def tell_of_emergencies(now: datetime) -> None:
    """Tell people of openings whose delay is over."""
    _each(queries.emergencies_to_tell(now), lambda one: actions.tell_of_emergency(by=BY, emergency_id=one, now=now))


def _each(ids: tuple[UUID, ...], do: Callable[[UUID], object]) -> None:
    for one in ids:
        with suppress(NotThereError):  # another worker was here first
            do(one)

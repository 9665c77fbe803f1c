"""The one place that asks what time it is. Rules are given the time; they never ask."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_stopped_at: ContextVar[datetime | None] = ContextVar("stopped_at", default=None)


def now() -> datetime:
    """Give the present moment in UTC, or the moment at which a test has stopped the clock."""
    return _stopped_at.get() or datetime.now(UTC)


@contextmanager
def stopped(at: datetime) -> Iterator[None]:
    """Hold the clock still at one moment, for tests and for demonstrations.

    Raises:
        ValueError: where ``at`` does not say its time zone.
    """
    if at.tzinfo is None:
        raise ValueError(f"{at!r} needs a time zone.")
    token = _stopped_at.set(at)
    try:
        yield
    finally:
        _stopped_at.reset(token)

"""What the worker finds due."""

from datetime import datetime
from uuid import UUID

from wholeperson.consent.models import Emergency, Share
from wholeperson.consent.rules.purposes import Span


def due_for_review(now: datetime) -> tuple[UUID, ...]:
    """Give the open shares about which their person is to be asked."""
    due = Share.objects.filter(span=Span.OPEN.value, ended_at=None, until__gt=now, review_asked_at=None)
    return tuple(due.filter(review_at__lte=now).values_list("id", flat=True))


def ran_out(now: datetime) -> tuple[UUID, ...]:
    """Give the shares whose time is over and that are not closed yet. They open nothing already."""
    return tuple(Share.objects.filter(ended_at=None, until__lte=now).values_list("id", flat=True))


def emergencies_to_tell(now: datetime) -> tuple[UUID, ...]:
    """Give the openings of which their person is to be told now."""
    return tuple(Emergency.objects.filter(told_at=None, tell_at__lte=now).values_list("id", flat=True))

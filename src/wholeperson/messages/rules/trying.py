"""When a word that did not go out is tried again, and when it is given up."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from wholeperson.messages.rules.hours import Hours, when_to_send

MINUTE = timedelta(minutes=1)
# Together a day. Counted in tries and not by the clock, so that somebody with few safe hours has as many.
WAITS = tuple(minutes * MINUTE for minutes in (1, 5, 30, 120, 360, 360, 564))
CLAIM_HOLDS = 10 * MINUTE
KEPT = timedelta(days=30)
BETWEEN_TEST_WORDS = 5 * MINUTE
A_DAY = timedelta(days=1)
TEST_WORDS_A_DAY = 5


def next_try(tries: int, now: datetime, hours: Hours) -> datetime | None:
    """Say when to try again after so many tries, within safe hours; nothing when it is given up."""
    return when_to_send(now + WAITS[tries - 1], hours) if tries <= len(WAITS) else None


def wait_for_test_word(asked: Sequence[datetime], now: datetime) -> timedelta:
    """Say how long until another test word may be asked for, because an address may be somebody else's."""
    lately = sorted(at for at in asked if now - at < A_DAY)
    until = [lately[-1] + BETWEEN_TEST_WORDS] if lately else [now]
    if len(lately) >= TEST_WORDS_A_DAY:
        until.append(lately[-TEST_WORDS_A_DAY] + A_DAY)
    return max(max(until) - now, timedelta(0))


def abandoned_before(now: datetime) -> datetime:
    """Say from when on a claim is of a worker that is no longer there."""
    return now - CLAIM_HOLDS

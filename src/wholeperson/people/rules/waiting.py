"""How long a sign-in waits after tries that opened nothing: slow for a guesser, never shut, fair to one address."""

from collections.abc import Sequence
from datetime import datetime, timedelta

FREE_FOR_A_NAME = 5
LONGEST_FOR_A_NAME = timedelta(minutes=15)
DOUBLINGS = 10
FREE_FOR_AN_ADDRESS = 100
FOR_AN_ADDRESS = timedelta(seconds=5)
REMEMBERED = timedelta(hours=1)
NOTHING = timedelta(0)


def wait_for_name(tries: Sequence[datetime], now: datetime) -> timedelta:
    """Say how long to wait, after the tries at one name from one address. The first five are free.

    From the sixth on the wait doubles, from two seconds to a quarter of an hour. The same name from another address
    does not wait: nobody can be locked out of their own record by somebody who guesses elsewhere.
    """
    recent = [at for at in tries if now - at < REMEMBERED]
    if len(recent) < FREE_FOR_A_NAME:
        return NOTHING
    doublings = min(len(recent) - FREE_FOR_A_NAME + 1, DOUBLINGS)  # many at once make no number that is too large
    pause = min(timedelta(seconds=2**doublings), LONGEST_FOR_A_NAME)
    return max(max(recent) + pause - now, NOTHING)


def wait_for_address(tries: Sequence[datetime], now: datetime) -> timedelta:
    """Say how long to wait, after the tries at any name from one address.

    A hostel, a library or a prison shares one address, so a hundred slips an hour are free; after that there is one
    try in five seconds, for a guesser as for anybody, and nobody is shut out.
    """
    recent = [at for at in tries if now - at < REMEMBERED]
    if len(recent) < FREE_FOR_AN_ADDRESS:
        return NOTHING
    return max(max(recent) + FOR_AN_ADDRESS - now, NOTHING)


def wait_for_name_anywhere(tries: Sequence[datetime], now: datetime) -> timedelta:
    """Say how long to wait, after the tries at one name from everywhere: a minute at most, after fifty in an hour."""
    recent = [at for at in tries if now - at < REMEMBERED]
    if len(recent) < FREE_FOR_AN_ADDRESS // 2:
        return NOTHING
    return max(max(recent) + timedelta(minutes=1) - now, NOTHING)

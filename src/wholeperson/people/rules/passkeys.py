"""What is decided about passkeys without asking anybody: how long a ceremony holds, and which count can be right."""

from datetime import datetime, timedelta

CEREMONY = timedelta(minutes=5)
LONGEST_LABEL = 40
AT_MOST = 10
# The phone's list shows this beside the address. It is no name of theirs, and the same for everybody.
IN_THE_PHONES_LIST = "Whole Person sign-in"
NOT_ADDED = "No passkey was added. Nothing has changed; you can try once more."
OPENS_NOTHING = "This passkey opens nothing here. You can try once more, or use another way in."


def count_is_right(kept: int, told: int) -> bool:
    """Say whether a passkey's own count can be right: it grows, or it stays nothing where a phone does not count.

    A count that stands still or goes back means that there may be a copy.
    """
    return told > kept or (told == 0 and kept == 0)


def still_holds(begun_at: datetime, now: datetime) -> bool:
    """Say whether what was asked of the phone may still be answered."""
    return begun_at <= now < begun_at + CEREMONY

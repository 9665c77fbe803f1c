"""Opening a record because a life is at risk: who is near enough, what has to be said, and when the person is told."""

from datetime import datetime

from wholeperson.consent.rules.purposes import LONGEST_DELAY, REVIEW, SHORTEST_REASON

LONGEST_REASON = 2_000


def reason_problem(reason: str) -> str:
    """Say what a reason still needs, or nothing where it will do."""
    if len("".join(reason.split())) < SHORTEST_REASON:
        return f"Please say in your own words what you are worried about: {SHORTEST_REASON} letters or more."
    if len(reason) > LONGEST_REASON:
        return f"Up to {LONGEST_REASON} letters fit here. Please say it shorter."
    return ""


def still_known(until: datetime, ended_at: datetime | None, now: datetime) -> bool:
    """Say whether something that was shown is recent enough: it is still shown, or was within the last six months."""
    return min(until, ended_at or until) > now - REVIEW


def tell_at(now: datetime, delay_reason: str) -> datetime:
    """Say when the person is told: at once, or after the longest delay where a safety reason is recorded."""
    return now + LONGEST_DELAY if delay_reason else now

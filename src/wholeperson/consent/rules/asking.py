"""When an ask reaches a person: never while one is open, and never after a no unless they want."""

from collections.abc import Sequence

NO, YES, OPEN = "no", "yes", ""


def reaches(before: Sequence[tuple[str, bool]]) -> bool:
    """Say whether one more ask reaches the person, given the earlier ones as (answer, may be asked again).

    Whoever asks is told the same either way.
    """
    return all(answer == YES or (answer == NO and again) for answer, again in before)

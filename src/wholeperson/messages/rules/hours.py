"""Safe hours: when a neutral word may go out, on the clock that hangs in the person's kitchen.

An hour is a weekday (Monday is 0) with a beginning and an end in local time: ``(0, "08:00", "12:00")``. One that ends
before it begins goes on past midnight. No hours at all means any time.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
Hours = Sequence[Sequence[int | str]]
MORNING, AFTERNOON, EVENING, OWN = "morning", "afternoon", "evening", "own"
PARTS = {MORNING: ("08:00", "12:00"), AFTERNOON: ("12:00", "17:00"), EVENING: ("17:00", "21:00")}
A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
LOOKED_AHEAD = 8  # days: every weekday comes round in between, also where the clock skips an hour


def is_safe(at: datetime, hours: Hours) -> bool:
    """Say whether a word may go out at this moment."""
    if not hours:
        return True
    here = at.astimezone(LONDON)
    return any(_holds(here.weekday(), here.time(), window) for window in hours)


def when_to_send(now: datetime, hours: Hours) -> datetime:
    """Give the first safe moment from now on.

    Every moment is looked at as the local clock shows it then, so an hour that the clock skips in spring is not safe by
    mistake, and one that it runs through twice in autumn is safe both times.
    """
    if is_safe(now, hours):
        return now
    found = [at for at in _beginnings(now, hours) if at > now and is_safe(at, hours)]
    # Only hours that lie wholly in a skipped hour leave nothing; a week later they are there again.
    return min(found) if found else now + LOOKED_AHEAD * A_DAY


def _beginnings(now: datetime, hours: Hours) -> Iterator[datetime]:
    here = now.astimezone(LONDON)
    for days in range(LOOKED_AHEAD):
        day = here.date() + days * A_DAY
        for _, begins, _ in hours:
            for fold in (0, 1):
                local = datetime.combine(day, time.fromisoformat(str(begins)), LONDON)
                yield local.replace(fold=fold).astimezone(UTC)
    # The clock itself changes on a whole hour.
    on_the_hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    yield from (on_the_hour + hour * AN_HOUR for hour in range(1, 24 * LOOKED_AHEAD))


def _holds(weekday: int, clock: time, window: Sequence[int | str]) -> bool:
    day, begins, ends = int(window[0]), time.fromisoformat(str(window[1])), time.fromisoformat(str(window[2]))
    if begins < ends:
        return weekday == day and begins <= clock < ends
    return (weekday == day and clock >= begins) or (weekday == (day + 1) % 7 and clock < ends)


def hours_from(days: Sequence[int], parts: Sequence[str], own: tuple[str, str] | None) -> list[list[int | str]]:
    """Put simple choices together: each day that was ticked, at each part of it."""
    spans = [PARTS[part] for part in PARTS if part in parts] + ([own] if own else [])
    return [[day, begins, ends] for day in sorted(days) for begins, ends in spans]


def choices_of(hours: Hours) -> tuple[tuple[int, ...], tuple[str, ...], tuple[str, str] | None]:
    """Take hours apart again into the days, the parts of a day, and the person's own hours."""
    days = tuple(sorted({int(day) for day, _, _ in hours}))
    spans = {(str(begins), str(ends)) for _, begins, ends in hours}
    parts = tuple(part for part, span in PARTS.items() if span in spans)
    own = sorted(spans - set(PARTS.values()))
    return days, parts, own[0] if own else None

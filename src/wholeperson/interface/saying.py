"""Times and dates as people say them. Plain values in and out, so that rules may use it too."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
NOON, EVENING, NIGHT = time(12), time(17), time(22)
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def time_of_day(moment: time) -> str:
    """Say a time of day: '5 in the evening', '3:05 in the morning', 'midnight'."""
    if (moment.hour, moment.minute) in ((0, 0), (12, 0)):
        return "noon" if moment.hour else "midnight"
    clock = str(moment.hour % 12 or 12) + (f":{moment.minute:02}" if moment.minute else "")
    if moment < NOON:
        return f"{clock} in the morning"
    if moment < EVENING:
        return f"{clock} in the afternoon"
    return f"{clock} in the evening" if moment < NIGHT else f"{clock} at night"


def moment(at: datetime) -> str:
    """Say a moment as it is in London: 'Tuesday 4 March, 6 in the evening'."""
    here = at.astimezone(LONDON)
    return f"{DAYS[here.weekday()]} {here.day} {MONTHS[here.month - 1]}, {time_of_day(here.time())}"


def day(at: datetime, now: datetime | None = None) -> str:
    """Say a day as it is in London: 'Tuesday 4 March', with the year where it is another than that of ``now``."""
    here = at.astimezone(LONDON)
    year = f" {here.year}" if now and now.astimezone(LONDON).year != here.year else ""
    return f"{DAYS[here.weekday()]} {here.day} {MONTHS[here.month - 1]}{year}"


def month(written: str) -> str:
    """Say a month that is written as '2026-11': 'November 2026'."""
    year, number = written.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def day_of(on: date) -> str:
    """Say a day that is no moment, as a calendar has it: 'Tuesday 4 March'."""
    return f"{DAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]}"

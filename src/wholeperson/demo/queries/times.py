"""The short way in which the seed writes times: "TH,FR 10:00-12:00", "1MO 19:00-21:00 monthly", "always".

    [phone|online] [every N weeks from DATE] DAYS|daily|day N FROM-TO [monthly] [until DATE] [| what there is to say]

A time that ends at or before its beginning ends on the next day. Days that are not like the others are counted from
the day of loading, or dated: "+9 +22 The roof is being mended", "2026-12-25 2026-12-25 12:00-15:00 Dinner for all".
"""

import re
from datetime import date, time, timedelta

from wholeperson.directory.public import Often, Opens, OtherTimes, Rule

WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
A_TIME = r"(\d\d:\d\d)-(\d\d:\d\d)"
WRITTEN = re.compile(
    r"(?:(?P<how>phone|online) )?"
    r"(?:every (?P<weeks>\d+) weeks from (?P<start>\d{4}-\d\d-\d\d) )?"
    r"(?P<days>daily|day -?\d+|[-A-Z0-9,]+) "
    rf"{A_TIME.replace('(', '(?P<opens>', 1).replace('-(', '-(?P<closes>', 1)}"
    r"(?P<monthly> monthly)?"
    r"(?: until (?P<end>\d{4}-\d\d-\d\d))?"
)
OTHER = re.compile(rf"(?P<first>\S+) (?P<last>\S+)(?: {A_TIME})?(?: (?P<why>.+))?")


class SeedError(ValueError):
    """Something in the seed needs a person's hand; the text says where, and what would work."""


def opens_of(written: str) -> Opens:
    """Read one rule of opening.

    Raises:
        SeedError: where it cannot be read.
    """
    times, _, words = (part.strip() for part in written.partition("|"))
    how, _, rest = times.rpartition("always")
    if times.endswith("always") and how.strip() in ("", "phone", "online") and not rest:
        return Opens(rule=Rule(opens=time(0), closes=time(0), days=WEEK), attending=how.strip(), words=words)
    found = WRITTEN.fullmatch(times)
    if found is None:
        raise SeedError(f'{written!r} is not a time. Write it like "TH,FR 10:00-12:00", "1MO 19:00-21:00 monthly".')
    by_number = found["days"].startswith("day ")
    rule = Rule(
        opens=_time(found["opens"]),
        closes=_time(found["closes"]),
        often=Often.MONTHLY if found["monthly"] else Often.WEEKLY,
        interval=int(found["weeks"] or 1),
        days=() if by_number else _days(found["days"]),
        month_days=(int(found["days"][4:]),) if by_number else (),
        start=_date(found["start"]),
        end=_date(found["end"]),
    )
    return Opens(rule=rule, attending=found["how"] or "", words=words)


def other_times_of(written: str, today: date) -> OtherTimes:
    """Read days that are not like the others, counted from the day of loading or dated.

    Raises:
        SeedError: where they cannot be read.
    """
    found = OTHER.fullmatch(written)
    if found is None:
        raise SeedError(f'{written!r} says no days. Write it like "+9 +22 The roof is being mended".')
    opens, closes = (_time(one) if one else None for one in found.group(3, 4))
    return OtherTimes(_day(found["first"], today), _day(found["last"], today), opens, closes, found["why"] or "")


def _days(written: str) -> tuple[str, ...]:
    if written == "daily":
        return WEEK
    found: list[str] = []
    for part in written.split(","):
        first, dash, last = part.partition("-") if not part.startswith("-") else (part, "", "")
        if dash and {first, last} <= set(WEEK):
            found += WEEK[WEEK.index(first) : WEEK.index(last) + 1]
        else:
            found.append(part)  # the rules of schedules say which days there are
    return tuple(found)


def _time(written: str) -> time:
    try:
        return time.fromisoformat("00:00" if written == "24:00" else written)
    except ValueError as cause:
        raise SeedError(f"{written!r} is not a time of day.") from cause


def _day(written: str, today: date) -> date:
    if re.fullmatch(r"[+-]\d+", written):
        return today + timedelta(days=int(written))
    found = _date(written)
    assert found is not None  # nothing is given for nothing alone
    return found


def _date(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as cause:
        raise SeedError(f'{written!r} is not a day. Write it like "2026-11-05" or "+9".') from cause

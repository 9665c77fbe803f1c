"""Times as people say them, in London, also when the clocks change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from wholeperson.directory.rules import bank_holidays, windows
from wholeperson.directory.rules.kinds import BankHolidays
from wholeperson.directory.rules.opens import not_sure_of, open_minutes
from wholeperson.directory.rules.schedules import OtherTimes, Rule, minute
from wholeperson.directory.rules.words import words
from wholeperson.interface.saying import LONDON

WEDNESDAY = datetime(2026, 11, 25, 15, 30, tzinfo=LONDON)
LATE = datetime(2026, 11, 29, 2, 0, tzinfo=LONDON)  # Sunday, two in the morning


def read(text: str, at: datetime = WEDNESDAY) -> tuple[str, str, str]:
    when = windows.read(words(text), at)
    assert when is not None
    start, end = when.window.start.astimezone(LONDON), when.window.end.astimezone(LONDON)
    return when.says, f"{start:%a %d %b %H:%M}", f"{end:%a %d %b %H:%M}"


@pytest.mark.parametrize(
    ("text", "says", "start", "end"),
    [
        ("now", "open now", "Wed 25 Nov 15:30", "Wed 25 Nov 15:30"),
        ("who is there right now", "open now", "Wed 25 Nov 15:30", "Wed 25 Nov 15:30"),
        ("tonight", "open tonight", "Wed 25 Nov 18:00", "Thu 26 Nov 06:00"),
        ("this evening", "open this evening", "Wed 25 Nov 17:00", "Wed 25 Nov 22:00"),
        ("today", "open today", "Wed 25 Nov 15:30", "Thu 26 Nov 00:00"),
        ("saturday night", "open Saturday night", "Sat 28 Nov 20:00", "Sun 29 Nov 06:00"),
        ("on Sundays", "open Sunday", "Sun 29 Nov 00:00", "Mon 30 Nov 00:00"),
        ("this wed", "open Wednesday", "Wed 25 Nov 15:30", "Thu 26 Nov 00:00"),
        ("wednesday morning", "open Wednesday morning", "Wed 02 Dec 06:00", "Wed 02 Dec 12:00"),
        ("tomorrow evening", "open tomorrow evening", "Thu 26 Nov 17:00", "Thu 26 Nov 22:00"),
        ("the weekend", "open this weekend", "Sat 28 Nov 00:00", "Mon 30 Nov 00:00"),
        ("after five", "open after 5 in the evening", "Wed 25 Nov 17:00", "Thu 26 Nov 00:00"),
        ("friday after 6pm", "open Friday after 6 in the evening", "Fri 27 Nov 18:00", "Sat 28 Nov 00:00"),
        ("at 7 pm", "open at 7 in the evening", "Wed 25 Nov 19:00", "Wed 25 Nov 19:00"),
        ("at 9am", "open at 9 in the morning", "Thu 26 Nov 09:00", "Thu 26 Nov 09:00"),
        ("friday at 14", "open Friday at 2 in the afternoon", "Fri 27 Nov 14:00", "Fri 27 Nov 14:00"),
        ("24th december", "open 24 December", "Thu 24 Dec 00:00", "Fri 25 Dec 00:00"),
        ("3 march", "open 3 March", "Wed 03 Mar 00:00", "Thu 04 Mar 00:00"),
        ("christmas day", "open Christmas Day", "Fri 25 Dec 00:00", "Sat 26 Dec 00:00"),
        ("boxing day afternoon", "open Boxing Day afternoon", "Sat 26 Dec 12:00", "Sat 26 Dec 17:00"),
    ],
)
def test_times_are_read_as_people_mean_them(text: str, says: str, start: str, end: str) -> None:
    assert read(text) == (says, start, end)


@pytest.mark.parametrize(
    "text", ["tea", "", "after", "after tea", "at 25", "at 13 pm", "at 0 am", "31 february", "99 may"]
)
def test_what_says_no_time_is_no_time(text: str) -> None:
    assert windows.read(words(text), WEDNESDAY) is None


def test_a_part_of_the_day_that_is_over_is_no_time() -> None:
    assert windows.read(["this", "morning"], WEDNESDAY) is None


def test_the_night_goes_on_after_midnight() -> None:
    assert read("tonight", LATE) == ("open tonight", "Sun 29 Nov 02:00", "Sun 29 Nov 06:00")
    assert read("saturday night", LATE) == ("open Saturday night", "Sun 29 Nov 02:00", "Sun 29 Nov 06:00")
    assert read("weekend", LATE) == ("open this weekend", "Sun 29 Nov 02:00", "Mon 30 Nov 00:00")


def test_days_keep_their_hours_when_the_clocks_change() -> None:
    before = datetime(2026, 10, 22, 12, tzinfo=LONDON)
    long_day = windows.weekday(6, "day", before)
    assert (long_day.end.astimezone(UTC) - long_day.start.astimezone(UTC)) == timedelta(hours=25)
    night = windows.weekday(5, "night", before)
    assert (night.end.astimezone(UTC) - night.start.astimezone(UTC)) == timedelta(hours=11)
    assert windows.at_time(date(2026, 10, 25), time(9)).start.astimezone(UTC).hour == 9
    assert windows.at_time(date(2026, 10, 24), time(9)).start.astimezone(UTC).hour == 8


def test_bank_holidays_have_the_names_that_people_use() -> None:
    assert bank_holidays.name_of(date(2026, 12, 26)) == "Boxing Day"
    assert bank_holidays.name_of(date(2026, 12, 28)) == "the bank holiday for Boxing Day"
    assert bank_holidays.name_of(date(2026, 12, 27)) == ""
    assert bank_holidays.next_of("new year's day", date(2026, 11, 1)) == date(2027, 1, 1)
    assert bank_holidays.next_of("no such day", date(2026, 11, 1)) is None


def test_closed_on_bank_holidays_leaves_them_out_unless_the_day_is_told() -> None:
    daily = (Rule(opens=time(9), closes=time(17), days=("MO", "TU", "WE", "TH", "FR", "SA", "SU")),)
    first, last, boxing = date(2026, 12, 24), date(2026, 12, 27), date(2026, 12, 26)

    def days(how: BankHolidays, *others: OtherTimes) -> list[int]:
        found = open_minutes(daily, others, how, first, last)
        return [datetime.fromtimestamp(start * 60, LONDON).day for start, _ in found]

    assert days(BankHolidays.CLOSED) == [24, 27]
    assert days(BankHolidays.AS_ALWAYS) == days(BankHolidays.NOT_KNOWN) == [24, 25, 26, 27]
    told = OtherTimes(boxing, boxing, time(10), time(12), "Boxing Day lunch")
    assert days(BankHolidays.CLOSED, told) == [24, 26, 27]
    assert open_minutes(daily, (told,), BankHolidays.CLOSED, boxing, boxing) == (
        (minute(datetime(2026, 12, 26, 10, tzinfo=UTC)), minute(datetime(2026, 12, 26, 12, tzinfo=UTC))),
    )
    assert not_sure_of(boxing, BankHolidays.NOT_KNOWN, ()) == "Boxing Day"
    assert not_sure_of(boxing, BankHolidays.NOT_KNOWN, (told,)) == not_sure_of(boxing, BankHolidays.CLOSED, ()) == ""

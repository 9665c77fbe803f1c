"""The numbers that listen: which, and when."""

from dataclasses import FrozenInstanceError
from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholeperson.directory import queries
from wholeperson.directory.public import helplines
from wholeperson.directory.rules import Always, EveryDay, Opening, Unknown, opening
from wholeperson.interface.saying import LONDON

SUNDAY_AT_THREE = datetime(2026, 11, 22, 3, 5, tzinfo=LONDON)
# Said here once more on purpose: a slip of the hand in the file is caught, and a change is made twice knowingly.
NUMBERS = {
    "Emergency services": "999",
    "NHS 111 mental health option": "111",
    "Samaritans": "116 123",
    "Talk to FRANK": "0300 123 6600",
    "Alcoholics Anonymous": "0800 9177 650",
    "National Domestic Abuse Helpline (Refuge)": "0808 2000 247",
    "Men’s Advice Line": "0808 801 0327",
    "Shelter": "0808 800 4444",
    "Childline": "0800 1111",
    "CALM": "0800 58 58 58",
}
ROW = "{name: N, id: n, country: UK, who_for: you, call: '1', free: true, source_seen: page, hours: HOURS}"


def at(hour: int, minute: int = 0) -> datetime:
    return SUNDAY_AT_THREE.replace(hour=hour, minute=minute)


@pytest.mark.needs("P10")
def test_the_numbers_are_the_ones_that_were_read() -> None:
    assert {line.name: line.call for line in helplines(SUNDAY_AT_THREE)} == NUMBERS


def test_the_file_says_what_the_shared_list_says(shared) -> None:
    listed = (shared / "data" / "helplines.csv").read_text().replace("Men's", "Men’s")
    for line in queries.on_file():
        assert f"{line.country},{line.name}," in listed
        assert line.call in listed
    assert len(queries.on_file()) == len(listed.strip().splitlines()) - 1


def test_every_number_names_its_page_and_its_month() -> None:
    for line in helplines(SUNDAY_AT_THREE):
        assert line.source_seen
        assert line.how
        assert line.checked == "2026-11"


def test_a_number_can_be_rung_from_a_page_and_not_be_changed() -> None:
    line = helplines(SUNDAY_AT_THREE)[2]
    assert line.tel == "tel:116123"
    with pytest.raises(FrozenInstanceError):
        line.call = "1"  # type: ignore[misc]  # wrong on purpose


@pytest.mark.needs("P10")
def test_at_three_on_a_sunday_somebody_listens_and_the_page_knows_who_does_not() -> None:
    when = {line.id: (line.open_now, line.says_when) for line in helplines(SUNDAY_AT_THREE)}
    assert when["samaritans"] == (True, "Open now, day and night")
    assert when["calm"] == (False, "Opens at 5 in the evening")
    assert when["shelter"] == (None, "See their page for hours")


EVENINGS = EveryDay(time(17), time(0))
DAYTIME = EveryDay(time(9, 30), time(17))
OVER_MIDNIGHT = EveryDay(time(20), time(2))


@pytest.mark.parametrize(
    ("hours", "moment", "expected"),
    [
        (EVENINGS, at(16, 59), Opening(False, "Opens at 5 in the evening")),
        (EVENINGS, at(17), Opening(True, "Open now, until midnight")),
        (EVENINGS, at(23, 59), Opening(True, "Open now, until midnight")),
        (EVENINGS, at(0), Opening(False, "Opens at 5 in the evening")),
        (DAYTIME, at(9, 30), Opening(True, "Open now, until 5 in the evening")),
        (DAYTIME, at(17), Opening(False, "Opens tomorrow at 9:30 in the morning")),
        (OVER_MIDNIGHT, at(1), Opening(True, "Open now, until 2 in the morning")),
        (OVER_MIDNIGHT, at(2), Opening(False, "Opens at 8 in the evening")),
    ],
)
def test_hours_are_said_as_people_say_them(hours: EveryDay, moment: datetime, expected: Opening) -> None:
    assert opening(hours, moment) == expected


def test_hours_are_those_of_london_in_summer_too() -> None:
    assert opening(EVENINGS, datetime(2026, 7, 1, 16, 0, tzinfo=UTC)).now
    assert not opening(EVENINGS, datetime(2026, 12, 1, 16, 0, tzinfo=UTC)).now


@given(st.times(), st.times(), st.datetimes(timezones=st.just(UTC)))
def test_a_line_is_open_exactly_when_its_opposite_is_shut(opens: time, closes: time, moment: datetime) -> None:
    if opens != closes:
        assert opening(EveryDay(opens, closes), moment).now != opening(EveryDay(closes, opens), moment).now


@given(st.datetimes(timezones=st.just(UTC)))
def test_always_is_always_and_unknown_stays_unknown(moment: datetime) -> None:
    assert opening(Always(), moment).now is True
    assert opening(Unknown(), moment).now is None


def test_a_file_of_helplines_is_read() -> None:
    text = "checked: 2026-11\nhow: by ear\nhelplines: [" + ROW.replace("HOURS", "{from: '09:00', to: '24:00'}") + "]"
    (entry,) = queries.read(text)
    assert entry.hours == EveryDay(time(9), time(0))
    assert (entry.how, entry.checked) == ("by ear", "2026-11")


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (ROW.replace("HOURS", "sometimes"), "hours are 'always'"),
        (ROW.replace("HOURS", "{from: '09:00'}"), "hours are 'always'"),
        (ROW.replace("HOURS", "{from: 17:00, to: '24:00'}"), "quotation marks"),
        (ROW.replace("HOURS", "{from: 'noon', to: '24:00'}"), "quotation marks"),
        (ROW.replace("call: '1', ", "").replace("HOURS", "always"), r"missing \['call'\]"),
        (ROW.replace("HOURS", "always, colour: red"), r"not known \['colour'\]"),
        ("{call: '1'}", "A helpline without a name"),
    ],
)
def test_a_slip_in_the_file_is_named(row: str, says: str) -> None:
    with pytest.raises(queries.HelplinesError, match=says):
        queries.read(f"checked: 2026-11\nhow: by ear\nhelplines: [{row}]")

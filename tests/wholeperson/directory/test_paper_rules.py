"""What goes on paper, in which words, and what a front desk hands over."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

import pytest

from tests.wholeperson.directory.papers import HALL, NOW, TODAY, made_up, opens
from wholeperson.directory.public import (
    BankHolidays,
    Branch,
    Entry,
    Often,
    OtherTimes,
    ResourceKind,
    Status,
    terms,
    terms_of,
)
from wholeperson.directory.queries import on_file
from wholeperson.directory.rules import facts, front_desk, hours_said, paper
from wholeperson.directory.rules.entries import Where
from wholeperson.directory.rules.front_desk import DESKS

NEEDS = terms_of(Branch.NEED)


def entry(*times: Any, **kept: Any) -> Entry:
    return Entry(name="Tide House", kind=ResourceKind.PLACE, opens=times, **kept)


@pytest.mark.parametrize(
    ("times", "said"),
    [
        ([opens()], ("Mondays to Fridays, 9am to 5pm",)),
        ([opens("MO,TH", "10:30", "12:00")], ("Mondays and Thursdays, 10:30am to noon",)),
        ([opens("MO,WE,FR", "18:00", "00:00")], ("Mondays, Wednesdays and Fridays, 6pm to midnight",)),
        ([opens("MO,TU,WE,TH,FR,SA,SU", "08:00", "20:00")], ("Every day, 8am to 8pm",)),
        ([opens("MO", "10:00", "12:00"), opens("TU", "10:00", "12:00")], ("Mondays and Tuesdays, 10am to noon",)),
        ([opens("MO,TU,WE,TH,FR,SA,SU", "00:00", "00:00")], ("Day and night, every day",)),
        ([opens("SA", "00:00", "00:00")], ("Saturdays, day and night",)),
        ([opens("TH", "10:00", "12:00", interval=2, start=date(2026, 11, 26))],
         ("Every second Thursday, 10am to noon, from 26 November",)),
        ([opens("TH", "10:00", "12:00", interval=7, start=date(2026, 11, 5))],
         ("Every 7th Thursday, 10am to noon, from 5 November",)),
        ([opens("2TH", "19:00", "21:00", often=Often.MONTHLY)], ("The second Thursday of the month, 7pm to 9pm",)),
        ([opens("-1FR", "19:00", "21:00", often=Often.MONTHLY)], ("The last Friday of the month, 7pm to 9pm",)),
        ([opens("-3FR,-4FR", "19:00", "21:00", often=Often.MONTHLY)],
         ("The third last and fourth last Friday of the month, 7pm to 9pm",)),
        ([opens("FR", "19:00", "21:00", often=Often.MONTHLY)], ("Fridays, 7pm to 9pm",)),
        ([opens("", "09:00", "10:00", often=Often.MONTHLY, month_days=(1, 15, -1, -2))],
         ("The 1st, 15th, last day and 2nd day before the end of the month, 9am to 10am",)),
        ([opens("1MO", "09:00", "10:00", often=Often.MONTHLY, interval=2, start=date(2026, 1, 5))],
         ("The first Monday of every second month, 9am to 10am, from 5 January",)),
        ([opens("MO", "09:00", "10:00", start=date(2027, 1, 4), end=date(2027, 3, 1))],
         ("Mondays, 9am to 10am, from 4 January 2027, until 1 March 2027",)),
        ([opens("MO", "09:00", "10:00", end=date(2026, 1, 4))], ("Not open at the moment. Ring first.",)),
        ([opens("MO", "09:00", "10:00", attending="by phone", words="Ask for a lift.")],
         ("Mondays, 9am to 10am (by phone). Ask for a lift.",)),
        ([], ("We do not know the hours. Ring first.",)),
    ],
)  # fmt: skip
def test_a_week_is_said_as_people_say_it(times: list[Any], said: tuple[str, ...]) -> None:
    assert hours_said.week_said(entry(*times), TODAY) == said


def test_other_days_are_said_as_long_as_they_are_ahead() -> None:
    others = (
        OtherTimes(date(2026, 12, 24), date(2026, 12, 27), why="Christmas"),
        OtherTimes(date(2026, 12, 1), date(2026, 12, 1), time(10), time(12)),
        OtherTimes(date(2026, 1, 1), date(2026, 1, 1)),
        OtherTimes(date(2027, 8, 1), date(2027, 8, 2)),
    )
    kept = entry(opens(), other_times=others, bank_holidays=BankHolidays.CLOSED)
    assert hours_said.other_days_said(kept, TODAY) == (
        "1 December: 10am to noon", "Closed 24 December to 27 December (Christmas)", "Closed on bank holidays",
    )  # fmt: skip
    assert hours_said.other_days_said(entry(opens()), TODAY) == ()


@pytest.mark.parametrize(
    ("times", "late"),
    [
        ([opens()], False),
        ([opens("MO", "17:00", "19:00")], True),
        ([opens("MO", "22:00", "02:00")], True),
        ([opens("SU", "10:00", "11:00")], True),
        ([], False),
    ],
)
def test_evenings_and_weekends_are_known(times: list[Any], late: bool) -> None:
    assert paper.fits(entry(*times), paper.EVENINGS) is late


@pytest.mark.parametrize(
    ("kept", "hers"),
    [
        ({"facts": {"women_only": "yes"}}, True),
        ({"facts": {"women_only": "no"}}, False),
        ({"terms": ("women",)}, True),
        ({"facts": {"housing": ["dry", "women"]}}, True),
        ({}, False),
    ],
)
def test_what_is_for_women_is_known_however_it_was_said(kept: Mapping[str, Any], hers: bool) -> None:
    assert paper.fits(entry(**kept), paper.WOMEN) is hers


def test_a_need_is_a_part_of_the_map_and_other_words_are_none() -> None:
    assert paper.part_of("all", terms()) == paper.PARTS[0]
    food = paper.part_of("food", terms())
    assert food is not None
    assert food.called == "Food"
    assert paper.fits(entry(terms=("food",)), "food")
    assert not paper.fits(entry(terms=("food",), status=Status.PAUSED), "food")
    assert paper.part_of("walking", terms()) is None
    assert paper.part_of("no-such-need", terms()) is None


def test_an_address_is_one_line_and_nothing_stands_in_it_twice() -> None:
    assert paper.address(Where(name="Bognor Regis", town="Bognor Regis", postcode=" ZZ99 9ZZ ")) == (
        "Bognor Regis, ZZ99 9ZZ"
    )
    assert paper.addresses(entry(places=(Where(), HALL))) == ("Old Pier Hall, 4 Invented Row, Bognor Regis, ZZ99 9ZZ",)


@pytest.mark.parametrize("words", ["at ZZ1 1ZZ", "14 Sea Road, ring twice", "in the Lantern House"])
def test_words_that_would_tell_where_a_safe_place_is_are_left_out(words: str) -> None:
    safe = entry(kept_safe=True, places=(Where(address="Lantern House"),))
    assert paper.untold(safe, words) == ""
    assert paper.untold(safe, "A room of your own.") == "A room of your own."
    assert paper.untold(entry(), words) == words


def test_names_stand_where_a_reader_looks_for_them() -> None:
    names = ["The Hub", "zebra club", "1st Aid", "Élan", "Allotment"]
    assert sorted(names, key=paper.sort_key) == ["Allotment", "The Hub", "zebra club", "Élan", "1st Aid"]


def test_a_few_are_chosen_so_that_every_need_has_something() -> None:
    rows = [(f"talk {n}", ("talk",)) for n in range(5)] + [("soup", ("food",)), ("bed", ("bed-tonight", "talk"))]
    assert paper.a_few(rows, NEEDS, 3) == ("talk 0", "bed", "soup")
    assert paper.a_few([*rows, ("other", ())], NEEDS, 9) == (
        "talk 0", "bed", "soup", "talk 1", "talk 2", "talk 3", "talk 4", "other",
    )  # fmt: skip
    assert paper.a_few([], NEEDS, 3) == ()


@pytest.mark.needs("N10")
def test_what_is_said_aloud_at_a_desk_names_nothing() -> None:
    for desk in DESKS.values():
        for choice in desk.choices:
            for word in ("drug", "alcohol", "drink", "methadone", "detox", "abuse", "police", "using", "script"):
                assert word not in choice.aloud.lower()


def test_the_table_of_front_desks_names_only_what_there_is() -> None:
    lines = {one.id for one in on_file()}
    for desk in DESKS.values():
        assert 3 < len(desk.choices) < 8
        for choice in desk.choices:
            assert set(choice.terms) <= {one.key for one in NEEDS}
            assert set(choice.lines) <= lines
            assert set(choice.answers) <= facts.FILTERS.keys()
            assert not any(letter.isdigit() for letter in choice.apart + choice.aloud + choice.says)
    assert front_desk.choice_of(DESKS["chemist"], "safer") is front_desk.SAFER
    assert front_desk.choice_of(DESKS["job-centre"], "safer") is None


def test_at_most_three_right_things_come_and_those_that_are_open_come_first() -> None:
    there = [
        made_up("Later", 1, terms=("bed-tonight",), opens=(opens("MO", "09:00", "10:00"),)),
        made_up("No hours", 2, terms=("bed-tonight",), opens=()),
        made_up("Other", 3, terms=("food",), opens=(opens("SA", "20:00", "23:00"),)),
        made_up("Soon", 4, terms=("bed-tonight",), opens=(opens("SA", "21:00", "23:00"),)),
        made_up("Now", 5, terms=("home",), opens=(opens("SA", "20:00", "23:00"),)),
        made_up("Now, a bed", 6, terms=("bed-tonight",), opens=(opens("SA", "20:00", "23:00"),)),
        made_up("Paused", 7, terms=("bed-tonight",), opens=(opens("SA", "20:00", "23:00"),), status=Status.PAUSED),
    ]  # fmt: skip
    found = front_desk.right_things(front_desk.TONIGHT, [(one.entry, one.spans) for one in there], NOW)
    assert [there[number].entry.name for number in found] == ["Now, a bed", "Now", "Soon"]
    assert front_desk.right_things(front_desk.TONIGHT, [], NOW) == ()

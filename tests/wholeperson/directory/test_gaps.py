"""Gaps: what is not there, for which need, where, when and for whom. The places and people are invented."""

from datetime import date, time
from uuid import uuid4

import pytest

from wholeperson.directory.rules.coverage import (
    SLOTS,
    Part,
    Supply,
    covered,
    groups_of,
    is_only,
    monday_after,
    slot_number,
    weeks_open,
)
from wholeperson.directory.rules.gaps import (
    WHENS,
    Area,
    Gap,
    Where,
    anything,
    for_some_alone,
    gap_at,
    gaps,
    sentence,
    sentence_of_what_is_there,
)
from wholeperson.directory.rules.schedules import Often, Rule, spans
from wholeperson.directory.rules.spot import Spot

MONDAY = date(2026, 11, 23)
BEWBUSH, NORTHGATE = Spot(51.105, -0.220), Spot(51.120, -0.185)
CRAWLEY = Where(
    place="Crawley",
    areas=(Area("bewbush", "Bewbush", BEWBUSH), Area("northgate", "Northgate", NORTHGATE)),
    needs={"talk": "Somebody to talk to", "food": "Food"},
    groups={"women": "Women", "lgbt": "LGBT+ people"},
)


def open_on(*days: str, opens: str = "10:00", closes: str = "12:00", every: int = 1) -> tuple[int, ...]:
    rule = Rule(
        opens=time.fromisoformat(opens), closes=time.fromisoformat(closes), days=days, interval=every, start=MONDAY,
        often=Often.WEEKLY,
    )  # fmt: skip
    return weeks_open(spans([rule], [], MONDAY, date(2026, 12, 27)), MONDAY)


def supply(
    slots: tuple[int, ...], *, spot: Spot | None = None, term: str = "talk", group: str = "", only: bool = False
):
    groups = frozenset({group} if group else ())
    return Supply(uuid4(), "Invented", frozenset({term}), groups, only, spot, slots)


EVERY_DAY = open_on("MO", "TU", "WE", "TH", "FR", "SA", "SU", opens="00:00", closes="00:00")
MON_TO_THU = open_on("MO", "TU", "WE", "TH", opens="09:00", closes="21:00")


def test_a_slot_counts_from_an_hour_on_in_each_week() -> None:
    assert open_on("TH")[slot_number(3, Part.MORNING)] == 4
    assert open_on("TH", every=2)[slot_number(3, Part.MORNING)] == 2
    assert sum(open_on("TH", opens="11:30", closes="12:30")) == 0
    late = open_on("SA", opens="21:00", closes="02:00")
    assert late[slot_number(5, Part.EVENING)] == 4
    assert late[slot_number(5, Part.NIGHT)] == 4
    assert sum(late) == 8


def test_weeks_are_whole_and_lie_ahead() -> None:
    assert monday_after(MONDAY) == MONDAY
    assert monday_after(date(2026, 11, 24)) == date(2026, 11, 30)


@pytest.mark.needs("N3")
def test_nothing_after_five_on_a_friday_near_bewbush_is_said_so() -> None:
    here = [
        supply(MON_TO_THU, spot=BEWBUSH),
        supply(EVERY_DAY, spot=NORTHGATE),
        supply(EVERY_DAY, term="food"),
    ]
    found = gaps(here, CRAWLEY)
    gap = Gap("talk", "bewbush", "friday-evening")
    assert gap in found
    assert sentence(gap, CRAWLEY) == (
        "Somebody to talk to: nothing after five on a Friday within 30 minutes’ walk of Bewbush."
    )
    assert not any(one.need == "food" for one in found if not one.group)
    assert Gap("talk", "bewbush", "evenings") not in found


@pytest.mark.needs("N3")
def test_a_broader_gap_says_the_narrower_ones() -> None:
    found = gaps([supply(EVERY_DAY, term="food")], CRAWLEY)
    assert [gap for gap in found if gap.need == "talk"] == [Gap("talk", "", "at-any-time")]
    assert Gap("", "", "at-any-time", "women") in found
    assert all(gap.when == "at-any-time" for gap in found if gap.group == "women")


@pytest.mark.needs("N3", "T14")
def test_what_is_for_women_alone_fills_their_gap_and_nobody_elses() -> None:
    here = [supply(open_on("MO"), group="women", only=True), supply(EVERY_DAY, term="food")]
    found = gaps(here, CRAWLEY)
    assert Gap("talk", "", "at-any-time") in found
    assert Gap("", "", "at-any-time", "women") not in found
    assert Gap("", "", "weekend", "women") in found
    assert sentence(Gap("", "", "weekend", "women"), CRAWLEY) == (
        "Help of any kind: nothing at the weekend in Crawley, for women."
    )
    assert sentence(Gap("", "", "weekend", "lgbt"), CRAWLEY).endswith("for LGBT+ people.")


@pytest.mark.needs("N3", "N9")
def test_a_gap_for_everybody_never_hides_what_there_is_for_some() -> None:
    refuge, food = supply(EVERY_DAY, group="women", only=True), supply(EVERY_DAY, term="food", only=True)
    monday = supply(open_on("MO"), group="women", only=True, spot=NORTHGATE)
    here, at_any_time = [refuge, food, monday, supply(EVERY_DAY)], "at-any-time"
    assert for_some_alone(Gap("talk", "", at_any_time), here, CRAWLEY) == (refuge, monday)
    assert for_some_alone(Gap("talk", "bewbush", "weekend"), here, CRAWLEY) == (refuge,)
    assert for_some_alone(Gap("", "bewbush", "weekend"), here, CRAWLEY) == (refuge, food)
    assert for_some_alone(Gap("talk", "", at_any_time, "women"), here, CRAWLEY) == ()
    assert sentence(Gap("talk", "", at_any_time), CRAWLEY, for_some=True) == (
        "Somebody to talk to: nothing that everybody can use at any time in Crawley."
    )


@pytest.mark.needs("N9")
def test_what_has_no_point_is_reached_from_everywhere_alike() -> None:
    refuge = supply(EVERY_DAY)
    assert {covered([refuge], need="talk", spot=spot).supplies for spot in (BEWBUSH, NORTHGATE, None)} == {(refuge,)}
    assert not [gap for gap in gaps([refuge], CRAWLEY) if gap.need == "talk" and not gap.group]


def test_two_things_that_take_turns_fill_a_slot_between_them() -> None:
    slots = [0] * SLOTS
    slots[slot_number(4, Part.EVENING)] = 1
    gap = Gap("talk", "", "friday-evening")
    assert not anything(gap, [supply(tuple(slots))], CRAWLEY)
    assert anything(gap, [supply(tuple(slots)), supply(tuple(slots))], CRAWLEY)
    assert covered([supply(tuple(slots))]).slots == (0,) * SLOTS


def test_every_gap_has_an_address_and_is_found_by_it() -> None:
    for gap in (Gap("", "", "weekend", "women"), Gap("talk", "bewbush", "friday-evening")):
        assert gap_at(*gap.parts()) == gap
    with pytest.raises(KeyError):
        gap_at("talk", "anywhere", "whenever", "anybody")
    assert len({when.key for when in WHENS}) == len(WHENS)
    assert sentence_of_what_is_there(Gap("talk", "", "weekend"), CRAWLEY, 1) == (
        "Somebody to talk to: one thing at the weekend in Crawley."
    )
    assert "3 things" in sentence_of_what_is_there(Gap("talk", "", "weekend"), CRAWLEY, 3)


def test_groups_follow_from_terms_answers_and_ages() -> None:
    assert groups_of(("talk", "parents"), ("women_only:yes", "still_using:yes"), None, None) >= {
        "parents", "women", "still-using",
    }  # fmt: skip
    assert {"young", "under-18"} <= groups_of((), (), 13, 21)
    assert "under-18" not in groups_of((), (), 16, None)
    assert groups_of((), (), 18, None) == frozenset()
    assert is_only(("women_only:yes",), None)
    assert is_only((), 25)
    assert not is_only(("families:yes",), 60)


def test_the_night_belongs_to_the_day_on_which_it_begins_also_when_the_clocks_change() -> None:
    rule = Rule(opens=time(22), closes=time(7), days=("SA",))
    october = date(2026, 10, 19)
    counted = weeks_open(spans([rule], [], october, date(2026, 11, 15)), october)
    assert counted[slot_number(5, Part.NIGHT)] == 4

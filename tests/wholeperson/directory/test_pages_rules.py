"""What pages of the network map say, decided without a database. Every name and place is invented."""

from datetime import UTC, date, datetime, time
from itertools import combinations

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholeperson.directory.rules import hiding, occasions, ties, times
from wholeperson.directory.rules.asked import Asked
from wholeperson.directory.rules.entries import Entry, Opens, Where, Whom
from wholeperson.directory.rules.kinds import ResourceKind
from wholeperson.directory.rules.occasions import Occasion, window
from wholeperson.directory.rules.schedules import Often, OtherTimes, Rule
from wholeperson.directory.rules.sketch import APART, TALL, WIDE, sketch
from wholeperson.directory.rules.spot import Spot
from wholeperson.interface.saying import LONDON

TEN, NOON = time(10), time(12)


def rule(*days: str, opens: time = TEN, closes: time = NOON, **more: object) -> Rule:
    return Rule(opens=opens, closes=closes, days=days, **more)  # type: ignore[arg-type]  # here a test's own short way


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Thursdays, 10 to 12", rule("TH", closes=time(12))),
        ("Mondays to Fridays, 10 to 12", rule("FR", "MO", "TU", "WE", "TH")),
        ("Mondays and Thursdays, 10 to 12", rule("MO", "TH")),
        ("Every day, 10 to 12", rule("MO", "TU", "WE", "TH", "FR", "SA", "SU")),
        ("Every second Thursday, 10 to 12", rule("TH", interval=2, start=date(2026, 11, 5))),
        ("Every second week on Tuesday and Thursday, 10 to 12",
         rule("TU", "TH", interval=2, start=date(2026, 11, 5))),
        ("Every 8th Thursday, 10 to 12", rule("TH", interval=8, start=date(2026, 11, 5))),
        ("The first and third Saturday of the month, 10 to 12", rule("1SA", "3SA", often=Often.MONTHLY)),
        ("The last Friday of every second month, 10 to 12",
         rule("-1FR", often=Often.MONTHLY, interval=2, start=date(2026, 11, 5))),
        ("Fridays, 10 to 12", rule("FR", often=Often.MONTHLY)),
        ("The 1st, 2nd, 3rd, 12th and last day of the month, 10 to 12",
         rule(often=Often.MONTHLY, month_days=(1, 2, 3, 12, -1))),
        ("The 13th of the month, when it is a Friday, 10 to 12",
         rule("FR", often=Often.MONTHLY, month_days=(13,))),
        ("The 3rd day before the end of the month, 10 to 12",
         rule(often=Often.MONTHLY, month_days=(-3,))),
    ],
)  # fmt: skip
@pytest.mark.needs("N1")
def test_a_rule_of_opening_is_said_as_people_say_it(said: str, kept: Rule) -> None:
    assert times.says(kept) == said


@pytest.mark.parametrize(
    ("said", "opens", "closes"),
    [
        ("9 to 5", time(9), time(17)),
        ("10 to 11:30 in the morning", TEN, time(11, 30)),
        ("1 to 3 in the afternoon", time(13), time(15)),
        ("6 to 8 in the evening", time(18), time(20)),
        ("10 at night to 2 in the morning", time(22), time(2)),
        ("6 in the evening to midnight", time(18), time(0)),
        ("midnight to 6 in the morning", time(0), time(6)),
        ("4 in the afternoon to 7 in the evening", time(16), time(19)),
        ("day and night", time(0), time(0)),
        ("day and night, from 9 in the morning", time(9), time(9)),
    ],
)
def test_hours_are_said_shortly_and_can_be_taken_in_one_way_only(said: str, opens: time, closes: time) -> None:
    assert times.hours(opens, closes) == said


def test_days_that_are_not_like_the_others_are_said_for_the_time_that_is_near() -> None:
    others = (
        OtherTimes(date(2026, 12, 24), date(2026, 12, 26), why="Christmas"),
        OtherTimes(date(2026, 11, 28), date(2026, 11, 28), time(12), time(15)),
        OtherTimes(date(2027, 6, 1), date(2027, 6, 2)),
    )
    assert times.exceptions(others, date(2026, 11, 21), date(2026, 12, 26)) == (
        "Saturday 28 November: open 12 to 3 in the afternoon",
        "Thursday 24 December to Saturday 26 December: closed (Christmas)",
    )


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("occasion", "now", "start", "end"),
    [
        (Occasion.NOW, at(18, 15), at(18, 15), at(18, 15)),
        (Occasion.TONIGHT, at(18, 15), at(18, 18), at(19, 6)),
        (Occasion.TONIGHT, at(18, 21), at(18, 21), at(19, 6)),
        (Occasion.TONIGHT, at(22, 3), at(22, 3), at(22, 6)),
        (Occasion.SATURDAY_NIGHT, at(18, 15), at(21, 20), at(22, 6)),
        (Occasion.SATURDAY_NIGHT, at(22, 1), at(22, 1), at(22, 6)),
        (Occasion.SATURDAY_NIGHT, at(22, 9), at(28, 20), at(29, 6)),
        (Occasion.WEEKEND, at(18, 15), at(21, 0), at(23, 0)),
        (Occasion.WEEKEND, at(22, 9), at(22, 9), at(23, 0)),
    ],
)
@pytest.mark.needs("N1")
def test_a_time_as_people_ask_for_it_is_understood(
    occasion: Occasion, now: datetime, start: datetime, end: datetime
) -> None:
    found = window(occasion, now.astimezone(UTC))
    assert (found.start, found.end) == (start, end)
    assert occasion.label


def test_a_moment_that_has_gone_by_or_is_far_ahead_is_not_looked_for() -> None:
    now = at(18, 15)
    found = occasions.at(date(2026, 11, 27), time(17), now)
    assert found is not None
    assert found.start == at(27, 17)
    assert occasions.at(date(2026, 11, 1), time(17), now) is None
    assert occasions.at(date(2027, 11, 1), time(17), now) is None


TELLS = "We are at 12 Invented Street, PO21 1ZZ"


def refuge(**more: object) -> Entry:
    return Entry(name="A house", kind=ResourceKind.HOUSING, kept_safe=True, **more)  # type: ignore[arg-type]  # any field of an entry


def test_an_entry_that_is_not_kept_safe_stays_as_it_is() -> None:
    entry = Entry(name="Tea", kind=ResourceKind.GROUP, description=TELLS, places=(Where(address=TELLS),))
    assert hiding.without_whereabouts(entry) is entry


def test_of_a_place_kept_safe_nothing_that_was_left_behind_comes_out() -> None:
    left = refuge(
        summary=TELLS, description=TELLS, alert=TELLS, places=(Where(name="The green house", spot=Spot(50.78, -0.67)),),
        website="https://example.org/12-invented-street",
        facts={"street": "A green door.", "bus": "Number 600", "first": TELLS, "cost": "free", "unheard": "of",
               "languages": ["English", TELLS], "in_reach": [TELLS]},
        opens=(Opens(rule=rule("TH"), words=TELLS, attending="by phone"),),
        other_times=(OtherTimes(date(2026, 12, 25), date(2026, 12, 25), why=TELLS),),
        contacts=(Whom(role="the duty worker", words=TELLS, call="01632 960002"),),
    )  # fmt: skip
    shown = hiding.without_whereabouts(left)
    assert (shown.summary, shown.description, shown.alert, shown.places, shown.website) == ("", "", "", (), "")
    assert shown.facts == {"cost": "free", "languages": ["English"]}
    assert (shown.opens[0].words, shown.opens[0].attending, shown.other_times[0].why) == ("", "by phone", "")
    assert (shown.contacts[0].words, shown.contacts[0].call) == ("", "01632 960002")
    named = hiding.without_whereabouts(Entry(name=TELLS, kind=ResourceKind.HOUSING, kept_safe=True))
    assert "Invented" not in named.name


@given(
    number=st.integers(1, 999),
    street=st.sampled_from(("Sea Road", "Long Lane", "St John’s Terrace", "Park Row", "Mews")),
    district=st.sampled_from(("PO21", "RH1", "E1W", "SW1A")), rest=st.from_regex(r"\d[A-Z]{2}", fullmatch=True),
    gap=st.sampled_from(("", " ")), small=st.booleans(), before=st.text("abc ", max_size=8),
)  # fmt: skip
def test_no_postcode_and_no_number_of_a_street_comes_out_of_a_place_kept_safe(
    number: int, street: str, district: str, rest: str, gap: str, small: bool, before: str
) -> None:
    for told in (f"{before} {number} {street}", f"{before} {district}{gap}{rest}"):
        words = told.lower() if small else told
        shown = hiding.without_whereabouts(refuge(description=words, facts={"first": words}))
        assert (shown.description, shown.facts) == ("", {})


@given(
    st.integers(2, 9).flatmap(
        lambda n: st.tuples(st.just(n), st.sets(st.sampled_from(list(combinations(range(n), 2)))))
    )
)
@pytest.mark.needs("C1")
def test_who_connects_others_is_counted_as_networkx_counts_it(drawn: tuple[int, set[tuple[int, int]]]) -> None:
    count, pairs = drawn
    peer = networkx.Graph()
    peer.add_nodes_from(range(count))
    peer.add_edges_from(pairs)
    tied = ties.neighbours(range(count), pairs)
    assert ties.betweenness(tied) == pytest.approx(networkx.betweenness_centrality(peer, normalized=False))
    assert {frozenset(group) for group in networkx.connected_components(peer)} == set(ties.groups(tied))
    assert ties.alone(tied) == list(networkx.isolates(peer))
    for node in range(count):
        left = peer.copy()
        left.remove_node(node)
        parts = [left.subgraph(part) for part in networkx.connected_components(left)]
        touched = [part for part in parts if set(part) <= networkx.node_connected_component(peer, node)]
        lost = sum(map(len, touched)) - max(map(len, touched), default=0)
        assert len(ties.cut_off(tied, node)) == lost


def test_whoever_connects_most_comes_first_and_nobody_is_tied_to_themselves() -> None:
    tied = ties.neighbours("abcde", [("a", "b"), ("b", "c"), ("c", "d"), ("e", "e")])
    assert ties.connectors(tied) == ["b", "c"]
    assert ties.cut_off(tied, "b") == ["a"]
    assert ties.alone(tied) == ["e"]


@given(
    spots=st.lists(
        st.builds(Spot, st.floats(50.7, 50.9, allow_nan=False), st.floats(-0.8, -0.5, allow_nan=False)),
        min_size=1, max_size=25,
    ),
    named=st.lists(st.builds(Spot, st.floats(50.7, 50.9), st.floats(-0.8, -0.5)), max_size=6),
)  # fmt: skip
def test_a_drawing_holds_every_point_once_and_no_two_circles_touch(spots: list[Spot], named: list[Spot]) -> None:
    for paper in (WIDE, TALL):
        drawn = sketch(spots, [(f"Part {n}", spot) for n, spot in enumerate(named)], paper)
        assert sorted(at for mark in drawn.marks for at in mark.holds) == list(range(len(spots)))
        for one, other in combinations(drawn.marks, 2):
            assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (APART - 0.01) ** 2
        assert all(0 <= mark.x <= drawn.width and 0 <= mark.y <= drawn.height for mark in drawn.marks)
        assert all(0 <= name.x <= drawn.width and 0 <= name.y <= drawn.height for name in drawn.names)
        assert drawn.scale_length > 0


def test_an_address_of_the_map_is_short_and_leads_to_the_first_page() -> None:
    asked = Asked(
        words="tea", page=4, needs=("talk",), kinds=(ResourceKind.GROUP,), when="at", day="2026-11-27", hour="17:00",
        filters=("women_only:yes",), plainly=True, suits=("women",), interests=("music",),
    )  # fmt: skip
    assert asked.address() == (
        "/network/?q=tea&as=words&when=at&date=2026-11-27&time=17%3A00&need=talk&interest=music&suits=women"
        "&kind=group&filter=women_only%3Ayes"
    )
    assert asked.address(page=2).endswith("&page=2")
    assert asked.terms == ("talk", "music", "women")
    assert Asked(chosen_place="crawley", words="tea").elsewhere("/network/who/") == "/network/who/?place=crawley"
    assert Asked().address() == "/network/"
    assert (asked.anything, Asked(chosen_place="all").anything) == (True, False)

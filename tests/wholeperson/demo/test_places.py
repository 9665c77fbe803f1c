"""The two invented places: how they are written, that they are uneven on purpose, and that they are loaded once."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from tests.cast import alliance
from wholeperson.demo import public as demo
from wholeperson.demo.queries import InventedPlace, SeedError, opens_of, other_times_of, place_of, read_place
from wholeperson.directory import public as directory
from wholeperson.directory.models import Link, Organization, Resource, Somewhere
from wholeperson.directory.public import Often, Rule
from wholeperson.foundation import clock
from wholeperson.interface.saying import LONDON

TODAY = date(2026, 11, 21)
PLACES = ("bognor-regis", "crawley")
DRAMA = re.compile(r"01632 960\d{3}|07700 900\d{3}|0808 157 0\d{3}")
WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
HERE = {
    "town": "Anywhere",
    "county": "Nowhere",
    "buildings": {"barn": {"name": "The Barn", "street": "Barn Path", "postcode": "ZZ1 1CK", "point": "50.1 -0.5"}},
}


@pytest.fixture(scope="module")
def places() -> dict[str, InventedPlace]:
    return {name: read_place(demo.SEED / "places" / name, TODAY) for name in PLACES}


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("TH,FR 10:00-12:00", Rule(time(10), time(12), days=("TH", "FR"))),
        ("MO-WE,SA 10:00-24:00", Rule(time(10), time(0), days=("MO", "TU", "WE", "SA"))),
        ("daily 22:00-06:00", Rule(time(22), time(6), days=WEEK)),
        ("always", Rule(time(0), time(0), days=WEEK)),
        (
            "every 2 weeks from 2026-11-05 TH 14:00-16:00",
            Rule(time(14), time(16), interval=2, days=("TH",), start=date(2026, 11, 5)),
        ),
        ("1MO 19:00-21:00 monthly", Rule(time(19), time(21), often=Often.MONTHLY, days=("1MO",))),
        ("-1FR 18:00-21:00 monthly", Rule(time(18), time(21), often=Often.MONTHLY, days=("-1FR",))),
        ("day 15 10:00-13:00 monthly", Rule(time(10), time(13), often=Often.MONTHLY, month_days=(15,))),
        ("SA 09:00-10:00 until 2027-03-31", Rule(time(9), time(10), days=("SA",), end=date(2027, 3, 31))),
    ],
)
def test_times_are_written_as_people_would(written: str, rule: Rule) -> None:
    assert opens_of(written).rule == rule


def test_how_one_comes_and_what_there_is_to_say_stand_beside_the_times() -> None:
    said = opens_of("phone MO 18:00-20:00 | At the Kettle Yard")
    assert (said.attending, said.words) == ("phone", "At the Kettle Yard")
    assert opens_of("phone always").attending == "phone"


def test_days_that_differ_are_counted_from_today_or_dated() -> None:
    shut = other_times_of("+9 +22 The roof", TODAY)
    assert (shut.first, shut.last, shut.why, shut.closed) == (date(2026, 11, 30), date(2026, 12, 13), "The roof", True)
    dinner = other_times_of("2026-12-25 2026-12-25 12:00-15:00 Dinner", TODAY)
    assert (dinner.opens, dinner.closes, dinner.why) == (time(12), time(15), "Dinner")


@pytest.mark.parametrize(
    "written",
    ["sometimes", "TH 10-12", "by phone always", "TH 25:00-26:00", "every 2 weeks from 2026-13-01 TH 10:00-12:00"],
)
def test_a_slip_in_the_times_is_named(written: str) -> None:
    with pytest.raises(SeedError, match=r"is not a (time|day)"):
        opens_of(written)


@pytest.mark.parametrize("written", ["shut", "soon later Roof"])
def test_a_slip_in_other_days_is_named(written: str) -> None:
    with pytest.raises(SeedError, match="like"):
        other_times_of(written, TODAY)


@pytest.mark.parametrize(
    ("slip", "says"),
    [
        ({"opens": "always"}, "The chairs: not known: opens"),
        ({"kind": "pub"}, "The chairs: 'pub'"),
        ({"at": "castle"}, "The chairs: there is no 'castle' here"),
        ({"open": "never"}, "The chairs: 'never' is not a time"),
        ({"ring": "the office"}, "The chairs: 'the office' is no number"),
        ({"ages": "old"}, "The chairs: 'old' are no ages"),
        ({"room": "plenty"}, "The chairs: 'plenty' does not say how much room"),
        ({"looked": "once"}, "The chairs: 'once' does not say who looked"),
    ],
)
def test_a_slip_in_an_entry_is_named_with_the_entry(slip: dict[str, Any], says: str) -> None:
    row = {"name": "The chairs", "kind": "place", "is": "Chairs.", **slip}
    with pytest.raises(SeedError, match=re.escape(says)):
        place_of([{"name": "The Barn People", "runs": [row]}], HERE, TODAY)


def test_a_slip_in_a_file_is_named_with_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "anywhere"
    folder.mkdir()
    (folder / "buildings.yaml").write_text("{town: A, county: B, buildings: {}}")
    (folder / "all.yaml").write_text("organizations: [{name: A, runs: [{name: B, kind: place, is: C, at: castle}]}]")
    with pytest.raises(SeedError, match=r"anywhere/all.yaml: B: there is no 'castle' here"):
        read_place(folder, TODAY)


def test_an_entry_is_read_whole() -> None:
    row = {
        "name": "The chairs", "kind": "place", "is": "Chairs.", "at": "barn", "ages": "-24",
        "room": "free 2, 3 days ago", "ring": ["01632 960001, The barn", "01632 960002"], "text": "07700 900001",
        "facts": {"pets": True, "cost": "free"}, "looked": "5 days ago, in person",
    }  # fmt: skip
    (run_by,) = place_of([{"name": "The Barn People", "runs": [row]}], HERE, TODAY)
    (one,) = run_by.resources
    entry = one.entry
    assert entry.facts == {"pets": "yes", "cost": "free"}
    assert (entry.youngest, entry.oldest) == (None, 24)
    assert (entry.room, entry.room_places, entry.room_on) == (directory.Room.FREE, 2, date(2026, 11, 18))
    assert [(whom.role, whom.first, whom.text) for whom in entry.contacts] == [
        ("The barn", True, "07700 900001"), ("Whoever answers", False, ""),
    ]  # fmt: skip
    assert one.looked is not None
    assert (one.looked.days_ago, one.looked.how) == (5, "in person")


@pytest.mark.needs("N1", "N7", "N9")
@pytest.mark.parametrize("name", PLACES)
def test_each_place_is_rich_and_every_number_is_from_a_film(places: dict[str, InventedPlace], name: str) -> None:
    entries = [one.entry for run_by in places[name].organizations for one in run_by.resources]
    assert len(entries) >= 60
    assert {entry.kind for entry in entries} >= set(directory.ResourceKind) - {directory.ResourceKind.HELPLINE}
    assert all(
        DRAMA.fullmatch(number)
        for entry in entries
        for whom in entry.contacts
        for number in (whom.call, whom.text)
        if number
    )
    assert all(where.postcode[-1] in "CIKMOV" for entry in entries for where in entry.places)
    kinds = {kind for entry in entries for kind in entry.facts.get("housing", ())}
    assert kinds == {"wet", "dry", "housing-first", "women", "supported", "tonight"}
    assert sum(entry.kept_safe for entry in entries) == 1
    assert any("makes_use_more" in entry.facts for entry in entries)
    assert len(places[name].names) >= 15


@pytest.mark.parametrize("name", PLACES)
def test_who_works_with_whom_shows_a_broker_and_somebody_alone(places: dict[str, InventedPlace], name: str) -> None:
    people = places[name].organizations
    ties = {(one.name, link.to) for one in people for link in one.links}
    assert {to for _, to in ties} <= {one.name for one in people}
    count = {one.name: sum(one.name in tie for tie in ties) for one in people}
    assert max(count.values()) >= 6
    assert 0 in count.values()
    signed = sum(bool(one.signed) for one in people)
    assert len(people) / 2 < signed < len(people)
    looked = [one.looked.days_ago for run_by in people for one in run_by.resources if one.looked]
    assert min(looked) <= 3
    assert max(looked) > 365


@pytest.fixture
def at_three() -> Iterator[None]:
    with clock.stopped(datetime(2026, 11, 22, 3, 5, tzinfo=LONDON)):
        yield


@pytest.mark.django_db
@pytest.mark.needs("P10", "N6")
def test_loading_twice_changes_nothing_and_the_hours_are_as_uneven_as_they_were_written(
    at_three: None, django_assert_max_num_queries: Any
) -> None:
    first = demo.load_places()
    assert first >= 120
    counts = [model.objects.count() for model in (Resource, Organization, Link, Somewhere)]
    with django_assert_max_num_queries(60):
        assert demo.load_places() == first
    assert [model.objects.count() for model in (Resource, Organization, Link, Somewhere)] == counts
    bognor, crawley = alliance().id, alliance("Crawley").id
    now = {one.entry.name for one in directory.open_now(bognor, clock.now(), 50)}
    assert {"The Night Lamp", "Barnacle House night shelter"} <= now
    by_phone = {"Heron House refuge", "The night line for Crawley"}
    assert {one.entry.name for one in directory.open_now(crawley, clock.now(), 50)} == by_phone
    friday = datetime(2026, 11, 27, 18, 0, tzinfo=LONDON)
    in_bewbush = [
        one
        for one in directory.open_now(crawley, friday, 50)
        for where in one.entry.places
        if where.postcode[:6] == "RH11 8"
    ]
    assert in_bewbush == []
    hub = directory.organizations_of(bognor)["The Invented Hub"]
    assert hub.teams_of is not None
    assert hub.teams_of.name == "The Invented Hub"

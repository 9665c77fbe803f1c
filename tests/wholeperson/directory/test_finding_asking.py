"""What is read from typed words, and names of places. Every name is invented, or only a name on a map."""

import logging
from datetime import datetime
from pathlib import Path

import pytest

from tests.cast import TESTS, alliance, joined, with_role
from wholeperson.directory import public as directory
from wholeperson.directory.public import GazetteerError, NamesError, PlaceName, Spot
from wholeperson.foundation import clock
from wholeperson.interface.saying import LONDON
from wholeperson.people.public import NotYoursError, Role

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 15, 30, tzinfo=LONDON)
BERSTED = Spot(50.795, -0.673)


@pytest.fixture
def names() -> None:
    directory.load_names(
        by=TESTS, alliance_id=alliance().id,
        names=[PlaceName("Bersted", "area", 50.795, -0.673), PlaceName("West Bersted", "area", 50.79, -0.70),
               PlaceName("Bank", "area", 50.7, -0.7)],
    )  # fmt: skip
    directory.load_names(
        by=TESTS, alliance_id=None,
        names=[PlaceName("Bersted", "town", 51, -1), PlaceName("PO21", "outcode", 50.78, -0.68)],
    )  # fmt: skip


@pytest.mark.usefixtures("names")
@pytest.mark.parametrize(
    ("text", "words", "near", "says"),
    [
        ("tea near Bersted", "tea", "Bersted", ("near Bersted",)),
        ("tea close to west bersted", "tea", "West Bersted", ("near West Bersted",)),
        ("bersted tea", "tea", "Bersted", ("near Bersted",)),
        ("PO21 1AA", "", "PO21", ("near PO21",)),
        ("choir po211aa tonight", "choir", "PO21", ("open tonight", "near PO21", "Music")),
        ("food bank", "food bank", "", ("Food",)),
        ("food bank near bank", "food bank", "Bank", ("near Bank", "Food")),
        ("somewhere to go tonight", "somewhere to go tonight", "", ("open tonight", "Somewhere to go tonight")),
        ("nowhere to sleep tonight", "nowhere to sleep tonight", "", ("A bed for tonight",)),
        ("what is open now", "", "", ("open now",)),
        ("needles saturday night", "needles", "", ("open Saturday night",)),
        ("women only group", "women only group", "", ("women only", "a group")),
        ("", "", "", ()),
    ],
)
def test_places_and_times_are_read_and_the_other_words_stay(
    text: str, words: str, near: str, says: tuple[str, ...]
) -> None:
    asked = directory.asked(text, alliance().id, NOW)
    assert asked.wish.words == words
    assert (asked.wish.near is not None) == bool(near)
    assert set(says) <= set(asked.read_as)
    if near:
        assert f"near {near}" in asked.read_as


@pytest.mark.usefixtures("names")
def test_names_of_ones_own_alliance_go_before_those_of_everybody() -> None:
    assert directory.asked("near bersted", alliance().id, NOW).wish.near == BERSTED
    assert directory.asked("near bersted", None, NOW).wish.near == Spot(51, -1)
    found = directory.places_named("bers", alliance().id)
    assert [one.name for one in found] == ["Bersted"]
    assert found[0].spot == BERSTED
    assert [one.name for one in directory.places_named("po21 1aa", alliance().id)] == ["PO21"]
    assert directory.places_named("--", None) == directory.places_named("zz9 9zz", None) == ()
    nearest = directory.nearest_name(Spot(50.7951, -0.6731), alliance().id)
    assert nearest is not None
    assert nearest.name == "Bersted"
    assert directory.nearest_name(Spot(60, 1), alliance().id) is None


@pytest.mark.usefixtures("names")
def test_a_postcode_is_read_by_its_district_and_stands_nowhere_after(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    asked = directory.asked("food near PO21 1AA", alliance().id, NOW)
    directory.find(asked.wish, NOW)
    assert "1aa" not in f"{asked}".casefold()
    assert "1aa" not in caplog.text.casefold()


def test_names_are_loaded_by_the_place_or_the_coordinator_and_nobody_else() -> None:
    here, one = alliance().id, [PlaceName("Here", "area", 50, 0)]
    keeper = with_role("Ada", Role.COORDINATOR)
    directory.load_names(by=keeper, alliance_id=here, names=one)
    directory.load_names(by=TESTS, alliance_id=here, names=[PlaceName("HERE", "area", 51, 0)])
    assert [found.spot for found in directory.places_named("here", here)] == [Spot(51, 0)]
    for by, where in ((keeper, None), (joined("Robin"), here)):
        with pytest.raises(NotYoursError):
            directory.load_names(by=by, alliance_id=where, names=one)
    for strange in (PlaceName("", "area", 50, 0), PlaceName("Moon", "area", 500, 0), PlaceName("a" * 200, "", 50, 0)):
        with pytest.raises(GazetteerError):
            directory.load_names(by=TESTS, alliance_id=None, names=[strange])


def test_a_file_of_names_or_of_districts_is_read() -> None:
    assert list(directory.read_names(["name,kind,latitude,longitude", "Here,area,50.5,-0.5", "There,,51,0"])) == [
        ("Here", "area", 50.5, -0.5),
        ("There", "place", 51, 0),
    ]
    assert list(directory.read_names(["outcode,latitude,longitude,postcodes", "PO21,50.7,-0.7,9"])) == [
        ("PO21", "outcode", 50.7, -0.7)
    ]
    with pytest.raises(NamesError, match="first line"):
        list(directory.read_names(["a,b", "1,2"]))
    with pytest.raises(NamesError, match="Line 3"):
        list(directory.read_names(["name,latitude,longitude", "Here,50,0", "There,north,0"]))


def test_every_district_of_the_country_can_be_loaded(shared: Path) -> None:
    with (shared / "data/places/gb_outcodes.csv").open(encoding="utf-8") as lines:
        rows = [PlaceName(*one) for one in directory.read_names(lines)]
    directory.load_names(by=TESTS, alliance_id=None, names=rows)
    wish = directory.asked("RH10 1AA", None, clock.now()).wish
    assert wish.near is not None
    assert wish.near.km(Spot(51.11, -0.187)) < 8  # Crawley

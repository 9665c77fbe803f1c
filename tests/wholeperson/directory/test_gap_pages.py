"""The pages of gaps: sentences, an address and a file for each, and the link with the maps. All places are invented."""

import csv
import io
import json
import re

import pytest
from django.test import Client

from tests.cast import alliance, browser_of, joined
from tests.listing import listed, weekly
from wholeperson.directory import queries
from wholeperson.directory.models import Somewhere
from wholeperson.directory.public import Spot, Where

pytestmark = pytest.mark.django_db
NEAR, FAR = Spot(50.79, -0.70), Spot(50.80, -0.60)
WEEKDAYS = (weekly("MO,TU,WE,TH", "09:00", "20:00"),)
FRIDAY = "/network/gaps/bognor-regis/talk/aldwick/friday-evening/anybody/"


@pytest.fixture
def place() -> None:
    here = alliance().id
    for name, spot in (("Aldwick", NEAR), ("Felpham", FAR)):
        Somewhere.objects.create(
            alliance_id=here, name=name, folded=name.lower(), kind="neighbourhood", latitude=spot.latitude,
            longitude=spot.longitude,
        )  # fmt: skip
    listed("Tea and talk", terms=("talk",), opens=WEEKDAYS, places=(Where(name="The Hub", spot=NEAR),))
    late = (weekly("FR", "18:00", "22:00"),)
    listed("Night owls", terms=("talk",), opens=late, places=(Where(name="Hall", spot=FAR),))
    listed("Late soup", terms=("food",), opens=late, places=(Where(name="The Hub", spot=NEAR),))
    listed("A rule", facts={"makes_use_more": "Two positive tests before a place."})


@pytest.mark.needs("N3", "N7")
@pytest.mark.usefixtures("place")
def test_the_page_says_what_is_missing_in_sentences(client: Client, django_assert_max_num_queries) -> None:
    page = client.get("/network/gaps/?place=bognor-regis").content.decode()
    assert "What is missing in Bognor Regis" in page
    said = re.sub(r"<[^>]+>", "", page)
    assert "Food: nothing on weekdays in the day, after five on a Monday" in said
    assert "Help of any kind: nothing at the weekend, at night." in said
    assert re.search(r"Aldwick\s+Help of any kind: nothing", said) is None
    assert FRIDAY in page
    assert "Two positive tests before a place." in page
    with django_assert_max_num_queries(16):
        client.get("/network/gaps/?place=bognor-regis")
    narrowed = client.get("/network/gaps/?place=bognor-regis&need=talk&area=aldwick").content.decode()
    assert "<b>Food</b>" not in narrowed
    assert FRIDAY in narrowed
    assert "4 of the 28 parts" not in narrowed
    assert "of the 28 parts of the week have something" in narrowed


@pytest.mark.needs("N3", "W8")
@pytest.mark.usefixtures("place")
def test_each_gap_has_an_address_a_sentence_and_a_file(client: Client) -> None:
    page = client.get(FRIDAY).content.decode()
    assert "<h1>Somebody to talk to: nothing after five on a Friday within 30 minutes’ walk of Aldwick.</h1>" in page
    assert "Night owls" in page
    assert "km from Aldwick" in page
    assert "/maps/user-generated-system/?variable=no-light" in page
    told = json.loads(client.get(f"{FRIDAY}gap.json").content)
    assert told["is_gap"] is True
    assert told["sentence"].startswith("Somebody to talk to: nothing after five")
    assert told["week"]["Evening"][4] == 0
    filled = client.get("/network/gaps/bognor-regis/talk/anywhere/friday-evening/anybody/").content.decode()
    assert "Somebody to talk to: one thing after five on a Friday in Bognor Regis." in filled
    assert "So this is no gap." in filled


@pytest.mark.needs("N3")
@pytest.mark.usefixtures("place")
def test_all_gaps_come_as_a_spreadsheet(client: Client) -> None:
    answer = client.get("/network/gaps/bognor-regis/gaps.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row["address"] for row in rows} >= {FRIDAY}
    assert all(row["sentence"].endswith(".") for row in rows)


@pytest.mark.usefixtures("place")
def test_what_is_not_there_is_not_found(client: Client) -> None:
    for address in (
        "/network/gaps/nowhere/talk/anywhere/nights/anybody/",
        "/network/gaps/bognor-regis/gold/anywhere/nights/anybody/",
        "/network/gaps/bognor-regis/talk/moon/nights/anybody/",
        "/network/gaps/bognor-regis/talk/anywhere/whenever/anybody/",
        "/network/gaps/nowhere/gaps.csv",
    ):
        assert client.get(address).status_code == 404
    assert client.get("/network/gaps/?need=gold&area=moon&group=x").status_code == 200


def test_an_empty_installation_says_so(client: Client) -> None:
    assert "No place has begun its network map" in client.get("/network/gaps/").content.decode()


@pytest.mark.usefixtures("place")
def test_somebody_who_belongs_somewhere_sees_that_place_first() -> None:
    listed("Elsewhere", place="Crawley")
    page = browser_of(joined("Sam", place="Crawley")).get("/network/gaps/").content.decode()
    assert "What is missing in Crawley" in page


@pytest.mark.needs("S8", "W8")
@pytest.mark.usefixtures("place")
def test_a_variable_of_the_map_says_what_there_is_for_it_in_a_place(client: Client) -> None:
    page = client.get("/maps/the-struggle/?variable=no-light").content.decode()
    assert page.count("What there is in a place") == 1
    assert "2 things on the network map" in page
    assert "/network/gaps/?place=bognor-regis&amp;need=peers&amp;need=talk" in page
    assert "What there is in a place" not in client.get("/maps/the-hold/?variable=the-buzz").content.decode()


@pytest.mark.needs("N3")
def test_what_is_always_there_for_everybody_is_said_too(client: Client) -> None:
    listed("A line", terms=tuple(queries.variables()), opens=(weekly("MO,TU,WE,TH,FR,SA,SU", "00:00", "00:00"),))
    for need, names in queries.variables().items():
        page = client.get(f"/network/gaps/bognor-regis/{need}/anywhere/nights/anybody/").content.decode()
        assert "there is something in every part of the week" in page
        assert page.count("?variable=") == len(names)


@pytest.mark.needs("N3", "N9")
@pytest.mark.usefixtures("place")
def test_the_page_of_a_gap_names_what_there_is_for_women(client: Client) -> None:
    every = (weekly("MO,TU,WE,TH,FR,SA,SU", "00:00", "00:00"),)
    listed("Invented refuge", terms=("safety",), opens=every, kept_safe=True, facts={"women_only": "yes"})
    listed("Invented five a side", terms=("safety",), opens=every, oldest=24)
    page = client.get("/network/gaps/bognor-regis/safety/anywhere/at-any-time/anybody/").content.decode()
    said = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Safe from somebody: nothing that everybody can use at any time in Bognor Regis." in said
    assert "Safe from somebody: there is nothing that everybody can use at any time of the week." in said
    assert "What there is for some people Invented five a side For under 25" in said
    assert "Invented refuge For women" in said
    listing = client.get("/network/gaps/?place=bognor-regis").content.decode()
    assert "Safe from somebody: nothing that everybody can use at any time." in re.sub(r"<[^>]+>", "", listing)

"""Help now in a place: what is open this minute, who answers, and what opens next. All of it is invented."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests.cast import alliance, browser_of, joined
from tests.listing import listed, weekly
from wholeperson.directory.public import Listed, Opens, ResourceKind, Room, Rule, Where, Whom
from wholeperson.foundation import clock
from wholeperson.home.presenters import local
from wholeperson.interface.saying import LONDON

pytestmark = pytest.mark.django_db
SUNDAY_AT_THREE = datetime(2026, 11, 22, 3, 5, tzinfo=LONDON)
LIGHT = 20_000  # bytes, on the busiest morning
LANTERN = Where(name="Lantern House", address="1 Teapot Row")
DAY_AND_NIGHT = Opens(
    rule=Rule(opens=time(0), closes=time(0), days=("MO", "TU", "WE", "TH", "FR", "SA", "SU")), attending="phone"
)


@pytest.fixture(autouse=True)
def _at_three() -> Iterator[None]:
    with clock.stopped(SUNDAY_AT_THREE):
        yield


def words(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def there(
    name: str, *opens: Opens, rings: str = "01632 960001", begin: tuple[str, ...] = ("walk-in", "ring"), **kept: Any
) -> Listed:
    facts = {"begin": list(begin), **kept.pop("facts", {})} if begin else kept.pop("facts", {})
    contacts = (Whom(role="Whoever answers", first=True, call=rings),) if rings else ()
    kind = kept.pop("kind", ResourceKind.PLACE)
    return listed(
        name, kind=kind, opens=opens, contacts=contacts, facts=facts, places=kept.pop("places", (LANTERN,)), **kept
    )


@pytest.mark.needs("P10", "N6")
def test_a_bed_comes_first_then_somebody_to_talk_to_then_what_is_for_some_only(client: Client) -> None:
    there("The chairs", weekly("SA", "20:00", "06:00"), terms=("tonight",))
    there("The listeners", weekly("SA", "20:00", "06:00"), terms=("talk",))
    there("More listeners", weekly("SA", "20:00", "06:00"), terms=("talk",), oldest=24)
    there("The beds", weekly("SA", "19:00", "08:00"), kind=ResourceKind.HOUSING, terms=("bed-tonight",))
    there("The choir", weekly("SA", "20:00", "06:00"), kind=ResourceKind.ACTIVITY)
    said = words(client, "/help-now/?place=bognor-regis")
    order = ["Call 999", "You are near Bognor Regis", "Open now in Bognor Regis", "The beds", "The listeners",
             "The chairs", "More listeners", "The choir", "Somebody answers these now"]  # fmt: skip
    assert [said.index(one) for one in order] == sorted(said.index(one) for one in order)
    assert "Open now, until 8 in the morning." in said
    assert "Lantern House, 1 Teapot Row" in said


def test_what_has_room_comes_before_what_has_a_list(client: Client) -> None:
    there("A list", weekly("SA", "20:00", "06:00"), terms=("talk",), room=Room.WAITING_LIST)
    there("Room to sit", weekly("SA", "20:00", "06:00"), terms=("talk",))
    said = words(client, "/help-now/?place=bognor-regis")
    assert said.index("Room to sit") < said.index("A list")


@pytest.mark.needs("P10")
def test_an_empty_hour_is_said_honestly_and_somebody_answers(client: Client) -> None:
    there("The night line", DAY_AND_NIGHT, kind=ResourceKind.HELPLINE, terms=("talk",), places=())
    there("The breakfast", weekly("SU", "07:00", "11:00"), terms=("food",))
    said = words(client, "/help-now/?place=bognor-regis")
    assert "Nothing is open in Bognor Regis at this hour. These people answer: The night line" in said
    assert "The breakfast opens in four hours" in said
    assert "Until then: The night line answers on 01632 960001 , and Samaritans listens on 116 123" in said


def test_while_something_is_open_that_is_where_to_be_until_the_next_opens(client: Client) -> None:
    there("The chairs", weekly("SA", "20:00", "06:00"), terms=("tonight",))
    there("The breakfast", weekly("SU", "07:00", "11:00"), terms=("food",))
    there("The lunch", weekly("SU", "12:00", "14:00"), terms=("food",))
    said = words(client, "/help-now/?place=bognor-regis")
    assert "Until then: The chairs is open, and Samaritans" in said
    assert "The lunch opens in nine hours" in said


@pytest.mark.needs("P10", "N9")
def test_an_address_kept_safe_shows_its_phone_only(client: Client) -> None:
    room = {"room": Room.FREE, "room_places": 1, "room_on": date(2026, 11, 21)}
    refuge: dict[str, Any] = {"kind": ResourceKind.HOUSING, "kept_safe": True, "places": (), "begin": ("ring",), **room}
    there("Tern House", DAY_AND_NIGHT, terms=("bed-tonight", "safety"), **refuge)
    said = words(client, "/help-now/?place=bognor-regis")
    assert "Nothing is open" in said
    assert "Tern House" in said
    assert "The address is kept safe. Ring first. 1 place free, they told us yesterday." in said


@pytest.mark.parametrize(
    ("room", "says"),
    [
        ({"room": Room.FREE, "room_on": date(2026, 11, 22)}, "There is room, they told us today."),
        (
            {"room": Room.FREE, "room_places": 3, "room_on": date(2026, 11, 20)},
            "3 places free, they told us two days ago.",
        ),
        ({"room": Room.NONE, "room_on": date(2026, 11, 22)}, "It was full when they last told us."),
        ({"room": Room.ASK, "room_on": date(2026, 11, 22)}, ""),
        ({"room": Room.FREE, "room_places": 3, "room_on": date(2026, 11, 1)}, ""),
    ],
)
def test_room_is_told_while_it_is_fresh(client: Client, room: dict[str, Any], says: str) -> None:
    there("The beds", weekly("SA", "19:00", "08:00"), kind=ResourceKind.HOUSING, terms=("bed-tonight",), **room)
    said = words(client, "/help-now/?place=bognor-regis")
    assert says in said
    assert "places free" not in said or says


def test_what_nobody_can_begin_by_themselves_at_night_is_left_out(client: Client) -> None:
    there("By introduction", weekly("SA", "20:00", "06:00"), begin=("introduced",), terms=("talk",))
    there("A home by day", weekly("SA", "20:00", "06:00"), kind=ResourceKind.HOUSING, terms=("home",))
    assert "Nothing is open" in (said := words(client, "/help-now/?place=bognor-regis"))
    assert "By introduction" not in said
    assert "A home by day" not in said


def test_while_people_only_answer_online_or_by_phone_no_door_is_named(client: Client) -> None:
    at_night = Opens(rule=Rule(opens=time(20), closes=time(6), days=("SA",)), attending="online")
    there("Talking help", weekly("MO", "09:00", "17:00"), at_night, terms=("talk",))
    there("Open both ways", weekly("SA", "21:00", "05:00"), at_night, terms=("talk",))
    said = words(client, "/help-now/?place=bognor-regis")
    assert said.index("Open both ways") < said.index("Somebody in Bognor Regis answers") < said.index("Talking help")
    assert "Open now, until 5 in the morning" in said


def test_without_a_phone_or_a_way_to_begin_nothing_is_made_up(client: Client) -> None:
    there("The shelf", weekly("SA", "20:00", "06:00"), rings="", begin=(), terms=("food",), alert="Bring a bag.")
    said = words(client, "/help-now/?place=bognor-regis")
    assert "Bring a bag." in said
    assert "We have not looked for a long time." in said


def test_more_than_a_screenful_leads_to_the_list(client: Client) -> None:
    for number in range(7):
        there(f"Chairs {number}", weekly("SA", "20:00", "06:00"), terms=("tonight",))
    page = client.get("/help-now/?place=bognor-regis").content.decode()
    assert 'href="/network/?place=bognor-regis&amp;when=now"' in page
    assert "Chairs 6" not in page
    assert len(page) < LIGHT


@pytest.mark.needs("P10")
def test_the_numbers_are_there_on_a_night_when_the_tables_are_not(client: Client, caplog: Any) -> None:
    def broken(*_: Any) -> None:
        raise OperationalError("disk I/O error")

    with connection.execute_wrapper(broken):
        said = words(client, "/help-now/?place=bognor-regis")
    assert "116 123" in said
    assert "near" not in said
    assert "without its places" in caplog.text


@pytest.mark.needs("P9", "P10")
def test_the_place_stands_in_the_address_and_nowhere_else(client: Client) -> None:
    alliance(), alliance("Crawley")
    there("The chairs", weekly("SA", "20:00", "06:00"), terms=("tonight",))
    assert "Where are you near? Bognor Regis Crawley Somewhere else" in words(client, "/help-now/")
    assert "The chairs" in words(client, "/help-now/?place=bognor-regis")
    assert not client.cookies
    for nowhere in ("elsewhere", "atlantis", quote("<b>")):
        said = words(client, f"/help-now/?place={nowhere}")
        assert "Open now in" not in said
        assert "116 123" in said


@pytest.mark.needs("P10")
def test_somebody_signed_in_gets_their_alliances_place_and_can_choose_another() -> None:
    there("The chairs", weekly("SA", "20:00", "06:00"), terms=("tonight",))
    browser = browser_of(joined("Lee", place="Crawley"))
    assert "Nothing is open in Crawley" in words(browser, "/help-now/")
    assert "Open now in Bognor Regis" in words(browser, "/help-now/?place=bognor-regis")
    assert (
        "Open now" not in words(browser, "/help-now/?place=elsewhere").split("Somebody answers")[0].split("Free.", 1)[1]
    )


@pytest.mark.needs("N1")
def test_my_place_says_what_is_open_and_leads_to_all_of_the_map(client: Client) -> None:
    there("The chairs", weekly("SA", "20:00", "06:00"), terms=("tonight",))
    page = client.get("/my-place/?place=bognor-regis").content.decode()
    assert "The chairs" in page
    for way in ("", "options/", "gaps/", "people/", "paper/", "front-desk/"):
        assert f'href="/network/{way}?place=bognor-regis"' in page
    assert 'href="/network/charter/bognor-regis/"' in page
    assert 'href="/network/add/"' not in page  # nobody is led to a page that is not theirs
    assert 'action="/network/" method="get"' in page
    assert 'name="place" value="bognor-regis"' in page


def test_my_place_says_honestly_that_no_door_is_open(client: Client) -> None:
    there("The breakfast", weekly("SU", "07:00", "11:00"), terms=("food",))
    said = words(client, "/my-place/?place=bognor-regis")
    assert "No door is open at this hour. The breakfast opens in four hours." in said


def test_help_in_a_place_asks_the_tables_as_often_for_many_as_for_one(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        there(f"Chairs {number}", weekly("SA", "20:00", "06:00"), terms=("tonight",))
    with clock.stopped(SUNDAY_AT_THREE + timedelta(minutes=1)), django_assert_max_num_queries(20):
        client.get("/help-now/?place=bognor-regis")


@pytest.mark.parametrize(
    ("begin", "rings", "says"),
    [
        (("walk-in", "ring"), "01632 960001", "Walk in, or ring first."),
        (("walk-in",), "01632 960001", "Walk in."),
        (("walk-in", "ring"), "", "Walk in."),
        (("ring",), "01632 960001", "Ring first."),
        ((), "", ""),
    ],
)
def test_how_to_begin_is_said_once_somebody_looked(begin: tuple[str, ...], rings: str, says: str) -> None:
    found = there("The chairs", weekly("SA", "20:00", "06:00"), terms=("tonight",), begin=begin, rings=rings)
    here = alliance()
    looked = replace(found, checked_on=date(2026, 11, 1))
    assert local(here, [looked], [], SUNDAY_AT_THREE).open[0].begin == says
    long_ago = replace(found, checked_on=date(2026, 5, 1))
    assert "not looked for a long time" in local(here, [long_ago], [], SUNDAY_AT_THREE).open[0].begin

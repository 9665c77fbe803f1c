"""The public pages of the network map, as somebody meets them. Every name, place and number is invented."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import TESTS, alliance, joined, with_role
from tests.cast import browser_of as browser
from tests.listing import listed, weekly
from wholeperson.directory.forms import finding as asking
from wholeperson.directory.models import (
    Charter,
    Findable,
    Link,
    Organization,
    OtherHours,
    Place,
    Resource,
    SignedUp,
    Somewhere,
    Source,
)
from wholeperson.directory.presenters import listing, saying
from wholeperson.directory.presenters.who import who_page
from wholeperson.directory.public import (
    BankHolidays,
    Found,
    Hit,
    Often,
    Opens,
    OtherTimes,
    ResourceKind,
    Room,
    Rule,
    Spot,
    Status,
    Where,
    Whom,
)
from wholeperson.directory.queries import Runs, Tie, named_places, somewhere
from wholeperson.foundation import clock
from wholeperson.foundation.actions import action
from wholeperson.people.public import Role

pytestmark = pytest.mark.django_db
THURSDAY = datetime(2026, 11, 19, 10, 30, tzinfo=UTC)
HUB = Where(
    name="The Hub", address="1 Invented Street", town="Bognor Regis", postcode="PO21 1ZZ", spot=Spot(50.78, -0.67)
)
HALL = Where(name="", address="2 Made-up Lane", postcode="PO22 9ZZ", spot=Spot(50.80, -0.67))
RING = Whom(role="whoever makes the tea", first=True, call="01632 960001", text="07700 900001", email="tea@example.org")


@pytest.fixture(autouse=True)
def on_a_thursday() -> Iterator[None]:
    with clock.stopped(THURSDAY):
        yield


@action("a row was left behind in a test")
def left_behind(*, by: str, row: Any) -> Any:
    """Write a row as no deed of ours would, to see what pages make of it."""
    row.save()
    return row


def get(address: str, **more: str) -> str:
    answer = Client().get(address, more)
    assert answer.status_code == 200, answer
    return unescape(answer.content.decode())


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def tea(**more: Any) -> Any:
    kept = {
        "summary": "Tea, and somebody to talk to.", "places": (HUB,), "contacts": (RING,),
        "opens": (weekly("TH", "10:00", "12:00"),), "terms": ("talk",),
        "facts": {"begin": ["walk-in", "ring"], "cost": "free"},
    }  # fmt: skip
    return listed("Tea and talk", **(kept | more))


def known(name: str, latitude: float, longitude: float, kind: str = "neighbourhood") -> None:
    row = Somewhere(alliance_id=alliance().id, name=name, folded=name.lower(), kind=kind)
    row.latitude, row.longitude = latitude, longitude
    row.save()


# ---- the list


@pytest.mark.needs("N1", "P10")
def test_the_list_says_of_each_what_somebody_begins_with() -> None:
    found = tea()
    page = get("/network/")
    said = text(page)
    assert f'href="/network/{found.id}/"' in page
    assert 'href="tel:01632960001"' in page
    for words in (
        "What there is in Bognor Regis", "Tea and talk", "A group, by The Hub", "Open now, until noon",
        "To begin: Walk in or ring.", "Tea, and somebody to talk to.", "We do not know when somebody last looked.",
    ):  # fmt: skip
        assert words in said


def test_words_and_a_time_find_and_each_can_be_taken_off_again() -> None:
    tea()
    listed("Choir", opens=(weekly("SA", "19:00", "23:00"),))
    assert "Choir" in get("/network/", when="saturday-night")
    assert "Tea and talk" not in get("/network/", when="saturday-night")
    page = get("/network/", q="tea", when="now", need="talk", filter="cost:free", kind="group")
    for taken in ("“tea”", "open now", "somebody to talk to", "free", "a group"):
        assert f'rel="nofollow">{taken}<svg' in page
    assert "1 thing fits" in page
    at = get("/network/", when="at", date="2026-11-26", time="10:30")
    assert "open on Thursday 26 November, 10:30 in the morning" in at
    assert "Tea and talk" in at


def test_a_day_that_cannot_be_read_is_said_and_nothing_breaks() -> None:
    tea()
    for odd in ({"when": "at", "date": "tomorrow"}, {"date": "2026-11-26", "time": "late"}):
        assert "We could not read that day and time." in get("/network/", **odd)
    for odd in ({"page": "x"}, {"page": "-1"}, {"when": "never"}, {"need": "women"}, {"kind": "x"}, {"q": "a\x00b"}):
        get("/network/", **odd)
    assert "This page of the list is empty." in get("/network/", page="9")


@pytest.mark.needs("N8")
def test_an_address_of_a_house_never_stays_in_the_address_of_a_page() -> None:
    answer = Client().get("/network/", {"near": "Flat 3, 12 High Street, po21 1aa", "q": "food po21 1aa", "when": ""})
    assert (answer.status_code, answer["Location"]) == (302, "/network/?near=PO21&q=food+PO21")
    street = Client().get("/network/", {"near": "12 High Street"})
    assert street["Location"] == "/network/?near=High+Street"
    assert Client().get("/network/", {"near": "High Street"}).status_code == 200
    assert "po21 1aa" not in get("/network/", near="PO21")


def test_near_a_place_that_is_known_is_said_and_one_that_is_not_known_is_said_too() -> None:
    tea()
    known("Bersted", 50.795, -0.672)
    assert "near Bersted" in text(get("/network/", near="bersted"))
    page = get("/network/", near="Atlantis")
    assert "We do not know a place called “Atlantis”" in page
    assert "You could try Bersted." in page
    assert '<option value="Bersted" data-at="50.7950,-0.6720">' in page


@pytest.mark.parametrize("typed", [
    "somewheer to go tonite near bersted", "soomewhere to go tonite bersted",
    "somewheer to go tomorrowe nighht near bersted",
])  # fmt: skip
def test_somebody_who_makes_more_than_one_slip_is_understood(typed: str) -> None:
    known("Bersted", 50.795, -0.672)
    always = (weekly("MO,TU,WE,TH,FR,SA,SU", "00:00", "00:00"),)
    listed("The Front Room", terms=("tonight",), opens=always, places=(Where(spot=Spot(50.795, -0.672)),))
    page = text(get("/network/", q=typed))
    assert "The Front Room" in page
    assert "near Bersted" in page
    assert "open to" in page


def test_the_name_that_an_alliance_uses_comes_before_the_same_name_elsewhere() -> None:
    here = alliance().id
    known("Bersted", 50.795, -0.672)
    Somewhere(name="Bersted", folded="bersted", kind="town", latitude=1, longitude=1).save()
    found = somewhere("  BERSTED.", here)
    assert found is not None
    assert found.spot == Spot(50.795, -0.672)
    assert somewhere("bersted", None) is not None
    assert somewhere("…", here) is None
    assert [one.name for one in named_places(None)] == ["Bersted"]


def test_an_empty_result_helps() -> None:
    tea()
    alliance("Crawley")
    page = get("/network/", q="zebra", need="talk", when="now", near="x", filter="cost:free", place="bognor-regis")
    for words in (
        "We found nothing that fits all of it", "At any time", "Anywhere here, near or far", "Without what you ticked",
        "In the other places too", "Without your words", "Everything that there is", "Samaritans", "Call 116 123",
    ):  # fmt: skip
        assert words in page
    assert "Call 999" not in page  # it is on every page already


def test_a_map_with_nothing_on_it_says_so() -> None:
    alliance()
    assert "Nothing is on this map yet" in get("/network/")


def test_one_s_own_place_comes_first_and_others_can_be_chosen() -> None:
    tea()
    listed("Supper", place="Crawley", by="Crawley Hub")
    stranger, own = get("/network/"), browser(joined("Lee", place="Crawley")).get("/network/").content.decode()
    assert "Tea and talk" in stranger
    assert "by Crawley Hub in Crawley" in stranger
    assert "What there is in Crawley" in own
    assert "Tea and talk" not in own
    assert "Tea and talk" in get("/network/", place="all")
    assert "What there is in Bognor Regis" in get("/network/", place="bognor-regis")


def test_a_long_list_is_turned_by_pages() -> None:
    for number in range(22):
        listed(f"Thing {number:02}")
    first, second = get("/network/"), get("/network/", page="2")
    assert "page 1 of 2" in first
    assert 'rel="next nofollow" href="/network/?page=2"' in first
    assert "Thing 19" in first
    assert "Thing 20" in second
    assert 'rel="prev nofollow" href="/network/"' in second


def test_a_list_of_twenty_asks_the_database_as_often_as_a_list_of_three() -> None:
    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as found:
            Client().get(address)
        return len(found)

    for number in range(3):
        listed(f"Thing {number}", places=(HUB,), opens=(weekly("TH", "10:00", "12:00"),))
    few = {
        address: asked(address)
        for address in ("/network/", "/network/where/", "/network/who/", "/network/options/?need=talk")
    }
    for number in range(3, 20):
        listed(
            f"Thing {number}",
            by=f"Team {number}",
            places=(HUB,),
            opens=(weekly("TH", "10:00", "12:00"),),
            contacts=(RING,),
        )
    assert {address: asked(address) for address in few} == few
    assert few["/network/"] <= 13


def test_what_was_mended_understood_and_counted_is_shown() -> None:
    found = tea()
    here = alliance()
    asked = asking.read(_typed("q=skript"), (here,), None)
    shown = listing.list_page(
        asked,
        Found(hits=(Hit(found.id, 0.2, ("somebody to talk to",)), Hit(uuid4())), total=45, facets={"talk": 3,
        "kind:group": 1},
              mended={"skript": "script"}, read_as=("open now",)),
        {found.id: found}, None, (), (here,), THURSDAY,
    )  # fmt: skip
    assert (shown.rows[0].far, shown.rows[0].why) == ("a few minutes’ walk", ("somebody to talk to",))
    assert len(shown.rows) == 1
    long = tea(summary="", description="Many words. " * 40)
    assert saying.summary(long.entry).endswith("words …")
    assert len(saying.summary(long.entry)) < 185
    assert shown.mended == (("skript", "script"),)
    assert shown.plain_words == "/network/?q=skript&as=words"
    counts = {choice.value: choice.count for group in shown.groups for choice in group.choices}
    assert (counts["talk"], counts["group"], counts["food"]) == (3, 1, 0)


def _typed(query: str) -> Any:
    return QueryDict(query)


@pytest.mark.parametrize(
    ("km", "says"),
    [(0.1, "a few minutes’ walk"), (0.6, "about 10 minutes’ walk"), (1.4, "about 25 minutes’ walk"), (3.1,
    "about 2 miles"),
     (2.7, "about 45 minutes’ walk"), (12.0, "about 7 miles")],
)  # fmt: skip
def test_a_distance_is_said_as_people_go_it(km: float, says: str) -> None:
    assert saying.how_far(km) == says


# ---- one resource


@pytest.mark.needs("N2", "N3")
def test_a_resource_tells_everything_that_somebody_decides_by() -> None:
    found = tea(
        description="Twelve chairs.\n\nNobody takes your name.", website="https://hub.example/", youngest=18,
        alert="We moved upstairs.", bank_holidays=BankHolidays.CLOSED, room=Room.FREE, room_places=2,
        room_on=date(2026, 11, 10), terms=("talk", "music", "women"),
        facts={"begin": ["walk-in"], "women_only": "yes", "languages": ["English", "Polish"], "like": "Warm.",
               "still_using": "yes", "makes_use_more": "You have to test positive twice.", "street": "A blue door."},
        opens=(
            weekly("TH", "10:00", "12:00"),
            Opens(rule=Rule(opens=time(14), closes=time(16), days=("TU",), interval=2, start=date(2026, 11, 3)),
                  words="With soup.", attending="by phone"),
            Opens(rule=Rule(opens=time(9), closes=time(10), days=("MO",), end=date(2026, 11, 1))),
            Opens(rule=Rule(opens=time(9), closes=time(10), days=("-1SU",), often=Often.MONTHLY,
            start=date(2026, 12, 1),
                            end=date(2027, 3, 1))),
        ),
        other_times=(OtherTimes(date(2026, 12, 1), date(2026, 12, 1), time(12), time(13), "we paint"),),
        contacts=(RING, Whom(role="the manager", call="01632 960009", words="On weekdays.")),
    )  # fmt: skip
    page = get(f"/network/{found.id}/")
    said = text(page)
    for words in (
        "Tea and talk", "Turn first to whoever makes the tea", "Ring 01632 960001", "Text 07700 900001",
        "We moved upstairs.",
        "Thursdays, 10 to 12",
        "Every second Tuesday, 2 to 4 in the afternoon by phone With soup. Next on Tuesday 15 December",
        "The last Sunday of the month, 9 to 10 in the morning, from Tuesday 1 December, until Monday 1 March",
        "Tuesday 1 December: open 12 to 1 in the afternoon (we paint)", "Closed on bank holidays.",
        "2 places are free. That was so on Tuesday 10 November.", "1 Invented Street", "Ages: From 18",
        "English; Polish",
        "A rule that can make people use more You have to test positive twice.", "the place could change it",
        "We do not know yet", "what happens first", "the manager", "has not signed up", "A blue door.",
    ):  # fmt: skip
        assert words in said, words
    assert "Mondays" not in said
    for link in ("times.ics", "wrong/", "said/"):
        assert f'href="/network/{found.id}/{link}"' in page
    for link in ("tel:01632960001", "sms:07700900001", "mailto:tea@example.org", "/network/charter/bognor-regis/",
                 "/network/options/?need=talk", "/network/?interest=music", "/network/?suits=women"):  # fmt: skip
        assert f'href="{link}"' in page
    assert "change/" not in page


def test_only_whoever_may_keep_an_entry_is_led_to_changing_it() -> None:
    found = tea()
    coordinator = browser(with_role("Priya", Role.COORDINATOR)).get(f"/network/{found.id}/").content.decode()
    assert f"/network/{found.id}/change/" in coordinator
    assert "change/" not in browser(joined("Sam")).get(f"/network/{found.id}/").content.decode()


def test_a_resource_of_which_little_is_known_says_so_kindly() -> None:
    page = text(get(f"/network/{listed('Bare').id}/"))
    for words in ("We do not know its hours. Ring first.", "Nobody has told us yet how to reach them.",
                  "Nobody has told us about: when it is open; whom to turn to first; where it is"):  # fmt: skip
        assert words in page
    line = text(get(f"/network/{listed('A line', kind=ResourceKind.HELPLINE).id}/"))
    assert "where it is" not in line
    home = text(get(f"/network/{listed('A home', kind=ResourceKind.HOUSING, room=Room.ASK, oldest=30).id}/"))
    assert "Ask them whether there is room." in home
    assert "Up to 30" in home
    one = listed("One", kind=ResourceKind.HOUSING, room=Room.FREE, room_places=1, youngest=18, oldest=25)
    row = Resource.objects.get(pk=one.id)
    row.terms = ["gone-from-the-list", "talk"]
    left_behind(by=TESTS, row=row)
    assert "There is one place free." in text(get(f"/network/{one.id}/"))


@pytest.mark.parametrize(
    ("status", "says"), [(Status.PAUSED, "closed for now"), (Status.CLOSED, "It is not there any more")]
)
def test_what_is_closed_says_so(status: Status, says: str) -> None:
    assert says in text(get(f"/network/{tea(status=status).id}/"))


def test_when_it_was_checked_and_who_stands_by_the_charter_and_whence_it_comes_is_shown() -> None:
    found = tea()
    row = Resource.objects.get(pk=found.id)
    source = left_behind(by=TESTS, row=Source(
        alliance_id=found.alliance_id, name="A county’s list", address="https://example.org/",
        licence="OGL 3"))  # fmt: skip
    row.checked_on, row.checked_how, row.source = date(2026, 11, 2), "by a peer, in person", source
    left_behind(by=TESTS, row=row)
    charter = left_behind(by=TESTS, row=Charter(alliance_id=found.alliance_id, number=1, principles=["Kind"]))
    left_behind(by=TESTS, row=SignedUp(charter=charter, organization_id=found.organization_id, signed_as="the manager"))
    said = text(get(f"/network/{found.id}/"))
    assert re.search(r"Checked \w+ \w+ ago by a peer, in person\.", said)
    assert "The Hub stands by the principles of Bognor Regis , since November 2026." in said
    assert "From: A county’s list. Licence: OGL 3." in said
    row.checked_on = date(2026, 1, 2)
    left_behind(by=TESTS, row=row)
    assert "Nobody has looked for more than half a year." in text(get(f"/network/{found.id}/"))


def test_what_became_part_of_another_entry_leads_on_to_it_and_what_is_nowhere_is_not_found() -> None:
    old, middle, new = tea(), listed("Middle"), listed("New")
    for one, into in ((old, middle), (middle, new)):
        row = Resource.objects.get(pk=one.id)
        row.merged_into_id = into.id
        left_behind(by=TESTS, row=row)
    answer = Client().get(f"/network/{old.id}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/network/{new.id}/")
    assert Client().get(f"/network/{UUID(int=5)}/").status_code == 404


# ---- kept safe

SECRETS = ("99 Hidden Road", "Hidden", "PO99 9ZZ", "PO99", "50.123", "-0.456", "Number 77", "green door")


@pytest.mark.needs("N7", "T12")
def test_no_page_shows_where_a_place_is_whose_address_is_kept_safe() -> None:
    safe = listed("A house", kind=ResourceKind.HOUSING, kept_safe=True, terms=("safety",), contacts=(RING,),
                  opens=(weekly("TH", "10:00", "12:00"),))  # fmt: skip
    known("Bersted", 50.124, -0.457)
    row = Resource.objects.get(pk=safe.id)
    # As if an older version of the program, or a hand in the tables, had left all this behind.
    row.facts = {"street": "A green door", "bus": "Number 77", "first": "Come to 99 Hidden Road", "cost": "free"}
    row.description = row.summary = row.alert = "99 Hidden Road, PO99 9ZZ"
    left_behind(by=TESTS, row=row)
    place = left_behind(by=TESTS, row=Place(
        alliance_id=safe.alliance_id, name="Hidden House", address="99 Hidden Road", postcode="PO99 9ZZ",
        latitude=50.123, longitude=-0.456,
    ))  # fmt: skip
    row.places.add(place)
    Findable.objects.filter(resource=row).update(place=place, latitude=50.123, longitude=-0.456)
    left_behind(
        by=TESTS, row=OtherHours(resource=row, first=date(2026, 12, 1), last=date(2026, 12, 1), why="at 99 Hidden Road")
    )
    for address in (
        "/network/", "/network/?near=Bersted", "/network/?q=house", f"/network/{safe.id}/", "/network/where/",
        "/network/who/",
        "/network/options/?need=safety", f"/network/options/?side={safe.id}",
    ):  # fmt: skip
        page = get(address)
        assert not [secret for secret in SECRETS if secret in page.replace("50.1240,-0.4570", "")], address
    assert "The address is kept safe. Ring first." in get("/network/")
    assert "The address is kept safe. Ring first." in get(f"/network/{safe.id}/")
    assert "walk" not in text(get("/network/", near="Bersted"))
    where = get("/network/where/")
    assert "not on the drawing" in where
    assert 'class="sketch' not in where


# ---- options


@pytest.mark.needs("N3", "N4")
def test_options_stand_side_by_side_question_by_question() -> None:
    one = tea(facts={"works": "Six in ten felt better.", "works_source": "asked on paper", "by_peers": "yes",
    "cost": "some",
                     "cost_words": "A pound", "wait": "Nine days"}, room=Room.WAITING_LIST, room_on=date(2026,
                     11, 1))  # fmt: skip
    other = listed("Choir", facts={"runs_it": "A teacher", "begin": ["walk-in"]}, kind=ResourceKind.ACTIVITY)
    page = get(f"/network/options/?side={one.id}&side={other.id}&side=nonsense")
    said = text(page)
    for words in (
        "Side by side", "Tea and talk", "Choir", "Six in ten felt better. (asked on paper)", "Something. A pound.",
        "The Hub. It is run by people who have been there.",
        "Nine days. There is a waiting list. (so on Sunday 1 November)",
        "A teacher.", "Nobody told us.", "Open now, until noon. Thursdays, 10 to 12.",
        "About none of them has anybody told us: what it asks of me,", "Put it aside",
    ):  # fmt: skip
        assert words in said, words
    assert f'href="/network/options/?side={other.id}"' in page


def test_options_begin_with_a_need_and_at_most_six_are_shown() -> None:
    for number in range(8):
        listed(f"Food {number}", terms=("food",), summary="food")
    page = get("/network/options/", need="food")
    assert "My options: food" in page
    assert len(re.findall(r'<th scope="col"><a', page)) == 6
    assert "There are 2 more." in text(page)
    assert "What are my options?" in get("/network/options/")
    assert "What are my options?" in get("/network/options/", need="women")
    assert 'href="/network/options/?need=talk&place=bognor-regis"' in get("/network/options/", place="bognor-regis")


def test_a_need_for_which_there_is_nothing_is_a_gap_in_the_place() -> None:
    alliance()
    page = get("/network/options/", need="detox")
    assert "That is a gap in the place, and nothing about you." in page


# ---- where


@pytest.mark.needs("N9", "T14")
def test_the_drawing_and_its_table_say_the_same() -> None:
    tea()
    listed("Late tea", places=(HUB,))
    listed("Lunch", places=(HALL, Where(address="In the park")), kind=ResourceKind.PLACE)
    listed("A line", kind=ResourceKind.HELPLINE)
    known("Bersted", 50.801, -0.671)
    known("Felpham", 50.79, -0.62)
    known("PO21", 50.78, -0.68, kind="district")
    page = get("/network/where/")
    assert page.count('class="site') == 4  # two circles, drawn for a desk and for a phone
    assert 'class="site open"' in page
    assert "We know of nothing in Felpham." in page
    assert 'id="site-2" data-at="50.7800,-0.6700"' in page
    for words in ("2 Made-up Lane near Bersted", "Tea and talk A group. Open now, until noon.",
    "Without a point on the map"):  # fmt: skip
        assert words in text(page).replace(", PO22 9ZZ", "")
    assert ">PO21<" not in page
    assert "Lunch" not in get("/network/where/", kind="group")
    assert "data-tiles" not in page


def test_a_place_without_a_gazetteer_and_one_with_nothing_are_drawn_too() -> None:
    alliance()
    assert "Nobody has told us of anything with a point" in get("/network/where/")
    for number, spot in enumerate((Spot(50.78, -0.67), Spot(50.80, -0.70), Spot(50.83, -0.72), Spot(51.2, -0.72))):
        listed(f"Thing {number}", places=(Where(address="A lane", spot=spot),))
    assert "km</text>" in get("/network/where/")
    for name, latitude, longitude in (("One", 50.78, -0.67), ("Two", 50.80, -0.70), ("Three", 50.83, -0.72)):
        known(name, latitude, longitude, kind="spot")
    assert "Most of it is in One and Three." in get("/network/where/")


def test_street_maps_are_offered_only_where_the_place_supplies_them(settings: Any) -> None:
    settings.MAP_TILES, settings.MAP_TILES_CREDIT = "https://tiles.example/{z}/{x}/{y}.png", "Invented maps"
    tea()
    page = get("/network/where/")
    assert 'data-tiles="https://tiles.example/{z}/{x}/{y}.png" data-credit="Invented maps"' in page
    assert "which then learns which part of the world you look at" in page


# ---- who


@pytest.mark.needs("C1")
def test_who_connects_and_who_stands_alone_is_said_first_then_drawn_then_listed() -> None:
    for name in ("Alpha", "Beta", "Gamma", "Delta", "Echo"):
        listed(f"{name} group", by=name)
    listed("Far group", by="Far", place="Crawley")
    rows = {row.name: row for row in Organization.objects.all()}
    for one, other, kind, words in (
        ("Alpha", "Beta", "leads to", "on Fridays"), ("Beta", "Gamma", "shares people", ""), ("Gamma", "Delta",
        "works with", ""),
        ("Gamma", "Alpha", "something else", ""), ("Alpha", "Far", "leads to", ""),
    ):  # fmt: skip
        left_behind(by=TESTS, row=Link(one=rows[one], other=rows[other], kind=kind, words=words))
    page = get("/network/who/", place="bognor-regis")
    said = text(page)
    for words in (
        "Gamma connects more of the others than anybody else",
        "If it were not there, Delta would no longer reach the rest.",
        "Echo stands alone, or nobody has told us yet whom they work with.", "leads people to Beta (on Fridays)",
        "is met by people who come from Alpha (on Fridays)", "shares people with Gamma", "Alpha group",
    ):  # fmt: skip
        assert words in said, words
    assert page.count('class="org') == 10
    assert page.count('class="tie leads"') == 2
    assert "Far" not in said
    assert "Nobody has told us yet who works with whom here." in get("/network/who/", place="crawley")


def test_a_place_with_no_organization_or_no_place_at_all_says_so() -> None:
    assert "No organisation is on the map here yet." in get("/network/who/")
    assert "Nobody has told us of anything" in get("/network/where/")
    alliance()
    assert "No organisation is on the map here yet." in get("/network/who/")
    alliance("Crawley")
    assert "Who works with whom in Bognor Regis" in get("/network/who/")


def test_many_organizations_are_drawn_as_far_as_names_can_be_read_and_all_are_listed() -> None:
    ids = [UUID(int=number) for number in range(40)]
    runs = [Runs(one, f"Organization of the long name number {at} and more", ()) for at, one in enumerate(ids)]
    pairs = [Tie(ids[at], ids[at + 1], "works with") for at in range(4)]
    pairs += [
        Tie(ids[10], ids[11], "leads to"),
        Tie(ids[10], ids[10], "leads to"),
        Tie(ids[0], UUID(int=99), "leads to"),
    ]
    shown = who_page(runs, pairs, title="", places=())
    assert len(shown.drawings[0].circles) == 24
    assert (shown.left_out, len(shown.lines)) == (16, 40)
    assert "Two groups work among themselves and do not reach each other." in shown.told
    assert any(" and others stand alone" in sentence for sentence in shown.told)
    star = who_page(runs[:8], [Tie(ids[0], one, "works with") for one in ids[1:8]], title="", places=())
    assert "and others would no longer reach the rest." in star.told[1]
    ring = who_page(
        runs[:3], [Tie(ids[0], ids[1], "x"), Tie(ids[1], ids[2], "x"), Tie(ids[2], ids[0], "x")], title="", places=()
    )
    assert ring.told == ()
    square = [Tie(ids[at], ids[(at + 1) % 4], "x") for at in range(4)]
    assert not [one for one in who_page(runs[:4], square, title="", places=()).told if "were not there" in one]
    pairs_only = who_page(runs, [Tie(ids[at], ids[at + 1], "x") for at in range(0, 38, 2)], title="", places=())
    assert "19 groups" in pairs_only.told[0]

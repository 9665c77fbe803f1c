"""What leaves the screen, as somebody fetches it. Places and everything in them are invented."""

import io
from uuid import uuid4

import icalendar
import openpyxl
import pypdf
import pytest
from django.test import Client

from tests.cast import alliance
from tests.listing import listed, weekly
from wholeperson.directory.public import ResourceKind, Where, Whom

pytestmark = [pytest.mark.django_db, pytest.mark.needs("N4")]
FILES = {
    "/network/booklet.pdf": "booklet.pdf", "/network/booklet.pdf?folded=yes": "booklet.pdf",
    "/network/poster.pdf?large=yes&for=women": "poster.pdf", "/network/card.pdf?for=food": "card.pdf",
    "/network/list.xlsx": "list.xlsx", "/network/list.csv": "list.csv", "/network/week.ics": "week.ics",
    "/network/front-desk/chemist/sheet.pdf": "sheet.pdf",
}  # fmt: skip
PAGES = ("/network/paper/", "/network/kept/", "/network/front-desk/", "/network/front-desk/reception/")


def body(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.getvalue()


def some_things() -> str:
    listed(
        "Harbour Café",
        terms=("talk", "bed-tonight"),
        opens=(weekly("MO,TU,WE,TH,FR,SA,SU", "00:00", "00:00"),),
        places=(Where(name="Old Pier Hall", address="4 Row"),),
        contacts=(Whom(role="the door", call="01632 960 001"),),
    )
    listed(
        "A safe room",
        kind=ResourceKind.HOUSING,
        kept_safe=True,
        terms=("safety", "bed-tonight"),
        facts={"women_only": "yes"},
        contacts=(Whom(role="whoever is there", call="01632 960 003"),),
    )
    return str(listed("Wednesday Soup", terms=("food",), opens=(weekly("WE", "18:00", "20:00"),)).id)  # fmt: skip


def test_every_file_comes_under_a_neutral_name_also_where_nothing_stands_on_the_map(client: Client) -> None:
    alliance()
    for address, name in FILES.items():
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert f'filename="{name}"' in answer.headers["Content-Disposition"]
        assert answer.getvalue()
    for address in PAGES:
        assert client.get(address).status_code == 200, address


def test_what_stands_on_the_map_stands_in_the_files(client: Client) -> None:
    soup = some_things()
    said = "".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body(client, "/network/booklet.pdf"))).pages
    )
    assert {"Harbour Café", "Wednesday Soup", "A safe room"} <= {one for one in said.split("\n") if one in said}
    only = "".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body(client, "/network/booklet.pdf?for=food"))).pages
    )
    assert "Wednesday Soup" in only
    assert "Harbour Café" not in only
    sheet = openpyxl.load_workbook(io.BytesIO(body(client, "/network/list.xlsx")))["What there is"]
    assert [cell.value for cell in sheet["A"]] == ["Name", "Harbour Café", "A safe room", "Wednesday Soup"] or {
        cell.value for cell in sheet["A"]
    } == {"Name", "Harbour Café", "A safe room", "Wednesday Soup"}
    assert "Wednesday Soup" in body(client, "/network/list.csv").decode()
    week = icalendar.Calendar.from_ical(body(client, "/network/week.ics?for=food"))
    assert [str(one["SUMMARY"]) for one in week.walk("VEVENT")] == ["Wednesday Soup"]
    one = body(client, f"/network/{soup}/times.ics").decode()
    assert "SUMMARY:Wednesday Soup" in one
    assert "Wednesday Soup" not in body(client, f"/network/{soup}/times.ics?plain=yes").decode()
    assert body(client, f"/network/{soup}/slip.pdf").startswith(b"%PDF")


def test_the_page_offers_everything_for_one_part_of_the_map(client: Client) -> None:
    some_things()
    page = body(client, "/network/paper/?for=food").decode()
    assert "One entry fits." in page
    assert "/network/booklet.pdf?place=bognor-regis&amp;for=food" in page
    assert "/open-referral/" in page
    assert "3 entries fit." in body(client, "/network/paper/").decode()
    assert "Nothing on the map fits this yet" in body(client, "/network/paper/?for=detox").decode()


def test_somebody_chooses_a_place_where_there_are_several(client: Client) -> None:
    assert "No place is set up here yet" in body(client, "/network/paper/").decode()
    alliance()
    alliance("Crawley")
    for address in PAGES:
        page = body(client, address).decode()
        assert "Which place?" in page
        assert f"{address}?place=crawley" in page
    assert "Which place?" in body(client, "/network/booklet.pdf?large=yes").decode()
    assert "Crawley" in body(client, "/network/paper/?place=crawley").decode()


@pytest.mark.parametrize(
    "address",
    ["/network/paper/?place=nowhere", "/network/paper/?for=nothing", "/network/booklet.pdf?for=nothing",
     f"/network/{uuid4()}/times.ics", f"/network/{uuid4()}/slip.pdf", "/network/front-desk/no-such-desk/",
     "/network/front-desk/no-such-desk/sheet.pdf", "/network/front-desk/chemist/?for=nothing"],
)  # fmt: skip
def test_what_is_not_there_is_said_so(client: Client, address: str) -> None:
    alliance()
    assert client.get(address).status_code == 404


@pytest.mark.needs("N10")
def test_a_desk_hands_over_what_is_open_and_says_words_that_a_queue_can_hear(client: Client) -> None:
    some_things()
    desk = "/network/front-desk/reception/?place=bognor-regis"
    assert "Needs somewhere tonight" in body(client, desk).decode()
    page = body(client, f"{desk}&for=tonight").decode()
    assert page.index("Harbour Café") < page.index("A safe room")
    assert "Open now, day and night" in page
    assert "The address is kept safe. Ring first." in page
    assert "Here is a card with some places to go." in page
    assert page.count("<svg") >= 2
    none = body(client, f"{desk}&for=waiting").decode()
    assert "Nothing on the map of Bognor Regis answers this yet" in none
    assert "Samaritans" in none


@pytest.mark.needs("P9")
def test_local_help_as_text_is_light_and_never_says_open_now(client: Client) -> None:
    for number in range(2):
        listed(
            f"Invented Group {number} of the Long Afternoon",
            terms=("talk", "food", "peers"),
            summary="x" * 300,
            opens=(weekly("MO,WE", "10:00", "12:00"),),
            places=(Where(address=f"{number} Row", town="Bognor Regis"),),
        )
    page = body(client, "/network/kept/")
    assert len(page) < 30_000
    said = page.decode()
    assert "Mondays and Wednesdays, 10am to noon" in said
    assert "open now" not in said.lower()
    assert "Made on" in said  # fmt: skip
    worker = body(client, "/sw.js").decode()
    assert "/network/kept/?place=" in worker
    assert 'value="bognor-regis"' in body(client, "/me/phone/").decode()


@pytest.mark.needs("N9", "T14")
def test_what_somebody_carries_of_a_refuge_says_nothing_of_it(client: Client) -> None:
    safe = listed(
        "Invented Rose", kind=ResourceKind.HOUSING, kept_safe=True, opens=(weekly("MO,TU", "09:00", "17:00"),),
        contacts=(Whom(role="the woman on duty", first=True, call="0808 157 0999"),),
    )  # fmt: skip
    printed = pypdf.PdfReader(io.BytesIO(body(client, f"/network/{safe.id}/slip.pdf")))
    slip = "".join(page.extract_text() for page in printed.pages)
    times = body(client, f"/network/{safe.id}/times.ics").decode()
    assert "0808 157 0999" in slip
    assert "/help-now/" in slip
    for carried in (slip, times):
        assert not [word for word in ("Rose", "safe", "woman", str(safe.id)) if word in carried]

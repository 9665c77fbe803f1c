"""The sheets themselves, as readers of PDF, tables and calendars see them. Everything is invented."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar
import openpyxl
import pypdf
import pytest
import segno
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wholeperson.directory.papers import HALL, NOW, PLACE, TODAY, made_up, many, opens
from wholeperson.directory.presenters import booklet, desk_sheet, kept, poster, press, spreadsheet, times
from wholeperson.directory.presenters.lines import line
from wholeperson.directory.public import BankHolidays, Branch, Listed, Often, OtherTimes, Room, Whom, terms_of
from wholeperson.directory.queries import on_file
from wholeperson.directory.rules.facts import FACTS, Answer
from wholeperson.directory.rules.front_desk import DESKS
from wholeperson.directory.rules.paper import PARTS

pytestmark = pytest.mark.needs("N4")
KEYS = tuple(one.key for one in terms_of(Branch.NEED))
ALL = PARTS[0]
POINTS = 72 / 25.4
A4, A5, A6 = (210, 297), (148, 210), (105, 148)
NUMBERS = tuple(one.call for one in on_file())


def read(made: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(made))


def words(made: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in read(made).pages))


def is_tagged_and_titled(made: bytes) -> bool:
    catalog: Any = read(made).trailer["/Root"]
    titled = bool((read(made).metadata or {}).get("/Title"))
    return bool(catalog["/MarkInfo"]["/Marked"]) and "/StructTreeRoot" in catalog and catalog["/Lang"] and titled


def sizes(made: bytes) -> set[tuple[int, int]]:
    return {
        (round(page.mediabox.width / POINTS), round(page.mediabox.height / POINTS)) for page in read(made).pages
    }  # fmt: skip


def booklet_told(there: tuple[Listed, ...], *, large: bool = False) -> dict[str, Any]:
    return booklet.as_told(there, on_file(), PLACE, ALL, NOW, large=large)


@pytest.mark.parametrize("number", [0, 9])
def test_a_booklet_is_a5_tagged_and_a_multiple_of_four_pages(number: int) -> None:
    made = booklet.booklet(booklet_told(many(number, KEYS)))
    assert sizes(made) == {A5}
    assert len(read(made).pages) % 4 == 0
    assert press.pages_of(made) == len(read(made).pages)
    assert is_tagged_and_titled(made)
    said = words(made)
    assert "What there is in Bognor Regis" in said
    assert "21 November 2026" in said
    assert all(one in said for one in NUMBERS)
    assert ("Nothing stands here yet" in said) is (number == 0)


def test_a_booklet_says_by_need_on_which_page_something_stands() -> None:
    there = (*many(12, KEYS), made_up("Zebra Club", terms=("food",), summary="Soup."))
    pages = [page.extract_text() for page in read(booklet.booklet(booklet_told(there))).pages]
    index = next(page for page in pages if "What do you need?" in page)
    found = re.search(r"Food\n(?:.*\n)*?Zebra Club\D+(\d+)", index)
    assert found
    at = pages[int(found.group(1)) - 1]
    for said in ("Zebra Club", "Soup.", "Mondays to Fridays, 9am to 5pm", "4 Invented Row", "01632 960 001",
                 "Walk in or ring", "free", "Checked on 2 November 2026"):  # fmt: skip
        assert said in at
    names = [one["name"] for one in booklet_told(there)["entries"]]
    assert names == sorted(names)


def test_a_booklet_in_large_print_stands_on_a4_in_larger_letters() -> None:
    made = booklet.booklet(booklet_told(many(3, KEYS), large=True))
    assert sizes(made) == {A4}
    assert len(read(made).pages) % 4 == 0


def test_a_folded_booklet_lies_in_order_when_it_is_folded() -> None:
    told = booklet_told(many(9, KEYS))
    pages = len(read(booklet.booklet(told)).pages)
    made = booklet.folded(told)
    assert sizes(made) == {(296, 210)}
    sides = [page.extract_text() for page in read(made).pages]
    assert len(sides) == pages // 2
    assert "Help now, on any phone" in sides[0]
    assert "What there is in" in sides[0]
    assert "Is a life in danger now?" in sides[1]


@pytest.mark.parametrize(
    "strange", ["🙂 Tea", "Café ☕️", "ปิดวันจันทร์", "\u200f\u202eabc", "a\ud83d", "# *not* $markup$ @x <y>"]
)
def test_no_sign_or_letter_breaks_a_sheet(strange: str) -> None:
    there = (made_up(strange, summary=strange, contacts=(Whom(role=strange, call="01632 960 002"),)),)
    made = booklet.booklet(booklet_told(there))
    assert len(read(made).pages) % 4 == 0
    assert "01632 960 002" in words(made)
    if strange.startswith("#"):
        assert strange in words(made)
    if strange.startswith("🙂"):
        assert "Tea" in words(made)
        assert is_tagged_and_titled(made)
    catalog: Any = read(made).trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]


def test_three_hundred_resources_make_a_booklet_in_a_few_seconds() -> None:
    begun = datetime.now(UTC)
    made = booklet.booklet(booklet_told(many(300, KEYS)))
    assert (datetime.now(UTC) - begun).total_seconds() < 8
    assert len(read(made).pages) > 50


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("number", [0, 60])
def test_a_poster_is_one_page_whatever_there_is(number: int, large: bool) -> None:
    there = tuple(replace(one, entry=replace(one.entry, summary="Tea. " * 50)) for one in many(number, KEYS))
    made = poster.poster(there, on_file(), PLACE, ALL, NOW, large=large)
    assert sizes(made) == {A4}
    assert len(read(made).pages) == 1
    assert is_tagged_and_titled(made)
    said = words(made)
    assert "999" in said
    assert "116 123" in said
    assert ("Nothing stands on the map here yet" in said) is (number == 0)
    assert ("Harbour Café" in said) is (number > 0)


@pytest.mark.parametrize("large", [False, True])
def test_eight_cards_stand_on_a_page_and_say_nothing_about_who_carries_one(large: bool) -> None:
    made = poster.cards(many(3, KEYS), on_file(), PLACE, ALL, NOW, large=large)
    assert sizes(made) == {A4}
    assert len(read(made).pages) == 1
    assert words(made).count("116 123") == 8
    assert words(made).count("999") == 8
    told = poster.cards_told(many(3, KEYS), on_file(), PLACE, ALL, NOW, large=large)
    assert told["title"] == "Numbers to keep"
    assert (read(made).metadata or {})["/Title"] == "Numbers to keep"


def test_a_code_is_the_one_that_leads_to_help_now() -> None:
    drawn = io.BytesIO()
    segno.make("https://place.example.org/help-now/", error="m", micro=False).save(drawn, kind="svg", border=2)
    path = re.compile(r'd="([^"]+)"')
    there = path.findall(poster.poster_told((), on_file(), PLACE, ALL, NOW, large=False)["qr"])
    assert there == path.findall(drawn.getvalue().decode())


@pytest.mark.needs("N10")
@pytest.mark.parametrize("desk", [DESKS["reception"]])
def test_a_desk_has_one_page_with_what_to_say_and_what_to_hand_over(desk: Any) -> None:
    there = tuple(many(20, KEYS))
    address = f"https://place.example.org/network/front-desk/{desk.key}/?place=bognor-regis"
    made = desk_sheet.sheet(desk, there, on_file(), PLACE, address, NOW)
    assert sizes(made) == {A4}
    assert len(read(made).pages) == 1
    assert is_tagged_and_titled(made)
    assert all(choice.says in words(made) for choice in desk.choices)
    assert "It is fine to say no." in words(made)


def test_a_slip_holds_one_thing_and_a_title_that_says_nothing() -> None:
    made = desk_sheet.slip(made_up(), "https://place.example.org/network/7/", TODAY, NOW)
    assert sizes(made) == {A6}
    assert "Harbour Café" in words(made)
    assert (read(made).metadata or {})["/Title"] == "To keep"


# ---- the table


def test_a_spreadsheet_reads_as_text_and_no_formula_ever_runs() -> None:
    risky = ["=1+1", "+44 20", "-2", "@SUM(A1)", "\t=1", "\r=1", " =cmd"]
    rows = [spreadsheet.row(made_up(one, summary=one), TODAY, "https://x.example/") for one in risky]
    book = openpyxl.load_workbook(spreadsheet.as_xlsx(iter(rows), on_file(), "Bognor Regis", NOW))
    sheet = book["What there is"]
    assert [cell.value for cell in sheet[1]] == spreadsheet.heads()
    assert [cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None] == ["s"] * sum(
        cell.value is not None for row in sheet.iter_rows() for cell in row
    )
    assert sheet["A2"].value == "=1+1"
    assert {row[1].value for row in book["Who listens"].iter_rows(min_row=2)} == set(NUMBERS)
    written = list(csv.reader(io.StringIO("".join(spreadsheet.as_csv(rows)).removeprefix("\ufeff"))))
    assert written[0] == spreadsheet.heads()
    for row in written[1:]:
        assert not any(cell.lstrip(" ")[:1] in ("=", "+", "-", "@", "\t", "\r") for cell in row if cell)


def test_every_question_of_the_map_is_a_column() -> None:
    answers: dict[str, Any] = {}
    for fact in FACTS:
        first = next(iter(fact.choices), "")
        several = fact.answer in (Answer.CHOICES, Answer.LIST)
        answers[fact.key] = [first or f"so {fact.key}"] if several else first or f"so {fact.key}"
    there = made_up(facts=answers, youngest=18, room=Room.FREE, room_places=2, room_on=date(2026, 11, 20))
    cells = dict(zip(spreadsheet.heads(), spreadsheet.row(there, TODAY, ""), strict=True))
    assert all(cells[fact.label] for fact in FACTS)
    assert cells["Youngest"] == "18"
    assert cells["Room"] == "There was room (2 places), on 20 November"


def test_signs_that_a_cell_cannot_hold_are_left_out() -> None:
    rows = [spreadsheet.row(made_up("a\x00b\ud83dc"), TODAY, "")]
    book = openpyxl.load_workbook(spreadsheet.as_xlsx(rows, on_file(), "x", NOW))
    assert book["What there is"]["A2"].value == "abc"


# ---- calendars


def events(made: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(made).walk("VEVENT"))


def test_times_are_rules_in_the_time_of_london_with_what_is_not_like_other_days() -> None:
    others = (
        OtherTimes(date(2026, 12, 23), date(2026, 12, 24), why="Christmas"),
        OtherTimes(date(2026, 12, 29), date(2026, 12, 29), time(10), time(12), "short"),
    )
    there = made_up(opens=(opens(),), other_times=others, bank_holidays=BankHolidays.CLOSED)
    made = times.times(there, NOW, plain=False, address="https://place.example.org/network/7/")
    calendar = icalendar.Calendar.from_ical(made)
    assert calendar["PRODID"] == "-//Calendar//EN"
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/London"]
    regular, short = events(made)
    assert regular["RRULE"].to_ical().decode() == "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR;WKST=MO"
    left_out = {one.dt.date() for one in regular["EXDATE"].dts}
    assert {
        date(2026, 12, 23),
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2026, 12, 28),
        date(2026, 12, 29),
    } <= left_out
    assert date(2026, 12, 26) not in left_out  # a Saturday, on which it is never open
    assert str(regular["DTSTART"].params["TZID"]) == "Europe/London"
    assert (regular["DTSTART"].dt.hour, regular["DTEND"].dt.hour) == (9, 17)
    assert short["DTSTART"].dt.date() == date(2026, 12, 29)
    assert "RRULE" not in short
    assert regular["LOCATION"] == "Old Pier Hall, 4 Invented Row, Bognor Regis, ZZ99 9ZZ"
    assert "01632 960 001" in regular["DESCRIPTION"]


@pytest.mark.parametrize(
    ("kept", "rule", "start"),
    [
        (opens("TH", "10:00", "12:00", interval=2, start=date(2026, 11, 12)), "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;WKST=MO",
         date(2026, 11, 12)),
        (opens("2TH", "10:00", "12:00", often=Often.MONTHLY, end=date(2027, 2, 1)),
         "FREQ=MONTHLY;UNTIL=20270201T100000Z;INTERVAL=1;BYDAY=2TH", date(2026, 12, 10)),
        (opens("", "10:00", "12:00", often=Often.MONTHLY, month_days=(1, -1)),
         "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=1,-1", date(2026, 11, 30)),
        (opens("SA,SU", "09:00", "09:00"), "FREQ=WEEKLY;INTERVAL=1;BYDAY=SA,SU;WKST=MO", date(2026, 11, 14)),
    ],
)  # fmt: skip
def test_every_rule_goes_into_a_calendar(kept: Any, rule: str, start: date) -> None:
    (event,) = events(times.times(made_up(opens=(kept,)), NOW, plain=False))
    assert event["RRULE"].to_ical().decode() == rule
    assert event["DTSTART"].dt.date() == start
    assert event["DTEND"].dt > event["DTSTART"].dt


def test_what_is_over_or_open_day_and_night_has_no_times_in_a_calendar() -> None:
    over = made_up(opens=(opens(end=date(2020, 1, 1)),))
    always = made_up(opens=(opens("MO,TU,WE,TH,FR,SA,SU", "00:00", "00:00"),))
    assert events(times.times(over, NOW, plain=False)) == events(times.times(always, NOW, plain=False)) == []
    assert events(times.week([always], NOW, {})) == []


@pytest.mark.needs("P9")
def test_a_plain_calendar_says_nothing_of_what_it_is() -> None:
    made = times.times(
        made_up(number=9, opens=(opens(words="Bring a coat"),)), NOW, plain=True, address="https://p.example/x"
    )
    (event,) = events(made)
    assert event["SUMMARY"] == "Appointment"
    for told in ("Harbour", "Pier", "01632", "coat", "http", "warm", str(made_up(number=9).id)):
        assert told not in made.decode()


def test_the_week_holds_the_next_seven_days_in_both_seasons() -> None:
    for at in (NOW, datetime(2027, 3, 26, 12, tzinfo=UTC)):
        there = replace(made_up(), spans=())
        found = events(times.week([there], at, {}))
        assert found == []
    found = events(times.week([made_up()], NOW, {}))
    assert [one["DTSTART"].dt.date() for one in found] == [date(2026, 11, 23) + timedelta(n) for n in range(5)]
    assert {one["DTSTART"].dt.hour for one in found} == {9}


# ---- a phone without a connection


def test_local_help_is_small_and_every_need_has_something() -> None:
    there = many(400, KEYS)
    page = kept.kept(there, NOW)
    assert {one.label for one in page.needs} == {one.label for one in terms_of(Branch.NEED)}
    assert page.left_out == 400 - sum(len(one.lines) for one in page.needs)
    assert page.left_out > 0
    whole = render_to_string("directory/kept.html", {"kept": page, "alliance": PLACE})
    assert 15_000 < len(whole.encode()) < 30_000
    few = kept.kept((*many(3, KEYS), made_up("Nothing said", terms=())), NOW)
    assert few.left_out == 0
    assert few.needs[-1].label == "Also here"


# ---- what is kept safe

TELLS = [fact for fact in FACTS if fact.tells_where]
SECRET = ("Lantern House", "17 Quiet Mews", "Hushby", "QZ99 9QZ", "51.234567", "bus 999Z from the green door")
texts = st.sampled_from(["A room.", "Ring QZ99 9QZ", "At 17 Quiet Mews", "In Lantern House", "Come to 3 Hidden Lane"])


@settings(max_examples=12)
@given(summary=texts, alert=texts, role=texts, note=texts, who=texts, room=st.booleans())
@pytest.mark.needs("T14")
def test_where_a_safe_place_is_stands_on_nothing_that_leaves_the_screen(
    summary: str, alert: str, role: str, note: str, who: str, room: bool
) -> None:  # fmt: skip
    told_where: dict[str, Any] = {fact.key: SECRET[5] for fact in TELLS}
    hidden = replace(HALL, name=SECRET[0], address=SECRET[1], town=SECRET[2], postcode=SECRET[3])
    there = made_up(
        "A safe room", kept_safe=True, places=(hidden,), summary=summary, alert=alert, description=f"{summary} {alert}",
        facts={**told_where, "who_for": who, "women_only": "yes", "like": note}, terms=("safety",),
        contacts=(Whom(role=role, call="01632 960 003"),), opens=(opens(words=note),),
        other_times=(OtherTimes(date(2026, 12, 1), date(2026, 12, 1), time(9), time(10), why=note),),
        room=Room.FREE if room else None,
    )  # fmt: skip
    desk = DESKS["reception"]
    said = [
        json.dumps(booklet_told((there,))),
        json.dumps(poster.poster_told((there,), on_file(), PLACE, ALL, NOW, large=False)),
        json.dumps(poster.cards_told((there,), on_file(), PLACE, ALL, NOW, large=False)),
        json.dumps(desk_sheet.sheet_told(desk, (there,), on_file(), PLACE, "https://x.example/", NOW)),
        repr(line(there, TODAY)), repr(kept.kept((there,), NOW)), repr(spreadsheet.row(there, TODAY, "")),
        times.week([there], NOW, {}).decode().replace("\r\n ", ""),
    ]  # fmt: skip
    for one in said:
        assert "A safe room" in one or "Life in danger" in one
        for secret in (*SECRET, "Hidden Lane", "LOCATION"):
            assert secret not in one
    carried = times.times(there, NOW, plain=False).decode().replace("\r\n ", "")
    assert "SUMMARY:Appointment" in carried
    for secret in (*SECRET, "Hidden Lane", "LOCATION", "A safe room"):
        assert secret not in carried

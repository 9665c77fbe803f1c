"""Small decisions of taking in: what is set right, and how a cell, a time or a number is read."""

import json
from dataclasses import fields
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from wholeperson.directory.outside import NotReadError, SheetError, at_hand, read_sheet
from wholeperson.directory.queries.taxonomy import terms
from wholeperson.directory.rules import alike, cleaning, columns, merging, plain_entries, safe_address
from wholeperson.directory.rules.cleaning import Changes
from wholeperson.directory.rules.entries import Entry, Opens, Where, Whom
from wholeperson.directory.rules.facts import BY_KEY
from wholeperson.directory.rules.from_hsds import (
    NotAServiceError,
    answers,
    contacts,
    our_terms,
    places,
    read,
    times,
    written_times,
)
from wholeperson.directory.rules.kinds import ResourceKind, Room, Status
from wholeperson.directory.rules.plain_entries import as_plain, from_plain
from wholeperson.directory.rules.schedules import Often, OtherTimes, Rule
from wholeperson.directory.rules.spot import Spot
from wholeperson.directory.rules.taxonomy import Branch, Term

OURS = our_terms(terms())


def reading(**service: Any) -> Any:
    return read({"id": "1", "name": "Tea", **service}, OURS)


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<p>One</p><p>Two<br>three</p>", "One\n\nTwo\nthree"),
        ("<ul><li>a</li><li>b</li></ul>", "• a\n\n• b"),
        ("&amp;lt;b&amp;gt;bold&amp;lt;/b&amp;gt;", "bold"),
        ("Tea<script>steal()</script> &amp; cake", "Tea & cake"),
        ("5 < 6 and 7 > 2", "5 < 6 and 7 > 2"),
        ("  Tea\r\n\x00", "Tea"),
        ("n/a", ""),
        (None, ""),
        ([], ""),
        (["x"], ""),
        (True, ""),
        (7, "7"),
    ],
)
def test_markup_goes_and_paragraphs_stay(html: object, plain: str) -> None:
    assert cleaning.text(html, "description", Changes()) == plain


def test_what_is_too_long_is_cut_at_a_word_and_that_is_said() -> None:
    changes = Changes()
    assert cleaning.line("tea " * 100, "name", changes).endswith("tea…")
    assert len(cleaning.cut("x" * 300, "name", changes, 200)) == 200
    assert [one.what for one in changes.found] == ["shortened to 200 letters"] * 2
    changes.say("x", "y", "z" * 200)
    assert changes.found[-1].was == "z" * 79 + "…"


@pytest.mark.parametrize(
    ("said", "ages"),
    [
        ((-1, 99), (None, 99)),
        ((18, 12), (12, 18)),
        (("", None), (None, None)),
        (("x", 120), (None, None)),
        ((0, 0), (None, None)),
        (("16.0", "nan"), (16, None)),
        ((999, 25), (None, 25)),
    ],
)
def test_ages_that_nobody_has_go(said: tuple[object, object], ages: tuple[int | None, int | None]) -> None:
    assert cleaning.ages(*said, Changes()) == ages


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("www.tea-house.uk", "https://www.tea-house.uk"),
        ("http://example.com/x", ""),
        ("tea", ""),
        ("", ""),
        ("https://tea-house.uk/a?b=1", "https://tea-house.uk/a?b=1"),
        ("ftp://tea-house.uk", ""),
        ("https://[bad", ""),
        ("https://jo@tea-house.uk", ""),
    ],
)
def test_placeholders_are_no_web_addresses(said: str, address: str) -> None:
    assert cleaning.website(said, "website", Changes()) == address


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("info@tea-house.uk", True),
        ("jo.bloggs@tea-house.uk", False),
        ("jb@tea-house.uk", False),
        ("mailto:recovery.team@tea-house.uk", True),
        ("teahouse@tea-house.uk", True),
        ("rosecafe@gmail.com", False),
        ("adviceline2@x.org", True),
        ("tea@example.org", False),
        ("no address", False),
        ("a@b", False),
        ("", False),
        ("jobloggs@tea-house.uk", False),
        ("thehub@gmail.com", False),
        ("hubenquiries@gmail.com", True),
    ],
)
def test_only_the_mailbox_of_a_task_is_kept(said: str, kept: bool) -> None:
    changes = Changes()
    assert bool(cleaning.email(said, "email", changes)) is kept
    assert not any("bloggs" in one.was for one in changes.found)


def test_somebodys_own_e_mail_goes_from_words_too() -> None:
    changes = Changes()
    words = cleaning.without_personal_emails("Write to jo.b@tea.uk or info@tea.uk.", "description", changes)
    assert words == "Write to (e-mail left out) or info@tea.uk."
    assert changes.found[0].was == "…@tea.uk"
    changes.say("x", "y", "from jo.b@tea.uk")
    assert changes.found[1].was == "from …@tea.uk"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ('"+44 1632 960001"', (("+44 1632 960001", ""),)),
        ("01632 960001", (("01632 960001", ""),)),
        ("Tel: 01632 960001 (after 6pm)", (("01632 960001", "Tel: (after 6pm"),)),
        ("+44 (0)1632 960001 or 01632 960002", (("+44 1632 960001", "or"[:0]), ("01632 960002", ""))),
        ("111", (("111", ""),)),
        ("none yet", ()),
        ("", ()),
        ("9.30 to 5", ()),
    ],
)
def test_numbers_and_words_are_taken_apart(said: str, found: tuple[tuple[str, str], ...]) -> None:
    assert cleaning.phones(said, "contacts", Changes()) == found


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("9am", time(9)),
        ("24:00", time(0)),
        ("10:00Z", time(10)),
        ("10:00:00+01:00", time(10)),
        ("0930", time(9, 30)),
        ("12 a.m.", time(0)),
        ("noon", time(12)),
        ("midnight", time(0)),
        ("25:00", None),
        ("soon", None),
        ("", None),
        ("2026-01-01T18:30:00Z", time(18, 30)),
        (None, None),
        ("9.15 pm", time(21, 15)),
    ],
)
def test_times_of_day_are_read_as_people_write_them(said: object, read_as: time | None) -> None:
    assert times.clock(said, Changes()) == read_as


def schedule(**said: Any) -> times.Times:
    return times.times([{"opens_at": "9:00", "closes_at": "10:00", **said}], [], Changes())


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("MO,TH", ("MO", "TH")),
        ("Monday to Wednesday", ("MO", "TU", "WE")),
        ("Sat-Mon", ("SA", "SU", "MO")),
        ("weekdays", ("MO", "TU", "WE", "TH", "FR")),
        ("XX, tues", ("TU",)),
        ("fridays; ", ("FR",)),
        ("+2TH", ("2TH",)),
    ],
)
def test_days_are_read_as_people_write_them(said: str, days: tuple[str, ...]) -> None:
    assert schedule(byday=said).opens[0].rule.days == days


def test_schedules_are_set_right_or_kept_as_words() -> None:
    assert schedule(byday="2TH").opens[0].rule.often is Often.MONTHLY
    assert schedule(freq="DAILY").opens[0].rule.days[0] == "MO"
    assert schedule(freq="MONTHLY", bymonthday="1, 99, x,-1").opens[0].rule.month_days == (1, -1)
    assert schedule(freq="YEARLY", byday="MO", interval="x", bymonthday=3).opens[0].rule.interval == 1
    turned = schedule(byday="MO", interval=2, valid_from="2026-02-01", valid_to="01/01/2026").opens[0].rule
    assert (turned.start, turned.end, turned.interval) == (date(2026, 1, 1), date(2026, 2, 1), 2)
    assert schedule(byday="XX", description="When the flag is up").words == ("XX 9:00 to 10:00. When the flag is up",)
    assert times.times([{"byday": "MO"}, {"notes": "Ring us"}], [], Changes()).words == ("Ring us",)
    long = schedule(byday="MO", attending_type="You can come in person, or by video, as you like it").opens[0]
    assert (long.attending, long.words[:12]) == ("", "You can come")
    assert times.day("someday", Changes()) is None
    closed, others, nothing, turned_days, unsaid = (
        {"start_date": "2026-12-25", "closed": True},
        {"end_date": "2026-12-26", "opens_at": "10am", "closes_at": "noon"},
        {"id": 1},
        {"start_date": "2026-12-28", "end_date": "2026-12-27"},
        {"start_date": "2026-12-29", "opens_at": "10am"},
    )
    found = times.times([], [closed, others, nothing, turned_days, unsaid], Changes()).other_times
    assert [(str(one.first), one.closed) for one in found] == [
        ("2026-12-25", True),
        ("2026-12-26", False),
        ("2026-12-27", True),
        ("2026-12-29", True),
    ]


@pytest.mark.parametrize(
    ("said", "spot"),
    [
        ((50.7, -0.6), Spot(50.7, -0.6)),
        ((-0.6, 50.7), Spot(50.7, -0.6)),
        ((0, 0), None),
        ((100, 101), None),
        (("x", 1), None),
        ((None, ""), None),
        (("nan", 1), None),
        ((10.0, 10.0), Spot(10.0, 10.0)),
    ],
)
def test_points_are_turned_round_or_left_out(said: tuple[object, object], spot: Spot | None) -> None:
    assert places.spot(*said, Changes()) == spot


def test_places_are_read_wherever_they_stand() -> None:
    postal = {"address_1": "Box 1", "address_type": "postal"}
    here = {
        "address_1": "1 Old Lane",
        "address_2": "1 Old Lane",
        "region": "Sussex",
        "state_province": "England",
        "postal_code": "somewhere far away",
    }
    found = reading(
        locations=[
            {"addresses": [postal, here]},
            {"location_type": "virtual", "name": "x"},
            {"id": "z"},
            {"address_1": "2 Old Lane", "postcode": "PO21"},
        ]
    )
    assert [(one.address, one.town, one.county, one.postcode) for one in found.entry.places] == [
        ("1 Old Lane", "Sussex", "England", ""),
        ("2 Old Lane", "", "", "PO21"),
    ]


def test_contacts_are_kept_by_what_they_do() -> None:
    found = reading(
        contacts=[
            {
                "name": "Jo Bloggs",
                "title": "Manager Jo Bloggs",
                "phones": [{"number": "01632 960001", "description": "Ask for Jo Bloggs"}],
            },
            {"name": "Duty team", "email": "duty@tea.uk"},
            {"name": "Al Bloggs"},
            {"department": "Housing"},
            {
                "title": "Texts",
                "phones": [{"number": "07700 900001", "type": "sms"}, {"number": "01632 960009", "description": "Fax"}],
            },
            {"title": "Again", "phones": [{"number": "01632 960001"}, {"number": "01632 960003 Jo Bloggs"}]},
        ],
        phones=[{"number": "01632 960004"}],
        service_at_locations=[{"contacts": [{"title": "Desk"}], "phones": [{"number": "01632 960005"}]}],
    )
    told = [(one.role, one.call or one.text or one.email, one.words, one.first) for one in found.entry.contacts]
    assert told == [
        ("Manager", "01632 960001", "Ask for somebody", True),
        ("Duty team", "duty@tea.uk", "", False),
        ("Housing", "", "", False),
        ("Texts", "07700 900001", "", False),
        ("Again", "01632 960003", "", False),
        ("Contact", "01632 960004", "", False),
        ("Contact", "01632 960005", "", False),
    ]
    assert not any("Bloggs" in one.was + one.now for one in found.changes)
    assert contacts.contacts({}, Changes()) == ()


@pytest.mark.parametrize(
    ("said", "cost"),
    [
        ({"fees": "Free of charge"}, "free"),
        ({"fees": "£5 a time"}, "ask"),
        ({"cost_options": [{"amount": 0}]}, "free"),
        ({"cost_options": [{"amount": 5, "option": "Adults"}]}, "some"),
        ({"fees": "Ask us"}, None),
        ({"cost_options": [{"amount": 0}, {"amount": "3.50", "currency": "EUR"}]}, "ask"),
    ],
)
def test_costs_are_read(said: dict[str, Any], cost: str | None) -> None:
    assert reading(**said).entry.facts.get("cost") == cost


def test_what_a_service_says_is_kept_and_what_we_have_no_place_for_is_named() -> None:
    found = reading(
        status="gone fishing",
        alternate_name="The Tea",
        funding=[{"source": "x"}],
        kind="group",
        assured_date="2026-01-02",
        attributes=[
            {"taxonomy_term": {"name": "Food", "term_uri": "https://x.uk/1", "taxonomy": "Theirs"}},
            {"label": ""},
            {"taxonomy_term": {"name": "What it costs: Nothing", "taxonomy": "What people decide by"}},
            {"taxonomy_term": {"name": "How to begin: Walk in", "taxonomy": "What people decide by"}},
            {"taxonomy_term": {"name": "A question of theirs", "taxonomy": "What people decide by"}},
        ],
        facts={
            "pets": "Yes",
            "women_only": "perhaps",
            "nonsense": "1",
            "languages": "Polish; Urdu",
            "steps": "There is a lift",
        },
        organization={"id": "o", "name": "Trust", "organization_identifiers": [{"identifier": "1"}]},
        required_documents=[{"document": "A letter"}],
    )
    assert (found.entry.status, found.entry.kind, found.checked_on) == (
        Status.ACTIVE,
        ResourceKind.GROUP,
        date(2026, 1, 2),
    )
    assert found.entry.terms == ("food",)
    assert found.entry.other_terms == ({"label": "Food", "uri": "https://x.uk/1", "taxonomy": "Theirs"},)
    assert found.entry.facts == {
        "cost": "free",
        "begin": ["walk-in"],
        "pets": "yes",
        "languages": ["Polish", "Urdu"],
        "steps": "lift",
        "to_get_in": "A letter",
    }
    assert {(one.what, one.where) for one in found.changes} >= {
        ("not kept; we have no place for it", "funding"),
        ("read as open", "status"),
        ("left out, because it does not answer the question", "women_only"),
        ("left out, because it does not answer the question", "nonsense"),
    }
    assert reading().organization.name == "Nobody said who runs it"
    assert answers.kind_of("Sunday football club") is ResourceKind.ACTIVITY
    assert answers.fitted(BY_KEY["cost_words"], "x") == "x"
    assert answers.fitted(BY_KEY["begin"], []) is None
    for wrong in ({"name": "x"}, {"id": "a\x00", "name": "x"}, {"id": "1", "name": ""}):
        with pytest.raises(NotAServiceError):
            read(wrong, OURS)


def test_terms_are_matched_by_address_or_where_words_stand_for_one_alone() -> None:
    one = Term("a", "Food", Branch.NEED, says=("bread",), uri="https://www.x.uk/1/")
    ours = our_terms({"a": one, "b": Term("b", "Bread", Branch.NEED)})
    found = read({"id": "1", "name": "x", "attributes": [{"uri": "http://x.uk/1"}, {"name": "bread"}]}, ours)
    assert found.entry.terms == ("a",)


def test_marks_of_a_source_keep_an_address_safe() -> None:
    assert safe_address.marked({"a": [{"Address-Confidential": "Y"}]})
    assert safe_address.marked({"is_public": "false"})
    assert safe_address.marked({"visibility": "Private"})
    assert not safe_address.marked({"confidential": False, "public": True, "hide_address": None, "a": ["x"]})
    assert not safe_address.smells("Help for refugees", "Wild animals")
    assert safe_address.without_traces("x", safe_address.traces(["kept", "x", None])) == "x"
    assert safe_address.without_traces("kept here", safe_address.traces(["kept"])) == "(kept safe) here"
    assert safe_address.scrubbed({"a": [1, ("PO21 1AA",)]}, safe_address.NONE) == {"a": [1, ["(kept safe)"]]}


WHOLE = Entry(
    name="Tea",
    kind=ResourceKind.HOUSING,
    places=(Where(name="Hall", spot=Spot(50.1, -0.1)), Where(town="Bognor")),
    facts={"bus": "Bus 7", "pets": "yes"},
    terms=("talk",),
    youngest=18,
    room=Room.FREE,
    room_on=date(2026, 1, 1),
    opens=(
        Opens(rule=Rule(time(9), time(10), days=("MO",), start=date(2026, 1, 1), interval=2)),
        Opens(rule=Rule(time(9), time(10), often=Often.MONTHLY, days=("2TH", "-1FR"))),
        Opens(rule=Rule(time(9), time(10), often=Often.MONTHLY, month_days=(1,), interval=3)),
    ),
    other_times=(OtherTimes(date(2026, 12, 25), date(2026, 12, 26), why="x"),),
    contacts=(Whom(role="Desk", first=True, call="01632 960001", email="desk@tea.uk"), Whom(role="Tea maker")),
)


def test_an_entry_goes_to_json_and_back_whole() -> None:
    assert from_plain(json.loads(json.dumps(as_plain(WHOLE)))) == WHOLE
    assert set(as_plain(WHOLE)) == {one.name for one in fields(Entry)}
    assert plain_entries.label("facts.bus") == "Getting there by bus"
    assert {plain_entries.label(one.name) for one in fields(Entry)} >= {"Name", "Where it is"}


def test_what_was_written_here_stays_over_what_a_source_says() -> None:
    theirs = Entry(name="Theirs", kind=ResourceKind.GROUP, facts={"pets": "no"}, youngest=1)
    ours = Entry(name="Ours", kind=ResourceKind.GROUP, facts={"bus": "7"})
    kept = ("name", "facts.pets", "facts.bus", "nonsense")
    found = plain_entries.with_kept(theirs, ours, kept)
    assert (found.name, found.youngest, found.facts) == ("Ours", 1, {"bus": "7"})
    assert plain_entries.differing(theirs, ours, kept) == ("name", "facts.pets", "facts.bus")


def test_the_one_that_stays_is_offered_what_it_lacks() -> None:
    bare = Entry(name="Tea", kind=ResourceKind.GROUP, contacts=(Whom(role="Desk", first=True, call="+441632960001"),))
    told = {one.name: one.says for one in merging.offered(bare, WHOLE)}
    assert told["opens"] == (
        "Every second Monday, 9 to 10 in the morning, from 1 January 2026; The second Thursday and last Friday of the "
        "month, 9 to 10 in the morning; The 1st of every third month, 9 to 10 in the morning"
    )
    assert told["contacts"] == "Desk, 01632 960001, desk@tea.uk; Tea maker"
    assert (told["room"], told["places"], told["facts.pets"]) == ("available", "Hall; Bognor", "yes")
    assert merging.said(True) + merging.said(False) + merging.said(None) == "yesno"
    found = merging.merged(bare, WHOLE, ["contacts", "terms", "facts.pets"])
    assert (found.terms, found.facts, [one.first for one in found.contacts]) == (
        ("talk",),
        {"pets": "yes"},
        [True, False, False],
    )
    safe = merging.merged(WHOLE, Entry(name="x", kind=ResourceKind.GROUP, kept_safe=True, facts={"bus": "8"}), [])
    assert (safe.kept_safe, safe.places, "bus" in safe.facts) == (True, (), False)
    assert "terms" not in {one.name for one in merging.offered(WHOLE, WHOLE)}


def test_likeness_needs_more_than_a_name() -> None:
    def one(number: int, name: str, **more: Any) -> alike.Candidate:
        usual: dict[str, Any] = {
            "organization": str(number),
            "phones": frozenset(),
            "host": "",
            "postcodes": frozenset(),
            "spots": (),
        }
        return alike.Candidate(number, name, **{**usual, **more})

    shared = {"phones": frozenset({"1"}), "host": "tea.uk", "spots": (Spot(50.0, 0.0),)}
    near = {**shared, "spots": (Spot(50.001, 0.0),)}
    found = list(alike.pairs([one(1, "Tea and talk", **shared), one(2, "Tea & talk", **near), one(3, "Tea and talk")]))
    assert [(pair.one, pair.other) for pair in found] == [(1, 2)]
    assert "less than 150 metres apart" in found[0].why
    assert [
        alike.host(one) for one in ("https://www.tea.uk/x", "https://facebook.com/x", "http://[", "https://x.gov.uk")
    ] == [
        "tea.uk",
        "",
        "",
        "",
    ]
    assert alike.phone("+44 (0)1632 960001") == alike.phone("01632 960001")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Mon-Fri 9am-5pm", [("Mon-Fri", "9am", "5pm")]),
        ("Sat 10-12; Sun 2-4pm", [("Sat", "10", "12"), ("Sun", "2pm", "4pm")]),
        ("Mon 9-5", [("Mon", "9", "5pm")]),
        ("Every other Thursday 10-12", [None]),
        ("Ring us", [None]),
        ("Mon & Wed 9.30am to noon", [("Mon & Wed", "9:30am", "noon")]),
        ("Mon 10-12, Tue 2-4", [None]),
    ],
)
def test_opening_times_in_one_cell(cell: str, found: list[tuple[str, str, str] | None]) -> None:
    read_as = [
        (one["byday"], one["opens_at"], one["closes_at"]) if "byday" in one else None
        for one in written_times.schedules(cell, {}, Changes())
    ]
    assert read_as == found


def test_rows_become_services() -> None:
    headers = ("Title", "Day", "From", "To", "Age", "Lat", "Long", "Secret", "Dog", "Tags", "Live")
    match = dict(
        zip(
            headers,
            (
                "name",
                "days",
                "opens",
                "closes",
                "youngest",
                "latitude",
                "longitude",
                "confidential",
                "pets",
                "terms",
                "status",
            ),
            strict=True,
        )
    )
    rows = [
        (2, ("Tea", "Mon", "9", "11", "18", "50.1", "-0.1", "no", "yes", "Food; Art", "Yes")),
        (3, ("",) * 11),
        (4, ("Tea", *[""] * 10)),
        (5, ("Rose", *[""] * 6, "yes", *[""] * 3)),
    ]
    services, problems = columns.services(match, headers, rows)
    assert problems == [
        "Line 3: there is no name, so it was left out.",
        "Line 4 is the same as line 2, so it was left out.",
    ]
    tea, rose = (read(one, OURS).entry for one in services)
    assert (tea.kept_safe, rose.kept_safe, tea.terms, tea.facts, tea.youngest) == (
        False,
        True,
        ("food", "art"),
        {"pets": "yes"},
        18,
    )
    assert tea.opens[0].rule == Rule(time(9), time(11), days=("MO",))
    assert columns.checked({"Title": "name", "x": "name", "Day": "nonsense"}, headers) == {"Title": "name"}
    guessed = columns.guess(("Title", "Contact", "A", "B"), [("x", "y", "info@tea.uk", "PO21 1AA")])
    assert guessed == {"Title": "name", "Contact": "contact", "A": "email", "B": "postcode"}


def test_sheets_are_read_in_their_encoding_and_with_their_separator() -> None:
    assert read_sheet("Name\tTown\na\tb\n".encode("utf-16")).columns == ("Name", "Town")
    sheet = read_sheet(b'Name,Name,\n"a ""b""\nc",d\n\nx,y,z,w\n')
    assert sheet.columns == ("Name", "Name (2)", "Column 3")
    assert (sheet.rows[0].cells, sheet.rows[0].line) == (('a "b"\nc', "d", ""), 2)
    assert sheet.problems == ("Line 5 has more cells than there are columns; it was left out.",)
    assert "\r" not in columns.written([("a", "b")])
    for wrong in (b"", b"\x00", b"a" * 200_000, b"," * 300):
        with pytest.raises(SheetError):
            read_sheet(wrong)


def test_files_and_folders_are_read(tmp_path: Path) -> None:
    one = {"id": "1", "name": "Tea", "status": "active"}
    (tmp_path / "a.json").write_text(json.dumps({"contents": [one]}))
    (tmp_path / "b.ndjson").write_text(json.dumps({**one, "url": "x"}) + "\n{broken\n\n")
    (tmp_path / "c.json").write_text("nothing")
    (tmp_path / "d.json").write_text(json.dumps(one) + "\n" + json.dumps({**one, "id": "2"}))
    pages = list(at_hand(tmp_path).pages(set))
    assert [len(page.services) for page in pages] == [2]
    assert pages[0].services[0]["url"] == "x"
    assert len(pages[0].problems) == 2
    assert not pages[0].whole
    for wrong in (tmp_path / "c.json", tmp_path / "none"):
        with pytest.raises(NotReadError):
            at_hand(wrong)
    (tmp_path / "e").mkdir()
    for content in ("{}", "3", '{"id": 1}'):
        (tmp_path / "e" / "x.json").write_text(content)
        with pytest.raises(NotReadError):
            at_hand(tmp_path / "e")
    (tmp_path / "e" / "x.json").write_text("[]")
    with pytest.raises(NotReadError):
        at_hand(tmp_path / "e")
    assert next(at_hand(tmp_path / "e" / "x.json").pages(set)).total == 0


@pytest.mark.needs("N1")
def test_official_examples_and_mocks_are_read_without_loss_of_what_we_keep(shared: Path) -> None:
    data = shared / "data" / "oruk"
    whole = [
        data / "oruk-3.0/examples/service_full.json",
        data / "hsds-3.0/examples/service_full.json",
        data / "hsds-3.0/examples/csv",
        data / "oruk-3.0/examples-csv",
        data / "hsds-3.0/examples/tabular.json",
        data / "validator-mocks/V3.0-UK-Default/service_full.json",
    ]
    for path in whole:
        [service] = [one for page in at_hand(path).pages(set) for one in page.services]
        entry = read(service, OURS).entry
        assert (entry.name, entry.youngest, entry.oldest, entry.status) == (
            "Community Counselling",
            12,
            100,
            Status.ACTIVE,
        )
        assert entry.description.startswith("Counselling Services provided")
        assert entry.alert.startswith("Following COVID-19")
        assert entry.opens[0].rule.days == ("TH", "FR")
        assert entry.places[0].name == "MyCity Civic Center"
        assert entry.contacts[0].role == "Reception Manager"
        assert "Ann" not in json.dumps(as_plain(entry))
    for path in (
        data / "validator-mocks/V3.0-UK-Default/service_list.json",
        data / "oruk-3.0/examples/service_list.json",
    ):
        [service] = [one for page in at_hand(path).pages(set) for one in page.services]
        assert read(service, OURS).organization.name == "Example Organization Inc."

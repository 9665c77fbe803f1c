"""Everything about me: all of it, exactly as it was given, and nothing that is somebody else's."""

import base64
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from icalendar import Calendar
from pypdf import PdfReader

from tests.cast import PHRASE, TESTS, browser_of, in_circle, joined, signed_in, team, with_role
from tests.listing import listed
from wholeperson.foundation import clock, vault
from wholeperson.foundation.actions import Reading, action, note_reading
from wholeperson.foundation.privacy import NOBODY, READABLE, Kind, PrivacyNote
from wholeperson.people import actions, queries
from wholeperson.people.models import Membership, Person, Tie
from wholeperson.people.presenters.everything import as_calendar, as_data
from wholeperson.people.presenters.paper import as_pdf
from wholeperson.people.public import (
    ExportFile,
    ExportItem,
    ExportPart,
    PeerKind,
    Role,
    Viewer,
    register_export,
    register_words,
)
from wholeperson.people.rules import everything as shapes

pytestmark = pytest.mark.django_db

HARD = "<b>Nan</b> & “me” #let x = [1] 🙂 שלום\n  two  blanks, and a second line"
PLAIN = "Nan's kitchen, and the dog"
VOICE = b"\x1aE\xdf\xa3 an invented voice \x00\xff"
SOON = timedelta(days=40)


@action("tests wrote a row")
def write(*, by: str, row: Any) -> Any:
    row.save()
    return row


@action("a team opened a section")
def look(*, by: Viewer, whose: UUID, through: UUID) -> Viewer:
    note_reading(Reading(whose, through, "about-me"))
    return by


def models_of_persons() -> list[tuple[type[models.Model], PrivacyNote]]:
    there = [(model, getattr(model, "privacy", None)) for model in apps.get_models()]
    return [(model, note) for model, note in there if isinstance(note, PrivacyNote) and note.whose and note.called]


def model_of(name: str) -> Any:
    return next(model for model in apps.get_models() if model._meta.label == name)


def row_of(model: type[models.Model], sam: Viewer, others: dict[str, Any]) -> models.Model:
    """Make one row of a model that is Sam's, with something telling in every field."""
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        name, target = field.name, field.related_model
        if name in ("id", "created_at"):
            continue
        if target is not None:
            of = target._meta.label  # type: ignore[union-attr]  # always a model, never a name, once apps are ready
            values[name] = Person.objects.get(pk=sam.id) if of == "people.Person" else others.get(of)
        elif isinstance(field, models.BinaryField):
            place = f"{model._meta.label_lower}.{name}"
            media = any(one.name == f"{name}_type" for one in model._meta.concrete_fields)
            values[name] = vault.seal(sam.id, VOICE if media else f"sealed {place}", place=place)
        else:
            values[name] = value_of(field)
    return write(by=TESTS, row=model(**values))


def value_of(field: Any) -> Any:
    if isinstance(field, models.DateTimeField):
        return clock.now() + SOON
    if isinstance(field, models.DateField):
        return (clock.now() + SOON).date()
    if isinstance(field, models.UUIDField):
        return uuid4()
    if isinstance(field, models.BooleanField):
        return True
    if isinstance(field, models.IntegerField):
        return 3
    if isinstance(field, models.JSONField):
        return ["8-10"]
    if field.name.endswith("_type"):
        return "audio/webm"
    if field.choices:
        return next(value for value, _ in field.choices if value)
    return f"secret-{field.name}"[: field.max_length]


@pytest.fixture
def sam() -> Viewer:
    return joined("Sam")


@pytest.fixture
def filled(sam: Viewer) -> dict[str, models.Model]:
    """Give Sam one row of every model whose rows are somebody's."""
    worker = with_role("Kim", Role.WORKER, in_team=team())
    tie = in_circle(sam, joined("Nia"))
    hat = Membership.objects.get(person_id=worker.id, role="worker")
    notice = model_of("consent.Notice")(version="1", text="words", text_hash="0" * 64)
    others: dict[str, Any] = {
        "people.Alliance": hat.alliance, "people.Membership": hat, "people.Tie": Tie.objects.get(pk=tie.id),
        "consent.Notice": write_notice(by=TESTS, row=notice),
        "directory.Resource": model_of("directory.Resource").objects.get(pk=listed("Invented café").id),
    }  # fmt: skip
    rows = {}
    for model, note in models_of_persons():
        if model is Person or model.objects.filter(**{getattr(model, "privacy").whose: sam.id}).exists():  # noqa: B009  # typed
            continue
        of_team = {**others, "people.Team": None if model._meta.label == "people.Membership" else hat.team}
        if any(field.name == "tie" for field in model._meta.concrete_fields):
            of_team["people.Team"] = None
        if note.whose == "membership__person_id":
            of_team["people.Membership"] = Membership.objects.get(person_id=sam.id)
        rows[model._meta.label] = row_of(model, sam, of_team)
    return rows


@action("tests wrote a notice", about="by_id")
def _write_notice(*, by: str, by_id: UUID, row: Any) -> None:
    row.save()


def write_notice(*, by: str, row: Any) -> Any:
    _write_notice(by=by, by_id=uuid4(), row=row)
    return row


@pytest.mark.needs("P8")
def test_every_readable_field_of_every_model_is_in_it(sam: Viewer, filled: dict[str, models.Model]) -> None:
    data = as_data(queries.everything_of(signed_in(sam.id)))
    there = {record["kind"]: record for record in data["records"]}
    for model, note in models_of_persons():
        record = there[model._meta.label_lower]
        assert record["called"] == note.called
        named = {one.name for one in note.fields if one.kind in READABLE and one.opens != NOBODY}
        assert all(set(row) == named for row in record["rows"]), model
    for row in filled.values():
        for name, value in there[row._meta.label_lower]["rows"][-1].items():
            field = row._meta.get_field(name)
            if isinstance(field, models.BinaryField) and not isinstance(value, dict):
                assert value == f"sealed {row._meta.label_lower}.{name}"
    assert base64.b64decode(data["files"][0]["base64"]) == VOICE


def test_nothing_that_opens_something_is_in_it(sam: Viewer, filled: dict[str, models.Model]) -> None:
    everything = queries.everything_of(signed_in(sam.id))
    written = json.dumps(as_data(everything))
    for model, note in models_of_persons():
        for row in model.objects.filter(**{note.whose: sam.id}):  # type: ignore[attr-defined]  # every record has it
            for one in note.fields:
                value = getattr(row, one.name)
                if one.kind is Kind.SECRET and isinstance(value, str | UUID) and value:
                    assert str(value) not in written, (model, one.name)
    assert "secret-" not in json.dumps([as_data(everything)["parts"]])


def test_what_others_call_this_person_stays_theirs(sam: Viewer) -> None:
    nia = joined("Nia")
    in_circle(sam, nia, word="my sister", other_word="my worry of a brother")
    ours = json.dumps(as_data(queries.everything_of(sam)))
    hers = json.dumps(as_data(queries.everything_of(nia)))
    assert ("my sister" in ours, "my worry" in ours) == (True, False)
    assert ("my sister" in hers, "my worry of a brother" in hers) == (False, True)
    assert str(nia.id) not in ours
    assert str(sam.id) not in hers


def test_who_looked_is_told_in_plain_words_and_ones_own_reading_is_not(sam: Viewer) -> None:
    kim = with_role("Kim", Role.WORKER, in_team=team())
    hat = next(one for one in kim.hats if one.role is Role.WORKER)
    look(by=kim, whose=sam.id, through=hat.id)
    look(by=sam, whose=sam.id, through=sam.id)
    told = queries.everything_of(sam)
    assert [(line.says, line.part) for line in told.looked] == [("a team opened a section", "about-me")]
    page = browser_of(sam).get("/me/everything/").content.decode()
    assert "a team opened a section" in page
    assert str(kim.id) not in page


def emergency(sam: Viewer, hat: UUID | None, told: datetime | None) -> models.Model:
    now = clock.now()
    return write(
        by=TESTS,
        row=model_of("consent.Emergency")(
            person_id=sam.id, hat_id=hat, alliance_id=uuid4(), until=now + timedelta(hours=1), tell_at=now,
            told_at=told, reason=vault.seal(sam.id, "not breathing", place="consent.emergency.reason"),
        ),
    )  # fmt: skip


@pytest.mark.parametrize("way_in_is_gone", [False, True])
def test_an_opening_that_waits_to_be_told_is_not_given_away(sam: Viewer, way_in_is_gone: bool) -> None:
    kim, lee = (with_role(name, Role.WORKER, in_team=team(name)) for name in ("Kim", "Lee"))
    by_kim, by_lee = (viewer.hats[-1].id for viewer in (kim, lee))
    look(by=kim, whose=sam.id, through=by_kim)
    opened = emergency(sam, None if way_in_is_gone else by_kim, None)
    look(by=kim, whose=sam.id, through=by_kim)
    look(by=lee, whose=sam.id, through=by_lee)
    told = queries.everything_of(sam)
    assert "consent.emergency" not in [group.kind for group in told.groups]
    assert len(told.looked) == (1 if way_in_is_gone else 2)
    opened.told_at = clock.now()  # type: ignore[attr-defined]  # always an Emergency
    write(by=TESTS, row=opened)
    assert "not breathing" in json.dumps(as_data(queries.everything_of(sam)))
    assert len(queries.everything_of(sam).looked) == 3


def test_words_that_do_not_open_keep_nobody_from_the_rest(sam: Viewer) -> None:
    with_role("Kim", Role.WORKER, in_team=team())
    hat = Membership.objects.get(person_id=sam.id)
    hat.shown_as = b"0" * 40
    write(by=TESTS, row=hat)
    data = as_data(queries.everything_of(sam))
    row = next(record for record in data["records"] if record["kind"] == "people.membership")["rows"][0]
    assert (row["shown_as"], row["alliance"]) == (queries.everything.DOES_NOT_OPEN, "Bognor Regis")


def test_what_points_to_somebody_else_says_only_what_this_person_meets_anyway(sam: Viewer) -> None:
    kim = with_role("Kim", Role.PEER, in_team=team(), kind=PeerKind.MENTOR)
    emergency(sam, kim.hats[-1].id, clock.now())
    written = json.dumps(as_data(queries.everything_of(sam)))
    assert "Kim at work, peer, Outreach, The Hub" in written
    assert str(kim.id) not in written
    nia, ola = joined("Nia"), joined("Ola")
    of_two_others = Tie.objects.get(pk=in_circle(nia, ola).id)
    of_mine = Tie.objects.get(pk=in_circle(nia, sam, other_word="my friend Nia").id)
    pointed = queries.everything._pointed
    assert pointed(sam.id, of_two_others) == "somebody"
    assert pointed(sam.id, of_mine) == "my friend Nia"
    assert pointed(sam.id, Person.objects.get(pk=nia.id)) == "somebody"


@pytest.fixture
def contributed() -> Iterator[None]:
    part = ExportPart(
        "About me in the standard",
        items=(ExportItem("What matters to me", PLAIN, also="What is most important to me"),),
        files=(ExportFile("voice-9.webm", "audio/webm", VOICE),), dates=(clock.now() + SOON, clock.now() - SOON),
    )  # fmt: skip
    before = dict(shapes._contributions)
    register_export("tests", lambda _: part)
    yield
    shapes._contributions.clear()
    shapes._contributions.update(before)


def test_an_app_above_adds_a_part_once(sam: Viewer, contributed: None) -> None:
    data = as_data(queries.everything_of(sam))
    part = next(one for one in data["parts"] if one["key"] == "tests")
    assert part["items"] == [
        {
            "heading": "What matters to me",
            "standard_heading": "What is most important to me",
            "words": PLAIN,
            "at": None,
        }
    ]
    assert base64.b64decode(part["files"][0]["base64"]) == VOICE
    assert len(data["dates"]) == 1
    with pytest.raises(ValueError, match="already"):
        register_export("tests", lambda _: ExportPart("Another"))


def test_the_shape_of_the_data_is_pinned(sam: Viewer) -> None:
    in_circle(joined("Nia"), sam)
    data = json.loads(browser_of(sam).post("/me/everything/take/json/").content)
    assert list(data) == [
        "format", "version", "made_at", "reference", "records", "parts", "who_looked", "dates", "files",
    ]  # fmt: skip
    assert (data["format"], data["version"], data["reference"]) == ("whole-person-record", 1, str(sam.id))
    assert [list(record) for record in data["records"]] == [["kind", "called", "rows"]] * len(data["records"])
    assert data["records"][0]["kind"] == "people.person"
    assert data["records"][0]["rows"][0]["name"] == "Sam"
    circles = next(one for one in data["parts"] if one["key"] == "circles")
    assert list(circles) == ["key", "title", "items", "files"]


def test_what_a_part_has_told_in_its_own_words_is_named_apart(sam: Viewer) -> None:
    told = queries.everything_of(sam)
    with_part = replace(told, parts=(("joining", ExportPart("Joining", (ExportItem("Name", "Sam"),))),))
    assert [title for title, _ in with_part.titled][:2] == ["Joining: every version", "Where you are signed in"]
    assert shapes.file_name(2, "audio/webm;codecs=opus") == "voice-2.webm"
    assert shapes.file_name(3, "text/plain") == "voice-3.bin"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "–"), ("", "–"), ([], "–"), (True, "yes"), (False, "no"), (3, "3"), ("half-a-year", "half a year"),
        ("know-me", "so that they know me"), (["8-10", "evening"], "8-10, evening"),
        ("A Name-With dash", "A Name-With dash"),
    ],
)  # fmt: skip
def test_values_are_said_in_words(value: object, words: str, contributed: None) -> None:
    register_words("tests.share.purpose", {"know-me": "so that they know me"})
    assert shapes.said("tests.share.purpose", value) == words


def test_a_wait_that_was_reviewed_first_still_waits(sam: Viewer) -> None:
    lee, cleo = with_role("Lee", Role.WORKER, in_team=team()), with_role("Cleo", Role.COORDINATOR)
    opened = emergency(sam, None, None)
    opened.reviewed_by_id = cleo.hats[-1].id  # type: ignore[attr-defined]  # always an Emergency
    write(by=TESTS, row=opened)
    look(by=lee, whose=sam.id, through=lee.hats[-1].id)
    assert queries.everything_of(sam).looked == ()


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.needs("P8")
def test_the_paper_holds_the_words_under_both_headings(sam: Viewer, contributed: None) -> None:
    look(by=with_role("Kim", Role.WORKER, in_team=team()), whose=sam.id, through=uuid4())
    answer = browser_of(sam).post("/me/everything/take/pdf/")
    assert answer["Content-Disposition"] == 'attachment; filename="record.pdf"'
    said = text_of(answer.content)
    for words in (PLAIN, "What matters to me", "What is most important to me", "a team opened a section", str(sam.id)):
        assert words in said
    reader = PdfReader(io.BytesIO(answer.content))
    assert reader.metadata is not None
    assert reader.metadata.title == "Record"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Some signs" not in said


def test_words_with_signs_that_no_letter_here_can_draw_are_printed_all_the_same(sam: Viewer) -> None:
    actions.change_name(by=sam, viewer=sam, name=HARD)
    everything = queries.everything_of(sam)
    pdf = as_pdf(everything)
    said = text_of(pdf)
    assert "<b>Nan</b> & “me” #let x = [1]" in said
    assert "two  blanks, and a second line" in said
    assert "Some signs could not be printed" in said
    assert PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/MarkInfo"]["/Marked"]
    data = json.loads(browser_of(sam).post("/me/everything/take/json/").content)
    assert data["records"][0]["rows"][0]["name"] == HARD
    page = browser_of(sam).get("/me/everything/").content.decode()
    assert "&lt;b&gt;Nan&lt;/b&gt;" in page
    assert "<b>Nan</b>" not in page


def test_the_calendar_gives_nothing_away(sam: Viewer, filled: dict[str, models.Model]) -> None:
    everything = queries.everything_of(signed_in(sam.id))
    made = as_calendar(everything)
    events = Calendar.from_ical(made).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == ["A date to look at"] * len(events)
    assert isinstance(events[0]["DTSTART"].dt, date)
    assert as_calendar(everything) == made
    assert str(sam.id) not in made.decode()
    for word in ("Whole Person", "Sam", "share", "recovery", "team"):
        assert word.encode() not in made


def test_dates_of_what_has_ended_are_left_out(sam: Viewer) -> None:
    assert queries.everything_of(sam).dates == ()
    assert not Calendar.from_ical(as_calendar(queries.everything_of(sam))).walk("VEVENT")
    notice = model_of("consent.Notice")(version="1", text="words", text_hash="0" * 64)
    write_notice(by=TESTS, row=notice)
    tie = in_circle(sam, joined("Nia"))
    until = clock.now() + SOON
    for ended in (None, clock.now()):
        share = model_of("consent.Share")(
            person_id=sam.id, tie_id=tie.id, section="about-me", purpose="know-me", span="week", notice_id="1",
            until=until if ended is None else until + SOON, ended_at=ended,
        )  # fmt: skip
        write(by=TESTS, row=share)
    assert queries.everything_of(sam).dates == (until,)


def test_it_is_asked_again_before_anything_is_shown(sam: Viewer) -> None:
    with clock.stopped(clock.now() + timedelta(minutes=6)):
        browser = browser_of(sam)
        for answer in (browser.get("/me/everything/"), browser.post("/me/everything/take/json/")):
            assert (answer.status_code, answer["Location"]) == (303, "/repeat/?next=%2Fme%2Feverything%2F")


@pytest.mark.needs("P9")
def test_switched_off_it_says_the_same_whatever_the_reason(sam: Viewer) -> None:
    browser = browser_of(sam)
    pages = []
    for off in (True, False):
        actions.switch_showing(by=sam, viewer=sam, off=off)
        for answer in (browser.get("/me/everything/"), browser.post("/me/everything/take/pdf/")):
            assert answer.status_code == 200
            assert "Sam" not in answer.content.decode()
            assert "This is not available at the moment." in answer.content.decode()
        pages.append(re.sub(rb'value="[^"]{64}"', b"", browser.get("/me/everything/").content))  # the form token
    assert pages[0] == pages[1]


def test_what_is_taken_is_in_no_cache_and_only_by_a_button(sam: Viewer) -> None:
    browser = browser_of(sam)
    assert browser.get("/me/everything/take/json/").status_code == 405
    assert browser.post("/me/everything/take/word/").status_code == 404
    for form in ("json", "pdf", "ics"):
        answer = browser.post(f"/me/everything/take/{form}/")
        assert answer["Cache-Control"] == "no-store"
        assert "Sam" not in answer["Content-Disposition"]


def test_nobody_else_gets_anything() -> None:
    joined("Sam", phrase=PHRASE)
    for answer in (Client().get("/me/everything/"), Client().post("/me/everything/take/json/")):
        assert answer.status_code == 303
        assert answer["Location"].startswith("/sign-in/")

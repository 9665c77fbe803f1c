"""The pages of sources: for those who keep the map of an alliance, and for nobody else."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import TESTS, alliance, browser_of, joined, with_role
from tests.listing import listed
from tests.wholeperson.directory.feeding import service
from wholeperson.directory import public as directory
from wholeperson.directory.actions import duplicates, sources
from wholeperson.directory.actions.taking_in import take_in
from wholeperson.directory.models import Alike, Asking, Resource, Source
from wholeperson.directory.outside import AtHand
from wholeperson.foundation import clock
from wholeperson.people.public import Role

pytestmark = [pytest.mark.django_db, pytest.mark.needs("N1")]
SHEET = (
    "Service;Run by;Opening times;Tel;Street;Town;Post code;E-mail;Contact name;Still using?\r\n"
    "“Tea & talk”;Invented Trust;Mon-Fri 9am-5pm; 01632 960001 (after six);1 Old Lane;Bognor Regis;po211aa;"
    "jo.bloggs@trust-example.org;Jo Bloggs;You can come\r\n"
    ";Nobody;;;;;;;;\r\n"
    "Café Rose;Invented Trust;By arrangement;01632 960002;;;;;;\r\n"
    "Too;many;cells;;;;;;;;;x;y\r\n"
)


def coordinator() -> Client:
    return browser_of(with_role("Imani", Role.COORDINATOR))


def given(*services: dict[str, Any], licence: str = "Open") -> Source:
    source = sources.keep_source(
        by=TESTS, alliance_id=alliance().id, address="a list", name="County", licence=licence, attribution="The county"
    )
    take_in(by=TESTS, source_id=source.id, outside=AtHand(list(services)))
    return source


def test_these_pages_are_for_those_who_keep_the_map() -> None:
    source = given(service(1))
    strangers = (browser_of(joined("Robin")), browser_of(with_role("Pat", Role.COORDINATOR, place="Crawley")))
    for path in ("", "new/", "alike/", f"{source.id}/"):
        assert Client().get(f"/my-work/sources/{path}").status_code == 303
        assert strangers[0].get(f"/my-work/sources/{path}").status_code == 404
        assert strangers[0].post(f"/my-work/sources/{path}").status_code in (404, 405)
    assert strangers[1].get(f"/my-work/sources/{source.id}/").status_code == 404
    assert b"County" not in strangers[1].get("/my-work/sources/").content


def test_an_address_is_put_in_line_and_not_asked_while_somebody_waits() -> None:
    page = coordinator()
    assert b"None yet" in page.get("/my-work/sources/").content
    wrong = page.post("/my-work/sources/new/", {"step": "feed", "feed-address": "x.org", "feed-name": "County"})
    assert (wrong.status_code, b"begins with https" in wrong.content) == (422, True)
    done = page.post(
        "/my-work/sources/new/", {"step": "feed", "feed-address": "https://x.org/v3", "feed-name": "County"}
    )
    assert done.status_code == 303
    assert Asking.objects.get().begun_at is None
    assert b"waits to be asked" in page.get(done["Location"]).content
    assert page.post(done["Location"], {"do": "ask"}).status_code == 303
    assert b"Waiting to be asked" in page.get("/my-work/sources/").content


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_a_spreadsheet_is_matched_shown_and_taken_in(encoding: str) -> None:
    page = coordinator()
    file = SimpleUploadedFile("list.csv", SHEET.encode(encoding), content_type="text/csv")
    matching = page.post("/my-work/sources/new/", {"step": "sheet", "sheet-file": file, "sheet-name": "Our list"})
    assert matching.status_code == 200
    shown = matching.content.decode()
    assert "“Tea &amp; talk”" in shown
    assert "Line 5 has more cells" in shown
    assert "the name of a person" in shown
    form = matching.context["form"]
    picked = {f"column-{place}": form[f"column-{place}"].value() for place in range(10)}
    assert list(picked.values()) == [
        "name",
        "organization",
        "times",
        "phone",
        "address",
        "town",
        "postcode",
        "email",
        "contact",
        "still_using",
    ]
    words = {"name": "Our list", "words": form["words"].value()}
    without = page.post("/my-work/sources/new/", {**words, **picked, "column-0": "", "step": "take"})
    assert (without.status_code, b"Which column is the name" in without.content) == (422, True)
    assert page.post("/my-work/sources/new/", {**words, **picked, "step": "look"}).status_code == 200
    done = page.post("/my-work/sources/new/", {**words, **picked, "step": "take"})
    assert done.status_code == 303
    told = page.get(done["Location"]).content.decode()
    assert "2 wait beside it" in told
    assert "there is no name" in told
    assert not Resource.objects.exists()
    empty = page.post(done["Location"], {"do": "allow", "terms-licence": "", "terms-attribution": ""})
    assert empty.status_code == 422
    page.post(done["Location"], {"do": "allow", "terms-licence": "Open", "terms-attribution": "The trust"})
    done = page.post("/my-work/sources/new/", {**words, **picked, "step": "take"})
    entry = directory.resource(Resource.objects.get(name="“Tea & talk”").id)
    assert entry is not None
    assert [f"{one.rule.days} {one.rule.opens} {one.rule.closes}" for one in entry.entry.opens] == [
        "('MO', 'TU', 'WE', 'TH', 'FR') 09:00:00 17:00:00"
    ]
    assert (entry.entry.email, entry.entry.facts["still_using"]) == ("", "yes")
    assert (entry.entry.contacts[0].role, entry.entry.contacts[0].call) == ("Contact", "01632 960001")
    assert Resource.objects.filter(name="Café Rose", description="Times: By arrangement").exists()
    assert Source.objects.get().columns["Service"] == "name"


def test_what_is_no_spreadsheet_says_so() -> None:
    page = coordinator()
    for content in (b"\x00\x01", b"  \n", b"x" * 1_600_000):
        file = SimpleUploadedFile("list.csv", content)
        answer = page.post("/my-work/sources/new/", {"step": "sheet", "sheet-file": file, "sheet-name": "Our list"})
        assert answer.status_code == 422
    assert page.post("/my-work/sources/new/", {"step": "look", "words": ""}).status_code == 303


def test_what_was_written_here_stays_and_the_source_says_something_else() -> None:
    source = given(service(1), service(2, name="A refuge"))
    row = Resource.objects.get(kept_safe=False)
    found = directory.resource(row.id)
    assert found is not None
    changed = directory.Entry(**{**vars(found.entry), "name": "Tea, as we call it", "facts": {"pets": "yes"}})
    directory.keep_entry(
        by=TESTS, organization=row.organization, entry=changed, resource_id=row.id, kept_here=("name", "facts.pets")
    )
    given(service(1, description="New words."), service(2, name="A refuge"))
    after = directory.resource(row.id)
    assert after is not None
    assert (after.entry.name, after.entry.description, after.entry.facts) == (
        "Tea, as we call it",
        "New words.",
        {"pets": "yes"},
    )
    page, path = coordinator(), f"/my-work/sources/{source.id}/"
    shown = page.get(path).content.decode()
    assert "The source now says" in shown
    assert "Tea at 1" in shown
    assert "Addresses kept safe" in shown
    assert page.post(path, {"do": "theirs", "entry": str(row.id), "part": "email"}).status_code == 404
    assert page.post(path, {"do": "theirs", "entry": str(row.id), "part": "name"}).status_code == 303
    assert Resource.objects.get(pk=row.id).name == "Tea at 1"
    safe = Resource.objects.get(kept_safe=True)
    assert page.post(path, {"do": "open", "entry": str(safe.id)}).status_code == 303
    given(service(1, description="New words."), service(2, name="A refuge"))
    opened = directory.resource(safe.id)
    assert opened is not None
    assert opened.entry.places[0].address == "2 Invented Lane"
    given(service(2, name="A refuge"))
    assert "No longer listed by the source" in page.get(path).content.decode()


def test_two_that_could_be_the_same_stand_side_by_side_and_a_person_decides() -> None:
    given(service(1, name="Rose garden group"), service(2), service(3, name="Shed", description="Tools."))
    one = listed("Rose Garden Group", contacts=(directory.Whom(role="Desk", call="+44 1632 960001"),))
    other = listed("Shed", website="https://shed-example.org/", by="Invented Trust 3")
    page = coordinator()
    assert page.post("/my-work/sources/alike/", {"do": "look"}).status_code == 303
    assert duplicates.look_for_alike(by=TESTS, alliance_id=alliance().id) == 0
    shown = page.get("/my-work/sources/alike/").content.decode()
    assert "the same phone number" in shown
    pairs = {row.one.name.lower(): row for row in Alike.objects.all()}
    rose = pairs["rose garden group"]
    unsure = page.post("/my-work/sources/alike/", {"do": "same", "pair": str(rose.id)})
    assert (unsure.status_code, b"Which of the two stays" in unsure.content) == (422, True)
    theirs = Resource.objects.get(name="Rose garden group")
    take = "take-other" if rose.one_id == one.id else "take-one"
    page.post(
        "/my-work/sources/alike/",
        {"do": "same", "pair": str(rose.id), "stays": str(one.id), take: ["places", "opens", "description"]},
    )
    stays = directory.resource(one.id)
    assert stays is not None
    assert (stays.entry.places[0].address, len(stays.entry.opens), stays.kept_here) == (
        "1 Invented Lane",
        1,
        ("description", "opens", "places"),
    )
    assert directory.resource(theirs.id) is None
    assert directory.find(directory.Wish(words="Rose"), clock.now()).total == 1
    given(service(1, name="Rose garden group, new"), service(2), service(3, name="Shed", description="Tools."))
    assert directory.find(directory.Wish(words="Rose"), clock.now()).total == 1
    shed = pairs["shed"]
    assert other.id in (shed.one_id, shed.other_id)
    assert page.post("/my-work/sources/alike/", {"do": "not", "pair": str(shed.id)}).status_code == 303
    assert page.post("/my-work/sources/alike/", {"do": "not", "pair": str(shed.id)}).status_code == 404
    assert b"Nothing waits" in page.get("/my-work/sources/alike/").content
    with pytest.raises(directory.EntryError, match="already"):
        duplicates.not_the_same(by=TESTS, alike_id=shed.id)

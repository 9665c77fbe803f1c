"""Looks for a refuge on every public page and in every file, after a hand in the tables has put its place behind it.

Decision 12: an address that is not kept cannot leak. Here it is kept, by force, wherever a row can hold it.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from pypdf import PdfReader

from tests.cast import TESTS, joined, with_role
from tests.listing import listed, weekly
from tools.routes import routes
from wholeperson.directory import public
from wholeperson.directory.actions import indexing, looking
from wholeperson.directory.actions import reviews as saying
from wholeperson.directory.commands import writing
from wholeperson.directory.models import (
    Charter,
    Contact,
    KnownWord,
    Link,
    Organization,
    OtherHours,
    Place,
    Resource,
    Review,
    Schedule,
    SignedUp,
    Somewhere,
    Sound,
    Source,
    TakenIn,
)
from wholeperson.directory.public import ResourceKind, Spot, Where, Whom
from wholeperson.directory.queries import reviews
from wholeperson.directory.rules.facts import FACTS, Answer
from wholeperson.directory.rules.front_desk import DESKS
from wholeperson.foundation import vault
from wholeperson.foundation.actions import action
from wholeperson.people.public import Role

pytestmark = [pytest.mark.django_db, pytest.mark.needs("N1", "N7", "T12")]

STREET = "17 Zyxwvane Road"
TOLD = f"Come to {STREET}, QZ97 9QZ."
# What nobody may find, in no letter case and on no page: the words of the address, its postcode, its point, its bus.
MARKERS = ("zyxwvane", "qz97", "9qz", "qz979qz", "zyxhouse", "zyxtown", "50.79876", "-0.67654", "0.67654", "bus 999z")
BEHIND = Where(name="Zyxhouse", address=STREET, town="Zyxtown", county="Zyxtownshire", postcode="QZ97 9QZ",
               spot=Spot(50.79876, -0.67654))  # fmt: skip
SAFE, OTHER = "A safe room", "Tea and talk"


@dataclass
class Map:
    """A refuge with everything behind it that a hand could put there, and something else at the same point."""

    safe: str
    other: str
    run_by: str


@action("tests put a place behind a refuge")
def by_force(*, by: str, safe: public.Listed, other: public.Listed) -> Resource:
    """Write rows as no deed of ours would: an older version of the program, or a hand in the tables."""
    row = Resource.objects.get(pk=safe.id)
    place = Place(
        alliance_id=row.alliance_id, name=BEHIND.name, address=BEHIND.address, town=BEHIND.town, county=BEHIND.county,
        postcode=BEHIND.postcode, latitude=50.79876, longitude=-0.67654,
    )  # fmt: skip
    place.save()
    row.places.add(place)
    row.summary = row.alert = TOLD
    row.description = f"{TOLD}\nThe house is called Zyxhouse."
    row.website, row.email = "https://qz979qz.example.org/17-zyxwvane-road", "info@zyxhouse.example.org"
    row.other_terms = [{"name": TOLD, "label": TOLD, "uri": "https://maps.example.org/zyxhouse", "taxonomy": STREET}]
    row.facts = {
        fact.key: "bus 999Z, Zyxhouse" if fact.tells_where else [TOLD] if fact.answer is Answer.LIST else TOLD
        for fact in FACTS
        if fact.answer in (Answer.WORDS, Answer.LIST)
    } | {"cost": "free"}
    row.checked_how = TOLD
    row.save()
    Contact.objects.filter(resource=row).delete()
    rows: list[Any] = [
        Contact(resource=row, role=f"the desk at {STREET}", words=TOLD, first=True, call="01632 960001",
                email="info@zyxhouse.example.org"),
        OtherHours(resource=row, first=date(2026, 12, 1), last=date(2030, 12, 1), why=TOLD),
        *(Sound(resource=row, what=what, content=b"zyxwvane", content_type=kind, words=TOLD)
          for what, kind in (("voice", "audio/ogg"), ("picture", "image/png"))),
    ]  # fmt: skip
    theirs = Source(alliance_id=row.alliance_id, name="Theirs", address="https://theirs.example.org", licence="OGL")
    for one in [*rows, theirs]:
        one.save()
    TakenIn(source=theirs, their_id="1", resource=row, mark="x", content={"entry": {"name": TOLD}}, changes=[TOLD],
            seen_at=row.changed_at).save()  # fmt: skip
    Schedule.objects.filter(resource=row).update(words=TOLD, attending=STREET[:40])
    for one in Review.objects.filter(resource=row):
        Review.objects.filter(pk=one.pk).update(words=vault.seal(one.person_id, TOLD, place=reviews.WORDS), answer=TOLD)
    Organization.objects.filter(pk=row.organization_id).update(
        name=f"Homes of {STREET}",
        description=TOLD,
        website="https://example.org/zyxhouse",
        email="zyxhouse@example.org",
    )
    Link(one_id=row.organization_id, other_id=other.organization_id, kind="leads to", words=TOLD).save()
    charter = Charter(alliance_id=row.alliance_id, number=1, principles=[])
    charter.save()
    SignedUp(charter=charter, organization_id=row.organization_id, signed_as="the manager").save()
    return row


@pytest.fixture
def there() -> Map:
    always = (weekly("MO,TU,WE,TH,FR,SA,SU", "00:00", "23:59"),)
    safe = listed(SAFE, by="Safe Homes", kind=ResourceKind.HOUSING, kept_safe=True, terms=("safety", "talk"),
                  opens=always, contacts=(Whom(role="the desk", call="01632 960001", first=True),))  # fmt: skip
    other = listed(OTHER, terms=("safety", "talk"), opens=always, places=(
        Where(name="The Hub", address="1 Invented Row", town="Bognor Regis", spot=Spot(50.783, -0.673)),
    ))  # fmt: skip
    put_names(safe.alliance_id, ("Northside", 50.8, -0.677), ("Southside", 50.766, -0.673))
    writer, cora = joined("Sam"), with_role("Cora", Role.COORDINATOR)
    said = saying.say(by=writer, viewer=writer, resource_id=safe.id, words="They were kind.")
    seen = reviews.one_to_look_at(cora, said.id)
    assert seen is not None
    looking.look_at(by=cora, viewer=cora, review_id=said.id, seen=seen.mark, held_back=None)
    by_force(by=TESTS, safe=safe, other=other)
    indexing.rebuild(by=TESTS)
    return Map(str(safe.id), str(other.id), str(safe.organization_id))


def put_names(alliance_id: object, *names: tuple[str, float, float]) -> None:
    for name, latitude, longitude in names:
        Somewhere.objects.create(
            alliance_id=alliance_id, name=name, folded=name.lower(), kind="neighbourhood", latitude=latitude,
            longitude=longitude,
        )  # fmt: skip
    Somewhere.objects.create(name="QZ97", folded="qz97", kind="district", latitude=50.799, longitude=-0.676)


# ---- every public page and every file, by its route; what needs a sign-in is named below

ASKED = (
    "", "q=safe", "q=room", "near=Northside", "near=Southside&q=talk", "q=safe+near+Northside", "need=safety&open=now",
    "q=zyxwvan", "q=kumquat", "place=bognor-regis&kind=housing",
)  # fmt: skip
FEED = (
    "", "full=true", "minimal=true", "format=ndjson", "format=ndjson&full=true", "search=safe", "per_page=1",
    "full_service=true", "start_time=09:00&weekday=MO",
)  # fmt: skip
LISTS = ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms")
GAP = "/network/gaps/bognor-regis/talk/anywhere/nights/anybody/"
PAGES: dict[str, tuple[str, ...]] = {
    "/": ("/",),
    "/help-now/": ("/help-now/", "/help-now/?place=bognor-regis"),
    "/help-now/safer/": ("/help-now/safer/",),
    "/help-now/kept/": ("/help-now/kept/", "/help-now/kept/?place=bognor-regis"),
    "/my-place/": ("/my-place/", "/my-place/?place=bognor-regis"),
    "/network/": tuple(f"/network/?{asked}" for asked in ASKED),
    "/network/<uuid:resource_id>/": ("/network/{safe}/", "/network/{other}/"),
    "/network/<uuid:resource_id>/picture/": ("/network/{safe}/picture/",),
    "/network/<uuid:resource_id>/said/": ("/network/{safe}/said/",),
    "/network/<uuid:resource_id>/slip.pdf": ("/network/{safe}/slip.pdf",),
    "/network/<uuid:resource_id>/times.ics": ("/network/{safe}/times.ics", "/network/{safe}/times.ics?plain=yes"),
    "/network/<uuid:resource_id>/voice/": ("/network/{safe}/voice/",),
    "/network/<uuid:resource>/wrong/": ("/network/{safe}/wrong/",),
    "/network/<uuid:resource>/wrong/thanks/": ("/network/{safe}/wrong/thanks/",),
    "/network/booklet.pdf": ("/network/booklet.pdf", "/network/booklet.pdf?folded=yes&large=yes"),
    "/network/card.pdf": ("/network/card.pdf",),
    "/network/charter/<slug:address>/": ("/network/charter/bognor-regis/",),
    "/network/front-desk/": ("/network/front-desk/",),
    "/network/front-desk/<slug:desk>/": tuple(f"/network/front-desk/{desk}/?for={choice.key}"
                                              for desk, kind in DESKS.items() for choice in kind.choices
                                              if {"safety", "talk"} & set(choice.terms)),
    "/network/front-desk/<slug:desk>/sheet.pdf": ("/network/front-desk/police/sheet.pdf",),
    "/network/gaps/": ("/network/gaps/", "/network/gaps/?need=safety&place=bognor-regis"),
    "/network/gaps/<slug:place>/<slug:need>/<slug:area>/<slug:when>/<slug:group>/": (GAP,),
    "/network/gaps/<slug:place>/<slug:need>/<slug:area>/<slug:when>/<slug:group>/gap.json": (f"{GAP}gap.json",),
    "/network/gaps/<slug:place>/gaps.csv": ("/network/gaps/bognor-regis/gaps.csv",),
    "/network/kept/": ("/network/kept/",),
    "/network/list.csv": ("/network/list.csv",),
    "/network/list.xlsx": ("/network/list.xlsx",),
    "/network/options/": ("/network/options/?need=safety", "/network/options/?side={safe}&side={other}"),
    "/network/paper/": ("/network/paper/",),
    "/network/poster.pdf": ("/network/poster.pdf",),
    "/network/week.ics": ("/network/week.ics",),
    "/network/where/": ("/network/where/", "/network/where/?kind=housing"),
    "/network/who/": ("/network/who/",),
    "/open-referral": ("/open-referral",),
    "/open-referral/": ("/open-referral/",),
    "/open-referral/<path:rest>": ("/open-referral/a/b/c",),
    "/open-referral/<str:listed>": tuple(f"/open-referral/{one}?{asked}" for one in LISTS for asked in FEED),
    "/open-referral/<str:listed>/": ("/open-referral/services/",),
    "/open-referral/<str:listed>/<str:key>": ("/open-referral/services/{safe}", "/open-referral/organizations/{run_by}",
                                              "/open-referral/organizations/{run_by}?full_service=true"),
    "/open-referral/<str:listed>/<str:key>/": ("/open-referral/services/{safe}/",),
    "/open-referral/openapi.json": ("/open-referral/openapi.json",),
}  # fmt: skip
# Who comes here is signed in, or has words of a desk; or nothing of the map stands there.
NOT_FOR_EVERYBODY = (
    "/network/add/", "/network/people/", "/network/people/told/", "/network/people/<uuid:offer_id>/uneasy/",
    "/network/front-desk/asked/", "/network/front-desk/<slug:desk>/ask/",
)  # fmt: skip
INSIDE = re.compile(r"/(?:change/.*|check/|answer/|write/)$")


def test_every_public_route_of_the_map_is_looked_at() -> None:
    known = {*PAGES, *NOT_FOR_EVERYBODY}
    ours = ("/network/", "/open-referral", "/help-now/", "/my-place/")
    there = [route for route in routes(get_resolver().url_patterns) if route.startswith(ours)]
    assert [route for route in there if route not in known and not INSIDE.search(route)] == []
    assert known <= {*there, "/"}


def test_no_public_page_and_no_file_tells_where_a_refuge_is(there: Map, tmp_path: Path) -> None:
    client, found, seen = Client(), [], 0
    for addresses in PAGES.values():
        for address in addresses:
            answer = client.get(address.format(**vars(there)))
            assert answer.status_code in (200, 400, 404), address
            read = b"".join(answer.streaming_content) if answer.streaming else answer.content
            seen += SAFE in (said := " ".join(texts_of(read, answer.get("Content-Type", ""))))
            found += [(address, one) for one in MARKERS if one in said.lower().replace("q=zyxwvan", "")
                      .replace("“zyxwvan”", "").replace('value="zyxwvan"', "")]  # fmt: skip
    assert "\n".join(map(str, found)) == ""
    assert seen > 40  # the refuge itself was there to be found
    writing.write(tmp_path / "out", writing.steps(), lambda done: None)
    for file in (tmp_path / "out").iterdir():
        assert not [one for one in MARKERS if one in file.read_text().lower()], file.name


def texts_of(read: bytes, kind: str) -> Iterator[str]:
    """Give what a file says, however it is packed."""
    if read.startswith(b"%PDF"):
        yield from (page.extract_text().replace("\n", " ") for page in PdfReader(io.BytesIO(read)).pages)
        yield repr(PdfReader(io.BytesIO(read)).metadata)
    elif read.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(read)) as packed:
            yield from (packed.read(name).decode() for name in packed.namelist())
    elif "calendar" in kind:
        yield read.decode().replace("\r\n ", "")
    else:
        yield unescape(read.decode(errors="replace"))


def test_no_search_says_yes_to_a_guess_of_the_address(there: Map) -> None:
    client = Client()
    for guess in ("zyxwvane", "17 zyxwvane road", "zyxhouse", "zyxtown", "QZ97", "999Z", "17"):
        page = client.get("/network/", {"q": guess}, follow=True).content.decode()
        # A district is a place from which one looks, and a refuge is as near to it as to every other.
        assert (there.safe in page) is (guess == "QZ97"), guess
        for one in ("services", "organizations", "service_at_locations"):
            told = client.get(f"/open-referral/{one}", {"search": guess}).content.decode()
            assert there.safe not in told, (one, guess)
            assert there.run_by not in told, (one, guess)
    assert not KnownWord.objects.filter(word__startswith="zyx").exists()
    for one in ("services", "service_at_locations"):
        told = client.get(f"/open-referral/{one}", {"postcode": "QZ97 9QZ", "proximity": "50000"}).content.decode()
        assert there.safe not in told


def test_from_every_side_a_refuge_is_as_near_and_no_distance_is_told(there: Map) -> None:
    orders = []
    for near in ("Northside", "Southside", "QZ97"):
        page = unescape(Client().get("/network/", {"near": near}).content.decode())
        orders.append(page.index(there.safe) > page.index(there.other))
        about = page.split(there.safe)[1].split("</li>")[0]
        assert not re.search(r"\bkm\b|metres|minutes’ walk", about)
    assert orders == [orders[0]] * 3

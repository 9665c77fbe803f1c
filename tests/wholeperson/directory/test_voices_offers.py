"""People who offer support are met by adults of their own alliance who are signed in, and by nobody else."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.test import Client

from tests.cast import TESTS, alliance, browser_of, joined, signed_in, with_role
from tests.listing import listed
from wholeperson.directory import public as directory
from wholeperson.directory.actions import offers
from wholeperson.directory.models import Offer
from wholeperson.directory.public import Wish
from wholeperson.directory.queries import offers as queries
from wholeperson.directory.rules.offers import Worry
from wholeperson.foundation import clock, keystore
from wholeperson.messages.queries import messages_of
from wholeperson.people import actions as people
from wholeperson.people.public import AgeBand, DoorError, NotYoursError, Role, Viewer
from wholeperson.people.queries.everything import everything_of
from wholeperson.trail.models import Line

pytestmark = [pytest.mark.django_db, pytest.mark.needs("N1")]
SAID = {
    "shown_as": "Sand Martin", "words": "  A walk by the sea,\nslowly <i>and</i> far.",
    "reach": "Thursdays, by the kettle.", "terms": ["talk", "walking"], "yes": "on",
}  # fmt: skip


def offered(viewer: Viewer, place: str = "Bognor Regis", **other: object) -> Offer:
    said = {**SAID, "yes": True, **other}
    return offers.offer_support(by=viewer, viewer=viewer, alliance_id=alliance(place).id, **said)


def kinds(viewer: Viewer) -> list[str]:
    return [told.kind.key for told in messages_of(viewer)]


def test_adults_of_the_same_alliance_meet_who_offers_support() -> None:
    sam = joined("Sam Quill")
    browser_of(sam).post("/me/offer/", {**SAID, "which": str(alliance().id), "do": "keep"})
    page = browser_of(joined("Nia")).get("/network/people/").content.decode()
    assert "  A walk by the sea,\nslowly &lt;i&gt;and&lt;/i&gt; far." in page
    assert "Sand Martin" in page
    assert "Somebody to talk to" in page
    for telling in ("Sam Quill", str(sam.id)):
        assert telling not in page
    assert b"This is you" in browser_of(sam).get("/network/people/").content
    assert b"Sand Martin" in browser_of(sam).get("/me/offer/seen/").content


@pytest.mark.parametrize(
    "viewer",
    [{"place": "Crawley"}, {"age": AgeBand.UNDER_18}, {"age": AgeBand.NOT_SAID}],
    ids=["crawley", "young", "not"],
)
def test_nobody_else_does(viewer: dict[str, object]) -> None:
    row = offered(joined("Sam"))
    other = joined("Nia", **viewer)
    there = browser_of(other)
    for address in ("/network/people/", "/me/offer/", "/me/offer/seen/"):
        answer = there.get(address)
        assert (answer.status_code, b"Sand Martin" in answer.content) == (200, False)
    assert there.get(f"/network/people/{row.id}/uneasy/").status_code == 404
    if not other.adult:
        assert b"for adults among themselves" in there.get("/network/people/").content
        with pytest.raises(NotYoursError, match="adults"):
            offered(other)


def test_a_stranger_is_led_to_the_door_and_nothing_of_it_stands_in_what_is_public() -> None:
    row = offered(joined("Sam"))
    place = listed("Tea and talk")
    for address in ("/network/people/", "/me/offer/", "/me/offer/seen/", f"/network/people/{row.id}/uneasy/"):
        assert Client().get(address).status_code == 303
    assert [hit.resource_id for hit in directory.find(Wish(words="walk"), clock.now()).hits] == []
    assert b"Sand Martin" not in Client().get(f"/network/{place.id}/said/").content
    assert not Line.objects.filter(sentence__icontains="martin").exists()


def test_an_offer_is_looked_at_first_and_not_kept_without_a_yes() -> None:
    sam = joined("Sam")
    there, which = browser_of(sam), {"which": str(alliance().id)}
    looked = there.post("/me/offer/", {**SAID, **which, "do": "look"})
    assert (looked.status_code, b"This is how it would look" in looked.content) == (200, True)
    assert not Offer.objects.exists()
    for missing in ("yes", "words", "reach", "shown_as"):
        answer = there.post("/me/offer/", {key: value for key, value in {**SAID, **which}.items() if key != missing})
        assert answer.status_code == 422
    for long, fits in (("shown_as", 80), ("words", 1000), ("reach", 300)):
        answer = there.post("/me/offer/", {**SAID, **which, long: "x" * (fits + 1)})
        assert (answer.status_code, b"letters fit" in answer.content) == (422, True)
    assert there.post("/me/offer/", {**SAID, **which, "terms": ["nonsense"]}).status_code == 422
    assert there.post("/me/offer/", {**SAID, "which": str(alliance("Crawley").id)}).status_code == 404
    assert not Offer.objects.exists()
    assert offered(sam, terms=["walking", "children", "women", "nonsense"]).terms == ["walking"]
    assert b"A bed for tonight" not in there.get("/me/offer/").content


def test_ending_is_immediate_and_nothing_stays() -> None:
    sam, nia = joined("Sam"), joined("Nia")
    offered(sam)
    offered(sam, words="Something else")
    assert str(Offer.objects.get()) == "there"
    assert b"Something else" in browser_of(sam).get("/me/offer/").content
    browser_of(sam).post("/me/offer/", {"which": str(alliance().id), "do": "end"})
    assert b"Sand Martin" not in browser_of(nia).get("/network/people/").content
    assert not Offer.objects.exists()
    assert [one.offer for one in queries.my_offers(sam)] == [None]


def test_an_offer_ends_with_leaving_the_place_and_is_not_seen_of_somebody_who_is_no_adult_any_more() -> None:
    sam, nia = joined("Sam"), joined("Nia")
    people.belong(by=sam, viewer=sam, alliance_id=alliance("Crawley").id, role=Role.PERSON, shown_as="Sam")
    people.belong(by=sam, viewer=sam, alliance_id=alliance("Crawley").id, role=Role.FAMILY, shown_as="Sam")
    sam = signed_in(sam.id)
    offered(sam)
    offered(sam, "Crawley")
    assert browser_of(sam).get("/me/offer/").content.count(b"What you offer in") == 2
    crawley = [hat for hat in sam.hats if hat.alliance_id == alliance("Crawley").id]
    people.end_membership(by=sam, viewer=sam, membership_id=crawley[0].id)
    assert Offer.objects.count() == 2
    people.end_membership(by=sam, viewer=sam, membership_id=crawley[1].id)
    assert [row.alliance_id for row in Offer.objects.all()] == [alliance().id]
    people.say_age(by=sam, viewer=sam, age_band=AgeBand.NOT_SAID)
    assert queries.offers_in(nia, alliance().id) == ()
    with pytest.raises(NotYoursError):
        offers.end_with_the_alliance(by=sam, person_id=sam.id, alliance_id=alliance().id)
    left = browser_of(nowhere(nia))
    assert b"You belong to no alliance" in left.get("/network/people/").content
    assert b"First, a place" in left.get("/me/offer/").content


def nowhere(viewer: Viewer) -> Viewer:
    for hat in viewer.hats:
        people.end_membership(by=viewer, viewer=viewer, membership_id=hat.id)
    return signed_in(viewer.id)


def test_who_is_uneasy_tells_the_coordinator_and_nobody_learns_who_it_was() -> None:
    sam, nia, cora = joined("Sam"), joined("Nia"), with_role("Cora", Role.COORDINATOR)
    row = offered(sam)
    there = browser_of(nia)
    address = f"/network/people/{row.id}/uneasy/"
    assert b"Nobody is told that it was you" in there.get(address).content
    assert there.post(address, {}).status_code == 422
    for why in ("money", "money", "uneasy"):
        assert there.post(address, {"why": why}).headers["Location"] == "/network/people/told/"
    assert b"The coordinator is told" in there.get("/network/people/told/").content
    assert kinds(cora) == ["offer-to-look-at"] * 2
    assert not Line.objects.filter(about_id=str(row.id), actor=str(nia.id)).exists()
    page = browser_of(cora).get("/my-work/people/").content.decode()
    assert "They asked for money" in page
    assert browser_of(sam).get(address).status_code == 404
    told = everything_of(replace(sam, repeated_at=clock.now()))
    assert "worries" not in {one.field for group in told.groups for line in group.rows for one in line}
    with pytest.raises(NotYoursError):
        offers.be_uneasy(by=nia, viewer=nia, offer_id=row.id, why=Worry.MONEY)
    with pytest.raises(NotYoursError):
        offers.be_uneasy(by=TESTS, viewer=nia, offer_id=uuid4(), why=Worry.MONEY)


def test_the_coordinator_ends_an_offer_and_opens_it_again() -> None:
    sam, nia, cora = joined("Sam"), joined("Nia"), with_role("Cora", Role.COORDINATOR)
    row = offered(sam)
    offers.be_uneasy(by=TESTS, viewer=nia, offer_id=row.id, why=Worry.PRESSURE)
    offers.end_offer(by=sam, viewer=sam, alliance_id=alliance().id)
    assert [one.worries for one in queries.worried_about(cora)] == [(Worry.PRESSURE,)]
    there = browser_of(cora)
    sent = {"which": str(row.id), "do": "stop"}
    assert there.post("/my-work/people/", sent).status_code == 303
    assert kinds(sam) == ["offer-looked-at"]
    with pytest.raises(DoorError, match="speak with them"):
        offered(sam)
    assert b"The coordinator ended your offer" in browser_of(sam).get("/me/offer/").content
    assert b"Let it be offered again" in there.get("/my-work/people/").content
    there.post("/my-work/people/", {**sent, "do": "leave"})
    assert kinds(sam) == ["offer-looked-at"] * 2
    assert queries.worried_about(cora) == ()
    offered(sam)
    offers.be_uneasy(by=TESTS, viewer=nia, offer_id=row.id, why=Worry.UNEASY)
    there.post("/my-work/people/", {**sent, "do": "leave"})
    assert kinds(sam) == ["offer-looked-at"] * 2
    for odd in ({**sent, "do": "burn"}, {**sent, "which": "x"}, {**sent, "which": str(uuid4())}):
        assert there.post("/my-work/people/", odd).status_code == 404
    assert browser_of(sam).get("/my-work/people/").status_code == 404
    with pytest.raises(NotYoursError):
        offers.look_at_offer(by=sam, viewer=sam, offer_id=row.id, stop=False)


def test_an_offer_can_be_taken_out_and_goes_with_whoever_made_it() -> None:
    sam, nia = joined("Sam"), joined("Nia")
    offered(sam)
    told = {
        one.field: one.words
        for group in everything_of(replace(sam, repeated_at=clock.now())).groups
        if group.kind == "directory.offer"
        for one in group.rows[0]
    }
    assert (told["words"], told["shown_as"], told["reach"]) == (SAID["words"], SAID["shown_as"], SAID["reach"])
    assert told["terms"] == "Somebody to talk to, Walking and outdoors"
    keystore.erase(sam.id, clock.now())
    assert queries.offers_in(nia, alliance().id) == ()
    people.erase_by_the_place(by=TESTS, person_id=sam.id)
    assert not Offer.objects.exists()

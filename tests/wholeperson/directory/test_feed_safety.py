"""What never leaves by the open feed: where a kept-safe address is, people who offer support, one person's own mail."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cast import TESTS, alliance, joined
from tests.listing import listed, weekly
from wholeperson.directory.models import Offer, Resource, Somewhere
from wholeperson.directory.public import Entry, Opens, OtherTimes, ResourceKind, Spot, Where, Whom
from wholeperson.directory.queries import terms
from wholeperson.directory.rules.facts import BY_KEY, FACTS, Answer
from wholeperson.directory.rules.hsds import mapping
from wholeperson.directory.rules.hsds.coding import Lists
from wholeperson.directory.rules.hsds.keeping import LEFT_OUT, Keeper
from wholeperson.directory.rules.hsds.values import Origin, RunBy, Said, Told
from wholeperson.directory.rules.mailboxes import is_a_roles
from wholeperson.directory.rules.whereabouts import hints_where
from wholeperson.foundation.actions import action

LISTS = Lists.of(terms())
TODAY = date(2026, 11, 21)
# A secret address, in every way in which somebody could have written it down by mistake.
SECRETS = (
    "PO21 9ZZ", "po219zz", "17 Hidden Lane", "17b hidden lane", "Hidden Lane", "50.78912", "-0.67123", "SZ 934 992",
    "https://maps.example.org/hidden", "///hidden.in.words", "Hidden House",
)  # fmt: skip
secret = st.sampled_from(SECRETS)
words = st.text("aé 1.,@/", max_size=6)
telling = st.builds(lambda before, it, after: f"{before} {it} {after}", words, secret, words)
said = st.one_of(words, telling)
places = st.builds(
    Where, name=said, address=secret, town=st.just("Hidden-on-Sea"), county=words, postcode=st.just("PO21 9ZZ"),
    spot=st.just(Spot(50.78912, -0.67123)),
)  # fmt: skip
answers = st.fixed_dictionaries(
    {},
    optional={
        fact.key: st.lists(telling, max_size=2) if fact.answer is Answer.LIST else telling
        for fact in FACTS
        if fact.answer in (Answer.WORDS, Answer.LIST)
    },
)
entries = st.builds(
    Entry, name=said, kind=st.sampled_from(ResourceKind), summary=said, description=said, alert=said,
    website=st.sampled_from(("https://maps.example.org/hidden", "https://safe.example.org/", "")),
    email=st.just("refuge@example.org"), kept_safe=st.just(True), places=st.lists(places, max_size=2).map(tuple),
    facts=answers, opens=st.lists(st.builds(lambda w, a: replace(weekly("MO", "10:00", "12:00"), words=w, attending=a),
                                            said, said), max_size=2).map(tuple),
    other_times=st.lists(st.builds(OtherTimes, st.just(TODAY), st.just(TODAY), why=said), max_size=1).map(tuple),
    other_terms=st.lists(st.fixed_dictionaries({"name": said, "uri": st.just(SECRETS[8])}), max_size=1).map(tuple),
    contacts=st.lists(st.builds(Whom, role=said, words=said, call=st.just("01632 960001")), max_size=2).map(tuple),
)  # fmt: skip
HIDING = ("po21", "9zz", "hidden", "50.78912", "0.67123", "934 992")


def told_of(entry: Entry, **more: Any) -> Told:
    run_by = RunBy(id=uuid4(), name="Safe Homes", description=more.pop("org", ""), careful=True)
    return Told(
        id=uuid4(), run_by=run_by, alliance="Bognor Regis", entry=entry, changed_at=datetime(2026, 11, 21, tzinfo=UTC),
        place_ids=tuple(uuid4() for _ in entry.places), **more,
    )  # fmt: skip


@pytest.mark.needs("N1")
@settings(max_examples=30)
@given(entries, said, said)
def test_a_kept_safe_address_cannot_be_found_in_the_feed_wherever_it_was_written(
    entry: Entry, org: str, review: str
) -> None:
    said_of = Said(id=uuid4(), words=review, on=TODAY, answer=review)
    one = told_of(entry, org=org, checked_how=review, said=(said_of,))
    for full in (True, False):
        found = mapping.service(one, LISTS, TODAY, full=full)
        text = json.dumps(found, ensure_ascii=False).lower()
        assert not [clue for clue in HIDING if clue in text]
        assert not {"service_at_locations", "location", "latitude", "addresses"} & set(found)
        if full:
            assert [area["name"] for area in found["service_areas"]] == ["Bognor Regis"]
    assert mapping.locations_of(one, full=True) == ()


@settings(max_examples=30)
@given(entries)
def test_nothing_is_null_and_nothing_is_empty(entry: Entry) -> None:
    def look(value: Any) -> None:
        assert value not in (None, "", [], {})
        for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            look(one)

    look(mapping.service(told_of(entry), LISTS, TODAY, full=True))
    look(mapping.service(told_of(replace(entry, kept_safe=False)), LISTS, TODAY, full=True))


@pytest.mark.django_db
@pytest.mark.needs("N1")
def test_no_address_of_the_feed_tells_where_a_refuge_is() -> None:
    Somewhere.objects.create(name="PO21", folded="po21", kind="district", latitude=50.782, longitude=-0.68)
    near = Where(name="The Hub", address="1 Invented Street", town="Bognor Regis", postcode="PO21 1AA",
                 spot=Spot(50.78, -0.67))  # fmt: skip
    listed("The Hub", places=(near,))
    it = listed("A safe house", by="Safe Homes", kind=ResourceKind.HOUSING, kept_safe=True, terms=("safety",))
    client = Client()
    whole = client.get(f"/open-referral/services/{it.id}").json()
    assert whole["x-whole-person"]["address_kept_safe"] is True
    assert "service_at_locations" not in whole
    for path in ("services?postcode=PO21&proximity=50000", "service_at_locations", "service_at_locations?search=safe"):
        assert str(it.id) not in client.get(f"/open-referral/{path}").content.decode()
    in_lines = b"".join(client.get("/open-referral/service_at_locations?format=ndjson").streaming_content)
    assert str(it.id).encode() not in in_lines


@pytest.mark.django_db
def test_a_place_that_a_refuge_still_has_in_the_tables_is_not_told() -> None:
    here = Where(name="17 Hidden Lane", address="17 Hidden Lane", town="Bognor Regis", postcode="PO21 9ZZ",
                 spot=Spot(50.78, -0.67))  # fmt: skip
    it = listed("A safe house at 17 Hidden Lane", places=(here,), facts={"street": "17 Hidden Lane"})

    @action("tests made it a refuge and forgot its place")
    def forget(*, by: str) -> Resource:
        kept = Resource.objects.get(pk=it.id)
        kept.kept_safe = True
        kept.save()
        return kept

    forget(by=TESTS)
    client = Client()
    for path in ("services", "services?full=true", "services?minimal=true", f"services/{it.id}", "organizations",
                 "service_at_locations", "organizations?full=true", "organizations?full_service=true"):  # fmt: skip
        text = client.get(f"/open-referral/{path}").content.decode().lower()
        assert "hidden" not in text, path
        assert "po21" not in text, path


@pytest.mark.django_db
def test_people_who_offer_support_are_in_no_answer() -> None:
    person = joined("Robin")

    @action("tests had somebody offer support")
    def offer(*, by: str) -> Offer:
        made = Offer(
            alliance_id=alliance().id, person_id=person.id, shown_as=b"Robin", words=b"I listen", reach=b"ring"
        )
        made.save()
        return made

    made = offer(by=TESTS)
    for path in ("services?full=true", "organizations?full_service=true", "service_at_locations?full=true"):
        text = Client().get(f"/open-referral/{path}").content.decode()
        assert "Robin" not in text
        assert str(made.id) not in text


@pytest.mark.parametrize(
    ("address", "roles"),
    [
        ("info@hub.example.org", True), ("drop-in@example.org", True), ("hub@example.org", True),
        ("anna.smith@example.org", False), ("anna@example.org", False), ("a.smith@example.org", False),
        ("referrals.anna@example.org", False), ("not an address", False), ("a@b.example.org", False),
    ],
)  # fmt: skip
def test_only_the_mail_of_a_role_is_told(address: str, roles: bool) -> None:
    assert is_a_roles(address, ["The Hub"]) is roles
    keeper = Keeper(kept_safe=False, names=["The Hub"])
    assert keeper.mail(address) == (address if roles else "")


def test_one_persons_own_mail_is_taken_out_of_texts_and_contacts() -> None:
    entry = Entry(
        name="Tea", kind=ResourceKind.GROUP, description="Write to anna.smith@example.org or info@example.org.",
        email="anna.smith@example.org", opens=(Opens(rule=weekly("MO", "10:00", "11:00").rule),),
        contacts=(Whom(role="the kitchen", email="anna.smith@example.org", text="07700 900001"),),
    )  # fmt: skip
    found = mapping.service(told_of(entry), LISTS, TODAY, full=True)
    assert found["description"] == f"Write to {LEFT_OUT} or info@example.org."
    assert "email" not in found
    assert set(found["contacts"][0]) == {"id", "service_id", "title", "phones"}
    assert found["contacts"][0]["phones"][0]["description"] == "Text"


def test_what_is_told_of_a_place_is_known_by_its_look() -> None:
    assert not hints_where("A warm house. Ring first; somebody meets you.")
    assert all(map(hints_where, SECRETS[:9]))
    assert BY_KEY["bus"].tells_where


def test_where_it_comes_from_and_who_signed_up_is_said() -> None:
    theirs = ({"name": "Advice", "uri": "https://id.example.org/1", "taxonomy": "Theirs"}, {"uri": "x"})
    entry = Entry(name="Tea", kind=ResourceKind.GROUP, website="nonsense", other_terms=theirs)
    run_by = RunBy(id=UUID(int=5), name="The Hub", signed_on=TODAY)
    one = replace(told_of(entry), run_by=run_by, origin=Origin("Other", "OGL", "© Other"))
    found = mapping.service(one, LISTS, TODAY, full=True)
    assert found["x-whole-person"]["source"]["attribution"] == "© Other"
    assert found["organization"]["x-whole-person"]["signed_up_on"] == "2026-11-21"
    assert [row["taxonomy_term"]["name"] for row in found["attributes"]] == ["a group", "Advice"]
    assert "url" not in found

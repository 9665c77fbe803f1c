"""What people say of a place is shown as they said it, once somebody looked at it for safety and not for opinion."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from tests.cast import TESTS, alliance, browser_of, joined, signed_in, team, with_role
from tests.listing import listed
from wholeperson.directory import public as directory
from wholeperson.directory.actions import looking, reviews
from wholeperson.directory.models import Organization, Resource, Review
from wholeperson.directory.presenters import said as presenters
from wholeperson.directory.public import Listed, ResourceKind
from wholeperson.directory.queries import reviews as queries
from wholeperson.directory.rules import reviews as rules
from wholeperson.directory.rules.reviews import Again, Reason, State, When
from wholeperson.directory.rules.whereabouts import tells_where
from wholeperson.foundation import clock, keystore
from wholeperson.foundation.actions import action
from wholeperson.messages.queries import messages_of
from wholeperson.people import actions as people_actions
from wholeperson.people.public import AgeBand, DoorError, NotYoursError, PeerKind, Role, Viewer
from wholeperson.people.queries.everything import everything_of
from wholeperson.trail.models import Line

pytestmark = [pytest.mark.django_db, pytest.mark.needs("N2")]
WORDS = "  They made me tea <b>first</b>.\nNobody asked me anything for an hour."
YEAR = datetime(2026, 11, 21, tzinfo=ZoneInfo("Europe/London"))


def run_by_a_team(name: str = "Tea and talk", organisation: str = "The Hub", **kept: object) -> Listed:
    """Put something on the map whose organization is a member of the alliance. Invented, as all of it here."""
    card = team("Outreach", organisation)
    found = listed(name, by=organisation, **kept)
    row = Organization.objects.get(pk=found.organization_id)
    organisation_id = hat_of(with_role("Wren", Role.WORKER, in_team=card)).organisation_id
    made = directory.keep_organization(
        by=TESTS, alliance_id=row.alliance_id, name=f"{organisation}, member", teams_of=organisation_id
    )
    directory.keep_entry(
        by=TESTS, organization=made, resource_id=found.id,
        entry=directory.Entry(name=name, kind=ResourceKind.GROUP, **kept),
    )  # fmt: skip
    again = directory.resource(found.id)
    assert again is not None
    return again


def hat_of(viewer: Viewer):  # a hat; the tests say enough
    return next(hat for hat in viewer.hats if hat.organisation_id or hat.role is Role.COORDINATOR)


def say(viewer: Viewer, place: Listed, words: str = WORDS, **more: object) -> Review:
    return reviews.say(by=viewer, viewer=viewer, resource_id=place.id, words=words, **more)


def look(viewer: Viewer, row: Review, held_back: Reason | None = None) -> Review:
    found = queries.one_to_look_at(viewer, row.id)
    seen = found.mark if found else ""
    return looking.look_at(by=viewer, viewer=viewer, review_id=row.id, seen=seen, held_back=held_back)


def kinds(viewer: Viewer) -> list[str]:
    return [told.kind.key for told in messages_of(viewer)]


def test_words_are_shown_exactly_as_they_were_said_and_nobody_is_named() -> None:
    place, sam, cora = (
        listed("Tea and talk"),
        joined("Sam Quill", age=AgeBand.UNDER_18),
        with_role("Cora", Role.COORDINATOR),
    )
    row = say(sam, place, again=Again.YES, used=When.THIS_YEAR)
    assert queries.said_of(place.id) == ()
    assert kinds(cora) == ["said-to-look-at"]
    look(cora, row)
    page = Client().get(f"/network/{place.id}/said/").content.decode()
    assert "  They made me tea &lt;b&gt;first&lt;/b&gt;.\nNobody asked me" in page
    assert "Was there this year. Would go again." in page
    for telling in ("Sam Quill", str(sam.id), "Under 18", "people have said"):
        assert telling not in page
    assert kinds(sam) == ["said-looked-at"]
    found = presenters.said_of(place.id)
    assert (len(found.voices), found.more, found.would_go) == (1, False, "")


def test_changed_words_are_looked_at_again_and_what_stands_beside_them_is_not() -> None:
    place, sam, cora = listed("Tea and talk"), joined("Sam"), with_role("Cora", Role.COORDINATOR)
    row = look(cora, look(cora, say(sam, place)))
    assert kinds(sam) == ["said-looked-at"]
    say(sam, place, again=Again.DEPENDS)
    assert [one.again for one in queries.said_of(place.id)] == ["depends"]
    say(sam, place, "It is different now.")
    assert queries.said_of(place.id) == ()
    assert Review.objects.count() == 1
    assert look(cora, row).shown_at is not None
    browser_of(sam).post(f"/network/{place.id}/said/write/", {"do": "take-back"})
    assert not Review.objects.exists()


def test_what_was_read_is_what_is_decided_on() -> None:
    place, sam, cora = listed("Tea and talk"), joined("Sam"), with_role("Cora", Role.COORDINATOR)
    row = say(sam, place)
    found = queries.one_to_look_at(cora, row.id)
    assert found is not None
    say(sam, place, "Ask for Zoe Invented at number 3.")
    with pytest.raises(DoorError, match="changed"):
        looking.look_at(by=cora, viewer=cora, review_id=row.id, seen=found.mark, held_back=None)
    page = browser_of(cora).post(f"/my-work/said/{row.id}/", {"decision": "show", "seen": found.mark})
    assert (page.status_code, b"once more" in page.content) == (422, True)
    assert not queries.said_of(place.id)


def test_what_is_held_back_is_kept_and_its_writer_is_told_why() -> None:
    place, sam, cora = listed("Tea and talk"), joined("Sam"), with_role("Cora", Role.COORDINATOR)
    row = say(sam, place)
    sent = {"decision": Reason.DANGER.value, "seen": queries.mark_of(WORDS)}
    led = browser_of(cora).post(f"/my-work/said/{row.id}/", sent)
    assert led.headers["Location"] == "/my-work/said/danger/"
    assert b"Ring 999" in browser_of(cora).get("/my-work/said/danger/").content
    mine = queries.my_review(sam, place.id)
    assert mine is not None
    assert str(Review.objects.get()) == "waiting"
    assert (mine.words, mine.state, mine.second, mine.nobody) == (WORDS, State.HELD_BACK, False, True)
    page = browser_of(sam).get("/me/said/").content.decode()
    assert "ring 999" in page
    assert b"Held back" in browser_of(cora).get("/my-work/said/").content
    with pytest.raises(DoorError, match="nobody else"):
        reviews.ask_for_a_second_look(by=sam, viewer=sam, resource_id=place.id)
    look(cora, row)  # whoever held it back can think again
    assert len(queries.said_of(place.id)) == 1
    look(cora, row, Reason.NAMES)  # and something can come to light later
    assert kinds(sam) == ["said-looked-at"] * 3
    assert not queries.said_of(place.id)


def test_a_second_look_is_another_persons() -> None:
    place, sam = run_by_a_team(), joined("Sam")
    cora, otis = with_role("Cora", Role.COORDINATOR), with_role("Otis", Role.COORDINATOR)
    with_role("Nell", Role.COORDINATOR, place="Crawley")
    row = look(cora, say(sam, place), Reason.HATE)
    there = browser_of(sam)
    assert b"Ask somebody else to look" in there.get(f"/network/{place.id}/said/write/").content
    assert there.post(f"/network/{place.id}/said/write/", {"do": "second-look"}).status_code == 303
    assert there.post(f"/network/{place.id}/said/write/", {"do": "second-look"}).status_code == 404
    assert (queries.to_look_at(cora), queries.waits_for_others(cora)) == ((), True)
    with pytest.raises(NotYoursError):
        look(cora, row)
    assert [one.state for one in queries.to_look_at(otis)] == [State.SECOND_LOOK]
    assert "said-to-look-at" in kinds(otis)
    look(otis, row, Reason.HATE)
    assert queries.one_to_look_at(otis, row.id) is None
    mine = queries.my_review(sam, place.id)
    assert mine is not None
    assert (mine.second, mine.nobody, mine.looked_twice) == (False, False, True)
    with pytest.raises(NotYoursError):
        reviews.ask_for_a_second_look(by=sam, viewer=sam, resource_id=place.id)
    say(sam, place, "Changed.")
    look(cora, row, Reason.HATE)
    reviews.ask_for_a_second_look(by=sam, viewer=sam, resource_id=place.id)
    look(otis, row)
    assert len(queries.said_of(place.id)) == 1


def test_nobody_decides_about_where_they_work_or_about_their_own_words() -> None:
    place, sam, cora = run_by_a_team(), joined("Sam"), with_role("Cora", Role.COORDINATOR)
    row = say(sam, place)
    card = team("Outreach")
    invited = people_actions.invite_by_the_place(
        by=TESTS, alliance_id=alliance().id, role=Role.PEER, team_id=card.id, kind=PeerKind.MENTOR
    )
    people_actions.accept_role(by=cora, viewer=cora, words=invited, shown_as="Cora at work")
    both = signed_in(cora.id)
    assert (queries.to_look_at(both), queries.waits_for_others(both)) == ((), True)
    assert browser_of(both).get(f"/my-work/said/{row.id}/").status_code == 404
    with pytest.raises(NotYoursError, match="does not work"):
        looking.look_at(by=both, viewer=both, review_id=row.id, seen=queries.mark_of(WORDS), held_back=Reason.NAMES)
    with pytest.raises(NotYoursError, match="You work for"):
        say(both, place)
    refused = browser_of(both).get(f"/network/{place.id}/said/write/")
    assert (refused.status_code, b"You work here yourself" in refused.content) == (200, True)
    assert browser_of(both).post(f"/network/{place.id}/said/write/", {"words": "Best."}).status_code == 422
    other = listed("Chess", by="Another")
    own = say(both, other)
    assert both.id not in {one.id for one in queries.to_look_at(both)}
    with pytest.raises(NotYoursError):
        look(both, own)
    with pytest.raises(NotYoursError):
        looking.look_at(by=both, viewer=both, review_id=uuid4(), seen="", held_back=None)
    with pytest.raises(NotYoursError):
        look(sam, own)


def test_the_place_answers_as_a_role_and_never_as_a_name() -> None:
    place, sam, cora = run_by_a_team(), joined("Sam"), with_role("Cora", Role.COORDINATOR)
    worker = with_role("Wanda", Role.WORKER, in_team=team("Outreach"))
    row = say(sam, place)
    with pytest.raises(NotYoursError):
        reviews.answer(by=worker, viewer=worker, review_id=row.id, words="Too early")
    look(cora, row)
    address = f"/network/{place.id}/said/{row.id}/answer/"
    assert browser_of(sam).get(address).status_code == 404
    assert b"Answer this" in browser_of(worker).get(f"/network/{place.id}/said/").content
    assert browser_of(worker).post(address, {"words": "x" * 1001}).status_code == 422
    assert browser_of(worker).post(address, {"words": "Thank you. The kettle stays on."}).status_code == 303
    page = Client().get(f"/network/{place.id}/said/").content.decode()
    assert "The answer of a worker of The Hub" in page
    assert "Wanda" not in page
    assert "said-answered" in kinds(sam)
    say(sam, place, "Changed since.")
    look(cora, row)
    assert queries.said_of(place.id)[0].before
    reviews.answer(by=cora, viewer=cora, review_id=row.id, words="Thank you again.")
    assert queries.said_of(place.id)[0].answered_as == "the coordinator of the alliance"
    assert kinds(sam).count("said-answered") == 1
    reviews.answer(by=cora, viewer=cora, review_id=row.id, words=" ")
    assert queries.said_of(place.id)[0].answer == ""
    with pytest.raises(NotYoursError):
        reviews.answer(by=sam, viewer=sam, review_id=row.id, words="Mine")
    assert not queries.may_answer(sam, uuid4())
    assert queries.may_answer(worker, place.id)


def test_words_that_tell_where_a_kept_safe_place_is_are_not_kept() -> None:
    place, sam, cora = listed("A house", kept_safe=True), joined("Sam"), with_role("Cora", Role.COORDINATOR)
    for words in ("It is in PO21 1AA", "at 12 Invented Street", "house number 7, ring twice"):
        assert tells_where(words)
        with pytest.raises(DoorError, match="kept safe"):
            say(sam, place, words)
    assert not tells_where("I was there for 3 weeks and 12 people were kind.")
    row = look(cora, say(sam, place, "Kind people."))
    with pytest.raises(DoorError, match="kept safe"):
        reviews.answer(by=cora, viewer=cora, review_id=row.id, words="Come to PO21 1AA")


def test_what_was_said_is_looked_at_again_when_an_address_becomes_safe() -> None:
    place, sam, cora = listed("A house"), joined("Sam"), with_role("Cora", Role.COORDINATOR)
    look(cora, say(sam, place, "It is at 12 Invented Street."))
    entry = directory.Entry(name="A house", kind=ResourceKind.HOUSING, kept_safe=True)
    directory.keep_entry(
        by=TESTS, organization=Organization.objects.get(pk=place.organization_id), entry=entry, resource_id=place.id
    )
    assert queries.said_of(place.id) == ()
    assert len(queries.to_look_at(cora)) == 1


def test_nothing_empty_or_endless_is_kept_and_nothing_typed_is_lost() -> None:
    place, sam = listed("Tea and talk"), joined("Sam")
    there, address = browser_of(sam), f"/network/{place.id}/said/write/"
    assert b"A sentence is enough" in there.post(address, {"words": " "}).content
    long = there.post(address, {"words": "x" * 2001, "again": "no"})
    assert (long.status_code, b"1 more" in long.content, b"x" * 2001 in long.content) == (422, True, True)
    assert there.post(address, {"words": "Fine", "again": "perhaps"}).status_code == 422
    assert there.post(address, {"words": "Fine", "again": "no", "used": "longer-ago"}).status_code == 303
    again = there.get(address).content.decode()
    assert "Somebody looks at it first" in again
    assert 'value="longer-ago" id="id_used_1" checked' in again
    assert there.get(f"/network/{uuid4()}/said/write/").status_code == 404
    with pytest.raises(NotYoursError):
        reviews.say(by=sam, viewer=sam, resource_id=uuid4(), words="Fine")
    with pytest.raises(NotYoursError):
        reviews.ask_for_a_second_look(by=sam, viewer=sam, resource_id=place.id)


def test_what_was_said_can_be_taken_out_and_goes_with_its_writer() -> None:
    place, cora = listed("Tea and talk"), with_role("Cora", Role.COORDINATOR)
    sam = joined("Sam", phrase="amber kettle river moss")
    look(cora, say(sam, place, again=Again.NO))
    sam = replace(sam, repeated_at=clock.now())
    groups = {group.kind: group for group in everything_of(sam).groups}
    told = {one.field: one.words for one in groups["directory.review"].rows[0]}
    assert (told["words"], told["again"], told["resource"]) == (WORDS, "No", "Tea and talk")
    assert "looked_by" not in told
    assert not Line.objects.filter(sentence__contains="tea").exists()
    keystore.erase(sam.id, clock.now())  # a copy that was put back, before the erasures are replayed
    assert queries.said_of(place.id) == ()
    people_actions.erase_by_the_place(by=TESTS, person_id=sam.id)
    assert not Review.objects.exists()


def test_pages_of_what_was_said_follow_each_other_and_there_are_counts_from_five_on() -> None:
    place, cora = listed("Tea and talk"), with_role("Cora", Role.COORDINATOR)
    for number in range(5):
        look(cora, say(joined(f"Somebody {number}"), place, f"Words {number}", again=Again.YES))
    page = Client().get(f"/network/{place.id}/said/").content.decode()
    assert "5 people have said how it was for them. 5 would go again." in page
    assert page.index("Words 4") < page.index("Words 0")
    assert presenters.said_of(place.id).more
    assert Client().get(f"/network/{place.id}/said/?page=2").status_code == 200
    for odd in ("0", "x", "99999", "501"):
        assert Client().get(f"/network/{place.id}/said/?page={odd}").status_code == 404
    assert kinds(cora).count("said-to-look-at") == 5


def test_what_was_said_of_an_entry_that_stood_twice_goes_along() -> None:
    place, other, sam = listed("Tea and talk"), listed("Tea & talk"), joined("Sam")
    look(with_role("Cora", Role.COORDINATOR), say(sam, other))
    _merge(by=TESTS, one=other, into=place)
    assert [one.words for one in queries.said_of(place.id)] == [WORDS]
    assert [one.resource_id for one in queries.my_reviews(sam)] == [place.id]
    say(sam, place, "It is one now.")
    assert Review.objects.count() == 1
    reviews.take_back(by=sam, viewer=sam, resource_id=place.id)
    assert not Review.objects.exists()


@action("two entries became one, in a test", about="one")
def _merge(*, by: str, one: Listed, into: Listed) -> None:
    Resource.objects.filter(pk=one.id).update(merged_into_id=into.id)


def test_one_word_tells_of_a_whole_pile() -> None:
    place, cora = listed("Tea and talk"), with_role("Cora", Role.COORDINATOR)
    for number in range(3):
        say(joined(f"Somebody {number}"), place)
    assert kinds(cora) == ["said-to-look-at"]
    assert len(queries.to_look_at(cora)) == 3
    assert browser_of(joined("Sam")).get("/my-work/said/").status_code == 404
    assert browser_of(joined("Sam")).get("/my-work/said/danger/").status_code == 404
    assert Client().get("/my-work/said/").status_code == 303


def test_numbers_below_five_are_not_said_and_this_year_stays_true() -> None:
    assert rules.how_many(4) == ""
    assert rules.would_go(["yes"] * 4 + ["", ""]) == ""
    assert rules.would_go(["yes"] * 6 + ["no"]) == "6 would go again. Some would not go again."
    kept = rules.kept_as(When.THIS_YEAR, YEAR)
    says = [rules.used_says(kept, YEAR + timedelta(days=365 * years)) for years in range(3)]
    assert says == ["Was there this year", "Was there last year", "Was there longer ago"]
    assert rules.used_says(rules.kept_as(When.LONGER_AGO, YEAR), YEAR) == "Was there longer ago"
    assert rules.used_says("", YEAR) == ""
    assert set(rules.REASON_ASKS) == set(rules.REASON_SAYS) == set(Reason)

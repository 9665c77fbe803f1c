"""Looking in turn, saying that something is wrong, and the charter. All people and places are invented."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.cast import TESTS, alliance, browser_of, joined, signed_in, team, with_role
from tests.listing import listed
from wholeperson.directory import actions, queries
from wholeperson.directory.actions.dealing import deal_out_everywhere
from wholeperson.directory.models import Charter, Check, Correction, Organization, Place, SignedUp, Turn
from wholeperson.directory.permissions import check_may_look
from wholeperson.directory.public import Listed, Where
from wholeperson.directory.queries.checks import my_turns
from wholeperson.directory.queries.corrections import corrections_for
from wholeperson.directory.rules.corrections import About, Outcome
from wholeperson.directory.rules.principles import CharterError, Principle
from wholeperson.directory.rules.seeing import Seen, Way
from wholeperson.foundation import clock
from wholeperson.foundation.actions import action
from wholeperson.messages.models import Message
from wholeperson.people import public as people
from wholeperson.people.models import Attempt, Person
from wholeperson.people.public import NotYoursError, PeerKind, Role, Viewer

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
WORK, TOLD, SIGNING, WRITE = (f"/my-work/network/{one}" for one in ("", "corrections/", "signing/", "charter/"))


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.stopped(NOW):
        yield


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def peer(name: str = "Ash") -> Viewer:
    return with_role(name, Role.PEER, in_team=team(), kind=PeerKind.MENTOR)


def hub_worker(name: str = "Wren") -> Viewer:
    """Give a worker of The Hub, which keeps what stands about it on the map."""
    wren = with_role(name, Role.WORKER, in_team=team())
    actions.hand_to(by=TESTS, organization_id=Organization.objects.get(name="The Hub").id, teams_of=member())
    return wren


def member() -> UUID:
    return next(one.id for one in people.organisations_with_teams(alliance().id) if one.name == "The Hub")


def coordinator(name: str = "Cor") -> Viewer:
    return with_role(name, Role.COORDINATOR)


def now(found: Listed) -> Listed:
    kept = queries.resource(found.id)
    assert kept
    return kept


@action("an age of the tests was said", about="who")
def aged(*, by: str, who: Viewer, band: str) -> None:
    """Write an age that no page lets stand beside a role, as old data could hold it."""
    Person.objects.filter(pk=who.id).update(age_band=band)


def looked(found: Listed, who: Viewer, days_ago: int) -> None:
    with clock.stopped(NOW - timedelta(days=days_ago)):
        actions.look(by=who, viewer=who, resource_id=found.id, seen=Seen.RIGHT, way=Way.RANG)


# ---- turns


@pytest.mark.needs("N1")
def test_the_stalest_come_first_two_at_most_and_no_one_under_age_has_a_turn() -> None:
    ash, cor = peer(), coordinator()
    fresh, old, older, never = (listed(f"Invented {name}") for name in ("one", "two", "three", "four"))
    for found, days in ((fresh, 90), (old, 91), (older, 300)):
        looked(found, cor, days)
    aged(by=TESTS, who=cor, band="not-said")
    deal_out_everywhere(NOW)
    assert {turn.resource_id for turn in my_turns(ash)} == {older.id, never.id}
    assert my_turns(cor) == ()
    deal_out_everywhere(NOW)
    assert Turn.objects.count() == 2
    assert [one.kind for one in Message.objects.filter(person_id=ash.id)] == ["entries-to-look-at"]
    page = text(browser_of(ash).get(WORK))
    assert "Nobody has looked for more than half a year. Ring first." in page
    assert "Yours until Saturday 5 December." in page
    assert fresh.entry.name not in page
    assert old.entry.name in page  # for somebody who has time


def test_a_turn_is_passed_on_without_a_word_and_goes_to_somebody_else() -> None:
    found, ash, bea = listed("Invented café"), peer(), peer("Bea")
    deal_out_everywhere(NOW)
    one, other = (ash, bea) if my_turns(ash) else (bea, ash)
    turn = my_turns(one)[0]
    assert browser_of(other).post(WORK, {"turn": str(turn.id)}).status_code == 404
    assert browser_of(one).post(WORK, {"turn": "nonsense"}).status_code == 404
    assert browser_of(one).post(WORK, {"turn": str(turn.id)}).status_code == 303
    assert browser_of(one).post(WORK, {"turn": str(turn.id)}).status_code == 404
    deal_out_everywhere(NOW)
    assert [turn.resource_id for turn in my_turns(other)] == [found.id]
    # A fortnight later it is over, and nobody is left to whom it has not come.
    deal_out_everywhere(NOW + timedelta(days=15))
    assert not Turn.objects.filter(ended_at=None).exists()
    deal_out_everywhere(NOW + timedelta(days=500))
    assert Turn.objects.filter(ended_at=None).count() == 1
    assert Turn.objects.count() == 1


def test_turns_end_with_the_role_and_go_with_the_person() -> None:
    listed("Invented café")
    ash = peer()
    hat = next(hat for hat in ash.hats if hat.role is Role.PEER)
    deal_out_everywhere(NOW)
    part = people_part(ash)
    assert "Invented café" in part
    assert "Entries of the network map that it was your turn to look at" in part
    people.end_membership(by=ash, viewer=ash, membership_id=hat.id)
    assert not Turn.objects.filter(ended_at=None).exists()
    people.erase_by_the_place(by=TESTS, person_id=ash.id)
    assert not Turn.objects.exists()
    with pytest.raises(NotYoursError):
        actions.deal_out(by=ash, alliance_id=alliance().id, now=NOW)


def people_part(who: Viewer) -> str:
    return text(browser_of(who).get("/me/everything/"))


# ---- looking


@pytest.mark.needs("N1", "N7")
def test_a_peer_looks_in_person_and_says_what_it_looks_like_from_the_street() -> None:
    found, ash = listed("Invented café", facts={"street": "Grey."}), peer()
    deal_out_everywhere(NOW)
    address = f"/network/{found.id}/check/"
    page = text(browser_of(ash).get(address))
    assert "At the moment it says: “Grey.”." in page
    sent = {"seen": "right", "way": "rang", "street": "A blue door beside the bakery."}
    assert browser_of(ash).post(address, sent).status_code == 422
    browser = browser_of(ash)
    assert browser.post(address, sent | {"way": "went"}).status_code == 303
    assert "Its page says now that somebody looked today." in text(browser.get(WORK))
    kept = now(found)
    assert (kept.checked_on, kept.checked_how) == (NOW.date(), "by a peer, in person")
    assert kept.entry.facts["street"] == "A blue door beside the bakery."
    assert my_turns(ash) == ()
    assert str(ash.id) not in str(Check.objects.values())


def test_what_differs_is_told_to_whoever_keeps_it_and_a_keeper_is_led_to_put_it_right() -> None:
    found, ash = listed("Invented café"), peer()
    cor, address = coordinator(), f"/network/{found.id}/check/"
    sent = {"seen": "different", "way": "went", "street": "A blue door."}
    missing = browser_of(ash).post(address, sent)
    assert (missing.status_code, "What is different?" in text(missing)) == (422, True)
    assert browser_of(ash).post(address, sent | {"about": "other"}).status_code == 422
    assert browser_of(ash).post(address, sent | {"about": "times", "words": "Till 8."}).status_code == 303
    assert now(found).checked_on is None
    led = browser_of(cor).post(address, sent | {"about": "times", "words": "Till 9."})
    said = Correction.objects.get(words="Till 9.")
    assert led["Location"] == f"/network/{found.id}/change/when/?for={said.id}"
    page = text(browser_of(cor).get(led["Location"]))
    assert "Till 9." in page
    seen = re.findall(r'name="seen" value="([^"]+)"', page)[0]
    put = {"seen": seen, "for": str(said.id), "opens-count": "0", "others-count": "0", "bank_holidays": "closed"}
    done = browser_of(cor).post(led["Location"], put)
    assert (done.status_code, done["Location"]) == (303, TOLD)
    said.refresh_from_db()
    assert (said.outcome, said.words) == ("put-right", "")
    assert browser_of(cor).post(address, sent | {"about": "other", "words": "x"})["Location"] == WORK


def test_whoever_could_not_find_out_leaves_it_as_it_was() -> None:
    found, ash = listed("Invented café"), peer()
    answer = browser_of(ash).post(f"/network/{found.id}/check/", {"seen": "could-not", "way": "rang"})
    assert (answer.status_code, now(found).checked_on) == (303, None)
    assert Check.objects.get().found == "could-not"


@pytest.mark.needs("N9")
def test_nobody_looks_for_a_place_whose_address_is_kept_safe() -> None:
    found, ash = listed("Invented house", kept_safe=True), peer()
    address = f"/network/{found.id}/check/"
    page = text(browser_of(ash).get(address))
    assert "never look for the place" in page
    assert 'name="street"' not in page
    assert 'value="went"' not in page
    assert 'value="moved"' not in page
    assert browser_of(ash).post(address, {"seen": "right", "way": "went"}).status_code == 422
    told = {"seen": "different", "way": "rang", "about": "other", "words": "It is at 1 Invented Street now."}
    assert browser_of(ash).post(address, told).status_code == 422
    assert not Check.objects.exists()


def test_only_adults_with_a_role_there_look() -> None:
    found, cor = listed("Invented café", place="Crawley"), coordinator()
    sam = joined("Sam")
    for who in (sam, cor):
        assert browser_of(who).get(f"/network/{found.id}/check/").status_code == 404
    assert browser_of(sam).get(WORK).status_code == 404
    assert Client().get(WORK).status_code == 303
    with pytest.raises(NotYoursError):
        check_may_look(cor, found.alliance_id)
    here = listed("Invented walk")
    aged(by=TESTS, who=cor, band="under-18")
    assert browser_of(signed_in(cor.id)).get(f"/network/{here.id}/check/").status_code == 404


# ---- this is wrong


@pytest.mark.needs("N1")
def test_anybody_says_what_is_wrong_and_nothing_of_them_is_kept() -> None:
    found = listed("Invented café")
    address = f"/network/{found.id}/wrong/"
    page = text(Client().get(address))
    assert "We do not ask who you are." in page
    assert Client().post(address, {"words": "Closed at 8."}).status_code == 422
    kept = Client().post(address, {"about": "other", "words": ""})
    assert (kept.status_code, "Please say in a few words" in text(kept)) == (422, True)
    answer = Client().post(address, {"about": "times", "words": "Closed at 8."})
    assert (answer.status_code, answer["Location"]) == (303, f"{address}thanks/")
    assert "/help-now/" in text(Client().get(answer["Location"]))
    row = Correction.objects.values().get()
    assert {key: row[key] for key in ("about", "words", "outcome", "answer")} == {
        "about": "times", "words": "Closed at 8.", "outcome": "", "answer": "",
    }  # fmt: skip
    assert "127.0.0.1" not in str(list(Attempt.objects.values()))
    assert queries.being_looked_at([found.id]) == {
        found.id: "Somebody told us that the times may be wrong. We are looking. Ring first."
    }
    for nowhere in (f"/network/{uuid4()}/wrong/", f"/network/{uuid4()}/wrong/thanks/"):
        assert Client().get(nowhere).status_code == 404


def test_a_flood_from_one_address_slows_down() -> None:
    address = f"/network/{listed('Invented café').id}/wrong/"
    answers = [Client().post(address, {"about": "times", "words": f"{n}."}).status_code for n in range(7)]
    assert answers == [303, 303, 303, 303, 303, 429, 429]
    assert "Please wait" in text(Client().post(address, {"about": "times"}))
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert elsewhere.post(address, {"about": "times"}).status_code == 303


@pytest.mark.needs("N1")
def test_what_is_not_safe_comes_first_and_only_to_the_coordinator() -> None:
    found = listed("Invented café")
    wren, cor, other = hub_worker(), coordinator(), with_role("Dee", Role.COORDINATOR, place="Crawley")
    for about, words in ((About.TIMES, "Closed at 8."), (About.NOT_SAFE, "Somebody there frightens me.")):
        actions.say_it_is_wrong(by=TESTS, resource_id=found.id, about=about, words=words)
    page = text(browser_of(cor).get(TOLD))
    assert page.index("Somebody there frightens me.") < page.index("Closed at 8.")
    assert [card.words for card in corrections_for(wren)] == ["Closed at 8."]
    assert corrections_for(other) == ()
    assert "What people told us: 1" in text(browser_of(wren).get(WORK))
    assert "frightens" not in text(browser_of(wren).get(TOLD))
    unsafe = Correction.objects.get(about="not-safe")
    assert browser_of(wren).post(TOLD, {"which": str(unsafe.id), "outcome": "as-it-was"}).status_code == 404
    assert unsafe.words == Correction.objects.get(pk=unsafe.id).words
    led = text(browser_of(wren).get(f"/network/{found.id}/change/name/?for={unsafe.id}"))
    assert "frightens" not in led
    actions.settle(
        by=cor, viewer=cor, correction_id=Correction.objects.get(about="times").id, outcome=Outcome.AS_IT_WAS
    )
    assert queries.being_looked_at([found.id]) == {}  # that somebody is afraid is said to nobody


def test_corrections_are_settled_and_their_words_go() -> None:
    found, wren = listed("Invented café"), hub_worker(uuid4().hex[:8])
    said = actions.say_it_is_wrong(by=TESTS, resource_id=found.id, about=About.PHONE, words="Wrong number.")
    browser = browser_of(wren)
    assert browser.post(TOLD, {"which": str(said.id), "outcome": "asked"}).status_code == 303
    assert "You asked them, and wait" in text(browser.get(TOLD))
    assert queries.being_looked_at([found.id])
    assert browser.post(TOLD, {"which": str(said.id), "outcome": "as-it-was"}).status_code == 303
    said.refresh_from_db()
    assert (said.words, said.outcome, said.settled_at) == ("", "as-it-was", NOW)
    assert browser.post(TOLD, {"which": str(said.id), "outcome": "as-it-was"}).status_code == 404
    assert browser.post(TOLD, {"which": "x", "outcome": "never"}).status_code == 404
    assert "Nothing waits." in text(browser.get(TOLD))
    assert browser_of(joined("Sam")).get(TOLD).status_code == 404


# ---- the charter


@pytest.mark.needs("C1")
def test_everybody_reads_the_charter_and_a_worker_signs_it_for_their_organisation() -> None:
    listed("Invented café")
    listed("Invented shop", by="Invented Trust")
    address = "/network/charter/bognor-regis/"
    assert "Nobody has signed yet." in text(Client().get(address))
    assert "Nothing about us without us" in text(Client().get(address))
    assert Client().get("/network/charter/nowhere/").status_code == 404
    wren = hub_worker()
    hub = Organization.objects.get(name="The Hub")
    sent = {"which": str(hub.id), "number": "0", f"{hub.id}-signed_as": "the manager"}
    browser = browser_of(wren)
    assert "Invented Trust" not in text(browser.get(SIGNING))
    assert browser.post(SIGNING, sent | {f"{hub.id}-signed_as": ""}).status_code == 422
    assert browser.post(SIGNING, sent | {"number": "x"}).status_code == 422
    assert browser.post(SIGNING, sent | {"which": str(uuid4())}).status_code == 404
    assert browser.post(SIGNING, sent).status_code == 303
    assert "<b>The Hub</b>, signed by the manager" in text(Client().get(address))
    signed = queries.signed(hub.id)
    assert signed
    assert (signed.number, signed.current) == (1, True)
    assert now(listed("Invented walk")).signed == NOW
    assert browser.post(SIGNING, {"which": str(hub.id), "leave": "yes"}).status_code == 303
    assert queries.signed(hub.id) is None
    again = sent | {"number": "1"}
    assert browser.post(SIGNING, again).status_code == 303
    assert SignedUp.objects.count() == 1
    # A peer keeps entries, and signs nothing.
    assert "for which you could sign" in text(browser_of(peer()).get(SIGNING))
    assert browser_of(joined("Sam")).get(SIGNING).status_code == 404


@pytest.mark.needs("C1")
def test_a_new_version_asks_whoever_signed_again_and_keeps_the_old_one() -> None:
    listed("Invented café")
    wren, cor = hub_worker(), coordinator()
    hub = Organization.objects.get()
    actions.sign_charter(by=cor, organization_id=hub.id, number=0, signed_as="the coordinator")
    browser = browser_of(cor)
    page = text(browser.get(WRITE))
    same = {"in": "bognor-regis"} | dict(re.findall(r'<input type="text" name="([^"]+)" value="([^"]*)"', page))
    words = dict(re.findall(r'<textarea name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL))
    assert "Nothing was changed." in text(browser.post(WRITE, same | words))
    assert "in one sentence" in text(browser.post(WRITE, same | words | {"0-title": ""}))
    assert browser.post(WRITE, same | words | {"0-title": "x" * 200}).status_code == 422
    assert browser.post(WRITE, {"in": "bognor-regis"}).status_code == 422
    with clock.stopped(NOW + timedelta(days=1)):
        new = same | {"10-title": "Tea is always on", "10-words": "For everybody."}
        assert browser_of(signed_in(cor.id)).post(WRITE, new | words).status_code == 303
    assert [one.number for one in Charter.objects.all()] == [2, 1]
    assert "Tea is always on" in text(Client().get("/network/charter/bognor-regis/"))
    assert "signed the version of Saturday 21 November" in text(Client().get("/network/charter/bognor-regis/"))
    assert [one.kind for one in Message.objects.filter(person_id=wren.id)] == ["charter-again"]
    assert "There is a new charter" in text(browser_of(wren).get(WORK))
    assert "There is a new one." in text(browser_of(wren).get(SIGNING))
    assert "Version of Saturday 21 November" in text(browser.get(WRITE))
    with pytest.raises(CharterError):
        actions.sign_charter(by=wren, organization_id=hub.id, number=1, signed_as="the manager")
    actions.sign_charter(by=wren, organization_id=hub.id, number=2, signed_as="the manager")
    found = queries.signed(hub.id)
    assert found
    assert found.current


def test_only_the_coordinator_writes_the_charter_of_their_place() -> None:
    wren, cor = with_role("Wren", Role.WORKER, in_team=team()), coordinator()
    alliance("Crawley")
    assert browser_of(wren).get(WRITE).status_code == 404
    assert browser_of(cor).get(f"{WRITE}?in=crawley").status_code == 404
    with pytest.raises(NotYoursError):
        actions.write_charter(by=wren, alliance_id=alliance().id, principles=(Principle("One", ""),))
    listed("Invented café")
    with pytest.raises(NotYoursError):
        actions.sign_charter(by=wren, organization_id=Organization.objects.get().id, number=0, signed_as="x")
    with pytest.raises(NotYoursError):
        actions.hand_to(by=wren, organization_id=Organization.objects.get().id, teams_of=None)
    with pytest.raises(ValueError, match="not in the alliance"):
        actions.hand_to(by=cor, organization_id=Organization.objects.get().id, teams_of=uuid4())
    for signed_as in (" ", "x" * 121):
        with pytest.raises(CharterError):
            actions.sign_charter(by=cor, organization_id=Organization.objects.get().id, number=0, signed_as=signed_as)


def test_whoever_runs_two_places_chooses_which_charter() -> None:
    cor = coordinator()
    words = people.invite_by_the_place(by=TESTS, alliance_id=alliance("Crawley").id, role=Role.COORDINATOR)
    people.accept_role(by=cor, viewer=cor, words=words, shown_as="Cor")
    page = text(browser_of(signed_in(cor.id)).get(f"{WRITE}?in=crawley"))
    assert "the alliance of Crawley" in page
    assert "?in=bognor-regis" in page


# ---- what is kept safe


def test_a_place_that_becomes_safe_leaves_no_address_behind() -> None:
    found = listed("Invented house", places=(Where(address="1 Invented Street", postcode="ZZ1 1ZZ"),))
    listed("Invented café", places=(Where(address="2 Invented Street"),))
    hub = queries.organization_row(found.organization_id)
    entry = type(found.entry)(name="Invented house", kind=found.entry.kind, kept_safe=True)
    actions.keep_entry(by=TESTS, organization=hub, entry=entry, resource_id=found.id)
    assert [place.address for place in Place.objects.all()] == ["2 Invented Street"]
    assert now(found).entry.places == ()

"""A desk asks for a peer, a peer takes it, and two days later nothing is left. Everybody here is invented."""

import logging
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client

from tests.cast import TESTS, alliance, browser_of, joined, signed_in, team, with_role
from tests.listing import listed, weekly
from wholeperson.directory import actions, queries
from wholeperson.directory.models import AskedFor, Desk
from wholeperson.directory.public import ResourceKind, Where
from wholeperson.directory.rules import asking_peers as rules
from wholeperson.directory.rules.asking_peers import Asking, AskingError, Stage, Way
from wholeperson.foundation import clock
from wholeperson.foundation.tasks import chores
from wholeperson.messages.models import Message
from wholeperson.people.public import NotYoursError, PeerKind, Role, Viewer, holders_of
from wholeperson.trail.models import Line

pytestmark = [pytest.mark.django_db, pytest.mark.needs("N10")]
NOW = datetime(2026, 11, 21, 20, 30, tzinfo=UTC)
NUMBER = "01632 960 777"
AN_HOUR = timedelta(hours=1)
BY = "system:desk"


def opened(kind: str = "chemist", place: str = "Bognor Regis") -> actions.desks.DeskWords:
    return actions.open_desk(by=TESTS, alliance_id=alliance(place).id, kind=kind, name="Harbour Chemist")


def peer(name: str = "Kit", place: str = "Bognor Regis") -> Viewer:
    return with_role(name, Role.PEER, in_team=team("Peers", place=place), place=place, kind=PeerKind.MENTOR)


def at_the_desk(words: str) -> Client:
    desk = Client()
    answer = desk.post("/network/front-desk/chemist/ask/", {"words": f"  {words.upper()} "})
    assert answer.status_code == 303
    return desk


def hall() -> str:
    return str(listed("Tide House", kind=ResourceKind.PLACE, places=(Where(name="Tide House", address="4 Row"),)).id)


def test_a_desk_asks_a_peer_goes_and_nothing_is_left(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    kit, ash, made = peer(), peer("Ash"), opened()
    with clock.stopped(clock.now()):
        desk = at_the_desk(made.words)
        page = desk.get("/network/front-desk/chemist/ask/").content.decode()
        assert "It is fine to say no." in page
        answer = desk.post("/network/front-desk/chemist/ask/", {"way": "ring", "number": NUMBER})
        assert answer.status_code == 200
        code = answer.content.decode().split('<p class="keep card">')[1].split("<")[0]
        assert len(code.split()) == 2
    row = AskedFor.objects.get()
    assert b"960777" not in bytes(row.number)
    assert {one.person_id for one in Message.objects.filter(kind="somebody-asks")} == {kit.id, ash.id}
    waiting = desk.post("/network/front-desk/asked/", {"code": code.upper()})
    assert "Not yet" in waiting.content.decode()
    his, hers = browser_of(signed_in(kit.id)), browser_of(signed_in(ash.id))
    assert "960777" not in his.get("/my-work/asked/").content.decode()
    assert his.post(f"/my-work/asked/{row.id}/take/").status_code == 303
    assert "01632960777" in his.get("/my-work/asked/").content.decode()
    assert "01632960777" not in hers.get("/my-work/asked/").content.decode()
    late = hers.post(f"/my-work/asked/{row.id}/take/")
    assert late.status_code == 422
    assert "Somebody else has taken this" in late.content.decode()
    told = desk.post("/network/front-desk/asked/", {"code": code}).content.decode()
    assert "A peer has taken it" in told
    assert "Kit" not in told
    assert his.post(f"/my-work/asked/{row.id}/done/").status_code == 303
    assert bytes(AskedFor.objects.get().number) == b""
    assert "It is over" in desk.post("/network/front-desk/asked/", {"code": code}).content.decode()
    assert "960777" not in "".join(
        (*map(repr, Line.objects.values()), *map(repr, Message.objects.values()), caplog.text)
    )
    actions.let_go_of_askings(by=TESTS, now=clock.now() + rules.KEPT)
    assert not AskedFor.objects.exists()


def test_a_peer_can_give_it_back_and_another_takes_it() -> None:
    kit, ash, made = peer(), peer("Ash"), opened()
    asked = actions.ask_for_a_peer(by=BY, desk_id=made.id, way=Way.HERE)
    actions.take_asking(by=kit, viewer=kit, asked_id=asked.id)
    actions.take_asking(by=kit, viewer=kit, asked_id=asked.id)  # twice is the same as once
    with pytest.raises(NotYoursError):
        actions.give_back_asking(by=ash, viewer=ash, asked_id=asked.id)
    browser = browser_of(kit)
    assert browser.post(f"/my-work/asked/{asked.id}/back/").status_code == 303
    actions.take_asking(by=ash, viewer=ash, asked_id=asked.id)
    assert [one.mine for one in queries.asked_of(ash, clock.now())] == [True]
    assert queries.asked_of(kit, clock.now()) == ()
    assert browser.post(f"/my-work/asked/{asked.id}/done/").status_code == 404
    assert browser.post(f"/my-work/asked/{asked.id}/other/").status_code == 404


def test_they_can_meet_where_there_is_an_address_and_never_where_it_is_kept_safe() -> None:
    kit, made, place = peer(), opened(), hall()
    safe = listed("A safe room", kind=ResourceKind.HOUSING, kept_safe=True)
    desk = at_the_desk(made.words)
    page = desk.get("/network/front-desk/chemist/ask/").content.decode()
    assert place in page
    assert "A safe room" not in page
    sent = {"way": "meet", "resource": place, "day": "tomorrow", "at": "14:00"}
    assert desk.post("/network/front-desk/chemist/ask/", sent).status_code == 200
    told = browser_of(kit).get("/my-work/asked/").content.decode()
    assert "Tide House, 4 Row" in " ".join(told.split())
    assert "2 in the afternoon" in told
    for wrong in ({"resource": ""}, {"at": ""}, {"resource": str(safe.id)}, {"at": "nothing"}):
        answer = desk.post("/network/front-desk/chemist/ask/", {**sent, **wrong})
        assert answer.status_code == 422, wrong
        assert "One thing to put right" in answer.content.decode()
    with pytest.raises(AskingError):
        actions.ask_for_a_peer(by=BY, desk_id=made.id, way=Way.MEET, resource_id=safe.id, meet_at=clock.now() + AN_HOUR)


@pytest.mark.parametrize(("typed", "kept"), [("+44 (1632) 960-777", "+441632960777"), (" 01632.960777", "01632960777")])
def test_a_number_is_kept_as_it_is_rung(typed: str, kept: str) -> None:
    assert rules.number(typed) == kept


@pytest.mark.parametrize("typed", ["", "12345", "1" * 16, "ring Kit on 01632 960777", "٠١٢٣٤٥٦٧"])
def test_what_is_no_number_is_asked_again(typed: str) -> None:
    with pytest.raises(AskingError, match="in digits"):
        rules.number(typed)


def test_a_meeting_lies_in_the_time_in_which_it_is_kept() -> None:
    assert rules.check_meeting(NOW + AN_HOUR, NOW) == NOW + AN_HOUR
    for wrong in (None, NOW, NOW + timedelta(hours=48)):
        with pytest.raises(AskingError):
            rules.check_meeting(wrong, NOW)


@pytest.mark.parametrize(
    ("asking", "stage"),
    [
        (Asking(NOW), Stage.WAITING),
        (Asking(NOW - AN_HOUR), Stage.LATE),
        (Asking(NOW - AN_HOUR, taken_at=NOW), Stage.TAKEN),
        (Asking(NOW - AN_HOUR, taken_at=NOW, settled_at=NOW), Stage.OVER),
        (Asking(NOW - timedelta(hours=48)), Stage.OVER),
    ],
)
def test_an_asking_goes_from_stage_to_stage(asking: Asking, stage: Stage) -> None:
    assert rules.stage(asking, NOW) is stage


def test_a_desk_that_asks_too_often_waits() -> None:
    rules.check_not_too_many([Asking(NOW)] * 2, NOW)
    rules.check_not_too_many([Asking(NOW, taken_at=NOW)] * 11, NOW)
    for much in ([Asking(NOW)] * 3, [Asking(NOW, taken_at=NOW)] * 12):
        with pytest.raises(AskingError, match="several people are waiting"):
            rules.check_not_too_many(much, NOW)
    peer()
    made = opened()
    desk = at_the_desk(made.words)
    sent = [desk.post("/network/front-desk/chemist/ask/", {"way": "here"}).status_code for _ in range(4)]
    assert sent == [200, 200, 200, 422]


def test_when_nobody_answers_within_an_hour_the_desk_is_told_what_there_is() -> None:
    peer()
    made = opened()
    listed("Tea and Talk", terms=("talk",), opens=(weekly("MO,TU,WE,TH,FR,SA,SU", "00:00", "00:00"),))
    desk = at_the_desk(made.words)
    asked = actions.ask_for_a_peer(by=BY, desk_id=made.id, way=Way.HERE)
    AskedFor.objects.filter(pk=asked.id)
    with clock.stopped(clock.now() + timedelta(minutes=61)):
        page = desk.post("/network/front-desk/asked/", {"code": asked.code}).content.decode()
    assert "Nobody has answered within an hour" in page
    assert "Tea and Talk" in page
    assert "Samaritans" in page


def test_without_a_peer_the_desk_is_told_so() -> None:
    made = opened()
    page = at_the_desk(made.words).get("/network/front-desk/chemist/ask/").content.decode()
    assert "There is no peer in Bognor Regis yet" in page
    with pytest.raises(AskingError, match="no peer here yet"):
        actions.ask_for_a_peer(by=BY, desk_id=made.id, way=Way.HERE)


def test_without_the_words_nobody_calls_a_peer_out() -> None:
    peer()
    opened()
    desk = Client()
    for address in ("/network/front-desk/chemist/ask/", "/network/front-desk/asked/"):
        assert "The words of your desk" in desk.get(address).content.decode()
        answer = desk.post(address, {"words": "no such words here"})
        assert answer.status_code == 422
        assert "open no desk" in answer.content.decode()
        assert desk.post(address, {"way": "here", "code": "no such"}).status_code == 200  # asks for the words first
    assert desk.post("/network/front-desk/chemist/ask/", {"words": ""}).status_code == 422
    assert not AskedFor.objects.exists()
    slower = [desk.post("/network/front-desk/chemist/ask/", {"words": f"wrong {n}"}).status_code for n in range(8)]
    assert slower[-1] == 429


def test_a_code_opens_at_its_own_desk_only_and_guessing_it_is_slow() -> None:
    peer()
    made, other = opened(), opened("reception")
    asked = actions.ask_for_a_peer(by=BY, desk_id=made.id, way=Way.HERE)
    assert queries.stage_of(made.id, asked.code, clock.now()) is Stage.WAITING
    assert queries.stage_of(other.id, asked.code, clock.now()) is None
    desk = at_the_desk(made.words)
    wrong = [desk.post("/network/front-desk/asked/", {"code": f"amber river{n}"}).status_code for n in range(7)]
    assert wrong[0] == 422
    assert wrong[-1] == 429
    assert desk.post("/network/front-desk/asked/", {"code": ""}).status_code == 422
    assert desk.get("/network/front-desk/asked/").status_code == 200


def test_words_lead_to_their_own_desk_and_can_be_taken_off_the_screen() -> None:
    made = opened("reception")
    desk = Client()
    answer = desk.post("/network/front-desk/chemist/ask/", {"words": made.words})
    assert answer.headers["Location"] == "/network/front-desk/reception/ask/"
    assert desk.get("/network/front-desk/chemist/ask/").headers["Location"] == "/network/front-desk/reception/ask/"
    assert Client().post("/network/front-desk/asked/", {"words": made.words}).headers["Location"].endswith("/asked/")
    assert desk.post("/network/front-desk/reception/ask/", {"leave": "yes"}).status_code == 303
    assert "The words of your desk" in desk.get("/network/front-desk/reception/ask/").content.decode()
    assert desk.get("/network/front-desk/no-such-desk/ask/").status_code == 404


def test_a_coordinator_gives_renews_and_ends_a_desk() -> None:
    maya = with_role("Maya", Role.COORDINATOR)
    browser = browser_of(maya)
    assert "No desk has words yet" in browser.get("/my-work/desks/").content.decode()
    answer = browser.post("/my-work/desks/", {"kind": "custody", "name": "Custody, High Street"})
    words = answer.content.decode().split('<p class="keep card">')[1].split("<")[0]
    assert len(words.split()) == 4
    desk = queries.desk_by_words(words)
    assert desk is not None
    assert desk.name == "Custody, High Street"
    screen = Client()
    screen.post("/network/front-desk/custody/ask/", {"words": words})
    renewed = browser.post(f"/my-work/desks/{desk.id}/renew/").content.decode()
    assert words not in renewed
    assert queries.desk_by_words(words) is None
    assert "The words of your desk" in screen.get("/network/front-desk/custody/ask/").content.decode()
    assert "Take Custody, High Street off?" in browser.post(f"/my-work/desks/{desk.id}/end/").content.decode()
    peer()
    asked = actions.ask_for_a_peer(by=BY, desk_id=desk.id, way=Way.HERE)
    assert browser.post(f"/my-work/desks/{desk.id}/end/", {"sure": "yes"}).status_code == 303
    assert not AskedFor.objects.filter(pk=asked.id).exists()
    assert queries.desk(desk.id) is None
    with pytest.raises(ObjectDoesNotExist):
        actions.ask_for_a_peer(by=BY, desk_id=desk.id, way=Way.HERE)
    for wrong in ({"kind": "custody", "name": ""}, {"kind": "", "name": "x"}, {"kind": "custody", "name": "  "}):
        assert browser.post("/my-work/desks/", wrong).status_code == 422
    for kind, name, field in (("no", "x", "kind"), ("custody", " ", "name")):
        with pytest.raises(AskingError) as problem:
            actions.open_desk(by=maya, alliance_id=alliance().id, kind=kind, name=name)
        assert problem.value.field == field


def test_nobody_else_sees_or_changes_what_desks_ask() -> None:
    made, kit = opened(), peer()
    asked = actions.ask_for_a_peer(by=BY, desk_id=made.id, way=Way.HERE)
    coordinator = with_role("Maya", Role.COORDINATOR)
    assert browser_of(coordinator).get("/my-work/asked/").status_code == 200
    elsewhere = peer("Lou", place="Crawley")
    for who in (joined("Sam"), with_role("Nia", Role.WORKER, in_team=team("Outreach")), joined("Bo", role=Role.FAMILY)):
        browser = browser_of(who)
        assert browser.get("/my-work/asked/").status_code == 404
        assert browser.post(f"/my-work/asked/{asked.id}/take/").status_code == 404
        assert browser.get("/my-work/desks/").status_code == 404
    for who in (kit, elsewhere, with_role("Ora", Role.COORDINATOR, place="Crawley")):
        assert browser_of(who).post(f"/my-work/desks/{made.id}/renew/").status_code == 404
        assert browser_of(who).post(f"/my-work/desks/{made.id}/end/", {"sure": "yes"}).status_code == 404
    assert "I will go" not in browser_of(elsewhere).get("/my-work/asked/").content.decode()
    assert browser_of(elsewhere).post(f"/my-work/asked/{asked.id}/take/").status_code == 404
    assert browser_of(kit).post(f"/my-work/asked/{uuid4()}/take/").status_code == 404
    assert browser_of(coordinator).post(f"/my-work/desks/{uuid4()}/renew/").status_code == 404
    assert browser_of(coordinator).post(f"/my-work/desks/{uuid4()}/end/").status_code == 404
    assert Client().get("/my-work/asked/").status_code == 303
    assert Desk.objects.get(pk=made.id).ended_at is None
    with pytest.raises(NotYoursError):
        actions.let_go_of_askings(by=kit, now=clock.now())


def test_what_is_over_cannot_be_taken_any_longer() -> None:
    kit, made = peer(), opened()
    asked = actions.ask_for_a_peer(by=BY, desk_id=made.id, way=Way.HERE)
    with clock.stopped(clock.now() + rules.KEPT):
        assert queries.asked_of(kit, clock.now()) == ()
        with pytest.raises(AskingError, match="it is over"):
            actions.take_asking(by=kit, viewer=kit, asked_id=asked.id)
    actions.take_asking(by=kit, viewer=kit, asked_id=asked.id)
    actions.settle_asking(by=kit, viewer=kit, asked_id=asked.id)
    ash = peer("Ash")
    with pytest.raises(AskingError):
        actions.take_asking(by=ash, viewer=ash, asked_id=asked.id)
    assert "directory.let-go-of-askings" in chores()
    assert holders_of(Role.PEER, alliance().id)

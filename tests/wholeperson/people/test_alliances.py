"""Alliances: what everybody reads, what somebody is where, and what a coordinator runs without reading anybody."""

import re
from uuid import UUID, uuid4

import pytest
from django.test import Client

from tests.cast import TESTS, alliance, browser_of, joined, signed_in, team, with_role
from tests.wholeperson.journeys.sharing import shows
from wholeperson.foundation import clock
from wholeperson.messages.models import Message
from wholeperson.people import actions, queries
from wholeperson.people.models import Membership, Organisation, RoleInvite, Team
from wholeperson.people.public import AgeBand, DoorError, NotYoursError, PeerKind, Power, Role, Viewer
from wholeperson.people.queries import words_mark

pytestmark = pytest.mark.django_db

RUN = "/alliances/bognor-regis/run/"
HARD = "<b>Ann</b> “שלום” 🙂"


def coordinator(name: str = "Cleo", place: str = "Bognor Regis") -> Viewer:
    return with_role(name, Role.COORDINATOR, place=place)


def words_of(page: bytes) -> str:
    found = re.search(r'class="card keep">([a-z -]+)<', page.decode())
    assert found is not None
    return found.group(1)


def main_of(page: bytes) -> str:
    text = page.decode()
    return text[text.index("<main") : text.index("</main>")]


@pytest.mark.needs("C1")
def test_everybody_reads_who_is_in_an_alliance_and_nobodys_name() -> None:
    team("Outreach", "The Hub")
    with_role("Kim", Role.WORKER, in_team=team("Outreach", "The Hub"))
    assert "Bognor Regis" in Client().get("/alliances/").content.decode()
    page = Client().get("/alliances/bognor-regis/").content.decode()
    for words in ("The Hub", "Outreach", "Invented for tests.", "decides who sees which part of it"):
        assert words in page
    assert "Kim" not in page


def test_the_list_is_kind_where_there_is_no_alliance() -> None:
    assert "There is no alliance here yet" in Client().get("/alliances/").content.decode()


def test_an_address_that_leads_nowhere_is_not_there() -> None:
    alliance()
    for address in ("nowhere", "bognor_regis", "1"):
        assert Client().get(f"/alliances/{address}/").status_code == 404


def test_somebody_belongs_to_two_places_under_two_names() -> None:
    sam, there = joined("Sam"), alliance("Crawley")
    browser = browser_of(sam)
    assert browser.get("/me/alliances/belong/").status_code == 200
    answer = browser.post("/me/alliances/belong/", {"alliance": str(there.id), "role": "family", "shown_as": HARD})
    assert (answer.status_code, answer["Location"]) == (303, "/me/alliances/")
    page = browser.get("/me/alliances/").content.decode()
    assert "Crawley" in page
    assert "&lt;b&gt;Ann&lt;/b&gt; “שלום” 🙂" in page
    assert b"Ann" not in bytes(Membership.objects.get(alliance_id=there.id).shown_as)


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"alliance": "x", "role": "person", "shown_as": "Sam"},
        {"alliance": str(uuid4()), "role": "person", "shown_as": "Sam"},
        {"role": "coordinator", "shown_as": "Sam"},
        {"role": "person", "shown_as": "   "},
        {"role": "person", "shown_as": "a" * 81},
    ],
)
def test_what_could_be_put_right_keeps_what_was_typed(typed: dict[str, str]) -> None:
    sam = joined("Sam")
    typed = {"alliance": str(alliance().id), **typed} if typed else typed
    answer = browser_of(sam).post("/me/alliances/belong/", typed)
    assert answer.status_code == 422
    assert "This field" not in answer.content.decode()
    assert typed.get("shown_as", "") in answer.content.decode()
    assert Membership.objects.count() == 1


@pytest.mark.needs("C1")
def test_an_invitation_is_shown_once_and_taken_up_under_a_name_of_its_own() -> None:
    cleo, there = coordinator(), team()
    browser = browser_of(cleo)
    assert browser.get(f"{RUN}invite/").status_code == 200
    page = browser.post(f"{RUN}invite/", {"role": "peer", "team": str(there.id), "kind": "mentor"}).content
    words = words_of(page)
    assert words not in browser.get(RUN).content.decode()
    sam = joined("Sam")
    answer = browser_of(sam).post("/me/alliances/role/", {"words": words.upper(), "shown_as": "Sunny"})
    assert answer["Location"] == "/me/alliances/"
    run = main_of(browser.get(RUN).content)
    assert "Sunny" in run
    assert "mentor" in run
    assert "Sam" not in run
    again = browser_of(joined("Rob")).post("/me/alliances/role/", {"words": words, "shown_as": "Rob"})
    assert again.status_code == 422
    assert "There is no open invitation with these words." in again.content.decode()


def test_whoever_tries_words_for_a_role_waits_and_nobody_else_does() -> None:
    with clock.stopped(clock.now()):
        rob, sam = browser_of(joined("Rob")), browser_of(joined("Sam"))
        typed = {"words": "not these six words at all", "shown_as": HARD}
        for _ in range(6):
            assert rob.post("/me/alliances/role/", {**typed, "shown_as": " "}).status_code == 422
        assert [rob.post("/me/alliances/role/", typed).status_code for _ in range(5)] == [422] * 5
        slow = rob.post("/me/alliances/role/", typed)
        assert (slow.status_code, slow["Retry-After"]) == (429, "2")
        assert "not these six words at all" in slow.content.decode()
        assert "&lt;b&gt;Ann&lt;/b&gt;" in slow.content.decode()
        assert sam.post("/me/alliances/role/", typed).status_code == 422


@pytest.mark.parametrize(
    "typed", [{}, {"role": "worker"}, {"role": "peer"}, {"role": "operator"}, {"role": "worker", "team": "x"}]
)
def test_an_invitation_says_what_is_missing(typed: dict[str, str]) -> None:
    answer = browser_of(coordinator()).post(f"{RUN}invite/", typed)
    assert answer.status_code == 422
    assert RoleInvite.objects.filter(used_at=None).count() == 0


def test_a_coordinator_invites_without_a_team_where_the_role_needs_none() -> None:
    page = browser_of(coordinator()).post(f"{RUN}invite/", {"role": "commissioner"}).content
    invite = RoleInvite.objects.get(code_mark=words_mark(words_of(page), of="role"))
    assert (invite.role, invite.team, invite.kind) == ("commissioner", None, "")


def test_organisations_and_teams_are_named_by_who_runs_the_alliance() -> None:
    browser = browser_of(coordinator())
    assert "A team belongs to an organisation" in browser.get(f"{RUN}team/").content.decode()
    assert browser.get(f"{RUN}organisation/").status_code == 200
    assert browser.post(f"{RUN}organisation/", {"name": ""}).status_code == 422
    assert browser.post(f"{RUN}organisation/", {"name": HARD})["Location"] == RUN
    organisation = Organisation.objects.get()
    assert browser.post(f"{RUN}team/", {"organisation": str(uuid4()), "name": "Night"}).status_code == 422
    typed = {"organisation": str(organisation.id), "name": "Night", "does": "Walks with you after dark."}
    assert browser.post(f"{RUN}team/", typed)["Location"] == RUN
    for page in (browser.get(RUN), Client().get("/alliances/bognor-regis/")):
        assert "&lt;b&gt;Ann&lt;/b&gt;" in page.content.decode()
        assert "Walks with you after dark." in page.content.decode()
    assert Team.objects.get().alliance.name == "Bognor Regis"


def test_what_an_organisation_does_elsewhere_stands_only_there() -> None:
    team("Outreach", "The Hub")
    team("Night shelter", "The Hub", place="Crawley")
    here = queries.organisations_with_teams(alliance().id)
    assert [(one.name, [each.name for each in one.teams]) for one in here] == [("The Hub", ["Outreach"])]


@pytest.mark.parametrize("part", ["", "organisation/", "team/", "invite/", "children/"])
def test_running_an_alliance_is_not_there_for_anybody_else(part: str) -> None:
    alliance()
    others = (
        joined("Sam"),
        with_role("Kim", Role.WORKER, in_team=team()),
        with_role("Coco", Role.COMMISSIONER),
        coordinator("Cass", "Crawley"),
    )
    for viewer in others:
        browser = browser_of(viewer)
        for answer in (browser.get(RUN + part), browser.get(f"/alliances/nowhere/run/{part}")):
            assert answer.status_code == 404
        assert browser.post(RUN + part, {"name": "x"}).status_code in (404, 405)
    assert Client().get(RUN + part).status_code == 303
    assert browser_of(coordinator()).get(RUN + part).status_code == 200


def test_only_a_coordinator_is_led_to_running_the_alliance() -> None:
    assert RUN in browser_of(coordinator()).get("/me/alliances/").content.decode()
    assert RUN not in browser_of(with_role("Kim", Role.WORKER, in_team=team())).get("/me/alliances/").content.decode()


def test_who_is_there_for_themselves_is_on_no_list_of_the_coordinator() -> None:
    joined("Sam")
    joined("Mo", role=Role.FAMILY)
    run = main_of(browser_of(coordinator()).get(RUN).content)
    assert "Cleo at work" in run
    for name in ("Sam", "Mo<", ">Cleo<"):
        assert name not in run


END = f"{RUN}end-role/"


def kept(viewer: Viewer) -> set[Role]:
    return {hat.role for hat in signed_in(viewer.id).hats}


def held(viewer: Viewer, role: Role) -> str:
    return str(next(hat.id for hat in viewer.hats if hat.role is role))


@pytest.mark.needs("C1", "P8")
def test_a_coordinator_ends_the_role_of_somebody_who_left_the_job() -> None:
    there = team()
    cleo, kim = coordinator(), with_role("Kim", Role.WORKER, in_team=there)
    sam = joined("Sam")
    share = shows(sam, there)
    work = browser_of(kim)
    assert work.get(f"/my-people/shown/{share.id}/").status_code == 200
    browser, role = browser_of(cleo), {"role": held(kim, Role.WORKER)}
    assert "Kim at work" in main_of(browser.get(RUN).content)
    sure = main_of(browser.post(END, role).content)
    assert "Kim at work" in sure
    assert "worker, Outreach, The Hub" in sure
    assert kept(kim) == {Role.PERSON, Role.WORKER}  # looking at the question ends nothing
    assert browser.post(END, {**role, "sure": "yes"})["Location"] == RUN
    assert kept(kim) == {Role.PERSON}
    assert work.get(f"/my-people/shown/{share.id}/").status_code == 404
    assert "Kim at work" not in main_of(browser.get(RUN).content)
    told = Message.objects.get(person_id=kim.id, kind="role-ended")
    assert told.state == "stayed"
    assert "A coordinator has ended a role" in work.get("/messages/").content.decode()
    assert browser.post(END, {**role, "sure": "yes"}).status_code == 404


def test_no_role_is_ended_that_is_ones_own_for_oneself_elsewhere_or_already_over() -> None:
    cleo, kim = coordinator(), with_role("Kim", Role.WORKER, in_team=team())
    far = with_role("Far", Role.WORKER, in_team=team(place="Crawley"), place="Crawley")
    mo = joined("Mo", role=Role.FAMILY)
    browser = browser_of(cleo)
    not_theirs = [held(kim, Role.PERSON), held(mo, Role.FAMILY), held(far, Role.WORKER), held(cleo, Role.COORDINATOR)]
    [hat] = cleo.hats_with(Power.RUN_THE_ALLIANCE)
    for one in (*not_theirs, str(uuid4()), str(kim.id)):
        for sure in ({}, {"sure": "yes"}):
            assert browser.post(END, {"role": one, **sure}).status_code == 404
        with pytest.raises(DoorError, match="Nobody else holds this role"):
            actions.end_somebodys_role(by=cleo, viewer=cleo, hat=hat, membership_id=UUID(one))
    assert browser.post(END).status_code == 404
    assert browser.get(END).status_code == 405
    with pytest.raises(NotYoursError):
        actions.end_somebodys_role(by=kim, viewer=kim, hat=hat, membership_id=UUID(held(cleo, Role.COORDINATOR)))
    cass = browser_of(coordinator("Cass", "Crawley"))
    for other in (browser_of(kim), browser_of(mo), cass):
        assert other.post(END, {"role": held(kim, Role.WORKER), "sure": "yes"}).status_code == 404
    assert Client().post(END, {"role": held(kim, Role.WORKER), "sure": "yes"})["Location"].startswith("/sign-in/")
    assert not Membership.objects.exclude(ended_at=None).exists()


def test_of_two_coordinators_one_can_end_the_role_of_the_other_and_leaves_their_own_on_their_own_page() -> None:
    cleo, cas = coordinator(), coordinator("Cas")
    browser = browser_of(cleo)
    run = main_of(browser.get(RUN).content)
    assert held(cas, Role.COORDINATOR) in run
    assert held(cleo, Role.COORDINATOR) not in run
    browser.post(END, {"role": held(cas, Role.COORDINATOR), "sure": "yes"})
    assert browser_of(cas).get(RUN).status_code == 404
    assert main_of(browser.get(RUN).content).count("<form") == 0


@pytest.mark.parametrize("role", [Role.PERSON, Role.FAMILY, Role.OPERATOR])
def test_nobody_is_invited_to_what_one_is_for_oneself_nor_by_a_coordinator_to_run_the_machine(role: Role) -> None:
    cleo = coordinator()
    [hat] = cleo.hats_with(Power.INVITE_TO_ROLES)
    with pytest.raises(NotYoursError):
        actions.invite_to_role(by=cleo, viewer=cleo, hat=hat, role=role)
    if role is not Role.OPERATOR:
        with pytest.raises(NotYoursError, match="People join for themselves"):
            actions.invite_by_the_place(by=TESTS, alliance_id=alliance().id, role=role)
    assert not RoleInvite.objects.filter(used_at=None).exists()


def test_the_place_itself_invites_whoever_keeps_the_machine() -> None:
    olu = with_role("Olu", Role.OPERATOR)
    assert kept(olu) == {Role.PERSON, Role.OPERATOR}


@pytest.mark.needs("C1")
def test_no_page_of_one_place_leads_to_what_somebody_is_in_another() -> None:
    """Kim works for two organisations in two places, and is a person too."""
    kim = joined("Kim")
    for place, organisation in (("Bognor Regis", "The Hub"), ("Crawley", "The Mill")):
        words = actions.invite_by_the_place(
            by=TESTS, alliance_id=alliance(place).id, role=Role.WORKER, team_id=team("Night", organisation, place).id
        )
        actions.accept_role(by=kim, viewer=kim, words=words, shown_as=f"Kim of {organisation}")
    persons = {str(one) for one in Membership.objects.values_list("person_id", flat=True)}
    roles = {name: {str(one.id) for one in Membership.objects.filter(alliance__name=name)}
             for name in ("Bognor Regis", "Crawley")}  # fmt: skip
    for place, theirs, others in (("Bognor Regis", "The Hub", "The Mill"), ("Crawley", "The Mill", "The Hub")):
        address = place.lower().replace(" ", "-")
        browser = browser_of(coordinator(f"C {place}", place))
        pages = [browser.get(f"/alliances/{address}/{part}") for part in ("", "run/", "run/invite/", "run/team/")]
        run = pages[1].content.decode()
        assert f"Kim of {theirs}" in run
        for page in pages:
            text = page.content.decode()
            assert others not in text
            assert ">Kim<" not in text
            elsewhere = set().union(*(ids for name, ids in roles.items() if name != place))
            assert not any(one in text for one in persons | elsewhere)


def test_a_peer_who_is_also_a_person_is_met_only_as_a_peer() -> None:
    sam = with_role("Sam", Role.PEER, in_team=team(), kind=PeerKind.MENTOR)
    holders = queries.role_holders(alliance().id, sam)
    assert [(one.shown_as, one.role, one.kind, one.team) for one in holders] == [
        ("Sam at work", Role.PEER, "mentor", "Outreach")
    ]
    assert sam.id not in vars(holders[0]).values()  # this one role, and nothing that leads on
    assert len(queries.hat_cards_of(sam.id)) == 2


def test_leaving_is_asked_once_and_then_the_role_reads_nothing() -> None:
    kim = with_role("Kim", Role.WORKER, in_team=team())
    browser = browser_of(kim)
    role = next(card for card in queries.hat_cards_of(kim.id) if card.role is Role.WORKER)
    asked = browser.post("/me/alliances/leave/", {"role": str(role.id)})
    assert "nothing that people show to Outreach" in asked.content.decode()
    assert browser.post("/me/alliances/leave/", {"role": str(role.id), "sure": "yes"})["Location"] == "/me/alliances/"
    assert [card.role for card in queries.hat_cards_of(kim.id)] == [Role.PERSON]
    assert browser.post("/me/alliances/leave/", {"role": str(role.id), "sure": "yes"}).status_code == 404


def test_leaving_the_last_place_keeps_the_record() -> None:
    sam = joined("Sam")
    browser, own = browser_of(sam), queries.hat_cards_of(sam.id)[0]
    asked = browser.post("/me/alliances/leave/", {"role": str(own.id)}).content.decode()
    assert "This is the last place that you belong to for yourself." in asked
    browser.post("/me/alliances/leave/", {"role": str(own.id), "sure": "yes"})
    assert "You belong to no alliance at the moment." in browser.get("/me/alliances/").content.decode()
    assert queries.name_of(sam.id) == "Sam"
    assert browser.get("/me/everything/").status_code == 200


@pytest.mark.parametrize("role", ["", "x", str(uuid4()), "another's"])
def test_nobody_leaves_a_role_that_is_not_theirs(role: str) -> None:
    nia = joined("Nia")
    role = str(queries.hat_cards_of(nia.id)[0].id) if role == "another's" else role
    answer = browser_of(joined("Sam")).post("/me/alliances/leave/", {"role": role, "sure": "yes"})
    assert answer.status_code == 404
    assert Membership.objects.filter(ended_at=None).count() == 2


@pytest.mark.parametrize("band", [AgeBand.UNDER_18, AgeBand.NOT_SAID])
def test_roles_wait_until_somebody_says_that_they_are_an_adult(band: AgeBand) -> None:
    sam = joined("Sam", age=band)
    browser = browser_of(sam)
    words = actions.invite_by_the_place(by=TESTS, alliance_id=alliance().id, role=Role.COMMISSIONER)
    typed = {"words": words, "shown_as": "Sunny"}
    assert "Roles in an alliance are for adults." in browser.get("/me/alliances/role/").content.decode()
    assert "Roles are for adults." in browser.get("/me/alliances/").content.decode()
    refused = browser.post("/me/alliances/role/", typed)
    assert refused.status_code == 422
    assert browser.post("/me/age/", {"age_band": "25-34"})["Location"] == "/me/alliances/"
    assert browser.post("/me/alliances/role/", typed).status_code == 303
    assert signed_in(sam.id).adult


def test_an_age_that_is_on_no_list_changes_nothing() -> None:
    sam = joined("Sam")
    browser = browser_of(sam)
    assert browser.get("/me/age/").status_code == 200
    assert browser.post("/me/age/", {"age_band": "41"}).status_code == 422
    assert signed_in(sam.id).age_band is AgeBand.FROM_25


def test_somebody_with_a_role_leaves_it_before_they_are_under_18() -> None:
    cleo = coordinator()
    with pytest.raises(DoorError, match="Leave that role first"):
        actions.say_age(by=cleo, viewer=cleo, age_band=AgeBand.UNDER_18)
    assert browser_of(cleo).post("/me/age/", {"age_band": "not-said"}).status_code == 422
    actions.say_age(by=cleo, viewer=cleo, age_band=AgeBand.FROM_55)
    assert signed_in(cleo.id).age_band is AgeBand.FROM_55


def test_an_action_by_the_wrong_membership_is_refused() -> None:
    cass = coordinator("Cass", "Crawley")
    here = next(hat for hat in coordinator().hats if hat.role is Role.COORDINATOR)
    with pytest.raises(NotYoursError):
        actions.take_in_organisation(by=cass, viewer=cass, hat=here, name="The Mill")


@pytest.mark.parametrize("address", ["/me/alliances/", "/me/alliances/belong/", "/me/alliances/role/", "/me/age/"])
def test_pages_of_ones_own_lead_a_visitor_to_the_door(address: str) -> None:
    assert Client().get(address)["Location"].startswith("/sign-in/?next=")
    assert Client().post("/me/alliances/leave/", {}).status_code == 303

"""What the deeds themselves say where a form did not ask first: each refusal is a sentence that says what to do."""

from uuid import uuid4

import pytest

from tests.cast import TESTS, alliance, in_circle, joined, team, with_role
from wholeperson.people import actions, permissions
from wholeperson.people import public as people
from wholeperson.people.public import DoorError, Power, Role

pytestmark = pytest.mark.django_db


def test_running_an_alliance_needs_names_and_what_is_in_it() -> None:
    cleo = with_role("Cleo", Role.COORDINATOR)
    [hat] = cleo.hats_with(Power.RUN_THE_ALLIANCE)
    elsewhere = team("Night", "The Mill", place="Crawley")
    mill = people.team(elsewhere.id)
    assert mill is not None
    with pytest.raises(DoorError, match="name the policy"):
        actions.confirm_sentences(by=cleo, viewer=cleo, hat=hat, page="children", text_hash="0", policy=" ")
    with pytest.raises(DoorError, match="organisation's name"):
        actions.take_in_organisation(by=cleo, viewer=cleo, hat=hat, name=" ")
    there = actions.take_in_organisation(by=cleo, viewer=cleo, hat=hat, name="The Hub")
    with pytest.raises(DoorError, match="team's name"):
        actions.name_team(by=cleo, viewer=cleo, hat=hat, organisation_id=there.id, name=" ", does="")
    with pytest.raises(DoorError, match="not in your alliance yet"):
        actions.name_team(by=cleo, viewer=cleo, hat=hat, organisation_id=uuid4(), name="Day", does="")
    with pytest.raises(DoorError, match="which team"):
        actions.invite_to_role(by=cleo, viewer=cleo, hat=hat, role=Role.WORKER, team_id=mill.id)
    with pytest.raises(DoorError, match="what this peer will do"):
        actions.invite_to_role(by=cleo, viewer=cleo, hat=hat, role=Role.PEER, team_id=team().id)


def test_nobody_leaves_a_role_that_is_not_theirs() -> None:
    sam, nia = joined("Sam"), joined("Nia")
    with pytest.raises(DoorError, match="do not hold this role"):
        actions.end_membership(by=sam, viewer=sam, membership_id=nia.hats[0].id)


def test_a_tie_is_renamed_from_either_side_and_by_nobody_else() -> None:
    sam, nia, robin = joined("Sam"), joined("Nia"), joined("Robin")
    tie = in_circle(sam, nia)
    for word, says in ((" ", "give a word"), ("w" * 81, "Up to 80 letters")):
        with pytest.raises(DoorError, match=says):
            actions.rename_tie(by=sam, viewer=sam, tie_id=tie.id, word=word)
    for tie_id in (tie.id, uuid4()):
        with pytest.raises(DoorError, match="nobody like that"):
            actions.rename_tie(by=robin, viewer=robin, tie_id=tie_id, word="a friend")
    actions.rename_tie(by=nia, viewer=nia, tie_id=tie.id, word="my twin")
    assert [one.word for one in people.circles_with(nia.id)] == ["my twin"]
    assert [one.word for one in people.circle_of(sam.id)] == ["my sister"]


def test_a_page_can_ask_what_somebody_may_and_nobody_may_nothing() -> None:
    cleo = with_role("Cleo", Role.COORDINATOR)
    assert permissions.may(Power.RUN_THE_ALLIANCE, cleo)
    assert not permissions.may(Power.READ_COUNTS, cleo)
    assert not permissions.may(Power.RUN_THE_ALLIANCE, None)


def test_only_the_place_founds() -> None:
    sam = joined("Sam")
    with pytest.raises(people.NotYoursError):
        actions.found_alliance(by=sam, address="nowhere", name="Nowhere")
    assert actions.found_alliance(by=TESTS, address="bognor-regis", name="Bognor").id == alliance("Bognor Regis").id

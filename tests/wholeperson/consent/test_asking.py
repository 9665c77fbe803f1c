"""Asking to see more: whom it reaches, what a no does, and that whoever asks cannot tell."""

from uuid import UUID, uuid4

import pytest

from tests.cast import joined, team, with_role
from tests.wholeperson.consent.parts import (
    ABOUT,
    ALSO,
    DIARY,
    show,
    somebody,
    to_sister,
    to_team,
    without,
    worker,
)
from wholeperson.consent import actions, queries
from wholeperson.consent.models import Ask
from wholeperson.consent.public import NotThereError, Purpose, Side
from wholeperson.foundation import clock
from wholeperson.messages.models import Message
from wholeperson.people import public as people
from wholeperson.people.public import DoorError, PeerKind, Role, Viewer

pytestmark = pytest.mark.django_db


def ask(viewer: Viewer, through: UUID, key: str = ALSO) -> None:
    actions.ask(by=viewer, viewer=viewer, through=through, key=key, purpose=Purpose.SUPPORT)


def asked_of(sam: Viewer) -> int:
    return Message.objects.filter(person_id=sam.id, kind="asked-to-show").count()


@pytest.mark.needs("P8")
def test_a_worker_to_whom_something_is_shown_can_ask_for_more() -> None:
    sam, jo = somebody(), worker()
    one = show(sam, to_team())
    ask(jo, one.id)
    card = queries.asks_to_me(sam)[0]
    assert (card.by.word, card.part.key, card.by.is_team) == ("Outreach, The Hub", ALSO, True)
    assert asked_of(sam) == 1


def test_a_sister_can_ask_by_the_tie_and_by_what_is_shown() -> None:
    sam, nia = somebody(), joined("Nia")
    side = to_sister(sam, nia)
    ask(nia, side.tie_id, ABOUT)
    one = show(sam, side)
    ask(nia, one.id)
    assert [(card.by.word, card.part.key) for card in queries.asks_to_me(sam)] == [("my sister", ALSO)]
    assert Ask.objects.get(section=ABOUT).answer == "yes"


def test_nobody_else_can_ask_and_nobody_asks_for_the_diary() -> None:
    sam, nia, jo, robin = somebody(), joined("Nia"), worker(), joined("Robin")
    side = to_sister(sam, nia)
    one = show(sam, to_team())
    for who, through in ((robin, one.id), (robin, side.tie_id), (sam, side.tie_id), (sam, one.id), (jo, uuid4())):
        with pytest.raises(NotThereError):
            ask(who, through)
    for key in (DIARY, "no-such-part"):
        with pytest.raises(DoorError):
            ask(jo, one.id, key)
    actions.end_share(by=sam, viewer=sam, share_id=one.id)
    with pytest.raises(NotThereError):
        ask(jo, one.id)
    assert asked_of(sam) == 0


def test_a_no_stands_and_whoever_asks_cannot_tell() -> None:
    sam, jo = somebody(), worker()
    one = show(sam, to_team())
    ask(jo, one.id)
    waiting = queries.asks_to_me(sam)[0]
    ask(jo, one.id)
    assert asked_of(sam) == 1
    before = Message.objects.filter(person_id=jo.id).count()
    actions.say_no(by=sam, viewer=sam, ask_id=waiting.id)
    ask(jo, one.id)
    assert asked_of(sam) == 1
    assert Message.objects.filter(person_id=jo.id).count() == before
    assert queries.ask_card(sam, waiting.id) is None
    with pytest.raises(NotThereError):
        actions.say_no(by=sam, viewer=sam, ask_id=waiting.id)
    with pytest.raises(NotThereError):
        actions.allow_asking_again(by=jo, viewer=jo, ask_id=waiting.id)
    actions.allow_asking_again(by=sam, viewer=sam, ask_id=waiting.id)
    ask(jo, one.id)
    assert asked_of(sam) == 2


def test_showing_it_answers_the_ask_and_asking_for_what_is_shown_does_nothing() -> None:
    sam, jo = somebody(), worker()
    one = show(sam, to_team())
    ask(jo, one.id)
    show(sam, to_team(), ALSO)
    assert queries.asks_to_me(sam) == ()
    ask(jo, one.id)
    assert asked_of(sam) == 1


def test_an_ask_of_somebody_who_left_the_circle_is_not_shown() -> None:
    sam, nia = somebody(), joined("Nia")
    side = to_sister(sam, nia)
    ask(nia, side.tie_id)
    card = queries.asks_to_me(sam)[0]
    assert queries.ask_card(sam, card.id) == card
    with without(ALSO):
        assert queries.asks_to_me(sam) == ()
    people.end_tie(by=sam, viewer=sam, tie_id=side.tie_id)
    assert queries.asks_to_me(sam) == ()


def test_a_peer_asks_for_the_team_by_the_name_that_was_chosen_there() -> None:
    sam = somebody()
    kim = with_role("Kim", Role.PEER, in_team=team(), kind=PeerKind.MENTOR)
    one = show(sam, to_team())
    found = queries.askable(kim, one.id, clock.now())
    assert found is not None
    assert (found.name, found.side) == ("Sam", Side(team_id=team().id))

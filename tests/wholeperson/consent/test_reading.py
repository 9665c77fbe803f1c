"""Reading what another wrote, and who looked: every look is a line, in plain words, for whoever it concerns."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.cast import TESTS, joined, signed_in, team, with_role
from tests.wholeperson.consent.parts import (
    ABOUT,
    ALSO,
    DIARY,
    WORDS,
    coordinator,
    show,
    somebody,
    to_sister,
    to_team,
    without,
    worker,
)
from wholeperson.consent import actions, queries
from wholeperson.consent.models import Question
from wholeperson.consent.presenters import looked
from wholeperson.consent.public import NotThereError
from wholeperson.foundation import clock
from wholeperson.foundation.actions import Reading, action, note_reading
from wholeperson.messages.models import Message
from wholeperson.people import public as people
from wholeperson.people.public import DoorError, PeerKind, Role, Viewer
from wholeperson.trail.models import Line

pytestmark = pytest.mark.django_db


def read(viewer: Viewer, whose: Viewer, key: str = ABOUT) -> str:
    return actions.read(by=viewer, viewer=viewer, whose=whose.id, key=key)[0].words


def lines(sam: Viewer) -> list[str]:
    found = looked.days(queries.who_looked(sam), clock.now())
    return [f"{one.who}|{one.where}|{one.did}|{one.why}" for day in found for one in day.lines]


@pytest.mark.needs("P8")
def test_each_reading_by_another_is_a_line_and_ones_own_is_none() -> None:
    sam, nia, jo = somebody(), joined("Nia"), worker()
    show(sam, to_sister(sam, nia))
    show(sam, to_team())
    assert read(sam, sam) == WORDS
    assert lines(sam) == []
    assert read(nia, sam) == read(jo, sam) == WORDS
    assert lines(sam) == [
        "Jo at work|worker at Outreach, The Hub|read About me (test)|because you show it to the team",
        "my sister||read About me (test)|because you show it to them",
    ]
    assert queries.who_looked(nia) == ()


def test_whoever_may_not_gets_nothing_and_leaves_nothing() -> None:
    sam, nia, robin = somebody(), joined("Nia"), joined("Robin")
    show(sam, to_sister(sam, nia))
    before = Line.objects.count()
    for who, key in ((robin, ABOUT), (nia, ALSO), (nia, DIARY), (nia, "no-such-part"), (robin, DIARY)):
        with pytest.raises(NotThereError):
            read(who, sam, key)
    assert Line.objects.count() == before
    assert lines(sam) == []
    assert read(sam, sam, DIARY)


def test_the_person_has_a_receipt_once_a_day_for_each_who_read() -> None:
    sam, nia = somebody(), joined("Nia")
    show(sam, to_sister(sam, nia))
    read(nia, sam)
    read(nia, sam)
    assert Message.objects.filter(person_id=sam.id, kind="somebody-read").count() == 1
    with clock.stopped(clock.now() + timedelta(days=2)):
        read(nia, sam)
    assert Message.objects.filter(person_id=sam.id, kind="somebody-read").count() == 2


def test_lines_stay_readable_after_a_tie_a_role_or_a_person_is_gone() -> None:
    sam, nia, jo = somebody(), joined("Nia"), worker()
    side = to_sister(sam, nia)
    show(sam, side)
    show(sam, to_team())
    read(nia, sam)
    read(jo, sam)
    people.end_tie(by=sam, viewer=sam, tie_id=side.tie_id)
    hat = next(one.id for one in jo.hats if one.role is Role.WORKER)
    people.end_membership(by=jo, viewer=jo, membership_id=hat)
    with without(ABOUT):
        told = queries.who_looked(sam)
        assert [one.part for one in told] == ["a part of your record"] * 2
    assert [one.askable for one in told] == [True, False]
    people.erase_by_the_place(by=TESTS, person_id=nia.id)
    people.erase_by_the_place(by=TESTS, person_id=jo.id)
    assert lines(sam) == ["Somebody who has left since||read About me (test)|because you showed it to them"] * 2
    assert [one.askable for one in queries.who_looked(sam)] == [False, False]


def test_lines_are_grouped_by_the_day_on_which_they_were() -> None:
    sam, nia = somebody(), joined("Nia")
    show(sam, to_sister(sam, nia))
    read(nia, sam)
    with clock.stopped(clock.now() + timedelta(days=1)):
        read(nia, sam)
        read(nia, sam)
        assert [len(day.lines) for day in looked.days(queries.who_looked(sam), clock.now())] == [2, 1]


def test_what_another_app_writes_down_is_there_too_and_what_the_place_does_is_not() -> None:
    sam, nia = somebody(), joined("Nia")
    side = to_sister(sam, nia)

    @action("a test looked", about="viewer")
    def glance(*, by: object, viewer: Viewer) -> None:
        note_reading(Reading(viewer.id, side.tie_id, ABOUT))

    glance(by=nia, viewer=sam)
    glance(by="system:tests", viewer=sam)
    glance(by=sam, viewer=sam)
    assert len(lines(sam)) == 1


def test_a_peer_and_a_coordinator_are_called_by_what_they_do() -> None:
    sam = somebody()
    kim = with_role("Kim", Role.PEER, in_team=team(), kind=PeerKind.MENTOR)
    show(sam, to_team())
    read(kim, sam)
    assert lines(sam)[0].startswith("Kim at work|mentor at Outreach, The Hub|")
    cas = people.hat_card(next(one.id for one in coordinator().hats if one.role is Role.COORDINATOR))
    assert cas is not None
    assert looked.role_of(cas) == "coordinator of Bognor Regis"


def ask(sam: Viewer, words: str = "Why on Sunday?") -> Question:
    return actions.ask_about_line(by=sam, viewer=sam, ref=queries.who_looked(sam)[0].ref, words=words)


@pytest.mark.needs("P8")
def test_whoever_looked_can_be_asked_and_answers() -> None:
    sam, jo, cas = somebody(), worker(), coordinator()
    show(sam, to_team())
    read(jo, sam)
    asked = ask(sam)
    assert Message.objects.filter(person_id=jo.id, kind="question-asked").count() == 1
    assert b"Sunday" not in bytes(asked.question)
    card = queries.questions_to_answer(jo)[0]
    assert (card.words, card.name, card.part) == ("Why on Sunday?", "Sam", "About me (test)")
    watching = queries.questions_to_answer(cas)[0]
    assert (watching.words, watching.name) == ("Why on Sunday?", "")
    actions.answer_question(by=jo, viewer=jo, question_id=asked.id, words="I was on call.")
    assert Message.objects.filter(person_id=sam.id, kind="question-answered").count() == 1
    told = queries.who_looked(sam)[0].asked[0]
    assert (told.words, told.answer, told.answered_by) == ("Why on Sunday?", "I was on call.", None)
    assert queries.questions_to_answer(cas) == queries.questions_to_answer(jo) == ()
    with pytest.raises(NotThereError):
        actions.answer_question(by=jo, viewer=jo, question_id=asked.id, words="Again.")


def test_a_coordinator_answers_where_whoever_looked_has_gone() -> None:
    sam, jo, cas = somebody(), worker(), coordinator()
    show(sam, to_team())
    read(jo, sam)
    hat = next(one.id for one in jo.hats if one.role is Role.WORKER)
    people.end_membership(by=jo, viewer=jo, membership_id=hat)
    asked = ask(sam)
    assert Message.objects.filter(person_id=cas.id, kind="question-asked").count() == 1
    assert queries.questions_to_answer(signed_in(jo.id)) == ()
    actions.answer_question(by=cas, viewer=cas, question_id=asked.id, words="Jo has left us.")
    answer = looked.sentence(queries.who_looked(sam)[0]).answers[0]
    assert (answer.answer, answer.by) == ("Jo has left us.", "Cas at work, coordinator of Bognor Regis")


def test_a_sister_answers_by_the_tie_and_is_not_asked_after_it_ended() -> None:
    sam, nia = somebody(), joined("Nia")
    side = to_sister(sam, nia)
    show(sam, side)
    read(nia, sam)
    asked = ask(sam)
    assert queries.questions_to_answer(nia)[0].name == "my brother"
    actions.answer_question(by=nia, viewer=nia, question_id=asked.id, words="I missed you.")
    assert Question.objects.get().answered_as_id is None
    second = ask(sam, "Again?")
    people.end_tie(by=sam, viewer=sam, tie_id=side.tie_id)
    assert queries.question_for(nia, second.id) is None
    with pytest.raises(NotThereError):
        ask(sam, "And now?")


def test_questions_need_words_a_line_of_ones_own_and_patience() -> None:
    sam, nia, robin = somebody(), joined("Nia"), joined("Robin")
    show(sam, to_sister(sam, nia))
    read(nia, sam)
    ref = queries.who_looked(sam)[0].ref
    for who, line in ((robin, ref), (nia, ref), (sam, uuid4())):
        with pytest.raises(NotThereError):
            actions.ask_about_line(by=who, viewer=who, ref=line, words="Why?")
    for words in (" ", "a" * 2001):
        with pytest.raises(DoorError):
            ask(sam, words)
    asked = ask(sam)
    assert not looked.sentence(queries.who_looked(sam)[0]).askable
    with pytest.raises(DoorError, match="already"):
        ask(sam)
    with pytest.raises(NotThereError):
        actions.answer_question(by=robin, viewer=robin, question_id=asked.id, words="Hm.")
    with pytest.raises(DoorError):
        actions.answer_question(by=nia, viewer=nia, question_id=asked.id, words="")


def test_a_coordinator_who_is_the_person_does_not_answer_themself() -> None:
    cas, jo = coordinator(), worker()
    sam = somebody("Sam")
    show(cas, to_team())
    show(sam, to_team())
    actions.read(by=jo, viewer=jo, whose=cas.id, key=ABOUT)
    hat = next(one.id for one in jo.hats if one.role is Role.WORKER)
    people.end_membership(by=jo, viewer=jo, membership_id=hat)
    ask(cas)
    assert queries.questions_to_answer(cas) == ()
    assert not Message.objects.filter(person_id=cas.id, kind="question-asked").exists()

"""Telling, taking up, marking as sent, trying again and letting go."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tests.cast import TESTS, in_circle, joined
from tests.wholeperson.messages.reach import NUMBER, ROBIN, reached, states
from wholeperson.foundation import clock
from wholeperson.foundation.actions import action
from wholeperson.foundation.announcements import announce
from wholeperson.messages import actions, chores, queries
from wholeperson.messages.models import Message, Reach
from wholeperson.messages.public import keep_inside_after_a_restore, register_kind, tell, unread_of
from wholeperson.messages.rules import Channel
from wholeperson.people import actions as people
from wholeperson.people.actions import switch_showing
from wholeperson.people.public import (
    AskAgainError,
    DoorError,
    NotYoursError,
    SignInChanged,
    SwitchedOffError,
    Viewer,
    WaitError,
    WayBackBegun,
)
from wholeperson.people.queries import claim_opens, waiting_way_back

pytestmark = pytest.mark.django_db
SUNDAYS = [[6, "08:00", "12:00"]]
SATURDAY = datetime(2026, 11, 21, 20, tzinfo=UTC)


@action("something was announced for a test", about="about")
def say(*, by: str, fact: object, about: object) -> None:
    announce(fact)


def test_without_a_channel_a_message_waits_in_the_app() -> None:
    sam = joined("Sam")
    tell(by=TESTS, person_id=sam.id, kind="test-word")
    assert states() == ["stayed"]
    assert unread_of(sam) == 1


def test_a_reading_goes_out_only_where_receipts_are_chosen() -> None:
    register_kind("a-reading", "Somebody read what you show.", "/who-looked/", always=False)
    sam = reached(joined("Sam"))
    tell(by=TESTS, person_id=sam.id, kind="a-reading")
    actions.switch_receipts(by=sam, viewer=sam, on=True)
    tell(by=TESTS, person_id=sam.id, kind="a-reading")
    assert states("a-reading") == ["stayed", "waiting"]


def test_receipts_can_be_chosen_before_a_channel_and_switched_off() -> None:
    sam = joined("Sam")
    actions.switch_receipts(by=sam, viewer=sam, on=False)
    assert not Reach.objects.exists()
    actions.switch_receipts(by=sam, viewer=sam, on=True)
    assert queries.reached(sam).receipts
    actions.switch_receipts(by=sam, viewer=sam, on=False)
    assert not queries.reached(sam).receipts


def test_what_concerns_safety_waits_for_safe_hours_too() -> None:
    with clock.stopped(SATURDAY):
        sam = reached(joined("Sam"), hours=SUNDAYS)
        fact = WayBackBegun(sam.id, uuid4(), SATURDAY, "one-tap")
        say(by=TESTS, fact=fact, about=sam)
        assert states("way-back") == ["waiting"]
        assert Message.objects.get(kind="way-back").send_after == datetime(2026, 11, 22, 8, tzinfo=UTC)
        assert b"one-tap" not in bytes(Message.objects.get(kind="way-back").token)
        assert queries.due(clock.now()) == ()
        told = next(one for one in queries.messages_of(sam) if one.kind.key == "way-back")
        assert told.words.endswith("/stop/one-tap/")
        assert told.stop == "/stop/one-tap/"


@pytest.mark.needs("P9")
@pytest.mark.parametrize(
    ("hours", "opens"),
    [((), SATURDAY + timedelta(hours=72)), (SUNDAYS, datetime(2026, 11, 25, 8, tzinfo=UTC)),
     ([[5, "08:00", "12:00"]], datetime(2026, 12, 1, 8, tzinfo=UTC))],
    ids=["at once", "on Sunday", "in a week"],
)  # fmt: skip
def test_a_way_back_opens_three_days_after_the_word_went_out_and_never_before(
    hours: list[list[int | str]], opens: datetime
) -> None:
    with clock.stopped(SATURDAY):
        sam, nia, kai = (joined(name) for name in ("Sam", "Nia", "Kai"))
        ties = [(in_circle(sam, friend), friend) for friend in (nia, kai)]
        reached(sam, hours=hours)
        people.choose_helpers(by=sam, viewer=sam, tie_ids=[tie.id for tie, _ in ties])
        begun = people.begin_way_back(by=TESTS)
        for tie, friend in ties:
            people.help_back(by=friend, viewer=friend, code=begun.say, tie_id=tie.id, sure=True)
        waiting = waiting_way_back(sam.id, SATURDAY)
    assert waiting is not None
    assert waiting.opens_at == opens
    assert Message.objects.get(kind="way-back").send_after == opens - timedelta(days=3)
    assert not claim_opens(begun.keep, opens - timedelta(seconds=1))
    assert claim_opens(begun.keep, opens)
    assert claim_opens(begun.keep, opens + timedelta(days=3) - timedelta(seconds=1))


def test_a_change_of_a_way_in_is_told() -> None:
    sam = reached(joined("Sam"))
    say(by=TESTS, fact=SignInChanged(sam.id), about=sam)
    assert states("sign-in-changed") == ["waiting"]


def test_changing_the_channel_is_told_in_the_app_and_nowhere_else() -> None:
    sam = reached(joined("Sam"))
    reached(sam, Channel.TEXT)
    assert states("reach-changed") == ["stayed", "stayed"]
    reach = Reach.objects.get()
    assert bytes(reach.email) == b""
    assert NUMBER.encode() not in bytes(reach.phone)


def test_an_address_stays_where_only_the_hours_change_and_goes_with_its_channel() -> None:
    sam = reached(joined("Sam"))
    actions.change_reach(by=sam, viewer=sam, channel=Channel.EMAIL, hours=SUNDAYS)
    assert queries.reached(sam).hours == SUNDAYS
    assert queries.errand_of(tell(by=TESTS, person_id=sam.id, kind="test-word"), Reach.objects.get()).to == ROBIN
    reached(sam, Channel.APP)
    assert bytes(Reach.objects.get().email) == b""
    with pytest.raises(DoorError):
        actions.change_reach(by=sam, viewer=sam, channel=Channel.EMAIL, hours=())


@pytest.mark.parametrize(
    ("channel", "to", "field"),
    [
        (Channel.EMAIL, "robin at example", "email"),
        (Channel.EMAIL, "r@" + "e" * 60 + ("." + "e" * 60) * 4 + ".org", "email"),
        (Channel.TEXT, "01243 555", "phone"),
    ],
)
def test_an_address_that_reaches_nobody_is_asked_for_again(channel: Channel, to: str, field: str) -> None:
    sam = joined("Sam")
    with pytest.raises(DoorError) as problem:
        actions.change_reach(by=sam, viewer=sam, channel=channel, hours=(), to=to)
    assert problem.value.field == field
    assert not Reach.objects.exists()


def test_whoever_stands_over_somebody_cannot_change_where_they_are_reached() -> None:
    sam = reached(joined("Sam"))
    left_open = replace(sam, repeated_at=clock.now() - timedelta(minutes=6))
    with pytest.raises(AskAgainError):
        actions.change_reach(by=sam, viewer=left_open, channel=Channel.APP, hours=())
    switch_showing(by=sam, viewer=sam, off=True)
    with pytest.raises(SwitchedOffError):
        actions.change_reach(by=sam, viewer=sam, channel=Channel.APP, hours=())
    assert queries.reached(sam).channel is Channel.EMAIL


def test_a_test_word_comes_once_in_five_minutes() -> None:
    with clock.stopped(SATURDAY):
        sam = reached(joined("Sam"))
        actions.ask_for_a_test_word(by=sam, viewer=sam)
        with pytest.raises(WaitError):
            actions.ask_for_a_test_word(by=sam, viewer=sam)
    for minutes in (5, 10, 15, 20):
        with clock.stopped(SATURDAY + timedelta(minutes=minutes)):
            actions.ask_for_a_test_word(by=sam, viewer=sam)
    with clock.stopped(SATURDAY + timedelta(minutes=30)), pytest.raises(WaitError):  # five today
        actions.ask_for_a_test_word(by=sam, viewer=sam)
    with clock.stopped(SATURDAY + timedelta(days=1)):
        actions.ask_for_a_test_word(by=sam, viewer=sam)


def waiting(channel: Channel = Channel.EMAIL) -> tuple[Viewer, Message]:
    sam = reached(joined("Sam"), channel)
    return sam, tell(by=TESTS, person_id=sam.id, kind="test-word")


def test_of_two_workers_one_takes_a_word_up() -> None:
    _, message = waiting()
    errand = actions.claim(by=TESTS, message_id=message.id)
    assert errand is not None
    assert (errand.to, errand.words) == (ROBIN, "You have a message.")
    with pytest.raises(actions.TakenError):
        actions.claim(by=TESTS, message_id=message.id)
    actions.mark_sent(by=TESTS, message_id=message.id)
    assert states() == ["sent"]


def test_what_a_killed_worker_had_in_hand_is_taken_up_again_after_ten_minutes() -> None:
    with clock.stopped(SATURDAY):
        _, message = waiting()
        actions.claim(by=TESTS, message_id=message.id)
    with clock.stopped(SATURDAY + timedelta(minutes=9)):
        assert queries.due(clock.now()) == ()
    with clock.stopped(SATURDAY + timedelta(minutes=10)):
        assert queries.due(clock.now()) == (message.id,)
        assert actions.claim(by=TESTS, message_id=message.id) is not None


def test_a_word_stays_in_the_app_where_the_person_chose_so_in_the_meantime() -> None:
    sam, message = waiting()
    reached(sam, Channel.APP)
    assert actions.claim(by=TESTS, message_id=message.id) is None
    assert states() == ["stayed"]


def test_a_word_waits_where_the_hours_changed_in_the_meantime() -> None:
    with clock.stopped(SATURDAY):
        sam, message = waiting()
        actions.change_reach(by=sam, viewer=sam, channel=Channel.EMAIL, hours=SUNDAYS)
        assert actions.claim(by=TESTS, message_id=message.id) is None
        assert states() == ["waiting"]
        assert queries.due(clock.now()) == ()


def test_a_word_that_does_not_go_out_is_tried_for_a_day_and_then_given_up() -> None:
    _, message = waiting(Channel.TEXT)
    for tries in range(1, 9):
        with clock.stopped(SATURDAY + timedelta(days=tries)):
            assert actions.claim(by=TESTS, message_id=message.id) is not None
            actions.put_off(by=TESTS, message_id=message.id)
    assert states() == ["gave-up"]
    actions.put_off(by=TESTS, message_id=message.id)
    assert Message.objects.get(pk=message.id).tries == 8


def test_after_a_restore_what_waited_stays_in_the_app_and_only_the_place_says_so() -> None:
    sam = reached(joined("Sam"))
    for _ in range(3):
        tell(by=TESTS, person_id=sam.id, kind="test-word")
    sent, taken, _ = Message.objects.filter(kind="test-word").order_by("created_at").values_list("id", flat=True)
    for one in (sent, taken):
        actions.claim(by=TESTS, message_id=one)
    actions.mark_sent(by=TESTS, message_id=sent)
    with pytest.raises(NotYoursError):
        keep_inside_after_a_restore(by=sam)
    keep_inside_after_a_restore(by=TESTS)
    assert states() == ["sent", "stayed", "stayed"]


def test_messages_go_thirty_days_after_they_were_read_or_went_out() -> None:
    with clock.stopped(SATURDAY):
        sam, sent = waiting()
        read = tell(by=TESTS, person_id=sam.id, kind="test-word")
        kept = tell(by=TESTS, person_id=sam.id, kind="test-word")
        actions.claim(by=TESTS, message_id=sent.id)
        actions.mark_sent(by=TESTS, message_id=sent.id)
        actions.open_message(by=sam, viewer=sam, message_id=read.id)
    chores.let_go_of_old(SATURDAY + timedelta(days=30))
    assert Message.objects.filter(kind="test-word").count() == 3
    chores.let_go_of_old(SATURDAY + timedelta(days=30, seconds=1))
    assert list(Message.objects.filter(kind="test-word")) == [kept]

"""Chores: done when their time has come, one after the other, whatever happens to one of them."""

import logging
from datetime import UTC, datetime, timedelta

import pytest

from wholeperson.foundation import clock, tasks

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def no_chores_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "_chores", {})
    monkeypatch.setattr(tasks, "close_old_connections", lambda: None)  # these tests have no database


def test_a_chore_is_done_at_once_and_then_every_so_often() -> None:
    done: list[datetime] = []
    tasks.register_chore("wind-the-clock", MINUTE, done.append)
    for seconds in (0, 59, 60, 61):
        with clock.stopped(NOON + timedelta(seconds=seconds)):
            tasks.do_what_is_due()
    assert done == [NOON, NOON + MINUTE]


def test_registering_twice_is_the_same_as_once() -> None:
    done: list[str] = []
    tasks.register_chore("one", MINUTE, lambda now: done.append("first"))
    tasks.register_chore("one", MINUTE, lambda now: done.append("second"))
    assert tasks.chores() == ("one",)
    assert tasks.do_what_is_due() == ("one",)
    assert done == ["first"]


def test_one_that_breaks_keeps_no_other_from_being_done_and_says_nobodys_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def breaks(now: datetime) -> None:
        raise LookupError("Sam, 07700 900123")

    tasks.register_chore("a-breaks", MINUTE, breaks)
    tasks.register_chore("b-works", MINUTE, lambda now: None)
    with caplog.at_level(logging.DEBUG), clock.stopped(NOON):
        assert tasks.do_what_is_due() == ("b-works",)
    assert caplog.messages == ["The chore a-breaks broke with LookupError; it is tried again."]
    assert "Sam" not in caplog.text
    with caplog.at_level(logging.DEBUG), clock.stopped(NOON + MINUTE):
        tasks.do_what_is_due()
    assert len(caplog.messages) == 2


def test_a_worker_goes_round_until_it_is_told_to_stop_and_a_long_chore_can_ask() -> None:
    rounds: list[bool] = []
    pauses: list[float] = []
    tasks.register_chore("look", timedelta(0), lambda now: rounds.append(tasks.stopping()))
    tasks.work_on(lambda: len(rounds) == 3, pause=7, wait=pauses.append)
    assert rounds == [False] * 3
    assert pauses == [7] * 3
    assert not tasks.stopping()


def test_a_chore_can_ask_whether_the_worker_was_told_to_stop_in_the_middle() -> None:
    told: list[bool] = []

    def long(now: datetime) -> None:
        assert not tasks.stopping()
        told.append(True)
        assert tasks.stopping()

    tasks.register_chore("long", MINUTE, long)
    tasks.work_on(lambda: bool(told), wait=lambda pause: None)
    assert told == [True]

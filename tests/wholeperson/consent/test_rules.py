"""The rules by themselves: sides, asking, spans, and when somebody is near enough in an emergency."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholeperson.consent.rules.asking import NO, OPEN, YES, reaches
from wholeperson.consent.rules.emergencies import LONGEST_REASON, reason_problem, still_known, tell_at
from wholeperson.consent.rules.looks import look, register_look
from wholeperson.consent.rules.notice import CURRENT, NOTICES
from wholeperson.consent.rules.purposes import (
    FOR_THE_READER,
    GRACE,
    LONGEST_DELAY,
    REVIEW,
    SAYS,
    SPAN_SAYS,
    USUAL,
    Purpose,
    Span,
    review_at,
    until,
)
from wholeperson.consent.rules.sections import Section, register_section, section
from wholeperson.consent.rules.sides import Side

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
MOMENTS = st.integers(0, 100_000).map(lambda hours: NOW + timedelta(hours=hours))
BEFORE = st.lists(st.tuples(st.sampled_from((OPEN, YES, NO)), st.booleans()))


def test_a_side_is_one_tie_or_one_team() -> None:
    for wrong in ({}, {"tie_id": uuid4(), "team_id": uuid4()}):
        with pytest.raises(ValueError, match="one tie or to one team"):
            Side(**wrong)
    assert Side(tie_id=uuid4()).team_id is None


@given(BEFORE)
def test_an_ask_never_reaches_past_a_no_or_an_open_ask(before: list[tuple[str, bool]]) -> None:
    stands = (NO, False) in before or any(answer == OPEN for answer, _ in before)
    assert reaches(before) is not stands


@given(MOMENTS, st.sampled_from(Span))
def test_every_share_ends_by_itself_and_an_open_one_is_asked_about_before(now: datetime, span: Span) -> None:
    ends, asked = until(span, now), review_at(span, now)
    assert now < ends <= now + REVIEW + GRACE
    assert (asked is not None) == (span is Span.OPEN)
    assert asked is None or asked + GRACE == ends


def test_everything_has_its_words_and_a_narrow_usual() -> None:
    assert set(SAYS) == set(FOR_THE_READER) == set(USUAL) == set(Purpose)
    assert set(SPAN_SAYS) == set(Span)
    assert Span.OPEN not in USUAL.values()


@given(st.text(max_size=60))
def test_a_reason_says_twenty_letters_or_more(reason: str) -> None:
    enough = len("".join(reason.split())) >= 20
    assert (reason_problem(reason) == "") is enough


def test_a_reason_has_an_end() -> None:
    assert "shorter" in reason_problem("a" * (LONGEST_REASON + 1))


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(400)), st.timedeltas(timedelta(0), timedelta(400)))
def test_nobody_is_near_enough_half_a_year_after_it_ended(begun: datetime, lasts: timedelta, waits: timedelta) -> None:
    ended = begun + lasts
    assert still_known(begun + timedelta(days=900), ended, ended + waits) is (waits < REVIEW)
    assert still_known(ended, None, ended + waits) is (waits < REVIEW)


@given(MOMENTS, st.text(max_size=5))
def test_the_person_is_told_at_once_or_within_a_week(now: datetime, why: str) -> None:
    assert tell_at(now, why) == (now + LONGEST_DELAY if why else now)


def test_the_notice_is_known_by_its_words() -> None:
    assert CURRENT in NOTICES
    assert len(CURRENT.text_hash) == 64
    assert len({one.version for one in NOTICES}) == len(NOTICES)


def test_a_section_keeps_its_key_and_what_is_never_shown_opens_in_no_emergency() -> None:
    one = Section("rules-test", "A", "a", lambda _: (), "/a/")
    register_section(one)
    register_section(one)
    assert section("rules-test") is one
    with pytest.raises(ValueError, match="There is a section"):
        register_section(Section("rules-test", "B", "b", lambda _: (), "/b/"))
    with pytest.raises(ValueError, match="never shown"):
        register_section(Section("rules-b", "B", "b", lambda _: (), "/b/", shareable=False, in_an_emergency=True))


def test_what_a_deed_is_called_comes_from_above() -> None:
    register_look("tests.hear", "listened to")
    assert look("tests.hear") == "listened to"
    assert look("tests.other") == "read"

"""What counts as a recording, which part of it is asked for, and how letters are counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wholeperson.journeys.sounds import KINDS, OTHERS, wav
from wholeperson.interface.ranges import NoSuchPartError, Part, part_of
from wholeperson.journeys.rules.about_me import HEADINGS, Heading, heading_of, letters, longest
from wholeperson.journeys.rules.voices import ENDINGS, kind_of


@pytest.mark.parametrize(("kind", "voice"), [(kind, voice) for kind, voices in KINDS.items() for voice in voices])
def test_a_recording_is_known_by_its_bytes(kind: str, voice: bytes) -> None:
    assert kind_of(voice) == kind
    assert kind in ENDINGS


def test_a_real_recording_is_known() -> None:
    assert kind_of(wav()) == "audio/wav"


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_recording_is_not_taken_for_one(name: str) -> None:
    assert kind_of(OTHERS[name]) is None


@given(st.binary(max_size=80))
def test_any_bytes_are_looked_at_without_harm(some: bytes) -> None:
    assert kind_of(some) in (None, *ENDINGS)


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("", None),
        ("bytes=0-", Part(0, 100)),
        ("bytes=10-19", Part(10, 20)),
        ("bytes=90-500", Part(90, 100)),
        ("bytes=-30", Part(70, 100)),
        ("bytes=-500", Part(0, 100)),
        ("bytes=20-10", None),
        ("bytes=-", None),
        ("bytes=0-1,5-6", None),
        ("lines=0-1", None),
    ],
)
def test_a_part_of_a_recording_is_read(asked: str, part: Part | None) -> None:
    assert part_of(asked, 100) == part


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=200-300", "bytes=-0"])
def test_a_part_behind_the_end_is_not_there(asked: str) -> None:
    with pytest.raises(NoSuchPartError):
        part_of(asked, 100)


def test_every_heading_has_words_and_what_one_has_comes_before_what_does_not_help() -> None:
    assert set(HEADINGS) == set(Heading)
    order = list(HEADINGS)
    assert order[:2] == [Heading.WORD, Heading.GOOD_AT]
    assert order.index(Heading.GOOD_AT) < order.index(Heading.HELPS_NOT)
    assert heading_of("matters") is Heading.MATTERS
    assert heading_of("nothing") is None


def test_the_end_of_a_line_counts_as_one_letter_however_a_browser_sends_it() -> None:
    assert letters("a\r\nb") == letters("a\nb") == 3
    assert longest(Heading.WORD) < longest(Heading.MATTERS)

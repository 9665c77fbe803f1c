"""About me: words stay as they were given, closed at rest, with versions; kept for oneself, put back, let go."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import joined
from tests.wholeperson.journeys.sharing import rows
from tests.wholeperson.journeys.sounds import OTHERS, WEBM, wav
from wholeperson.consent.rules.sections import section
from wholeperson.journeys import actions, queries
from wholeperson.journeys.public import about_me_for_export, about_me_part
from wholeperson.journeys.rules.about_me import LONGEST, LONGEST_VOICE, Heading
from wholeperson.people.public import DoorError, Viewer
from wholeperson.trail import public as trail

pytestmark = pytest.mark.django_db
AS_GIVEN = (
    "  two blanks before, one after ",
    "“Quotes”, 'single', \"double\" and `ticks`",
    "line\nline\r\nline\rline\n",
    "👩‍👧 🌊 e\u0301 é",
    "مهم بالنسبة لي: أختي",
    "<script>alert('no')</script> &amp; <b>not bold</b>",
    "a \0 that some keyboards send",
    "x" * LONGEST,
    "\n".join("x" * (LONGEST // 2)),
)


@pytest.fixture
def sam() -> Viewer:
    return joined("Sam")


def says(who: Viewer, words: str = "", heading: Heading = Heading.MATTERS, **more: object) -> None:
    actions.write(by=who, viewer=who, heading=heading, words=words, **more)


@pytest.mark.needs("P8")
@pytest.mark.parametrize("words", AS_GIVEN)
def test_words_come_back_exactly_as_they_were_given(sam: Viewer, words: str) -> None:
    says(sam, words)
    assert queries.under(sam.id, Heading.MATTERS).newest.words == words
    assert queries.section(sam.id)[0].words == words
    assert about_me_for_export(sam.id)[0].words == words


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(min_size=1, max_size=200).filter(str.strip))
def test_any_words_come_back_exactly(sam: Viewer, words: str) -> None:
    says(sam, words)
    assert queries.under(sam.id, Heading.MATTERS).newest.words == words


@pytest.mark.needs("P8")
def test_nothing_of_it_can_be_read_where_it_lies(sam: Viewer) -> None:
    says(sam, "my sister Nia and the sea", voice=wav())
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM journeys_aboutme")
        lying = b"".join(part if isinstance(part, bytes) else str(part).encode() for part in cursor.fetchone())
    assert b"sister" not in lying
    assert b"WAVE" not in lying
    assert wav()[60:90] not in lying


@pytest.mark.parametrize("words", ["", "  ", "\n\t \r\n"])
def test_blanks_alone_are_nothing(sam: Viewer, words: str) -> None:
    with pytest.raises(DoorError, match="Nothing is written"):
        says(sam, words)
    with pytest.raises(DoorError, match="Nothing is written"):
        says(sam, words, keep_voice=True)
    assert rows(sam) == []


def test_too_many_letters_are_refused_with_how_many(sam: Viewer) -> None:
    with pytest.raises(DoorError, match=r"Up to 8,000 letters fit here\. These are 2 more") as told:
        says(sam, "x" * (LONGEST + 2))
    assert told.value.field == "words"
    with pytest.raises(DoorError, match="Up to 80 letters"):
        says(sam, "x" * 81, Heading.WORD)


@pytest.mark.needs("P8")
def test_correcting_adds_a_version_and_the_newest_is_shown(sam: Viewer) -> None:
    says(sam, "my dog")
    says(sam, "my dog Biscuit")
    there = queries.under(sam.id, Heading.MATTERS)
    assert (there.newest.words, [one.words for one in there.earlier]) == ("my dog Biscuit", ["my dog"])
    assert [one.words for one in queries.section(sam.id)] == ["my dog Biscuit"]


def test_the_same_words_once_more_are_not_another_version(sam: Viewer) -> None:
    says(sam, "my dog")
    says(sam, "my dog")
    assert len(rows(sam)) == 1


def test_the_section_has_the_headings_in_their_order_and_only_what_was_said(sam: Viewer) -> None:
    says(sam, "shouting", Heading.HELPS_NOT)
    says(sam, "mending bikes", Heading.GOOD_AT)
    says(sam, "steady", Heading.WORD)
    assert [one.words for one in queries.section(sam.id)] == ["steady", "mending bikes", "shouting"]
    assert [one.heading.value for one in queries.own(sam.id)][:3] == ["word", "good-at", "matters"]


def test_the_section_is_registered_and_gives_its_own_words_through_consent(sam: Viewer) -> None:
    says(sam, "mending bikes", Heading.GOOD_AT)
    there = section("about-me")
    assert (there.shareable, there.in_an_emergency, there.address) == (True, True, "/me/about/")
    assert [(one.heading, one.words, one.helped_by) for one in there.read(sam.id)] == [
        ("What I am good at", "mending bikes", "")
    ]


@pytest.mark.needs("P8")
def test_what_is_kept_for_oneself_is_not_in_the_section_until_it_is_put_back(sam: Viewer) -> None:
    says(sam, "my children", Heading.PEOPLE)
    actions.leave_out(by=sam, viewer=sam, heading=Heading.PEOPLE)
    assert queries.section(sam.id) == ()
    says(sam, "my children, and Nia", Heading.PEOPLE)
    assert queries.section(sam.id) == ()
    assert queries.under(sam.id, Heading.PEOPLE).newest.left_out
    actions.put_back(by=sam, viewer=sam, heading=Heading.PEOPLE)
    assert [one.words for one in queries.section(sam.id)] == ["my children, and Nia"]


def test_a_heading_can_be_for_oneself_from_the_first_word(sam: Viewer) -> None:
    says(sam, "my children", Heading.PEOPLE, left_out=True)
    assert queries.section(sam.id) == ()


@pytest.mark.needs("P8")
def test_one_version_or_a_whole_heading_can_be_let_go(sam: Viewer) -> None:
    for words in ("one", "two", "three"):
        says(sam, words)
    newest = queries.under(sam.id, Heading.MATTERS).newest
    assert actions.let_go(by=sam, viewer=sam, said_id=newest.id) is Heading.MATTERS
    assert queries.under(sam.id, Heading.MATTERS).newest.words == "two"
    actions.let_go_of_heading(by=sam, viewer=sam, heading=Heading.MATTERS)
    assert rows(sam) == []
    with pytest.raises(DoorError, match="not there any more"):
        actions.let_go(by=sam, viewer=sam, said_id=newest.id)


def test_nobody_lets_go_of_what_is_anothers(sam: Viewer) -> None:
    says(sam, "mine")
    nia = joined("Nia")
    with pytest.raises(DoorError, match="not there any more"):
        actions.let_go(by=nia, viewer=nia, said_id=rows(sam)[0].id)
    actions.let_go_of_heading(by=nia, viewer=nia, heading=Heading.MATTERS)
    actions.leave_out(by=nia, viewer=nia, heading=Heading.MATTERS)
    assert [one.words for one in queries.section(sam.id)] == ["mine"]


@pytest.mark.needs("P9")
def test_a_voice_is_enough_and_comes_back_byte_for_byte(sam: Viewer) -> None:
    says(sam, voice=wav())
    newest = queries.under(sam.id, Heading.MATTERS).newest
    assert (newest.words, newest.voice) == ("", True)
    heard = actions.listen(sam, newest.id)
    assert (heard.kind, heard.sound) == ("audio/wav", wav())
    assert queries.section(sam.id)[0].voice == newest.id


def test_a_recording_can_stay_with_corrected_words_or_go_with_the_old_ones(sam: Viewer) -> None:
    says(sam, "the see", voice=wav())
    says(sam, "the sea", keep_voice=True)
    newest = queries.under(sam.id, Heading.MATTERS).newest
    assert actions.listen(sam, newest.id).sound == wav()
    says(sam, "the sea", keep_voice=True)
    assert len(rows(sam)) == 2
    says(sam, "the sea", voice=WEBM, keep_voice=True)
    assert rows(sam)[-1].voice_type == "audio/webm"
    says(sam, "the sea")
    newest = queries.under(sam.id, Heading.MATTERS).newest
    assert not newest.voice
    assert actions.listen(sam, newest.id) is None


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_recording_is_refused_with_what_works(sam: Viewer, name: str) -> None:
    with pytest.raises(DoorError, match="A voice memo of your phone works") as told:
        says(sam, "words", voice=OTHERS[name])
    assert told.value.field == "voice"
    assert rows(sam) == []


def test_a_recording_that_is_too_large_is_refused(sam: Viewer) -> None:
    with pytest.raises(DoorError, match="larger than 4 MB"):
        says(sam, voice=WEBM.ljust(LONGEST_VOICE + 1, b"\0"))


def test_no_words_are_in_the_trail(sam: Viewer) -> None:
    says(sam, "my sister")
    lines = trail.lines_about(rows(sam)[0].id)
    assert [line.deed for line in lines] == ["journeys.write"]
    assert "sister" not in repr(lines)


@pytest.mark.needs("P8")
def test_an_export_has_every_version_under_the_names_of_the_standard(sam: Viewer) -> None:
    says(sam, "tea", Heading.HELPS)
    says(sam, "tea, and time", Heading.HELPS, voice=wav())
    says(sam, "tea, and much time", Heading.HELPS, voice=WEBM)
    told = [(one.standard, one.heading, one.words, one.has_voice) for one in about_me_for_export(sam.id)]
    assert told == [
        ("Please do", "What helps", "tea, and much time", True),
        ("Please do", "What helps", "tea, and time", True),
        ("Please do", "What helps", "tea", False),
    ]
    assert [item.also for item in about_me_part(sam.id).items] == ["Please do"] * 3

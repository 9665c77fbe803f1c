"""A helper writes down what somebody says: in their own name, only adding, shown to nobody before a yes."""

import pytest

from tests.cast import in_circle, joined, team, with_role
from tests.wholeperson.journeys.sharing import DAY, ends, rows, shows
from wholeperson.consent.rules.purposes import Purpose
from wholeperson.foundation import clock
from wholeperson.journeys import actions, queries
from wholeperson.journeys.public import about_me_for_export
from wholeperson.journeys.rules.about_me import LONGEST, Heading
from wholeperson.people.public import DoorError, NotYoursError, Role, Viewer, end_tie
from wholeperson.trail import public as trail

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam() -> Viewer:
    return joined("Sam")


@pytest.fixture
def nia() -> Viewer:
    return joined("Nia")


def writes(helper: Viewer, share, words: str = "the sea", heading: Heading = Heading.MATTERS) -> None:
    actions.write_for(by=helper, viewer=helper, share_id=share.id, heading=heading, words=words)


@pytest.mark.needs("P9")
def test_what_a_helper_wrote_is_shown_to_nobody_until_the_person_agrees(sam: Viewer, nia: Viewer) -> None:
    share = shows(sam, in_circle(sam, nia), purpose=Purpose.HELP_WRITE)
    writes(nia, share, " the sea ")
    assert queries.section(sam.id) == about_me_for_export(sam.id) == ()
    there = queries.under(sam.id, Heading.MATTERS)
    assert there.newest is None
    assert [(one.words, one.helped_by) for one in there.waiting] == [(" the sea ", "my sister")]
    actions.agree(by=sam, viewer=sam, said_id=there.waiting[0].id)
    assert [(one.words, one.helped_by) for one in queries.section(sam.id)] == [(" the sea ", "my sister")]


@pytest.mark.needs("P8")
def test_the_person_can_see_that_a_helper_wrote(sam: Viewer, nia: Viewer) -> None:
    tie = in_circle(sam, nia)
    writes(nia, shows(sam, tie, purpose=Purpose.HELP_WRITE))
    [line] = trail.readings_of(sam.id)
    assert (line.actor, line.deed, line.through, line.part) == (
        str(nia.id), "journeys.write_for", str(tie.id), "about-me"
    )  # fmt: skip


def test_somebody_of_a_team_writes_under_their_name_there(sam: Viewer) -> None:
    outreach = team()
    jo = with_role("Jo", Role.WORKER, in_team=outreach)
    share = shows(sam, outreach, purpose=Purpose.HELP_WRITE)
    writes(jo, share)
    found = queries.helping(jo, share.id, clock.now())
    assert found is not None
    assert queries.word_for(jo, *found) == "Sam"  # so that it is not written into the wrong record
    assert queries.under(sam.id, Heading.MATTERS).waiting[0].helped_by == "Jo at work, Outreach, The Hub"


def test_what_was_not_meant_is_gone_and_what_was_agreed_last_is_shown(sam: Viewer, nia: Viewer) -> None:
    share = shows(sam, in_circle(sam, nia), purpose=Purpose.HELP_WRITE)
    for words in ("one", "two"):
        writes(nia, share, words)
    actions.write(by=sam, viewer=sam, heading=Heading.MATTERS, words="three")
    two, one = queries.under(sam.id, Heading.MATTERS).waiting
    actions.not_what_i_meant(by=sam, viewer=sam, said_id=two.id)
    assert [one.words for one in queries.section(sam.id)] == ["three"]
    actions.agree(by=sam, viewer=sam, said_id=one.id)
    assert [one.words for one in queries.section(sam.id)] == ["one"]
    there = queries.under(sam.id, Heading.MATTERS)
    assert (there.newest.words, [one.words for one in there.earlier]) == ("one", ["three"])
    for deed in (actions.agree, actions.not_what_i_meant):
        with pytest.raises(DoorError, match="not there any more"):
            deed(by=sam, viewer=sam, said_id=one.id)


def test_a_helper_cannot_agree_or_let_go_for_the_person(sam: Viewer, nia: Viewer) -> None:
    writes(nia, shows(sam, in_circle(sam, nia), purpose=Purpose.HELP_WRITE))
    waiting = rows(sam)[0].id
    for deed in (actions.agree, actions.not_what_i_meant, actions.let_go):
        with pytest.raises(DoorError, match="not there any more"):
            deed(by=nia, viewer=nia, said_id=waiting)
    assert len(rows(sam)) == 1


def test_a_helper_needs_a_share_for_helping_with_this_section_that_is_open(sam: Viewer, nia: Viewer) -> None:
    tie = in_circle(sam, nia)
    for share in (
        {},
        {"purpose": Purpose.HELP_WRITE, "section": "no-such-section"},
        {"purpose": Purpose.HELP_WRITE, "for_days": -1},
    ):
        with pytest.raises(NotYoursError, match="They decide who helps them"):
            writes(nia, shows(sam, tie, **share))
    ended = shows(sam, tie, purpose=Purpose.HELP_WRITE)
    ends(by="system:tests", share_id=ended.id)
    with pytest.raises(NotYoursError):
        writes(nia, ended)
    good = shows(sam, tie, purpose=Purpose.HELP_WRITE)
    with pytest.raises(NotYoursError):
        writes(joined("Robin"), good)
    end_tie(by=sam, viewer=sam, tie_id=tie.id)
    with pytest.raises(NotYoursError):
        writes(nia, good)
    assert rows(sam) == []


def test_a_helper_writes_no_more_after_the_day_is_over(sam: Viewer, nia: Viewer) -> None:
    share = shows(sam, in_circle(sam, nia), purpose=Purpose.HELP_WRITE, for_days=1)
    with clock.stopped(clock.now() + DAY * 2), pytest.raises(NotYoursError):
        writes(nia, share)


def test_what_a_helper_wrote_stays_left_out_where_the_person_keeps_a_heading_for_themselves(
    sam: Viewer, nia: Viewer
) -> None:
    actions.write(by=sam, viewer=sam, heading=Heading.PEOPLE, words="my children", left_out=True)
    writes(nia, shows(sam, in_circle(sam, nia), purpose=Purpose.HELP_WRITE), heading=Heading.PEOPLE)
    actions.agree(by=sam, viewer=sam, said_id=rows(sam)[-1].id)
    assert queries.section(sam.id) == ()


@pytest.mark.parametrize("words", ["", "   ", "x" * (LONGEST + 1)])
def test_a_helper_writes_something_that_fits(sam: Viewer, nia: Viewer, words: str) -> None:
    share = shows(sam, in_circle(sam, nia), purpose=Purpose.HELP_WRITE)
    with pytest.raises(DoorError):
        writes(nia, share, words)


def test_a_helper_whose_name_is_gone_leaves_none(sam: Viewer, nia: Viewer) -> None:
    share = shows(sam, in_circle(sam, nia), purpose=Purpose.HELP_WRITE)
    found = queries.helping(nia, share.id, clock.now())
    assert queries.name_of_helper(nia.id, found[1]) == ""

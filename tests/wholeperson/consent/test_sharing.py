"""Showing, ending, being asked again: what each does, and whom it tells."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.cast import in_circle, joined, signed_in, team
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
from tests.wholeperson.messages.reach import reached
from wholeperson.consent import actions, chores, queries
from wholeperson.consent.models import Notice, Share
from wholeperson.consent.public import (
    CURRENT,
    Ground,
    NotThereError,
    Purpose,
    Side,
    Span,
    end_everything_after_a_restore,
    may_see,
    opened_by,
)
from wholeperson.foundation import clock
from wholeperson.messages.models import Message
from wholeperson.messages.rules.kinds import kind
from wholeperson.people import public as people
from wholeperson.people.public import DoorError, Role, Viewer

pytestmark = pytest.mark.django_db


def told(person: Viewer) -> list[str]:
    return sorted(Message.objects.filter(person_id=person.id).values_list("kind", flat=True))


def sees(viewer: Viewer, whose: Viewer, key: str = ABOUT) -> bool:
    return may_see(viewer, whose.id, key, clock.now()) is not None


@pytest.mark.needs("P8")
def test_a_part_is_shown_to_one_person_and_to_nobody_else() -> None:
    sam, nia, robin = somebody(), joined("Nia"), joined("Robin")
    side = to_sister(sam, nia)
    assert not sees(nia, sam)
    one = show(sam, side)
    assert sees(nia, sam)
    assert not sees(robin, sam)
    assert not sees(nia, sam, ALSO)
    assert told(nia) == ["shown-to-you"]
    assert may_see(None, sam.id, ABOUT, clock.now()) is None
    permit = may_see(nia, sam.id, ABOUT, clock.now())
    assert permit is not None
    assert (permit.ground, permit.by_id, permit.through, permit.may_help) == (Ground.SHARE, one.id, side.tie_id, False)


def test_the_tie_leads_one_way_only() -> None:
    sam, nia = somebody(), somebody("Nia")
    show(sam, to_sister(sam, nia))
    assert may_see(sam, nia.id, ABOUT, clock.now()) is None


@pytest.mark.needs("P8")
def test_a_part_is_shown_to_a_team_and_to_nobody_else_of_the_organisation() -> None:
    sam, jo = somebody(), worker()
    lee = worker("Lee", in_team=team("Night team"))
    cas = worker("Cas", role=Role.COORDINATOR)
    show(sam, to_team())
    assert sees(jo, sam)
    assert not sees(lee, sam)
    assert not sees(cas, sam)
    assert told(jo) == ["shown-to-your-team"]
    assert told(lee) == told(cas) == []


def test_whoever_is_in_the_team_themself_is_not_told_and_sees_their_own_as_their_own() -> None:
    jo = worker()
    show(jo, to_team())
    assert told(jo) == []
    permit = may_see(jo, jo.id, ABOUT, clock.now())
    assert permit is not None
    assert permit.ground is Ground.OWN
    assert queries.shown_to_teams(jo, clock.now())[0].cards == ()


def test_help_with_writing_is_what_the_permit_says() -> None:
    sam, nia = somebody(), joined("Nia")
    side = to_sister(sam, nia)
    one = show(sam, side, purpose=Purpose.HELP_WRITE, span=Span.DAY)
    permit = may_see(nia, sam.id, ABOUT, clock.now())
    assert permit is not None
    assert permit.may_help
    assert opened_by(nia, one.id, clock.now()) == (sam.id, ABOUT, permit)
    assert opened_by(sam, one.id, clock.now()) is None


def test_two_ways_to_the_same_part_and_each_can_be_named() -> None:
    sam, jo = somebody(), worker()
    by_team = show(sam, to_team(), span=Span.HALF_A_YEAR)
    by_tie = show(sam, Side(tie_id=in_circle(sam, jo).id), purpose=Purpose.HELP_WRITE, span=Span.DAY)
    now = clock.now()
    best = may_see(jo, sam.id, ABOUT, now)
    assert best is not None
    assert best.by_id == by_tie.id
    named = may_see(jo, sam.id, ABOUT, now, by_id=by_team.id)
    assert named is not None
    assert (named.by_id, named.may_help) == (by_team.id, False)


@pytest.mark.parametrize("key", [DIARY, "no-such-part"])
def test_what_is_never_shown_is_refused_at_the_door(key: str) -> None:
    sam, nia = somebody(), joined("Nia")
    with pytest.raises(DoorError, match="a part that can be shown"):
        show(sam, to_sister(sam, nia), key)


def test_a_share_of_the_diary_that_got_in_by_another_way_opens_nothing() -> None:
    sam, nia = somebody(), joined("Nia")
    one = show(sam, to_sister(sam, nia))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("wholeperson.foundation.models.inside_a_deed", lambda: True)
        Share.objects.filter(pk=one.id).update(section=DIARY)
    assert not sees(nia, sam, DIARY)
    assert not sees(nia, sam)
    assert queries.shown(nia, one.id, clock.now()) is None
    assert queries.shown_by_ties(nia, clock.now()) == ()
    assert opened_by(nia, one.id, clock.now()) is None


def test_it_needs_somebody_who_is_there() -> None:
    sam, nia, robin = somebody(), joined("Nia"), joined("Robin")
    theirs = to_sister(nia, robin)
    invited, _ = people.invite_into_circle(by=sam, viewer=sam, word="my friend")
    elsewhere = team("Other", "Elsewhere", "Crawley")
    for side in (theirs, Side(tie_id=invited), Side(tie_id=uuid4()), Side(team_id=uuid4()), to_team(elsewhere)):
        with pytest.raises(DoorError, match="in your circle now"):
            show(sam, side)
    assert not Share.objects.exists()


def test_the_words_on_the_screen_are_the_words_that_are_kept() -> None:
    sam, nia = somebody(), joined("Nia")
    side = to_sister(sam, nia)
    with pytest.raises(DoorError, match="read them once more"):
        actions.share(by=sam, viewer=sam, to=side, key=ABOUT, purpose=Purpose.SUPPORT, span=Span.DAY, notice="2020-01")
    one = show(sam, side)
    kept = Notice.objects.get()
    assert (one.notice_id, kept.text, kept.text_hash) == (CURRENT.version, CURRENT.text, CURRENT.text_hash)
    assert str(kept) == CURRENT.version


def test_showing_it_again_renews_it_and_tells_nobody_twice() -> None:
    sam, nia = somebody(), joined("Nia")
    side = to_sister(sam, nia)
    first = show(sam, side, span=Span.DAY)
    again = show(sam, side, purpose=Purpose.KNOW_ME, span=Span.MONTH)
    assert (again.id, Share.objects.count()) == (first.id, 1)
    assert again.until > first.until
    assert told(nia) == ["shown-to-you"]


def test_two_taps_at_the_same_moment_are_one_share() -> None:
    sam, nia = somebody(), joined("Nia")
    side = to_sister(sam, nia)
    first = show(sam, side)
    with pytest.MonkeyPatch.context() as patch:  # as the second tap finds it before the first is kept
        patch.setattr("wholeperson.consent.actions.sharing._running", lambda *_: None)
        assert show(sam, side).id == first.id
    assert Share.objects.count() == 1
    assert told(nia) == ["shown-to-you"]


def test_what_ran_out_and_is_shown_again_is_a_new_share() -> None:
    sam, nia = somebody(), joined("Nia")
    side = to_sister(sam, nia)
    first = show(sam, side, span=Span.DAY)
    with clock.stopped(clock.now() + timedelta(days=2)):
        assert may_see(nia, sam.id, ABOUT, clock.now()) is None
        assert show(sam, side, span=Span.DAY).id != first.id
    first.refresh_from_db()
    assert first.ended_at == first.until


@pytest.mark.needs("P8")
def test_ending_is_at_once_and_tells_nobody() -> None:
    sam, nia, robin = somebody(), joined("Nia"), joined("Robin")
    one = show(sam, to_sister(sam, nia))
    before = Message.objects.count()
    with pytest.raises(NotThereError):
        actions.end_share(by=robin, viewer=robin, share_id=one.id)
    assert sees(nia, sam)
    actions.end_share(by=sam, viewer=sam, share_id=one.id)
    assert not sees(nia, sam)
    assert Message.objects.count() == before
    with pytest.raises(NotThereError):
        actions.end_share(by=sam, viewer=sam, share_id=one.id)


def test_everything_with_one_side_ends_at_once_and_the_rest_stays() -> None:
    sam, nia, jo = somebody(), joined("Nia"), worker()
    side = to_sister(sam, nia)
    show(sam, side)
    show(sam, side, ALSO)
    show(sam, to_team())
    before = Message.objects.count()
    assert actions.end_all_with(by=sam, viewer=sam, to=side) == 2
    assert not sees(nia, sam)
    assert sees(jo, sam)
    assert Message.objects.count() == before


def test_an_ended_tie_takes_its_shares_along_from_either_side() -> None:
    for ender in (0, 1):
        sam, nia = somebody(), joined("Nia")
        side = to_sister(sam, nia)
        show(sam, side)
        before = Message.objects.count()
        who = (sam, nia)[ender]
        people.end_tie(by=who, viewer=who, tie_id=side.tie_id)
        assert not sees(nia, sam)
        assert not Share.objects.filter(person_id=sam.id, ended_at=None).exists()
        assert Message.objects.count() == before


def hat(viewer: Viewer, role: Role) -> UUID:
    return next(one.id for one in viewer.hats if one.role is role)


def test_whoever_leaves_an_alliance_shows_its_teams_nothing_more() -> None:
    sam, jo, nia = somebody(), worker(), joined("Nia")
    show(sam, to_team())
    show(sam, to_sister(sam, nia))
    people.end_membership(by=sam, viewer=sam, membership_id=hat(sam, Role.PERSON))
    assert not sees(jo, sam)
    assert sees(nia, sam)


def test_whoever_is_still_there_in_another_own_role_keeps_what_they_show() -> None:
    sam, jo = somebody(), worker()
    own = next(one for one in sam.hats)
    people.belong(by=sam, viewer=sam, alliance_id=own.alliance_id, role=Role.FAMILY, shown_as="Sam")
    show(sam, to_team())
    people.end_membership(by=sam, viewer=sam, membership_id=own.id)
    assert sees(jo, sam)


def test_a_worker_who_leaves_the_team_sees_nothing_more_and_what_they_show_themself_stays() -> None:
    sam, jo, nia = somebody(), worker(), joined("Nia")
    show(sam, to_team())
    show(jo, to_sister(jo, nia))
    people.end_membership(by=jo, viewer=jo, membership_id=hat(jo, Role.WORKER))
    assert not sees(signed_in(jo.id), sam)
    assert sees(nia, jo)


def test_an_open_share_is_asked_about_after_six_months_and_ends_when_nobody_answers() -> None:
    sam, nia = somebody(), joined("Nia")
    one = show(sam, to_sister(sam, nia), span=Span.OPEN)
    later = one.review_at
    chores.look_after_shares(later - timedelta(days=1))
    assert told(sam) == []
    with clock.stopped(later + timedelta(days=10)):
        chores.look_after_shares(clock.now())
        chores.look_after_shares(clock.now())
        assert told(sam) == ["share-review"]
        card = queries.my_share(sam, one.id, clock.now())
        assert card is not None
        assert card.asked_again
    with clock.stopped(later + timedelta(days=39)):
        assert sees(nia, sam)
    with clock.stopped(later + timedelta(days=41)):
        assert not sees(nia, sam)
        chores.look_after_shares(clock.now())
        one.refresh_from_db()
        assert one.ended_at == one.until
    assert told(sam) == ["share-review"]
    assert told(nia) == ["shown-to-you"]


def test_a_review_keeps_it_or_ends_it() -> None:
    sam, nia = somebody(), joined("Nia")
    side = to_sister(sam, nia)
    one = show(sam, side, span=Span.OPEN)
    short = show(sam, side, ALSO, span=Span.DAY)
    with clock.stopped(one.review_at):
        chores.look_after_shares(clock.now())
        kept = actions.review(by=sam, viewer=sam, share_id=one.id, keep=True)
        assert (kept.until > one.until, kept.review_asked_at) == (True, None)
        assert actions.review(by=sam, viewer=sam, share_id=one.id, keep=False).ended_at is not None
        for gone in (one.id, short.id):
            with pytest.raises(NotThereError):
                actions.review(by=sam, viewer=sam, share_id=gone, keep=True)
        assert not sees(nia, sam)


def test_two_workers_at_the_same_row_do_it_once() -> None:
    sam, nia = somebody(), joined("Nia")
    one = show(sam, to_sister(sam, nia), span=Span.OPEN)
    now = clock.now()
    for deed in (actions.ask_for_review, actions.end_what_ran_out):
        with pytest.raises(NotThereError):
            deed(by=chores.BY, share_id=one.id, now=now)
        with pytest.raises(people.NotYoursError):
            deed(by=nia, share_id=one.id, now=now)
    chores._each((one.id,), lambda it: actions.end_what_ran_out(by=chores.BY, share_id=it, now=now))


@pytest.mark.needs("P8", "P9")
def test_after_a_restore_nothing_is_shown_and_only_whose_it_was_hears_of_it() -> None:
    sam, nia, jo = somebody(), somebody("Nia"), worker()
    reached(sam)  # the safe channel is of an earlier day as well: nothing goes out on it
    side = to_sister(sam, nia)
    before = [show(sam, side), show(sam, to_team(), span=Span.OPEN)]
    show(nia, Side(tie_id=in_circle(nia, sam).id), span=Span.DAY)
    heard = {who.id: told(who) for who in (nia, jo)}
    with clock.stopped(clock.now() + timedelta(days=2)):
        with pytest.raises(people.NotYoursError):
            end_everything_after_a_restore(by=sam)
        end_everything_after_a_restore(by="system:restore")
        end_everything_after_a_restore(by="system:restore")
        assert not sees(nia, sam)
        assert not sees(jo, sam)
        ran_out = Share.objects.get(person_id=nia.id)
        assert ran_out.ended_at is None  # over by itself, and nothing to be told of
        assert {one.ended_at for one in Share.objects.filter(pk__in=[one.id for one in before])} == {clock.now()}
        assert {who.id: told(who) for who in (nia, jo)} == heard
        message = Message.objects.get(person_id=sam.id, kind="shares-ended-after-restore")
        assert message.state == "stayed"
        assert "nothing of yours is shown" in kind("shares-ended-after-restore").says
        again = show(sam, side)
        assert sees(nia, sam)
        assert again.id not in {one.id for one in before}


@pytest.mark.needs("P9")
def test_nothing_is_left_of_somebody_who_is_forgotten() -> None:
    sam, nia, jo = somebody(), joined("Nia"), worker()
    show(sam, to_sister(sam, nia))
    show(sam, to_team())
    show(nia, Side(tie_id=in_circle(nia, sam).id))
    actions.ask(by=jo, viewer=jo, through=Share.objects.get(team__isnull=False).id, key=ALSO, purpose=Purpose.SUPPORT)
    people.erase_by_the_place(by="system:tests", person_id=sam.id)
    assert not Share.objects.exists()
    assert not sees(nia, sam)
    assert queries.shown_to_teams(jo, clock.now())[0].cards == ()


def test_what_is_of_an_app_that_is_gone_is_seen_by_nobody() -> None:
    sam, nia = somebody(), joined("Nia")
    one = show(sam, to_sister(sam, nia), ALSO)
    with without(ALSO):
        assert not sees(nia, sam, ALSO)
        assert may_see(sam, sam.id, ALSO, clock.now()) is None
        assert queries.shown(nia, one.id, clock.now()) is None
        card = queries.my_share(sam, one.id, clock.now())
        assert card is not None
        assert card.part is None
        with pytest.raises(NotThereError):
            actions.read(by=sam, viewer=sam, whose=sam.id, key=ALSO)


def test_my_circle_says_what_each_sees() -> None:
    sam, nia = somebody(), joined("Nia")
    side = to_sister(sam, nia)
    one = show(sam, side)
    people.invite_into_circle(by=sam, viewer=sam, word="my friend")
    mine = queries.my_circle(sam, clock.now())
    assert [(friend.tie.word, [card.id for card in friend.shares]) for friend in mine] == [
        ("my sister", [one.id]), ("my friend", []),
    ]  # fmt: skip
    assert [(friend.tie.word, friend.mine) for friend in queries.my_circle(nia, clock.now())] == [("my brother", False)]


def test_a_share_with_somebody_who_is_gone_still_says_so() -> None:
    sam, nia = somebody(), joined("Nia")
    side = to_sister(sam, nia)
    assert queries.mine.other(sam, side).word == "my sister"
    assert queries.mine.other(sam, Side(tie_id=uuid4())).word == queries.mine.GONE
    assert queries.mine.other(sam, Side(team_id=uuid4())).word == queries.mine.GONE
    assert queries.mine.other(sam, to_team()).id == team().id

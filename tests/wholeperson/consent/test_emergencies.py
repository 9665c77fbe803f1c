"""Opening a record because a life is at risk: with a reason, for an hour, watched, told, and never the diary."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.cast import TESTS, in_circle, joined, signed_in, team, with_role
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
from wholeperson.consent import actions, chores, queries
from wholeperson.consent.models import Emergency, Share
from wholeperson.consent.presenters import looked
from wholeperson.consent.public import NotThereError, Side, end_everything_after_a_restore, untold_openings
from wholeperson.consent.rules import sections
from wholeperson.foundation import clock
from wholeperson.foundation.actions import Reading, action, note_reading
from wholeperson.messages.models import Message
from wholeperson.people import public as people
from wholeperson.people.public import AskAgainError, DoorError, PeerKind, Role, Viewer

pytestmark = pytest.mark.django_db
REASON = "Sam wrote that tonight is the last night."
DELAY = "Somebody at home reads Sam's phone and is violent."


def told(person: Viewer, kind: str) -> int:
    return Message.objects.filter(person_id=person.id, kind=kind).count()


def opened(jo: Viewer, share: Share, reason: str = REASON, delay: str = "") -> Emergency:
    return actions.open_in_an_emergency(by=jo, viewer=jo, share_id=share.id, reason=reason, delay_reason=delay)


def ended(sam: Viewer) -> Share:
    """Show something to the team and end it again."""
    one = show(sam, to_team(), ALSO)
    return actions.end_share(by=sam, viewer=sam, share_id=one.id)


def read(jo: Viewer, sam: Viewer, key: str = ABOUT) -> str:
    return actions.read(by=jo, viewer=jo, whose=sam.id, key=key)[0].words


def test_after_a_restore_an_opening_is_over_and_its_hour_stays_as_it_was_where_it_had_ended() -> None:
    sam, jo, _ = somebody(), worker(), coordinator()
    now = clock.now()
    with clock.stopped(now - timedelta(hours=2)):
        early = signed_in(jo.id)
        before = opened(early, ended(sam))
    running = opened(jo, Share.objects.get())
    end_everything_after_a_restore(by="system:restore")
    with pytest.raises(NotThereError):
        read(jo, sam)
    assert Emergency.objects.get(pk=before.id).until == before.until
    assert Emergency.objects.get(pk=running.id).until < running.until


@pytest.mark.needs("P8")
def test_it_opens_for_an_hour_watched_and_told() -> None:
    sam, jo, cas, dee = somebody(), worker(), coordinator(), coordinator("Dee")
    one = opened(jo, ended(sam))
    assert b"tonight" not in bytes(one.reason)
    assert read(jo, sam) == WORDS
    assert told(cas, "emergency-to-review") == told(dee, "emergency-to-review") == 1
    assert told(sam, "emergency-opened") == 1
    assert told(sam, "somebody-read") == 0
    mine = queries.my_openings(jo, clock.now())[0]
    assert (mine.name, [part.key for part in mine.parts if part.key.endswith("test")]) == ("Sam", [ABOUT])
    found = [looked.sentence(line) for line in queries.who_looked(sam)]
    assert [line.did for line in found] == ["read About me (test)", "opened your record for an hour"]
    assert {line.why for line in found} == {"because a life was thought to be at risk"}
    assert found[1].opening is not None
    assert (found[0].opening, found[1].opening.reason) == (None, REASON)
    with clock.stopped(clock.now() + timedelta(minutes=61)):
        assert queries.my_openings(jo, clock.now()) == ()
        with pytest.raises(NotThereError):
            read(jo, sam)


def test_it_opens_for_nobody_else_and_never_the_diary_nor_what_is_not_for_that() -> None:
    sam, jo, lee, cas = somebody(), worker(), worker("Lee"), coordinator()
    opened(jo, ended(sam))
    for who, key in ((jo, DIARY), (jo, ALSO), (jo, "no-such-part"), (lee, ABOUT), (cas, ABOUT), (cas, DIARY)):
        with pytest.raises(NotThereError):
            read(who, sam, key)


def test_only_a_worker_whose_team_was_shown_something_within_six_months() -> None:
    sam, jo, nia = somebody(), worker(), joined("Nia")
    kim = with_role("Kim", Role.PEER, in_team=team(), kind=PeerKind.MENTOR)
    lee = worker("Lee", in_team=team("Night team"))
    cas = coordinator()
    one, by_tie = ended(sam), show(sam, to_sister(sam, jo))
    for who, share in ((kim, one), (lee, one), (cas, one), (nia, one), (sam, one), (jo, by_tie)):
        with pytest.raises(NotThereError):
            opened(who, share)
    with pytest.raises(NotThereError):
        actions.open_in_an_emergency(by=jo, viewer=jo, share_id=uuid4(), reason=REASON)
    assert [known.name for known in queries.known_people(jo, clock.now())] == ["Sam"]
    assert queries.known_people(lee, clock.now()) == ()
    with clock.stopped(clock.now() + timedelta(days=183)):
        assert queries.known_to(jo, one.id, clock.now()) is None
        with pytest.raises(NotThereError):
            opened(jo, one)


def test_it_asks_for_a_reason_and_that_it_is_them() -> None:
    sam, jo = somebody(), worker()
    coordinator()
    one = ended(sam)
    with pytest.raises(AskAgainError):
        opened(replace(jo, repeated_at=None), one)
    with pytest.raises(DoorError, match="20 letters"):
        opened(jo, one, reason="worried   " * 2)
    with pytest.raises(DoorError, match="20 letters") as problem:
        opened(jo, one, delay="no")
    assert problem.value.field == "delay_reason"
    assert not Emergency.objects.exists()
    assert told(sam, "emergency-opened") == 0


def test_it_needs_another_coordinator_who_watches() -> None:
    sam, jo = somebody(), worker()
    one = ended(sam)
    with pytest.raises(DoorError, match="no coordinator"):
        opened(jo, one)
    for alone in (jo, sam):
        words = people.invite_by_the_place(by=TESTS, alliance_id=team().alliance_id, role=Role.COORDINATOR)
        people.accept_role(by=alone, viewer=alone, words=words, shown_as="Alone")
    jo = signed_in(jo.id)
    with pytest.raises(DoorError, match="ring 999"):
        opened(jo, one)


def test_it_opens_nothing_where_nothing_may_be_opened() -> None:
    sam, jo = somebody(), worker()
    coordinator()
    one = ended(sam)
    none = [part.key for part in sections.sections() if part.in_an_emergency]
    with without(*none), pytest.raises(DoorError, match="Nothing here"):
        opened(jo, one)


def test_a_recorded_safety_reason_delays_telling_for_a_week_at_most() -> None:
    sam, jo, nia = somebody(), worker(), joined("Nia")
    cas = coordinator()
    to_nia = show(sam, to_sister(sam, nia))
    one = opened(jo, ended(sam), delay=DELAY)
    read(jo, sam)

    @action("a test listened", about="viewer")
    def hear(*, by: object, viewer: Viewer) -> None:
        note_reading(Reading(viewer.id, one.hat_id, ABOUT))

    hear(by=jo, viewer=sam)
    actions.read(by=nia, viewer=nia, whose=sam.id, key=ABOUT, by_id=to_nia.id)
    assert told(sam, "emergency-opened") == 0
    assert [line.tie is not None for line in queries.who_looked(sam)] == [True]
    assert untold_openings(sam.id) == {one.id}
    from_trail = queries.looked.readings_of(sam.id)
    hidden = next(line for line in from_trail if line.about_kind == "inanemergency")
    assert queries.line_of_mine(sam, hidden.ref) is None
    assert queries.to_review(cas)[0].delay_reason == DELAY
    chores.tell_of_emergencies(clock.now() + timedelta(days=6))
    assert told(sam, "emergency-opened") == 0
    with clock.stopped(clock.now() + timedelta(days=7, minutes=1)):
        chores.tell_of_emergencies(clock.now())
        chores.tell_of_emergencies(clock.now())
        with pytest.raises(NotThereError):
            actions.tell_of_emergency(by=chores.BY, emergency_id=one.id, now=clock.now())
    assert told(sam, "emergency-opened") == 1
    found = [looked.sentence(line) for line in queries.who_looked(sam)]
    assert len(found) == 4
    assert found[-1].opening is not None
    assert found[-1].opening.delay_reason == DELAY


def test_a_reading_by_a_share_in_that_hour_is_no_emergency() -> None:
    sam, jo = somebody(), worker()
    coordinator()
    one = show(sam, to_team())
    opened(jo, one)
    read(jo, sam)
    assert looked.sentence(queries.who_looked(sam)[0]).why == "because you show it to the team"


def test_a_reading_by_a_share_while_an_opening_is_kept_back_sends_no_receipt() -> None:
    sam, jo = somebody(), worker()
    coordinator()
    one = show(sam, to_team())
    opened(jo, one, delay=DELAY)
    read(jo, sam)
    assert told(sam, "somebody-read") == 0
    assert queries.who_looked(sam) == ()


@pytest.mark.needs("P8")
def test_a_second_person_says_whether_it_was_right_and_sees_nothing_of_the_record() -> None:
    sam, jo, cas = somebody(), worker(), coordinator()
    one = opened(jo, ended(sam))
    card = queries.to_review(cas)[0]
    assert card.by is not None
    assert (card.by.shown_as, card.reason, card.delay_reason) == ("Jo at work", REASON, "")
    with pytest.raises(DoorError):
        actions.review_emergency(by=cas, viewer=cas, emergency_id=one.id, right=False, words=" ")
    actions.review_emergency(by=cas, viewer=cas, emergency_id=one.id, right=False, words="A call would have done.")
    assert queries.to_review(cas) == ()
    opening = queries.openings_of(sam)[one.id]
    assert (opening.right, opening.review) == (False, "A call would have done.")
    with pytest.raises(NotThereError):
        actions.review_emergency(by=cas, viewer=cas, emergency_id=one.id, right=True, words="Yes.")


def test_nobody_reviews_what_they_did_what_is_about_them_or_another_alliance() -> None:
    sam, jo = somebody(), worker()
    cas, dee = coordinator(), with_role("Dee", Role.COORDINATOR, place="Crawley")
    one = opened(jo, ended(sam))
    for insider in (jo, sam):
        words = people.invite_by_the_place(by=TESTS, alliance_id=team().alliance_id, role=Role.COORDINATOR)
        people.accept_role(by=insider, viewer=insider, words=words, shown_as="Two hats")
    for who in (signed_in(jo.id), signed_in(sam.id), dee, joined("Robin")):
        assert queries.to_review(who) == ()
        with pytest.raises(NotThereError):
            actions.review_emergency(by=who, viewer=who, emergency_id=one.id, right=True, words="Fine.")
    assert len(queries.to_review(cas)) == 1


def test_whoever_opened_it_and_is_gone_is_still_reviewed() -> None:
    sam, jo, cas = somebody(), worker(), coordinator()
    opened(jo, ended(sam))
    people.erase_by_the_place(by=TESTS, person_id=jo.id)
    assert queries.to_review(cas)[0].by is None
    assert queries.may_see(cas, sam.id, ABOUT, clock.now()) is None


def test_a_worker_who_leaves_loses_the_opening() -> None:
    sam, jo = somebody(), worker()
    coordinator()
    one = opened(jo, ended(sam))
    hat = next(one.id for one in jo.hats if one.role is Role.WORKER)
    people.end_membership(by=jo, viewer=jo, membership_id=hat)
    again = signed_in(jo.id)
    assert queries.may_see(again, sam.id, ABOUT, clock.now(), by_id=one.id) is None


def test_the_name_is_that_of_their_own_role_there() -> None:
    sam, jo = somebody(), worker()
    show(sam, to_team())
    show(sam, Side(tie_id=in_circle(sam, jo, other_word="my mate").id))
    own = next(hat for hat in sam.hats)
    people.belong(by=sam, viewer=sam, alliance_id=own.alliance_id, role=Role.FAMILY, shown_as="S")
    people.end_membership(by=sam, viewer=sam, membership_id=own.id)
    assert queries.shown_to_teams(jo, clock.now())[0].cards[0].name == "S"
    assert [card.name for card in queries.shown_by_ties(jo, clock.now())] == ["my mate"]

"""Two people help somebody back in: chosen, asked, told first, stopped by one tap, and open after three days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from tests.cast import PHRASE, TESTS, browser_of, in_circle, joined, signed_in
from wholeperson.foundation import clock, ids
from wholeperson.foundation.announcements import _listeners, subscribe
from wholeperson.people import actions, chores, queries
from wholeperson.people.actions.way_back import Begun
from wholeperson.people.models import Person, Tie, WayBack
from wholeperson.people.public import (
    AgeBand,
    AskAgainError,
    DoorError,
    NotYoursError,
    SignInChanged,
    TieCard,
    Viewer,
    WayBackBegun,
)
from wholeperson.people.rules import way_back as rules
from wholeperson.people.rules.way_back import Asking, Heard, Word

pytestmark = [pytest.mark.django_db, pytest.mark.needs("P9")]
START = datetime(2026, 11, 21, 12, tzinfo=UTC)
NEW_PHRASE = "lantern pebble orchard kite"
ASK, COME_IN, HELP, OWN = "/sign-in/way-back/", "/sign-in/way-back/in/", "/my-people/help-back/", "/me/door/way-back/"
HOURS = {hours: timedelta(hours=hours) for hours in (1, 71, 72, 73)}


@dataclass
class Cast:
    """Sam, who chose Nia and Kai, and what was announced."""

    sam: Viewer
    nia: Viewer
    kai: Viewer
    by_nia: TieCard
    by_kai: TieCard
    told: list[object]

    def help(self, begun: Begun, helper: Viewer, tie: TieCard | None = None) -> None:
        own = self.by_nia if helper is self.nia else self.by_kai
        actions.help_back(by=helper, viewer=helper, code=begun.say, tie_id=(tie or own).id, sure=True)

    def both(self) -> Begun:
        begun = actions.begin_way_back(by=TESTS)
        self.help(begun, self.nia)
        self.help(begun, self.kai)
        return begun

    @property
    def stop(self) -> str:
        return next(fact.stop for fact in reversed(self.told) if isinstance(fact, WayBackBegun))


@pytest.fixture
def cast() -> Iterator[Cast]:
    with clock.stopped(START):
        sam, nia, kai = joined("Sam", phrase=PHRASE), joined("Nia"), joined("Kai")
        ties = in_circle(sam, nia), in_circle(sam, kai, word="my mate", other_word="Sam from football")
        actions.choose_helpers(by=sam, viewer=sam, tie_ids=[tie.id for tie in ties])
        told: list[object] = []
        for fact in (WayBackBegun, SignInChanged):
            subscribe(fact, told.append)
        yield Cast(sam, nia, kai, *ties, told)
        for fact in (WayBackBegun, SignInChanged):
            _listeners[fact].remove(told.append)


def claimed(begun: Begun, after: timedelta) -> Person:
    with clock.stopped(START + after):
        return actions.claim_way_back(by=TESTS, claim=begun.keep, phrase=NEW_PHRASE)


def opens_nothing(begun: Begun, after: timedelta = HOURS[73]) -> None:
    with pytest.raises(DoorError, match="Nothing opens with these words at the moment"):
        claimed(begun, after)


# ------------------------------------------------------------------------------------------------------ the rules


def test_a_word_counts_once_for_one_person_and_only_while_the_asking_goes_on() -> None:
    sam, nia, kai = ids.new_id(), ids.new_id(), ids.new_id()
    fresh = Asking(START + timedelta(days=14))
    half = Asking(fresh.ends_at, sam, nia)
    assert rules.hear(fresh, Word(sam, nia, True), START) is Heard.FIRST
    assert rules.hear(half, Word(sam, kai, True), START) is Heard.SECOND
    for asking, word, now in (
        (fresh, Word(sam, nia, False), START),
        (fresh, Word(sam, nia, True), fresh.ends_at),
        (half, Word(sam, nia, True), START),
        (half, Word(ids.new_id(), kai, True), START),
        (Asking(fresh.ends_at, sam), Word(sam, kai, True), START),
        (Asking(fresh.ends_at, sam, nia, has_second=True), Word(sam, kai, True), START),
        (Asking(fresh.ends_at, sam, nia, stopped=True), Word(sam, kai, True), START),
        (Asking(fresh.ends_at, sam, nia, used=True), Word(sam, kai, True), START),
    ):
        assert rules.hear(asking, word, now) is Heard.NOTHING


def test_it_opens_after_seventy_two_hours_and_not_a_minute_before() -> None:
    opens = rules.opens_at(START)
    asking = Asking(rules.asked_until(START), opens_at=opens)
    assert opens - START == timedelta(hours=72)
    assert not rules.is_open(asking, opens - timedelta(minutes=1))
    assert rules.is_open(asking, opens)
    assert not rules.is_open(asking, START + timedelta(days=14))
    assert not rules.is_open(Asking(asking.ends_at), opens)
    assert rules.is_waiting(asking, START)
    assert not rules.is_waiting(Asking(asking.ends_at), START)


def test_a_late_second_word_leaves_three_days_to_use_it() -> None:
    asking = Asking(START + timedelta(days=14))
    assert rules.lasts_until(asking, START + timedelta(days=3)) == asking.ends_at
    assert rules.lasts_until(asking, START + timedelta(days=16)) == START + timedelta(days=19)


def test_two_different_people_who_are_there_can_be_chosen() -> None:
    one, two = ids.new_id(), ids.new_id()
    assert rules.fit_to_help([one, two])
    for chosen in ([one], [one, one], [one, None], [one, two, ids.new_id()], []):
        assert not rules.fit_to_help(chosen)


# ------------------------------------------------------------------------------------------------------ choosing


def test_it_is_off_until_two_people_are_chosen_and_asks_first_whether_it_is_them() -> None:
    sam, nia, kai = joined("Sam"), joined("Nia"), joined("Kai")
    ties = [in_circle(sam, other).id for other in (nia, kai)]
    assert not queries.way_back_is_on(sam.id)
    with clock.stopped(clock.now() + timedelta(minutes=6)), pytest.raises(AskAgainError):
        actions.choose_helpers(by=sam, viewer=sam, tie_ids=ties)
    actions.choose_helpers(by=sam, viewer=sam, tie_ids=ties)
    assert queries.way_back_is_on(sam.id)


def test_one_three_a_stranger_the_same_person_twice_and_somebody_not_there_yet_cannot_be_chosen(cast: Cast) -> None:
    sam = cast.sam
    again = in_circle(sam, cast.nia, word="Nia once more")
    waiting, _ = actions.invite_into_circle(by=sam, viewer=sam, word="somebody")
    theirs = in_circle(cast.nia, cast.kai)
    three = joined("Bo")
    for ties in (
        [cast.by_nia.id],
        [cast.by_nia.id, cast.by_kai.id, in_circle(sam, three).id],
        [cast.by_nia.id, again.id],
        [cast.by_nia.id, waiting],
        [cast.by_nia.id, theirs.id],
        [cast.by_nia.id, cast.by_nia.id],
    ):
        with pytest.raises(DoorError, match="two different people"):
            actions.choose_helpers(by=sam, viewer=sam, tie_ids=ties)


def test_choosing_others_stops_what_was_under_way(cast: Cast) -> None:
    begun, bo = cast.both(), joined("Bo")
    actions.choose_helpers(by=cast.sam, viewer=cast.sam, tie_ids=[cast.by_nia.id, in_circle(cast.sam, bo).id])
    opens_nothing(begun)
    assert not Tie.objects.get(pk=cast.by_kai.id).helps_back_in
    assert cast.told[-1] == SignInChanged(cast.sam.id)


# ------------------------------------------------------------------------------------------------------ the whole way


def test_two_people_help_somebody_back_in_who_is_told_first(cast: Cast) -> None:
    old_code = actions.make_codes(by=cast.sam, viewer=cast.sam)[0]
    del cast.told[:]
    begun = actions.begin_way_back(by=TESTS)
    assert (len(begun.say.split()), len(begun.keep.split())) >= (3, 6)
    cast.help(begun, cast.nia)
    assert cast.told == []
    assert queries.waiting_way_back(cast.sam.id, START) is None
    cast.help(begun, cast.kai)
    [fact] = cast.told
    assert isinstance(fact, WayBackBegun)
    assert (fact.person_id, fact.way_back_id, fact.opens_at) == (cast.sam.id, begun.id, START + HOURS[72])
    waiting = queries.waiting_way_back(cast.sam.id, START)
    assert waiting is not None
    assert waiting.when == "Tuesday 24 November, noon"
    opens_nothing(begun, HOURS[71])
    assert not queries.claim_opens(begun.keep, START + HOURS[71])
    assert queries.claim_opens(begun.keep, START + HOURS[72])
    assert claimed(begun, HOURS[72]).id == cast.sam.id
    assert queries.person_by_phrase("Sam", NEW_PHRASE) == cast.sam.id
    assert queries.person_by_phrase("Sam", PHRASE) is None
    assert queries.open_code(old_code) is None
    assert queries.viewer_of(cast.sam.sign_in_id, START) is None
    assert not queries.way_back_is_on(cast.sam.id)
    assert cast.told[-1] == SignInChanged(cast.sam.id)
    opens_nothing(begun)


def test_it_is_held_for_longer_and_never_for_less_and_by_the_place_alone(cast: Cast) -> None:
    begun = cast.both()
    later = START + timedelta(days=13)
    with pytest.raises(NotYoursError):
        actions.hold_way_back(by=cast.sam, way_back_id=begun.id, until=later)
    for until in (later, START, later):
        actions.hold_way_back(by=TESTS, way_back_id=begun.id, until=until)
    actions.hold_way_back(by=TESTS, way_back_id=ids.new_id(), until=later)
    held = WayBack.objects.get(pk=begun.id)
    assert (held.opens_at, held.ends_at) == (later, later + timedelta(days=3))
    opens_nothing(begun, timedelta(days=12, hours=23))
    assert claimed(begun, timedelta(days=15)).id == cast.sam.id


def test_what_nobody_has_helped_with_twice_is_not_held(cast: Cast) -> None:
    begun = actions.begin_way_back(by=TESTS)
    cast.help(begun, cast.nia)
    actions.hold_way_back(by=TESTS, way_back_id=begun.id, until=START + timedelta(days=30))
    assert WayBack.objects.get(pk=begun.id).opens_at is None


def test_young_people_may_use_it_too(cast: Cast) -> None:
    lou = joined("Lou", age=AgeBand.UNDER_18)
    ties = [in_circle(lou, one) for one in (cast.nia, cast.kai)]
    actions.choose_helpers(by=lou, viewer=lou, tie_ids=[tie.id for tie in ties])
    begun = actions.begin_way_back(by=TESTS)
    cast.help(begun, cast.nia, ties[0])
    cast.help(begun, cast.kai, ties[1])
    assert claimed(begun, HOURS[72]).id == lou.id


def test_one_word_twice_opens_nothing(cast: Cast) -> None:
    begun = actions.begin_way_back(by=TESTS)
    cast.help(begun, cast.nia)
    with pytest.raises(DoorError, match="open nothing for this person"):
        cast.help(begun, cast.nia)
    opens_nothing(begun)


def test_two_words_for_two_people_open_nothing(cast: Cast) -> None:
    bo = joined("Bo")
    ties = [in_circle(bo, one) for one in (cast.nia, cast.kai)]
    actions.choose_helpers(by=bo, viewer=bo, tie_ids=[tie.id for tie in ties])
    begun = actions.begin_way_back(by=TESTS)
    cast.help(begun, cast.nia)
    with pytest.raises(DoorError, match="open nothing for this person"):
        cast.help(begun, cast.kai, ties[1])
    opens_nothing(begun)


def test_whoever_was_not_chosen_or_is_not_sure_or_has_other_words_helps_nobody(cast: Cast) -> None:
    begun, bo = actions.begin_way_back(by=TESTS), joined("Bo")
    not_chosen = in_circle(cast.sam, bo)
    tries: tuple[tuple[Viewer, str, UUID, bool, str], ...] = (
        (bo, begun.say, not_chosen.id, True, "open nothing"),
        (bo, begun.say, cast.by_nia.id, True, "open nothing"),
        (bo, begun.say, ids.new_id(), True, "open nothing"),
        (cast.nia, "three other words", cast.by_nia.id, True, "open nothing"),
        (cast.nia, begun.say, cast.by_nia.id, False, "speak with them first"),
    )
    for helper, code, tie, sure, says in tries:
        with pytest.raises(DoorError, match=says):
            actions.help_back(by=helper, viewer=helper, code=code, tie_id=tie, sure=sure)
    assert WayBack.objects.get().person_id is None


def test_a_third_word_changes_nothing(cast: Cast) -> None:
    begun = cast.both()
    with pytest.raises(DoorError, match="open nothing"):
        cast.help(begun, cast.nia)
    assert claimed(begun, HOURS[72])


def test_an_asking_ends_after_a_fortnight_before_and_after_it_is_linked(cast: Cast) -> None:
    begun, late = cast.both(), actions.begin_way_back(by=TESTS)
    opens_nothing(begun, timedelta(days=14))
    with clock.stopped(START + timedelta(days=14)), pytest.raises(DoorError, match="open nothing"):
        cast.help(late, cast.nia)
    assert queries.waiting_way_back(cast.sam.id, START + timedelta(days=14)) is None


def test_a_new_passphrase_that_others_try_first_leaves_the_way_open(cast: Cast) -> None:
    begun = cast.both()
    with clock.stopped(START + HOURS[72]), pytest.raises(DoorError, match="Four words will do"):
        actions.claim_way_back(by=TESTS, claim=begun.keep, phrase="short")
    assert claimed(begun, HOURS[73])


# ------------------------------------------------------------------------------------------------------ stopping


def test_one_tap_stops_it_signed_out_and_a_wrong_token_gets_the_same_answer(cast: Cast) -> None:
    begun = cast.both()
    answers = []
    for token in ("another", cast.stop):
        browser = Client()
        shown, answer = browser.get(f"/stop/{token}/"), browser.post(f"/stop/{token}/")
        assert (shown.status_code, answer.status_code) == (200, 303)
        answers.append((shown.content.count(b"Stop this"), answer["Location"], browser.get("/stopped/").status_code))
    assert answers[0] == answers[1]
    opens_nothing(begun)
    assert queries.waiting_way_back(cast.sam.id, START) is None


def test_looking_at_the_page_stops_nothing(cast: Cast) -> None:
    begun = cast.both()
    Client().get(f"/stop/{cast.stop}/")
    assert claimed(begun, HOURS[72])


def test_one_tap_stops_everything_that_is_under_way_for_this_person(cast: Cast) -> None:
    first, second = cast.both(), cast.both()
    half = actions.begin_way_back(by=TESTS)
    cast.help(half, cast.nia)
    actions.stop_way_back(by=TESTS, token=cast.stop)
    opens_nothing(first)
    opens_nothing(second)
    with pytest.raises(DoorError, match="open nothing"):
        cast.help(half, cast.kai)


def test_the_person_sees_it_and_stops_it_without_being_asked_anything(cast: Cast) -> None:
    begun = cast.both()
    browser = browser_of(cast.sam)
    with clock.stopped(START + timedelta(minutes=20)):
        browser = browser_of(cast.sam)
        for path in ("/me/door/", OWN):
            page = browser.get(path).content.decode()
            assert "Somebody is coming back in as you" in page
            assert "Tuesday 24 November, noon" in page
        assert browser.post(f"{OWN}stop/")["Location"] == "/me/door/"
        assert "It has stopped." in browser.get("/me/door/").content.decode()
    opens_nothing(begun)


def test_signing_in_meanwhile_stops_nothing_by_itself(cast: Cast) -> None:
    begun = cast.both()
    signed_in(cast.sam.id)
    assert claimed(begun, HOURS[72])


def test_switching_off_stops_it_at_once(cast: Cast) -> None:
    begun = cast.both()
    with clock.stopped(START + timedelta(minutes=20)):
        assert browser_of(cast.sam).post(f"{OWN}off/")["Location"] == OWN
    opens_nothing(begun)
    assert not queries.way_back_is_on(cast.sam.id)
    with pytest.raises(DoorError, match="open nothing"):
        cast.both()


@pytest.mark.parametrize("by_the_helper", [True, False])
def test_ending_a_tie_stops_it_and_switches_it_off(cast: Cast, by_the_helper: bool) -> None:
    begun = cast.both()
    viewer = cast.nia if by_the_helper else cast.sam
    actions.end_tie(by=viewer, viewer=viewer, tie_id=cast.by_nia.id)
    opens_nothing(begun)
    assert not queries.way_back_is_on(cast.sam.id)


def test_ending_another_tie_leaves_it_as_it_is(cast: Cast) -> None:
    begun, other = cast.both(), in_circle(cast.sam, joined("Bo"))
    actions.end_tie(by=cast.sam, viewer=cast.sam, tie_id=other.id)
    assert claimed(begun, HOURS[72])


def test_when_a_helper_is_forgotten_it_opens_nothing_and_the_page_says_off(cast: Cast) -> None:
    begun = cast.both()
    actions.erase_myself(by=cast.nia, viewer=cast.nia)
    opens_nothing(begun)
    assert not queries.way_back_is_on(cast.sam.id)


def test_askings_that_came_to_nothing_are_let_go_and_linked_ones_stay(cast: Cast) -> None:
    begun = cast.both()
    actions.begin_way_back(by=TESTS)
    chores.let_go_of_old(START + timedelta(days=15))
    assert [one.id for one in WayBack.objects.all()] == [begun.id]


# ------------------------------------------------------------------------------------------------------ the pages


def test_the_whole_way_by_its_pages(cast: Cast) -> None:
    locked_out = Client()
    assert locked_out.get(ASK).status_code == 200
    words = locked_out.post(ASK)
    begun = words.context["begun"]
    for helper, tie in ((cast.nia, cast.by_nia), (cast.kai, cast.by_kai)):
        browser = browser_of(helper)
        assert "These people chose you" in browser.get(HELP).content.decode()
        unsure = browser.post(HELP, {"code": begun.say, "who": str(tie.id)})
        assert unsure.status_code == 422
        wrong = browser.post(HELP, {"code": "not these words", "who": str(tie.id), "sure": "on"})
        assert wrong.status_code == 422
        assert "not these words" in wrong.content.decode()
        helped = browser.post(HELP, {"code": begun.say.upper(), "who": str(tie.id), "sure": "on"})
        assert (helped.status_code, helped["Location"]) == (303, HELP)
        assert "Thank you. That was your part." in browser.get(HELP).content.decode()
        assert "Thank you." not in browser.get(HELP).content.decode()
    early = locked_out.post(COME_IN, {"claim": begun.keep, "phrase": NEW_PHRASE})
    assert early.status_code == 422
    assert "Nothing opens with these words at the moment" in early.content.decode()
    with clock.stopped(START + HOURS[72]):
        elsewhere = Client()
        assert elsewhere.post(COME_IN, {"claim": "", "phrase": NEW_PHRASE}).status_code == 422
        assert elsewhere.post(COME_IN, {"claim": begun.keep, "phrase": "short"}).status_code == 422
        inside = elsewhere.post(COME_IN, {"claim": begun.keep, "phrase": NEW_PHRASE})
        assert (inside.status_code, inside["Location"]) == (303, "/me/door/")
        assert "You are back in." in elsewhere.get("/me/door/").content.decode()
    assert browser_of(cast.sam).get("/me/door/").status_code == 303


def test_whoever_is_not_open_is_told_the_same_whatever_the_reason(cast: Cast) -> None:
    stopped, waiting = cast.both(), actions.begin_way_back(by=TESTS)
    actions.stop_my_way_back(by=cast.sam, viewer=cast.sam)
    said = set()
    with clock.stopped(START + HOURS[73]):
        for claim in (stopped.keep, waiting.keep, "never any such words at all"):
            page = Client().post(COME_IN, {"claim": claim, "phrase": NEW_PHRASE})
            said.add((page.status_code, str(page.context["form"].errors)))
    assert len(said) == 1


def test_the_page_of_the_helper_names_only_those_who_chose_them(cast: Cast) -> None:
    bo = joined("Bo")
    in_circle(cast.sam, bo, other_word="Sam at work")
    page = browser_of(bo).get(HELP).content.decode()
    assert "Nobody has chosen you for this at the moment." in page
    assert "Sam at work" not in page
    assert browser_of(bo).post(HELP, {"code": "x y z", "who": str(cast.by_nia.id), "sure": "on"}).status_code == 422


def test_the_page_of_ones_own_chooses_two(cast: Cast) -> None:
    browser = browser_of(cast.sam)
    assert "It is on" in browser.get(OWN).content.decode()
    ties = [str(cast.by_nia.id), str(cast.by_kai.id)]
    assert browser.post(OWN, {"people": ties})["Location"] == OWN
    assert "can help you back in." in browser.get(OWN).content.decode()
    for given in ([], ties[:1], [str(ids.new_id())]):
        assert browser.post(OWN, {"people": given}).status_code == 422
    assert "you need two people in your circle" in browser_of(cast.nia).get(OWN).content.decode()


def test_whoever_guesses_waits(cast: Cast) -> None:
    browser = browser_of(cast.nia)
    guess = {"code": "not these words", "who": str(cast.by_nia.id), "sure": "on"}
    for _ in range(5):
        assert browser.post(HELP, guess).status_code == 422
    slow = browser.post(HELP, guess)
    assert (slow.status_code, slow["Retry-After"]) == (429, "2")
    assert "not these words" in slow.content.decode()
    by_phone = browser_of(cast.nia)
    by_phone.defaults["REMOTE_ADDR"] = "10.0.0.9"
    for _ in range(6):  # a slip at what is not secret is no try
        assert by_phone.post(HELP, {**guess, "sure": ""}).status_code == 422
    assert browser_of(cast.kai).post(HELP, {**guess, "who": str(cast.by_kai.id)}).status_code == 422
    for _ in range(95):
        actions.note_attempt(by=TESTS, name=ids.new_id().hex, address="127.0.0.1")
    assert Client().post(ASK).status_code == 429
    assert Client().post(COME_IN, {"claim": "a b c d e f", "phrase": NEW_PHRASE}).status_code == 429

"""The pages: what each shows, to whom, and that what is not theirs looks like what never was."""

from datetime import timedelta
from importlib import import_module
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import browser_of, in_circle, joined, team, without_token
from tests.wholeperson.consent.parts import (
    ABOUT,
    ALSO,
    DIARY,
    SAID,
    SECRET,
    coordinator,
    show,
    somebody,
    to_sister,
    to_team,
    without,
    worker,
)
from wholeperson.consent import actions, chores, queries
from wholeperson.consent.models import Ask, Emergency, Question, Share
from wholeperson.consent.public import CURRENT, Passage, Purpose, Side, Span
from wholeperson.foundation import clock
from wholeperson.people import public as people
from wholeperson.people.models import Tie
from wholeperson.people.public import Viewer

pytestmark = pytest.mark.django_db
PREVIEW = "/my-people/show/preview/"
PAGES = (
    "/my-people/circle/", "/my-people/accept/", "/my-people/show/", "/my-people/shares/", "/my-people/shown/",
    "/my-work/questions/", "/who-looked/",
)  # fmt: skip


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.mark.parametrize(
    "address", [*PAGES, "/my-work/", "/my-work/emergency/", "/my-work/reviews/", "/my-people/show/preview/"]
)
def test_whoever_is_not_signed_in_is_led_to_the_door(client: Client, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (303, "/sign-in/")


@pytest.mark.parametrize("address", PAGES)
def test_empty_pages_invite(address: str) -> None:
    sam = joined("Sam")
    answer = browser_of(sam).get(address)
    assert answer.status_code == 200
    assert '<meta name="robots" content="noindex">' in text(answer)
    assert "Sam" not in text(answer)


@pytest.mark.needs("P8")
def test_two_taps_show_a_part_after_exactly_what_they_will_see() -> None:
    sam, nia = somebody(), joined("Nia")
    tie = in_circle(sam, nia)
    browser = browser_of(sam)
    chosen = text(browser.get("/my-people/show/"))
    tap = f"/my-people/show/preview/?to={tie.id}&amp;part={ABOUT}"
    assert tap in chosen
    assert DIARY not in chosen
    assert "No help depends on showing anybody a page" in chosen
    preview = text(browser.get(tap.replace("&amp;", "&")))
    for said in (
        "Show this to my sister",
        CURRENT.text,
        "so that they know me",
        "Is someone making you show them this?",
    ):
        assert said in preview
    sent = {"to": tie.id, "part": ABOUT, "purpose": "know-me", "span": "month", "notice": CURRENT.version}
    answer = browser.post(PREVIEW, sent)
    one = Share.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/my-people/shares/{one.id}/")
    shown = text(browser_of(nia).get(f"/my-people/shown/{one.id}/"))
    exactly = '<p class="words own">my dog,\nand &lt;b&gt;quiet&lt;/b&gt; mornings</p>'
    assert exactly in preview
    assert exactly in shown
    assert "my brother shows you this" in shown
    assert "Is someone making you show them this?" in text(browser.get(answer["Location"]))


def test_a_preview_is_narrow_until_it_is_changed_and_says_what_cannot_be() -> None:
    sam, nia = somebody(), joined("Nia")
    tie = in_circle(sam, nia)
    browser = browser_of(sam)
    given = {"to": tie.id, "part": ABOUT}
    assert "until you end it" in text(browser.get(PREVIEW, {**given, "span": "open"}))
    assert "so that they can support me" in text(browser.get(PREVIEW, {"to": team().id, "part": ABOUT}))
    for wrong in ({**given, "part": DIARY}, {**given, "part": "x"}, {**given, "to": uuid4()}, {}, {"to": "x"}):
        assert browser.get(PREVIEW, wrong).status_code == 404
        assert browser.post(PREVIEW, wrong).status_code == 404
    old = browser.post(PREVIEW, {**given, "notice": "2020-01"})
    assert old.status_code == 422
    assert "read them once more" in text(old)
    SAID[sam.id] = ()
    assert "Write something here first" in text(browser.get(PREVIEW, given))


def test_a_voice_is_played_from_its_own_section_by_the_share() -> None:
    sam, nia = somebody(), joined("Nia")
    voice = uuid4()
    SAID[sam.id] = (Passage("What helps", voice=voice, helped_by="Kim"),)
    one = show(sam, to_sister(sam, nia), purpose=Purpose.HELP_WRITE)
    shown = text(browser_of(nia).get(f"/my-people/shown/{one.id}/"))
    assert f'src="/me/test/voice/{voice}/?by={one.id}"' in shown
    assert "Written down by Kim" in shown
    assert f"/me/test/for/{one.id}/" in shown


@pytest.mark.needs("P8")
def test_a_share_is_ended_kept_and_listed() -> None:
    sam, nia = somebody(), joined("Nia")
    one = show(sam, to_sister(sam, nia), span=Span.OPEN)
    browser = browser_of(sam)
    with clock.stopped(one.review_at):
        chores.look_after_shares(clock.now())
    later = show(sam, to_team())
    assert "Is it still right?" in text(browser.get("/my-people/shares/"))
    assert "Keep it for six more months" in text(browser.get(f"/my-people/shares/{one.id}/"))
    for do, left in (("keep", 2), ("nothing", 2), ("end", 1)):
        answer = browser.post(f"/my-people/shares/{one.id}/", {"do": do})
        assert (answer.status_code, Share.objects.filter(ended_at=None).count()) == (303, left)
    assert browser.post(f"/my-people/shares/{one.id}/", {"do": "end"}).status_code == 404
    assert "You showed this" in text(browser.get(f"/my-people/shares/{one.id}/"))
    assert "What ended" in text(browser.get("/my-people/shares/"))
    assert "Outreach, The Hub" in text(browser.get(f"/my-people/shares/{later.id}/"))
    assert browser_of(nia).get(f"/my-people/shares/{later.id}/").status_code == 404
    with without(ABOUT):
        assert "no longer here" in text(browser.get(f"/my-people/shares/{later.id}/"))


def test_asks_are_answered_or_left() -> None:
    sam, jo = somebody(), worker()
    one = show(sam, to_team())
    asker, browser = browser_of(jo), browser_of(sam)
    assert "Ask Sam" in text(asker.get(f"/my-people/ask/{one.id}/"))
    assert asker.post(f"/my-people/ask/{one.id}/", {"part": DIARY, "purpose": "support"}).status_code == 422
    sent = {"part": ALSO, "purpose": "support"}
    first = asker.post(f"/my-people/ask/{one.id}/", sent)
    assert "You asked. They may answer, or not." in text(first)
    ask = Ask.objects.get()
    assert "Look at what they would see" in text(browser.get("/my-people/shares/"))
    assert browser.post(f"/my-people/asks/{ask.id}/", {"do": "no"}).status_code == 303
    assert "You said no. That is fine. We will not ask again unless you want." in text(
        browser.get("/my-people/shares/")
    )
    assert without_token(asker.post(f"/my-people/ask/{one.id}/", sent).content) == without_token(first.content)
    assert browser.post(f"/my-people/asks/{ask.id}/", {"do": "let"}).status_code == 303
    assert "they may ask again" in text(browser.get("/my-people/shares/"))
    assert browser.post(f"/my-people/asks/{ask.id}/", {"do": "no"}).status_code == 404
    assert browser_of(joined("Robin")).get(f"/my-people/ask/{one.id}/").status_code == 404


def test_a_part_that_went_away_while_somebody_asked_is_said_kindly() -> None:
    sam, nia = somebody(), joined("Nia")
    tie = in_circle(sam, nia)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("wholeperson.consent.actions.sharing.section", lambda key: None)
        answer = browser_of(nia).post(f"/my-people/ask/{tie.id}/", {"part": ALSO, "purpose": "support"})
    assert answer.status_code == 422
    assert "a part that can be shown" in text(answer)


def test_a_circle_grows_is_renamed_and_ends() -> None:
    sam, nia = somebody(), joined("Nia")
    browser, other = browser_of(sam), browser_of(nia)
    assert browser.post("/my-people/circle/", {"word": ""}).status_code == 422
    assert browser.post("/my-people/circle/", {"word": "a" * 90}).status_code == 422
    invited = browser.post("/my-people/circle/", {"word": "my sister"})
    words = text(invited).partition('<p class="keep card">')[2].partition("<")[0]
    assert len(words.split()) == 3
    tie = Tie.objects.get()
    assert "They have not come yet" in text(browser.get("/my-people/circle/"))
    assert "Invited until" in text(browser.get(f"/my-people/circle/{tie.id}/"))
    assert other.post("/my-people/accept/", {"words": "not these words", "word": "my brother"}).status_code == 422
    assert other.post("/my-people/accept/", {"words": words, "word": "my brother"}).status_code == 303
    assert "my brother" in text(other.get("/my-people/circle/"))
    assert "They invited you" in text(other.get(f"/my-people/circle/{tie.id}/"))
    show(sam, Side(tie_id=tie.id))
    show(sam, Side(tie_id=tie.id), ALSO, span=Span.OPEN)
    assert "About me (test)" in text(browser.get("/my-people/circle/"))
    address = f"/my-people/circle/{tie.id}/"
    assert "until you end it" in text(browser.get(address))
    assert browser.post(address, {"word": "Nini"}).status_code == 303
    assert browser.post(address, {"word": "n" * 90}).status_code == 422
    assert "Nini" in text(browser.get(address))
    assert "Nini" not in text(other.get(address))
    assert browser.post(address, {"do": "end-all"}).status_code == 303
    assert not Share.objects.filter(ended_at=None).exists()
    assert browser.post(address, {"do": "end-tie"}).status_code == 303
    assert browser.get(address).status_code == other.get(address).status_code == 404


@pytest.mark.needs("P9")
def test_whoever_tries_words_for_a_circle_waits_and_what_was_typed_stays() -> None:
    sam, nia = joined("Sam"), joined("Nia")
    _, words = people.invite_into_circle(by=sam, viewer=sam, word="my sister")
    with clock.stopped(clock.now()):
        browser, typed = browser_of(nia), {"words": "none of these", "word": "my big brother"}
        assert [browser.post("/my-people/accept/", typed).status_code for _ in range(5)] == [422] * 5
        slow = browser.post("/my-people/accept/", {**typed, "words": words})
        assert (slow.status_code, slow["Retry-After"]) == (429, "2")
        assert "Please wait 2 seconds" in slow.content.decode()
        assert "my big brother" in slow.content.decode()
        assert not people.circles_with(nia.id)
        assert browser_of(joined("Kai")).post("/my-people/accept/", typed).status_code == 422
    with clock.stopped(clock.now() + timedelta(seconds=3)):
        assert browser.post("/my-people/accept/", {**typed, "words": words}).status_code == 303


def test_an_invitation_that_ran_out_says_so() -> None:
    sam = joined("Sam")
    with clock.stopped(clock.now() - timedelta(days=8)):
        people.invite_into_circle(by=sam, viewer=sam, word="my friend")
    assert "ran out before it was used" in text(browser_of(sam).get("/my-people/circle/"))


def test_the_work_page_is_for_those_who_work() -> None:
    sam, jo, cas = somebody(), worker(), coordinator()
    one = show(sam, to_team())
    assert browser_of(sam).get("/my-work/").status_code == 404
    assert browser_of(sam).get("/my-work/emergency/").status_code == 404
    assert browser_of(jo).get("/my-work/reviews/").status_code == 404
    page = text(browser_of(jo).get("/my-work/"))
    assert f"/my-people/shown/{one.id}/" in page
    assert "/my-work/emergency/" in page
    watches = text(browser_of(cas).get("/my-work/"))
    assert "/my-work/reviews/" in watches
    assert "/my-work/emergency/" not in watches
    assert "Sam shows your team this" in text(browser_of(jo).get(f"/my-people/shown/{one.id}/"))


@pytest.mark.needs("P8")
def test_an_emergency_from_the_reason_to_the_review_and_the_question() -> None:
    sam, jo, cas = somebody(), worker(), coordinator()
    one = show(sam, to_team(), ALSO)
    working, watching, browser = browser_of(jo), browser_of(cas), browser_of(sam)
    address = f"/my-work/emergency/{one.id}/"
    assert address in text(working.get("/my-work/emergency/"))
    assert "Sam" in text(working.get(address))
    short = working.post(address, {"reason": "worried"})
    assert short.status_code == 422
    assert "worried</textarea>" in text(short)
    reason = {"reason": "Sam wrote that tonight is the last night."}
    assert working.post(address, reason).status_code == 303
    opened = Emergency.objects.get()
    assert f"/my-work/opened/{opened.id}/{ABOUT}/" in text(working.get("/my-work/"))
    assert "quiet" in text(working.get(f"/my-work/opened/{opened.id}/{ABOUT}/"))
    for wrong in (f"{opened.id}/{DIARY}", f"{opened.id}/{ALSO}", f"{uuid4()}/{ABOUT}"):
        assert working.get(f"/my-work/opened/{wrong}/").status_code == 404
    assert watching.get(f"/my-work/opened/{opened.id}/{ABOUT}/").status_code == 404
    review = text(watching.get("/my-work/reviews/"))
    assert "last night" in review
    assert "quiet" not in review
    assert "Sam at" not in review
    sent = {"which": opened.id, "right": "yes", "words": "Sam was in danger."}
    assert watching.post("/my-work/reviews/", {**sent, "words": "a" * 3000}).status_code == 422
    assert watching.post("/my-work/reviews/", {**sent, "which": uuid4()}).status_code == 404
    assert watching.post("/my-work/reviews/", {**sent, "which": "x"}).status_code == 404
    assert watching.post("/my-work/reviews/", sent).status_code == 303
    page = text(browser.get("/who-looked/"))
    assert "Sam was in danger." in page
    _asks_and_is_answered(browser, working, sam)


def _asks_and_is_answered(browser: Client, working: Client, sam: Viewer) -> None:
    ref = queries.who_looked(sam)[0].ref
    assert "without your name" in text(browser.get(f"/who-looked/{ref}/"))
    assert browser.post(f"/who-looked/{ref}/", {"words": "a" * 3000}).status_code == 422
    assert browser.post(f"/who-looked/{ref}/", {"words": "Why me?"}).status_code == 303
    assert "No answer yet" in text(browser.get("/who-looked/"))
    question = Question.objects.get()
    assert "Why me?" in text(working.get("/my-work/questions/"))
    sent = {"which": question.id, "words": "I feared for you."}
    assert working.post("/my-work/questions/", {**sent, "words": "a" * 3000}).status_code == 422
    assert working.post("/my-work/questions/", sent).status_code == 303
    assert working.post("/my-work/questions/", sent).status_code == 404
    assert "I feared for you." in text(browser.get("/who-looked/"))


def test_the_way_in_is_asked_again_before_anybody_types() -> None:
    sam, jo = somebody(), worker()
    one = show(sam, to_team())
    browser = browser_of(jo)
    with clock.stopped(clock.now() + timedelta(minutes=10)):
        answer = browser.get(f"/my-work/emergency/{one.id}/")
    assert (answer.status_code, answer["Location"]) == (
        303,
        f"/repeat/?{urlencode({'next': f'/my-work/emergency/{one.id}/'})}",
    )


def test_nobody_but_you_has_looked() -> None:
    sam, nia = somebody(), joined("Nia")
    show(sam, to_sister(sam, nia))
    browser = browser_of(sam)
    assert "Nobody but you has looked" in text(browser.get("/who-looked/"))
    assert browser.get(f"/who-looked/{uuid4()}/").status_code == 404


def refusals() -> tuple[Viewer, dict[str, UUID]]:
    """Give somebody and five shares that are not theirs to read, each for another reason."""
    nia = joined("Nia")
    others = {name: somebody(name) for name in ("Withdrawn", "Expired", "Ended")}
    ids = {}
    for name, sam in others.items():
        side = to_sister(sam, nia)
        with clock.stopped(clock.now() - timedelta(days=2)):
            ids[name] = show(sam, side, span=Span.DAY if name == "Expired" else Span.MONTH).id
    actions.end_share(by=others["Withdrawn"], viewer=others["Withdrawn"], share_id=ids["Withdrawn"])
    tie = Tie.objects.get(owner_id=others["Ended"].id)
    people.end_tie(by=nia, viewer=nia, tie_id=tie.id)
    robin = somebody("Robin")
    ids["somebody else's"] = show(robin, to_sister(robin, joined("Kim"))).id
    ids["unknown"] = uuid4()
    return nia, ids


@pytest.mark.needs("P8")
@pytest.mark.parametrize(
    "address",
    [
        "/my-people/shown/{}/",
        "/my-people/shares/{}/",
        "/my-people/ask/{}/",
        "/my-work/emergency/{}/",
        "/who-looked/{}/",
        "/my-people/circle/{}/",
    ],
)
def test_what_is_not_theirs_is_the_same_404_by_the_same_questions(address: str) -> None:
    nia, ids = refusals()
    browser = browser_of(nia)
    browser.get("/who-looked/")
    answers = set()
    for one in ids.values():
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(address.format(one))
        body = without_token(answer.content).decode().replace(str(one), "")
        answers.add((answer.status_code, len(asked), body))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 404


def test_once_invited_sees_what_never_invited_sees() -> None:
    nia, ids = refusals()
    never = browser_of(joined("Never"))
    once = browser_of(nia)
    counts = set()
    for browser in (once, never):
        browser.get("/who-looked/")
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(f"/my-people/shown/{ids['Withdrawn']}/")
        counts.add((answer.status_code, len(asked)))
    assert len(counts) == 1


def test_whoever_reads_is_told_no_day_of_an_open_share() -> None:
    sam, nia = somebody(), joined("Nia")
    side = to_sister(sam, nia)
    open_one, month = show(sam, side, span=Span.OPEN), show(sam, side, ALSO)
    browser = browser_of(nia)
    assert "for as long as they choose" in text(browser.get(f"/my-people/shown/{open_one.id}/"))
    assert "or sooner if they choose" in text(browser.get(f"/my-people/shown/{month.id}/"))


def test_a_look_by_head_is_no_quiet_look() -> None:
    sam, nia = somebody(), joined("Nia")
    one = show(sam, to_sister(sam, nia))
    assert browser_of(nia).head(f"/my-people/shown/{one.id}/").status_code == 405
    assert queries.who_looked(sam) == ()


def test_no_page_of_another_holds_the_diary_or_a_name_in_its_title() -> None:
    sam, nia, jo = somebody(), joined("Nia"), worker()
    coordinator()
    mine, theirs = show(sam, to_sister(sam, nia)), show(sam, to_team())
    for browser, addresses in (
        (browser_of(nia), ("/my-people/shown/", f"/my-people/shown/{mine.id}/", f"/my-people/ask/{mine.id}/")),
        (browser_of(jo), ("/my-work/", f"/my-people/shown/{theirs.id}/", f"/my-work/emergency/{theirs.id}/")),
    ):
        for address in addresses:
            page = text(browser.get(address))
            title = page.partition("<title>")[2].partition("</title>")[0]
            assert SECRET not in page
            assert str(sam.id) not in page
            assert title.endswith(" · Whole Person")
            assert not {"Sam", "brother"} & set(title.replace("·", " ").split())


def test_it_is_withdrawn_between_the_look_and_the_reading() -> None:
    sam, nia = somebody(), joined("Nia")
    one = show(sam, to_sister(sam, nia))
    card = queries.shown(nia, one.id, clock.now())
    actions.end_share(by=sam, viewer=sam, share_id=one.id)
    with pytest.MonkeyPatch.context() as patch:
        # By its name in full: the door of queries has a function of the same name.
        lists = import_module("wholeperson.consent.queries.shown")
        patch.setattr(lists, "open_shares", lambda *_: Share.objects.filter(pk=one.id))
        assert card is not None
        assert browser_of(nia).get(f"/my-people/shown/{one.id}/").status_code == 404

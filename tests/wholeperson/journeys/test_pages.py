"""The pages of About me: for oneself, for a helper, and recordings that play only for those who may hear them."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import TESTS, browser_of, in_circle, joined, team, with_role
from tests.wholeperson.journeys.sharing import ends, opens_in_an_emergency, rows, shows
from tests.wholeperson.journeys.sounds import WEBM, wav
from wholeperson.consent.rules.purposes import Purpose
from wholeperson.journeys import actions, queries
from wholeperson.journeys.rules.about_me import LONGEST_VOICE, Heading
from wholeperson.people.public import Role, Viewer, end_tie, erase_by_the_place
from wholeperson.trail import public as trail

pytestmark = pytest.mark.django_db
ALL, MATTERS = "/me/about/", "/me/about/matters/"


@pytest.fixture
def sam() -> Viewer:
    return joined("Sam")


@pytest.fixture
def nia() -> Viewer:
    return joined("Nia")


def sound(body: bytes, claims: str = "audio/webm") -> SimpleUploadedFile:
    return SimpleUploadedFile("voice.bin", body, content_type=claims)


def recorded(who: Viewer, heading: Heading = Heading.MATTERS) -> str:
    row = actions.write(by=who, viewer=who, heading=heading, words="the sea", voice=wav())
    return f"/me/about/voice/{row.id}/"


@pytest.mark.parametrize(
    "address", [ALL, MATTERS, f"/me/about/voice/{uuid4()}/", f"/me/about/for/{uuid4()}/", "/me/about/nothing/"]
)
def test_whoever_is_not_signed_in_is_led_to_the_door(address: str) -> None:
    answer = Client().get(address)
    assert (answer.status_code, answer["Location"].split("?")[0]) == (303, "/sign-in/")


def test_the_first_page_invites_and_leads_to_the_next_heading(sam: Viewer) -> None:
    page = browser_of(sam).get(ALL).content.decode()
    assert "Write: What I am good at" in page
    assert 'content="noindex"' in page
    for heading in (Heading.GOOD_AT, Heading.MATTERS):
        actions.write(by=sam, viewer=sam, heading=heading, words=f"about {heading.value}")
    page = browser_of(sam).get(ALL).content.decode()
    assert "Write: People who matter to me" in page
    assert "about matters" in page


def test_when_every_heading_has_words_nothing_more_is_asked(sam: Viewer) -> None:
    for heading in Heading:
        actions.write(by=sam, viewer=sam, heading=heading, words="words")
    page = browser_of(sam).get(ALL).content.decode()
    assert "Write: " not in page
    assert "Who sees it now" in page


@pytest.mark.needs("P8")
def test_words_are_written_corrected_and_read_as_they_were_typed(sam: Viewer) -> None:
    browser = browser_of(sam)
    typed = " <b>my dog</b>\r\nand the sea "
    assert browser.post(MATTERS, {"words": typed, "mine_only": ""}).headers["Location"] == MATTERS
    page = browser.get(MATTERS).content.decode()
    assert '<p class="words said-words"> &lt;b&gt;my dog&lt;/b&gt;\r\nand the sea </p>' in page
    browser.post(MATTERS, {"words": "my dog"})
    there = queries.under(sam.id, Heading.MATTERS)
    assert [there.newest.words, there.earlier[0].words] == ["my dog", typed]
    assert "What I said before" in browser.get(MATTERS).content.decode()


def test_a_word_for_where_i_am_heading_is_kept_from_the_first_page(sam: Viewer) -> None:
    browser = browser_of(sam)
    assert browser.post("/me/about/word/", {"words": "steady"}).headers["Location"] == ALL
    assert "steady" in browser.get(ALL).content.decode()
    answer = browser.post("/me/about/word/", {"words": "x" * 81})
    assert (answer.status_code, "Up to 80 letters" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(("typed", "says"), [("", "Nothing is written"), ("y" * 8001, "1 more")])
def test_what_does_not_fit_comes_back_as_it_was_typed(sam: Viewer, typed: str, says: str) -> None:
    answer = browser_of(sam).post(MATTERS, {"words": typed})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert typed in answer.content.decode()
    assert rows(sam) == []


@pytest.mark.needs("P9")
def test_a_recording_is_kept_whatever_the_browser_claims_that_it_is(sam: Viewer) -> None:
    browser = browser_of(sam)
    assert browser.post(MATTERS, {"words": "", "voice": sound(wav(), "text/html")}).status_code == 303
    assert rows(sam)[0].voice_type == "audio/wav"
    assert f"/me/about/voice/{rows(sam)[0].id}/" in browser.get(MATTERS).content.decode()


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"<html><script>", "A voice memo of your phone works."),
        (b"", "This recording is empty."),
        (WEBM.ljust(LONGEST_VOICE + 10, b"\0"), "larger than 4 MB"),
        (WEBM.ljust(LONGEST_VOICE + 200_000, b"\0"), "larger than 4 MB"),
    ],
)
def test_a_recording_that_cannot_be_kept_is_told_and_the_words_stay(sam: Viewer, body: bytes, says: str) -> None:
    answer = browser_of(sam).post(MATTERS, {"words": "still here", "voice": sound(body)})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert "still here</textarea>" in page
    assert "choose or record it again" in page
    assert rows(sam) == []


def test_the_longest_recording_with_the_longest_words_fits(sam: Viewer) -> None:
    sent = {"words": "🌊" * 8000, "voice": sound(WEBM.ljust(LONGEST_VOICE, b"\0"))}
    assert browser_of(sam).post(MATTERS, sent).status_code == 303
    assert len(rows(sam)[0].voice) > LONGEST_VOICE


def test_the_microphone_is_open_to_the_pages_where_people_speak_and_to_no_other(sam: Viewer) -> None:
    browser = browser_of(sam)
    assert "microphone=(self)" in browser.get(MATTERS)["Permissions-Policy"]
    assert "camera=()" in browser.get(MATTERS)["Permissions-Policy"]
    for address in (ALL, "/me/about/word/", "/me/"):
        assert "microphone=()" in browser.get(address)["Permissions-Policy"]


@pytest.mark.needs("P8")
def test_a_heading_is_kept_for_oneself_put_back_and_let_go_by_buttons(sam: Viewer) -> None:
    browser = browser_of(sam)
    browser.post(MATTERS, {"words": "my children", "mine_only": "on"})
    assert "Only I see this" in browser.get(MATTERS).content.decode()
    assert "Only I see this" in browser.get(ALL).content.decode()
    browser.post(f"{MATTERS}put-back/")
    assert len(queries.section(sam.id)) == 1
    browser.post(f"{MATTERS}leave-out/")
    assert queries.section(sam.id) == ()
    browser.post(MATTERS, {"words": "my children and Nia"})
    browser.post(f"{MATTERS}{rows(sam)[0].id}/let-go/")
    assert len(rows(sam)) == 1
    browser.post(f"{MATTERS}let-go/")
    assert rows(sam) == []


def test_what_is_not_there_or_anothers_is_not_there(sam: Viewer, nia: Viewer) -> None:
    actions.write(by=sam, viewer=sam, heading=Heading.MATTERS, words="of Sam")
    browser, said = browser_of(nia), rows(sam)[0].id
    assert browser.get("/me/about/nothing/").status_code == 404
    for address in (f"{MATTERS}{said}/let-go/", f"{MATTERS}{uuid4()}/let-go/", f"{MATTERS}{said}/burn/"):
        assert browser.post(address).status_code == 404
    for address in (f"{MATTERS}burn/", "/me/about/nothing/let-go/", f"/me/about/nothing/{said}/let-go/"):
        assert browser.post(address).status_code == 404
    assert browser.get(f"{MATTERS}let-go/").status_code == 405
    assert "of Sam" not in browser.get(MATTERS).content.decode()
    assert len(rows(sam)) == 1


@pytest.mark.needs("P9")
def test_one_can_listen_to_oneself_whole_or_in_parts(sam: Viewer) -> None:
    address, browser, size = recorded(sam), browser_of(sam), len(wav())
    whole = browser.get(address, headers={"accept-encoding": "gzip"})
    assert (whole.status_code, whole.content, whole["Content-Type"]) == (200, wav(), "audio/wav")
    assert (whole["Content-Disposition"], whole["Cache-Control"]) == ("inline", "no-store")
    assert (whole["X-Content-Type-Options"], whole["Accept-Ranges"]) == ("nosniff", "bytes")
    part = browser.get(address, headers={"range": "bytes=100-299"})
    assert (part.status_code, part.content) == (206, wav()[100:300])
    assert (part["Content-Range"], part["Content-Length"]) == (f"bytes 100-299/{size}", "200")
    behind = browser.get(address, headers={"range": f"bytes={size}-"})
    assert (behind.status_code, behind["Content-Range"]) == (416, f"bytes */{size}")
    assert browser.head(address).status_code == 200
    assert trail.readings_of(sam.id) == ()


@pytest.mark.needs("P8")
def test_a_sister_hears_what_is_shown_to_her_and_that_she_did_is_noted_once(sam: Viewer, nia: Viewer) -> None:
    address, tie, browser = recorded(sam), in_circle(sam, nia), browser_of(nia)
    assert browser.get(address).status_code == 404
    share = shows(sam, tie)
    assert browser.get(address).content == wav()
    assert browser.get(address, headers={"range": "bytes=10-20"}).status_code == 206
    [line] = trail.readings_of(sam.id)
    assert (line.actor, line.deed, line.through) == (str(nia.id), "journeys.hear", str(tie.id))
    ends(by=TESTS, share_id=share.id)
    assert browser.get(address).status_code == 404


def test_a_hearing_is_noted_by_the_way_that_was_taken(sam: Viewer) -> None:
    outreach = team()
    jo = with_role("Jo", Role.WORKER, in_team=outreach)
    tie, address, browser = in_circle(sam, jo), recorded(sam), browser_of(jo)
    by_tie, by_team = shows(sam, tie, for_days=3), shows(sam, outreach, for_days=9)
    for share in (by_tie, by_team, by_tie):
        assert browser.get(address, {"by": share.id}).status_code == 200
    [hat] = [one.id for one in jo.hats if one.team_id]
    assert {line.through for line in trail.readings_of(sam.id)} == {str(tie.id), str(hat)}
    assert len(trail.readings_of(sam.id)) == 2
    opens_in_an_emergency(by=TESTS, viewer=jo, owner=sam)
    for nothing in (uuid4(), "nonsense"):
        assert browser.get(address, {"by": nothing}).status_code == 404


@pytest.mark.needs("P8")
def test_nobody_hears_what_the_section_does_not_show(sam: Viewer, nia: Viewer) -> None:
    earlier, tie = recorded(sam), in_circle(sam, nia)
    shows(sam, tie)
    newer, browser = recorded(sam), browser_of(nia)
    assert (browser.get(earlier).status_code, browser.get(newer).status_code) == (404, 200)
    actions.leave_out(by=sam, viewer=sam, heading=Heading.MATTERS)
    assert browser.get(newer).status_code == 404
    assert browser_of(sam).get(earlier).status_code == browser_of(sam).get(newer).status_code == 200
    actions.put_back(by=sam, viewer=sam, heading=Heading.MATTERS)
    end_tie(by=sam, viewer=sam, tie_id=tie.id)
    assert browser.get(newer).status_code == 404


@pytest.mark.needs("P8", "C1")
def test_a_team_hears_while_it_is_shown_and_another_team_never(sam: Viewer) -> None:
    outreach, other = team(), team("Evenings")
    jo, ash = (with_role(name, Role.WORKER, in_team=there) for name, there in (("Jo", outreach), ("Ash", other)))
    over = shows(sam, other, for_days=-1)
    address = recorded(sam)
    shows(sam, outreach)
    assert browser_of(jo).get(address).status_code == 200
    assert browser_of(ash).get(address).status_code == 404
    ends(by=TESTS, share_id=over.id)
    for role in (Role.COORDINATOR, Role.COMMISSIONER, Role.RESEARCHER):
        assert browser_of(with_role(role.value, role)).get(address).status_code == 404


def test_when_a_life_is_at_risk_a_recording_can_be_heard_and_nothing_written(sam: Viewer) -> None:
    jo = with_role("Jo", Role.WORKER, in_team=team())
    address = recorded(sam)
    assert browser_of(jo).get(address).status_code == 404
    opens_in_an_emergency(by=TESTS, viewer=jo, owner=sam)
    assert browser_of(jo).get(address).status_code == 200
    assert [line.deed for line in trail.readings_of(sam.id)] == ["journeys.hear"]


@pytest.mark.needs("P8")
def test_what_an_erased_person_said_is_gone_with_them(sam: Viewer, nia: Viewer) -> None:
    address, browser = recorded(sam), browser_of(nia)
    shows(sam, in_circle(sam, nia))
    assert browser.get(address).status_code == 200
    erase_by_the_place(by=TESTS, person_id=sam.id)
    assert browser.get(address).status_code == 404
    assert rows(sam) == []


def test_a_recording_that_is_anothers_takes_the_same_questions_as_none(sam: Viewer, nia: Viewer) -> None:
    address, browser, asked = recorded(sam), browser_of(nia), []
    for tried in (address, f"/me/about/voice/{uuid4()}/"):
        with CaptureQueriesContext(
            connection,
        ) as there:
            assert browser.get(tried).status_code == 404
        asked.append([one["sql"].split(" WHERE ")[0] for one in there.captured_queries])
    assert asked[0] == asked[1]


@pytest.mark.needs("P9")
def test_a_helper_writes_on_a_page_of_their_own_and_the_person_agrees(sam: Viewer, nia: Viewer) -> None:
    actions.write(by=sam, viewer=sam, heading=Heading.HELPS, words="long since said", left_out=True)
    share = shows(sam, in_circle(sam, nia), purpose=Purpose.HELP_WRITE)
    address, helper, own = f"/me/about/for/{share.id}/", browser_of(nia), browser_of(sam)
    page = helper.get(address).content.decode()
    assert "You write for: <b>my brother</b>" in page
    assert "my sister" not in page
    assert "long since said" not in page
    assert helper.post(address, {"heading": "word", "words": "steady"}).status_code == 422
    assert helper.post(address, {"heading": "matters", "words": " "}).status_code == 422
    assert "kept" in helper.post(address, {"heading": "", "words": "kept"}).content.decode()
    answer = helper.post(address, {"heading": "matters", "words": "the sea"})
    assert answer.status_code == 303
    assert "It is written down" in helper.get(answer["Location"]).content.decode()
    assert "Somebody wrote down what you said" in own.get(ALL).content.decode()
    page = own.get(MATTERS).content.decode()
    assert "Is this what you meant?" in page
    own.post(f"{MATTERS}{rows(sam)[-1].id}/agree/")
    assert "Written down by: my sister" in own.get(MATTERS).content.decode()
    helper.post(address, {"heading": "matters", "words": "the sky"})
    own.post(f"{MATTERS}{rows(sam)[-1].id}/not-what-i-meant/")
    assert [one.words for one in queries.section(sam.id)] == ["the sea"]
    ends(by=TESTS, share_id=share.id)
    assert helper.get(address).status_code == helper.post(address, {"heading": "matters"}).status_code == 404


def test_the_helping_page_is_not_there_for_anybody_else(sam: Viewer, nia: Viewer) -> None:
    tie = in_circle(sam, nia)
    address = f"/me/about/for/{shows(sam, tie).id}/"
    assert browser_of(nia).get(address).status_code == 404
    helps = shows(sam, tie, purpose=Purpose.HELP_WRITE)
    for who, share_id in ((nia, uuid4()), (sam, helps.id), (joined("Robin"), helps.id)):
        assert browser_of(who).get(f"/me/about/for/{share_id}/").status_code == 404

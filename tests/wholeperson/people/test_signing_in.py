"""Signing in, showing again that it is you, and signing out: slow for a guesser, the same words for every reason."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory

from tests.cast import PHRASE, alliance, browser_of, joined, signed_in, without_token
from wholeperson.foundation import clock
from wholeperson.people import actions, asking, queries
from wholeperson.people.models import Attempt, RecoveryCode, SignIn
from wholeperson.people.public import DoorError, Viewer, WaitError
from wholeperson.people.rules.waiting import wait_for_name

pytestmark = pytest.mark.django_db

WRONG = "not the right words"
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def sam() -> Viewer:
    return joined("Sam", phrase=PHRASE)


def knocks(client: Client, **typed: str) -> int:
    return client.post("/sign-in/", {"name": "Sam", "phrase": PHRASE, **typed}).status_code


@pytest.mark.needs("P9")
def test_a_name_and_its_words_open(client: Client, sam: Viewer) -> None:
    answer = client.post("/sign-in/", {"name": " sam", "phrase": "Amber  kettle river MOSS"})
    assert (answer.status_code, answer["Location"]) == (303, "/me/")
    assert answer["Cache-Control"] == "no-store"
    assert "Sam" in client.get("/me/").content.decode()
    assert client.get("/sign-in/")["Location"] == "/me/"


def test_the_answer_is_the_same_whether_there_is_such_a_name_or_not(client: Client, sam: Viewer) -> None:
    there = client.post("/sign-in/", {"name": "Sam", "phrase": WRONG})
    nobody = client.post("/sign-in/", {"name": "Mas", "phrase": WRONG})
    assert there.status_code == nobody.status_code == 422
    assert "do not open anything together" in there.content.decode()

    def plain(answer: object) -> str:
        return without_token(answer.content).decode().replace("Mas", "Sam")  # type: ignore[attr-defined]  # Django's test answer

    assert plain(there) == plain(nobody)
    assert WRONG not in there.content.decode()


@pytest.mark.parametrize("typed", [{"name": ""}, {"phrase": ""}, {"name": "n" * 81}, {"phrase": "p" * 201}])
def test_what_is_left_out_is_asked_for_without_a_try(client: Client, typed: dict[str, str]) -> None:
    assert knocks(client, **typed) == 422
    assert not Attempt.objects.exists()


@pytest.mark.parametrize(
    ("asked", "led"),
    [("/my-people/", "/my-people/"), ("//elsewhere.example/", "/me/"), ("https://elsewhere.example/", "/me/"),
     ("/\\elsewhere.example", "/me/"), ("javascript:alert(1)", "/me/"), ("", "/me/")],
)  # fmt: skip
def test_it_leads_on_to_a_page_of_ours_and_nowhere_else(client: Client, sam: Viewer, asked: str, led: str) -> None:
    answer = client.post("/sign-in/", {"name": "Sam", "phrase": PHRASE, "next": asked})
    assert answer["Location"] == led


def test_the_way_on_is_carried_by_the_form(client: Client) -> None:
    assert 'value="/my-people/"' in client.get("/sign-in/?next=/my-people/").content.decode()
    assert "elsewhere" not in client.get("/sign-in/?next=//elsewhere.example/").content.decode()


def test_a_card_and_its_number_open(client: Client, sam: Viewer) -> None:
    words = actions.make_card(by=sam, viewer=sam, number="2580")
    assert client.post("/sign-in/card/", {"words": words, "number": "2581"}).status_code == 422
    assert client.post("/sign-in/card/", {"words": words.upper(), "number": " 2580 "}).status_code == 303


def test_tries_at_one_card_slow_down_no_other(client: Client, sam: Viewer) -> None:
    words = actions.make_card(by=sam, viewer=sam, number="2580")
    other = actions.make_card(by=sam, viewer=sam, number="2580")
    for _ in range(5):
        client.post("/sign-in/card/", {"words": words, "number": "1111"})
    assert client.post("/sign-in/card/", {"words": words, "number": "2580"}).status_code == 429
    assert client.post("/sign-in/card/", {"words": other, "number": "2580"}).status_code == 303


def test_a_recovery_code_opens_once_and_suggests_new_words(client: Client, sam: Viewer) -> None:
    code = actions.make_codes(by=sam, viewer=sam)[0]
    answer = client.post("/sign-in/code/", {"code": code.upper().replace("-", " "), "next": "/my-people/"})
    assert answer["Location"] == "/sign-in/new-words/"
    assert 'href="/me/door/"' in client.get("/sign-in/new-words/").content.decode()
    again = Client().post("/sign-in/code/", {"code": code})
    assert again.status_code == 422
    assert "Each code opens once" in again.content.decode()


def test_a_code_that_two_use_at_once_lets_one_in(sam: Viewer) -> None:
    code = actions.make_codes(by=sam, viewer=sam)[0]
    key, same = actions.by_code(code), actions.by_code(code)
    actions.come_in(by="system:tests", person_id=sam.id, shared=False, code_id=key.code_id)
    before = SignIn.objects.count()
    with pytest.raises(DoorError, match="opens once"):
        actions.come_in(by="system:tests", person_id=sam.id, shared=False, code_id=same.code_id)
    assert SignIn.objects.count() == before


@pytest.mark.needs("P9")
def test_after_five_slips_a_name_waits_longer_each_time_and_is_never_shut(sam: Viewer) -> None:
    browser = Client()
    with clock.stopped(NOON):
        assert [knocks(browser, phrase=WRONG) for _ in range(6)] == [422] * 5 + [429]
        assert knocks(browser) == 429  # not even the right words, and they are not tried
        assert knocks(browser, name="Nia") == 422  # another name does not wait
        assert Client(REMOTE_ADDR="10.0.0.9").post("/sign-in/", {"name": "Sam", "phrase": PHRASE}).status_code == 303
    with clock.stopped(NOON + timedelta(seconds=2)):
        assert knocks(browser) == 303


@pytest.mark.needs("P9")
def test_tries_that_are_sent_at_the_same_moment_see_each_other(sam: Viewer) -> None:
    tried, waited = [], []

    def slow() -> None:
        """Stand for a hash that takes its time: meanwhile the next try begins."""
        tried.append(clock.now())
        try:
            actions.knock(key, "10.0.0.9")
        except WaitError as problem:
            waited.append(problem.seconds)
        except DoorError:
            pass

    key = actions.Key("phrase", "Sam", slow)
    with clock.stopped(NOON), pytest.raises(DoorError):
        actions.knock(key, "10.0.0.9")
    assert (len(tried), waited) == (5, [2])
    assert Attempt.objects.count() == 5 * 3


def test_what_opens_takes_its_count_back_and_no_other(sam: Viewer) -> None:
    with clock.stopped(NOON):
        assert knocks(Client(), phrase=WRONG) == 422
        there = set(Attempt.objects.values_list("id", flat=True))
        assert knocks(Client()) == 303
        assert set(Attempt.objects.values_list("id", flat=True)) == there
        for _ in range(20):
            assert knocks(Client()) == 303  # whoever knows it never waits


def test_the_waiting_page_says_how_long_and_keeps_the_name(client: Client) -> None:
    with clock.stopped(NOON):
        for _ in range(6):
            answer = client.post("/sign-in/", {"name": "Sam", "phrase": WRONG})
    assert answer["Retry-After"] == "2"
    assert "Please wait 2 seconds" in answer.content.decode()
    assert 'value="Sam"' in answer.content.decode()


def test_any_number_of_tries_makes_a_quarter_of_an_hour_at_most() -> None:
    assert wait_for_name([NOON] * 5000, NOON) == timedelta(minutes=15)


@pytest.mark.needs("P9")
def test_a_hostel_shares_one_address_and_nobody_is_locked_out(client: Client, sam: Viewer) -> None:
    with clock.stopped(NOON):
        for slip in range(99):
            actions.note_attempt(by="system:tests", name=f"guest {slip}", address="127.0.0.1")
        assert knocks(client) == 303
        actions.note_attempt(by="system:tests", name="guest 100", address="127.0.0.1")
        assert knocks(Client()) == 429
    with clock.stopped(NOON + timedelta(seconds=5)):
        assert knocks(Client()) == 303


def test_a_card_or_a_code_is_never_counted_as_a_name(sam: Viewer) -> None:
    assert actions.by_card("one two", "2580").counted_as.startswith("\0")
    assert actions.by_code("abc").counted_as.startswith("\0")


@pytest.mark.parametrize(
    ("https", "forwarded", "address"),
    [(True, "6.6.6.6, 10.1.2.3", "10.1.2.3"), (True, "", "127.0.0.1"), (False, "6.6.6.6", "127.0.0.1")],
)
def test_the_address_is_the_one_the_proxy_saw(settings, https: bool, forwarded: str, address: str) -> None:
    settings.HTTPS = https
    request = RequestFactory().get("/", headers={"x-forwarded-for": forwarded} if forwarded else {})
    assert asking.address_of(request) == address


def test_signing_in_as_somebody_else_ends_the_sign_in_before(sam: Viewer) -> None:
    nia = joined("Nia")
    browser = browser_of(nia)
    assert knocks(browser) == 303
    assert not SignIn.objects.filter(pk=nia.sign_in_id).exists()
    assert "Sam" in browser.get("/me/").content.decode()


def test_signing_in_gives_a_new_session_key(client: Client, sam: Viewer) -> None:
    browser = browser_of(joined("Nia"))
    before = browser.cookies["sessionid"].value
    knocks(browser)
    assert browser.cookies["sessionid"].value != before
    assert not Session.objects.filter(pk=before).exists()


@pytest.mark.needs("P9", "T14")
def test_signing_out_ends_it_at_the_server_and_clears_the_site(sam: Viewer) -> None:
    browser = browser_of(sam)
    stolen = Client()
    stolen.cookies["sessionid"] = browser.cookies["sessionid"].value
    assert "Sign out?" in browser.get("/sign-out/").content.decode()
    answer = browser.post("/sign-out/")
    assert (answer.status_code, answer["Location"]) == (303, "/signed-out/")
    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert answer["Cache-Control"] == "no-store"
    assert answer.cookies["sessionid"]["max-age"] == 0
    assert not SignIn.objects.filter(pk=sam.sign_in_id).exists()
    assert not Session.objects.exists()
    assert "Sam" not in stolen.get("/me/").content.decode()
    assert "Sam" not in browser.get("/signed-out/").content.decode()


def test_signing_out_twice_or_as_nobody_is_all_right(client: Client) -> None:
    assert client.post("/sign-out/").status_code == 303
    assert client.get("/signed-out/").status_code == 200


@pytest.mark.needs("T14")
@pytest.mark.parametrize("method", ["get", "post"])
def test_leaving_ends_the_sign_in_at_the_server(sam: Viewer, method: str) -> None:
    browser = browser_of(sam)
    getattr(browser, method)("/exit/")
    assert not SignIn.objects.filter(pk=sam.sign_in_id).exists()
    assert not Session.objects.exists()


def again(browser: Client, typed: dict[str, str], way: str = "") -> int:
    return browser.post(f"/repeat/{way}", {"next": "/me/door/", **typed}).status_code


def shown_again(viewer: Viewer, at: datetime | None) -> bool:
    return SignIn.objects.get(pk=viewer.sign_in_id).repeated_at == at


def test_showing_again_that_it_is_you_leads_on(sam: Viewer) -> None:
    browser = browser_of(sam)
    with clock.stopped(clock.now() + timedelta(minutes=10)):
        assert "Is it still you?" in browser.get("/repeat/").content.decode()
        answer = browser.post("/repeat/?next=/me/door/", {"phrase": PHRASE, "next": "/me/door/"})
        assert (answer.status_code, answer["Location"]) == (303, "/me/door/")
        assert shown_again(sam, clock.now())


def test_a_card_or_a_code_shows_it_too(sam: Viewer) -> None:
    browser = browser_of(sam)
    words, codes = actions.make_card(by=sam, viewer=sam, number="2580"), actions.make_codes(by=sam, viewer=sam)
    typed = (({"words": words, "number": "2580"}, "card/"), ({"code": codes[0]}, "code/"))
    for minutes, (what, way) in enumerate(typed, start=10):
        with clock.stopped(clock.now() + timedelta(minutes=minutes)):
            assert again(browser, what, way) == 303
            assert shown_again(sam, clock.now())
    assert RecoveryCode.objects.exclude(used_at=None).count() == 1


def test_somebody_elses_words_card_or_code_show_nothing(sam: Viewer) -> None:
    nia = joined("Nia", phrase="some other four words")
    words, codes = actions.make_card(by=nia, viewer=nia, number="2580"), actions.make_codes(by=nia, viewer=nia)
    browser = browser_of(sam)
    assert again(browser, {"phrase": "some other four words"}) == 422
    assert again(browser, {"words": words, "number": "2580"}, "card/") == 422
    assert again(browser, {"code": codes[0]}, "code/") == 422
    assert again(browser, {"phrase": ""}) == 422
    assert shown_again(sam, sam.repeated_at)
    assert not RecoveryCode.objects.exclude(used_at=None).exists()


def test_showing_again_is_slowed_down_like_signing_in(sam: Viewer) -> None:
    browser = browser_of(sam)
    assert [again(browser, {"phrase": WRONG}) for _ in range(6)] == [422] * 5 + [429]
    assert knocks(Client()) == 429


def test_nobody_is_asked_again_who_is_not_in(client: Client) -> None:
    assert client.get("/repeat/")["Location"] == "/sign-in/?next=%2Frepeat%2F"


@pytest.mark.needs("P9")
@pytest.mark.parametrize(("shared", "idle", "longest"), [(False, 30, 12 * 60), (True, 5, 30)])
def test_a_sign_in_ends_when_nobody_touches_it_and_in_any_case_later(shared: bool, idle: int, longest: int) -> None:
    def here(browser: Client) -> bool:
        return "Hello" in browser.get("/me/").content.decode()

    with clock.stopped(NOON):
        person = joined("Sam")
        left, touched = (browser_of(signed_in(person.id, shared=shared)) for _ in range(2))
    for minute in range(0, longest, idle):
        with clock.stopped(NOON + timedelta(minutes=minute)):
            assert here(touched)
    with clock.stopped(NOON + timedelta(minutes=longest, seconds=1)):
        assert not here(touched)
    with clock.stopped(NOON + timedelta(minutes=idle, seconds=1)):
        assert not here(left)
    assert not here(left)


@pytest.mark.needs("P9")
@pytest.mark.parametrize("address", ["/me/", "/my-people/", "/repeat/", "/sign-in/new-words/", "/sign-out/"])
def test_no_page_of_somebody_who_is_in_is_kept_by_anything(sam: Viewer, address: str) -> None:
    answer = browser_of(sam).get(address)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert 'content="noindex"' in answer.content.decode()


def test_signing_in_and_out_stand_near_the_top(client: Client, sam: Viewer) -> None:
    assert '<a class="door" href="/sign-in/">' in client.get("/my-place/").content.decode()
    assert '<form class="door" method="post" action="/sign-out/">' in browser_of(sam).get("/my-place/").content.decode()


def test_the_name_is_in_no_title_and_no_address(sam: Viewer) -> None:
    page = browser_of(sam).get("/me/").content.decode()
    assert "<title>Me · Whole Person</title>" in page


def test_a_sign_in_where_nothing_was_founded_is_still_a_page(client: Client) -> None:
    assert client.get("/sign-in/").status_code == 200
    assert queries.alliances() == ()
    alliance()

"""What a stranger tries with a script: addresses that lead elsewhere, junk in every field, bodies without an end."""

import pytest
from django.test import Client

from tests.cast import PHRASE, alliance, browser_of, joined
from tests.wholeperson.people.test_passkeys import NEW, Phone, asked_by, post
from wholeperson.people import queries

pytestmark = pytest.mark.django_db
FORMS_OF_ONES_OWN = (
    "/me/about/matters/", "/me/about/word/", "/me/alliances/belong/", "/me/alliances/role/", "/me/age/", "/me/forget/",
    "/me/door/name/", "/me/door/phrase/", "/me/door/cards/", "/me/door/way-back/", "/my-people/help-back/",
    "/me/reaching/change/", "/repeat/", "/repeat/card/", "/repeat/code/",
)  # fmt: skip
FORMS_AT_THE_DOOR = ("/sign-in/", "/sign-in/card/", "/sign-in/code/", "/sign-in/way-back/in/", "/join/name/")
FIELDS = (
    "name", "phrase", "words", "number", "code", "claim", "who", "people", "alliance", "age", "age_band", "role",
    "shown_as", "channel", "email", "phone", "when", "days", "parts", "begins", "ends", "word", "next", "offered",
)  # fmt: skip
JUNK = (
    "\0",
    "é\0é",
    "x" * 200_000,
    "9" * 5000,
    "<script>alert(1)</script>",
    "\u202e\u2028",
    "=1+1",
    "../../etc/passwd",
)


def quiet(browser: Client | None = None) -> Client:
    """Give a browser to which a page that breaks is a page, not an exception."""
    browser = browser or Client()
    browser.raise_request_exception = False
    return browser


@pytest.mark.parametrize(
    "way",
    ["//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example", "javascript:alert(1)",
     "/me/\r\nSet-Cookie: a=b", "/me/\n", "/me/\0", "\n//evil.example", "///evil.example", "/\u2028/evil.example"],
)  # fmt: skip
def test_no_next_page_leads_elsewhere_or_breaks_a_header(way: str) -> None:
    sam = joined("Sam", phrase=PHRASE)
    for answer in (
        quiet(browser_of(sam)).get("/sign-in/", {"next": way}),
        quiet().post("/sign-in/", {"name": "Sam", "phrase": PHRASE, "next": way}),
        quiet(browser_of(sam)).post("/repeat/", {"phrase": PHRASE, "next": way}),
    ):
        assert (answer.status_code, answer["Location"]) == (303, "/me/")


def test_a_next_page_with_a_sign_of_any_script_stays_a_page_of_ours() -> None:
    answer = browser_of(joined("Sam")).get("/sign-in/", {"next": "/maps/żółw/"})
    assert answer["Location"] == "/maps/%C5%BC%C3%B3%C5%82w/"


def test_json_that_has_no_end_of_brackets_is_an_answer_that_opens_nothing() -> None:
    for body in ("[" * 100_000, '{"a":' * 50_000, "1" * 100_000, '{"passkey": {"id": "\\ud800", "rawId": "\\ud800"}}'):
        assert post(quiet(), "/sign-in/passkey/finish/", body).status_code == 422


def test_half_a_letter_in_the_word_for_a_passkey_breaks_no_page() -> None:
    browser = quiet(browser_of(joined("Sam")))
    asked = asked_by(browser, NEW)
    body = {"passkey": Phone().make(asked), "label": "phone \ud800"}
    assert post(browser, f"{NEW}finish/", body).status_code == 200
    assert browser.get(NEW).status_code == 200
    assert browser.post("/me/everything/take/json/").status_code == 200


def test_a_strange_host_is_refused_without_breaking() -> None:
    answer = quiet().get("/me/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()


@pytest.mark.parametrize("key", ["abcdefghij\0kl", "é" * 32, "a" * 100_000, "' OR 1=1 --", "../../secret"])
def test_a_cookie_that_was_made_up_is_nobody(key: str) -> None:
    for address in ("/me/", "/me/door/", "/sign-in/way-back/in/"):
        browser = quiet()
        browser.cookies["sessionid"] = key
        assert browser.get(address).status_code in (200, 303)


@pytest.mark.once
@pytest.mark.parametrize("address", FORMS_OF_ONES_OWN)
@pytest.mark.parametrize("junk", JUNK, ids=range(len(JUNK)))
def test_no_form_of_ones_own_breaks_over_what_is_sent(address: str, junk: str) -> None:
    answer = quiet(browser_of(joined("Sam"))).post(address, dict.fromkeys(FIELDS, junk))
    assert answer.status_code < 500
    assert b"<script>alert(1)" not in answer.content


@pytest.mark.once
@pytest.mark.parametrize("address", FORMS_AT_THE_DOOR)
@pytest.mark.parametrize("junk", JUNK, ids=range(len(JUNK)))
def test_no_form_at_the_door_breaks_over_what_is_sent(address: str, junk: str) -> None:
    alliance()
    answer = quiet().post(address, dict.fromkeys(FIELDS, junk))
    assert answer.status_code < 500
    assert b"<script>alert(1)" not in answer.content


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"name=%ff%fe&phrase=%ed%a0%80", "application/x-www-form-urlencoded"),
        ("&".join(f"a{number}=1" for number in range(3000)).encode(), "application/x-www-form-urlencoded"),
        (b"a" * 8_000_000, "application/x-www-form-urlencoded"),
        (b"x", "multipart/form-data; boundary="),
        (b"--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nx", "multipart/form-data; boundary=b"),
    ],
    ids=["bytes", "fields", "eight-megabytes", "no-boundary", "no-end"],
)  # fmt: skip
def test_a_body_that_nobody_can_read_is_refused_and_not_kept(body: bytes, kind: str) -> None:
    for browser in (quiet(), quiet(browser_of(joined("Sam")))):
        for address in ("/sign-in/", "/sign-in/passkey/finish/"):
            answer = browser.post(address, body, content_type=kind)
            assert 400 <= answer.status_code < 500
            if "sessionid" in browser.cookies:
                assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "trace"])
def test_no_other_method_does_what_a_button_does(method: str) -> None:
    browser = quiet(browser_of(joined("Sam")))
    for address in ("/me/forget/", "/me/everything/take/json/", "/me/door/codes/", "/me/door/showing/", "/repeat/"):
        answer = getattr(browser, method)(address, headers={"x-http-method-override": "POST"})
        assert answer.status_code == 405
        assert browser.post(address, {"_method": "DELETE"}).status_code != 405


def test_without_the_token_of_the_page_nothing_is_done_for_another_site() -> None:
    sam = joined("Sam", phrase=PHRASE)
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = browser_of(sam).cookies
    for address in ("/me/forget/", "/me/door/showing/", "/me/door/name/", "/me/everything/take/json/", "/sign-out/"):
        assert browser.post(address, {"word": "forget", "switch": "off", "name": "x"}).status_code == 403
    assert queries.name_of(sam.id) == "Sam"

"""What somebody tries who means a person harm, and what they meet. One test for each attack."""

import json
import os
import sqlite3
import stat
import tempfile
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from tests.cast import PHRASE, alliance, browser_of, joined, signed_in
from tests.wholeperson.people.test_passkeys import NEW, Phone, asked_by, post, sign_in
from wholeperson.config import prepare
from wholeperson.foundation import clock
from wholeperson.messages.rules.addresses import uk_mobile
from wholeperson.people import actions, asking, queries
from wholeperson.people.models import Attempt, SignIn
from wholeperson.people.presenters import paper
from wholeperson.people.public import Viewer
from wholeperson.people.views import door_answers
from wholeperson.trail.models import Line

pytestmark = pytest.mark.django_db
GUESS = "harbour violet engine"
# A guesser


@pytest.mark.needs("P9")
def test_changing_ones_own_name_is_no_way_to_guess_the_passphrase_of_another() -> None:
    joined("Nia", phrase=PHRASE)
    browser = browser_of(joined("Mal", phrase="quiet copper lantern fog"))
    said = [
        browser.post("/me/door/name/", {"name": "Nia", "phrase": f"{GUESS} {number}"}).status_code
        for number in range(6)
    ]
    assert said == [303, 303, 303, 303, 303, 429]
    answer = browser.post("/me/door/name/", {"name": "nia ", "phrase": PHRASE})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


@pytest.mark.needs("P9")
def test_changing_ones_own_passphrase_under_a_name_that_another_has_is_none_either() -> None:
    joined("Nia", phrase=PHRASE)
    browser = browser_of(joined("Nia", phrase="quiet copper lantern fog"))
    for number in range(5):
        assert browser.post("/me/door/phrase/", {"phrase": f"{GUESS} {number}"}).status_code == 303
    assert browser.post("/me/door/phrase/", {"phrase": PHRASE}).status_code == 429


@pytest.mark.needs("P9")
def test_joining_under_one_name_again_and_again_is_as_slow_as_signing_in() -> None:
    place = alliance()
    joined("Nia", phrase=PHRASE)
    filled = {"name": "Nia", "role": "person", "age": "25-34", "alliance": str(place.id)}
    for number in range(5):
        assert Client().post("/join/name/", {**filled, "phrase": f"{GUESS} {number}"}).status_code == 303
    assert Client().post("/join/name/", {**filled, "phrase": PHRASE}).status_code == 429
    assert Attempt.objects.filter(mark=queries.attempt_mark("name", "nia")).count() == 5


def test_behind_a_proxy_every_page_of_the_door_counts_the_same_address(settings, rf) -> None:
    settings.HTTPS = True
    request = rf.get("/", headers={"x-forwarded-for": "6.6.6.6, 10.1.2.3"})
    assert door_answers.address_of(request) == asking.address_of(request) == "10.1.2.3"


# A partner or an officer who reads the database, and whoever seizes it


@pytest.mark.needs("P9")
def test_the_trail_says_of_nobody_when_they_came_and_went() -> None:
    sam = joined("Sam", phrase=PHRASE)
    phone = Phone()
    browser = browser_of(sam)
    asked = asked_by(browser, NEW)
    assert post(browser, f"{NEW}finish/", {"passkey": phone.make(asked), "label": ""}).status_code == 200
    begun = Line.objects.count()
    assert browser.post("/repeat/", {"phrase": PHRASE}).status_code == 303
    assert sign_in(phone, browser)[1].status_code == 200
    assert sign_in(phone)[1].status_code == 200
    browser.post("/sign-out/")
    came = Line.objects.order_by("pk")[begun:]
    # Whoever reads the lines beside the tables finds no thread from a coming or a going to a person.
    threads = {str(sam.id), *(card.id.hex for card in queries.passkeys_of(sam.id))}
    threads |= {str(card.id) for card in queries.passkeys_of(sam.id)}
    assert len(came) >= 6  # the two ways of showing it, two comings and a going, each with its line
    assert not [line for line in came if {line.actor, line.about_id, line.whose, line.through} & threads]


def test_no_secret_lies_open_in_a_session() -> None:
    browser = Client()
    begun = browser.post("/sign-in/way-back/").context["begun"]
    kept = json.dumps(dict(browser.session.items()))
    assert begun.keep not in kept
    assert begun.say not in kept


def test_a_session_holds_no_name_and_no_id_of_the_person() -> None:
    alliance()
    browser = Client()
    browser.post("/join/name/", {"name": "Zanzibarnia", "role": "person", "age": "25-34", "phrase": PHRASE})
    sam = SignIn.objects.get(pk=browser.session["sign-in"]).person_id
    kept = json.dumps(dict(browser.session.items()))
    assert "Zanzibarnia" not in kept
    assert str(sam) not in kept
    assert PHRASE not in kept


def test_while_a_record_becomes_a_pdf_no_word_of_it_lies_on_a_disk(tmp_path: Path, monkeypatch) -> None:
    sam = joined("Zanzibarnia")
    written: list[str] = []
    real = Path.write_text

    def seen(self: Path, data: str, *args: object, **options: object) -> int:
        written.append(data)
        return real(self, data, *args, **options)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(Path, "write_text", seen)
    assert paper.as_pdf(queries.everything_of(sam)).startswith(b"%PDF")
    assert not [one for one in written if "Zanzibarnia" in one]


def test_the_database_can_be_read_by_nobody_else_also_in_a_folder_that_was_there_before(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    before = os.umask(0o022)
    try:
        prepare.only_ours(tmp_path / prepare.DATABASE_FILE)
    finally:
        os.umask(before)
    file = tmp_path / prepare.DATABASE_FILE
    with sqlite3.connect(file) as there:
        there.execute("PRAGMA journal_mode=WAL")
        there.execute("CREATE TABLE words (word)")
        for one in tmp_path.glob(f"{prepare.DATABASE_FILE}*"):
            assert stat.S_IMODE(one.stat().st_mode) == 0o600, one.name


# Somebody with the unlocked phone


@pytest.mark.needs("P9")
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_phone_that_lies_open_tells_nobody_whether_showing_is_on_or_off(method: str) -> None:
    told = []
    for off in (None, True, False):
        sam = joined("Sam")
        if off is not None:
            actions.switch_showing(by=sam, viewer=sam, off=off)
        with clock.stopped(clock.now() + timedelta(minutes=6)):
            browser = browser_of(sam)
            answers = [getattr(browser, method)(page) for page in ("/me/everything/", "/me/reaching/change/")]
            answers += [browser.post(f"/me/everything/take/{form}/") for form in ("json", "pdf", "ics")]
            told.append([(one.status_code, one.headers.get("Location"), one.content) for one in answers])
    assert told[0] == told[1] == told[2]


def test_an_old_cookie_opens_nothing_after_signing_out_leaving_erasing_or_new_words() -> None:
    def ended(deed: str, sam: Viewer, browser: Client) -> None:
        if deed == "erase":
            browser.post("/me/forget/", {"word": "forget"})
        elif deed == "phrase":
            other = signed_in(sam.id)
            actions.change_phrase(by=other, viewer=other, phrase=f"{GUESS} moon")
        else:
            browser.post(deed)

    for deed in ("/sign-out/", "/exit/", "erase", "phrase"):
        sam = joined(f"Sam {deed}", phrase=PHRASE)
        browser, thief = browser_of(sam), Client()
        thief.cookies["sessionid"] = browser.cookies["sessionid"].value
        assert thief.get("/me/door/").status_code == 200
        ended(deed, sam, browser)
        assert thief.get("/me/door/").status_code == 303, deed


def test_a_copy_of_this_devices_cookie_ends_with_the_other_devices() -> None:
    for number, (address, sent) in enumerate(
        (("/me/door/elsewhere/", {}), ("/me/door/phrase/", {"phrase": f"{GUESS} moon"}))
    ):
        browser, thief = browser_of(joined(f"Sam {number}", phrase=PHRASE)), Client()
        thief.cookies["sessionid"] = browser.cookies["sessionid"].value
        assert browser.post(address, sent).status_code == 303
        assert browser.get("/me/door/").status_code == 200
        assert thief.get("/me/door/").status_code == 303, address


def test_a_session_that_somebody_planted_is_not_the_one_that_is_signed_in() -> None:
    joined("Sam", phrase=PHRASE)
    victim = Client()
    victim.post("/sign-in/way-back/")
    planted = victim.session.session_key
    victim.post("/sign-in/", {"name": "Sam", "phrase": PHRASE})
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert victim.get("/me/door/").status_code == 200
    assert thief.get("/me/door/").status_code == 303


# A passkey of somebody else


@pytest.mark.needs("P9")
def test_what_a_phone_answered_once_opens_nothing_a_second_time_and_nothing_in_another_browser() -> None:
    sam, phone = joined("Sam"), Phone()
    browser = browser_of(sam)
    made = phone.make(asked_by(browser, NEW))
    assert post(browser, f"{NEW}finish/", {"passkey": made, "label": ""}).status_code == 200
    assert post(browser, f"{NEW}finish/", {"passkey": made, "label": ""}).status_code == 422
    first, other = Client(), Client()
    shown = phone.show(asked_by(first, "/sign-in/passkey/"))
    asked_by(other, "/sign-in/passkey/")
    assert post(other, "/sign-in/passkey/finish/", {"passkey": shown}).status_code == 422
    assert post(first, "/sign-in/passkey/finish/", {"passkey": shown}).status_code == 200
    assert post(Client(), "/sign-in/passkey/finish/", {"passkey": shown}).status_code == 422


@pytest.mark.needs("P9")
def test_a_ceremony_for_adding_is_none_for_coming_in() -> None:
    sam, phone = joined("Sam"), Phone()
    browser = browser_of(sam)
    made = phone.make(asked_by(browser, NEW))
    assert post(browser, f"{NEW}finish/", {"passkey": made, "label": ""}).status_code == 200
    asked = asked_by(browser, NEW)
    answer = phone.show({"challenge": asked["challenge"], "rpId": asked["rp"]["id"]})
    assert post(browser, "/sign-in/passkey/finish/", {"passkey": answer}).status_code == 422


# Addresses and numbers


def test_a_number_in_another_script_is_not_taken_for_one_that_a_text_reaches() -> None:
    assert uk_mobile("07٤٥٦٧٨٩٠١٢") is None
    assert uk_mobile("07456 789 012") == "+447456789012"


@pytest.mark.parametrize(
    "to", ["robin@example.org\r\nBcc: other@example.org", "robin@example.org\n", "a@b.c, d@e.f", "<robin@example.org>"]
)
def test_no_address_carries_a_second_header_or_a_second_person(to: str) -> None:
    sam = joined("Sam")
    browser = browser_of(sam)
    answer = browser.post("/me/reaching/change/", {"channel": "email", "email": to, "when": "any"})
    if to.strip() == "robin@example.org":
        assert answer.status_code == 303  # a blank at the end is only a blank
    else:
        assert answer.status_code == 422


def test_nobody_is_found_by_the_id_of_another() -> None:
    sam, mal = joined("Sam"), joined("Mal")
    words = actions.make_card(by=sam, viewer=sam, number="258036")
    assert words
    card = queries.ways_in_of(sam.id, sam.sign_in_id, clock.now()).cards[0].id
    browser = browser_of(mal)
    theirs = browser.post(f"/me/door/cards/{card}/end/")
    nobodys = browser.post(f"/me/door/cards/{UUID(int=7)}/end/")
    assert (theirs.status_code, theirs["Location"]) == (nobodys.status_code, nobodys["Location"])
    assert queries.person_by_card(words, "258036") == sam.id

"""Passkeys, with real cryptography: a phone of the tests' own makes keys, signs and counts."""

import hashlib
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.http import HttpResponse
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from tests.cast import browser_of, joined
from wholeperson.foundation import clock, ids
from wholeperson.foundation.announcements import _listeners, subscribe
from wholeperson.people import actions, queries
from wholeperson.people.models import Passkey, SignIn
from wholeperson.people.public import AskAgainError, DoorError, SignInChanged, Viewer
from wholeperson.people.rules.passkeys import AT_MOST, count_is_right, still_holds

pytestmark = [pytest.mark.django_db, pytest.mark.needs("P9")]
HOST = "localhost"
NEW, DOOR = "/me/door/passkeys/", "/sign-in/passkey/"


class Phone:
    """An authenticator made of software: one key, one count, and a list of what it was told."""

    def __init__(self, *, count: int = 0, origin: str = "http://localhost") -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.credential, self.handle, self.count, self.origin = ids.new_id().bytes, b"", count, origin

    def make(self, asked: dict[str, Any]) -> dict[str, Any]:
        self.handle, self.listed = websafe_decode(asked["user"]["id"]), asked["user"]
        told = self._told("webauthn.create", asked["challenge"])
        made = AttestedCredentialData.create(
            b"\0" * 16, self.credential, ES256.from_cryptography_key(self.key.public_key())
        )
        flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
        data = AuthenticatorData.create(self._site(asked["rp"]["id"]), flags, self.count, made)
        return self._answer(told, attestationObject=AttestationObject.create("none", data, {}))

    def show(self, asked: dict[str, Any], *, counted: int = 1, handle: bytes | None = None) -> dict[str, Any]:
        self.count += counted
        told = self._told("webauthn.get", asked["challenge"])
        data = AuthenticatorData.create(self._site(asked["rpId"]), AuthenticatorData.FLAG.UP, self.count)
        signed = self.key.sign(bytes(data) + told.hash, ec.ECDSA(SHA256()))
        return self._answer(
            told, authenticatorData=data, signature=signed, userHandle=self.handle if handle is None else handle
        )

    def _told(self, kind: str, challenge: str) -> CollectedClientData:
        return CollectedClientData.create(type=kind, challenge=challenge, origin=self.origin)

    def _site(self, name: str) -> bytes:
        return hashlib.sha256(name.encode()).digest()

    def _answer(self, told: bytes, **parts: bytes) -> dict[str, Any]:
        answer = {name: websafe_encode(bytes(part)) for name, part in parts.items()}
        mine = websafe_encode(self.credential)
        return {"id": mine, "rawId": mine, "type": "public-key", "response": {"clientDataJSON": websafe_encode(told), **answer}}  # fmt: skip  # noqa: E501  # one value


@pytest.fixture
def told() -> Iterator[list[SignInChanged]]:
    heard: list[SignInChanged] = []
    subscribe(SignInChanged, heard.append)
    yield heard
    _listeners[SignInChanged].remove(heard.append)


def post(browser: Client, path: str, body: object) -> HttpResponse:
    said = body if isinstance(body, str) else json.dumps(body)
    return browser.post(path, said, content_type="application/json", headers={"host": HOST})


def asked_by(browser: Client, path: str) -> dict[str, Any]:
    answer = post(browser, f"{path}begin/", {})
    assert answer.status_code == 200
    return dict(answer.json()["publicKey"])


def added(viewer: Viewer, phone: Phone, label: str = "my phone") -> HttpResponse:
    browser = browser_of(viewer)
    return post(browser, f"{NEW}finish/", {"passkey": phone.make(asked_by(browser, NEW)), "label": label})


def sign_in(phone: Phone, browser: Client | None = None, **said: Any) -> tuple[Client, HttpResponse]:
    browser = browser or Client()
    how = {name: said.pop(name) for name in ("counted", "handle") if name in said}
    return browser, post(browser, f"{DOOR}finish/", {"passkey": phone.show(asked_by(browser, DOOR), **how), **said})


def test_a_passkey_is_added_signs_in_and_opens_nothing_once_it_is_ended(told: list[SignInChanged]) -> None:
    sam, phone = joined("Sam"), Phone()
    assert added(sam, phone).json() == {"to": NEW}
    assert told == [SignInChanged(sam.id)]
    browser, answer = sign_in(phone, next="/me/door/")
    assert (answer.status_code, answer.json()) == (200, {"to": "/me/door/"})
    assert browser.get("/me/door/").status_code == 200
    [card] = queries.passkeys_of(sam.id)
    assert card.label == "my phone"
    ended = browser.post(f"{NEW}{card.id}/end/")
    assert (ended.status_code, ended["Location"]) == (303, NEW)
    _, refused = sign_in(phone)
    assert refused.status_code == 422
    assert "opens nothing here" in refused.json()["says"]
    assert len(told) == 2


def test_the_list_of_the_phone_shows_no_name_of_theirs() -> None:
    phone = Phone()
    added(joined("Sam Sunshine"), phone)
    assert phone.listed["name"] == phone.listed["displayName"] == "Whole Person sign-in"


def test_the_label_is_sealed() -> None:
    added(joined("Sam"), Phone(), "phone from Kai")
    assert b"Kai" not in bytes(Passkey.objects.get().label)


def test_the_page_says_what_the_list_of_the_phone_will_show() -> None:
    sam = joined("Sam")
    added(sam, Phone())
    page = browser_of(sam).get(NEW, headers={"host": "localhost:8132"}).content.decode()
    assert "<b>localhost</b>" in page
    assert "my phone" in page


def test_a_wrong_an_unknown_and_a_copied_passkey_get_the_same_calm_sentence() -> None:
    sam, phone = joined("Sam"), Phone(count=4)
    added(sam, phone)
    wrong = Phone()
    wrong.credential, wrong.handle = phone.credential, phone.handle
    answers = [
        sign_in(Phone())[1],
        sign_in(wrong, counted=9)[1],
        sign_in(phone, counted=0)[1],  # a count that stands still: there may be a copy
        sign_in(phone, handle=b"somebody else's!")[1],
        sign_in(Phone(), passkey="nonsense")[1],
        post(Client(), f"{DOOR}finish/", "not json"),
        post(Client(), f"{DOOR}finish/", []),
    ]
    assert {(one.status_code, one.content) for one in answers} == {(422, answers[0].content)}
    assert sign_in(phone)[1].status_code == 200


def test_what_was_asked_of_the_phone_is_answered_once_and_soon() -> None:
    sam, phone, browser = joined("Sam"), Phone(), Client()
    added(sam, phone)
    asked = asked_by(browser, DOOR)
    answer = phone.show(asked)
    assert post(browser, f"{DOOR}finish/", {"passkey": answer}).status_code == 200
    assert post(browser, f"{DOOR}finish/", {"passkey": answer}).status_code == 422
    asked = asked_by(browser, DOOR)
    with clock.stopped(clock.now() + timedelta(minutes=6)):
        assert post(browser, f"{DOOR}finish/", {"passkey": phone.show(asked)}).status_code == 422


def test_a_page_of_another_address_is_not_heard() -> None:
    sam, phone = joined("Sam"), Phone(origin="http://evil.localhost")
    assert added(sam, phone).status_code == 422
    phone.origin = "http://localhost"
    added(sam, phone)
    for origin in ("http://evil.localhost", "http://localhost:9000", "https://elsewhere.example"):
        phone.origin = origin
        assert sign_in(phone)[1].status_code == 422


def test_after_signing_in_nobody_is_led_to_another_site() -> None:
    phone = Phone()
    added(joined("Sam"), phone)
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", 7, ""):
        assert sign_in(phone, next=elsewhere)[1].json() == {"to": "/me/"}


def test_a_shared_device_gets_a_short_stay() -> None:
    sam, phone = joined("Sam"), Phone()
    added(sam, phone)
    sign_in(phone, shared=True)
    assert SignIn.objects.filter(person_id=sam.id, shared=True).count() == 1


def test_adding_asks_first_whether_it_is_them() -> None:
    sam, browser = joined("Sam"), None
    with clock.stopped(clock.now() + timedelta(minutes=6)):
        browser = browser_of(sam)
        led = post(browser, f"{NEW}begin/", {})
        assert (led.status_code, led.json()) == (422, {"to": "/repeat/?next=%2Fme%2Fdoor%2Fpasskeys%2F"})
        assert post(browser, f"{NEW}finish/", {}).json() == led.json()
        assert "Show that it is me" in browser.get(NEW).content.decode()
        with pytest.raises(AskAgainError):
            actions.add_passkey(by=sam, viewer=sam, host=HOST, state={}, answer={}, label="")


def test_the_same_passkey_twice_a_long_label_and_an_eleventh_are_refused() -> None:
    sam, phone = joined("Sam"), Phone()
    added(sam, phone)
    again = added(joined("Nia"), phone)
    assert (again.status_code, again.json()["says"][:21]) == (422, "No passkey was added.")
    with pytest.raises(DoorError, match="shorter word"):
        actions.add_passkey(by=sam, viewer=sam, host=HOST, state={}, answer={}, label="x" * 41)
    for _ in range(AT_MOST - 1):
        added(sam, Phone())
    with pytest.raises(DoorError, match="End one"):
        actions.add_passkey(by=sam, viewer=sam, host=HOST, state={}, answer={}, label="")


def test_nobody_ends_the_passkey_of_somebody_else(told: list[SignInChanged]) -> None:
    sam, phone = joined("Sam"), Phone()
    added(sam, phone)
    nia = joined("Nia")
    theirs = browser_of(nia).post(f"{NEW}{Passkey.objects.get().id}/end/")
    nobodys = browser_of(nia).post(f"{NEW}{ids.new_id()}/end/")
    assert (theirs.status_code, theirs["Location"]) == (nobodys.status_code, nobodys["Location"])
    assert Passkey.objects.count() == 1
    assert told == [SignInChanged(sam.id)]


def test_somebody_who_keeps_guessing_waits_a_little_and_is_never_shut_out() -> None:
    phone, now = Phone(), clock.now()
    added(joined("Sam"), phone)
    with clock.stopped(now):
        for _ in range(100):
            post(Client(), f"{DOOR}finish/", {})
        assert sign_in(phone)[1].status_code == 429
    with clock.stopped(now + timedelta(seconds=5)):
        assert sign_in(phone)[1].status_code == 200


def test_somebody_who_is_not_signed_in_is_led_to_the_door() -> None:
    for path in (f"{NEW}begin/", f"{NEW}finish/", f"{NEW}{ids.new_id()}/end/"):
        assert Client().post(path)["Location"] == "/sign-in/"


def test_somebody_who_is_signed_in_shows_once_more_that_it_is_them_and_nobody_else_does() -> None:
    sam, nia, phone = joined("Sam"), joined("Nia"), Phone()
    added(sam, phone)
    with clock.stopped(clock.now() + timedelta(minutes=6)):
        browser, other = browser_of(sam), browser_of(nia)
        assert sign_in(phone, other)[1].status_code == 422
        assert sign_in(phone, browser, next="/me/door/codes/")[1].json() == {"to": "/me/door/codes/"}
        assert "Make eight new codes" in browser.get("/me/door/codes/").content.decode()
    assert SignIn.objects.count() == 2


def test_counts_grow_or_stay_nothing() -> None:
    assert count_is_right(0, 0)
    assert count_is_right(4, 5)
    assert not count_is_right(4, 4)
    assert not count_is_right(4, 0)
    now = clock.now()
    assert not still_holds(now + timedelta(seconds=1), now)

"""What leaves this place: by a real mail server and a real web server on loopback, and by nothing where none is set."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email import message_from_bytes
from email.message import Message as Mail
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import jwt
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.cast import TESTS, joined
from tests.serving import free_port
from tests.wholeperson.messages.reach import NUMBER, ROBIN, reached, states
from wholeperson.foundation import clock, vault
from wholeperson.foundation.actions import action
from wholeperson.messages import actions, chores, outside
from wholeperson.messages.models import Message, Reach
from wholeperson.messages.rules import Channel
from wholeperson.people.public import Viewer

pytestmark = pytest.mark.django_db

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
TELLING = ("sam", "robin.marsh", "recover", "whole person", "whole-person", "wholeperson", "test", "help")


class Post:
    """Receives mail as a server does, and answers as it is told to."""

    def __init__(self) -> None:
        self.came: list[Mail] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # its name there
        if self.answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.came.append(message_from_bytes(envelope.content))
        return self.answer


@pytest.fixture
def post(settings: Any) -> Iterator[Post]:
    server = Controller(handler := Post(), hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", server.port, False
    settings.EMAIL_FROM = "Whole Person <post@letters.example>"
    yield handler
    server.stop()


@contextmanager
def notify(status: int = 201) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Stand in for GOV.UK Notify, as its documentation says that it answers."""
    came: list[dict[str, Any]] = []

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # its name there
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            came.append({"path": self.path, "bearer": self.headers["Authorization"], **body})
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps({"errors": [{"message": f"phone_number {body['phone_number']}"}]}).encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", came
        server.shutdown()


def told(channel: Channel, kind: str = "test-word", token: str = "") -> Viewer:
    sam = reached(joined("Sam"), channel)
    actions.tell(by=TESTS, person_id=sam.id, kind=kind, token=token)
    return sam


def test_an_email_gives_nothing_away_but_that_it_is_there(post: Post) -> None:
    told(Channel.EMAIL)
    chores.send_what_is_due(clock.now())
    (mail,) = post.came
    assert (mail["Subject"], mail["From"], mail["To"]) == ("You have a message", "post@letters.example", ROBIN)
    assert mail.get_payload() == "You have a message.\n" or mail.get_payload() == "You have a message.\r\n"
    del mail["To"]
    assert not [word for word in TELLING if word in mail.as_string().lower()]
    assert states() == ["sent"]


def test_the_one_link_is_the_one_that_stops_something(post: Post, settings: Any) -> None:
    settings.SITE_ADDRESS = "https://place.example"
    told(Channel.EMAIL, "way-back", "one-tap")
    chores.send_what_is_due(clock.now())
    said = post.came[0].get_payload(decode=True)
    assert isinstance(said, bytes)
    assert said.split() == b"You have a message. You can stop it here: https://place.example/stop/one-tap/".split()


def test_a_word_that_goes_twice_has_the_same_id(post: Post) -> None:
    told(Channel.EMAIL)
    message = Message.objects.get(kind="test-word")
    errand = actions.claim(by=TESTS, message_id=message.id)
    assert errand is not None
    outside.send(errand)  # and here the worker is killed
    with clock.stopped(clock.now() + timedelta(minutes=10)):
        chores.send_what_is_due(clock.now())
    assert {mail["Message-ID"] for mail in post.came} == {f"<{message.id}@letters.example>"}
    assert len(post.came) == 2
    assert states() == ["sent"]


def test_a_server_that_does_not_take_it_is_asked_again_and_no_log_names_anybody(
    post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    post.answer = f"550 no such mailbox {ROBIN}"
    told(Channel.EMAIL)
    now = clock.now()
    with caplog.at_level(logging.DEBUG, logger="wholeperson"):
        chores.send_what_is_due(now)
    assert "Words that did not go out: 1, because of SMTPDataError." in caplog.text
    assert "robin" not in caplog.text
    assert states() == ["waiting"]
    assert Message.objects.get(kind="test-word").send_after > now + timedelta(seconds=55)
    post.answer = "250 OK"
    with clock.stopped(now + timedelta(minutes=2)):
        chores.send_what_is_due(clock.now())
    assert states() == ["sent"]


def test_a_server_that_is_not_there_is_the_same(settings: Any) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", free_port(), False
    told(Channel.EMAIL)
    chores.send_what_is_due(clock.now())
    assert states() == ["waiting"]


def test_a_text_goes_by_notify_with_a_signed_token(settings: Any) -> None:
    told(Channel.TEXT)
    with notify() as (address, came):
        settings.NOTIFY_KEY, settings.NOTIFY_TEMPLATE = f"a-name-{SERVICE}-{SECRET}", "a-template"
        settings.NOTIFY_ADDRESS = address
        chores.send_what_is_due(clock.now())
    (asked,) = came
    claims = jwt.decode(asked["bearer"].removeprefix("Bearer "), SECRET, algorithms=["HS256"])
    assert claims["iss"] == SERVICE
    assert abs(claims["iat"] - clock.now().timestamp()) < 30
    assert asked["path"] == "/v2/notifications/sms"
    assert (asked["phone_number"], asked["template_id"]) == (NUMBER, "a-template")
    assert asked["personalisation"] == {"message": "You have a message."}
    assert asked["reference"] == str(Message.objects.get(kind="test-word").id)
    assert states() == ["sent"]


@pytest.mark.parametrize("status", [400, 403, 429, 500])
def test_notify_that_does_not_take_it_is_asked_again(
    settings: Any, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    told(Channel.TEXT)
    with notify(status) as (address, came):
        settings.NOTIFY_KEY, settings.NOTIFY_ADDRESS = f"a-name-{SERVICE}-{SECRET}", address
        with caplog.at_level(logging.DEBUG, logger="wholeperson"):
            chores.send_what_is_due(clock.now())
    assert len(came) == 1
    assert states() == ["waiting"]
    assert "HTTPError" in caplog.text
    assert "7700" not in caplog.text


def test_where_nothing_is_set_up_the_words_are_only_on_the_screen(settings: Any) -> None:
    told(Channel.EMAIL)
    assert not outside.goes_out(Channel.EMAIL)
    assert not outside.goes_out(Channel.APP)
    chores.send_what_is_due(clock.now())
    assert states() == ["sent"]


def test_a_word_stays_where_the_person_chose_the_app_in_the_meantime(post: Post) -> None:
    reached(told(Channel.EMAIL), Channel.APP)
    chores.send_what_is_due(clock.now())
    assert states() == ["stayed"]
    assert post.came == []


def test_words_that_do_not_open_keep_nobody_elses_from_going_out(post: Post) -> None:
    told(Channel.EMAIL)
    first = Message.objects.get(kind="test-word")
    told(Channel.EMAIL)
    with_broken = Reach.objects.get(person_id=first.person_id)
    break_address(by=TESTS, reach=with_broken)
    chores.send_what_is_due(clock.now())
    assert states() == ["waiting", "sent"]


def test_a_round_ends_between_two_words_when_the_worker_is_told_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    told(Channel.EMAIL)
    monkeypatch.setattr("wholeperson.foundation.tasks._told_to_stop", lambda: True)
    chores.send_what_is_due(clock.now())
    assert states() == ["waiting"]


def test_a_word_that_another_worker_took_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    told(Channel.EMAIL)
    message = Message.objects.get(kind="test-word")
    actions.claim(by=TESTS, message_id=message.id)
    # What two workers do when both have read the list before either took anything.
    monkeypatch.setattr("wholeperson.messages.queries.due", lambda now: (message.id,))
    chores.send_what_is_due(clock.now())
    assert states() == ["claimed"]


@action("an address was broken for a test")
def break_address(*, by: str, reach: Reach) -> Reach:
    reach.email = vault.seal(reach.person_id, ROBIN, place="elsewhere")
    reach.save()
    return reach

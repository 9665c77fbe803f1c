"""What a page says around its words: no address, title, header, log line, cookie or message tells who somebody is."""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from uuid import UUID

import pytest
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from tests.cast import TESTS, browser_of, in_circle, joined, team, with_role
from tests.wholeperson.journeys.sharing import shows
from tests.wholeperson.journeys.sounds import wav
from tests.wholeperson.people.test_passkeys import NEW, Phone, asked_by, post
from tools.routes import routes
from wholeperson.config.logs import NobodysWords
from wholeperson.consent import actions as consent
from wholeperson.consent.models import Emergency
from wholeperson.consent.public import Purpose
from wholeperson.foundation import clock
from wholeperson.journeys import actions as journeys
from wholeperson.journeys.models import AboutMe
from wholeperson.journeys.rules.about_me import Heading
from wholeperson.messages import actions as messages
from wholeperson.messages.models import Message
from wholeperson.messages.queries import messages_of
from wholeperson.messages.rules import Channel
from wholeperson.people import actions, queries
from wholeperson.people.public import Role, Viewer
from wholeperson.trail.models import Line

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.needs("P9")]

NAME, WORDS, NIECE = "Zanzibarnia Quill", "Xylophonic mornings, and <b>my dog</b>", "my Quetzalcoatl"
EMAIL, LABEL = "zanzi.quill@example.org", "Ulfhednar phone"
PLACES = re.compile(r"""\b(?:href|action|src|data-[a-z-]+|content|hx-[a-z]+|poster|formaction)="([^"]*)\"""")
SECRET = re.compile(rb'csrfmiddlewaretoken" value="[^"]+"|paper-address">[^<]*')
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
PART = re.compile(r"<(?:\w+:)?(\w+)>")
SHOWS_THE_REFERENCE = "/me/everything/"  # on the page itself: whoever wants to be forgotten without signing in needs it


@dataclass
class World:
    """Sam, who tells a lot, and three people who may read some of it."""

    sam: Viewer
    nia: Viewer
    worker: Viewer
    coordinator: Viewer
    ids: Mapping[str, object] = field(default_factory=dict)

    @property
    def telling(self) -> tuple[str, ...]:
        """Give what may stand in none of these places: in capitals or not, as an id with dashes or without."""
        ids = (one for who in (self.sam, self.nia, self.worker) for one in (who.id, who.sign_in_id))
        said = ("zanzibarnia", "quill", "xylophonic", "quetzalcoatl", "ulfhednar", EMAIL)
        return (*said, *(form for one in ids for form in (str(one), one.hex)))

    def address(self, route: str) -> str:
        """Fill a route with ids that are there."""
        return PART.sub(lambda found: str(self.ids.get(found.group(1), UUID(int=9))), route)


@pytest.fixture
def world() -> World:
    sam, nia, outreach = joined(NAME), joined("Nia"), team()
    worker = with_role("Kim", Role.WORKER, in_team=outreach)
    coordinator = with_role("Cas", Role.COORDINATOR)
    tie = in_circle(sam, nia, word=NIECE)
    said = journeys.write(by=sam, viewer=sam, heading=Heading.MATTERS, words=WORDS, voice=wav())
    shared = shows(sam, tie, purpose=Purpose.KNOW_ME)
    for_team = shows(sam, outreach)
    consent.open_in_an_emergency(by=worker, viewer=worker, share_id=for_team.id, reason="Said good-bye to everybody.")
    messages.change_reach(by=sam, viewer=sam, channel=Channel.EMAIL, hours=(), to=EMAIL)
    messages.tell(by=TESTS, person_id=sam.id, kind="way-back", token="one-tap")
    actions.make_card(by=sam, viewer=sam, number="258036")
    browser = browser_of(sam)
    made = Phone().make(asked_by(browser, NEW))
    post(browser, f"{NEW}finish/", {"passkey": made, "label": LABEL})
    assert browser_of(nia).get(f"/my-people/shown/{shared.id}/").status_code == 200
    looked = Line.objects.filter(whose=str(sam.id)).latest("pk")
    ids = {
        "address": "bognor-regis", "key": "matters", "said_id": said.id, "voice_id": said.id, "tie": tie.id,
        "share": shared.id, "share_id": shared.id, "through": tie.id, "ref": looked.ref, "part": "about-me",
        "opening": Emergency.objects.get().id, "message_id": Message.objects.latest("created_at").id,
        "card_id": queries.ways_in_of(sam.id, sam.sign_in_id, clock.now()).cards[0].id,
        "passkey_id": queries.passkeys_of(sam.id)[0].id, "token": "one-tap", "form": "json", "deed": "agree",
    }  # fmt: skip
    return World(sam, nia, worker, coordinator, ids)


def around(answer: HttpResponse) -> Iterator[str]:
    """Give everything that an answer says around its words."""
    yield from (f"{name}: {value}" for name, value in answer.headers.items())
    yield from (one.OutputString() for one in answer.cookies.values())
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        page = answer.content.decode()
        yield from (unescape(one) for one in PLACES.findall(page))
        yield from TITLE.findall(page)


def told(world: World, answer: HttpResponse) -> list[str]:
    return [said for said in around(answer) if any(one in said.casefold() for one in world.telling)]


def body_of(answer: HttpResponse | StreamingHttpResponse) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def every_page(world: World, browser: Client) -> Iterator[tuple[str, HttpResponse]]:
    for route in sorted(routes(get_resolver().url_patterns)):
        if not route.startswith(("/maps/<", "/exit/")):  # maps are nobody's, and leaving would end it
            address = world.address(route)
            yield address, browser.get(address)


@pytest.mark.parametrize("who", ["sam", "nia", "worker", "coordinator"])
def test_no_address_title_header_cookie_or_log_tells_who_somebody_is(
    world: World, who: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="django")
    caplog.set_level(logging.DEBUG, logger="wholeperson")
    browser = browser_of(getattr(world, who))
    opened, kept = [], []
    for address, answer in every_page(world, browser):
        assert answer.status_code < 500, address
        assert told(world, answer) == [], address
        assert answer["Cache-Control"] == "no-store", address
        opened += [address] if answer.status_code == 200 else []
        if address != SHOWS_THE_REFERENCE:
            kept += [address] if str(world.sam.id).encode() in body_of(answer) else []
    assert kept == []
    assert len(opened) > 20
    written = NobodysWords()  # as every line is written; also those that a builder would switch on
    said = [written.format(one) for one in caplog.records]
    assert said
    assert not [line for line in said if any(tale in line.casefold() for tale in world.telling)]


def test_the_pages_that_hold_the_words_were_among_them(world: World) -> None:
    for who, address in (
        ("sam", "/me/"), ("sam", "/me/about/matters/"), ("sam", "/me/everything/"), ("sam", "/my-people/circle/"),
        ("nia", world.address("/my-people/shown/<uuid:share>/")),
    ):  # fmt: skip
        page = browser_of(getattr(world, who)).get(address).content.decode()
        assert any(one in page for one in ("Zanzibarnia", "Xylophonic", "Quetzalcoatl")), address


def test_what_is_taken_out_is_called_by_no_name(world: World) -> None:
    browser = browser_of(world.sam)
    for form in ("json", "pdf", "ics"):
        answer = browser.post(f"/me/everything/take/{form}/")
        assert answer.status_code == 200
        assert told(world, answer) == []
    dates = browser.post("/me/everything/take/ics/").content.decode().casefold()
    assert not [one for one in world.telling if one in dates]


def test_no_message_says_who_or_what(world: World) -> None:
    for who in (world.sam, world.nia, world.worker):
        for one in messages_of(who):
            said = f"{one.kind} {one.words} {one.stop}".casefold()
            assert not [tale for tale in world.telling if tale in said]
    for row in Message.objects.values():
        assert not [tale for tale in world.telling[:6] if tale in str(row).casefold()]


def test_a_page_that_is_refused_repeats_nothing(world: World) -> None:
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    browser.cookies = browser_of(world.sam).cookies
    sent = {"words": WORDS, "name": NAME, "email": EMAIL}
    for address in ("/me/about/matters/", "/me/door/name/", f"/me/{NAME}/"):
        answer = browser.post(address, sent)
        assert answer.status_code in (403, 404)
        assert not [one for one in ("Zanzibarnia", "Xylophonic", EMAIL) if one in answer.content.decode()]
        assert answer["Cache-Control"] == "no-store"


def test_no_row_holds_words_or_a_name_in_the_open(world: World) -> None:
    for row in AboutMe.objects.values():
        assert b"Xylophonic" not in bytes(row["words"])
    lines = " ".join(str(row) for row in Line.objects.values()).casefold()
    assert not [one for one in ("zanzibarnia", "xylophonic", "quetzalcoatl", "ulfhednar", EMAIL) if one in lines]


def shape(browser: Client, method: str, address: str) -> tuple[object, ...]:
    """Give what somebody from outside can measure of an answer: what it says, how long it is, how much was asked."""
    with CaptureQueriesContext(connection) as asked:
        answer = getattr(browser, method)(address)
    page = SECRET.sub(b"", answer.content)
    questions = sum("SAVEPOINT" not in one["sql"] for one in asked.captured_queries)
    return answer.status_code, answer.headers.get("Location", "").replace(address, ""), len(page), questions


@pytest.mark.parametrize("who", ["stranger", "coordinator"])
@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_what_is_not_theirs_cannot_be_told_from_what_is_not_there(world: World, who: str, method: str) -> None:
    browser = browser_of(joined("Mal") if who == "stranger" else world.coordinator)
    nowhere = replace(
        world, ids={name: UUID(int=9) if isinstance(one, UUID) else one for name, one in world.ids.items()}
    )
    tried = [route for route in sorted(routes(get_resolver().url_patterns)) if "<uuid:" in route]
    assert len(tried) >= 10
    for route in tried:
        theirs, none = (shape(browser, method, one.address(route)) for one in (world, nowhere))
        assert theirs == none, route
        assert theirs[0] in (303, 404, 405), route

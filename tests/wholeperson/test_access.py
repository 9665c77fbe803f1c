"""Every page and who may open it: each route × each role × each relation to whose page it is.

A route that is missing here fails the build. Who may not know of a page is answered as if it did not exist: 404.
"""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from tests.scene import WORDS, Comer, Relation, the_scene
from tools.routes import problems, routes
from wholeperson.people.public import Role

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOWHERE = "00000000-0000-4000-8000-000000000006"
Answer = Callable[[Comer], int]
OWNER, INVITED, IN_THE_TEAM = Relation.OWNER, Relation.INVITED, Relation.IN_THE_TEAM
SHOWN = (INVITED, IN_THE_TEAM)
READS_FOR_A_TEAM = (Role.PEER, Role.WORKER)


def everybody(status: int = 200) -> Answer:
    """Public: it does not matter who comes."""
    return lambda comer: status


def inside(status: int = 200) -> Answer:
    """For anybody who is signed in; the others are led to the door."""
    return lambda comer: 303 if comer.role is None else status


def outside(signed_in: int = 303) -> Answer:
    """For those who are not signed in; the others are led on."""
    return lambda comer: 200 if comer.role is None else signed_in


def only(*relations: Relation, roles: tuple[Role, ...] = tuple(Role), status: int = 200) -> Answer:
    """For those who stand in one of these relations and hold one of these roles; for others it does not exist."""
    fits: Answer = lambda comer: status if comer.relation in relations and comer.role in roles else 404  # noqa: E731  # one thought
    return lambda comer: 303 if comer.role is None else fits(comer)


def role(*roles: Role, status: int = 200) -> Answer:
    """For those who hold one of these roles, wherever; for others it does not exist."""
    return only(*Relation, roles=roles, status=status)


HERE = tuple(one for one in Relation if one is not Relation.OTHER_ALLIANCE)
COORDINATOR_HERE = only(*HERE, roles=(Role.COORDINATOR,))
KEEPS_ANYTHING = (Role.PEER, Role.WORKER, Role.COORDINATOR)


def keepers(status: int = 200) -> Answer:
    """For whoever keeps an entry of The Hub: its own people in their teams, and the coordinator of the place."""
    theirs = only(OWNER, IN_THE_TEAM, roles=READS_FOR_A_TEAM, status=status)
    places = only(*HERE, roles=(Role.COORDINATOR,), status=status)
    return lambda comer: min(theirs(comer), places(comer))


def uneasy_about_the_owner(comer: Comer) -> int:
    """For grown-ups of the alliance, beside the one who offers."""
    if comer.role is None:
        return 303
    offers = comer.relation is OWNER and comer.role is Role.PERSON
    return 404 if offers or comer.relation is Relation.OTHER_ALLIANCE else 200


THE_OWNER = only(OWNER, roles=(Role.PERSON,))  # of what exists once in the scene: a line, an ask, a message
THE_OWNER_IS_LED_ON = only(OWNER, roles=(Role.PERSON,), status=303)


@dataclass(frozen=True)
class Page:
    """An address to try and what everybody is answered; ``sent`` makes it a POST, ``shows`` says who finds words."""

    address: str
    answers: Answer
    sent: Mapping[str, str] | None = None
    shows: tuple[Relation, ...] = ()
    more: tuple["Page", ...] = field(default=())


def post(address: str, answers: Answer, **sent: str) -> Page:
    """A page that is sent something."""
    return Page(address, answers, sent)


NO_MAP = everybody(404)
WRONG = {"name": "", "phrase": ""}
GAP = "/network/gaps/<slug:place>/<slug:need>/<slug:area>/<slug:when>/<slug:group>/"
PAGES = {
    "/": Page("/", everybody()),
    "/help-now/": Page("/help-now/", everybody()),
    "/help-now/safer/": Page("/help-now/safer/", everybody()),
    "/help-now/kept/": Page("/help-now/kept/", everybody()),
    "/young/": Page("/young/", everybody()),
    "/me/": Page("/me/", everybody()),
    "/me/phone/": Page("/me/phone/", everybody()),
    "/my-people/": Page("/my-people/", everybody()),
    "/my-place/": Page("/my-place/", everybody()),
    "/bigger-picture/": Page("/bigger-picture/", everybody()),
    "/leaving/": Page("/leaving/", everybody()),
    "/exit/": Page("/exit/", everybody(303)),
    "/healthz": Page("/healthz", everybody()),
    "/robots.txt": Page("/robots.txt", everybody()),
    "/sw.js": Page("/sw.js", everybody()),
    # ---- maps
    "/maps/": Page("/maps/", everybody()),
    "/maps/compare/": Page("/maps/compare/", everybody()),
    "/maps/open/": Page("/maps/open/", everybody()),
    "/maps/<slug:address>/": Page("/maps/no-such-map/", NO_MAP),
    "/maps/<slug:address>/list/": Page("/maps/no-such-map/list/", NO_MAP),
    "/maps/<slug:address>/reading/": Page("/maps/no-such-map/reading/", NO_MAP),
    "/maps/<slug:address>/what-if/": Page("/maps/no-such-map/what-if/", NO_MAP),
    "/maps/<slug:address>/matters/": Page("/maps/no-such-map/matters/", NO_MAP),
    "/maps/<slug:address>/tipping/": Page("/maps/no-such-map/tipping/", NO_MAP),
    "/maps/<slug:address>/walk/": Page("/maps/no-such-map/walk/", NO_MAP),
    "/maps/<slug:address>/drives/": Page("/maps/no-such-map/drives/", NO_MAP),
    "/maps/<slug:address>/patterns/": Page("/maps/no-such-map/patterns/", NO_MAP),
    "/maps/<slug:address>/save/": Page("/maps/no-such-map/save/", NO_MAP),
    "/maps/<slug:address>/save/<slug:form>/": Page("/maps/no-such-map/save/svg/", NO_MAP),
    # ---- the network map
    "/network/": Page("/network/", everybody()),
    "/network/<uuid:resource_id>/": Page("/network/{resource}/", everybody()),
    "/network/options/": Page("/network/options/?need=talk", everybody()),
    "/network/where/": Page("/network/where/", everybody()),
    "/network/who/": Page("/network/who/", everybody()),
    "/network/gaps/": Page("/network/gaps/", everybody()),
    "/network/gaps/<slug:place>/gaps.csv": Page("/network/gaps/bognor-regis/gaps.csv", everybody()),
    GAP: Page("/network/gaps/bognor-regis/talk/anywhere/nights/anybody/", everybody()),
    f"{GAP}gap.json": Page("/network/gaps/bognor-regis/talk/anywhere/nights/anybody/gap.json", everybody()),
    "/network/charter/<slug:address>/": Page("/network/charter/bognor-regis/", everybody()),
    "/network/<uuid:resource>/wrong/": Page("/network/{resource}/wrong/", everybody()),
    "/network/<uuid:resource>/wrong/thanks/": Page("/network/{resource}/wrong/thanks/", everybody()),
    "/network/add/": Page("/network/add/", role(*KEEPS_ANYTHING)),
    "/network/<uuid:resource>/change/": Page("/network/{resource}/change/", keepers()),
    "/network/<uuid:resource>/change/organization/": Page("/network/{resource}/change/organization/", keepers()),
    "/network/<uuid:resource>/change/<slug:part>/": Page("/network/{resource}/change/when/", keepers()),
    "/network/<uuid:resource>/check/": Page("/network/{resource}/check/", only(*HERE, roles=KEEPS_ANYTHING)),
    "/my-work/network/": Page("/my-work/network/", role(*KEEPS_ANYTHING)),
    "/my-work/network/charter/": Page("/my-work/network/charter/", role(Role.COORDINATOR)),
    "/my-work/network/corrections/": Page("/my-work/network/corrections/", role(*KEEPS_ANYTHING)),
    "/my-work/network/signing/": Page("/my-work/network/signing/", role(*KEEPS_ANYTHING)),
    # ---- what people say and offer
    "/network/<uuid:resource_id>/said/": Page("/network/{resource}/said/", everybody()),
    "/network/<uuid:resource_id>/said/write/": Page("/network/{resource}/said/write/", inside()),
    "/network/<uuid:resource_id>/said/<uuid:review_id>/answer/": Page(
        "/network/{resource}/said/{review}/answer/", inside(404)
    ),  # nobody has looked at it yet, so nobody answers it
    "/me/said/": Page("/me/said/", inside()),
    "/my-work/said/": Page("/my-work/said/", role(Role.COORDINATOR)),
    "/my-work/said/danger/": Page("/my-work/said/danger/", role(Role.COORDINATOR)),
    "/my-work/said/<uuid:review_id>/": Page("/my-work/said/{review}/", COORDINATOR_HERE),
    "/network/people/": Page("/network/people/", inside()),
    "/network/people/told/": Page("/network/people/told/", inside()),
    "/network/people/<uuid:offer_id>/uneasy/": Page("/network/people/{offer}/uneasy/", uneasy_about_the_owner),
    "/me/offer/": Page("/me/offer/", inside()),
    "/me/offer/seen/": Page("/me/offer/seen/", inside()),
    "/my-work/people/": Page("/my-work/people/", role(Role.COORDINATOR)),
    "/network/<uuid:resource_id>/voice/": Page("/network/{resource}/voice/", everybody(404)),
    "/network/<uuid:resource_id>/picture/": Page("/network/{resource}/picture/", everybody(404)),
    "/network/<uuid:resource_id>/voice/change/": Page("/network/{resource}/voice/change/", keepers()),
    "/network/<uuid:resource_id>/picture/change/": Page("/network/{resource}/picture/change/", keepers()),
    # ---- the open feed, other directories
    "/open-referral": Page("/open-referral", everybody()),
    "/open-referral/": Page("/open-referral/", everybody()),
    "/open-referral/openapi.json": Page("/open-referral/openapi.json", everybody()),
    "/open-referral/<str:listed>": Page("/open-referral/services", everybody()),
    "/open-referral/<str:listed>/": Page("/open-referral/organizations/", everybody()),
    "/open-referral/<str:listed>/<str:key>": Page("/open-referral/services/{resource}", everybody()),
    "/open-referral/<str:listed>/<str:key>/": Page("/open-referral/services/{resource}/", everybody()),
    "/open-referral/<path:rest>": Page("/open-referral/a/b/c", everybody(404)),
    "/my-work/sources/": Page("/my-work/sources/", role(Role.COORDINATOR)),
    "/my-work/sources/new/": Page("/my-work/sources/new/", role(Role.COORDINATOR)),
    "/my-work/sources/alike/": Page("/my-work/sources/alike/", role(Role.COORDINATOR)),
    "/my-work/sources/<uuid:source>/": Page("/my-work/sources/{nothing}/", inside(404)),
    # ---- on paper, and front desks
    "/network/paper/": Page("/network/paper/?place=bognor-regis", everybody()),
    "/network/booklet.pdf": Page("/network/booklet.pdf?place=nowhere", everybody(404)),
    "/network/poster.pdf": Page("/network/poster.pdf?place=nowhere", everybody(404)),
    "/network/card.pdf": Page("/network/card.pdf?place=nowhere", everybody(404)),
    "/network/<uuid:resource_id>/slip.pdf": Page("/network/{nothing}/slip.pdf", everybody(404)),
    "/network/<uuid:resource_id>/times.ics": Page("/network/{resource}/times.ics", everybody()),
    "/network/week.ics": Page("/network/week.ics?place=bognor-regis", everybody()),
    "/network/list.csv": Page("/network/list.csv?place=bognor-regis", everybody()),
    "/network/list.xlsx": Page("/network/list.xlsx?place=bognor-regis", everybody()),
    "/network/kept/": Page("/network/kept/?place=bognor-regis", everybody()),
    "/network/front-desk/": Page("/network/front-desk/?place=bognor-regis", everybody()),
    "/network/front-desk/asked/": Page("/network/front-desk/asked/", everybody()),
    "/network/front-desk/<slug:desk>/": Page("/network/front-desk/chemist/?place=bognor-regis", everybody()),
    "/network/front-desk/<slug:desk>/ask/": Page("/network/front-desk/chemist/ask/?place=bognor-regis", everybody()),
    "/network/front-desk/<slug:desk>/sheet.pdf": Page(
        "/network/front-desk/nowhere/sheet.pdf?place=bognor-regis", everybody(404)
    ),
    "/my-work/asked/": Page("/my-work/asked/", role(Role.PEER, Role.COORDINATOR)),
    "/my-work/asked/<uuid:asked_id>/<slug:deed>/": post("/my-work/asked/{nothing}/take/", inside(404)),
    "/my-work/desks/": Page("/my-work/desks/", role(Role.COORDINATOR)),
    "/my-work/desks/<uuid:desk_id>/end/": post("/my-work/desks/{nothing}/end/", inside(404)),
    "/my-work/desks/<uuid:desk_id>/renew/": post("/my-work/desks/{nothing}/renew/", inside(404)),
    # ---- the door
    "/join/": Page("/join/", outside()),
    "/join/name/": Page("/join/name/", outside()),
    "/join/codes/": Page("/join/codes/", inside(303)),
    "/join/children/": Page("/join/children/", everybody()),
    "/sign-in/": Page("/sign-in/", outside(), more=(post("/sign-in/", everybody(422)),)),
    "/sign-in/card/": Page("/sign-in/card/", outside()),
    "/sign-in/code/": Page("/sign-in/code/", outside()),
    "/sign-in/new-words/": Page("/sign-in/new-words/", inside()),
    "/sign-in/passkey/begin/": post("/sign-in/passkey/begin/", everybody()),
    "/sign-in/passkey/finish/": post("/sign-in/passkey/finish/", everybody(422)),
    "/sign-in/way-back/": Page("/sign-in/way-back/", everybody()),
    "/sign-in/way-back/in/": Page("/sign-in/way-back/in/", everybody()),
    "/stop/<str:token>/": Page("/stop/no-such-token/", everybody()),
    "/stopped/": Page("/stopped/", everybody()),
    "/repeat/": Page("/repeat/", inside()),
    "/repeat/card/": Page("/repeat/card/", inside()),
    "/repeat/code/": Page("/repeat/code/", inside()),
    "/sign-out/": Page("/sign-out/", everybody()),
    "/signed-out/": Page("/signed-out/", everybody()),
    # ---- my door
    "/me/door/": Page("/me/door/", inside()),
    "/me/door/phrase/": Page("/me/door/phrase/", inside()),
    "/me/door/name/": Page("/me/door/name/", inside()),
    "/me/door/codes/": Page("/me/door/codes/", inside()),
    "/me/door/cards/": Page("/me/door/cards/", inside()),
    "/me/door/cards/paper/": post("/me/door/cards/paper/", inside(303)),
    "/me/door/cards/<uuid:card_id>/end/": post("/me/door/cards/{nothing}/end/", inside(303)),
    "/me/door/elsewhere/": post("/me/door/elsewhere/", inside(303)),
    "/me/door/showing/": Page("/me/door/showing/", inside()),
    "/me/door/passkeys/": Page("/me/door/passkeys/", inside()),
    "/me/door/passkeys/begin/": post("/me/door/passkeys/begin/", inside()),
    "/me/door/passkeys/finish/": post("/me/door/passkeys/finish/", inside(422)),
    "/me/door/passkeys/<uuid:passkey_id>/end/": post("/me/door/passkeys/{nothing}/end/", inside(303)),
    "/me/door/way-back/": Page("/me/door/way-back/", inside()),
    "/me/door/way-back/off/": post("/me/door/way-back/off/", inside(303)),
    "/me/door/way-back/stop/": post("/me/door/way-back/stop/", inside(303)),
    "/my-people/help-back/": Page("/my-people/help-back/", inside()),
    # ---- alliances
    "/alliances/": Page("/alliances/", everybody()),
    "/alliances/<slug:address>/": Page("/alliances/bognor-regis/", everybody()),
    "/alliances/<slug:address>/run/": Page("/alliances/bognor-regis/run/", COORDINATOR_HERE),
    "/alliances/<slug:address>/run/children/": Page("/alliances/bognor-regis/run/children/", COORDINATOR_HERE),
    "/alliances/<slug:address>/run/invite/": Page("/alliances/bognor-regis/run/invite/", COORDINATOR_HERE),
    "/alliances/<slug:address>/run/organisation/": Page("/alliances/bognor-regis/run/organisation/", COORDINATOR_HERE),
    "/alliances/<slug:address>/run/team/": Page("/alliances/bognor-regis/run/team/", COORDINATOR_HERE),
    "/alliances/<slug:address>/run/end-role/": post("/alliances/bognor-regis/run/end-role/", inside(404)),
    "/me/age/": Page("/me/age/", inside()),
    "/me/alliances/": Page("/me/alliances/", inside()),
    "/me/alliances/belong/": Page("/me/alliances/belong/", inside()),
    "/me/alliances/leave/": post("/me/alliances/leave/", inside(404)),
    "/me/alliances/role/": Page("/me/alliances/role/", inside()),
    # ---- everything about me
    "/me/everything/": Page("/me/everything/", inside(), shows=(OWNER,)),
    "/me/everything/take/<slug:form>/": Page(
        "/me/everything/take/json/", inside(), sent={}, shows=(OWNER,),
        more=(Page("/me/everything/take/pdf/", inside(), sent={}), Page("/me/everything/take/ics/", inside(), sent={})),
    ),
    "/me/forget/": Page("/me/forget/", inside()),
    "/forgotten/": Page("/forgotten/", everybody()),
    # ---- messages
    "/messages/": Page("/messages/", inside()),
    "/messages/<uuid:message_id>/open/": post("/messages/{message}/open/", THE_OWNER_IS_LED_ON),
    "/me/reaching/": Page("/me/reaching/", inside()),
    "/me/reaching/change/": Page("/me/reaching/change/", inside()),
    "/me/reaching/receipts/": post("/me/reaching/receipts/", inside(303)),
    "/me/reaching/test-word/": post("/me/reaching/test-word/", inside(303)),
    # ---- about me
    "/me/about/": Page("/me/about/", inside(), shows=(OWNER,)),
    "/me/about/<slug:key>/": Page("/me/about/matters/", inside(), shows=(OWNER,)),
    "/me/about/<slug:key>/<slug:deed>/": post("/me/about/matters/leave-out/", inside(303)),
    "/me/about/<slug:key>/<uuid:said_id>/<slug:deed>/": post(
        "/me/about/matters/{said}/let-go/", only(OWNER, status=303)
    ),
    "/me/about/for/<uuid:share_id>/": Page("/me/about/for/{share}/", inside(404)),  # nobody was asked to write here
    "/me/about/voice/<uuid:voice_id>/": Page("/me/about/voice/{said}/", only(OWNER, *SHOWN)),
    # ---- circle, shares, who looked
    "/my-people/circle/": Page("/my-people/circle/", inside()),
    "/my-people/circle/<uuid:tie>/": Page(
        "/my-people/circle/{tie}/", only(OWNER, INVITED, Relation.EXPIRED, Relation.WITHDRAWN)
    ),
    "/my-people/accept/": Page("/my-people/accept/", inside()),
    "/my-people/ask/<uuid:through>/": Page(
        "/my-people/ask/{through}/", only(INVITED, Relation.EXPIRED, Relation.WITHDRAWN, IN_THE_TEAM)
    ),
    "/my-people/asks/<uuid:ask>/": Page("/my-people/asks/{ask}/", THE_OWNER_IS_LED_ON, sent={"do": "no"}),
    "/my-people/shares/": Page("/my-people/shares/", inside()),
    "/my-people/shares/<uuid:share>/": Page("/my-people/shares/{share}/", only(OWNER), shows=(OWNER,)),
    "/my-people/show/": Page("/my-people/show/", inside()),
    "/my-people/show/preview/": Page("/my-people/show/preview/?to=tie:{tie}&part=about-me", inside(404)),
    "/my-people/shown/": Page("/my-people/shown/", inside()),
    "/my-people/shown/<uuid:share>/": Page("/my-people/shown/{share}/", only(*SHOWN), shows=SHOWN),
    "/who-looked/": Page("/who-looked/", inside()),
    "/who-looked/<uuid:ref>/": Page("/who-looked/{ref}/", THE_OWNER),
    "/my-work/": Page("/my-work/", role(Role.PEER, Role.WORKER, Role.COORDINATOR)),
    "/my-work/emergency/": Page("/my-work/emergency/", role(Role.WORKER)),
    "/my-work/emergency/<uuid:share>/": Page("/my-work/emergency/{share}/", only(IN_THE_TEAM, roles=(Role.WORKER,))),
    "/my-work/opened/<uuid:opening>/<slug:part>/": Page("/my-work/opened/{nothing}/about-me/", inside(404)),
    "/my-work/questions/": Page("/my-work/questions/", inside()),
    "/my-work/reviews/": Page("/my-work/reviews/", role(Role.COORDINATOR)),
}  # fmt: skip


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker, tmp_path_factory) -> Iterator[list[Comer]]:
    """Everybody, made once: the table has thousands of cells. Each test then rolls back to here."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "KEY_STORE", tmp_path_factory.mktemp("keys"))
        atomic = transaction.atomic()
        atomic.__enter__()
        yield the_scene()
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


def test_every_route_is_in_the_table() -> None:
    forgotten = problems(routes(get_resolver().url_patterns), PAGES)
    assert not forgotten, "\n".join(forgotten)


@pytest.mark.needs("P8")
@pytest.mark.parametrize("route", PAGES)
def test_everybody_is_answered_as_the_table_says(scene: list[Comer], route: str) -> None:
    pages = (PAGES[route], *PAGES[route].more)
    wrong = [line for page in pages for comer in scene for line in _wrong(page, comer)]
    assert not wrong, "\n".join(wrong)


def _wrong(page: Page, comer: Comer) -> Iterator[str]:
    answer = _try(page, comer, comer.fills)
    body = (b"".join(answer) if answer.streaming else answer.content).decode(errors="replace")
    if answer.status_code != page.answers(comer):
        yield f"{comer.name} at {page.address}: {answer.status_code}, and the table says {page.answers(comer)}"
    stand, belong = WORDS in body, comer.relation in page.shows and answer.status_code == 200
    if stand != belong:
        yield f"{comer.name} at {page.address}: the words {'stand there' if stand else 'are missing'}"


def _try(page: Page, comer: Comer, fills: Mapping[str, object]) -> Any:
    address = page.address.format(nothing=NOWHERE, **fills)
    point, cookies = transaction.savepoint(), deepcopy(comer.browser.cookies)
    answer = comer.browser.get(address) if page.sent is None else comer.browser.post(address, page.sent)
    transaction.savepoint_rollback(point)
    comer.browser.cookies = cookies  # whoever has left by the exit is here again for the next page
    return answer


IDS = ("{share}", "{tie}", "{through}", "{said}", "{ask}", "{ref}", "{message}")
WITH_AN_ID = [route for route, page in PAGES.items() if any(name in page.address for name in IDS)]


@pytest.mark.parametrize("route", WITH_AN_ID)
def test_what_is_not_theirs_takes_the_same_questions_as_what_is_not_there(scene: list[Comer], route: str) -> None:
    page, unlike = PAGES[route], []
    for comer in scene:
        if comer.role is None or comer.relation in SHOWN or page.answers(comer) != 404:
            continue  # whoever is shown something knows that it is there
        theirs = _questions(page, comer, comer.fills)
        nowhere = _questions(page, comer, dict.fromkeys(comer.fills, NOWHERE))
        if theirs != nowhere:
            unlike.append(f"{comer.name}: {theirs} questions, and {nowhere} for what is not there")
    assert not unlike, "\n".join(unlike)


def _questions(page: Page, comer: Comer, fills: Mapping[str, object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        answer = _try(page, comer, fills)
    assert answer.status_code == 404
    return len(asked)

"""Every page and who may open it. A route that is missing here fails the build; strangers get 404, not 403."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.cast import EVERYBODY, STRANGER, VISITOR, Invented
from tools.routes import problems, routes


@dataclass(frozen=True)
class Page:
    """An address to try, and what each of the cast is answered; ``sent`` makes it a POST."""

    address: str
    answers: Mapping[Invented, int]
    sent: Mapping[str, str] | None = None


OPEN = {STRANGER: 200, VISITOR: 200}  # public: it does not matter who comes
NOBODY = {STRANGER: 404, VISITOR: 404}
LEADS_ON = {STRANGER: 303, VISITOR: 303}

PAGES = {
    "/": Page("/", OPEN),
    "/help-now/": Page("/help-now/", OPEN),
    "/me/": Page("/me/", OPEN),
    "/my-people/": Page("/my-people/", OPEN),
    "/my-place/": Page("/my-place/", OPEN),
    "/bigger-picture/": Page("/bigger-picture/", OPEN),
    "/leaving/": Page("/leaving/", OPEN),
    "/exit/": Page("/exit/", LEADS_ON),
    "/healthz": Page("/healthz", OPEN),
    "/robots.txt": Page("/robots.txt", OPEN),
    "/maps/": Page("/maps/", OPEN),
    "/maps/compare/": Page("/maps/compare/", OPEN),
    "/maps/open/": Page("/maps/open/", OPEN),
    "/maps/<slug:address>/": Page("/maps/no-such-map/", NOBODY),
    "/maps/<slug:address>/list/": Page("/maps/no-such-map/list/", NOBODY),
    "/maps/<slug:address>/reading/": Page("/maps/no-such-map/reading/", NOBODY),
    "/maps/<slug:address>/what-if/": Page("/maps/no-such-map/what-if/", NOBODY),
    "/maps/<slug:address>/matters/": Page("/maps/no-such-map/matters/", NOBODY),
    "/maps/<slug:address>/tipping/": Page("/maps/no-such-map/tipping/", NOBODY),
    "/maps/<slug:address>/walk/": Page("/maps/no-such-map/walk/", NOBODY),
    "/maps/<slug:address>/drives/": Page("/maps/no-such-map/drives/", NOBODY),
    "/maps/<slug:address>/patterns/": Page("/maps/no-such-map/patterns/", NOBODY),
    "/maps/<slug:address>/save/": Page("/maps/no-such-map/save/", NOBODY),
    "/maps/<slug:address>/save/<slug:form>/": Page("/maps/no-such-map/save/svg/", NOBODY),
}
TRIED = [(route, who) for route in PAGES for who in EVERYBODY]


def test_every_route_is_in_the_table() -> None:
    forgotten = problems(routes(get_resolver().url_patterns), PAGES)
    assert not forgotten, "\n".join(forgotten)


@pytest.mark.django_db
@pytest.mark.parametrize(("route", "who"), TRIED, ids=[f"{route} {who.name}" for route, who in TRIED])
def test_everybody_is_answered_as_the_table_says(client: Client, route: str, who: Invented) -> None:
    page = PAGES[route]
    answer = client.get(page.address) if page.sent is None else client.post(page.address, page.sent)
    assert answer.status_code == page.answers[who]


@pytest.mark.parametrize("route", PAGES)
def test_the_table_has_an_answer_for_everybody(route: str) -> None:
    assert set(PAGES[route].answers) == set(EVERYBODY)

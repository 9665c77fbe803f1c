"""The page × role table cannot forget a route."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from tools.routes import problems, routes


def page(request: HttpRequest) -> HttpResponse:
    """Answer."""
    return HttpResponse()


INSIDE = [path("<slug:address>/", page)]
PATTERNS = [path("healthz", page), path("maps/", include((INSIDE, "maps")))]


def test_routes_are_read_with_what_stands_before_them() -> None:
    assert list(routes(PATTERNS)) == ["/healthz", "/maps/<slug:address>/"]


def test_a_route_that_the_table_forgets_fails_with_the_line_to_paste() -> None:
    assert problems(routes(PATTERNS), ["/healthz"]) == [
        '    "/maps/<slug:address>/": Page("/maps/<slug:address>/", {STRANGER: 404, VISITOR: 200}),'
    ]


def test_a_line_that_leads_nowhere_fails() -> None:
    assert problems(["/a/"], ["/a/", "/b/"]) == ["/b/ is in the table and not in the URL conf."]


def test_a_table_that_is_whole_passes() -> None:
    assert problems(routes(PATTERNS), ["/healthz", "/maps/<slug:address>/"]) == []

"""The log says what broke and where in our code, and never whose words or which address."""

import logging
import sys

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import resolve

from wholeperson.config.logs import NobodysWords

WORDS = "my secret words"


def told(request: HttpRequest | None, *, broken: bool = True) -> str:
    info = None
    if broken:
        try:
            int(WORDS)  # a ValueError that repeats what it was given
        except ValueError:
            info = sys.exc_info()
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "Broke: %s", ("/maps/my-secret/",), info)
    if request is not None:
        record.request, record.status_code = request, 500
    return NobodysWords().format(record)


@pytest.fixture
def request_of_a_map() -> HttpRequest:
    request = RequestFactory().get("/maps/my-secret/")
    request.resolver_match = resolve("/maps/my-secret/")
    return request


def test_a_broken_page_is_named_by_its_route_and_not_by_its_address(request_of_a_map: HttpRequest) -> None:
    line = told(request_of_a_map)
    assert line.startswith("500 at /maps/<slug:address>/")
    assert "test_logs.py" in line
    assert line.endswith("ValueError")
    assert "secret" not in line


def test_an_address_that_is_none_of_ours_is_not_repeated() -> None:
    line = told(RequestFactory().get("/someone@example.org/"), broken=False)
    assert line == "500 at /an address that is none of ours"


def test_the_words_of_an_exception_stay_out_where_there_is_no_page() -> None:
    assert WORDS not in told(None)
    assert "ValueError" in told(None)

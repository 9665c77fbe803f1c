"""The addresses of the open feed, with and without a slash at their end."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from wholeperson.directory.http_api.answers import NotThereError, answer, endpoint, envelope, lines, newest, noted
from wholeperson.directory.http_api.lists import LISTINGS, Listing
from wholeperson.directory.rules.hsds import LICENCE, LICENCE_URL, OURS, PROFILE, VERSION, asking
from wholeperson.directory.rules.hsds.describing import describe
from wholeperson.directory.rules.hsds.plain import Json, told

ROOT = "/open-referral/"


@endpoint
def about(request: HttpRequest) -> HttpResponseBase:
    asking.read(_given(request), ())
    ours = told(place=settings.PLACE, licence=LICENCE, licence_url=LICENCE_URL)
    described = request.build_absolute_uri(f"{ROOT}openapi.json")
    return answer(request, {"version": VERSION, "profile": PROFILE, "openapi_url": described, OURS: ours})


@endpoint
def openapi(request: HttpRequest) -> HttpResponseBase:
    return answer(request, describe(request.build_absolute_uri(ROOT).rstrip("/")))


@endpoint
def listing(request: HttpRequest, listed: str) -> HttpResponseBase:
    ask = asking.read(_given(request), asking.LISTS[_known(listed)])
    found = LISTINGS[listed]
    if ask.lines and not ask.paged:
        return noted(lines(request, found.every(ask)), ask.notes)
    contents, total = found.page(ask)
    if ask.lines:
        return noted(lines(request, contents), ask.notes)
    response = answer(request, envelope(contents, total, ask.page, ask.per_page), changed=newest(contents))
    _point(request, response, ask.page, -(-total // ask.per_page))
    return noted(response, ask.notes)


@endpoint
def single(request: HttpRequest, listed: str, key: str) -> HttpResponseBase:
    ask = asking.read(_given(request), asking.ONE_OF[_known(listed)])
    found = _one(LISTINGS[listed], key, ask)
    if found is None:
        raise NotThereError(f"Nothing with this id is in {listed}. It may have been taken out; the list says what is.")
    return answer(request, found, changed=newest([found]))


@endpoint
def nothing(request: HttpRequest, rest: str) -> HttpResponseBase:
    raise NotThereError(_what_there_is())


def _what_there_is() -> str:
    return f"Here are {', '.join(LISTINGS)} and openapi.json, each under {ROOT}."


def _known(listed: str) -> str:
    if listed not in LISTINGS:
        raise NotThereError(_what_there_is())
    return listed


def _one(listed: Listing, key: str, ask: asking.Ask) -> Json | None:
    try:
        return listed.one(UUID(key), ask) if len(key) == len(str(UUID(int=0))) else None
    except ValueError:
        return None


def _given(request: HttpRequest) -> Mapping[str, Sequence[str]]:
    return {name: [str(one) for one in values] for name, values in request.GET.lists()}


def _point(request: HttpRequest, response: HttpResponseBase, page: int, pages: int) -> None:
    """Say in the header where the pages before and after this one are."""
    found = [f'<{LICENCE_URL}>; rel="license"']
    for word, number in (("prev", page - 1), ("next", page + 1)):
        if 1 <= number <= pages:
            asked = request.GET.copy()
            asked["page"] = str(number)
            found.append(f'<{request.build_absolute_uri(request.path)}?{asked.urlencode()}>; rel="{word}"')
    response.headers["Link"] = ", ".join(found)

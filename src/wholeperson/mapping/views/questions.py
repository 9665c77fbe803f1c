from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from wholeperson.mapping.presenters import matters as matters_pages
from wholeperson.mapping.presenters import tipping as tipping_pages
from wholeperson.mapping.rules import mattering, turning
from wholeperson.mapping.views.opening import SECTION, open_map
from wholesystem.errors import QuestionError, UnknownNameError
from wholesystem.maps import AnyMap, SystemsMap

YEARS = 5


def matters(request: HttpRequest, address: str) -> HttpResponse:
    a_map = open_map(address)
    if not isinstance(a_map, SystemsMap):
        return _cannot_play(request, a_map)
    outcome = _outcome(a_map, request)
    asked = request.GET.get("years", str(YEARS))
    years = int(asked) if asked.isdecimal() and len(asked) < 4 else 0
    found, problem = None, ""
    try:
        found = mattering.ask(a_map, outcome, years, mattering.DRAWS)
    except QuestionError as error:
        problem = str(error)
    shown = matters_pages.matters_page(a_map, outcome, years or YEARS, found, problem)
    return render(request, "mapping/matters.html", {**SECTION, "page": shown}, status=422 if problem else 200)


def tipping(request: HttpRequest, address: str) -> HttpResponse:
    a_map = open_map(address)
    if not isinstance(a_map, SystemsMap):
        return _cannot_play(request, a_map)
    outcome = _outcome(a_map, request)
    found = turning.ask(a_map, outcome, turning.draws_for(a_map))
    try:
        pair = mattering.ask(a_map, outcome, YEARS, mattering.DRAWS).pair if found.turns else None
    except QuestionError:  # nothing pushes on this map, so nobody can say what helps most; whether it tips can be said
        pair = None
    shown = tipping_pages.tipping_page(a_map, found, pair.moves if pair else ())
    return render(request, "mapping/tipping.html", {**SECTION, "page": shown})


def _cannot_play(request: HttpRequest, a_map: AnyMap) -> HttpResponse:
    return render(request, "mapping/cannot_play.html", {**SECTION, "page": {"id": a_map.id, "title": a_map.title}})


def _outcome(a_map: SystemsMap, request: HttpRequest) -> str:
    """What is asked about: what the address names, or what people on this map value first.

    Raises:
        Http404: where the map has no such thing.
    """
    first = next(iter(a_map.outcomes), a_map.nodes[0])
    try:
        return a_map.node(request.GET.get("outcome") or first)
    except UnknownNameError as error:
        raise Http404 from error

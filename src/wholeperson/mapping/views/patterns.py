"""Pages that look at a map's loops: walk one, see which of them drive a run, find familiar patterns, compare maps."""

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from wholeperson.mapping import forms, queries
from wholeperson.mapping.presenters import comparing as comparisons
from wholeperson.mapping.presenters import driving as drivings
from wholeperson.mapping.presenters import patterns as found_patterns
from wholeperson.mapping.presenters import shifts, walking
from wholeperson.mapping.rules import driving, shifting
from wholeperson.mapping.rules.scenario import Move
from wholeperson.mapping.views.opening import SECTION, open_map, open_systems_map
from wholesystem.errors import QuestionError, UnknownNameError
from wholesystem.maps import AnyMap, SystemsMap
from wholesystem.maps.archetypes import Archetypes, find_archetypes
from wholesystem.maps.comparing import compare_maps


@lru_cache(maxsize=64)
def _archetypes(a_map: SystemsMap) -> Archetypes:
    return find_archetypes(a_map)


def walk(request: HttpRequest, address: str) -> HttpResponse:
    a_map = open_systems_map(address)
    loop = next((loop for loop in a_map.loops() if loop.id == request.GET.get("loop")), None)
    if loop is None:
        raise Http404
    shown = walking.walk(a_map, loop, request.GET.get("step", ""))
    return render(request, "mapping/walk.html", {**SECTION, "page": shown})


def patterns(request: HttpRequest, address: str) -> HttpResponse:
    a_map = open_systems_map(address)
    shown = found_patterns.patterns(a_map, _archetypes(a_map), request.GET.get("at", ""))
    return render(request, "mapping/patterns.html", {**SECTION, "page": shown})


def drives(request: HttpRequest, address: str) -> HttpResponse:
    a_map = open_systems_map(address)
    years = forms.years_of(request.GET)
    moves: tuple[Move, ...] = ()
    driven, problem = None, ""
    try:
        moves = forms.moves_of(request.GET)
        driven = driving.drive(a_map, moves, years)
    except (QuestionError, UnknownNameError) as error:
        problem = str(error)
    shown = drivings.drives(a_map, moves, years, driven, request.GET.get("at", ""), problem)
    return render(request, "mapping/drives.html", {**SECTION, "page": shown}, status=422 if problem else 200)


def compare(request: HttpRequest) -> HttpResponse:
    a, b = (open_map(request.GET[name]) if request.GET.get(name) else None for name in ("a", "b"))
    found = compare_maps(a, b) if a and b and a.id != b.id else None
    shift = _shifts(a, b, request.GET.get("outcome", "")) if a and b and found else None
    shown = comparisons.compared(queries.all_published(), a, b, found, shift)
    return render(request, "mapping/compare.html", {**SECTION, "page": shown}, status=422 if shown.problem else 200)


def _shifts(a: AnyMap, b: AnyMap, asked: str) -> shifts.Shifts:
    """What the difference does to what matters most.

    Raises:
        Http404: where the address asks about what the two maps do not share.
    """
    nodes = shifting.shared(a, b) if isinstance(a, SystemsMap) and isinstance(b, SystemsMap) else ()
    if asked and asked not in nodes:
        raise Http404
    if not isinstance(a, SystemsMap) or not isinstance(b, SystemsMap) or not nodes:
        return shifts.cannot(a, b)
    outcome = asked or nodes[0]
    try:
        return shifts.shifts(a, b, nodes, outcome, shifting.ask(a, b, outcome, shifting.DRAWS))
    except QuestionError as error:
        return shifts.shifts(a, b, nodes, outcome, None, str(error))

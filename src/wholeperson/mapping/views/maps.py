from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wholeperson.mapping import forms, public
from wholeperson.mapping.presenters import listing as lists
from wholeperson.mapping.presenters import page as pages
from wholeperson.mapping.presenters import reading as readings
from wholeperson.mapping.presenters import what_if as what_ifs
from wholeperson.mapping.rules import playing, scenario
from wholeperson.mapping.views.opening import SECTION, open_map
from wholesystem import catalogue
from wholesystem.errors import QuestionError, UnknownNameError
from wholesystem.maps import SystemsMap


def index(request: HttpRequest) -> HttpResponse:
    return render(request, "mapping/index.html", {**SECTION, "maps": public.public_maps()})


def page(request: HttpRequest, address: str) -> HttpResponse:
    try:
        shown = pages.map_page(open_map(address), request.GET.dict())
    except UnknownNameError as error:
        raise Http404 from error
    template = "mapping/behind.html" if request.htmx else "mapping/page.html"  # type: ignore[attr-defined]  # set by django-htmx
    answer = render(request, template, {**SECTION, "page": shown})
    answer["Vary"] = "HX-Request"
    return answer


def listing(request: HttpRequest, address: str) -> HttpResponse:
    return render(request, "mapping/list.html", {**SECTION, "page": lists.listing(open_map(address))})


def reading(request: HttpRequest, address: str) -> HttpResponse:
    a_map = open_map(address)
    told = catalogue.reading(a_map.id)
    if told is None:
        raise Http404
    shown = readings.reading_page(a_map, told, request.GET.get("step", ""))
    return render(request, "mapping/reading.html", {**SECTION, "page": shown})


def what_if(request: HttpRequest, address: str) -> HttpResponse:
    a_map = open_map(address)
    if not isinstance(a_map, SystemsMap):
        return render(request, "mapping/cannot_play.html", {**SECTION, "page": {"id": a_map.id, "title": a_map.title}})
    asked = forms.read(a_map, request.GET)
    played, problem = None, ""
    if asked.scenario is not None:
        try:
            scenario.check(a_map, asked.scenario)
            if forms.is_typed(request.GET):
                return redirect(f"{request.path}?{asked.address}#answer")
            played = playing.play(a_map, asked.scenario)
        except (QuestionError, UnknownNameError) as error:
            problem = str(error)
    shown = what_ifs.what_if(a_map, asked, played, problem)
    status = 422 if shown.problem else 200
    return render(request, "mapping/what_if.html", {**SECTION, "page": shown}, status=status)

import csv
import io

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wholeperson.directory import queries
from wholeperson.directory.forms.finding import the_place
from wholeperson.directory.permissions import keeps_anything
from wholeperson.directory.presenters import gaps as presented
from wholeperson.directory.rules.gaps import Gap, Where, gap_at
from wholeperson.foundation import clock
from wholeperson.people.public import AllianceCard, alliances, viewer

ANY_TIME = "at-any-time"


@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    places = alliances()
    place = the_place(places, request.GET.get("place", ""), viewer(request))
    if place is None:
        return render(request, "directory/gaps_none.html", {"places": places})
    now, where = clock.now(), queries.where_of(place.id, place.name)
    asked = Gap(
        _known(request, "need", where.needs), _area(request, where), ANY_TIME, _known(request, "group", where.groups)
    )
    page = presented.gaps_page(
        queries.gaps_of(place.id, place.name, now), queries.supplies(place.id, now), where, place.address, asked,
        queries.rules_that_make_people_use_more(place.id),
    )  # fmt: skip
    others = [one for one in places if one.id != place.id]
    return render(request, "directory/gaps.html", {"page": page, "others": others})


@require_safe
def gap(request: HttpRequest, place: str, need: str, area: str, when: str, group: str) -> HttpResponse:
    _, page = _gap(place, need, area, when, group)
    who = viewer(request)
    keeps = who is not None and keeps_anything(who)
    return render(request, "directory/gap.html", {"page": page, "how": presented.HOW, "keeps": keeps})


@require_safe
def gap_file(request: HttpRequest, place: str, need: str, area: str, when: str, group: str) -> HttpResponse:
    found, page = _gap(place, need, area, when, group)
    answer = JsonResponse(
        presented.as_file(found, page, clock.now()), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    answer["Content-Disposition"] = 'attachment; filename="gap.json"'
    return answer


@require_safe
def all_gaps(request: HttpRequest, place: str) -> HttpResponse:
    chosen = _named(place)
    text, found = io.StringIO(), queries.gaps_told(chosen.id)
    rows = csv.DictWriter(text, ("sentence", "need", "area", "when", "group", "address"))
    rows.writeheader()
    rows.writerows(found)
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="gaps.csv"'
    return answer


def _gap(place: str, need: str, area: str, when: str, group: str) -> tuple[Gap, presented.GapPage]:
    chosen, now = _named(place), clock.now()
    where = queries.where_of(chosen.id, chosen.name)
    try:
        found = gap_at(need, area, when, group)
    except KeyError as unknown:
        raise Http404 from unknown
    areas = {one.key for one in where.areas}
    if not (
        {found.need} <= {*where.needs, ""} and {found.area} <= {*areas, ""} and {found.group} <= {*where.groups, ""}
    ):
        raise Http404
    variables = queries.variables().get(found.need, ())
    return found, presented.gap_page(found, queries.supplies(chosen.id, now), where, chosen.address, variables, now)


def _named(address: str) -> AllianceCard:
    found = queries.place_at(address)
    if found is None:
        raise Http404
    return found


def _known(request: HttpRequest, name: str, known: object) -> str:
    asked = request.GET.get(name, "")
    return asked if asked in known else ""  # type: ignore[operator]  # here a mapping of keys to labels


def _area(request: HttpRequest, where: Where) -> str:
    return _known(request, "area", {one.key for one in where.areas})

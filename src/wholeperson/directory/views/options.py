"""What are my options? Several resources side by side."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wholeperson.directory import queries
from wholeperson.directory.forms import finding as asking
from wholeperson.directory.presenters.options import options_page
from wholeperson.directory.rules.taxonomy import Branch
from wholeperson.directory.rules.wishes import Wish
from wholeperson.foundation import clock
from wholeperson.people import public as people

AT_MOST = 6


@require_safe
def options(request: HttpRequest) -> HttpResponse:
    now, asked = clock.now(), asking.read(request.GET, people.alliances(), people.viewer(request))
    need = queries.terms().get(request.GET.get("need", ""))
    if need and need.branch is not Branch.NEED:
        need = None
    chosen = _chosen(request.GET.getlist("side"))
    total = len(chosen)
    if not chosen and need:
        found = queries.find(Wish(terms=(need.key,), alliance=asked.alliance_id), now)
        chosen, total = [hit.resource for hit in found.hits], found.total
    here = f"place={asked.chosen_place}&" if asked.chosen_place else ""
    base = f"/network/options/?{f'need={need.key}&' if need else ''}{here}"
    shown = options_page(queries.listed(chosen[:AT_MOST]), need, now, base=base, total=total, place=asked.chosen_place)
    return render(request, "directory/options.html", {"page": shown})


def _chosen(typed: list[str]) -> list[UUID]:
    found = []
    for one in dict.fromkeys(typed):
        try:
            found.append(UUID(one))
        except ValueError:
            continue  # nothing that could be picked
    return found

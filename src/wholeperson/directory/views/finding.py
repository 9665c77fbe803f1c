"""The list of the network map."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wholeperson.directory import public, queries
from wholeperson.directory.forms import finding as asking
from wholeperson.directory.permissions import keeps_anything
from wholeperson.directory.presenters import listing
from wholeperson.foundation import clock
from wholeperson.people import public as people

LINES_AT_MOST, EMERGENCY = 3, "emergency"


@require_safe
def network(request: HttpRequest) -> HttpResponse:
    short = asking.shortened(request.GET)
    if short is not None:
        # The page goes on under an address that points at nobody's house.
        return HttpResponseRedirect(f"{request.path}?{short}")
    now, places = clock.now(), people.alliances()
    asked = asking.read(request.GET, places, people.viewer(request))
    near = queries.somewhere(asked.near, asked.alliance_id) if asked.near else None
    understood = asking.understood(asked, now)
    found = queries.find(asking.wish(asked, understood.wish, near, now), now)
    found = replace(found, read_as=tuple(dict.fromkeys((*understood.read_as, *found.read_as))))
    rows = {one.id: one for one in queries.listed(hit.resource for hit in found.hits)}
    shown = listing.list_page(asked, found, rows, near, queries.named_places(asked.alliance_id), places, now)
    lines = (
        [line for line in public.helplines(now) if line.open_now and line.id != EMERGENCY] if not found.total else []
    )
    who = people.viewer(request)
    told = {"page": shown, "lines": lines[:LINES_AT_MOST], "keeps": who is not None and keeps_anything(who)}
    return render(request, "directory/list.html", told)

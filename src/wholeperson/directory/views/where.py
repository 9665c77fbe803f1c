"""Where things are."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wholeperson.directory import queries
from wholeperson.directory.forms import finding as asking
from wholeperson.directory.presenters.where import kinds_of, where_page
from wholeperson.foundation import clock
from wholeperson.people import public as people


@require_safe
def where(request: HttpRequest) -> HttpResponse:
    places = people.alliances()
    asked = asking.one_place(request.GET, places, people.viewer(request))
    kind = asked.kinds[0].value if asked.kinds else ""
    found = queries.all_of(asked.alliance_id, kind) if asked.alliance_id else ()
    names = queries.named_places(asked.alliance_id) if asked.alliance_id else ()
    shown = where_page(
        found, names, clock.now(), title=asked.place_name,
        kinds=kinds_of(kind, asked.elsewhere("/network/where/")), places=asking.doors(places, asked, "/network/where/"),
        tiles=settings.MAP_TILES, credit=settings.MAP_TILES_CREDIT, the_list=asked.elsewhere("/network/"),
    )  # fmt: skip
    return render(request, "directory/where.html", {"page": shown})

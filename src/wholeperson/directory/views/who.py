"""Who works with whom."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wholeperson.directory import queries
from wholeperson.directory.forms import finding as asking
from wholeperson.directory.presenters.who import who_page
from wholeperson.people import public as people


@require_safe
def who(request: HttpRequest) -> HttpResponse:
    places = people.alliances()
    asked = asking.one_place(request.GET, places, people.viewer(request))
    shown = who_page(
        queries.organizations(asked.alliance_id) if asked.alliance_id else (),
        queries.ties(asked.alliance_id) if asked.alliance_id else (),
        title=asked.place_name, places=asking.doors(places, asked, "/network/who/"),
    )  # fmt: skip
    return render(request, "directory/who.html", {"page": shown})

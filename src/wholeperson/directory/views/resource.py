"""The page of one resource."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wholeperson.directory import permissions, queries
from wholeperson.directory.presenters.resource import resource_page
from wholeperson.directory.presenters.said import said_of
from wholeperson.directory.presenters.sounds import sounds_of
from wholeperson.foundation import clock
from wholeperson.people import public as people


@require_safe
def resource(request: HttpRequest, resource_id: UUID) -> HttpResponse:
    found = queries.resource(resource_id)
    if found is None:
        # Paper and other places hold addresses for years: what became part of another entry leads on to it.
        if into := queries.went_into(resource_id):
            return HttpResponsePermanentRedirect(f"/network/{into}/")
        raise Http404
    address = next((one.address for one in people.alliances() if one.id == found.alliance_id), "")
    who, sounds = people.viewer(request), sounds_of(resource_id)
    shown = resource_page(
        found, clock.now(), alliance_address=address,
        may_keep=permissions.may_keep(who, found.alliance_id, found.teams_of),
        may_look=permissions.hat_that_looks(who, found.alliance_id) is not None,
        looked_at=queries.being_looked_at([resource_id]).get(resource_id, ""), said=said_of(resource_id),
        voice=sounds.voice, picture=sounds.picture,
    )  # fmt: skip
    return render(request, "directory/resource.html", {"page": shown})

"""The page of one resource."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wholeperson.directory import permissions, queries
from wholeperson.directory.presenters.resource import resource_page
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
    may_keep = permissions.may_keep(people.viewer(request), found.alliance_id, found.teams_of)
    shown = resource_page(found, clock.now(), alliance_address=address, may_keep=may_keep)
    return render(request, "directory/resource.html", {"page": shown})

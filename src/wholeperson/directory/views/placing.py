"""Which place a page or a file is about: the one that the address names, or the only one there is."""

import io
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render

from wholeperson.directory.presenters.booklet import Place
from wholeperson.directory.queries import place_at
from wholeperson.people.public import AllianceCard, alliances

Placed = Callable[..., HttpResponseBase]


def for_a_place(view: Placed) -> Callable[..., HttpResponseBase]:
    """Give a view its place. Where there are several and none is named, somebody chooses first.

    Raises:
        Http404: where an address names a place that is not there.
    """

    @wraps(view)
    def placed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        named = request.GET.get("place", "") or request.POST.get("place", "")
        found = place_at(named)
        if found is not None:
            return view(request, found, *args, **kwargs)
        if named:
            raise Http404
        others = [
            (one, f"{request.path}?{urlencode({**request.GET.dict(), 'place': one.address})}") for one in alliances()
        ]
        return render(request, "directory/choose_place.html", {"places": others})

    return placed


def on_paper(alliance: AllianceCard) -> Place:
    """Give a place as paper names it, with the address under which this installation is found."""
    return Place(alliance.name, settings.SITE_ADDRESS)


def page_of(resource_id: UUID) -> str:
    """Give the whole address of a resource's page, as paper and calendars carry it."""
    return f"{settings.SITE_ADDRESS.rstrip('/')}/network/{resource_id}/"


def help_page() -> str:
    """Give the whole address of help now, which says nothing of whoever carries it."""
    return f"{settings.SITE_ADDRESS.rstrip('/')}/help-now/"


def as_file(made: bytes, name: str, kind: str) -> FileResponse:
    """Stream a file under a neutral name."""
    return FileResponse(io.BytesIO(made), filename=name, content_type=kind)

"""Plays a recording to whoever said it, and to those who may see the section."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wholeperson.interface.playing import played
from wholeperson.journeys import actions
from wholeperson.people.public import Viewer, signed_in


@require_safe
@signed_in
def voice(request: HttpRequest, who: Viewer, voice_id: UUID) -> HttpResponse:
    found = actions.listen(who, voice_id, _by(request))
    if found is None:
        raise Http404
    return played(request, found.sound, found.kind, {"Cache-Control": "no-store"})


def _by(request: HttpRequest) -> UUID | None:
    """By which share or opening it is played, where the page that shows it says so."""
    if "by" not in request.GET:
        return None
    try:
        return UUID(request.GET["by"])
    except ValueError as unreadable:
        raise Http404 from unreadable

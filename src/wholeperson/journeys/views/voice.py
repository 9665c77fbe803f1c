"""Plays a recording to whoever said it, and to those who may see the section."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wholeperson.journeys import actions
from wholeperson.journeys.rules.ranges import NoSuchPartError, part_of
from wholeperson.people.public import Viewer, signed_in

HEADERS = {
    "Content-Disposition": "inline",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Accept-Ranges": "bytes",
    # So that nothing packs it: a part of what is packed would not be a part of the recording.
    "Content-Encoding": "identity",
}


@require_safe
@signed_in
def voice(request: HttpRequest, who: Viewer, voice_id: UUID) -> HttpResponse:
    found = actions.listen(who, voice_id, _by(request))
    if found is None:
        raise Http404
    size = len(found.sound)
    try:
        part = part_of(request.headers.get("Range", ""), size)
    except NoSuchPartError:
        return HttpResponse(status=416, headers={**HEADERS, "Content-Range": f"bytes */{size}"})
    if part is None:
        return HttpResponse(found.sound, content_type=found.kind, headers=HEADERS)
    where = {"Content-Range": f"bytes {part.start}-{part.end - 1}/{size}"}
    sound = found.sound[part.start : part.end]
    return HttpResponse(sound, status=206, content_type=found.kind, headers=HEADERS | where)


def _by(request: HttpRequest) -> UUID | None:
    """By which share or opening it is played, where the page that shows it says so."""
    if "by" not in request.GET:
        return None
    try:
        return UUID(request.GET["by"])
    except ValueError as unreadable:
        raise Http404 from unreadable

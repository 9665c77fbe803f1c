"""A recording or a picture, given whole or the part of it that a browser asks for."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from wholeperson.interface.ranges import NoSuchPartError, part_of

HEADERS = {
    "Content-Disposition": "inline",
    "X-Content-Type-Options": "nosniff",
    "Accept-Ranges": "bytes",
    # So that nothing packs it: a part of what is packed would not be a part of the recording.
    "Content-Encoding": "identity",
}


def played(request: HttpRequest, body: bytes, kind: str, more: Mapping[str, str]) -> HttpResponse:
    """Answer with all of it, with the part that is asked for, or with 416 where there is no such part."""
    headers, size = {**HEADERS, **more}, len(body)
    try:
        part = part_of(request.headers.get("Range", ""), size)
    except NoSuchPartError:
        return HttpResponse(status=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    if part is None:
        return HttpResponse(body, content_type=kind, headers=headers)
    where = {"Content-Range": f"bytes {part.start}-{part.end - 1}/{size}"}
    return HttpResponse(body[part.start : part.end], status=206, content_type=kind, headers=headers | where)

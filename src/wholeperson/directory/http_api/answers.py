"""How the open feed answers machines: JSON for everybody, with what a cache needs, and problems in a sentence."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import wraps
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt

from wholeperson.directory.rules.hsds import LICENCE_URL
from wholeperson.directory.rules.hsds.asking import AskError, NotKnownError
from wholeperson.directory.rules.hsds.plain import Json, told

JSON, LINES, PROBLEM = "application/json", "application/x-ndjson", "application/problem+json"
NOTE = "X-Whole-Person-Note"
READS = ("GET", "HEAD", "OPTIONS")
View = Callable[..., HttpResponseBase]


class NotThereError(LookupError):
    """Nothing stands at this address; the text says so in a sentence."""


def endpoint(view: View) -> View:
    """Make a view answer as the open feed does: reads only, from any page anywhere, problems as problem+json."""

    @csrf_exempt  # nothing is ever written here, so that an answer to POST says so in JSON too
    @wraps(view)
    def answer(request: HttpRequest, **given: str) -> HttpResponseBase:
        return _open_to_all(_answered(view, request, given))

    return answer


def _answered(view: View, request: HttpRequest, given: dict[str, str]) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": ", ".join(READS)})
    if request.method not in READS:
        found = problem(
            405, "Only reading is done here", f"Ask with {' or '.join(READS[:2])}; nothing is written here."
        )
        found.headers["Allow"] = ", ".join(READS)
        return found
    try:
        return view(request, **given)
    except NotKnownError as unknown:
        return problem(404, "This is not known here", str(unknown), parameter=unknown.name)
    except AskError as wrong:
        return problem(400, "Something in the question cannot be answered", str(wrong), parameter=wrong.name)
    except NotThereError as nothing:
        return problem(404, "There is nothing here", str(nothing))


def _open_to_all(response: HttpResponseBase) -> HttpResponseBase:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = ", ".join(READS)
    response.headers["Access-Control-Allow-Headers"] = "Accept, If-Modified-Since, If-None-Match"
    response.headers["Access-Control-Expose-Headers"] = f"ETag, Last-Modified, Link, {NOTE}"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers.setdefault("Link", f'<{LICENCE_URL}>; rel="license"')
    response.headers.setdefault("Cache-Control", "no-cache")  # kept, and asked about: what is taken out is out at once
    return response


def problem(status: int, title: str, detail: str, **more: str) -> HttpResponse:
    """Say what could not be done, as RFC 9457 has it."""
    said = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return HttpResponse(written(said), content_type=PROBLEM, status=status)


def written(value: Any) -> str:
    """Write a value as JSON, on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def answer(request: HttpRequest, value: Json, *, changed: datetime | None = None) -> HttpResponse:
    """Give one JSON document, or say that nothing has changed since the reader last asked."""
    body = written(value).encode()
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    last = int(changed.timestamp()) if changed else None
    response = HttpResponse(body, content_type=JSON)
    response.headers["ETag"] = etag
    if last:
        response.headers["Last-Modified"] = http_date(last)
    if request.GET:
        last = None  # a list can change though nothing in it did, so that only its mark says whether it has
    return get_conditional_response(request, etag, last, response) or response


def lines(request: HttpRequest, values: Iterable[Json]) -> HttpResponseBase:
    """Give one object a line, as they are found."""
    if request.method == "HEAD":
        return HttpResponse(content_type=LINES)
    return StreamingHttpResponse((written(value) + "\n" for value in values), content_type=LINES)


def noted(response: HttpResponseBase, notes: Iterable[str]) -> HttpResponseBase:
    """Say in a header what was asked for and did not count."""
    if said := " ".join(notes):
        response.headers[NOTE] = said
    return response


def newest(contents: Iterable[Json]) -> datetime | None:
    """Give when the newest of these services was changed."""
    moments = [one["last_modified"] for one in contents if "last_modified" in one]
    return datetime.fromisoformat(max(moments)).astimezone(UTC) if moments else None


def envelope(contents: list[Json], total: int, page: int, per_page: int) -> Json:
    """Put a page of objects into the standard's envelope."""
    pages = -(-total // per_page)
    return told(
        total_items=total, total_pages=pages, page_number=page, size=len(contents), first_page=page == 1,
        last_page=page >= pages, empty=not contents,
    ) | {"contents": contents}  # fmt: skip

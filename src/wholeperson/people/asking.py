"""Who is asking: from a request and its session to somebody or nobody."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from wholeperson.foundation import clock
from wholeperson.people.queries import viewer_of
from wholeperson.people.rules.viewer import Viewer
from wholeperson.people.rules.ways_in import stay

P = ParamSpec("P")
SIGN_IN, TOUCHED = "sign-in", "touched"
A_MINUTE = timedelta(minutes=1)


def viewer(request: HttpRequest) -> Viewer | None:
    """Say who is asking, or nobody."""
    found: Viewer | None = request.viewer  # type: ignore[attr-defined]  # set by the middleware, on every request
    return found


def begin(request: HttpRequest, sign_in_id: UUID) -> None:
    """Let this browser carry a sign-in, under a new session key."""
    request.session.cycle_key()
    request.session[SIGN_IN] = str(sign_in_id)
    request.session[TOUCHED] = clock.now().timestamp()


def signed_in(
    view: Callable[Concatenate[HttpRequest, Viewer, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Give a view its viewer; lead whoever is not signed in to the door, whether or not there is such a page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        who = viewer(request)
        if who is None:
            back = urlencode({"next": request.path}) if request.method in ("GET", "HEAD") else ""
            return HttpResponse(status=303, headers={"Location": f"/sign-in/?{back}" if back else "/sign-in/"})
        return view(request, who, *args, **kwargs)

    return guarded


def find_viewer(request: HttpRequest) -> Viewer | None:
    """Find out who is asking, and let a sign-in that nobody touched run out."""
    if SIGN_IN not in request.session:
        return None
    now = clock.now()
    found = viewer_of(UUID(request.session[SIGN_IN]), now)
    idle, _ = stay(found.shared_device) if found else (timedelta(0), None)
    untouched = now.timestamp() - request.session.get(TOUCHED, 0)
    if found is None or untouched > idle.total_seconds():
        request.session.flush()
        return None
    if untouched > A_MINUTE.total_seconds():
        request.session[TOUCHED] = now.timestamp()
    return found

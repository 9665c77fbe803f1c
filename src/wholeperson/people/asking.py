"""Who is asking: from a request and its session to somebody or nobody."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme

from wholeperson.foundation import clock, vault
from wholeperson.people.queries import viewer_of
from wholeperson.people.rules.viewer import Viewer
from wholeperson.people.rules.ways_in import repeated_lately, stay

P = ParamSpec("P")
SIGN_IN, TOUCHED, CODES = "sign-in", "touched", "codes"
CODES_SHOWN = "people.codes.shown"
A_MINUTE = timedelta(minutes=1)


def viewer(request: HttpRequest) -> Viewer | None:
    """Say who is asking, or nobody."""
    found: Viewer | None = request.viewer  # type: ignore[attr-defined]  # set by the middleware, on every request
    return found


def begin(request: HttpRequest, sign_in_id: UUID) -> None:
    """Let this browser carry a sign-in, under a new session key."""
    request.session.cycle_key()
    rotate_token(request)  # what was typed before cannot be sent again from the list of pages
    request.session[SIGN_IN] = str(sign_in_id)
    request.session[TOUCHED] = clock.now().timestamp()


def keep_codes(request: HttpRequest, owner: UUID, codes: Sequence[str]) -> None:
    """Carry new recovery codes to the page that shows them, sealed with the key of whose they are."""
    request.session[CODES] = b64encode(vault.seal(owner, "\n".join(codes), place=CODES_SHOWN)).decode()


def kept_codes(request: HttpRequest, who: Viewer) -> tuple[str, ...]:
    """Give the codes that were carried, as long as the person has just shown that it is them; then never again."""
    carried = request.session.get(CODES, "")
    if carried and not repeated_lately(who.repeated_at, clock.now()):
        del request.session[CODES]
        carried = ""
    return tuple(vault.open_words(who.id, b64decode(carried), place=CODES_SHOWN).split())


def address_of(request: HttpRequest) -> str:
    """Give the address that asks. Behind a proxy that speaks https it is the last one that the proxy wrote down."""
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() if settings.HTTPS else ""
    return forwarded or str(request.META.get("REMOTE_ADDR", ""))


def way_on(request: HttpRequest, otherwise: str = "/me/") -> str:
    """Give the page of ours to which ``next`` leads, or another one: never an address elsewhere."""
    return page_of_ours(request.POST.get("next") or request.GET.get("next")) or otherwise


def page_of_ours(asked: object) -> str:
    """Give an address as a header can carry it, where it is one of ours; nothing where it leads elsewhere."""
    if not isinstance(asked, str) or not asked.startswith("/") or not asked.isprintable():
        return ""
    return str(iri_to_uri(asked)) if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else ""


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
    # Without the cookie the session is not even looked at: a public page then varies with nothing.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or SIGN_IN not in request.session:
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

"""Says on every request who is asking."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from wholeperson.people import actions
from wholeperson.people.asking import find_viewer

KEY = re.compile("[a-z0-9]*")
# Written by the browser itself as somebody leaves, so that Back finds nothing, also before our server has heard of it.
LEFT = "left"
Answer = Callable[[HttpRequest], HttpResponse]


def who_is_here(get_response: Answer) -> Answer:
    """Put on the request who is asking: somebody or nobody."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not KEY.fullmatch(request.session.session_key or ""):  # made up, and PostgreSQL refuses even to look for it
            request.session = type(request.session)()
        who = find_viewer(request)
        left = LEFT in request.COOKIES
        if who and left:
            actions.sign_out(by="system:door", sign_in_id=who.sign_in_id)
            request.session.flush()
            who = None
        request.viewer = who  # type: ignore[attr-defined]  # read by `asking.viewer`, and by templates
        response = get_response(request)
        if left:
            response.delete_cookie(LEFT)
        return response

    return answer

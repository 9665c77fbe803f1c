"""Says on every request who is asking."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from wholeperson.people.asking import find_viewer

KEY = re.compile("[a-z0-9]*")
Answer = Callable[[HttpRequest], HttpResponse]


def who_is_here(get_response: Answer) -> Answer:
    """Put on the request who is asking: somebody or nobody."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not KEY.fullmatch(request.session.session_key or ""):  # made up, and PostgreSQL refuses even to look for it
            request.session = type(request.session)()
        request.viewer = find_viewer(request)  # type: ignore[attr-defined]  # read by `asking.viewer`, and by templates
        return get_response(request)

    return answer

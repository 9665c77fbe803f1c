"""Headers that keep a borrowed phone from remembering."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

SENSES = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone")
OTHERS = ("browsing-topics", "payment", "usb")
NONE_OF_THEM = ", ".join(f"{name}=()" for name in SENSES + OTHERS)
ONLY_THE_MICROPHONE = NONE_OF_THEM.replace("microphone=()", "microphone=(self)")


def nothing_kept(get_response: Answer) -> Answer:
    """Keep every answer to a person with a session out of every cache, so that Back shows nothing of theirs."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies:
            response["Cache-Control"] = "no-store"
        return response

    return answer


def nothing_sensed(get_response: Answer) -> Answer:
    """Tell the browser that no page here uses camera, microphone, whereabouts or anything of the sort.

    A page on which people speak says so itself, with ``ONLY_THE_MICROPHONE``.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", NONE_OF_THEM)
        return response

    return answer

"""What the frame of every page needs to know."""

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, str]:
    """Give the place's name, where the exit leads, and the address that stands on paper."""
    return {
        "place": settings.PLACE,
        "exit_to": settings.EXIT_TO,
        "section": request.path.strip("/").split("/")[0],
        "printed_address": f"{request.get_host()}{request.path}",
    }

"""What the frame of every page needs to know."""

from django.conf import settings
from django.http import HttpRequest

# Under which of the four places a page stands, where its address does not say so.
BELONGS = {
    "who-looked": "me", "messages": "me", "repeat": "me", "young": "me", "my-work": "my-people",
    "alliances": "my-place",
    "network": "my-place",
}  # fmt: skip


def frame(request: HttpRequest) -> dict[str, str]:
    """Give the place's name, where the exit leads, and the address that stands on paper."""
    here = request.path.strip("/").split("/")[0]
    return {
        "place": settings.PLACE,
        "exit_to": settings.EXIT_TO,
        "section": BELONGS.get(here, here),
        "printed_address": _address(request),
    }


def _address(request: HttpRequest) -> str:
    # An address that is none of ours is not repeated; a host that we do not answer to never gets as far as an address.
    return f"{request.get_host()}{request.path}" if request.resolver_match else ""

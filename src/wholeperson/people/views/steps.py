"""Small steps that several pages of one's own take."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def go(address: str) -> HttpResponse:
    """Lead on to another page of ours, after something was done."""
    return HttpResponse(status=303, headers={"Location": address})


def ask_again(back: str) -> HttpResponse:
    """Ask to show once more that it is them, and come back here after."""
    return go(f"/repeat/?{urlencode({'next': back})}")


def closed(request: HttpRequest, sentence: str) -> HttpResponse:
    """Say that something is not available, in the same words whatever the reason."""
    return render(request, "people/everything_closed.html", {"sentence": sentence})

"""Where a page leads when it has done what it was asked."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SECTION = {"section": "me"}


def lead_to(path: str) -> HttpResponse:
    """Lead on to a page of ours."""
    return HttpResponse(status=303, headers={"Location": path})


def ask_again(path: str) -> HttpResponse:
    """Lead to where a person shows once more that it is them, and from there back to a page of ours."""
    return lead_to(f"/repeat/?{urlencode({'next': path})}")


def not_now(request: HttpRequest, sentence: object, status: int = 200) -> HttpResponse:
    """Say in one sentence that something is not available, and nothing about why."""
    return render(request, "messages/not_now.html", {**SECTION, "sentence": str(sentence)}, status=status)

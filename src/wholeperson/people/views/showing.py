"""What the pages at the door have in common: they are never kept."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wholeperson.people.rules.errors import WaitError

TO_MEND, TOO_SOON = 422, 429


def show(request: HttpRequest, page: str, about: Mapping[str, Any] | None = None, status: int = 200) -> HttpResponse:
    """Show a page that no cache keeps."""
    response = render(request, page, about, status=status)
    response["Cache-Control"] = "no-store"
    return response


def show_form(
    request: HttpRequest, page: str, form: forms.Form, about: Mapping[str, Any], problem: WaitError | None = None
) -> HttpResponse:
    """Show a form: new, or come back with what could be put right, or with how long to wait."""
    status = TOO_SOON if problem else TO_MEND if form.errors else 200
    response = show(request, page, {**about, "form": form}, status)
    if problem:
        response["Retry-After"] = str(problem.seconds)
    return response

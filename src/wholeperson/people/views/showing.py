"""What the pages of the door have in common: never kept, and led on by a page of ours."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wholeperson.people.rules.errors import DoorError, WaitError

TO_MEND, TOO_SOON = 422, 429


def show(request: HttpRequest, page: str, about: Mapping[str, Any] | None = None, status: int = 200) -> HttpResponse:
    """Show a page that no cache keeps."""
    response = render(request, page, about, status=status)
    response["Cache-Control"] = "no-store"
    return response


def lead(to: str) -> HttpResponse:
    """Lead on to another page."""
    return HttpResponse(status=303, headers={"Location": to, "Cache-Control": "no-store"})


def say(form: forms.Form, problem: DoorError | WaitError) -> None:
    """Write a sentence of the door beside its question, or above the form."""
    field = problem.field if isinstance(problem, DoorError) and problem.field in form.fields else None
    form.add_error(field, str(problem))


def show_form(
    request: HttpRequest, page: str, form: forms.Form, about: Mapping[str, Any], problem: WaitError | None = None
) -> HttpResponse:
    """Show a form: new, or come back with what could be put right, or with how long to wait."""
    status = TOO_SOON if problem else TO_MEND if form.errors else 200
    response = show(request, page, {**about, "form": form}, status)
    if problem:
        response["Retry-After"] = str(problem.seconds)
    return response

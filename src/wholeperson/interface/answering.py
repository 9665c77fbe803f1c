"""What every app answers in the same way: leading on, asking once more who it is, and what could be put right."""

from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse


def lead(to: str) -> HttpResponse:
    """Lead on to another page of ours, after something was done. No cache keeps that."""
    return HttpResponse(status=303, headers={"Location": to, "Cache-Control": "no-store"})


def repeat_address(back: str) -> str:
    """Give the address at which a person shows once more that it is them, and from which they come back."""
    return f"/repeat/?{urlencode({'next': back})}"


def ask_again(back: str) -> HttpResponse:
    """Lead to where a person shows once more that it is them, and from there back."""
    return lead(repeat_address(back))


def mend(form: forms.Form, problem: Exception) -> None:
    """Write a sentence that an action said beside the question that it names, or above the form."""
    field = getattr(problem, "field", "")
    form.add_error(field if field in form.fields else None, str(problem))

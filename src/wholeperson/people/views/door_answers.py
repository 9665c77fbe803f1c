"""Small things that the pages of the door share: leading on, asking again, slowing down."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from wholeperson.foundation import clock, ids
from wholeperson.interface.answering import ask_again, lead
from wholeperson.people import actions, queries
from wholeperson.people.asking import address_of
from wholeperson.people.public import AskAgainError, Viewer, WaitError, check_repeated

P = ParamSpec("P")
THE_DOOR = "system:door"
SAID = "door-said"
WAY_BACK = "/me/door/way-back/"


def back_to_door(request: HttpRequest, said: str, path: str = "/me/door/") -> HttpResponse:
    """Lead back to a page that says once what has been done. What is kept meanwhile is a word of ours."""
    request.session[SAID] = said
    return lead(path)


def asks_again(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Lead to the page that asks once more who it is, and back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except AskAgainError:
            return ask_again(request.path)

    return guarded


def given(request: HttpRequest) -> QueryDict | None:
    """Give what was typed, or nothing where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def has_repeated(who: Viewer) -> bool:
    """Say whether the person has just shown that it is them; for choosing what a page shows."""
    try:
        check_repeated(who, clock.now())
    except AskAgainError:
        return False
    return True


def check_wait(request: HttpRequest) -> None:
    """Have somebody wait who tried often. No name is typed, so only the address counts, with its hundred free tries.

    Raises:
        WaitError: saying how long.
    """
    if seconds := queries.seconds_to_wait(ids.new_id().hex, address_of(request), clock.now()):
        raise WaitError(seconds)


def count_try(request: HttpRequest) -> None:
    actions.note_attempt(by=THE_DOOR, name=ids.new_id().hex, address=address_of(request))


def show(request: HttpRequest, template: str, form: Any = None, **context: Any) -> HttpResponse:
    """Show a page; one with something to put right says so by its status."""
    status = 422 if form is not None and form.errors else 200
    return render(request, f"people/{template}.html", {"form": form, **context}, status=status)


def please_wait(request: HttpRequest, template: str, form: Any, error: WaitError, **context: Any) -> HttpResponse:
    form.add_error(None, str(error))
    answer = render(request, f"people/{template}.html", {"form": form, **context}, status=429)
    answer["Retry-After"] = str(error.seconds)
    return answer

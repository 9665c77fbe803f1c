"""How a person is reached: where, when, and whether they hear of readings."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wholeperson.foundation import clock
from wholeperson.interface.answering import ask_again, lead, mend
from wholeperson.messages import actions, presenters, queries
from wholeperson.messages.forms import ReachForm
from wholeperson.messages.rules import Channel
from wholeperson.people.public import (
    AskAgainError,
    DoorError,
    SwitchedOffError,
    Viewer,
    WaitError,
    check_may_show,
    check_repeated,
    signed_in,
)

HERE, CHANGE = "/me/reaching/", "/me/reaching/change/"


@require_safe
@signed_in
def reaching(request: HttpRequest, who: Viewer) -> HttpResponse:
    now = presenters.reaching(queries.reached(who))
    return render(request, "messages/reaching.html", {"reaching": now})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change(request: HttpRequest, who: Viewer) -> HttpResponse:
    try:
        return _changing(request, who)
    except AskAgainError:
        return ask_again(CHANGE)
    except SwitchedOffError as sentence:
        return not_now(request, sentence)


def _changing(request: HttpRequest, who: Viewer) -> HttpResponse:
    # Asked before the form is shown, so that nothing typed is lost; the deed asks again.
    check_repeated(who, clock.now())
    check_may_show(who, clock.now())
    form = ReachForm(request.POST if request.method == "POST" else None, now=queries.reached(who))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_reach(
                by=who, viewer=who, channel=Channel(form.cleaned_data["channel"]), hours=form.hours(), to=form.to()
            )
        except DoorError as problem:
            mend(form, problem)
        else:
            return lead(HERE)
    status = 422 if request.method == "POST" else 200
    return render(request, "messages/change.html", {"form": form}, status=status)


@require_POST
@signed_in
def receipts(request: HttpRequest, who: Viewer) -> HttpResponse:
    actions.switch_receipts(by=who, viewer=who, on=request.POST.get("on") == "yes")
    return lead(HERE)


@require_POST
@signed_in
def test_word(request: HttpRequest, who: Viewer) -> HttpResponse:
    try:
        actions.ask_for_a_test_word(by=who, viewer=who)
    except WaitError as wait:
        return not_now(request, wait, status=429)
    return lead("/messages/")


def not_now(request: HttpRequest, sentence: object, status: int = 200) -> HttpResponse:
    """Say in one sentence that something is not available, and nothing about why."""
    return render(request, "messages/not_now.html", {"sentence": str(sentence)}, status=status)

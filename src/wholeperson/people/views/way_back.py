"""Two people help somebody back in: choosing them, asking, helping, stopping, and coming in after three days."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wholeperson.foundation import clock
from wholeperson.interface.answering import lead, mend
from wholeperson.people import actions, queries
from wholeperson.people.asking import address_of
from wholeperson.people.asking import begin as carry_sign_in
from wholeperson.people.forms.own_door import ClaimForm, HelpBackForm, HelpersForm
from wholeperson.people.presenters import own_door
from wholeperson.people.public import DoorError, Viewer, WaitError, signed_in
from wholeperson.people.views.door_answers import (
    SAID,
    THE_DOOR,
    WAY_BACK,
    asks_again,
    back_to_door,
    check_wait,
    count_try,
    given,
    has_repeated,
    please_wait,
    show,
)

get_or_post = require_http_methods(["GET", "POST"])
HELPED = "way-back-helped"


@get_or_post
@signed_in
@asks_again
def own(request: HttpRequest, who: Viewer) -> HttpResponse:
    there = [(tie.id, tie.word) for tie in queries.could_help(who.id)]
    chosen = [tie.id for tie in queries.could_help(who.id) if tie.helps_back_in]
    form = HelpersForm(given(request), people=there, initial={"people": chosen})
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_helpers(by=who, viewer=who, tie_ids=form.cleaned_data["people"])
        except DoorError as error:
            mend(form, error)
        else:
            return back_to_door(request, "way-back", WAY_BACK)
    return show(
        request, "way_back_own", form, on=queries.way_back_is_on(who.id), enough=len(there) >= 2,
        repeated=has_repeated(who), waiting=queries.waiting_way_back(who.id, clock.now()),
        said=own_door.said(request.session.pop(SAID, "")),
    )  # fmt: skip


@require_POST
@signed_in
def off(request: HttpRequest, who: Viewer) -> HttpResponse:
    actions.switch_way_back_off(by=who, viewer=who)
    return back_to_door(request, "way-back-off", WAY_BACK)


@require_POST
@signed_in
def stop_mine(request: HttpRequest, who: Viewer) -> HttpResponse:
    actions.stop_my_way_back(by=who, viewer=who)
    return back_to_door(request, "stopped")


@get_or_post
def ask(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return show(request, "way_back")
    form = ClaimForm()
    try:
        check_wait(request)
    except WaitError as error:
        return show_wait(request, error)
    count_try(request)
    begun = actions.begin_way_back(by=THE_DOOR)
    return show(request, "way_back_words", form, begun=begun, printed_address="")


def show_wait(request: HttpRequest, error: WaitError) -> HttpResponse:
    answer = show(request, "way_back", wait=str(error))
    answer.status_code = 429
    return answer


@get_or_post
def claim(request: HttpRequest) -> HttpResponse:
    form = ClaimForm(given(request))
    if not form.is_valid():
        return show(request, "way_back_claim", form)
    try:
        check_wait(request)
        return _come_in(request, form.cleaned_data)
    except WaitError as error:
        return please_wait(request, "way_back_claim", form, error)
    except DoorError as error:
        if error.field == "claim":
            count_try(request)
        mend(form, error)
        return show(request, "way_back_claim", form)


def _come_in(request: HttpRequest, said: dict[str, Any]) -> HttpResponse:
    person = actions.claim_way_back(by=THE_DOOR, claim=said["claim"], phrase=said["phrase"])
    opened = actions.open_sign_in(by=THE_DOOR, person_id=person.id, shared=said["shared"])
    request.session.flush()
    carry_sign_in(request, opened.id)
    return back_to_door(request, "back")


@get_or_post
@signed_in
def help_back(request: HttpRequest, who: Viewer) -> HttpResponse:
    people = [(tie.id, tie.word) for tie in queries.chose_me(who.id)]
    form = HelpBackForm(given(request), people=people)
    helped = request.session.pop(HELPED, False)
    if not form.is_valid():
        return show(request, "way_back_help", form, people=people, helped=helped)
    try:
        with actions.counted("help-back", who, address_of(request), at="code"):
            _give_word(who, form.cleaned_data)
    except WaitError as error:
        return please_wait(request, "way_back_help", form, error, people=people)
    except DoorError as error:
        mend(form, error)
        return show(request, "way_back_help", form, people=people)
    request.session[HELPED] = True
    return lead(request.path)


def _give_word(who: Viewer, said: dict[str, Any]) -> None:
    tie_id: UUID = said["who"]
    actions.help_back(by=who, viewer=who, code=said["code"], tie_id=tie_id, sure=said["sure"])


@get_or_post
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop by one tap. Right or wrong, the page and the answer are the same."""
    if request.method != "POST":
        return show(request, "way_back_stop", printed_address="")
    actions.stop_way_back(by=THE_DOOR, token=token)
    return lead("/stopped/")


@require_GET
def stopped(request: HttpRequest) -> HttpResponse:
    return show(request, "way_back_stopped")

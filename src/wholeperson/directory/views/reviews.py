"""What people say of a place who used it: to read, to write, to take back, and to answer."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from wholeperson.directory import permissions
from wholeperson.directory.actions import reviews as actions
from wholeperson.directory.forms.reviews import Answer, Say
from wholeperson.directory.permissions import may_keep
from wholeperson.directory.presenters import said as presenters
from wholeperson.directory.queries import reviews as queries
from wholeperson.directory.rules.reviews import Again, When, used_when
from wholeperson.directory.views.answers import theirs, there
from wholeperson.foundation import clock
from wholeperson.interface.answering import lead, mend
from wholeperson.people.public import DoorError, NotYoursError, Viewer, signed_in, viewer

LAST_PAGE = 500


@require_safe
def said(request: HttpRequest, resource_id: UUID) -> HttpResponse:
    place, number, who = there(resource_id), _page(request.GET), viewer(request)
    page = {
        "listed": place,
        "here": presenters.said_page(resource_id, number),
        "number": number,
        "answers": may_keep(who, place.alliance_id, place.teams_of),
        "looks": bool(who and permissions.hat_that_reads(who, place.alliance_id)),
    }
    return render(request, "directory/said.html", page)


def _page(given: QueryDict) -> int:
    asked = given.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 0
    if not 1 <= number <= LAST_PAGE:
        raise Http404
    return number


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def write(request: HttpRequest, who: Viewer, resource_id: UUID) -> HttpResponse:
    place = there(resource_id)
    mine = queries.my_review(who, resource_id)
    page = {"listed": place, "saying": presenters.my_saying(mine) if mine else None}
    if request.POST.get("do") == "take-back":
        actions.take_back(by=who, viewer=who, resource_id=resource_id)
        return lead(f"/network/{resource_id}/said/write/")
    try:
        permissions.check_may_review(who, place.teams_of)
    except NotYoursError as refused:
        status = 422 if request.method == "POST" else 200
        return render(request, "directory/said_not_yours.html", {**page, "refused": str(refused)}, status=status)
    form = Say(request.POST) if request.method == "POST" else Say(initial=_typed(mine))
    if request.method == "POST" and _write(form, request.POST.get("do", ""), who, resource_id):
        return lead(f"/network/{resource_id}/said/write/")
    return render(request, "directory/said_write.html", {**page, "form": form}, status=422 if form.errors else 200)


def _typed(mine: queries.Mine | None) -> dict[str, str]:
    if mine is None:
        return {}
    used = used_when(mine.used, clock.now()).value if mine.used else ""
    return {"words": mine.words, "again": mine.again, "used": used}


def _write(form: Say, do: str, who: Viewer, resource_id: UUID) -> bool:
    try:
        if do == "second-look":
            with theirs():
                actions.ask_for_a_second_look(by=who, viewer=who, resource_id=resource_id)
            return True
        if form.is_valid():
            given = form.cleaned_data
            actions.say(
                by=who, viewer=who, resource_id=resource_id, words=given["words"],
                again=Again(given["again"]) if given["again"] else None,
                used=When(given["used"]) if given["used"] else None,
            )  # fmt: skip
            return True
    except DoorError as problem:
        mend(form, problem)
    return False


@require_safe
@signed_in
def mine(request: HttpRequest, who: Viewer) -> HttpResponse:
    sayings = [presenters.my_saying(one) for one in queries.my_reviews(who)]
    return render(request, "directory/said_mine.html", {"sayings": sayings})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def answer(request: HttpRequest, who: Viewer, resource_id: UUID, review_id: UUID) -> HttpResponse:
    place = there(resource_id)
    spoken = queries.shown_one(resource_id, review_id)
    if spoken is None or not may_keep(who, place.alliance_id, place.teams_of):
        raise Http404
    form = Answer(request.POST if request.method == "POST" else None, initial={"words": spoken.answer})
    if form.is_bound and form.is_valid():
        try:
            with theirs():
                actions.answer(by=who, viewer=who, review_id=review_id, words=form.cleaned_data["words"])
        except DoorError as problem:
            mend(form, problem)
        else:
            return lead(f"/network/{resource_id}/said/")
    page = {"listed": place, "spoken": spoken, "form": form}
    return render(request, "directory/said_answer.html", page, status=422 if form.errors else 200)

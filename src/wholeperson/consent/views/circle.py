from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from wholeperson.consent import actions, forms, queries
from wholeperson.consent.presenters import sharing
from wholeperson.consent.rules.sides import Side
from wholeperson.foundation import clock
from wholeperson.interface.answering import lead, mend
from wholeperson.interface.saying import day
from wholeperson.people import public as people
from wholeperson.people.public import DoorError, Viewer, WaitError, signed_in

CIRCLE = "/my-people/circle/"


@require_http_methods(["GET", "POST"])
@signed_in
def circle(request: HttpRequest, who: Viewer) -> HttpResponse:
    form = forms.Word(request.POST or None)
    if form.is_valid():
        try:
            _, words = people.invite_into_circle(by=who, viewer=who, word=form.cleaned_data["word"])
        except DoorError as problem:
            mend(form, problem)
        else:
            return render(request, "consent/invited.html", {"words": words, "word": form.cleaned_data["word"]})
    return _circle(request, who, form)


def _circle(request: HttpRequest, who: Viewer, form: forms.Word) -> HttpResponse:
    now = clock.now()
    friends = [
        (friend, [sharing.share_line(card, now) for card in friend.shares], friend.tie.invited_until <= now)
        for friend in queries.my_circle(who, now)
    ]
    page = {
        "mine": [one for one in friends if one[0].mine],
        "others": [one for one in friends if not one[0].mine],
        "form": form,
    }
    return render(request, "consent/circle.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def accept(request: HttpRequest, who: Viewer) -> HttpResponse:
    form = forms.Accept(request.POST or None)
    if form.is_valid():
        try:
            with people.counted("circle", who, people.address_of(request), at="words"):
                people.accept_invitation(by=who, viewer=who, **form.cleaned_data)
        except DoorError as problem:
            mend(form, problem)
        except WaitError as problem:
            form.add_error(None, str(problem))
            answer = render(request, "consent/accept.html", {"form": form}, status=429)
            answer["Retry-After"] = str(problem.seconds)
            return answer
        else:
            return lead(CIRCLE)
    return render(request, "consent/accept.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def friend(request: HttpRequest, who: Viewer, tie: UUID) -> HttpResponse:
    now = clock.now()
    found = next((one for one in queries.my_circle(who, now) if one.tie.id == tie), None)
    if found is None:
        raise Http404
    if request.POST.get("do") == "end-tie":
        people.end_tie(by=who, viewer=who, tie_id=tie)
        return lead(CIRCLE)
    if request.POST.get("do") == "end-all":
        actions.end_all_with(by=who, viewer=who, to=Side(tie_id=tie))
        return lead(f"{CIRCLE}{tie}/")
    form = forms.Word(request.POST or None, initial={"word": found.tie.word})
    if form.is_valid():
        try:
            people.rename_tie(by=who, viewer=who, tie_id=tie, word=form.cleaned_data["word"])
        except DoorError as problem:
            mend(form, problem)
        else:
            return lead(f"{CIRCLE}{tie}/")
    page = {
        "friend": found,
        "shares": [sharing.share_line(card, now) for card in found.shares],
        "until": day(found.tie.invited_until, now),
        "form": form,
    }
    return render(request, "consent/friend.html", page, status=422 if form.errors else 200)

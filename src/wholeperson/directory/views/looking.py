"""For those who look at what people say and offer: for safety, and never for opinion."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from wholeperson.directory.actions import looking, offers
from wholeperson.directory.forms.reviews import Look
from wholeperson.directory.presenters.people import worried
from wholeperson.directory.queries import reviews as queries
from wholeperson.directory.queries.offers import worried_about
from wholeperson.directory.rules.reviews import REASON_ASKS, Reason
from wholeperson.directory.views.answers import theirs
from wholeperson.interface.answering import lead, mend
from wholeperson.people.public import DoorError, Power, Viewer, signed_in

WAITING, PEOPLE = "/my-work/said/", "/my-work/people/"
DEEDS = {"leave": False, "stop": True}


def _check_looks(who: Viewer) -> None:
    if not who.has(Power.LOOK_AT_REVIEWS):
        raise Http404


@require_safe
@signed_in
def waiting(request: HttpRequest, who: Viewer) -> HttpResponse:
    _check_looks(who)
    held = [(one, REASON_ASKS[one.reason]) for one in queries.held_back(who) if one.reason]
    page = {"waiting": queries.to_look_at(who), "held": held, "others": queries.waits_for_others(who)}
    return render(request, "directory/said_waiting.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def one(request: HttpRequest, who: Viewer, review_id: UUID) -> HttpResponse:
    found = queries.one_to_look_at(who, review_id)
    if found is None:
        raise Http404
    form = Look(request.POST) if request.method == "POST" else Look(initial={"seen": found.mark})
    if form.is_bound and form.is_valid():
        reason = form.reason()
        try:
            with theirs():
                looking.look_at(
                    by=who, viewer=who, review_id=review_id, seen=form.cleaned_data["seen"], held_back=reason
                )
        except DoorError as problem:
            form = Look({**request.POST.dict(), "seen": found.mark})
            mend(form, problem)
        else:
            return lead(f"{WAITING}danger/" if reason is Reason.DANGER else WAITING)
    page = {"one": found, "form": form, "was": REASON_ASKS[found.reason] if found.reason else ""}
    return render(request, "directory/said_look.html", page, status=422 if form.errors else 200)


@require_safe
@signed_in
def danger(request: HttpRequest, who: Viewer) -> HttpResponse:
    _check_looks(who)
    return render(request, "directory/said_danger.html")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def people(request: HttpRequest, who: Viewer) -> HttpResponse:
    _check_looks(who)
    if request.method == "POST":
        do = DEEDS.get(request.POST.get("do", ""))
        if do is None:
            raise Http404
        with theirs():
            offers.look_at_offer(by=who, viewer=who, offer_id=_which(request), stop=do)
        return lead(PEOPLE)
    return render(request, "directory/people_worried.html", {"offers": [worried(one) for one in worried_about(who)]})


def _which(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("which", ""))
    except ValueError as cause:
        raise Http404 from cause

"""For those who work with people: what is shown to their teams, emergencies, reviews and questions."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from wholeperson.consent import actions, forms, queries
from wholeperson.consent.presenters import sharing
from wholeperson.consent.presenters.looked import role_of
from wholeperson.consent.views.answers import there
from wholeperson.foundation import clock
from wholeperson.interface.answering import ask_again, lead, mend
from wholeperson.interface.saying import moment
from wholeperson.people.public import AskAgainError, DoorError, Power, Viewer, check_repeated, signed_in


@require_safe
@signed_in
def work(request: HttpRequest, who: Viewer) -> HttpResponse:
    watches = who.has(Power.REVIEW_EMERGENCIES)
    if not (watches or who.has(Power.READ_WHAT_IS_SHOWN)):
        raise Http404
    now = clock.now()
    page = {
        "teams": [
            (mine.team, [sharing.shown_line(card, now) for card in mine.cards])
            for mine in queries.shown_to_teams(who, now)
        ],
        "openings": queries.my_openings(who, now),
        "opens": who.has(Power.OPEN_IN_AN_EMERGENCY),
        "watches": watches,
        "reviews": len(queries.to_review(who)),
        "questions": len(queries.questions_to_answer(who)),
    }
    return render(request, "consent/work.html", page)


@require_safe
@signed_in
def emergencies(request: HttpRequest, who: Viewer) -> HttpResponse:
    if not who.has(Power.OPEN_IN_AN_EMERGENCY):
        raise Http404
    return render(request, "consent/emergencies.html", {"people": queries.known_people(who, clock.now())})


@require_http_methods(["GET", "POST"])
@signed_in
def emergency(request: HttpRequest, who: Viewer, share: UUID) -> HttpResponse:
    known = queries.known_to(who, share, clock.now())
    if known is None:
        raise Http404
    form = forms.Emergency(request.POST or None)
    try:
        check_repeated(who, clock.now())  # before they type, so that nothing typed is lost
        if form.is_valid():
            with there():
                actions.open_in_an_emergency(by=who, viewer=who, share_id=share, **form.cleaned_data)
            return lead("/my-work/")
    except AskAgainError:
        return ask_again(f"/my-work/emergency/{share}/")
    except DoorError as problem:
        mend(form, problem)
    page = {"form": form, "name": known.name}
    return render(request, "consent/emergency.html", page, status=422 if form.errors else 200)


@require_GET
@signed_in
def opened(request: HttpRequest, who: Viewer, opening: UUID, part: str) -> HttpResponse:
    now = clock.now()
    found = next((one for one in queries.my_openings(who, now) if one.id == opening), None)
    one = next((one for one in found.parts if one.key == part), None) if found else None
    if found is None or one is None:
        raise Http404
    with there():
        passages = actions.read(by=who, viewer=who, whose=found.person_id, key=part, by_id=opening)
    page = {"opening": found, "part": one, "passages": passages, "until": moment(found.until)}
    return render(request, "consent/opened.html", page)


@require_http_methods(["GET", "POST"])
@signed_in
def reviews(request: HttpRequest, who: Viewer) -> HttpResponse:
    if not who.has(Power.REVIEW_EMERGENCIES):
        raise Http404
    waiting = queries.to_review(who)
    which = _which(request)
    form = forms.Review(request.POST or None)
    if form.is_valid():
        try:
            with there():
                actions.review_emergency(
                    by=who, viewer=who, emergency_id=which, right=form.cleaned_data["right"] == "yes",
                    words=form.cleaned_data["words"],
                )  # fmt: skip
        except DoorError as problem:
            mend(form, problem)
        else:
            return lead("/my-work/reviews/")
    cards = [
        (one, moment(one.opened_at), role_of(one.by) if one.by else "", _own(forms.Review, form, one.id, which))
        for one in waiting
    ]
    return render(request, "consent/reviews.html", {"cards": cards}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def questions(request: HttpRequest, who: Viewer) -> HttpResponse:
    which = _which(request)
    form = forms.Words(request.POST or None)
    if form.is_valid():
        try:
            with there():
                actions.answer_question(by=who, viewer=who, question_id=which, words=form.cleaned_data["words"])
        except DoorError as problem:
            mend(form, problem)
        else:
            return lead("/my-work/questions/")
    cards = [(one, moment(one.at), _own(forms.Words, form, one.id, which)) for one in queries.questions_to_answer(who)]
    return render(request, "consent/questions.html", {"cards": cards}, status=422 if form.errors else 200)


def _which(request: HttpRequest) -> UUID:
    """Say which one of a page of forms was sent; none where nothing was."""
    try:
        return UUID(request.POST.get("which", str(UUID(int=0))))
    except ValueError as cause:
        raise Http404 from cause


def _own(kind: type[forms.Kind], sent: forms.Kind, one: UUID, which: UUID) -> forms.Kind:
    """Give each its own form, with its own field names for screen readers; the one that was sent as it came."""
    if one == which:
        return sent
    return kind(auto_id=f"id_{one}_%s")

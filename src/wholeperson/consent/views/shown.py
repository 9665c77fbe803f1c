"""What others show. Opening it leaves a line that they can read."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from wholeperson.consent import actions, forms, queries
from wholeperson.consent.presenters import sharing
from wholeperson.consent.rules.purposes import Purpose
from wholeperson.consent.views.answers import there
from wholeperson.foundation import clock
from wholeperson.interface.answering import mend
from wholeperson.people.public import DoorError, Viewer, circles_with, signed_in


@require_safe
@signed_in
def listing(request: HttpRequest, who: Viewer) -> HttpResponse:
    now = clock.now()
    page = {
        "lines": [sharing.shown_line(card, now) for card in queries.shown_by_ties(who, now)],
        "ties": circles_with(who.id),
    }
    return render(request, "consent/shown.html", page)


@require_GET  # a look is a look: no HEAD that reads without saying so
@signed_in
def one(request: HttpRequest, who: Viewer, share: UUID) -> HttpResponse:
    now = clock.now()
    card = queries.shown(who, share, now)
    if card is None:
        raise Http404
    with there():
        passages = actions.read(by=who, viewer=who, whose=card.person_id, key=card.part.key, by_id=card.id)
    page = {"line": sharing.shown_line(card, now), "passages": passages, "by_team": card.team_id is not None}
    return render(request, "consent/shown_one.html", page)


@require_http_methods(["GET", "POST"])
@signed_in
def ask(request: HttpRequest, who: Viewer, through: UUID) -> HttpResponse:
    found = queries.askable(who, through, clock.now())
    if found is None:
        raise Http404
    form = forms.Ask(request.POST or None, initial={"purpose": Purpose.SUPPORT.value})
    if form.is_valid():
        try:
            with there():
                actions.ask(
                    by=who, viewer=who, through=through, key=form.cleaned_data["part"],
                    purpose=Purpose(form.cleaned_data["purpose"]),
                )  # fmt: skip
        except DoorError as problem:
            mend(form, problem)
        else:
            return render(request, "consent/asked.html", {"by_team": found.side.team_id is not None})
    page = {"form": form, "name": found.name}
    return render(request, "consent/ask.html", page, status=422 if form.errors else 200)

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from wholeperson.consent import actions, forms, queries
from wholeperson.consent.presenters import looked
from wholeperson.consent.views.answers import there
from wholeperson.foundation import clock
from wholeperson.interface.answering import lead, mend
from wholeperson.interface.saying import day
from wholeperson.people.public import DoorError, Viewer, signed_in


@require_safe
@signed_in
def who_looked(request: HttpRequest, who: Viewer) -> HttpResponse:
    days = looked.days(queries.who_looked(who), clock.now())
    return render(request, "consent/who_looked.html", {"days": days})


@require_http_methods(["GET", "POST"])
@signed_in
def ask(request: HttpRequest, who: Viewer, ref: UUID) -> HttpResponse:
    line = queries.line_of_mine(who, ref)
    if line is None or not line.askable:
        raise Http404
    form = forms.Words(request.POST or None)
    if form.is_valid():
        try:
            with there():
                actions.ask_about_line(by=who, viewer=who, ref=ref, words=form.cleaned_data["words"])
        except DoorError as problem:
            mend(form, problem)
        else:
            return lead("/who-looked/")
    page = {"form": form, "line": looked.sentence(line), "day": day(line.at, clock.now()), "by_team": line.hat}
    return render(request, "consent/ask_about.html", page, status=422 if form.errors else 200)

"""This is wrong: said by anybody, settled by whoever keeps the entry."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from wholeperson.directory import actions, queries
from wholeperson.directory.actions.corrections import ANYBODY
from wholeperson.directory.forms.truth import SettleForm, WrongForm
from wholeperson.directory.permissions import keeps_anything
from wholeperson.directory.queries.corrections import corrections_for
from wholeperson.directory.rules.corrections import PUT_RIGHT_AT, SAYS, About, CorrectionError, Outcome
from wholeperson.foundation import clock
from wholeperson.interface.answering import lead, mend
from wholeperson.interface.saying import day
from wholeperson.people.public import NotYoursError, Viewer, WaitError, address_of, begin_try, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
def wrong(request: HttpRequest, resource: UUID) -> HttpResponse:
    """Say what is wrong with an entry. Nobody is asked who they are."""
    found = queries.resource(resource)
    if found is None:
        raise Http404
    status = 200
    form = WrongForm(request.POST if request.method == "POST" else None, kept_safe=found.entry.kept_safe)
    if form.is_bound and form.is_valid():
        try:
            address = address_of(request)
            # A flood from one address slows down. Of the address only a mark is kept, for a day, as at the door.
            begin_try(by=ANYBODY, name=f"\0wrong {address}", address=address)
            actions.say_it_is_wrong(
                by=ANYBODY, resource_id=found.id, about=About(form.cleaned_data["about"]),
                words=form.cleaned_data["words"],
            )  # fmt: skip
        except WaitError as problem:
            mend(form, problem)
            status = 429
        except CorrectionError as problem:
            mend(form, problem)
        else:
            return lead(f"/network/{found.id}/wrong/thanks/")
    status = 422 if form.errors and status == 200 else status
    return render(request, "directory/wrong.html", {"form": form, "found": found}, status=status)


@require_safe
def thanks(request: HttpRequest, resource: UUID) -> HttpResponse:
    """Say thank you, and the same to everybody: what somebody said shows in no address and on no screen."""
    found = queries.resource(resource)
    if found is None:
        raise Http404
    return render(request, "directory/wrong_thanks.html", {"found": found})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def corrections(request: HttpRequest, who: Viewer) -> HttpResponse:
    """Show what waits to be settled, and settle it."""
    if not keeps_anything(who):
        raise Http404
    if request.method == "POST":
        form = SettleForm(request.POST)
        if not form.is_valid():
            raise Http404
        outcome = Outcome(form.cleaned_data["outcome"])
        try:
            actions.settle(by=who, viewer=who, correction_id=form.cleaned_data["which"], outcome=outcome)
        except NotYoursError as cause:
            raise Http404 from cause
        return lead("/my-work/network/corrections/")
    now = clock.now()
    cards = [
        (one, SAYS[one.about], day(one.at, now), PUT_RIGHT_AT.get(one.about, ""), one.about is About.NOT_SAFE)
        for one in corrections_for(who)
    ]
    return render(request, "directory/corrections.html", {"cards": cards})

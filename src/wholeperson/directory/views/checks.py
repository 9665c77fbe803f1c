"""Looking whether an entry is true, and the page of whoever keeps entries or looks at them."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from wholeperson.directory import actions, queries
from wholeperson.directory.forms.truth import LookForm
from wholeperson.directory.permissions import hat_of_the_map, hat_that_looks, keeps_anything, may_keep
from wholeperson.directory.presenters.saying_entry import parts_said
from wholeperson.directory.queries.charter import to_sign
from wholeperson.directory.queries.checks import could_look_at, my_turns
from wholeperson.directory.queries.corrections import corrections_for
from wholeperson.directory.queries.keeping import kept_by
from wholeperson.directory.queries.resources import Listed
from wholeperson.directory.rules.corrections import PUT_RIGHT_AT, About, CorrectionError
from wholeperson.directory.rules.seeing import LookingError, Seen, Way
from wholeperson.directory.rules.staleness import sentence
from wholeperson.interface.answering import lead, mend
from wholeperson.interface.saying import day_of
from wholeperson.people.public import NotYoursError, Power, Viewer, signed_in

SAID = "map-work-said"
MY_WORK = "/my-work/network/"
THANKS = {
    Seen.RIGHT: "Thank you. Its page says now that somebody looked today. It does not say who.",
    Seen.DIFFERENT: "Thank you. Whoever keeps this entry sees now what you saw.",
    Seen.COULD_NOT: "Thank you for looking. Somebody else can have a go.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def work(request: HttpRequest, who: Viewer) -> HttpResponse:
    """Show what waits for whoever keeps entries or looks at them; pass a turn on."""
    looks = [hat.alliance_id for hat in who.hats if hat_that_looks(who, hat.alliance_id)]
    if not (looks or keeps_anything(who)):
        raise Http404
    if request.method == "POST":
        return _pass_on(request, who)
    today = queries.today()
    could = [one for alliance in dict.fromkeys(looks) for one in could_look_at(alliance, today)]
    turns = my_turns(who)
    told = {
        "turns": [(one, sentence(one.checked_on, one.checked_how, today), day_of(one.until)) for one in turns],
        "could": [(one, sentence(one.checked_on, one.checked_how, today)) for one in could],
        "corrections": len(corrections_for(who)), "keeps": keeps_anything(who), "own": kept_by(who),
        "keeps_the_map": any(hat_of_the_map(who, hat.alliance_id) for hat in who.hats),
        "signs": [one for one in to_sign(who) if one.signed and not one.signed.current],
        "may_sign": bool(to_sign(who)), "answers": bool(queries.where_one_answers(who)),
        "reads": who.has(Power.LOOK_AT_REVIEWS), "said": request.session.pop(SAID, ""),
    }  # fmt: skip
    return render(request, "directory/work.html", told)


def _pass_on(request: HttpRequest, who: Viewer) -> HttpResponse:
    try:
        actions.pass_on(by=who, viewer=who, turn_id=UUID(request.POST.get("turn", "")))
    except (NotYoursError, ValueError) as cause:
        raise Http404 from cause
    request.session[SAID] = "It is somebody else’s turn now. Nobody is told that it was yours."
    return lead(MY_WORK)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def look(request: HttpRequest, who: Viewer, resource: UUID) -> HttpResponse:
    """Look whether an entry is true: what it says, and what was found."""
    found = queries.resource(resource)
    if found is None or hat_that_looks(who, found.alliance_id) is None:
        raise Http404
    form = LookForm(request.POST if request.method == "POST" else None, kept_safe=found.entry.kept_safe)
    if form.is_bound and form.is_valid():
        try:
            return lead(_looked(request, who, found, form))
        except (LookingError, CorrectionError) as problem:
            mend(form, problem)
    told = {
        "form": form, "found": found, "parts": [one for one in parts_said(found.entry) if one.lines],
        "checked": sentence(found.checked_on, found.checked_how, queries.today()),
        "street": found.entry.facts.get("street", ""),
    }  # fmt: skip
    return render(request, "directory/look.html", told, status=422 if form.errors else 200)


def _looked(request: HttpRequest, who: Viewer, found: Listed, form: LookForm) -> str:
    said = form.cleaned_data
    seen, way, street = Seen(said["seen"]), Way(said["way"]), said.get("street", "")
    if seen is not Seen.DIFFERENT:
        actions.look(by=who, viewer=who, resource_id=found.id, seen=seen, way=way, street=street)
        request.session[SAID] = THANKS[seen]
        return MY_WORK
    about = About(said["about"])
    kept = actions.look_and_say(
        by=who, viewer=who, resource_id=found.id, seen=seen, way=way, street=street, about=about, words=said["words"]
    )
    if may_keep(who, found.alliance_id, found.teams_of) and about in PUT_RIGHT_AT:
        return f"/network/{found.id}/change/{PUT_RIGHT_AT[about]}/?for={kept.id}"
    request.session[SAID] = THANKS[seen]
    return MY_WORK

"""What desks asked for, for the peers who answer; and the desks, for the coordinator who gives them words."""

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wholeperson.directory import actions, queries
from wholeperson.directory.forms.desks import NewDesk
from wholeperson.directory.rules.asking_peers import WAYS, AskingError
from wholeperson.directory.rules.front_desk import DESKS
from wholeperson.directory.rules.paper import addresses
from wholeperson.foundation import clock
from wholeperson.interface.answering import lead, mend
from wholeperson.interface.saying import moment
from wholeperson.people.public import NotYoursError, Power, Viewer, alliances, signed_in

ASKED = "/my-work/asked/"
DEEDS = {
    "take": actions.take_asking,
    "back": actions.give_back_asking,
    "done": actions.settle_asking,
}


@require_safe
@signed_in
def asked(request: HttpRequest, who: Viewer) -> HttpResponse:
    return _asked(request, who)


@require_POST
@signed_in
def settle(request: HttpRequest, who: Viewer, asked_id: UUID, deed: str) -> HttpResponse:
    """Take it, give it back, or say that it is done."""
    if deed not in DEEDS:
        raise Http404
    try:
        DEEDS[deed](by=who, viewer=who, asked_id=asked_id)
    except NotYoursError as cause:
        raise Http404 from cause
    except AskingError as problem:
        return _asked(request, who, str(problem))
    return lead(ASKED)


def _asked(request: HttpRequest, who: Viewer, problem: str = "") -> HttpResponse:
    if not queries.where_one_answers(who):
        raise Http404
    cards = [
        {
            "card": one, "way": WAYS[one.way], "asked": moment(one.asked_at), "kind": DESKS[one.desk.kind].called,
            "where": ", ".join((one.where.entry.name, *addresses(one.where.entry))) if one.where else "",
            "meet": moment(one.meet_at) if one.meet_at else "",
        }
        for one in queries.asked_of(who, clock.now())
    ]  # fmt: skip
    page = {
        "mine": [one for one in cards if one["card"].mine],  # type: ignore[attr-defined]  # here a card, as written above
        "waiting": [one for one in cards if not one["card"].mine],  # type: ignore[attr-defined]  # the same
        "problem": problem,
    }
    return render(request, "directory/asked.html", page, status=422 if problem else 200)


def _kept_by(who: Viewer) -> tuple[UUID, ...]:
    """The alliances whose map somebody keeps.

    Raises:
        Http404: where there is none.
    """
    found = tuple(dict.fromkeys(hat.alliance_id for hat in who.hats_with(Power.KEEP_THE_MAP)))
    if not found:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def desks(request: HttpRequest, who: Viewer) -> HttpResponse:
    """Show the desks, and take in a new one. Its words are on this one answer and nowhere else."""
    mine = _kept_by(who)
    form = NewDesk(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = actions.open_desk(by=who, alliance_id=_chosen(request, mine), **form.cleaned_data)
        except AskingError as problem:
            mend(form, problem)
        else:
            return render(
                request, "directory/desk_given.html", {"words": made.words, "name": form.cleaned_data["name"]}
            )
    there = [(one, DESKS[one.kind].called, moment(one.renewed_at)) for one in queries.desks_in(mine)]
    page = {"form": form, "desks": there, "places": [one for one in alliances() if one.id in mine]}
    return render(request, "directory/desks.html", page, status=422 if form.is_bound else 200)


def _chosen(request: HttpRequest, mine: tuple[UUID, ...]) -> UUID:
    """The alliance of a new desk: the one that was chosen, where it is theirs, and the first otherwise."""
    return next((one for one in mine if str(one) == request.POST.get("alliance")), mine[0])


@require_POST
@signed_in
def renew(request: HttpRequest, who: Viewer, desk_id: UUID) -> HttpResponse:
    """Give a desk new words."""
    try:
        made = actions.renew_desk(by=who, desk_id=desk_id)
    except (NotYoursError, ObjectDoesNotExist) as cause:
        raise Http404 from cause
    found = queries.desk(desk_id)
    return render(request, "directory/desk_given.html", {"words": made.words, "name": found.name if found else ""})


@require_POST
@signed_in
def end(request: HttpRequest, who: Viewer, desk_id: UUID) -> HttpResponse:
    """Take a desk off, after asking whether they are sure."""
    found = queries.desk(desk_id)
    if found is None or found.alliance_id not in _kept_by(who):
        raise Http404
    if "sure" not in request.POST:
        return render(request, "directory/desk_end.html", {"desk": found})
    actions.end_desk(by=who, desk_id=desk_id)
    return lead("/my-work/desks/")

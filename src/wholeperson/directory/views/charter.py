"""The charter of an alliance: read by everybody, written by the coordinator, signed for organizations."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from wholeperson.directory import actions, queries
from wholeperson.directory.forms.truth import CharterForm, SignForm
from wholeperson.directory.permissions import keeps_anything
from wholeperson.directory.queries.charter import ToSign, alliances_of_the_map, charters, to_sign
from wholeperson.directory.rules.principles import CharterError
from wholeperson.foundation import clock
from wholeperson.interface.answering import lead, mend
from wholeperson.interface.saying import day
from wholeperson.people.public import AllianceCard, Viewer, alliance_at, alliances, signed_in

SIGNING = "/my-work/network/signing/"


@require_safe
def charter(request: HttpRequest, address: str) -> HttpResponse:
    """Show what an alliance stands by, and who signed."""
    alliance = alliance_at(address)
    if alliance is None:
        raise Http404
    now, found = clock.now(), queries.charter(alliance.id)
    told = {
        "alliance": alliance, "charter": found, "since": day(found.since, now) if found.since else "",
        "signers": [(one, day(one.at, now), day(one.version_of, now)) for one in queries.signers(alliance.id)],
    }  # fmt: skip
    return render(request, "directory/charter.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def write(request: HttpRequest, who: Viewer) -> HttpResponse:
    """Write a new version of the charter; the older ones can be read below."""
    mine = [one for one in alliances() if one.id in alliances_of_the_map(who)]
    if not mine:
        raise Http404
    alliance = _chosen(request, mine)
    now, standing = clock.now(), queries.charter(alliance.id)
    form = CharterForm(request.POST if request.method == "POST" else None, there=standing.principles)
    if form.is_bound and form.is_valid():
        try:
            actions.write_charter(by=who, alliance_id=alliance.id, principles=form.principles())
        except CharterError as problem:
            mend(form, problem)
        else:
            return lead(f"/network/charter/{alliance.address}/")
    told = {
        "form": form, "alliance": alliance, "others": [one for one in mine if one != alliance], "charter": standing,
        "since": day(standing.since, now) if standing.since else "", "signers": len(queries.signers(alliance.id)),
        "older": [(one, day(one.since, now)) for one in charters(alliance.id)[1:] if one.since],
    }  # fmt: skip
    return render(request, "directory/charter_write.html", told, status=422 if form.errors else 200)


def _chosen(request: HttpRequest, mine: list[AllianceCard]) -> AllianceCard:
    asked = request.POST.get("in") or request.GET.get("in")
    found = next((one for one in mine if one.address == asked), None) if asked else mine[0]
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def signing(request: HttpRequest, who: Viewer) -> HttpResponse:
    """Sign the charter for an organization, sign again, or leave."""
    mine = to_sign(who)
    if not (mine or keeps_anything(who)):
        raise Http404
    chosen = _organization(request, mine) if request.method == "POST" else None
    if chosen and "leave" in request.POST:
        actions.leave_charter(by=who, organization_id=chosen.organization_id)
        return lead(SIGNING)
    form = SignForm(request.POST, prefix=str(chosen.organization_id)) if chosen else None
    if chosen and form and form.is_valid():
        try:
            actions.sign_charter(
                by=who, organization_id=chosen.organization_id, number=_number(request), **form.cleaned_data
            )
        except CharterError as problem:
            mend(form, problem)
        else:
            return lead(SIGNING)
    now, names = clock.now(), {one.id: one for one in alliances()}
    numbers = {one: queries.charter(one).number for one in {card.alliance_id for card in mine}}
    cards = [
        (
            one, names[one.alliance_id], numbers[one.alliance_id],
            form if one == chosen else SignForm(prefix=str(one.organization_id)),
            day(one.signed.version_of, now) if one.signed else "",
        )
        for one in mine
    ]  # fmt: skip
    told = {"cards": cards, "form": form}
    return render(request, "directory/signing.html", told, status=422 if form and form.errors else 200)


def _organization(request: HttpRequest, mine: tuple[ToSign, ...]) -> ToSign:
    found = next((one for one in mine if str(one.organization_id) == request.POST.get("which")), None)
    if found is None:
        raise Http404
    return found


def _number(request: HttpRequest) -> int:
    said = request.POST.get("number", "")
    return int(said) if said.isascii() and said.isdigit() else -1

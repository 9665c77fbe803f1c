"""Running an alliance: for a coordinator of that alliance; to everybody else these pages are not there."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wholeperson.interface.answering import lead
from wholeperson.people import actions
from wholeperson.people.forms.alliances import ConfirmForm, InviteForm, OrganisationForm, TeamForm
from wholeperson.people.public import AllianceCard, DoorError, Hat, PeerKind, Power, Role, Viewer, signed_in
from wholeperson.people.queries import alliance_at, confirmation_of, organisations_with_teams, role_holders
from wholeperson.people.rules import children
from wholeperson.people.views.alliances import add_to

NOWHERE = UUID(int=0)
CHANGED = "The sentences have changed since you opened this page. Please read them once more, here below."
Running = Callable[[HttpRequest, Viewer, AllianceCard, Hat], HttpResponse]


def runs(view: Running) -> Callable[..., HttpResponse]:
    """Let in who runs the alliance at this address; an alliance of others and none at all look the same."""

    @wraps(view)
    def answer(request: HttpRequest, who: Viewer, address: str) -> HttpResponse:
        alliance = alliance_at(address)
        where = alliance.id if alliance else NOWHERE
        hat = next((one for one in who.hats_with(Power.RUN_THE_ALLIANCE) if one.alliance_id == where), None)
        if alliance is None or hat is None:
            raise Http404
        return view(request, who, alliance, hat)

    return answer


@require_safe
@signed_in
@runs
def overview(request: HttpRequest, who: Viewer, alliance: AllianceCard, hat: Hat) -> HttpResponse:
    said = confirmation_of(alliance.id, children.PAGE)
    told = {
        "alliance": alliance,
        "organisations": organisations_with_teams(alliance.id),
        "holders": role_holders(alliance.id, who),
        "said": said,
        "stands": said is not None and said.text_hash == children.text_hash(),
    }
    return render(request, "people/alliance_run.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@runs
def organisation(request: HttpRequest, who: Viewer, alliance: AllianceCard, hat: Hat) -> HttpResponse:
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.take_in_organisation(by=who, viewer=who, hat=hat, name=form.cleaned_data["name"])
        return lead(_run(alliance))
    told = {"form": form, "alliance": alliance}
    return render(request, "people/alliance_organisation.html", told, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@runs
def team(request: HttpRequest, who: Viewer, alliance: AllianceCard, hat: Hat) -> HttpResponse:
    there = organisations_with_teams(alliance.id)
    form = TeamForm(
        request.POST if request.method == "POST" else None, organisations=[(str(one.id), one.name) for one in there]
    )
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        actions.name_team(
            by=who,
            viewer=who,
            hat=hat,
            organisation_id=UUID(data["organisation"]),
            name=data["name"],
            does=data["does"],
        )
        return lead(_run(alliance))
    told = {"form": form, "alliance": alliance, "organisations": there}
    return render(request, "people/alliance_team.html", told, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@runs
def invite(request: HttpRequest, who: Viewer, alliance: AllianceCard, hat: Hat) -> HttpResponse:
    """Write an invitation. Its words are on this one answer and nowhere else."""
    there = organisations_with_teams(alliance.id)
    teams = [(str(one.id), f"{one.name}, {one.organisation}") for each in there for one in each.teams]
    form = InviteForm(request.POST if request.method == "POST" else None, teams=teams)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            words = actions.invite_to_role(
                by=who, viewer=who, hat=hat, role=Role(data["role"]),
                team_id=UUID(data["team"]) if data["team"] else None,
                kind=PeerKind(data["kind"]) if data["kind"] else None,
            )  # fmt: skip
        except DoorError as problem:
            add_to(form, problem)
        else:
            return render(
                request, "people/role_invited.html", {"alliance": alliance, "words": words, "role": data["role"]}
            )
    told = {"form": form, "alliance": alliance}
    return render(request, "people/role_invite.html", told, status=422 if form.is_bound else 200)


@require_POST
@signed_in
@runs
def end_role(request: HttpRequest, who: Viewer, alliance: AllianceCard, hat: Hat) -> HttpResponse:
    """Ask whether they are sure, and then end somebody's role. It travels in the form: no address says who it is."""
    asked = request.POST.get("role", "")
    holder = next((one for one in role_holders(alliance.id, who) if str(one.id) == asked and not one.mine), None)
    if holder is None:
        raise Http404
    if "sure" in request.POST:
        actions.end_somebodys_role(by=who, viewer=who, hat=hat, membership_id=holder.id)
        return lead(_run(alliance))
    return render(request, "people/role_end.html", {"alliance": alliance, "holder": holder})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@runs
def sentences(request: HttpRequest, who: Viewer, alliance: AllianceCard, hat: Hat) -> HttpResponse:
    """Confirm the sentences of the page about children: exactly those that were on the screen."""
    now_hash = children.text_hash()
    form = ConfirmForm(request.POST if request.method == "POST" else None, initial={"text_hash": now_hash})
    if form.is_bound and form.is_valid():
        if form.cleaned_data["text_hash"] == now_hash:
            actions.confirm_sentences(
                by=who, viewer=who, hat=hat, page=children.PAGE, text_hash=now_hash, policy=form.named()
            )
            return lead(_run(alliance))
        form.add_error(None, CHANGED)
    told = {
        "form": form, "alliance": alliance, "text_hash": now_hash, "parts": (*children.PROMISES, *children.ALWAYS),
        "said": confirmation_of(alliance.id, children.PAGE),
    }  # fmt: skip
    return render(request, "people/children_confirm.html", told, status=422 if form.is_bound else 200)


def _run(alliance: AllianceCard) -> str:
    return f"/alliances/{alliance.address}/run/"

"""Alliances: what everybody can read of them, and what somebody is in which."""

from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wholeperson.interface.answering import lead
from wholeperson.people import actions
from wholeperson.people.asking import address_of
from wholeperson.people.forms.alliances import AgeForm, BelongForm, RoleForm
from wholeperson.people.presenters.roles import my_roles, roles_said
from wholeperson.people.public import AgeBand, DoorError, NotYoursError, Role, Viewer, WaitError, signed_in
from wholeperson.people.queries import alliance_at, alliances, organisations_with_teams
from wholeperson.people.views.door_answers import please_wait

MINE = "/me/alliances/"


def add_to(form: forms.Form, problem: Exception) -> None:
    """Say a sentence of the door at its field, or above the form."""
    field = getattr(problem, "field", "")
    form.add_error(field if field in form.fields else None, str(problem))


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    return render(request, "people/alliances.html", {"alliances": alliances()})


@require_safe
def one(request: HttpRequest, address: str) -> HttpResponse:
    alliance = alliance_at(address)
    if alliance is None:
        raise Http404
    told = {"alliance": alliance, "organisations": organisations_with_teams(alliance.id), "roles": roles_said()}
    return render(request, "people/alliance.html", told)


@require_safe
@signed_in
def mine(request: HttpRequest, who: Viewer) -> HttpResponse:
    told = {"roles": my_roles(who), "adult": who.adult, "young": who.young}
    return render(request, "people/alliances_mine.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def belong(request: HttpRequest, who: Viewer) -> HttpResponse:
    places = [(str(place.id), place.name) for place in alliances()]
    form = BelongForm(request.POST if request.method == "POST" else None, places=places)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            actions.belong(
                by=who,
                viewer=who,
                alliance_id=UUID(data["alliance"]),
                role=Role(data["role"]),
                shown_as=data["shown_as"],
            )
        except DoorError as problem:
            add_to(form, problem)
        else:
            return lead(MINE)
    return render(request, "people/alliance_belong.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def take_up(request: HttpRequest, who: Viewer) -> HttpResponse:
    form = RoleForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            with actions.counted("role", who, address_of(request), at="words"):
                actions.accept_role(by=who, viewer=who, words=data["words"], shown_as=data["shown_as"])
        except (DoorError, NotYoursError) as problem:
            add_to(form, problem)
        except WaitError as problem:
            return please_wait(request, "role_take_up", form, problem, adult=who.adult, young=who.young)
        else:
            return lead(MINE)
    told = {"form": form, "adult": who.adult, "young": who.young}
    return render(request, "people/role_take_up.html", told, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def leave(request: HttpRequest, who: Viewer) -> HttpResponse:
    """Ask whether they are sure, and then leave. The role travels in the form: no address says what somebody is."""
    roles = my_roles(who)
    role = next((one for one in roles if str(one.card.id) == request.POST.get("role", "")), None)
    if role is None:
        raise Http404
    if "sure" in request.POST:
        actions.end_membership(by=who, viewer=who, membership_id=role.card.id)
        return lead(MINE)
    told = {"role": role, "last": sum(one.own for one in roles) == 1}
    return render(request, "people/role_leave.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def age(request: HttpRequest, who: Viewer) -> HttpResponse:
    form = AgeForm(request.POST if request.method == "POST" else None, initial={"age_band": who.age_band.value})
    if form.is_bound and form.is_valid():
        try:
            actions.say_age(by=who, viewer=who, age_band=AgeBand(form.cleaned_data["age_band"]))
        except DoorError as problem:
            add_to(form, problem)
        else:
            return lead(MINE)
    return render(request, "people/role_age.html", {"form": form}, status=422 if form.is_bound else 200)

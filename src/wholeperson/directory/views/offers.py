"""People who offer support: to meet them, to offer it oneself, and to say that something is not right."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from wholeperson.directory.actions import offers as actions
from wholeperson.directory.forms.offers import Offer, Uneasy
from wholeperson.directory.queries import offers as queries
from wholeperson.directory.queries.offers import MyOffer, Offered
from wholeperson.directory.rules.offers import Worry
from wholeperson.directory.views.answers import theirs
from wholeperson.interface.answering import lead, mend
from wholeperson.people.public import DoorError, Viewer, signed_in

MINE = "/me/offer/"
NOT_SAID = "system:somebody"  # who was uneasy is written down nowhere


@require_safe
@signed_in
def people(request: HttpRequest, who: Viewer) -> HttpResponse:
    if not who.adult:
        return render(request, "directory/people_not_yet.html", {"young": who.young})
    return render(request, "directory/people.html", {"places": queries.offers_for(who)})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def mine(request: HttpRequest, who: Viewer) -> HttpResponse:
    if not who.adult:
        return render(request, "directory/people_not_yet.html", {"young": who.young})
    there = queries.my_offers(who)
    sent = next((one for one in there if str(one.alliance.id) == request.POST.get("which")), None)
    if request.method == "POST" and sent is None:
        raise Http404
    forms = {one.alliance.id: _form(one, len(there)) for one in there}
    looks, status = None, 200
    if sent:
        do, form = request.POST.get("do", ""), Offer(request.POST)
        if do == "end":
            actions.end_offer(by=who, viewer=who, alliance_id=sent.alliance.id)
            return lead(MINE)
        if do == "look" and form.is_valid():
            looks = form.looks()
        elif _keep(form, who, sent):
            return lead(f"{MINE}seen/")
        forms[sent.alliance.id], status = form, 422 if form.errors else 200
    page = {"offers": [(one, forms[one.alliance.id]) for one in there], "looks": looks, "sent": sent}
    return render(request, "directory/offer.html", page, status=status)


def _form(one: MyOffer, number: int) -> Offer:
    own_names = {"auto_id": f"id_{one.alliance.id}_%s"} if number > 1 else {}
    typed = one.offer
    if typed is None:
        return Offer(**own_names)
    said = {"words": typed.words, "terms": typed.keys, "shown_as": typed.shown_as, "reach": typed.reach}
    return Offer(initial=said, **own_names)


def _keep(form: Offer, who: Viewer, sent: MyOffer) -> bool:
    if not form.is_valid():
        return False
    given = form.cleaned_data
    try:
        with theirs():
            actions.offer_support(
                by=who, viewer=who, alliance_id=sent.alliance.id, shown_as=given["shown_as"], words=given["words"],
                reach=given["reach"], terms=given["terms"], yes=given["yes"],
            )  # fmt: skip
    except DoorError as problem:
        mend(form, problem)
        return False
    return True


@require_safe
@signed_in
def seen(request: HttpRequest, who: Viewer) -> HttpResponse:
    running = [one for one in queries.my_offers(who) if one.runs and who.adult]
    return render(request, "directory/offer_seen.html", {"offers": running})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def uneasy(request: HttpRequest, who: Viewer, offer_id: UUID) -> HttpResponse:
    offer = _there(who, offer_id)
    form = Uneasy(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with theirs():
            actions.be_uneasy(by=NOT_SAID, viewer=who, offer_id=offer_id, why=Worry(form.cleaned_data["why"]))
        return lead("/network/people/told/")
    page = {"offer": offer, "form": form}
    return render(request, "directory/people_uneasy.html", page, status=422 if form.errors else 200)


def _there(who: Viewer, offer_id: UUID) -> Offered:
    found = queries.one_for(who, offer_id)
    if found is None:
        raise Http404
    return found


@require_safe
@signed_in
def told(request: HttpRequest, who: Viewer) -> HttpResponse:
    return render(request, "directory/people_told.html")

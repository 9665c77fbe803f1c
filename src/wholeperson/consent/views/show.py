"""Showing in two taps: who and what, then exactly what they will see."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from wholeperson.consent import actions, forms, queries
from wholeperson.consent.presenters import sharing
from wholeperson.consent.queries import Other
from wholeperson.consent.rules.notice import CURRENT
from wholeperson.consent.rules.purposes import SAYS, USUAL, Purpose, Span
from wholeperson.consent.rules.sections import Section, section, sections
from wholeperson.consent.views.answers import there
from wholeperson.foundation import clock
from wholeperson.interface.answering import lead
from wholeperson.interface.saying import day
from wholeperson.people.public import DoorError, Viewer, signed_in


@require_safe
@signed_in
def choose(request: HttpRequest, who: Viewer) -> HttpResponse:
    others = queries.others_to_show(who)
    page = {
        "circle": [one for one in others if not one.is_team],
        "teams": [one for one in others if one.is_team],
        "parts": [part for part in sections() if part.shareable],
    }
    return render(request, "consent/choose.html", page)


@require_http_methods(["GET", "POST"])
@signed_in
def preview(request: HttpRequest, who: Viewer) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    to, part = _to(who, given), _part(given)
    purpose, span = _how(to, given)
    problem = ""
    if request.method == "POST":
        try:
            shared = actions.share(
                by=who, viewer=who, to=to.side, key=part.key, purpose=purpose, span=span,
                notice=given.get("notice", ""),
            )  # fmt: skip
        except DoorError as error:
            problem = str(error)
        else:
            return lead(f"/my-people/shares/{shared.id}/")
    page = {
        "to": to, "part": part, "purpose": purpose, "span": span, "says": SAYS[purpose],
        "ends": sharing.ends(span, clock.now()), "notice": CURRENT, "problem": problem,
        "passages": actions.read(by=who, viewer=who, whose=who.id, key=part.key),
        "how": forms.How(initial={"purpose": purpose.value, "span": span.value}),
    }  # fmt: skip
    return render(request, "consent/preview.html", page, status=422 if problem else 200)


def _to(who: Viewer, given: QueryDict) -> Other:
    found = next((one for one in queries.others_to_show(who) if str(one.id) == given.get("to")), None)
    if found is None:
        raise Http404
    return found


def _part(given: QueryDict) -> Section:
    part = section(given.get("part", ""))
    if part is None or not part.shareable:
        raise Http404
    return part


def _how(to: Other, given: QueryDict) -> tuple[Purpose, Span]:
    """Read what it is for and how long; where it is not said, narrow."""
    purpose = next((one for one in Purpose if one.value == given.get("purpose")), sharing.usual_purpose(to))
    return purpose, next((one for one in Span if one.value == given.get("span")), USUAL[purpose])


@require_safe
@signed_in
def shares(request: HttpRequest, who: Viewer) -> HttpResponse:
    now = clock.now()
    lines = [sharing.share_line(card, now) for card in queries.my_shares(who, now)]
    asks = [(card, SAYS[card.purpose], day(card.asked_at, now)) for card in queries.asks_to_me(who)]
    page = {
        "due": [line for line in lines if line.asked_again],
        "running": [line for line in lines if line.running],
        "ended": [line for line in lines if not line.running],
        "asks": [one for one in asks if one[0].answered_at is None],
        "refused": [one for one in asks if one[0].answered_at is not None],
    }
    return render(request, "consent/shares.html", page)


@require_http_methods(["GET", "POST"])
@signed_in
def one(request: HttpRequest, who: Viewer, share: UUID) -> HttpResponse:
    now = clock.now()
    card = queries.my_share(who, share, now)
    if card is None:
        raise Http404
    if request.method == "POST":
        with there():
            _do(request.POST.get("do", ""), who, share)
        return lead(f"/my-people/shares/{share}/")
    line = sharing.share_line(card, now)
    passages = actions.read(by=who, viewer=who, whose=who.id, key=card.part.key) if card.part else ()
    return render(request, "consent/share.html", {"line": line, "part": card.part, "passages": passages})


def _do(what: str, who: Viewer, share: UUID) -> None:
    if what == "end":
        actions.end_share(by=who, viewer=who, share_id=share)
    elif what == "keep":
        actions.review(by=who, viewer=who, share_id=share, keep=True)


@require_http_methods(["POST"])
@signed_in
def answer_ask(request: HttpRequest, who: Viewer, ask: UUID) -> HttpResponse:
    with there():
        if request.POST.get("do") == "let":
            actions.allow_asking_again(by=who, viewer=who, ask_id=ask)
        else:
            actions.say_no(by=who, viewer=who, ask_id=ask)
    return lead("/my-people/shares/")

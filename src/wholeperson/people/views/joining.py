import secrets
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from wholeperson.interface.answering import lead, mend
from wholeperson.people import actions, queries
from wholeperson.people.asking import address_of, begin, keep_codes, kept_codes, signed_in, viewer
from wholeperson.people.forms.joining import JoinForm
from wholeperson.people.public import AgeBand, AllianceCard, DoorError, Role, Viewer, WaitError
from wholeperson.people.rules.ways_in import WORDS_IN_A_PHRASE, some_words
from wholeperson.people.views.showing import show, show_form

FORM = "people/join_form.html"


@require_safe
def what_to_know(request: HttpRequest) -> HttpResponse:
    """Say what to know before joining, calmly."""
    if viewer(request):
        return lead("/me/")
    return show(request, "people/join.html", {"open": bool(queries.alliances())})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Ask what we ask, once, and take somebody in."""
    if viewer(request):
        return lead("/me/")
    places = queries.alliances()
    if not places:
        return lead("/join/")
    if request.method == "POST" and "others" not in request.POST:
        return _take_in(request, places)
    typed = request.POST.dict() if request.method == "POST" else {}
    return show_form(request, FORM, JoinForm(places=places, initial=typed), {"words": _new_words()})


def _take_in(request: HttpRequest, places: Sequence[AllianceCard]) -> HttpResponse:
    form = JoinForm(request.POST, places=places)
    wait = None
    if form.is_valid():
        try:
            joined = actions.take_in(
                address=address_of(request),
                name=form.cleaned_data["name"],
                age_band=AgeBand(form.cleaned_data["age"]),
                alliance_id=form.alliance_id,
                phrase=form.cleaned_data["phrase"],
                role=Role(form.cleaned_data["role"]),
                shared=form.cleaned_data["shared"],
            )
        except DoorError as problem:
            mend(form, problem)
        except WaitError as problem:
            mend(form, problem)
            wait = problem
        else:
            return _welcome(request, joined)
    return show_form(request, FORM, form, {"words": _same_words(request)}, wait)


def _welcome(request: HttpRequest, joined: actions.Joined) -> HttpResponse:
    request.session.flush()
    begin(request, joined.id)
    keep_codes(request, joined.viewer.id, joined.codes)
    return lead("/join/codes/")


@require_safe
@signed_in
def codes(request: HttpRequest, who: Viewer) -> HttpResponse:
    """Show the recovery codes of somebody who has just joined, for five minutes."""
    there = kept_codes(request, who)
    return show(request, "people/kept.html", {"codes": there, "young": who.young}) if there else lead("/me/")


def _new_words() -> str:
    return some_words(secrets.choice, queries.everyday_words(), WORDS_IN_A_PHRASE)


def _same_words(request: HttpRequest) -> str:
    offered = request.POST.get("offered", "").split()
    ours = len(offered) == WORDS_IN_A_PHRASE and set(offered) <= set(queries.everyday_words())
    return " ".join(offered) if ours else _new_words()

"""About me, for the person whose it is: to write, to say, to correct, to keep for oneself, to let go."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wholeperson.interface.answering import lead
from wholeperson.interface.middleware import ONLY_THE_MICROPHONE
from wholeperson.journeys import actions, presenters, queries
from wholeperson.journeys.forms import Say
from wholeperson.journeys.queries import Standing
from wholeperson.journeys.rules.about_me import LONGEST_VOICE, Heading, heading_of, longest
from wholeperson.people.public import DoorError, Viewer, signed_in

ME = {"section": "me"}
ALL = "/me/about/"
HEADING_DEEDS = {
    "leave-out": actions.leave_out,
    "put-back": actions.put_back,
    "let-go": actions.let_go_of_heading,
}
SAID_DEEDS = {"agree": actions.agree, "not-what-i-meant": actions.not_what_i_meant, "let-go": actions.let_go}


@require_safe
@signed_in
def about(request: HttpRequest, who: Viewer) -> HttpResponse:
    there = queries.own(who.id)
    word = _form(there[0])
    return render(request, "journeys/about.html", {**ME, "page": presenters.about_page(there), "form": word})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def heading(request: HttpRequest, who: Viewer, key: str) -> HttpResponse:
    asked = _heading(key)
    standing = queries.under(who.id, asked)
    form = _form(standing)
    if request.method == "POST":
        form = _form(standing, request)
        if _write(form, request, who, asked):
            return lead(ALL if asked is Heading.WORD else f"{ALL}{key}/")
    page = {
        **ME, "card": presenters.card(standing), "form": form, "longest": longest(asked),
        "voice_came": "voice" in form.errors or "voice" in request.FILES,
    }  # fmt: skip
    answer = render(request, "journeys/heading.html", page, status=422 if form.errors else 200)
    if asked is not Heading.WORD:
        answer["Permissions-Policy"] = ONLY_THE_MICROPHONE
    return answer


@require_POST
@signed_in
def heading_deed(request: HttpRequest, who: Viewer, key: str, deed: str) -> HttpResponse:
    asked, do = _heading(key), HEADING_DEEDS.get(deed)
    if do is None:
        raise Http404
    do(by=who, viewer=who, heading=asked)
    return lead(f"{ALL}{key}/")


@require_POST
@signed_in
def said_deed(request: HttpRequest, who: Viewer, key: str, said_id: UUID, deed: str) -> HttpResponse:
    _heading(key)
    do = SAID_DEEDS.get(deed)
    if do is None:
        raise Http404
    try:
        do(by=who, viewer=who, said_id=said_id)
    except DoorError as gone:
        raise Http404 from gone
    return lead(f"{ALL}{key}/")


def _write(form: Say, request: HttpRequest, who: Viewer, asked: Heading) -> bool:
    if form.is_valid() and _too_large(request):
        form.add_error("voice" if "voice" in form.fields else None, actions.TOO_LONG_VOICE)
    if form.errors:
        return False
    given = form.cleaned_data
    voice = given.get("voice")
    try:
        actions.write(
            by=who, viewer=who, heading=asked, words=given["words"], voice=voice.read() if voice else b"",
            keep_voice=bool(given.get("keep_voice")), left_out=given.get("mine_only"),
        )  # fmt: skip
    except DoorError as mend:
        form.add_error(mend.field if mend.field in form.fields else None, str(mend))
        return False
    return True


def _too_large(request: HttpRequest) -> bool:
    """Whether something so large was sent that it was let go before anybody looked at it."""
    return "voice" not in request.FILES and int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST_VOICE


def _form(standing: Standing, request: HttpRequest | None = None) -> Say:
    if request is not None:
        return Say(request.POST, request.FILES, standing=standing)
    return Say(initial={"words": standing.newest.words if standing.newest else ""}, standing=standing)


def _heading(key: str) -> Heading:
    found = heading_of(key)
    if found is None:
        raise Http404
    return found

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from wholeperson.interface.answering import lead, mend
from wholeperson.people import actions, queries
from wholeperson.people.asking import address_of, begin, signed_in, viewer, way_on
from wholeperson.people.forms.signing_in import (
    CardAgainForm,
    CardForm,
    CodeAgainForm,
    CodeForm,
    PhraseAgainForm,
    PhraseForm,
)
from wholeperson.people.public import DoorError, Viewer, WaitError
from wholeperson.people.views.showing import show, show_form

FORMS: dict[str, type[PhraseForm | CardForm | CodeForm]] = {"phrase": PhraseForm, "card": CardForm, "code": CodeForm}
AGAIN: dict[str, type[PhraseAgainForm | CardAgainForm | CodeAgainForm]] = {
    "phrase": PhraseAgainForm,
    "card": CardAgainForm,
    "code": CodeAgainForm,
}
FORGET = '"cache", "cookies", "storage"'
ASKS = ["GET", "HEAD", "POST"]


@sensitive_post_parameters()
@require_http_methods(ASKS)
def sign_in(request: HttpRequest, way: str = "phrase") -> HttpResponse:
    """Let somebody in with what they have: a passphrase, a card, a recovery code."""
    if viewer(request) and request.method != "POST":
        return lead(way_on(request))
    form = FORMS[way](request.POST if request.method == "POST" else None)
    said = {"way": way, "next": way_on(request, "")}
    if request.method != "POST" or not form.is_valid():
        return show_form(request, "people/sign_in.html", form, said)

    def enter() -> HttpResponse:
        key = form.key()
        person_id = actions.knock(key, address_of(request))
        return _let_in(request, person_id, form.cleaned_data["shared"], key.code_id)

    return _or_mend(request, "people/sign_in.html", form, said, enter)


def _let_in(request: HttpRequest, person_id: UUID, shared: bool, code_id: UUID | None) -> HttpResponse:
    opened = actions.come_in(by=actions.DOOR, person_id=person_id, shared=shared, code_id=code_id)
    _end(request)
    request.session.flush()
    begin(request, opened.id)
    return lead("/sign-in/new-words/" if code_id else way_on(request))


@sensitive_post_parameters()
@require_http_methods(ASKS)
@signed_in
def repeat(request: HttpRequest, who: Viewer, way: str = "phrase") -> HttpResponse:
    """Ask once more for a way in, before something that a lent phone had better not open by itself."""
    form = AGAIN[way](request.POST if request.method == "POST" else None)
    said = {"way": way, "next": way_on(request, "")}
    if request.method != "POST" or not form.is_valid():
        return show_form(request, "people/repeat.html", form, said)

    def go_on() -> HttpResponse:
        key = form.key(queries.name_of(who.id))
        actions.knock(key, address_of(request), only=who.id)
        actions.show_again(by=actions.DOOR, viewer=who, code_id=key.code_id)
        return lead(way_on(request))

    return _or_mend(request, "people/repeat.html", form, said, go_on)


def _or_mend(
    request: HttpRequest, page: str, form: forms.Form, said: dict[str, str], do: Callable[[], HttpResponse]
) -> HttpResponse:
    try:
        return do()
    except DoorError as problem:
        mend(form, problem)
        return show_form(request, page, form, said)
    except WaitError as problem:
        mend(form, problem)
        return show_form(request, page, form, said, problem)


@require_safe
@signed_in
def new_words(request: HttpRequest, who: Viewer) -> HttpResponse:
    """After a recovery code: the words that were forgotten are best replaced now."""
    return show(request, "people/sign_in_new_words.html")


@require_http_methods(ASKS)
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this sign-in at the server, and ask the browser to let go of everything it kept for us."""
    if request.method != "POST":
        return show(request, "people/sign_out.html")
    _end(request)
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        request.session.flush()
    response = lead("/signed-out/")
    response.delete_cookie(settings.CSRF_COOKIE_NAME)
    response["Clear-Site-Data"] = FORGET
    return response


def _end(request: HttpRequest) -> None:
    if who := viewer(request):
        actions.sign_out(by=actions.DOOR, sign_in_id=who.sign_in_id)


@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """Say that it is done. Nothing here is about anybody."""
    return show(request, "people/sign_out_done.html")

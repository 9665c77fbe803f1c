from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wholeperson.foundation import clock, keystore
from wholeperson.interface.answering import ask_again, lead
from wholeperson.interface.saying import moment
from wholeperson.people import actions
from wholeperson.people.forms.alliances import ForgetForm
from wholeperson.people.permissions import check_repeated
from wholeperson.people.presenters.everything import as_calendar, as_json
from wholeperson.people.presenters.paper import as_pdf
from wholeperson.people.public import AskAgainError, SwitchedOffError, Viewer, signed_in
from wholeperson.people.queries import everything_of
from wholeperson.people.rules.everything import Everything

PAGE, FORGET = "/me/everything/", "/me/forget/"
NOTHING_KEPT = '"cache", "cookies", "storage"'
FORMS: dict[str, tuple[str, str, Callable[[Everything], bytes]]] = {
    "json": ("record.json", "application/json", as_json),
    "pdf": ("record.pdf", "application/pdf", as_pdf),
    "ics": ("dates.ics", "text/calendar; charset=utf-8", as_calendar),
}
View = Callable[..., HttpResponse]


def guarded(view: View) -> View:
    """Ask again, or say that it is not available, before anything of the record is read."""

    @wraps(view)
    def answer(request: HttpRequest, who: Viewer, *args: str, **kwargs: str) -> HttpResponse:
        try:
            return view(request, who, *args, **kwargs)
        except AskAgainError:
            return ask_again(PAGE)
        except SwitchedOffError as off:
            return render(request, "people/everything_closed.html", {"sentence": str(off)})

    return answer


@require_safe
@signed_in
@guarded
def everything(request: HttpRequest, who: Viewer) -> HttpResponse:
    return render(request, "people/everything.html", {"all": everything_of(who)})


@require_POST
@signed_in
@guarded
def take(request: HttpRequest, who: Viewer, form: str) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    name, kind, write = FORMS[form]
    return HttpResponse(
        write(everything_of(who)),
        headers={"Content-Type": kind, "Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def forget(request: HttpRequest, who: Viewer) -> HttpResponse:
    now = clock.now()
    try:
        check_repeated(who, now)
    except AskAgainError:
        return ask_again(FORGET)
    form = ForgetForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.erase_myself(by=who, viewer=who)
        request.session.flush()
        response = lead("/forgotten/")
        response["Clear-Site-Data"] = NOTHING_KEPT
        return response
    told = {"form": form, "gone_by": moment(keystore.forgotten_by(now))}
    return render(request, "people/forget.html", told, status=422 if form.is_bound else 200)


@require_safe
def forgotten(request: HttpRequest) -> HttpResponse:
    return render(request, "people/forgotten.html", {"gone_by": moment(keystore.forgotten_by(clock.now()))})

import logging
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from wholeperson.directory.public import keeps_anything
from wholeperson.foundation import clock
from wholeperson.home import presenters, queries
from wholeperson.messages import public as messages
from wholeperson.people import public as people

log = logging.getLogger(__name__)
DOOR = "system:door"
FORGET = '"cache", "cookies", "storage"'


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    listening = presenters.how_many_listen(queries.who_listens(clock.now()))
    page = {"maps": queries.maps_to_open(), "listening": listening, "near": _near(request)}
    return render(request, "home/front.html", page)


@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    try:
        near = _near(request)
        here = _here(near, now)
    except DatabaseError:  # the numbers stand in a file: they are there on a night when nothing else is
        log.exception("Help now was shown without its places.")
        near, here = presenters.Chosen(()), None
    page = {"help": presenters.help_now(queries.who_listens(now), now), "near": near, "here": here}
    return render(request, "home/help_now.html", page)


def _near(request: HttpRequest) -> presenters.Chosen:
    """Give the place from the address, or that of whoever is signed in. It is kept nowhere."""
    who = people.viewer(request)
    own = who.hats[0].alliance_id if who and who.hats else None
    return presenters.chosen(queries.places(), request.GET.get("place", ""), own)


def _here(near: presenters.Chosen, now: datetime) -> presenters.Local | None:
    return presenters.local(near.place, *queries.open_there(near.place.id, now), now) if near.place else None


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    who = people.viewer(request)
    if who is None:
        return render(request, "home/me.html")
    page = {
        "name": people.name_of(who.id),
        "who": who,
        "unread": messages.unread_of(who),
        "waiting": people.waiting_way_back(who.id, clock.now()),
    }
    return render(request, "home/me_here.html", page)


@require_safe
def phone(request: HttpRequest) -> HttpResponse:
    return render(request, "home/phone.html", {"places": people.alliances()})


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Give the script that keeps help for a day without a connection: from the root, so that it may, and never kept."""
    answer = render(request, "home/sw.js", content_type="text/javascript")
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def help_kept(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    return render(request, "home/help_kept.html", {"help": presenters.help_kept(queries.who_listens(now), now)})


@require_safe
def safer(request: HttpRequest) -> HttpResponse:
    return render(request, "home/safer.html", {"help": presenters.help_safer(queries.who_listens(clock.now()))})


@require_safe
def young(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    return render(request, "home/young.html", {"help": presenters.help_young(queries.who_listens(now), now)})


@require_safe
def my_people(request: HttpRequest) -> HttpResponse:
    lines = queries.who_listens_to_others(clock.now())
    return render(request, "home/my_people.html", {"lines": lines, "who": people.viewer(request)})


@require_safe
def my_place(request: HttpRequest) -> HttpResponse:
    near = _near(request)
    who = people.viewer(request)
    keeps = who is not None and keeps_anything(who)
    return render(request, "home/my_place.html", {"near": near, "here": _here(near, clock.now()), "keeps": keeps})


@require_safe
def bigger_picture(request: HttpRequest) -> HttpResponse:
    return render(request, "home/bigger_picture.html", {"maps": queries.maps_to_open()})


@require_safe
def leaving(request: HttpRequest) -> HttpResponse:
    return render(request, "home/leaving.html")


# Without the token, because a page that is being left cannot wait for one; all that a stranger could do with it is to
# end a session early.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    if who := people.viewer(request):
        people.sign_out(by=DOOR, sign_in_id=who.sign_in_id)
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        request.session.flush()
    if request.method == "POST":
        response = HttpResponse(status=204)
    else:
        response = HttpResponse(status=303, headers={"Location": settings.EXIT_TO})
    response.delete_cookie(settings.CSRF_COOKIE_NAME)  # what was typed cannot be sent again from the list of pages
    response["Clear-Site-Data"] = FORGET
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain", headers={"Cache-Control": "no-store"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse("User-agent: *\nDisallow: /exit/\n", content_type="text/plain")

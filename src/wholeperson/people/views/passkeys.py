"""Passkeys: adding one, ending one, and coming in with one. What was asked of the phone is kept once."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from wholeperson.foundation import clock
from wholeperson.interface.answering import repeat_address
from wholeperson.people import actions, queries
from wholeperson.people.asking import begin as carry_sign_in
from wholeperson.people.asking import page_of_ours
from wholeperson.people.presenters import own_door
from wholeperson.people.public import AskAgainError, DoorError, Viewer, WaitError, check_repeated, signed_in, viewer
from wholeperson.people.rules.passkeys import NOT_ADDED, OPENS_NOTHING, still_holds
from wholeperson.people.views.door_answers import (
    SAID,
    THE_DOOR,
    back_to_door,
    check_wait,
    count_try,
    has_repeated,
    show,
)

PAGE = "/me/door/passkeys/"
NEW, AT_THE_DOOR = "passkey-new", "passkey-door"


@require_GET
@signed_in
def page(request: HttpRequest, who: Viewer) -> HttpResponse:
    there = [(one.id, one.label, own_door.made(one.added_at)) for one in queries.passkeys_of(who.id)]
    said = own_door.said(request.session.pop(SAID, ""))
    return show(request, "passkeys", passkeys=there, repeated=has_repeated(who), said=said, host=_name(request))


@require_POST
@signed_in
def begin(request: HttpRequest, who: Viewer) -> HttpResponse:
    try:
        check_repeated(who, clock.now())
    except AskAgainError:
        return _again()
    options, state = queries.ask_for_new(who.id, request.get_host())
    return _asked(request, NEW, NOT_ADDED, options, state)


@require_POST
@signed_in
def finish(request: HttpRequest, who: Viewer) -> HttpResponse:
    said, state = _answer(request), _state(request, NEW)
    try:
        actions.add_passkey(
            by=who, viewer=who, host=request.get_host(), state=state, answer=said.get("passkey"),
            label=_whole_letters(said.get("label", "")),
        )  # fmt: skip
    except AskAgainError:
        return _again()
    except DoorError as error:
        return JsonResponse({"says": str(error)}, status=422)
    request.session[SAID] = "passkey"
    return JsonResponse({"to": PAGE})


@require_POST
@signed_in
def end(request: HttpRequest, who: Viewer, passkey_id: UUID) -> HttpResponse:
    actions.end_passkey(by=who, viewer=who, passkey_id=passkey_id)
    return back_to_door(request, "passkey-ended", PAGE)


@require_POST
def sign_in_begin(request: HttpRequest) -> HttpResponse:
    return _asked(request, AT_THE_DOOR, OPENS_NOTHING, *queries.ask_to_show(request.get_host()))


@require_POST
def sign_in_finish(request: HttpRequest) -> HttpResponse:
    said, state = _answer(request), _state(request, AT_THE_DOOR)
    try:
        check_wait(request)
        whose = actions.use_passkey(
            by=THE_DOOR, host=request.get_host(), state=state, answer=said.get("passkey")
        )  # fmt: skip
    except WaitError as error:
        return JsonResponse({"says": str(error)}, status=429)
    except DoorError as error:
        count_try(request)
        return JsonResponse({"says": str(error)}, status=422)
    if not _let_in(request, whose.person_id, shared=said.get("shared") is True):
        return JsonResponse({"says": OPENS_NOTHING}, status=422)
    return JsonResponse({"to": page_of_ours(said.get("next")) or "/me/"})


def _let_in(request: HttpRequest, person_id: UUID, *, shared: bool) -> bool:
    """Sign somebody in; whoever is signed in has only shown once more that it is them, and nobody else comes in."""
    there = viewer(request)
    if there is None:
        opened = actions.open_sign_in(by=THE_DOOR, person_id=person_id, shared=shared)
        request.session.flush()  # nothing of whoever came before
        carry_sign_in(request, opened.id)
        return True
    if there.id != person_id:
        return False
    actions.repeat(by=THE_DOOR, viewer=there)
    return True


def _asked(
    request: HttpRequest, kind: str, calm: str, options: Mapping[str, Any], state: Mapping[str, Any]
) -> HttpResponse:
    request.session[kind] = {"state": dict(state), "at": clock.now().timestamp()}
    return JsonResponse({**options, "calm": calm})


def _state(request: HttpRequest, kind: str) -> dict[str, Any]:
    """Take what was asked of the phone out of the session: it is answered once, and soon."""
    kept = request.session.pop(kind, None)
    if kept is None or not still_holds(datetime.fromtimestamp(kept["at"], UTC), clock.now()):
        return {}
    return dict(kept["state"])


def _answer(request: HttpRequest) -> Mapping[str, Any]:
    try:
        said = json.loads(request.body)
    except (ValueError, RecursionError):  # also where brackets open without an end
        return {}
    return said if isinstance(said, dict) else {}


def _whole_letters(said: object) -> str:
    """Give text that a page can show. JSON can hold half a letter, which no page can; a form cannot."""
    return str(said).encode(errors="replace").decode()


def _again() -> HttpResponse:
    return JsonResponse({"to": repeat_address(PAGE)}, status=422)


def _name(request: HttpRequest) -> str:
    return request.get_host().rpartition(":")[0] or request.get_host()

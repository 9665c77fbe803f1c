"""Ask a peer to come or ring: at the desk. What the desk learns is whether somebody took it, and nothing else."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from wholeperson.directory import actions, queries
from wholeperson.directory.forms.desks import Ask, Code, Words
from wholeperson.directory.presenters import desk_sheet
from wholeperson.directory.queries import on_file
from wholeperson.directory.queries.desks import DeskCard
from wholeperson.directory.rules.asking_peers import AskingError, Stage
from wholeperson.directory.rules.front_desk import DESKS, TALK
from wholeperson.directory.rules.paper import addresses
from wholeperson.directory.views.front_desk import kind_of, things
from wholeperson.foundation import clock
from wholeperson.interface.answering import lead, mend
from wholeperson.people.public import WaitError, address_of, begin_try, take_back

DESK, BY, ASKED = "desk", "system:desk", "/network/front-desk/asked/"
T = TypeVar("T")
NOT_KNOWN = "These words open no desk. Look at them once more, or ask your coordinator for new ones."
NO_SUCH_CODE = "We find nothing under these two words. Look at them once more. After two days everything is gone."
METHODS = ["GET", "HEAD", "POST"]


def _tried(request: HttpRequest, what: str, look: Callable[[], T | None]) -> T | None:
    """Count a try at secret words before it is made; what opens takes its count back.

    Raises:
        WaitError: where it is too early for another try. Nothing is then looked at.
    """
    address = address_of(request)
    begun = begin_try(by=BY, name=f"\0{what} {address}", address=address)
    found = look()
    if found is not None:
        take_back(by=BY, begun=begun)
    return found


def _the_desk(request: HttpRequest) -> DeskCard | None:
    """Give the desk whose words this screen was told, while they are still its words."""
    kept = request.session.get(DESK) or {}
    if not kept:
        return None
    return queries.desk(kept["id"], datetime.fromisoformat(kept["renewed"]))


@require_http_methods(METHODS)
def ask(request: HttpRequest, desk: str) -> HttpResponse:
    """Ask for the desk's words first, and then what the person would like."""
    kind = kind_of(desk)
    if "leave" in request.POST:
        request.session.pop(DESK, None)
        return lead(f"/network/front-desk/{kind.key}/")
    known = _the_desk(request)
    if known is None:
        return _words(request, f"/network/front-desk/{kind.key}/")
    if known.kind != kind.key:
        return lead(_ask_address(known))
    return _ask(request, known)


def _ask_address(known: DeskCard) -> str:
    return f"/network/front-desk/{known.kind}/ask/"


def _words(request: HttpRequest, back: str) -> HttpResponse:
    form = Words(request.POST if "words" in request.POST else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            found = _tried(request, "desk", lambda: queries.desk_by_words(form.cleaned_data["words"]))
        except WaitError as problem:
            status = 429
            form.add_error(None, str(problem))
        else:
            if found is not None:
                request.session[DESK] = {"id": str(found.id), "renewed": found.renewed_at.isoformat()}
                return lead(ASKED if request.path == ASKED else _ask_address(found))
            form.add_error("words", NOT_KNOWN)
    return render(request, "directory/desk_words.html", {"form": form, "back": back}, status=status)


def _ask(request: HttpRequest, known: DeskCard) -> HttpResponse:
    places = [
        (str(one.id), f"{one.entry.name}, {addresses(one.entry)[0]}")
        for one in queries.part_in(known.alliance_id)
        if not one.entry.kept_safe and addresses(one.entry)
    ]
    form = Ask(request.POST if request.method == "POST" else None, places=places)
    page = {
        "form": form, "desk": known, "kind": DESKS[known.kind], "peer": desk_sheet.ASK,
        "somebody": queries.somebody_answers(known.alliance_id),
    }  # fmt: skip
    if form.is_bound and form.is_valid():
        try:
            asked = actions.ask_for_a_peer(by=BY, desk_id=known.id, **form.wanted(clock.now()))
        except AskingError as problem:
            mend(form, problem)
        else:
            return render(request, "directory/desk_asked.html", {**page, "code": asked.code, **_meanwhile(known)})
    return render(request, "directory/desk_ask.html", page, status=422 if form.is_bound else 200)


def _meanwhile(known: DeskCard) -> dict[str, object]:
    return {"things": things(TALK, known.alliance_id), "lines": desk_sheet.lines_for(TALK, on_file())}


@require_http_methods(METHODS)
def asked(request: HttpRequest) -> HttpResponse:
    """Say to the desk that asked whether somebody took it. The two words are sent, and never in an address."""
    known = _the_desk(request)
    if known is None:
        return _words(request, "/network/front-desk/")
    form = Code(request.POST if request.method == "POST" else None)
    page: dict[str, object] = {"form": form, "desk": known}
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        stage, status = _stage(request, known, form)
        if stage is not None:
            status = 200
            page |= {"stage": stage.value, **(_meanwhile(known) if stage in (Stage.LATE, Stage.WAITING) else {})}
    return render(request, "directory/desk_stage.html", page, status=status)


def _stage(request: HttpRequest, known: DeskCard, form: forms.Form) -> tuple[Stage | None, int]:
    try:
        stage = _tried(request, "asked", lambda: queries.stage_of(known.id, form.cleaned_data["code"], clock.now()))
    except WaitError as problem:
        form.add_error(None, str(problem))
        return None, 429
    if stage is None:
        form.add_error("code", NO_SUCH_CODE)
    return stage, 422

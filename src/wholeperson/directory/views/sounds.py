"""A voice and a picture of a place: given to everybody, and changed by whoever keeps the entry."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from wholeperson.directory.actions import sounds as actions
from wholeperson.directory.forms.reviews import Kind
from wholeperson.directory.forms.sounds import FORMS
from wholeperson.directory.permissions import may_keep
from wholeperson.directory.presenters.sounds import sounds_of
from wholeperson.directory.queries import Listed
from wholeperson.directory.queries.sounds import content_of
from wholeperson.directory.rules import pictures, sounds
from wholeperson.directory.views.answers import theirs, there
from wholeperson.interface.answering import lead, mend
from wholeperson.interface.playing import played
from wholeperson.people.public import DoorError, Viewer, signed_in

LARGEST = {"voice": sounds.LARGEST, "picture": pictures.LARGEST}
TOO_LARGE = {"voice": sounds.TOO_LARGE, "picture": pictures.TOO_LARGE}


@require_safe
def content(request: HttpRequest, resource_id: UUID, what: str) -> HttpResponse:
    found = content_of(resource_id, what)
    if found is None:
        raise Http404
    return played(request, found.body, found.content_type, {"Cache-Control": "no-cache"})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change(request: HttpRequest, who: Viewer, resource_id: UUID, what: str) -> HttpResponse:
    place = there(resource_id)
    if not may_keep(who, place.alliance_id, place.teams_of):
        raise Http404
    kept = getattr(sounds_of(resource_id), what)
    page = {"listed": place, "what": what, "kept": kept, "largest": LARGEST[what]}
    if place.entry.kept_safe:
        status = 422 if request.method == "POST" else 200
        return render(request, "directory/sound_kept_safe.html", page, status=status)
    form = FORMS[what](initial={"words": kept.words if kept else ""})
    if request.method == "POST":
        form = FORMS[what](request.POST, request.FILES)
        if _change(request, form, who, place, what):
            return lead(f"/network/{resource_id}/{what}/change/")
    return render(request, "directory/sound.html", {**page, "form": form}, status=422 if form.errors else 200)


def _change(request: HttpRequest, form: Kind, who: Viewer, place: Listed, what: str) -> bool:
    if request.POST.get("do") == "let-go":
        with theirs():
            actions.let_sound_go(by=who, resource_id=place.id, what=what)
        return True
    if form.is_valid() and not _came(request, what):
        form.add_error("file", TOO_LARGE[what])
    if form.errors:
        return False
    file, given = form.cleaned_data["file"], form.cleaned_data
    try:
        with theirs():
            actions.keep_sound(
                by=who, resource_id=place.id, what=what, content=file.read() if file else b"", words=given["words"],
                yes=given["yes"],
            )  # fmt: skip
    except DoorError as problem:
        mend(form, problem)
        return False
    return True


def _came(request: HttpRequest, what: str) -> bool:
    """Say whether nothing so large was sent that it was let go before anybody looked at it."""
    return "file" in request.FILES or int(request.META.get("CONTENT_LENGTH") or 0) <= LARGEST[what]

"""Maps as files: to keep in many formats, and to open from one of your own without anything being stored."""

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from wholeperson.mapping.presenters import formats as kept_formats
from wholeperson.mapping.presenters import saving
from wholeperson.mapping.presenters.opened import Opened, opened
from wholeperson.mapping.rules.naming import with_name
from wholeperson.mapping.views.opening import SECTION, open_map
from wholesystem import formats
from wholesystem.errors import MapError
from wholesystem.maps import SystemsMap

BYTES_AT_MOST = 4_000_000
TOO_LARGE = "This file is larger than 4 MB. Choose a smaller one."
NOTHING_CHOSEN = "No file was chosen yet. Choose one, then open it."


def forms(request: HttpRequest, address: str) -> HttpResponse:
    return render(request, "mapping/save.html", {**SECTION, "page": kept_formats.save_page(open_map(address))})


def save(request: HttpRequest, address: str, form: str) -> HttpResponse:
    a_map = open_map(address)
    if isinstance(a_map, SystemsMap) and "loop" in request.GET and form in {"json", "yaml"}:
        a_map = with_name(a_map, request.GET["loop"], request.GET.get("name", ""))
    kept = saving.save(a_map, form, request.build_absolute_uri(f"/maps/{address}/"))
    if kept is None:
        raise Http404
    how = "inline" if form in {"svg", "png", "pdf"} else "attachment"
    return HttpResponse(
        kept.body, content_type=kept.kind, headers={"Content-Disposition": f'{how}; filename="{kept.name}"'}
    )


@require_http_methods(["GET", "POST"])
def open_file(request: HttpRequest) -> HttpResponse:
    shown = _read(request) if request.method == "POST" else Opened()
    status = 422 if shown.problems else 200
    return render(request, "mapping/open.html", {**SECTION, "page": shown}, status=status)


def _read(request: HttpRequest) -> Opened:
    given = request.FILES.get("file")
    if not isinstance(given, UploadedFile):
        too_large = int(request.META.get("CONTENT_LENGTH") or 0) > BYTES_AT_MOST
        return Opened(problems=(TOO_LARGE if too_large else NOTHING_CHOSEN,))
    if (given.size or 0) > BYTES_AT_MOST:
        return Opened(problems=(TOO_LARGE,))
    try:
        return opened(formats.parse(given.read(), given.name or ""))
    except MapError as error:
        return Opened(problems=tuple(str(problem) for problem in error.problems))

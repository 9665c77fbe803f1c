"""What leaves the screen: a booklet, a poster, cards, tables and calendar files. Every file name is neutral."""

from collections.abc import Callable, Iterator
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wholeperson.directory import queries
from wholeperson.directory.presenters import booklet as booklets
from wholeperson.directory.presenters import kept as kept_help
from wholeperson.directory.presenters import poster as posters
from wholeperson.directory.presenters import spreadsheet
from wholeperson.directory.presenters import times as calendars
from wholeperson.directory.queries import Listed, on_file
from wholeperson.directory.rules.paper import ALL, PARTS, Part, part_of
from wholeperson.directory.rules.taxonomy import Branch
from wholeperson.directory.views.placing import as_file, for_a_place, on_paper, page_of
from wholeperson.foundation import clock
from wholeperson.interface.saying import LONDON
from wholeperson.people.public import AllianceCard

PDF, ICS = "application/pdf", "text/calendar; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
YES = "yes"
MOST_ON_PAPER = 1500
Set = Callable[..., bytes]


@require_safe
@for_a_place
def paper(request: HttpRequest, place: AllianceCard) -> HttpResponse:
    """Offer everything, for one part of the map at a time."""
    part = _part(request)
    chosen = {"place": place.address, "for": part.key}
    there = queries.part_in(place.id, part.key)
    page = {
        "alliance": place, "part": part, "parts": PARTS, "needs": queries.terms_of(Branch.NEED), "many": len(there),
        "too_many": len(there) > MOST_ON_PAPER, "address": urlencode(chosen),
        "large": urlencode({**chosen, "large": YES}), "folded": urlencode({**chosen, "folded": YES}),
        "only_place": urlencode({"place": place.address}), "site": settings.SITE_ADDRESS.rstrip("/"),
    }  # fmt: skip
    return render(request, "directory/paper.html", page)


@require_safe
@for_a_place
def booklet(request: HttpRequest, place: AllianceCard) -> HttpResponseBase:
    told = booklets.as_told(
        _there(request, place), on_file(), on_paper(place), _part(request), clock.now(), large=_large(request)
    )
    made = booklets.folded(told) if request.GET.get("folded") == YES else booklets.booklet(told)
    return as_file(made, "booklet.pdf", PDF)


@require_safe
@for_a_place
def poster(request: HttpRequest, place: AllianceCard) -> HttpResponseBase:
    return as_file(_one_page(request, place, posters.poster), "poster.pdf", PDF)


@require_safe
@for_a_place
def card(request: HttpRequest, place: AllianceCard) -> HttpResponseBase:
    return as_file(_one_page(request, place, posters.cards), "card.pdf", PDF)


def _one_page(request: HttpRequest, place: AllianceCard, make: Set) -> bytes:
    return make(_there(request, place), on_file(), on_paper(place), _part(request), clock.now(), large=_large(request))


@require_safe
@for_a_place
def list_csv(request: HttpRequest, place: AllianceCard) -> HttpResponseBase:
    answer = StreamingHttpResponse(spreadsheet.as_csv(_rows(place)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="list.csv"'
    return answer


@require_safe
@for_a_place
def list_xlsx(request: HttpRequest, place: AllianceCard) -> HttpResponseBase:
    made = spreadsheet.as_xlsx(_rows(place), on_file(), place.name, clock.now())
    return FileResponse(made, as_attachment=True, filename="list.xlsx", content_type=XLSX)


def _rows(place: AllianceCard) -> Iterator[list[str]]:
    today = clock.now().astimezone(LONDON).date()
    return (spreadsheet.row(one, today, page_of(one.id)) for one in queries.all_in(place.id))


@require_safe
def times(request: HttpRequest, resource_id: UUID) -> HttpResponseBase:
    """Give the times of one resource. ``?plain=yes`` makes a file that says nothing of what it is."""
    found = queries.resource(resource_id)
    if found is None:
        raise Http404
    plain = request.GET.get("plain") == YES
    made = calendars.times(found, clock.now(), plain=plain, address=page_of(resource_id))
    return as_file(made, "times.ics", ICS)


@require_safe
@for_a_place
def week(request: HttpRequest, place: AllianceCard) -> HttpResponseBase:
    there = queries.part_in(place.id, _part(request).key)
    pages = {str(one.id): page_of(one.id) for one in there}
    return as_file(calendars.week(there, clock.now(), pages), "week.ics", ICS)


@require_safe
@for_a_place
def kept(request: HttpRequest, place: AllianceCard) -> HttpResponse:
    """Give local help as text, small enough for any phone to keep."""
    there = queries.part_in(place.id)
    page = {"alliance": place, "kept": kept_help.kept(there, clock.now()), "lines": on_file()}
    return render(request, "directory/kept.html", page)


def _part(request: HttpRequest) -> Part:
    found = part_of(request.GET.get("for", "") or ALL, queries.terms())
    if found is None:
        raise Http404
    return found


def _there(request: HttpRequest, place: AllianceCard) -> tuple[Listed, ...]:
    """What goes on paper: as much as a booklet can hold, in the order of names."""
    return queries.part_in(place.id, _part(request).key)[:MOST_ON_PAPER]


def _large(request: HttpRequest) -> bool:
    return request.GET.get("large") == YES

"""Front desks: thirty seconds, a few choices, at most three right things, and perhaps a peer who comes or rings."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from wholeperson.directory import queries
from wholeperson.directory.presenters import desk_sheet, press
from wholeperson.directory.presenters.booklet import said
from wholeperson.directory.presenters.lines import Line, line
from wholeperson.directory.queries import Listed, on_file
from wholeperson.directory.rules.front_desk import DESKS, Choice, DeskKind, choice_of
from wholeperson.directory.rules.telling import says
from wholeperson.directory.views.placing import as_file, for_a_place, help_page, on_paper, page_of
from wholeperson.foundation import clock
from wholeperson.interface.saying import LONDON
from wholeperson.people.public import AllianceCard

PDF = "application/pdf"


@dataclass(frozen=True)
class Thing:
    """One right thing to hand over: what it is, how it stands now, and its address as a picture and as letters."""

    line: Line
    now: str
    address: str
    qr: SafeString


@require_safe
@for_a_place
def desks(request: HttpRequest, place: AllianceCard) -> HttpResponse:
    return render(request, "directory/front_desks.html", {"alliance": place, "desks": tuple(DESKS.values())})


@require_safe
@for_a_place
def desk(request: HttpRequest, place: AllianceCard, desk: str) -> HttpResponse:
    kind = kind_of(desk)
    page: dict[str, object] = {"alliance": place, "desk": kind, "peer": desk_sheet.ASK}
    if asked := request.GET.get("for", ""):
        choice = choice_of(kind, asked)
        if choice is None:
            raise Http404
        page |= {"choice": choice, "things": things(choice, place.id), "lines": desk_sheet.lines_for(choice, on_file())}
    return render(request, "directory/front_desk.html", page)


def kind_of(key: str) -> DeskKind:
    """Give the kind of desk at an address.

    Raises:
        Http404: where there is none.
    """
    if key not in DESKS:
        raise Http404
    return DESKS[key]


def things(choice: Choice, alliance_id: UUID) -> tuple[Thing, ...]:
    """Give at most three right things, as they stand now."""
    now = clock.now()
    there = queries.answering_in(alliance_id, frozenset(choice.terms))
    return tuple(_thing(one) for one in desk_sheet.things_for(choice, there, now))


def _thing(one: Listed) -> Thing:
    now = clock.now()
    opening = says(one.spans, now, known=bool(one.entry.opens))
    # Our own drawing of our own address: no letter in it comes from anywhere else.
    drawn = mark_safe(press.qr(page_of(one.id)))  # noqa: S308  # made by segno from an id
    return Thing(line(one, now.astimezone(LONDON).date()), opening.says, said(page_of(one.id)), drawn)


@require_safe
@for_a_place
def sheet(request: HttpRequest, place: AllianceCard, desk: str) -> HttpResponseBase:
    kind = kind_of(desk)
    terms = frozenset(term for choice in kind.choices for term in choice.terms)
    where = f"{settings.SITE_ADDRESS.rstrip('/')}/network/front-desk/{kind.key}/?{urlencode({'place': place.address})}"
    there = queries.answering_in(place.id, terms)
    return as_file(desk_sheet.sheet(kind, there, on_file(), on_paper(place), where, clock.now()), "sheet.pdf", PDF)


@require_safe
def slip(request: HttpRequest, resource_id: UUID) -> HttpResponseBase:
    found = queries.resource(resource_id)
    if found is None:
        raise Http404
    now = clock.now()
    address = help_page() if found.entry.kept_safe else page_of(resource_id)
    made = desk_sheet.slip(found, address, now.astimezone(LONDON).date(), now)
    return as_file(made, "card.pdf", PDF)

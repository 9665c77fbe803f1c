"""A new source: the address of a feed, or a spreadsheet whose columns are matched before anything is taken in."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from wholeperson.directory.actions import sources
from wholeperson.directory.actions.intake import TakenError
from wholeperson.directory.actions.taking_in import take_in
from wholeperson.directory.forms.sources import FeedAddress, Match, Spreadsheet
from wholeperson.directory.outside import AtHand, Sheet, SheetError, read_sheet
from wholeperson.directory.presenters import sources as says
from wholeperson.directory.queries import sources as queries
from wholeperson.directory.rules import columns
from wholeperson.directory.views.sources import HERE, kept_by
from wholeperson.interface.answering import lead
from wholeperson.people.public import Viewer, signed_in

NO_NAME = "Which column is the name? Choose “Name” for one of them."
BUSY = "Somebody is taking in this source at this moment. Please try again in a few minutes."
SHEET = "Spreadsheet: "


@require_http_methods(["GET", "POST"])
@signed_in
def new(request: HttpRequest, who: Viewer) -> HttpResponse:
    alliance_id = kept_by(who)[0]
    step = request.POST.get("step")
    if step in ("look", "take"):
        return _matched(request, who, alliance_id)
    feed = FeedAddress(request.POST if step == "feed" else None)
    sheet = Spreadsheet(*((request.POST, request.FILES) if step == "sheet" else ()))
    if step == "feed" and feed.is_valid():
        kept = sources.keep_source(by=who, alliance_id=alliance_id, **feed.cleaned_data)
        sources.ask_again(by=who, source_id=kept.id)
        return lead(f"{HERE}{kept.id}/")
    if step == "sheet" and sheet.is_valid():
        try:
            read = read_sheet(sheet.cleaned_data["file"].read())
        except SheetError as problem:
            sheet.add_error("file", str(problem))
        else:
            return _match(request, alliance_id, sheet.cleaned_data["name"], read)
    page = {"feed": feed, "sheet": sheet, "name": request.GET.get("name", "")}
    return render(request, "directory/source_new.html", page, status=422 if feed.errors or sheet.errors else 200)


def _match(request: HttpRequest, alliance_id: UUID, name: str, sheet: Sheet) -> HttpResponse:
    known = next((one for one in queries.sources((alliance_id,)) if one.address == SHEET + name), None)
    match = columns.checked(known.columns if known else {}, sheet.columns)
    match = match or columns.guess(sheet.columns, [row.cells for row in sheet.rows])
    initial: dict[str, object] = {"name": name, "words": _as_words(sheet)}
    initial |= {f"column-{place}": match.get(header, "") for place, header in enumerate(sheet.columns)}
    return _page(request, sheet, Match(sheet.columns, initial=initial), match, name)


def _as_words(sheet: Sheet) -> str:
    """The table once more as one plain kind of CSV, so that nothing of it is kept between two pages but on the page."""
    return columns.written([sheet.columns, *(row.cells for row in sheet.rows)])


def _matched(request: HttpRequest, who: Viewer, alliance_id: UUID) -> HttpResponse:
    try:
        sheet = read_sheet(str(request.POST.get("words", "")).encode())
    except SheetError:
        return lead(f"{HERE}new/")
    form = Match(sheet.columns, request.POST)
    match: dict[str, str] = form.match() if form.is_valid() else {}
    if form.is_valid() and request.POST.get("step") == "take":
        if columns.NEEDED not in match.values():
            form.add_error(None, NO_NAME)
        else:
            services, problems = columns.services(match, sheet.columns, [(row.line, row.cells) for row in sheet.rows])
            said = (*sheet.problems, *problems)
            name = form.cleaned_data["name"]
            kept = sources.keep_source(
                by=who, alliance_id=alliance_id, address=SHEET + name, name=name, kind="sheet", columns=match
            )
            try:
                take_in(by=who, source_id=kept.id, outside=AtHand(services, said, whole=not said))
            except TakenError:
                form.add_error(None, BUSY)
            else:
                return lead(f"{HERE}{kept.id}/")
    return _page(request, sheet, form, match, str(request.POST.get("name", "")))


def _page(request: HttpRequest, sheet: Sheet, form: Match, match: dict[str, str], name: str) -> HttpResponse:
    rows = [(form[f"column-{place}"], says.examples(sheet, place)) for place in range(len(sheet.columns))]
    page = {
        "form": form, "rows": rows, "name": name, "sheet": sheet, "count": len(sheet.rows),
        "preview": says.preview(sheet, match) if columns.NEEDED in match.values() else (),
    }  # fmt: skip
    return render(request, "directory/source_match.html", page, status=422 if form.errors else 200)

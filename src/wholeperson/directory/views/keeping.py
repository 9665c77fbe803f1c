"""Putting something on the map, and changing it part by part."""

from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from wholeperson.directory import actions, queries
from wholeperson.directory.forms.adding import AddSheet
from wholeperson.directory.forms.sheets import Sheet
from wholeperson.directory.forms.sheets_with_rows import sheet
from wholeperson.directory.forms.truth import OrganizationForm
from wholeperson.directory.permissions import hat_of_the_map, may_keep
from wholeperson.directory.presenters.saying_entry import part_said, parts_said
from wholeperson.directory.queries.corrections import CorrectionCard, correction_for
from wholeperson.directory.queries.keeping import could_run, organization
from wholeperson.directory.queries.resources import Listed
from wholeperson.directory.rules.changes import changed
from wholeperson.directory.rules.corrections import SAYS, Outcome
from wholeperson.directory.rules.entries import ChangedMeanwhileError, EntryError
from wholeperson.directory.rules.seeing import LookingError, Way
from wholeperson.directory.rules.staleness import sentence
from wholeperson.interface.answering import lead
from wholeperson.people.public import NotYoursError, Viewer, organisations_with_teams, signed_in

SAID = "map-said"
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
CORRECTIONS = "/my-work/network/corrections/"
ADDED = "It is on the map. Tell people more, if you have time: each part stands by itself."
KEPT = "It is kept, and stands on the map now."


def _asks_for_a_row(request: HttpRequest) -> bool:
    return any(name.startswith("more-") for name in request.POST)


def _theirs(who: Viewer, resource: UUID) -> Listed:
    found = queries.resource(resource)
    if found is None or not may_keep(who, found.alliance_id, found.teams_of):
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def add(request: HttpRequest, who: Viewer) -> HttpResponse:
    """Put something on the map: the short page."""
    could = could_run(who)
    if not could:
        raise Http404
    more = _asks_for_a_row(request)
    page = AddSheet(could, request.POST if request.method == "POST" else None, more=more)
    if request.method == "POST" and not more and page.is_valid():
        try:
            kept = actions.add_entry(
                by=who, viewer=who, run_by=page.run_by, called=page.called, entry=page.entry(),
                way=Way(page.form.cleaned_data["way"]) if page.form.cleaned_data["way"] else None,
            )  # fmt: skip
        except (EntryError, LookingError, NotYoursError) as problem:
            page.mend(problem)
        else:
            request.session[SAID] = ADDED
            return lead(f"/network/{kept.id}/change/")
    return _form(request, "directory/keeping_add.html", page)


@require_safe
@signed_in
def overview(request: HttpRequest, who: Viewer, resource: UUID) -> HttpResponse:
    """Show what an entry says, part by part, with a way to change each."""
    found = _theirs(who, resource)
    told = {
        "found": found, "parts": parts_said(found.entry), "said": request.session.pop(SAID, ""),
        "checked": sentence(found.checked_on, found.checked_how, queries.today()),
        "keeps_the_map": hat_of_the_map(who, found.alliance_id),
    }  # fmt: skip
    return render(request, "directory/keeping.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def part(request: HttpRequest, who: Viewer, resource: UUID, part: str) -> HttpResponse:
    """Change one part of an entry."""
    found = _theirs(who, resource)
    more = _asks_for_a_row(request)
    sent = request.POST if request.method == "POST" else None
    page = sheet(part, found.entry, found.alliance_id, sent, more=more)
    if page is None:
        raise Http404
    settles = _settles(request, who, found)
    seen, stands = found.changed_at, None
    if sent is not None and not more and page.is_valid():
        try:
            _keep(request, who, found, page)
        except ChangedMeanwhileError as problem:
            page.mend(problem)
            stands = part_said(part, found.entry)
        except EntryError as problem:
            page.mend(problem)
            seen = _seen(request)
        else:
            return _kept(request, who, found, settles)
    elif sent is not None:
        seen = _seen(request)
    told = {"found": found, "seen": seen.isoformat(), "stands": stands, "settles": settles}
    told["about"] = SAYS[settles.about] if settles else ""
    return _form(request, "directory/keeping_part.html", page, **told)


def _keep(request: HttpRequest, who: Viewer, found: Listed, page: Sheet) -> None:
    entry = page.entry()
    here = changed(found.entry, entry) if found.source else ()
    actions.keep_entry(
        by=who, organization=queries.organization_row(found.organization_id), entry=entry, resource_id=found.id,
        kept_here=here, unchanged_since=_seen(request),
    )  # fmt: skip


def _kept(request: HttpRequest, who: Viewer, found: Listed, settles: CorrectionCard | None) -> HttpResponse:
    if settles is None:
        request.session[SAID] = KEPT
        return lead(f"/network/{found.id}/change/")
    with suppress(NotYoursError):  # somebody else was quicker
        actions.settle(by=who, viewer=who, correction_id=settles.id, outcome=Outcome.PUT_RIGHT)
    return lead(CORRECTIONS)


def _seen(request: HttpRequest) -> datetime:
    """Give the moment of the entry that somebody saw before they wrote. One that cannot be read is long ago."""
    try:
        said = datetime.fromisoformat(request.POST.get("seen", ""))
    except ValueError:
        return LONG_AGO
    return said if said.tzinfo else LONG_AGO


def _settles(request: HttpRequest, who: Viewer, found: Listed) -> CorrectionCard | None:
    """Give what somebody said is wrong, where this page was opened to put it right."""
    try:
        which = UUID(request.POST.get("for") or request.GET.get("for") or "")
    except ValueError:
        return None
    card = correction_for(who, which)
    return card if card and card.resource_id == found.id else None


def _form(request: HttpRequest, template: str, page: Sheet, **told: object) -> HttpResponse:
    problems = list(page.problems())
    return render(request, template, {"page": page, "problems": problems, **told}, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def who_runs_it(request: HttpRequest, who: Viewer, resource: UUID) -> HttpResponse:
    """Change the organization that runs an entry; the coordinator says whose people may keep its entries."""
    found = _theirs(who, resource)
    card = organization(found.organization_id)
    members = None
    if hat_of_the_map(who, card.alliance_id):
        members = [(str(one.id), one.name) for one in organisations_with_teams(card.alliance_id)]
    there = {**vars(card), "teams_of": str(card.teams_of or "")}
    form = OrganizationForm(request.POST if request.method == "POST" else None, initial=there, members=members)
    if form.is_bound and form.is_valid():
        said = dict(form.cleaned_data)
        teams_of = said.pop("teams_of", None)
        actions.keep_organization(
            by=who, alliance_id=card.alliance_id, organization_id=card.id, identifiers=card.identifiers, **said
        )
        if members is not None:
            actions.hand_to(by=who, organization_id=card.id, teams_of=UUID(teams_of) if teams_of else None)
        request.session[SAID] = KEPT
        return lead(f"/network/{found.id}/change/")
    told = {"form": form, "found": found}
    return render(request, "directory/keeping_organization.html", told, status=422 if form.errors else 200)

"""Where the map's entries come from: pages for those who keep the map of an alliance, and for nobody else."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from wholeperson.directory.actions import duplicates, source_says, sources
from wholeperson.directory.forms.sources import Terms
from wholeperson.directory.presenters import sources as says
from wholeperson.directory.queries import alike as alike_queries
from wholeperson.directory.queries import sources as queries
from wholeperson.directory.rules.entries import EntryError
from wholeperson.interface.answering import lead
from wholeperson.interface.saying import day
from wholeperson.people.public import Power, Viewer, signed_in

HERE = "/my-work/sources/"


def kept_by(who: Viewer) -> tuple[UUID, ...]:
    """Give the alliances whose map somebody keeps; for whoever keeps none, these pages are not there."""
    found = tuple(dict.fromkeys(hat.alliance_id for hat in who.hats_with(Power.KEEP_THE_MAP)))
    if not found:
        raise Http404
    return found


@require_safe
@signed_in
def listing(request: HttpRequest, who: Viewer) -> HttpResponse:
    mine = kept_by(who)
    lines = [says.source_line(card) for card in queries.sources(mine)]
    return render(request, "directory/sources.html", {"lines": lines, "alike": alike_queries.how_many_alike(mine)})


@require_http_methods(["GET", "POST"])
@signed_in
def one(request: HttpRequest, who: Viewer, source: UUID) -> HttpResponse:
    card = queries.source(source, kept_by(who))
    if card is None:
        raise Http404
    terms = Terms(initial={"licence": card.licence, "attribution": card.attribution})
    if request.method == "POST":
        done = request.POST.get("do")
        if done == "allow":
            terms = Terms(request.POST)
            if terms.is_valid():
                sources.allow_source(by=who, source_id=source, **terms.cleaned_data)
        elif done == "ask" and card.kind == "feed":
            sources.ask_again(by=who, source_id=source)
        else:
            _about_an_entry(request, who, source)
        if not terms.errors:
            return lead(f"{HERE}{source}/")
    return _page(request, card, terms)


def _about_an_entry(request: HttpRequest, who: Viewer, source: UUID) -> None:
    """Let the source's words stand for one part of one of its entries, or open an address that need not be safe."""
    told = str(request.POST.get("entry", ""))
    differing = {(str(one.resource_id), one.name): one.resource_id for one in queries.source_says(source)}
    safe = {str(one): one for one, _ in queries.kept_safe_entries(source)}
    name = str(request.POST.get("part", ""))
    if request.POST.get("do") == "theirs" and (told, name) in differing:
        source_says.take_theirs(by=who, resource_id=differing[told, name], name=name)
    elif request.POST.get("do") == "open" and told in safe:
        source_says.open_address(by=who, resource_id=safe[told])
    else:
        raise Http404


def _page(request: HttpRequest, card: queries.SourceCard, terms: Terms) -> HttpResponse:
    asking = queries.last_asking(card.id)
    page = {
        "line": says.source_line(card),
        "source": card,
        "terms": terms,
        "asking": asking,
        "came": says.came_of_it(asking) if asking else None,
        "set_right": queries.set_right(card.id),
        "lost": [(one, name, day(since)) for one, name, since in queries.lost_entries(card.id)],
        "safe": queries.kept_safe_entries(card.id),
        "differs": queries.source_says(card.id),
    }
    return render(request, "directory/source.html", page, status=422 if terms.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def alike(request: HttpRequest, who: Viewer) -> HttpResponse:
    mine = kept_by(who)
    problem = ""
    if request.method == "POST":
        try:
            _decide(request, who, mine)
        except EntryError as cause:
            problem = str(cause)
        else:
            return lead(f"{HERE}alike/")
    page = {"pairs": alike_queries.alike_pairs(mine), "all": alike_queries.how_many_alike(mine), "problem": problem}
    return render(request, "directory/alike.html", page, status=422 if problem else 200)


def _decide(request: HttpRequest, who: Viewer, mine: tuple[UUID, ...]) -> None:
    if request.POST.get("do") == "look":
        for alliance_id in mine:
            duplicates.look_for_alike(by=who, alliance_id=alliance_id)
        return
    found = next((both for both in alike_queries.alike_pairs(mine) if str(both.id) == request.POST.get("pair")), None)
    if found is None:
        raise Http404
    if request.POST.get("do") == "not":
        duplicates.not_the_same(by=who, alike_id=found.id)
        return
    stays = next((one for one in (found.one.id, found.other.id) if str(one) == request.POST.get("stays")), None)
    if stays is None:
        raise EntryError("stays", "Which of the two stays? Please choose one.")
    side = "other" if stays == found.one.id else "one"
    duplicates.the_same(by=who, alike_id=found.id, stays=stays, take=request.POST.getlist(f"take-{side}"))

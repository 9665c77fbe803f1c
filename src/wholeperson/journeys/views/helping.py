"""A helper writes down what a person says, in the helper's own name."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from wholeperson.foundation import clock
from wholeperson.interface.answering import lead, mend
from wholeperson.journeys import actions, presenters, queries
from wholeperson.journeys.forms import WriteFor
from wholeperson.journeys.rules.about_me import Heading
from wholeperson.people.public import DoorError, NotYoursError, Viewer, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def write_for(request: HttpRequest, who: Viewer, share_id: UUID) -> HttpResponse:
    found = queries.helping(who, share_id, clock.now())
    if found is None:
        raise Http404
    form = WriteFor(request.POST or None)
    if request.method == "POST" and form.is_valid() and _write(form, who, share_id):
        return lead(f"/me/about/for/{share_id}/?written=yes")
    page = {
        "section": "my-people", "form": form, "written": "written" in request.GET,
        "share_id": share_id, "for_whom": queries.word_for(who, *found), "until": presenters.until(found[1]),
    }  # fmt: skip
    return render(request, "journeys/for.html", page, status=422 if form.errors else 200)


def _write(form: WriteFor, who: Viewer, share_id: UUID) -> bool:
    given = form.cleaned_data
    try:
        actions.write_for(
            by=who, viewer=who, share_id=share_id, heading=Heading(given["heading"]), words=given["words"]
        )
    except NotYoursError as ended:
        raise Http404 from ended
    except DoorError as problem:
        mend(form, problem)
        return False
    return True

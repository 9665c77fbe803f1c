"""A person's own messages."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from wholeperson.interface.answering import lead
from wholeperson.messages import actions, presenters, queries
from wholeperson.people.public import Viewer, signed_in


@require_safe
@signed_in
def inbox(request: HttpRequest, who: Viewer) -> HttpResponse:
    reached = queries.reached(who)
    told = [presenters.shown(one, reached) for one in queries.messages_of(who)]
    return render(request, "messages/inbox.html", {"messages": told})


@require_POST
@signed_in
def open_message(request: HttpRequest, who: Viewer, message_id: UUID) -> HttpResponse:
    told = queries.message_of(who, message_id)
    if told is None:
        raise Http404
    actions.open_message(by=who, viewer=who, message_id=message_id)
    return lead(told.kind.leads_to)

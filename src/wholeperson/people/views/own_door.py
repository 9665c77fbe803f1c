"""My door: the ways in that somebody has, each changed on a page of its own."""

import secrets
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wholeperson.foundation import clock
from wholeperson.interface.answering import lead, mend
from wholeperson.people import actions, queries
from wholeperson.people.asking import address_of
from wholeperson.people.forms.own_door import NameAndPhraseForm, NameForm, NumberForm, PhraseForm
from wholeperson.people.presenters import card, own_door
from wholeperson.people.public import DoorError, Viewer, WaitError, check_repeated, signed_in
from wholeperson.people.rules.ways_in import WORDS_IN_A_PHRASE, WORDS_ON_A_CARD, some_words
from wholeperson.people.views.door_answers import (
    SAID,
    asks_again,
    back_to_door,
    given,
    has_repeated,
    please_wait,
    show,
)

get_or_post = require_http_methods(["GET", "POST"])
CARDS, SHOWING = "/me/door/cards/", "/me/door/showing/"


@require_GET
@signed_in
def door(request: HttpRequest, who: Viewer) -> HttpResponse:
    now = clock.now()
    ways = queries.ways_in_of(who.id, who.sign_in_id, now)
    return show(
        request, "door", lines=own_door.lines(ways, queries.passkeys_of(who.id)), signed_in=ways,
        elsewhere=own_door.elsewhere(ways.elsewhere), waiting=queries.waiting_way_back(who.id, now),
        said=own_door.said(request.session.pop(SAID, "")),
    )  # fmt: skip


@get_or_post
@signed_in
@asks_again
def phrase(request: HttpRequest, who: Viewer) -> HttpResponse:
    check_repeated(who, clock.now())
    form = PhraseForm(given(request))
    if form.is_valid():
        try:
            _count(request, queries.name_of(who.id))
            actions.change_phrase(by=who, viewer=who, phrase=form.cleaned_data["phrase"])
        except DoorError as error:
            mend(form, error)
        except WaitError as error:
            return please_wait(request, "door_phrase", form, error, four=_four_words())
        else:
            request.session.cycle_key()  # a copy of this cookie is another device
            return back_to_door(request, "phrase")
    return show(request, "door_phrase", form, four=_four_words())


def _four_words() -> str:
    return some_words(secrets.choice, queries.everyday_words(), WORDS_IN_A_PHRASE)


def _count(request: HttpRequest, name: str) -> None:
    """Count a choice of words under a name as a try at that name, whatever comes of it.

    Words that somebody of the same name has are refused, so a page that does not count would be a way to guess them.
    """
    actions.begin_try(by=actions.DOOR, name=name, address=address_of(request))


@get_or_post
@signed_in
@asks_again
def name(request: HttpRequest, who: Viewer) -> HttpResponse:
    check_repeated(who, clock.now())
    kind = NameAndPhraseForm if queries.has_phrase(who.id) else NameForm
    form = kind(given(request))
    if form.is_valid():
        wanted, words = form.cleaned_data["name"], form.cleaned_data.get("phrase", "")
        try:
            _count(request, wanted)
            actions.change_name(by=who, viewer=who, name=wanted, phrase=words)
        except DoorError as error:
            mend(form, error)
        except WaitError as error:
            return please_wait(request, "door_name", form, error, now_called=queries.name_of(who.id))
        else:
            return back_to_door(request, "name")
    return show(request, "door_name", form, now_called=queries.name_of(who.id))


@get_or_post
@signed_in
@asks_again
def codes(request: HttpRequest, who: Viewer) -> HttpResponse:
    if request.method == "POST":
        return show(request, "codes", codes=actions.make_codes(by=who, viewer=who))
    ways = queries.ways_in_of(who.id, who.sign_in_id, clock.now())
    return show(request, "door_codes", left=ways.codes, repeated=has_repeated(who))


@get_or_post
@signed_in
@asks_again
def cards(request: HttpRequest, who: Viewer) -> HttpResponse:
    form = NumberForm(given(request))
    if form.is_valid():
        try:
            words = actions.make_card(by=who, viewer=who, number=form.cleaned_data["number"])
        except DoorError as error:
            mend(form, error)
        else:
            # Nothing of ours on the paper: no address of this page, and a title that says nothing.
            return show(request, "card", words=words, keep=card.KEEP, printed_address="")
    ways = queries.ways_in_of(who.id, who.sign_in_id, clock.now())
    there = [(one.id, own_door.made(one.made_at)) for one in ways.cards]
    said = own_door.said(request.session.pop(SAID, ""))
    return show(request, "door_cards", form, cards=there, repeated=has_repeated(who), said=said)


@require_POST
@signed_in
def end_card(request: HttpRequest, who: Viewer, card_id: UUID) -> HttpResponse:
    actions.end_card(by=who, viewer=who, card_id=card_id)
    return back_to_door(request, "card-ended", CARDS)


@require_POST
@signed_in
def card_paper(request: HttpRequest, who: Viewer) -> HttpResponse:
    """Set the words that the page before showed on paper. They come with the request, because nothing keeps them."""
    words = request.POST.get("words", "").split()
    if len(words) != WORDS_ON_A_CARD or not set(words) <= set(queries.everyday_words()):
        return lead(CARDS)
    headers = {"Content-Disposition": 'attachment; filename="keep.pdf"'}
    return HttpResponse(card.on_paper(" ".join(words)), content_type="application/pdf", headers=headers)


@require_POST
@signed_in
def sign_out_elsewhere(request: HttpRequest, who: Viewer) -> HttpResponse:
    actions.end_other_sign_ins(by=who, viewer=who)
    request.session.cycle_key()  # a copy of this cookie is another device
    return back_to_door(request, "elsewhere")


@get_or_post
@signed_in
@asks_again
def showing(request: HttpRequest, who: Viewer) -> HttpResponse:
    """Switch showing and taking out. The page looks the same in every state, for somebody may be looking."""
    if request.method == "POST":
        actions.switch_showing(by=who, viewer=who, off=request.POST.get("switch") != "on")
        return back_to_door(request, "showing", SHOWING)
    return show(request, "door_showing", said=own_door.said(request.session.pop(SAID, "")))

"""Sign-in cards: words that are shown once, on paper that says nothing of whose they are or what for."""

import io
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader

from tests.cast import browser_of, joined
from wholeperson.foundation import clock, ids
from wholeperson.foundation.announcements import _listeners, subscribe
from wholeperson.people import queries
from wholeperson.people.models import SignInCard
from wholeperson.people.public import SignInChanged, Viewer

pytestmark = [pytest.mark.django_db, pytest.mark.needs("P9")]
CARDS = "/me/door/cards/"
NUMBER = "4719"


@pytest.fixture
def told() -> Iterator[list[SignInChanged]]:
    heard: list[SignInChanged] = []
    subscribe(SignInChanged, heard.append)
    yield heard
    _listeners[SignInChanged].remove(heard.append)


def made(viewer: Viewer, number: str = NUMBER) -> HttpResponse:
    return browser_of(viewer).post(CARDS, {"number": number})


def words_on(page: HttpResponse) -> str:
    found = re.search(r'name="words" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def test_a_card_is_shown_once_and_opens_with_its_number(told: list[SignInChanged]) -> None:
    sam = joined("Sam")
    page = made(sam)
    words = words_on(page)
    assert page.status_code == 200
    assert len(words.split()) == 6
    assert queries.person_by_card(words, NUMBER) == sam.id
    assert queries.person_by_card(words, "4718") is None
    assert told == [SignInChanged(sam.id)]
    again = browser_of(sam).get(CARDS).content.decode()
    assert words not in again
    assert "A card made on" in again


def test_the_card_on_the_screen_prints_nothing_of_ours() -> None:
    page = made(joined("Sam")).content.decode()
    assert "<title>Keep this somewhere safe</title>" in page
    assert "paper-address" not in page
    assert "built/people/card" in page


def test_the_file_has_the_words_and_neither_our_name_nor_the_address_nor_theirs() -> None:
    sam = joined("Sam Sunshine")
    words = words_on(made(sam))
    answer = browser_of(sam).post(f"{CARDS}paper/", {"words": words}, headers={"host": "localhost"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="keep.pdf"'
    paper = PdfReader(io.BytesIO(answer.content))
    text = " ".join("\n".join(page.extract_text() for page in paper.pages).split())
    assert len(paper.pages) == 1
    assert "Keep this somewhere safe" in text
    assert words in text
    behind = f"{paper.metadata} {paper.xmp_metadata and paper.xmp_metadata.stream.get_data()!r} {answer.content!r}"
    for name in ("whole", "person", "localhost", "http://local", "bognor", "sam sunshine", "sunshine", "recovery"):
        assert name not in text.casefold()
        assert name not in behind.casefold()


def test_a_word_with_a_dash_comes_on_paper_too() -> None:
    dashed = max(queries.everyday_words(), key=lambda word: ("-" in word, word))
    answer = browser_of(joined("Sam")).post(f"{CARDS}paper/", {"words": " ".join([dashed] * 6)})
    assert answer["Content-Type"] == "application/pdf"


def test_only_words_of_a_card_come_on_paper() -> None:
    browser = browser_of(joined("Sam"))
    for words in ("", "one two", "Sam lives at number four there", "<b>x</b> a b c d e"):
        answer = browser.post(f"{CARDS}paper/", {"words": words})
        assert (answer.status_code, answer["Location"]) == (303, CARDS)


def test_a_number_that_others_try_first_is_asked_again_and_not_kept() -> None:
    page = made(joined("Sam"), "1234")
    assert page.status_code == 422
    assert "Others would try this number first" in page.content.decode()
    assert "1234" not in page.content.decode()
    assert "four to twelve digits" in made(joined("Nia"), "").content.decode()


def test_making_a_card_asks_first_whether_it_is_them_and_ending_one_does_not() -> None:
    sam = joined("Sam")
    words = words_on(made(sam))
    with clock.stopped(clock.now() + timedelta(minutes=6)):
        later = made(sam)
        assert (later.status_code, later["Location"]) == (303, "/repeat/?next=%2Fme%2Fdoor%2Fcards%2F")
        browser = browser_of(sam)
        assert "Show that it is me" in browser.get(CARDS).content.decode()
        ended = browser.post(f"{CARDS}{SignInCard.objects.get().id}/end/")
    assert (ended.status_code, ended["Location"]) == (303, CARDS)
    assert queries.person_by_card(words, NUMBER) is None
    assert "That card opens nothing now." in browser_of_same(browser)


def browser_of_same(browser: Client) -> str:
    return browser.get(CARDS).content.decode()


def test_nobody_ends_the_card_of_somebody_else(told: list[SignInChanged]) -> None:
    sam, nia = joined("Sam"), joined("Nia")
    words = words_on(made(sam))
    theirs = browser_of(nia).post(f"{CARDS}{SignInCard.objects.get().id}/end/")
    nobodys = browser_of(nia).post(f"{CARDS}{ids.new_id()}/end/")
    assert (theirs.status_code, theirs["Location"]) == (nobodys.status_code, nobodys["Location"])
    assert queries.person_by_card(words, NUMBER) == sam.id
    assert told == [SignInChanged(sam.id)]

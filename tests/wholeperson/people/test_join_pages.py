"""The pages for joining: what to know first, one form, eight codes; all of it, or nothing."""

import re
import secrets

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tests.cast import PHRASE, alliance, browser_of, joined
from wholeperson.foundation import clock
from wholeperson.people import actions, queries
from wholeperson.people.models import Attempt, Membership, Person, RecoveryCode, SignIn
from wholeperson.people.public import AgeBand, DoorError, NotYoursError, Role, join_here
from wholeperson.people.rules.ways_in import REPEAT_HOLDS

pytestmark = pytest.mark.django_db

FILLED = {"name": "Sam", "role": "person", "age": "not-said", "phrase": PHRASE, "offered": "one two three four"}


def test_what_to_know_comes_first_and_says_what_the_machine_still_allows(client: Client) -> None:
    alliance()
    page = client.get("/join/").content.decode()
    assert "A made-up name is enough" in page
    assert "Joining tells nobody" in page
    assert 'href="/join/children/"' in page
    assert "could in principle take what is there while it runs" in page


def test_where_no_alliance_has_begun_the_page_says_so(client: Client) -> None:
    assert "not open here yet" in client.get("/join/").content.decode()
    assert client.get("/join/name/")["Location"] == "/join/"


@pytest.mark.needs("P9", "C1")
def test_a_name_and_four_words_are_enough(client: Client) -> None:
    alliance()
    answer = client.post("/join/name/", FILLED)
    assert (answer.status_code, answer["Location"]) == (303, "/join/codes/")
    page = client.get("/join/codes/")
    codes = re.findall(r"<li>(\w{5}-\w{5})</li>", page.content.decode())
    assert len(codes) == 8
    assert page["Cache-Control"] == "no-store"
    person = Person.objects.get()
    assert queries.person_by_phrase("Sam", PHRASE) == person.id
    assert queries.open_code(codes[0]) is not None
    assert "Hello, <span" in client.get("/me/").content.decode()


@pytest.mark.needs("P9")
def test_the_codes_lie_sealed_and_are_shown_for_five_minutes(client: Client) -> None:
    alliance()
    client.post("/join/name/", FILLED)
    assert b"-" not in bytes(client.session["codes"], "ascii")
    with clock.stopped(clock.now() + REPEAT_HOLDS):
        assert client.get("/join/codes/")["Location"] == "/me/"
    assert "codes" not in client.session


def test_with_more_places_than_one_the_form_asks_which(client: Client) -> None:
    alliance(), alliance("Crawley")
    page = client.get("/join/name/").content.decode()
    assert "Which place is near you?" in page
    answer = client.post("/join/name/", FILLED)
    assert answer.status_code == 422
    assert "Please pick one of these." in answer.content.decode()
    assert client.post("/join/name/", {**FILLED, "alliance": str(alliance("Crawley").id)}).status_code == 303
    assert Membership.objects.get().alliance.name == "Crawley"


def test_family_and_friends_join_in_their_own_right(client: Client) -> None:
    alliance()
    client.post("/join/name/", {**FILLED, "role": "family", "shared": "on"})
    assert Membership.objects.get().role == Role.FAMILY.value
    assert SignIn.objects.get().shared


@pytest.mark.parametrize("role", ["worker", "operator", "nothing"])
def test_no_other_role_can_be_joined_by_hand(client: Client, role: str) -> None:
    alliance()
    assert client.post("/join/name/", {**FILLED, "role": role}).status_code == 422
    assert not Person.objects.exists()


@pytest.mark.needs("P9")
def test_what_was_typed_stays_except_what_is_secret(client: Client) -> None:
    alliance()
    answer = client.post("/join/name/", {**FILLED, "name": "Sam the Lamp", "phrase": "short one"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Sam the Lamp" in page
    assert "short one" not in page
    assert "Four words will do" in page


@pytest.mark.parametrize(("field", "value"), [("name", ""), ("name", "  "), ("phrase", ""), ("phrase", "é" * 201)])
def test_the_sentence_says_what_to_do(client: Client, field: str, value: str) -> None:
    alliance()
    answer = client.post("/join/name/", {**FILLED, field: value})
    assert answer.status_code == 422
    assert "This field is required" not in answer.content.decode()
    assert not Person.objects.exists()


def offered(page: str) -> str:
    found = re.search(r"data-offered>([^<]+)<", page)
    assert found is not None
    return found[1]


def test_four_other_words_come_without_script_and_keep_the_rest(client: Client) -> None:
    alliance()
    first = offered(client.get("/join/name/").content.decode())
    page = client.post("/join/name/", {**FILLED, "others": "yes", "offered": first}).content.decode()
    assert 'value="Sam"' in page
    assert offered(page) != first
    assert set(offered(page).split()) <= set(queries.everyday_words())


def test_the_same_four_words_stay_while_something_else_is_put_right(client: Client) -> None:
    alliance()
    first = offered(client.get("/join/name/").content.decode())
    page = client.post("/join/name/", {**FILLED, "name": "", "offered": first}).content.decode()
    assert offered(page) == first
    assert offered(client.post("/join/name/", {**FILLED, "name": ""}).content.decode()) != FILLED["offered"]


def test_no_word_that_we_offer_wounds() -> None:
    words = queries.everyday_words()
    assert len(words) > 1000
    assert not {"clean", "drug", "drown", "junky", "slut", "grave", "coma", "aids"} & set(words)
    assert all(word.isalpha() for word in words)


def test_somebody_who_is_in_is_not_asked_to_join() -> None:
    browser = browser_of(joined("Sam"))
    for address in ("/join/", "/join/name/"):
        assert browser.get(address)["Location"] == "/me/"
    assert browser.get("/join/codes/")["Location"] == "/me/"


def test_under_18_the_next_page_is_the_one_for_young_people(client: Client) -> None:
    alliance()
    client.post("/join/name/", {**FILLED, "age": "under-18"})
    assert 'href="/young/"' in client.get("/join/codes/").content.decode()
    assert 'href="/young/"' in client.get("/me/").content.decode()


def nothing_is_there() -> bool:
    kinds = (Person, Membership, SignIn, RecoveryCode)
    return not any(kind.objects.exists() for kind in kinds) and not Session.objects.exists()


def take_in_sam(role: Role = Role.PERSON, phrase: str = PHRASE) -> None:
    place = alliance()
    join_here(
        by="system:tests", name="Sam", age_band=AgeBand.NOT_SAID, alliance_id=place.id, phrase=phrase, role=role,
        shared=False,
    )  # fmt: skip


def test_joining_that_breaks_off_at_its_last_step_leaves_nothing_half_done(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> str:
        raise OSError("the power went")

    monkeypatch.setattr(secrets, "choice", broken)  # when the codes are made, after everything else is written
    with pytest.raises(OSError, match="power"):
        take_in_sam()
    assert nothing_is_there()


def test_a_role_that_needs_an_invitation_is_not_joined() -> None:
    with pytest.raises(NotYoursError):
        take_in_sam(Role.WORKER)
    assert nothing_is_there()


def test_joining_here_asks_for_words() -> None:
    with pytest.raises(DoorError, match="only you know"):
        take_in_sam(phrase="")


@pytest.mark.needs("P9")
def test_joining_is_no_quicker_way_to_guess_than_signing_in(client: Client) -> None:
    alliance()
    for _ in range(5):
        assert client.post("/join/name/", {**FILLED, "phrase": "short"}).status_code == 422
    answer = client.post("/join/name/", FILLED)
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "Please wait" in answer.content.decode()
    assert client.post("/sign-in/", {"name": "Sam", "phrase": PHRASE}).status_code == 429


def test_joining_counts_for_the_address_and_the_name(client: Client) -> None:
    alliance()
    client.post("/join/name/", FILLED)
    assert Attempt.objects.filter(mark=queries.attempt_mark("address", "127.0.0.1")).count() == 1
    assert Attempt.objects.filter(mark=queries.attempt_mark("name", "sam")).count() == 1
    assert actions.DOOR == "system:door"

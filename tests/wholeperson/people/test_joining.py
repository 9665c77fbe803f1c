"""Joining, signing in, circles and roles: what each does, and what it refuses."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.cast import PHRASE, TESTS, alliance, in_circle, joined, team, with_role
from wholeperson.foundation import clock, keystore, vault
from wholeperson.people import actions, chores, queries
from wholeperson.people.models import Alliance, Organisation, Person, Team
from wholeperson.people.public import AgeBand, DoorError, Role

pytestmark = pytest.mark.django_db


def test_a_made_up_name_is_enough() -> None:
    sam = joined("Sam")
    assert queries.name_of(sam.id) == "Sam"
    assert b"Sam" not in bytes(Person.objects.get().name)


@pytest.mark.needs("P9")
def test_two_people_may_have_the_same_name_and_nobody_can_find_out() -> None:
    one = joined("Sam", phrase=PHRASE)
    other = joined("sam", phrase="some other four words")
    assert queries.person_by_phrase("Sam", PHRASE) == one.id
    assert queries.person_by_phrase("SAM ", "Some other four words") == other.id
    assert queries.person_by_phrase("Sam", "not these four words") is None


def test_the_same_name_with_the_same_passphrase_is_refused_in_the_words_for_common_ones() -> None:
    joined("Sam", phrase=PHRASE)
    with pytest.raises(DoorError, match="Many people use this one"):
        actions.join(by=TESTS, name="Sam", phrase=PHRASE, age_band=AgeBand.NOT_SAID, alliance_id=alliance().id)


def test_a_circle_needs_the_words_and_opens_once() -> None:
    sam, nia = joined("Sam"), joined("Nia")
    tie = in_circle(sam, nia)
    assert (tie.word, tie.there, tie.other_id) == ("my sister", True, nia.id)
    assert [card.word for card in queries.circles_with(nia.id)] == ["my brother"]


def test_a_worker_holds_the_powers_of_the_role_in_the_team() -> None:
    outreach = team()
    jo = with_role("Jo", Role.WORKER, in_team=outreach)
    assert [hat.team_id for hat in jo.hats if hat.role is Role.WORKER] == [outreach.id]


def test_an_erased_person_is_gone_and_so_is_their_key() -> None:
    sam = joined("Sam")
    sealed = vault.seal(sam.id, "words", place="a.test")
    actions.erase_myself(by=sam, viewer=sam)
    assert not Person.objects.exists()
    with pytest.raises(vault.CannotOpenError):
        vault.open_words(sam.id, sealed, place="a.test")
    assert [one.owner for one in keystore.erasures()] == [sam.id]


def test_a_person_is_never_named_where_a_row_is_printed() -> None:
    joined("Sam")
    assert str(Person.objects.get()) == "a person"
    outreach = team()
    assert str(Alliance.objects.get()) == alliance().name
    assert (str(Team.objects.get()), str(Organisation.objects.get())) == ("Outreach, The Hub", outreach.organisation)


def test_the_worker_copies_the_key_store_once_a_day() -> None:
    joined("Sam")
    chores.copy_keys(clock.now())
    chores.copy_keys(clock.now())
    assert len(list(Path(settings.KEY_COPIES).glob("*.sqlite3"))) == 1

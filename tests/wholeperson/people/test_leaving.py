"""Somebody asks to be forgotten: every row of theirs goes, and their key; a restored backup changes nothing in it."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.test import RequestFactory

from tests import cast
from wholeperson.foundation import clock, keystore, vault
from wholeperson.foundation.actions import action
from wholeperson.journeys.models import AboutMe
from wholeperson.people import actions, chores, queries
from wholeperson.people import public as people
from wholeperson.people.asking import find_viewer
from wholeperson.people.models import (
    Erasure,
    Membership,
    Passkey,
    Person,
    RecoveryCode,
    SignIn,
    SignInCard,
    Tie,
    WayBack,
)
from wholeperson.people.permissions import AskAgainError, NotYoursError
from wholeperson.people.public import Viewer
from wholeperson.people.queries import is_known, models_with_somebody, nobody_here, still_to_forget, without_a_key

pytestmark = pytest.mark.django_db
WORDS = "what I never told anybody"
PLACE = "tests.words"
# Where a forgotten person's random id may still stand, and why: see docs/how-to/keep-a-place-safe.md.
MAY_STAY = {("people_erasure", "owner"), ("trail_line", "actor"), ("trail_line", "about_id"), ("trail_line", "whose")}


@action("wrote something", about="viewer")
def write(*, by: object, viewer: Viewer) -> None:
    AboutMe(person_id=viewer.id, heading="what-matters", words=vault.seal(viewer.id, WORDS, place=PLACE)).save()


@pytest.fixture
def amber() -> Viewer:
    """Somebody with one of everything that the door gives, and somebody else in their circle, both ways."""
    amber, river = cast.joined("Amber"), cast.joined("River")
    cast.in_circle(amber, river)
    cast.in_circle(river, amber)
    people.make_codes(by=amber, viewer=amber)
    people.make_card(by=amber, viewer=amber, number="482915")
    write(by=amber, viewer=amber)
    write(by=river, viewer=river)
    return amber


def everywhere(person: UUID) -> set[tuple[str, str]]:
    """Every table and column, whoever made it, in which this id stands in any form."""
    shapes = [str(person), person.hex]
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            columns = [one.name for one in connection.introspection.get_table_description(cursor, table)]
            for column in columns:
                quoted = connection.ops.quote_name
                text = f"lower(cast({quoted(column)} as text))"
                cursor.execute(
                    f"SELECT count(*) FROM {quoted(table)} WHERE {text} LIKE %s OR {text} LIKE %s",
                    [f"%{shape}%" for shape in shapes],
                )
                if cursor.fetchone()[0]:
                    found.add((table, column))
    return found


@pytest.mark.needs("P9")
def test_after_erasing_no_row_and_no_column_leads_to_the_person(amber: Viewer) -> None:
    assert len(everywhere(amber.id)) > 8
    actions.erase_myself(by=amber, viewer=amber)
    assert everywhere(amber.id) <= MAY_STAY
    for model, path in models_with_somebody():
        assert not model._default_manager.filter(**{path: amber.id}).exists()
    assert amber.id not in keystore.owners()
    assert Erasure.objects.get().owner == amber.id


def test_somebody_elses_record_reads_exactly_as_before(amber: Viewer) -> None:
    river = next(one for one in Person.objects.all() if one.id != amber.id)
    theirs = {
        model: list(model._default_manager.filter(**{path: river.id}).order_by("pk").values())
        for model, path in models_with_somebody()
        if model is not Tie
    }
    actions.erase_myself(by=amber, viewer=amber)
    for model, rows in theirs.items():
        path = model.privacy.whose
        assert list(model._default_manager.filter(**{path: river.id}).order_by("pk").values()) == rows
    assert people.name_of(river.id) == "River"
    row = AboutMe.objects.get(person_id=river.id)
    assert vault.open_words(river.id, row.words, place=PLACE) == WORDS
    assert not Tie.objects.exists()  # a tie is of two; nobody is tied to somebody who is forgotten


def test_a_browser_that_was_signed_in_is_nobodys(amber: Viewer) -> None:
    browser = cast.browser_of(amber)
    request = RequestFactory().get("/")
    request.session = browser.session
    request.COOKIES[settings.SESSION_COOKIE_NAME] = request.session.session_key
    assert find_viewer(request) == people.viewer_of(amber.sign_in_id, clock.now())
    actions.erase_by_the_place(by=cast.TESTS, person_id=amber.id)
    assert Session.objects.count() == 1
    held = Session.objects.get().get_decoded()
    assert str(amber.id) not in str(held)
    request.session = browser.session
    assert find_viewer(request) is None
    assert people.viewer_of(amber.sign_in_id, clock.now()) is None


def test_one_is_asked_again_before_one_is_forgotten(amber: Viewer) -> None:
    with clock.stopped(clock.now() + timedelta(hours=1)), pytest.raises(AskAgainError):
        actions.erase_myself(by=amber, viewer=amber)
    assert Person.objects.filter(pk=amber.id).exists()


@pytest.mark.parametrize("deed", [actions.replay_erasures, actions.end_what_opens_after_a_restore])
def test_only_the_place_does_what_is_the_places(amber: Viewer, deed) -> None:
    with pytest.raises(NotYoursError):
        deed(by=amber)
    with pytest.raises(NotYoursError):
        actions.erase_by_the_place(by=amber, person_id=amber.id)


def test_erasing_again_changes_nothing(amber: Viewer) -> None:
    first = actions.erase_by_the_place(by=cast.TESTS, person_id=amber.id)
    with clock.stopped(clock.now() + timedelta(days=9)):
        again = actions.erase_by_the_place(by=cast.TESTS, person_id=amber.id)
    assert (again.id, again.created_at) == (first.id, first.created_at)
    assert [one.at for one in keystore.erasures()] == [first.created_at]


def test_there_is_nothing_to_forget_again_most_of_the_time(amber: Viewer, django_assert_max_num_queries) -> None:
    assert still_to_forget() == ()
    actions.erase_by_the_place(by=cast.TESTS, person_id=amber.id)
    with django_assert_max_num_queries(2 + len(list(models_with_somebody()))):
        assert still_to_forget() == ()


def test_whoever_stands_in_either_list_is_forgotten_in_both(amber: Viewer) -> None:
    river = Person.objects.exclude(pk=amber.id).get()
    keystore.erase(amber.id, clock.now())  # a death before the commit
    note_erasure(by=cast.TESTS, owner=river.id)  # a key store from before
    assert {owner for owner, _ in still_to_forget()} == {amber.id, river.id}
    chores.forget_again(clock.now())
    assert nobody_here()
    assert keystore.owners() == frozenset()
    assert {one.owner for one in keystore.erasures()} == set(Erasure.objects.values_list("owner", flat=True))
    assert still_to_forget() == ()
    chores.forget_again(clock.now())


@action("noted", about="owner")
def note_erasure(*, by: object, owner: UUID) -> None:
    Erasure(owner=owner).save()


def test_a_row_that_came_back_without_its_person_is_found(amber: Viewer) -> None:
    actions.erase_by_the_place(by=cast.TESTS, person_id=amber.id)
    come_back(by=cast.TESTS, owner=amber.id)
    assert [owner for owner, _ in still_to_forget()] == [amber.id]
    people.replay_erasures(by=cast.TESTS)
    assert not Person.objects.filter(pk=amber.id).exists()


@action("came back", about="owner")
def come_back(*, by: object, owner: UUID) -> None:
    Person(id=owner, name=b"sealed", name_mark="0" * 64, age_band="25").save()


@pytest.mark.needs("P9")
def test_what_opened_on_the_day_of_a_backup_opens_no_more(amber: Viewer) -> None:
    river = cast.joined("River")
    tie = cast.in_circle(amber, river)
    used, unused = people.make_codes(by=amber, viewer=amber)[:2]
    actions.use_code(by=amber, code_id=queries.open_code(used)[0])
    _, words = people.invite_into_circle(by=amber, viewer=amber, word="my friend")
    role = people.invite_by_the_place(by=cast.TESTS, alliance_id=cast.alliance().id, role=people.Role.COORDINATOR)
    begun = actions.begin_way_back(by=cast.TESTS)
    people.end_what_opens_after_a_restore(by=cast.TESTS)
    assert not SignIn.objects.exists()
    assert queries.open_code(unused) is None
    assert RecoveryCode.objects.filter(person_id=amber.id).count() == 1
    assert WayBack.objects.get(pk=begun.id).stopped_at
    with pytest.raises(people.DoorError, match="no open invitation"):
        people.accept_invitation(by=river, viewer=river, words=words, word="a friend")
    with pytest.raises(people.DoorError, match="no open invitation"):
        people.accept_role(by=river, viewer=river, words=role, shown_as="River")
    assert tie.id in [one.id for one in people.circle_of(amber.id) if one.there]


def test_the_place_knows_a_reference_and_how_many_have_no_key(amber: Viewer) -> None:
    assert is_known(amber.id)
    assert not is_known(uuid4())
    assert without_a_key() == 0
    keystore.path().unlink()
    assert without_a_key() == 2
    assert is_known(amber.id)
    actions.erase_by_the_place(by=cast.TESTS, person_id=amber.id)
    assert is_known(amber.id)


def test_the_scan_sees_every_table_of_ours() -> None:
    tables = set(connection.introspection.table_names())
    assert {model._meta.db_table for model in apps.get_models() if issubclass(model, models.Model)} <= tables
    assert {Membership, Passkey, RecoveryCode, SignInCard} <= {model for model, _ in models_with_somebody()}

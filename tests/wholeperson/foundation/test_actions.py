"""A deed is one transaction and one line, or nothing at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db import transaction

from wholeperson.foundation import actions, clock, ids
from wholeperson.foundation.actions import (
    NoRecorderError,
    OutsideADeedError,
    Reading,
    action,
    note_reading,
    register_recorder,
)
from wholeperson.mapping.models import StoredMap
from wholeperson.trail.models import Line

HOUSE = "system:tests"


@dataclass(frozen=True)
class Somebody:
    """Stands for a person as they cross a door."""

    id: UUID


@action("kept an address")
def keep(*, by: actions.By, address: str) -> StoredMap:
    kept = StoredMap(address=address)
    kept.save()
    return kept


@action("looked at a map", about="seen")
def look(*, by: actions.By, seen: StoredMap) -> str:
    return "seen"


@action("kept two addresses")
def keep_two(*, by: actions.By, first: str, second: str) -> StoredMap:
    keep(by=HOUSE, address=second)
    return keep(by=by, address=first)


@action("kept an address and thought better of it")
def keep_and_stop(*, by: actions.By, address: str) -> StoredMap:
    keep(by=by, address=address)
    raise ValueError("thought better of it")


@pytest.fixture
def nobody_keeps_the_trail() -> Iterator[None]:
    kept, actions._recorders[:] = list(actions._recorders), []
    yield
    actions._recorders[:] = kept


def said() -> list[str]:
    return list(Line.objects.order_by("id").values_list("sentence", flat=True))


@pytest.mark.django_db
def test_a_deed_leaves_what_it_made_and_exactly_one_line() -> None:
    sam = Somebody(ids.new_id())
    with clock.stopped(clock.now()):
        kept = keep(by=sam, address="ours")
        line = Line.objects.get()
        assert line.at == clock.now()
    assert (line.actor, line.about_kind, line.about_id) == (str(sam.id), "storedmap", str(kept.id))
    assert line.deed == "tests.keep"
    assert StoredMap.objects.get() == kept


@pytest.mark.django_db
def test_a_deed_can_be_about_what_it_was_given() -> None:
    kept = keep(by=HOUSE, address="ours")
    assert look(by=ids.new_id(), seen=kept) == "seen"
    assert said() == ["kept an address", "looked at a map"]


@pytest.mark.django_db
def test_a_deed_that_stops_leaves_nothing() -> None:
    with pytest.raises(ValueError, match="better"):
        keep_and_stop(by=HOUSE, address="ours")
    assert not StoredMap.objects.exists()
    assert said() == []
    assert not actions.inside_a_deed()


@pytest.mark.django_db
def test_a_deed_inside_a_deed_leaves_its_own_line_and_names_who_did_it() -> None:
    sam = Somebody(ids.new_id())
    keep_two(by=sam, first="one", second="two")
    assert said() == ["kept an address", "kept an address", "kept two addresses"]
    assert list(Line.objects.order_by("id").values_list("actor", flat=True)) == [HOUSE, str(sam.id), str(sam.id)]


@pytest.mark.django_db
def test_an_inner_deed_that_stops_takes_only_itself_along_when_the_outer_goes_on() -> None:
    @action("went on", about="on")
    def go_on(*, by: actions.By, on: StoredMap) -> None:
        with pytest.raises(ValueError, match="better"):
            keep_and_stop(by=by, address="inner")

    kept = keep(by=HOUSE, address="outer")
    go_on(by=HOUSE, on=kept)
    assert said() == ["kept an address", "went on"]
    assert list(StoredMap.objects.values_list("address", flat=True)) == ["outer"]


@pytest.mark.django_db
def test_nothing_is_written_while_nobody_keeps_the_trail(nobody_keeps_the_trail: None) -> None:
    with pytest.raises(NoRecorderError, match="keep was not done"):
        keep(by=HOUSE, address="ours")
    assert not StoredMap.objects.exists()


@pytest.mark.django_db
def test_a_recorder_that_cannot_write_stops_the_deed(nobody_keeps_the_trail: None) -> None:
    def full(deed: actions.Deed) -> None:
        raise OSError("no room")

    register_recorder(full)
    with pytest.raises(OSError, match="no room"):
        keep(by=HOUSE, address="ours")
    assert not StoredMap.objects.exists()


def test_there_is_only_one_keeper_of_the_trail() -> None:
    register_recorder(actions._recorders[0])
    with pytest.raises(ValueError, match="only one"):
        register_recorder(lambda deed: None)


@pytest.mark.parametrize("by", [None, "Sam", "system:", 7, Somebody(id="not-an-id")])  # type: ignore[arg-type]  # wrong on purpose
def test_a_deed_says_who_did_it(by: object) -> None:
    with pytest.raises(TypeError, match="not an actor"):
        keep(by=by, address="ours")  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.django_db
def test_a_deed_about_nothing_is_refused() -> None:
    @action("did something")
    def vague(*, by: actions.By) -> None:
        StoredMap(address="ours").save()

    with pytest.raises(TypeError, match="about='…'"):
        vague(by=HOUSE)
    assert not StoredMap.objects.exists()


def test_a_deed_takes_keywords_only() -> None:
    with pytest.raises(TypeError, match="keywords only"):
        action("did it")(lambda by: None)


def test_a_deed_takes_by_and_what_it_is_about() -> None:
    with pytest.raises(TypeError, match="'by'"):
        action("did it")(lambda *, who: None)
    with pytest.raises(TypeError, match="'by'"):
        action("did it")(lambda *, by=None: None)
    with pytest.raises(TypeError, match="'plan'"):
        action("did it", about="plan")(lambda *, by: None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "write",
    [
        lambda: StoredMap(address="a").save(),
        lambda: StoredMap.objects.create(address="a"),
        lambda: StoredMap.objects.bulk_create([StoredMap(address="a")]),
        lambda: StoredMap.objects.update(address="a"),
        lambda: StoredMap.objects.bulk_update([], ["address"]),
        lambda: StoredMap.objects.all().delete(),
        lambda: StoredMap(address="a").delete(),
    ],
)
def test_a_record_is_written_only_inside_a_deed(write) -> None:
    with pytest.raises(OutsideADeedError, match="every write is an action"), transaction.atomic():
        write()


@pytest.mark.django_db
def test_inside_a_deed_many_rows_can_be_written_and_taken_away() -> None:
    @action("tidied", about="one")
    def tidy(*, by: actions.By, one: StoredMap) -> None:
        StoredMap.objects.bulk_create([StoredMap(address="two"), StoredMap(address="three")])
        StoredMap.objects.filter(address="two").update(address="four")
        StoredMap.objects.filter(address="four").delete()
        one.delete()

    tidy(by=HOUSE, one=keep(by=HOUSE, address="one"))
    assert list(StoredMap.objects.values_list("address", flat=True)) == ["three"]


def test_the_manager_cannot_empty_a_table_by_accident() -> None:
    assert not hasattr(StoredMap.objects, "delete")


def test_nothing_is_read_of_anybodys_record_outside_a_deed() -> None:
    with pytest.raises(OutsideADeedError, match="Nothing was read"):
        note_reading(Reading(ids.new_id(), ids.new_id(), "about-me"))

"""Maps that people publish here: kept whole in every version, written only by a deed."""

from dataclasses import replace
from uuid import uuid4

import pytest

from wholeperson.demo import public as demo
from wholeperson.foundation.actions import OutsideADeedError
from wholeperson.mapping import actions, public, queries
from wholeperson.mapping.models import MapVersion, StoredMap
from wholeperson.mapping.permissions import NotYoursError
from wholeperson.trail.models import Line
from wholesystem import catalogue
from wholesystem.errors import MapError
from wholesystem.maps import SystemsMap, Variable, as_data

MAP = SystemsMap(
    id="ours", title="Ours", variables=(Variable(id="tea", label="Tea"), Variable(id="cake", label="Cake")), links=()
)

pytestmark = pytest.mark.django_db


def test_a_published_map_is_read_back_with_a_place_for_every_circle() -> None:
    public.publish(by="system:test", a_map=MAP, why="for a test")
    read = queries.published("ours")
    assert read is not None
    assert read.title == "Ours"
    assert set(read.layouts["wide"].places) == set(read.layouts["tall"].places) == {"tea", "cake"}
    assert [card.id for card in public.public_maps()][-1] == "ours"


def test_publishing_leaves_one_line_in_the_trail_and_publishing_the_same_again_none() -> None:
    public.publish(by="system:test", a_map=MAP, why="for a test")
    public.publish(by="system:test", a_map=MAP, why="for a test")
    assert MapVersion.objects.count() == 1
    assert [line.deed for line in Line.objects.all()] == ["mapping.publish_map"]


def test_a_changed_map_becomes_the_next_version_and_the_earlier_one_stays() -> None:
    public.publish(by="system:test", a_map=MAP, why="first")
    public.publish(by="system:test", a_map=replace(MAP, title="Ours again"), why="a better name")
    assert list(MapVersion.objects.values_list("number", "why")) == [(2, "a better name"), (1, "first")]
    read = queries.published("ours")
    assert read is not None
    assert read.title == "Ours again"
    assert str(StoredMap.objects.get()) == "ours"
    assert str(MapVersion.objects.first()).endswith("version 2")


def test_nobody_but_the_place_itself_publishes() -> None:
    with pytest.raises(NotYoursError, match="Ask whoever runs this place"):
        actions.publish_map(by=uuid4(), a_map=MAP, why="no")
    assert not StoredMap.objects.exists()


def test_the_catalogues_addresses_are_taken() -> None:
    with pytest.raises(MapError, match="Give yours an id of its own"):
        actions.publish_map(by="system:test", a_map=catalogue.load("the-hold"), why="no")


@pytest.mark.parametrize("address", actions.ADDRESSES)
def test_an_address_at_which_a_page_of_ours_stands_is_taken(address: str) -> None:
    with pytest.raises(MapError, match="Give yours another id"):
        actions.publish_map(by="system:test", a_map=replace(MAP, id=address), why="no")


def test_nothing_is_written_outside_a_deed() -> None:
    with pytest.raises(OutsideADeedError):
        StoredMap(address="by-hand").save()


def test_an_unknown_address_is_no_map() -> None:
    assert queries.published("nowhere") is None


@pytest.mark.needs("W9")
def test_every_catalogue_map_is_public_and_the_demonstration_joins_them() -> None:
    assert demo.load() == demo.load()
    cards = public.public_maps()
    assert [card.id for card in cards] == [*catalogue.names(), "somewhere-to-be"]
    assert MapVersion.objects.count() == 1
    read = queries.published("somewhere-to-be")
    assert read is not None
    assert "invented" in as_data(read)["about"]


def test_invented_people_are_refused_where_real_ones_are(settings: pytest.FixtureRequest) -> None:
    settings.PRODUCTION = True  # type: ignore[attr-defined]  # pytest-django's own settings
    with pytest.raises(demo.InProductionError):
        demo.load()

"""What a place of the demonstration, and anybody who keeps a map, writes beside entries: links, and names of places."""

from datetime import datetime, timedelta

import pytest

from tests.cast import TESTS, alliance, joined, with_role
from tests.listing import listed, weekly
from wholeperson.directory import public as directory
from wholeperson.directory.models import Link, Organization, Somewhere
from wholeperson.foundation import clock
from wholeperson.interface.saying import LONDON
from wholeperson.people.public import NotYoursError, Role

pytestmark = pytest.mark.django_db
SUNDAY_AT_THREE = datetime(2026, 11, 22, 3, 5, tzinfo=LONDON)


def organization(name: str, place: str = "Bognor Regis") -> Organization:
    return directory.keep_organization(by=TESTS, alliance_id=alliance(place).id, name=name)


def test_two_organizations_are_linked_once_for_each_kind() -> None:
    hub, kitchen = organization("The Hub"), organization("The Kitchen")
    first = directory.link_organizations(by=TESTS, one=hub, other=kitchen, kind="leads to", words="We walk with you.")
    again = directory.link_organizations(by=TESTS, one=hub, other=kitchen, kind="leads to", words="On foot.")
    assert first.id == again.id
    assert Link.objects.get().words == "On foot."
    assert directory.links_in(hub.alliance_id) == {(hub.id, kitchen.id, "leads to")}
    assert directory.organizations_of(hub.alliance_id) == {"The Hub": hub, "The Kitchen": kitchen}


def test_a_link_goes_to_another_of_the_same_place_and_is_of_a_known_kind() -> None:
    hub, kitchen, far = organization("The Hub"), organization("The Kitchen"), organization("The Landing", "Crawley")
    for other, kind in ((hub, "leads to"), (far, "leads to"), (kitchen, "knows")):
        with pytest.raises(directory.EntryError, match=r"(same alliance|Pick one of)"):
            directory.link_organizations(by=TESTS, one=hub, other=other, kind=kind)


def test_links_and_names_are_kept_by_whoever_keeps_the_map() -> None:
    hub, kitchen = organization("The Hub"), organization("The Kitchen")
    coordinator, stranger = with_role("Priya", Role.COORDINATOR), joined("Robin")
    directory.link_organizations(by=coordinator, one=hub, other=kitchen, kind="works with")
    for kind, latitude in (("neighbourhood", 50.7), ("town", 51.0)):
        names = [directory.PlaceName("Orchard Green", kind, latitude, -0.6)]
        directory.load_names(by=coordinator, alliance_id=hub.alliance_id, names=names)
    assert list(Somewhere.objects.values_list("name", "kind", "latitude")) == [("Orchard Green", "town", 51.0)]
    with pytest.raises(NotYoursError):
        directory.link_organizations(by=stranger, one=hub, other=kitchen, kind="works with")
    with pytest.raises(NotYoursError):
        directory.load_names(by=stranger, alliance_id=hub.alliance_id, names=names)


@pytest.mark.needs("P10", "N6")
def test_what_is_open_and_what_opens_next_is_told_for_one_place() -> None:
    with clock.stopped(SUNDAY_AT_THREE):
        lamp = listed("The lamp", opens=(weekly("SA", "20:00", "06:00"), weekly("SU", "20:00", "22:00")))
        lunch = listed("Lunch", opens=(weekly("SU", "12:00", "14:00"),))
        breakfast = listed("Breakfast", opens=(weekly("SU", "07:00", "09:00"),))
        listed("Elsewhere", place="Crawley", opens=(weekly("SA", "20:00", "06:00"),))
        listed("At rest", status=directory.Status.PAUSED, opens=(weekly("SA", "20:00", "06:00"),))
        here = alliance().id
        assert [one.id for one in directory.open_now(here, SUNDAY_AT_THREE, 5)] == [lamp.id]
        assert [one.id for one in directory.opening_next(here, SUNDAY_AT_THREE, 5)] == [breakfast.id, lunch.id]
        assert len(directory.opening_next(here, SUNDAY_AT_THREE, 1)) == 1
        assert directory.open_now(here, SUNDAY_AT_THREE + timedelta(hours=3), 5) == ()
        assert directory.names_in(here) >= {(lamp.organization_id, "Lunch")}

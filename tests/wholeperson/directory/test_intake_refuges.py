"""Whatever another directory says about the address of a refuge, no row of ours holds it afterwards."""

import json
from hashlib import sha256
from typing import Any

import pytest
from django.apps import apps
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.cast import TESTS, alliance
from tests.wholeperson.directory.feeding import service
from wholeperson.directory import public as directory
from wholeperson.directory.actions import duplicates, source_says, sources
from wholeperson.directory.actions.taking_in import take_in
from wholeperson.directory.models import Alike, Place, Resource, Source, TakenIn
from wholeperson.directory.outside import AtHand, pages
from wholeperson.directory.queries import sources as queries
from wholeperson.directory.rules.safe_address import squeezed

pytestmark = [pytest.mark.django_db, pytest.mark.needs("N1", "T14")]
STREET, POSTCODE = "17 Hollyhock Lane", "PO22 9ZZ"


def a_source(licence: str = "Open") -> Source:
    return sources.keep_source(by=TESTS, alliance_id=alliance().id, address="a list", licence=licence, attribution="x")


def taken(*services: dict[str, Any], licence: str = "Open") -> Source:
    source = a_source(licence)
    take_in(by=TESTS, source_id=source.id, outside=AtHand(list(services)))
    return source


def everything_kept() -> str:
    """Give every value of every row of this app, and of the trail."""
    found: list[Any] = []
    for app in ("directory", "trail"):
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            found += [list(row.values()) for row in model._default_manager.values()]
    return json.dumps(found, default=str, ensure_ascii=False)


def standing_at(street: str, postcode: str, number: int = 1, **more: Any) -> dict[str, Any]:
    location = {
        "id": f"loc-{number}",
        "name": "Rose House",
        "latitude": 50.78123,
        "longitude": -0.67456,
        "transportation": f"Bus 7 to {street}",
        "addresses": [{"address_1": street, "city": "Bognor Regis", "postal_code": postcode}],
        "accessibility": [{"description": f"Ring at {street}"}],
    }
    return service(number, service_at_locations=[{"location": location}], **more)


refuges = st.sampled_from(
    [
        {"name": "Rosemary Refuge"},
        {"description": "A women's refuge."},
        {"description": "<p>A safe&nbsp;house</p>"},
        {"description": "Confidential address."},
        {"confidential": True},
        {"attributes": [{"label": "Refuge"}]},
        {"description": "Our address is not disclosed."},
        {"alert": "Housing for people fleeing violence"},
        {"description": "Accommodation for women who lived with domestic abuse"},
    ]
)
streets = st.builds(
    lambda number, letter, name, way: f"{number}{letter} {name} {way}",
    st.integers(1, 999),
    st.sampled_from(["", "a", "-4"]),
    st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=4, max_size=12),
    st.sampled_from(["Road", "Villas", "street", "Ébène"]),
)
postcodes = st.from_regex(r"\A[A-Z]{1,2}[1-9][0-9]? ?[0-9][A-Z]{2}\Z")
written = st.sampled_from(
    ["At {}.", "find us: {}!", "{}", "<b>{}</b>", "https://example.net/{}", "mail {}@refuge-example.net", "{}\n{}"]
)


@settings(
    max_examples=30,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_no_row_holds_the_address_of_a_refuge(data: st.DataObject) -> None:
    street, postcode = data.draw(streets), data.draw(postcodes)
    said = [
        data.draw(written).replace("{}", data.draw(st.sampled_from([street, postcode, postcode.lower()])))
        for _ in range(9)
    ]
    number = int(sha256((street + postcode).encode()).hexdigest()[:9], 16)
    refuge = standing_at(street, postcode, number, **data.draw(refuges))
    refuge["description"] = f"{refuge['description']} {said[0]}"
    refuge |= {
        "url": said[1],
        "email": said[2],
        "alert": f"{refuge.get('alert', '')} {said[3]}",
        "fees": said[4],
        "eligibility_description": said[5],
        "interpretation_services": said[6],
    }
    refuge["contacts"] = [{"title": said[7], "phones": [{"number": "01632 960001", "description": said[8]}]}]
    refuge["schedules"] = [{"byday": "MO", "opens_at": "9:00", "closes_at": "10:00", "description": said[0]}]
    refuge["organization"] = {"id": "o", "name": "Rosemary", "description": said[1], "url": said[2]}
    taken(refuge)
    kept = squeezed(everything_kept())
    assert squeezed(street) not in kept
    assert squeezed(postcode) not in kept
    assert "5078123" not in kept
    assert Resource.objects.get(their_id=refuge["id"]).kept_safe


def test_a_refuge_is_listed_without_where_it_is_and_that_is_said() -> None:
    source = taken(standing_at(STREET, POSTCODE, name=f"Refuge at {STREET}", url=f"https://rose.test.uk/{POSTCODE}"))
    found = directory.listed(Resource.objects.values_list("id", flat=True))[0]
    assert (found.entry.kept_safe, found.entry.places, found.entry.website) == (True, (), "")
    assert found.entry.name == "Refuge at (kept safe)"
    assert "bus" not in found.entry.facts
    assert found.entry.contacts[0].call == "01632 960001"
    assert queries.set_right(source.id)[0].what == "address kept safe; a coordinator can open it"
    assert queries.kept_safe_entries(source.id) == ((found.id, "Refuge at (kept safe)"),)


def test_also_without_a_licence_nothing_of_it_is_kept() -> None:
    taken(standing_at(STREET, POSTCODE, name=STREET, confidential="yes"), licence="")
    assert "hollyhock" not in everything_kept().lower()
    assert TakenIn.objects.get().content["entry"]["name"] == "A place whose address is kept safe"


def test_what_became_a_refuge_leaves_no_address_behind_and_stays_safe() -> None:
    source = taken(standing_at(STREET, POSTCODE))
    assert "Hollyhock" in everything_kept()
    taken(standing_at(STREET, POSTCODE, description="This is a refuge."))
    assert "Hollyhock" not in everything_kept()
    taken(standing_at(STREET, POSTCODE, description="Tea."))
    assert "Hollyhock" not in everything_kept()
    row = Resource.objects.get()
    source_says.open_address(by=TESTS, resource_id=row.id)
    taken(standing_at(STREET, POSTCODE, description="This is a refuge for birds."))
    assert Place.objects.get().address == STREET
    assert queries.kept_safe_entries(source.id) == ()


@pytest.mark.parametrize("turned", [False, True])
def test_what_stands_at_the_same_place_keeps_its_address_safe_too(
    turned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "PER_PAGE", 1)  # so that one page knows of the refuge and the other does not yet
    both = [standing_at(STREET, POSTCODE, 1, name="Refuge"), standing_at(STREET.upper(), "PO229ZZ", 2, name="Office")]
    taken(*(reversed(both) if turned else both))
    taken(*both)
    assert "hollyhock" not in everything_kept().lower()
    assert set(Resource.objects.values_list("kept_safe", flat=True)) == {True}
    office = Resource.objects.get(name="Office")
    source_says.open_address(by=TESTS, resource_id=office.id)
    taken(*both)
    assert Place.objects.get().address == STREET.upper()


ROSES = (
    standing_at(STREET, POSTCODE, 1, name="Rose garden", organization={"id": "o", "name": "Rosemary"}),
    service(2, name="Rose garden", description="A refuge.", organization={"id": "o", "name": "Rosemary"}),
)


def test_put_together_with_a_refuge_both_are_kept_safe() -> None:
    taken(*ROSES)
    one, other = Resource.objects.get(kept_safe=False), Resource.objects.get(kept_safe=True)
    with_both = sorted((one.id, other.id))
    row = _alike(*with_both)
    duplicates.the_same(by=TESTS, alike_id=row.id, stays=one.id, take=["places", "contacts"])
    assert "Hollyhock" not in everything_kept()
    assert set(Resource.objects.values_list("kept_safe", flat=True)) == {True}
    taken(*ROSES)
    assert "Hollyhock" not in everything_kept()


def test_put_together_into_a_refuge_both_are_kept_safe() -> None:
    taken(*ROSES)
    safe = Resource.objects.get(kept_safe=True)
    row = _alike(*sorted(Resource.objects.values_list("id", flat=True)))
    duplicates.the_same(by=TESTS, alike_id=row.id, stays=safe.id)
    taken(*ROSES)
    assert "Hollyhock" not in everything_kept()


def _alike(one: Any, other: Any) -> Alike:
    duplicates.look_for_alike(by=TESTS, alliance_id=alliance().id)
    found = Alike.objects.filter(one_id=one, other_id=other).first()
    assert found is not None
    return found

"""Small decisions of the open feed: ids, addresses, how things are written, what a table keeps apart."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholeperson.directory.queries import terms
from wholeperson.directory.rules.hsds import asking, coding, ids
from wholeperson.directory.rules.hsds.checking import Weight, problems_of
from wholeperson.directory.rules.hsds.plain import is_uri
from wholeperson.directory.rules.kinds import ResourceKind

SERVICE = {"id": str(uuid4()), "name": "Tea", "status": "active"}


@given(st.uuids(), st.uuids())
def test_the_id_of_a_service_at_a_location_leads_back_to_both(service: UUID, location: UUID) -> None:
    both = ids.at_location(service, location)
    assert both == ids.at_location(service, location)
    found = ids.parts_of(both)
    assert found is not None
    assert found[0].first <= service <= found[0].last
    assert found[1].first <= location <= found[1].last


@given(st.uuids(version=4))
def test_an_id_of_another_kind_is_known_to_be_none_of_ours(other: UUID) -> None:
    assert ids.parts_of(other) is None


@pytest.mark.parametrize(
    ("address", "fits"),
    [("https://example.org/a?b=c", True), ("http://[", False), ("mailto:a@b", False), ("https://ex ample.org", False),
     ("https://exämple.org", False), ("https://", False)],
)  # fmt: skip
def test_only_what_a_strict_reader_takes_is_an_address(address: str, fits: bool) -> None:
    assert is_uri(address) is fits


@pytest.mark.parametrize(
    ("field", "value", "weight"),
    [
        ("url", "http://[", Weight.WRONG), ("last_modified", "2026-02-30T00:00:00Z", Weight.WRONG),
        ("last_modified", "yesterday", Weight.WRONG), ("last_modified", "2026-11-21T00:00:00.123+01:00", None),
        ("assured_date", "2026-02-30", Weight.WARNING), ("assured_date", "2026-02-28", None),
        ("email", "nobody", Weight.WRONG), ("minimum_age", True, Weight.WRONG), ("minimum_age", 18.5, None),
        ("schedules", {}, Weight.WRONG), ("organization", [], Weight.WRONG), ("name", None, Weight.WRONG),
        ("schedules", [{"id": SERVICE["id"], "opens_at": "ten"}], Weight.WARNING),
        ("schedules", [{"id": SERVICE["id"], "opens_at": "10:00+01:00"}], None),
    ],
)  # fmt: skip
def test_each_field_is_held_to_its_kind(field: str, value: object, weight: Weight | None) -> None:
    found = [one.weight for one in problems_of(SERVICE | {field: value}, "service")]
    assert found == ([weight] if weight else [])


def test_a_term_that_is_not_ours_has_no_code() -> None:
    found = coding.codes_of(ResourceKind.GROUP, ["talk", "nobody-knows"], {}, terms())
    assert [code for code, _ in found] == ["kinds/group", "needs/talk"]


def test_every_code_of_ours_has_its_own_id_and_every_parameter_is_read_somewhere() -> None:
    coded = coding.all_terms(terms().values())
    assert len({one.id for one in coded}) == len(coded)
    assert {name for names in asking.LISTS.values() for name in names} == set(asking.PARAMETERS)

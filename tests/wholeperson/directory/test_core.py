"""The plain values under the network map: questions and answers, points, terms, and who may change an entry."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

import pytest
from django.apps import apps

from tests.cast import TESTS, alliance, joined, team, with_role
from wholeperson.directory import permissions, queries
from wholeperson.directory.public import (
    Branch,
    Entry,
    Opens,
    OtherTimes,
    ResourceKind,
    Rule,
    Spot,
    Whom,
    keep_entry,
    keep_organization,
)
from wholeperson.directory.rules import entries, facts, spot, taxonomy
from wholeperson.people.public import NotYoursError, Role

TERMS = frozenset({"talk"})
ALL_DAY = Rule(opens=time(0), closes=time(0), days=("MO", "TU", "WE", "TH", "FR", "SA", "SU"))


def said(**kept: Any) -> list[tuple[str, str]]:
    entry = Entry(**{"name": "Tea", "kind": ResourceKind.GROUP, **kept})
    return [(problem.field, str(problem)) for problem in entries.problems(entry, TERMS)]


@pytest.mark.parametrize(
    ("field", "kept"),
    [
        ("name", {"name": " "}),
        ("website", {"website": "javascript:alert(1)"}),
        ("website", {"website": "http://[half"}),
        ("terms", {"terms": ("gold",)}),
        ("oldest", {"youngest": 30, "oldest": 20}),
        ("oldest", {"oldest": 200}),
        ("opens", {"opens": (Opens(rule=Rule(opens=time(9), closes=time(10))),)}),
        ("other_times", {"other_times": (OtherTimes(date(2026, 12, 2), date(2026, 12, 1)),)}),
        ("contacts", {"contacts": (Whom(role="a", first=True), Whom(role="b", first=True))}),
        ("like", {"facts": {"like": "x" * 1001}}),
        ("like", {"facts": {"like": "a\x00b"}}),
        ("begin", {"facts": {"begin": ["fly"]}}),
        ("gold", {"facts": {"gold": "yes"}}),
    ],
)
def test_what_could_be_put_right_is_named_with_its_place(field: str, kept: Mapping[str, Any]) -> None:
    assert [where for where, _ in said(**kept)] == [field]


def test_what_is_right_has_nothing_to_put_right() -> None:
    assert said(website="https://example.org/", terms=("talk",), youngest=16, facts={"languages": ["Polish"]}) == []
    assert said(facts={"like": "", "women_only": None}) == []
    assert Entry(name="a", kind=ResourceKind.GROUP, opens=(Opens(rule=ALL_DAY),)).always_open
    assert ResourceKind.HOUSING.label == "somewhere to live"


def test_answers_become_what_can_be_picked_in_a_search() -> None:
    answers = {"women_only": "yes", "begin": ["walk-in"], "like": "Warm.", "languages": ["Polish"]}
    assert facts.picked(answers) == {"women_only:yes", "begin:walk-in"}


def test_a_point_knows_how_far_another_is_and_its_cell_is_among_those_around_it() -> None:
    pier, station = Spot(50.7806, -0.6739), Spot(50.7865, -0.6764)
    assert pier.km(station) == pytest.approx(0.68, abs=0.02)
    assert pier.minutes_walk(station) == pytest.approx(11, abs=1)
    for km in (0.1, 5, 30):
        assert spot.cell(station) in spot.cells_around(pier, km)


def test_every_need_stands_once_and_bears_on_variables_that_are_there() -> None:
    from_file = {"needs": [{"key": "a", "label": "A"}], "interests": [{"key": "a", "label": "A"}], "groups": []}
    with pytest.raises(ValueError, match="twice"):
        taxonomy.read(from_file)
    needs = {term.key for term in queries.terms_of(Branch.NEED)}
    assert set(queries.variables()) == needs


@pytest.mark.django_db
@pytest.mark.needs("N1")
def test_entries_are_kept_by_their_own_people_and_by_the_coordinator_of_the_place() -> None:
    hub = team()
    worker, coordinator = with_role("Jo", Role.WORKER, in_team=hub), with_role("Priya", Role.COORDINATOR)
    elsewhere = with_role("Mo", Role.COORDINATOR, place="Crawley")
    ours = worker.hats_with(permissions.Power.KEEP_OWN_ENTRIES)[0].organisation_id
    run_by = keep_organization(by=TESTS, alliance_id=alliance().id, name="The Hub", teams_of=ours)
    other = keep_organization(by=coordinator, alliance_id=alliance().id, name="The Other")
    entry = Entry(name="Tea", kind=ResourceKind.GROUP)
    for by in (worker, coordinator):
        keep_entry(by=by, organization=run_by, entry=entry)
    for by in (joined("Sam"), elsewhere):
        with pytest.raises(NotYoursError, match="kept by the organisation"):
            keep_entry(by=by, organization=run_by, entry=entry)
    with pytest.raises(NotYoursError):
        keep_entry(by=worker, organization=other, entry=entry)
    permissions.check_may_keep_the_map(coordinator, alliance().id)
    with pytest.raises(NotYoursError, match="as a whole"):
        permissions.check_may_keep_the_map(worker, alliance().id)
    assert not permissions.may_keep(None, alliance().id, ours)


@pytest.mark.django_db
def test_an_organization_has_a_name_and_is_known_again_by_its_id() -> None:
    with pytest.raises(entries.EntryError, match="Who runs it"):
        keep_organization(by=TESTS, alliance_id=alliance().id, name=" ")
    made = keep_organization(by=TESTS, alliance_id=alliance().id, name="The Hub")
    again = keep_organization(by=TESTS, alliance_id=alliance().id, name="The New Hub", organization_id=made.id)
    assert (again.id, again.name) == (made.id, "The New Hub")


def test_every_row_of_the_network_map_can_be_named_in_a_log_without_being_saved() -> None:
    for model in apps.get_app_config("directory").get_models():
        assert isinstance(str(model()), str)

"""What we send and what we say of others, held against the official schemas; and an attack by the descriptions."""

import copy
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.listing import listed, weekly
from wholeperson.directory.public import BankHolidays, OtherTimes, ResourceKind, Room, Spot, Where, Whom
from wholeperson.directory.rules.hsds.checking import Problem, Weight, problems_of, problems_of_page
from wholeperson.directory.rules.hsds.describing import describe
from wholeperson.directory.rules.hsds.shape import ONE_OF, ROW_OF, SHAPES
from wholeperson.directory.rules.hsds.validating import of_document

OFFICIAL = "https://openreferraluk.org/specifications/3.0/schema/"
TODAY = date(2026, 11, 21)
HUB = Where(
    name="The Hub", address="1 Invented Street", town="Bognor Regis", postcode="PO21 1AA", spot=Spot(50.78, -0.67)
)  # fmt: skip
FORMATS = FormatChecker(("uuid", "email"))
LISTS = {
    "service_list": "services", "service_at_location_list": "service_at_locations",
    "organization_list": "organizations", "taxonomy_list": "taxonomies", "taxonomy_term_list": "taxonomy_terms",
}  # fmt: skip
ONES = {"service_full": "service", "service_at_location_full": "service_at_location",
        "organization_full": "organization", "taxonomy": "taxonomy", "taxonomy_term": "taxonomy_term"}  # fmt: skip
# Our own words for the part of the schemas that nobody can do without, so that a fresh clone checks it too.
SMALL = {
    "services": {
        "type": "object", "required": ["total_items", "total_pages", "page_number", "size", "contents"],
        "properties": {"contents": {"type": "array", "items": {
            "type": "object", "required": ["id", "name", "status", "organization"],
            "properties": {"id": {"format": "uuid"}, "organization": {"required": ["id", "name", "description"]},
                           "status": {"enum": ["active", "inactive", "defunct", "temporarily closed"]}},
        }}},
    },
    "service": {
        "type": "object", "required": ["id", "name", "status"],
        "properties": {
            "schedules": {"items": {"required": ["id"], "properties": {"freq": {"enum": ["WEEKLY", "MONTHLY"]}}}},
            "service_at_locations": {"items": {"properties": {"location": {
                "required": ["id", "location_type"],
                "properties": {"addresses": {"items": {"required": [
                    "id", "address_1", "city", "state_province", "postal_code", "country", "address_type",
                ]}}},
            }}}},
            "contacts": {"items": {"required": ["id"], "properties": {"phones": {"items": {"required": ["number"]}}}}},
            "attributes": {"items": {"properties": {"taxonomy_term": {"required": ["id", "name", "description"]}}}},
        },
    },
}  # fmt: skip


@FORMATS.checks("uri")
def _uri(value: object) -> bool:
    return not isinstance(value, str) or re.fullmatch(r"[A-Za-z][\w+.-]*:[^\s]+", value) is not None


@FORMATS.checks("date-time")
def _moment(value: object) -> bool:
    whole = r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)"
    return not isinstance(value, str) or re.fullmatch(whole, value) is not None


@pytest.fixture
def on_the_map(db: None) -> Iterator[None]:
    listed(
        "Tea and talk", summary="Tea, and somebody to talk to.", description="Every Sunday.", places=(HUB,),
        terms=("talk",), email="hub@invented.example.org", website="https://invented.example.org/", youngest=18,
        facts={"women_only": "yes", "begin": ["walk-in"], "first": "Tea.", "cost": "some", "cost_words": "£1",
               "steps": "lift", "languages": ["Polish"]},
        opens=(weekly("SU", "10:00", "12:00"),), bank_holidays=BankHolidays.CLOSED, room=Room.WAITING_LIST,
        room_places=0, other_times=(OtherTimes(TODAY, TODAY, why="Flood"),),
        contacts=(Whom(role="the kitchen", first=True, call="01632 960001"),),
    )  # fmt: skip
    listed("A safe house", by="Safe Homes", kind=ResourceKind.HOUSING, kept_safe=True)
    return


def read(path: str) -> Any:
    return Client().get(f"/open-referral/{path}").json()


def one_of(listed_in: str) -> Any:
    return read(f"{listed_in}/{read(listed_in)['contents'][0]['id']}")


def test_what_we_send_has_what_nobody_can_do_without(on_the_map: None) -> None:
    Draft202012Validator(SMALL["services"], format_checker=FORMATS).validate(read("services"))
    for row in read("services")["contents"]:
        Draft202012Validator(SMALL["service"], format_checker=FORMATS).validate(read(f"services/{row['id']}"))


def test_what_we_send_is_what_we_say_that_we_send(on_the_map: None) -> None:
    described = describe("http://testserver/open-referral")
    registry = Registry().with_resource("ours:", Resource.from_contents(described, DRAFT202012))
    for name, row in ROW_OF.items():
        one_row = {"$ref": f"ours:#/components/schemas/{row}"}
        page = Draft202012Validator(one_row, registry=registry, format_checker=FORMATS)
        for one in read(name)["contents"]:
            page.validate(one)
        whole = {"$ref": f"ours:#/components/schemas/{ONE_OF[name]}"}
        Draft202012Validator(whole, registry=registry, format_checker=FORMATS).validate(one_of(name))
        assert not list(problems_of(one_of(name), ONE_OF[name]))
        assert not list(problems_of_page(read(name), row))
        told = set(one_of(name)) - {"x-whole-person"}
        assert told <= set(SHAPES[ONE_OF[name]])
    assert not [one for one in of_document(one_of("services"), TODAY) if one.weight is Weight.WRONG]


@pytest.fixture(scope="session")
def official(shared: Path) -> Callable[[str], Draft202012Validator]:
    folder = shared / "data" / "oruk" / "oruk-3.0" / "schema"
    files = [(OFFICIAL + file.name, json.loads(file.read_text())) for file in folder.glob("*.json")]
    registry = Registry().with_resources([(uri, Resource.from_contents(file, DRAFT202012)) for uri, file in files])

    @cache
    def validator(name: str) -> Draft202012Validator:
        return Draft202012Validator({"$ref": f"{OFFICIAL}{name}.json"}, registry=registry, format_checker=FORMATS)

    return validator


@pytest.mark.needs("N1")
def test_what_we_send_passes_the_official_schemas(on_the_map: None, official: Any) -> None:
    official("api_details").validate(read(""))
    for schema, name in LISTS.items():
        official(schema).validate(read(name))
        official(ONE_OF[name]).validate(one_of(name))
    official("service_list").validate(read("services?full=true"))
    official("service_list").validate(read("services?minimal=true"))
    for row in read("services")["contents"]:
        official("service").validate(read(f"services/{row['id']}"))


@cache
def documents(shared: Path) -> list[tuple[str, str, Any]]:
    """Give the official examples and passing mocks: the schema, where it lies, and what it says."""
    folder = shared / "data" / "oruk"
    found = []
    for place in (folder / "oruk-3.0" / "examples", folder / "validator-mocks" / "V3.0-UK-Default"):
        for file in sorted(place.glob("*.json")):
            name = {"organization": "organization_full"}.get(file.stem, file.stem)
            if name in (*LISTS, *ONES, "api_details"):
                found.append((name, str(file), json.loads(file.read_text())))
    return found


def ours(name: str, value: Any) -> list[Problem]:
    found = problems_of_page(value, ROW_OF[LISTS[name]]) if name in LISTS else problems_of(value, ONES.get(name, name))
    return [one for one in found if one.weight is Weight.WRONG]


def theirs(name: str, value: Any, official: Any) -> list[Any]:
    return list(official(name if name in LISTS else ONES.get(name, name)).iter_errors(value))


def test_official_examples_and_mocks_pass_as_they_do_there(shared: Path, official: Any) -> None:
    there = documents(shared)
    assert len(there) > 15
    for name, where, value in there:
        assert bool(ours(name, value)) == bool(theirs(name, value, official)), where


CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]
WRONG = (
    None, 5, "", "text", True, [], {}, {"id": "6"}, ["text"], "2026-11-21T03:00:00Z", "nobody", "https://a.example/ b"
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choice=st.data())
def test_what_is_changed_at_one_place_is_judged_as_the_official_schemas_judge_it(
    shared: Path, official: Any, choice: Any
) -> None:
    right = [one for one in documents(shared) if one[2] and not ours(one[0], one[2])]
    name, _, value = choice.draw(st.sampled_from(right))
    changed = copy.deepcopy(value)
    path = choice.draw(st.sampled_from(sorted(_paths(changed, ONES.get(name, name), name in LISTS), key=str)))
    holder = changed
    for step in path[:-1]:
        holder = holder[step]
    wrong = choice.draw(st.one_of(st.sampled_from(WRONG), st.just("(taken away)")))
    if wrong == "(taken away)":
        del holder[path[-1]]
    else:
        holder[path[-1]] = wrong
    assert bool(ours(name, changed)) == bool(theirs(name, changed, official)), (name, path, wrong)


def _paths(value: Any, shape: str, is_list: bool) -> Iterator[tuple[Any, ...]]:
    """Give every field that the profile itself names: of others, the official schemas know nothing."""
    if is_list:
        for number, one in enumerate(value["contents"]):
            yield from (("contents", number, *rest) for rest in _paths(one, ROW_OF[LISTS[shape]], False))
        return
    for name, field in SHAPES[shape].items():
        if name not in value or field.more:
            continue
        yield (name,)
        for number, one in enumerate(value[name]) if field.kind == "many" else ():
            yield from ((name, number, *rest) for rest in _paths(one, field.of, False))
        if field.kind == "one":
            yield from ((name, *rest) for rest in _paths(value[name], field.of, False))


def in_process(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Answer as the platform does, with the test's own connection to the database."""
    path = quote(environ["PATH_INFO"].encode("latin-1"))
    answer = Client().generic(environ["REQUEST_METHOD"], path, QUERY_STRING=environ["QUERY_STRING"])
    start_response(f"{answer.status_code} {answer.reason_phrase}", list(answer.items()))
    return [b"".join(answer)]


def attack(schema: Any, checks: list[Any], examples: int, mode: GenerationMode = GenerationMode.POSITIVE) -> int:
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        if mode.is_negative and not (operation.query or operation.path_parameters):
            continue  # nothing is asked by here, so that nothing can be asked wrongly

        @settings(max_examples=examples, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
                  suppress_health_check=list(HealthCheck))  # fmt: skip
        @given(one=operation.as_strategy(generation_mode=mode))
        def once(one: Any) -> None:
            nonlocal asked
            asked += 1
            one.call_and_validate(checks=checks)

        once()
    return asked


@pytest.mark.needs("N1")
def test_an_attack_by_our_own_description_finds_nothing(on_the_map: None) -> None:
    schema = schemathesis.openapi.from_wsgi("/open-referral/openapi.json", in_process)
    every = [*CHECKS, status_code_conformance, response_headers_conformance]
    assert attack(schema, [*every, positive_data_acceptance], 4) > 30
    assert attack(schema, [*every, negative_data_rejection], 4, GenerationMode.NEGATIVE) > 30


def test_an_attack_by_the_official_description_finds_nothing(on_the_map: None, shared: Path) -> None:
    folder = shared / "data" / "oruk" / "oruk-3.0"
    described = json.loads(_local((folder / "openapi.json").read_text()))
    for file in (folder / "schema").glob("*.json"):
        described["components"]["schemas"][file.stem] = json.loads(_local(file.read_text()))
    # Its placeholders stand where a strict reader wants an address; and it names no server.
    described["info"]["contact"] = {"name": "nobody", "url": "https://example.org/", "email": "info@example.org"}
    described["servers"] = [{"url": "http://localhost/open-referral"}]
    schema = schemathesis.openapi.from_dict(described)
    schema.app = in_process
    # It knows of no status but 200, so that our sentences for what is not there are none of its checks.
    assert attack(schema, [not_a_server_error, _what_is_answered_fits], 4) > 30


def _local(text: str) -> str:
    return re.sub(rf'"{re.escape(OFFICIAL)}(\w+).json"', r'"#/components/schemas/\1"', text)


def _what_is_answered_fits(ctx: Any, response: Any, case: Any) -> bool | None:
    lines = "ndjson" in response.headers["content-type"][0]
    return response_schema_conformance(ctx, response, case) if response.status_code == 200 and not lines else None

"""The open feed as a stranger finds it: pages, filters, lines, sentences for what cannot be answered."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import TESTS, alliance, browser_of, joined, with_role
from tests.listing import listed, weekly
from wholeperson.directory import public as directory
from wholeperson.directory.models import OpenSpan, Organization, Resource, Somewhere, Source
from wholeperson.directory.public import BankHolidays, OtherTimes, ResourceKind, Room, Spot, Where, Whom
from wholeperson.directory.rules.hsds import OURS, coding, ids
from wholeperson.foundation import clock
from wholeperson.foundation.actions import action
from wholeperson.people.public import Role

pytestmark = pytest.mark.django_db
SATURDAY = datetime(2026, 11, 21, 20, tzinfo=UTC)
HUB = Where(
    name="The Hub", address="1 Invented Street", town="Bognor Regis", county="West Sussex", postcode="PO21 1AA",
    spot=Spot(50.78, -0.67),
)  # fmt: skip
HALL = Where(name="The Hall", town="Crawley", spot=Spot(51.11, -0.18))


@pytest.fixture(autouse=True)
def on_a_saturday_evening() -> Iterator[None]:
    with clock.stopped(SATURDAY):
        yield


@action("tests wrote a row")
def put(*, by: str, row: Any, fields: dict[str, Any]) -> Any:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    return row


def ask(path: str, **headers: Any) -> Any:
    return Client().get(f"/open-referral/{path}", **headers)


def names(path: str) -> list[str]:
    answer = ask(path)
    assert answer.status_code == 200, answer.content
    return sorted(one["name"] for one in answer.json()["contents"])


def tea(**more: Any) -> directory.Listed:
    return listed(
        "Tea and talk", summary="Tea, and somebody to talk to.", places=(HUB,), terms=("talk", "peers"),
        email="hub@invented.example.org", website="https://invented.example.org/tea", youngest=18,
        facts={"women_only": "yes", "begin": ["walk-in", "ring"], "first": "Somebody makes you tea.", "cost": "free",
               "steps": "none", "languages": ["Polish"]},
        opens=(weekly("SU", "10:00", "12:00"),), bank_holidays=BankHolidays.CLOSED, room=Room.FREE, room_places=4,
        room_on=date(2026, 11, 20),
        other_times=(OtherTimes(date(2026, 12, 25), date(2026, 12, 26), why="Christmas"),),
        contacts=(Whom(role="whoever makes the tea", first=True, call="01632 960001"),), **more,
    )  # fmt: skip


def term(code: str) -> UUID:
    return ids.coded(code)


@pytest.mark.needs("N1")
def test_the_root_says_what_it_is_with_and_without_a_slash() -> None:
    for path in ("/open-referral", "/open-referral/"):
        found = Client().get(path)
        assert found.status_code == 200
        assert found.json()["version"] == "HSDS-UK-3.0"
        assert found.json()["openapi_url"] == "http://testserver/open-referral/openapi.json"
        assert found.json()[OURS]["licence_url"].startswith("https://")
    described = ask("openapi.json").json()
    assert set(described["paths"]) >= {"/", "/services", "/services/{id}", "/service_at_locations/{id}"}


@pytest.mark.needs("N1", "N2")
def test_a_service_is_told_in_full_under_its_own_address() -> None:
    it = tea()
    for path in (f"services/{it.id}", f"services/{it.id}/"):
        found = ask(path).json()
        assert (found["name"], found["status"], found["minimum_age"]) == ("Tea and talk", "active", 18)
        assert found["organization"]["name"] == "The Hub"
        (schedule,) = found["schedules"]
        assert (schedule["byday"], schedule["opens_at"], schedule["freq"]) == ("SU", "10:00Z", "WEEKLY")
        assert schedule[OURS] == {"opens": "10:00", "closes": "12:00", "timezone": "Europe/London"}
        (at,) = found["service_at_locations"]
        assert at["location"]["addresses"][0]["postal_code"] == "PO21 1AA"
        assert at["location"]["accessibility"][0]["description"] == "No steps"
        assert found["contacts"][0]["phones"][0]["number"] == "01632 960001"
        assert found["cost_options"][0]["amount"] == 0
        assert found["languages"][0]["name"] == "Polish"
        ours = found[OURS]
        assert ours["exceptions"] == [{"first": "2026-12-25", "last": "2026-12-26", "closed": True, "why": "Christmas"}]
        assert ours["first_contact_id"] == found["contacts"][0]["id"]
        assert ours["capacities"][0]["available"] == 4
        assert ours["bank_holidays"] == "closed"
        codes = {one["taxonomy_term"]["name"]: one.get("value") for one in found["attributes"]}
        assert codes["Somebody to talk to"] is None
        assert codes["What happens first"] == "Somebody makes you tea."
        assert codes["How to begin: Walk in"] is None
    assert "null" not in json.dumps(found)


def test_in_summer_the_same_hour_has_another_offset() -> None:
    it = tea()
    with clock.stopped(datetime(2026, 7, 1, tzinfo=UTC)):
        assert ask(f"services/{it.id}").json()["schedules"][0]["opens_at"] == "10:00+01:00"


def test_pages_hold_each_service_once_and_say_where_they_end() -> None:
    for number in range(5):
        listed(f"Group {number}")
    seen: list[str] = []
    for page in (1, 2, 3):
        found = ask(f"services?per_page=2&page={page}").json()
        seen += [one["id"] for one in found["contents"]]
        assert (found["total_items"], found["total_pages"], found["page_number"]) == (5, 3, page)
        assert (found["first_page"], found["last_page"], found["size"]) == (
            page == 1,
            page == 3,
            len(found["contents"]),
        )
    assert len(set(seen)) == 5
    after = ask("services?page=1000000000").json()
    assert (after["empty"], after["contents"], after["size"]) == (True, [], 0)
    link = ask("services?per_page=2&page=2&search=group").headers["Link"]
    assert 'page=3&search=group>; rel="next"' in link.replace("per_page=2&", "")
    assert 'rel="prev"' in link


def test_what_is_empty_is_a_page_too() -> None:
    for path in ("services", "organizations", "service_at_locations"):
        found = ask(path).json()
        assert (found["empty"], found["total_items"], found["first_page"], found["last_page"]) == (True, 0, True, True)


@pytest.mark.needs("N1")
def test_filters_narrow_and_together_they_are_and() -> None:
    it = tea()
    walk = listed("Walk", by="Walkers", kind=ResourceKind.ACTIVITY, terms=("walking",), places=(HALL,))
    both = ["Tea and talk", "Walk"]
    assert names("services") == both
    assert names("services?search=somebody+TALK") == ["Tea and talk"]
    assert names("services?search=walkers") == ["Walk"]
    assert names("services?search=") == both
    assert names(f"services?organization_id={it.organization_id}") == ["Tea and talk"]
    assert names(f"services?organization_id={it.organization_id}&search=walk") == []
    assert names(f"services?taxonomy_term_id={term('needs/talk')}") == ["Tea and talk"]
    assert names(f"services?taxonomy_term_id={term('interests/walking')}") == ["Walk"]
    assert names(f"services?taxonomy_term_id={term('kinds/activity')}") == ["Walk"]
    assert names(f"services?taxonomy_term_id={term('facts/women_only/yes')}") == ["Tea and talk"]
    assert names(f"services?taxonomy_term_id={term('facts/women_only/no')}") == []
    assert names(f"services?taxonomy_term_id={term('facts/begin/walk-in')}") == ["Tea and talk"]
    assert names(f"services?taxonomy_term_id={term('facts/begin/write')}") == []
    assert names(f"services?taxonomy_term_id={term('facts/first')}") == ["Tea and talk"]
    assert names(f"services?taxonomy_term_id={term('facts/street')}") == []
    assert names(f"services?taxonomy_term_id={uuid4()}") == []
    assert names(f"services?taxonomy_id={term('needs')}") == ["Tea and talk"]
    assert names(f"services?taxonomy_id={term('kinds')}") == both
    assert names(f"services?taxonomy_id={term('facts')}") == ["Tea and talk"]
    assert names(f"services?taxonomy_id={uuid4()}") == []
    assert names(f"service_at_locations?taxonomy_id={uuid4()}") == []
    put(by=TESTS, row=Resource.objects.get(pk=walk.id), fields={"changed_at": SATURDAY - timedelta(days=3)})
    for since in ("2026-11-21", "2026-11-21T00:00:00", "2026-11-21T01:00:00+01:00", "2026-11-21T00:00:00Z"):
        assert names(f"services?modified_after={since}") == ["Tea and talk"]


@pytest.mark.needs("N1", "P10")
def test_a_time_of_the_week_can_be_asked_for() -> None:
    tea()
    listed("Night shelter", opens=(weekly("SA", "21:00", "07:00"),))
    assert names("services?day=SU") == ["Night shelter", "Tea and talk"]
    assert names("services?day=SU&start_time=08:00") == ["Tea and talk"]
    assert names("services?day=SU,MO&end_time=06:00") == ["Night shelter"]
    assert names("services?start_time=22:00&end_time=02:00") == ["Night shelter"]
    assert names("services?day=WE") == []
    assert names("services?open_at=2026-11-22T03:00:00Z") == ["Night shelter"]
    assert names("services?open_at=2026-11-22T11:00:00+00:00") == ["Tea and talk"]
    assert OpenSpan.objects.exists()


@pytest.mark.needs("N3")
def test_near_a_postcode_is_near_its_district() -> None:
    Somewhere.objects.create(name="PO21", folded="po21", kind="district", latitude=50.782, longitude=-0.68)
    tea()
    listed("Walk", places=(HALL, HUB))
    listed("A helpline")
    assert names("services?postcode=PO21") == ["Tea and talk", "Walk"]
    assert names("services?postcode=po21+1aa&proximity=100") == []
    for one in ask("service_at_locations?postcode=PO21&proximity=2000").json()["contents"]:
        assert one["location"]["name"] == "The Hub"
    refused = ask("services?postcode=ZE3")
    assert refused.status_code == 404
    assert "ZE3" in refused.json()["detail"]


def test_a_service_at_a_location_has_an_address_of_its_own() -> None:
    it = tea()
    listed("Walk", places=(HALL, HUB))
    found = ask("service_at_locations").json()["contents"]
    assert len(found) == 3
    for one in found:
        whole = ask(f"service_at_locations/{one['id']}").json()
        assert (whole["id"], whole["service"]["id"]) == (one["id"], one["service_id"])
        assert whole["service"]["attributes"]
    hall = next(one for one in found if one["location"]["name"] == "The Hall")
    assert hall["location"]["description"] == "Crawley"
    (full,) = ask(f"service_at_locations?full=true&organization_id={it.organization_id}&search=tea").json()["contents"]
    assert full["location"]["addresses"]
    assert ask(f"service_at_locations/{uuid4()}").status_code == 404
    assert ask(f"service_at_locations/{ids.at_location(uuid4(), uuid4())}").status_code == 404


def test_organizations_come_with_their_services_where_that_is_asked() -> None:
    it = tea()
    numbers = [{"identifier_scheme": "GB-CHC", "identifier": "1"}, {"identifier": "nameless"}]
    put(by=TESTS, row=Organization.objects.get(), fields={"identifiers": numbers})
    (row,) = ask("organizations?search=hub").json()["contents"]
    assert (row["name"], row["description"]) == ("The Hub", "The Hub")
    assert "services" not in row
    (full,) = ask("organizations?full=true").json()["contents"]
    assert full["services"] == [{"id": str(it.id), "name": "Tea and talk", "status": "active"}]
    assert [one["identifier_type"] for one in full["organization_identifiers"]] == ["GB-CHC"]
    assert ask("organizations?full_service=true").json()["contents"][0]["services"][0]["schedules"]
    assert ask(f"organizations/{row['id']}?full_service=true").json()["services"][0]["schedules"]
    assert ask(f"organizations/{row['id']}").json()["services"][0]["id"] == str(it.id)
    assert ask(f"organizations/{uuid4()}").status_code == 404
    assert ask("organizations?search=nobody").json()["empty"]
    assert len(list(ask("organizations?format=ndjson").streaming_content)) == 1


def test_our_taxonomy_can_be_read_and_searched() -> None:
    lists = ask("taxonomies").json()["contents"]
    assert [one["name"] for one in lists] == [one.name for one in coding.TAXONOMIES]
    needs = ask(f"taxonomies/{term('needs')}").json()
    assert "Somebody to talk to" in [one["name"] for one in needs["taxonomy_terms"]]
    assert ask(f"taxonomy_terms?taxonomy_id={term('needs')}").json()["total_items"] == len(needs["taxonomy_terms"])
    under = ask(f"taxonomy_terms?parent_id={term('facts/cost')}").json()["contents"]
    assert len(under) == 3
    assert all("parent_id" not in one for one in ask("taxonomy_terms?top_only=true&per_page=500").json()["contents"])
    assert "Detox" in names("taxonomy_terms?search=detox")
    assert ask(f"taxonomy_terms/{term('needs/detox')}").json()["name"] == "Detox"
    for path in (f"taxonomies/{uuid4()}", f"taxonomy_terms/{uuid4()}"):
        assert ask(path).status_code == 404


def test_lines_are_streamed_all_or_a_page_of_them() -> None:
    tea()
    listed("Walk", places=(HALL, HUB))
    for path, many in (
        ("services?format=ndjson", 2), ("services?format=ndjson&minimal=true", 2), ("taxonomies?format=ndjson", 5),
        ("service_at_locations?format=ndjson&full=true", 3), ("services?format=ndjson&per_page=1", 1),
    ):  # fmt: skip
        answer = ask(path)
        assert answer.headers["Content-Type"] == "application/x-ndjson"
        rows = [json.loads(line) for line in b"".join(answer.streaming_content).decode().splitlines()]
        assert len(rows) == many
    assert Client().head("/open-referral/services?format=ndjson").content == b""


def test_going_through_everything_takes_it_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        listed(f"Group {number}", by=f"Club {number}", places=(HUB,))
    monkeypatch.setattr("wholeperson.directory.queries.feed.pages.AT_ONCE", 2)
    monkeypatch.setattr("wholeperson.directory.http_api.lists.FEW", 2)
    for path in ("services", "organizations", "service_at_locations"):
        rows = b"".join(ask(f"{path}?format=ndjson&full=true").streaming_content).decode().splitlines()
        assert len({json.loads(row)["id"] for row in rows}) == 5


def test_minimal_holds_all_of_them_and_what_changed() -> None:
    it = tea()
    (row,) = ask("services?minimal=true").json()["contents"]
    assert row["id"] == str(it.id)
    assert row["modified_date"] == row["last_modified"] == "2026-11-21T20:00:00.000Z"
    assert ask("services?minimal=true&per_page=1000").status_code == 200


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("services?page=0", "page"), ("services?page=one", "page"), ("services?page=9999999999999", "page"),
        ("services?per_page=501", "per_page"), ("services?per_page=-1", "per_page"), ("services?page=²", "page"),
        ("services?full=perhaps", "full"), ("services?format=xml", "format"), ("services?colour=red", "colour"),
        ("services?taxonomy_id=needs", "taxonomy_id"), ("services?modified_after=lately", "modified_after"),
        ("services?day=XX", "day"), ("services?start_time=25:00", "start_time"), ("services?search=%00", "search"),
        ("services?postcode=nowhere", "postcode"), ("services?page=1&page=2", "page"), ("?page=1", "page"),
        ("taxonomies?full=true", "full"), ("services/00000000-0000-4000-8000-000000000006?page=1", "page"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_said_in_a_sentence(path: str, parameter: str) -> None:
    answer = ask(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
    said = answer.json()
    assert (said["status"], said["parameter"]) == (400, parameter)
    assert said["detail"].endswith(".")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("services?open_at=2036-01-01T00:00:00Z", "open_at"), ("services?postcode=PO21", "postcode"),
        ("services?format=ndjson&postcode=ZE3", "postcode"),
    ],
)  # fmt: skip
def test_a_place_or_a_time_of_which_nothing_is_known_is_said_to_be_not_known(path: str, parameter: str) -> None:
    answer = ask(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["parameter"] == parameter


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00%2B14:00"])
def test_the_ends_of_the_calendar_are_moments_too(moment: str) -> None:
    assert ask(f"services?modified_after={moment}").status_code == 200


@pytest.mark.parametrize("form", ["", "&format=ndjson", "&format=ndjson&page=1"])
def test_what_is_well_formed_and_does_not_go_together_is_answered_with_a_note(form: str) -> None:
    alone = ask(f"services?proximity=10{form}")
    assert (alone.status_code, alone.headers["X-Whole-Person-Note"][:9]) == (200, "proximity")
    both = ask(f"services?minimal=true&full=true{form}")
    assert "minimal counted" in both.headers["X-Whole-Person-Note"]
    assert "X-Whole-Person-Note" not in ask(f"services?minimal=true{form}").headers


@pytest.mark.parametrize("path", ["reviews", "services/1/2", "nothing/here", f"services/{UUID(int=6)}", "services/six",
                                  f"services/{UUID(int=6).hex}", f"services/{'z' * 36}"])  # fmt: skip
def test_what_is_not_there_is_said_as_a_machine_reads_it(path: str) -> None:
    answer = ask(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["detail"].endswith(".")


def test_nothing_is_written_here_and_any_page_may_read() -> None:
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(Client(enforce_csrf_checks=True), method)("/open-referral/services")
        assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    preflight = Client().options("/open-referral/services")
    assert (preflight.status_code, preflight.headers["Access-Control-Allow-Origin"]) == (204, "*")
    head = Client().head("/open-referral/services")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"]


def test_who_asks_again_is_told_that_nothing_changed() -> None:
    it = tea()
    for path in ("services", f"services/{it.id}", "organizations", "openapi.json", ""):
        first = ask(path)
        assert ask(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    whole = ask(f"services/{it.id}")
    assert whole.headers["Last-Modified"] == "Sat, 21 Nov 2026 20:00:00 GMT"
    assert ask(f"services/{it.id}", headers={"If-Modified-Since": whole.headers["Last-Modified"]}).status_code == 304
    listed("Walk")
    assert ask("services", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_nobody_is_known_here() -> None:
    tea()
    answer = ask("services")
    assert not answer.cookies
    theirs = browser_of(joined("Amira")).get("/open-referral/services")
    assert theirs.content == answer.content
    assert not theirs.cookies


@pytest.mark.parametrize(
    "path",
    ["services?full=true", "services", "service_at_locations?full=true", "organizations?full_service=true",
     "services?day=SU&search=tea"],
)  # fmt: skip
def test_a_page_takes_as_many_queries_however_much_is_on_it(path: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert ask(path).status_code == 200
        return len(asked)

    tea()
    one = queries()
    for number in range(4):
        listed(f"Tea {number}", by=f"Club {number}", places=(HUB, HALL), opens=(weekly("SU", "10:00", "12:00"),),
               contacts=(Whom(role="anybody", call="1"),))  # fmt: skip
    assert queries() == one
    assert one <= 18


def test_what_came_without_a_licence_is_not_handed_on() -> None:
    here = alliance()

    @action("a source of tests was written down")
    def source_of(*, by: str, name: str, licence: str) -> Source:
        made = Source(alliance_id=here.id, name=name, address=f"https://{name}.example.org", licence=licence)
        made.save()
        return made

    for name, licence in (("silent", ""), ("open", "OGL 3.0")):
        run_by = directory.keep_organization(
            by=TESTS,
            alliance_id=here.id,
            name=name,
            source=source_of(by=TESTS, name=name, licence=licence),
            their_id="1",
        )
        entry = directory.Entry(name=name, kind=ResourceKind.SERVICE)
        directory.keep_entry(by=TESTS, organization=run_by, entry=entry, source=run_by.source, their_id="2")
    assert names("services") == ["open"]
    assert names("organizations") == ["open"]
    (told,) = ask("services").json()["contents"]
    assert told[OURS]["source"] == {"name": "open", "licence": "OGL 3.0"}
    silent = Resource.objects.get(name="silent")
    assert ask(f"services/{silent.id}").status_code == 404
    assert ask(f"organizations/{silent.organization_id}").status_code == 404


@pytest.mark.needs("N2")
def test_what_people_said_is_told_once_somebody_looked_at_it_and_not_who() -> None:
    it, sam, priya = tea(), joined("Sam"), with_role("Priya", Role.COORDINATOR)
    review = directory.say(by=sam, viewer=sam, resource_id=it.id, words="They made me tea.")
    assert "reviews" not in ask(f"services/{it.id}").json()[OURS]
    seen = directory.mark_of("They made me tea.")
    directory.look_at(by=priya, viewer=priya, review_id=review.id, seen=seen, held_back=None)
    answer = ask(f"services/{it.id}")
    (told,) = answer.json()[OURS]["reviews"]
    assert told["description"] == "They made me tea."
    assert "Sam" not in answer.content.decode()
    assert str(sam.id) not in answer.content.decode()


def test_a_resource_that_was_merged_is_not_told_twice() -> None:
    kept, other = tea(), listed("Tea, again", places=(HUB,))
    put(by=TESTS, row=Resource.objects.get(pk=other.id), fields={"merged_into_id": kept.id})
    assert names("services") == ["Tea and talk"]
    assert ask("service_at_locations").json()["total_items"] == 1
    assert ask(f"services/{other.id}").status_code == 404

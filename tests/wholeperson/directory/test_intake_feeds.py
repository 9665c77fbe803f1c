"""Feeds that pass a validation and still misbehave are taken in, and nothing is lost because one of them stumbled."""

import ipaddress
import json
import time
from datetime import timedelta
from typing import Any

import pytest

from tests.cast import TESTS, alliance
from tests.wholeperson.directory.feeding import Misbehaving, feed, service
from wholeperson.directory import public as directory
from wholeperson.directory.actions import due, intake, sources
from wholeperson.directory.actions.pages_in import Sent
from wholeperson.directory.actions.taking_in import TakenError, take_in
from wholeperson.directory.models import Asking, Organization, Place, Resource, Source, TakenIn
from wholeperson.directory.outside import AtHand, Feed, NotReadError, web
from wholeperson.directory.queries import sources as queries
from wholeperson.foundation import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def near(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let feeds of this machine be asked, without pauses between tries."""
    settings.FEEDS_NEARBY = True
    monkeypatch.setattr(web, "PAUSE", 0)


def a_source(address: str, licence: str = "Invented Open Licence 1") -> Source:
    return sources.keep_source(
        by=TESTS, alliance_id=alliance().id, address=address, name="County", licence=licence, attribution="The county"
    )


def asked(source: Source, address: str, **more: Any) -> Asking:
    return take_in(by=TESTS, source_id=source.id, outside=Feed(address), **more)


def given(source: Source, *services: dict[str, Any], whole: bool = True) -> Asking:
    return take_in(by=TESTS, source_id=source.id, outside=AtHand(list(services), whole=whole))


@pytest.mark.needs("N1", "N3")
def test_a_feed_is_taken_in_page_by_page_and_again_without_a_change() -> None:
    with feed(Misbehaving([service(number) for number in range(1, 231)])) as it:
        source = a_source(it.address)
        first = asked(source, it.address)
        assert (first.counts["new"], first.whole, first.problems) == (230, True, [])
        again = asked(source, it.address + "/services")
        assert (again.counts.get("new"), again.counts["unchanged"], again.counts["lost"]) == (None, 230, 0)
        assert it.agents == {web.AGENT}
        assert "whole-person" in web.AGENT
    assert Organization.objects.count() == 7
    found = directory.listed([Resource.objects.get(their_id=service(5)["id"]).id])[0]
    assert (found.entry.name, found.organization, found.source) == ("Tea at 5", "Invented Trust 5", "County")
    assert found.entry.places[0].postcode == "PO21 1AA"
    assert (found.entry.contacts[0].call, found.entry.contacts[0].first) == ("01632 960005", True)
    assert found.spans
    source.refresh_from_db()
    assert source.good_at
    assert source.state == "It was read to the end."


def test_what_changed_is_changed_what_is_gone_is_marked_and_what_is_back_is_back() -> None:
    source = a_source("a list")
    given(source, service(1), service(2))
    second = given(source, service(1, name="Coffee at 1"))
    assert (second.counts["changed"], second.counts["lost"]) == (1, 1)
    gone = Resource.objects.get(their_id=service(2)["id"])
    assert gone.missing_since
    assert queries.lost_entries(source.id)[0][1] == "Tea at 2"
    third = given(source, service(1, name="Coffee at 1"), service(2))
    assert (third.counts["back"], third.counts["unchanged"]) == (1, 2)
    gone.refresh_from_db()
    assert gone.missing_since is None
    given(source, service(1))
    fourth = given(source, service(1), service(2, name="Cake at 2"))
    assert (fourth.counts["back"], fourth.counts["changed"]) == (1, 1)


def test_a_page_that_breaks_takes_nothing_away_and_the_others_come() -> None:
    with feed(Misbehaving([service(number) for number in range(1, 351)])) as it:
        source = a_source(it.address)
        asked(source, it.address)
        it.broken_pages = {2}
        it.services = it.services[:340]
        second = asked(source, it.address)
    assert not second.whole
    assert "Page 2 could not be read. It answered with 500." in second.problems
    assert second.counts["unchanged"] == 240
    assert not Resource.objects.filter(missing_since__isnull=False).exists()


def test_three_broken_pages_in_a_row_end_the_asking() -> None:
    with feed(Misbehaving([service(number) for number in range(1, 1001)], broken_pages={2, 3, 4})) as it:
        found = asked(a_source(it.address), it.address)
        assert not any("page=5" in one for one in it.asked)
    assert found.counts["new"] == 100


def test_a_service_that_cannot_be_read_by_itself_stays_as_it_was() -> None:
    with feed(Misbehaving([service(1), service(2)])) as it:
        source = a_source(it.address)
        asked(source, it.address)
        it.broken_details = {service(2)["id"]}
        second = asked(source, it.address)
    assert not second.whole
    assert "could not be read by itself" in second.problems[0]
    assert Resource.objects.filter(missing_since=None).count() == 2


def test_a_feed_that_gives_the_same_page_again_is_noticed() -> None:
    with feed(Misbehaving([service(number) for number in range(1, 301)], same_page=True)) as it:
        found = asked(a_source(it.address), it.address)
        assert sum("per_page" in one for one in it.asked) == 2
    assert not found.whole
    assert found.counts["new"] == 100
    assert "same page again" in found.problems[0]


def test_a_feed_that_ignores_pages_and_gives_all_at_once_is_whole() -> None:
    with feed(Misbehaving([service(number) for number in range(1, 131)], whole_list=True)) as it:
        found = asked(a_source(it.address), it.address)
    assert (found.whole, found.counts["new"]) == (True, 130)


@pytest.mark.parametrize(("total", "whole"), [(9, False), (1, True)])
def test_a_wrong_total_is_said(total: int, whole: bool) -> None:
    with feed(Misbehaving([service(1), service(2)], total=total)) as it:
        found = asked(a_source(it.address), it.address)
    assert found.whole is whole
    assert found.problems == [f"The feed speaks of {total} services, and gave 2."]


def test_the_envelope_of_version_1_and_services_by_themselves_in_odd_wrappings_are_read() -> None:
    old = service(1)
    del old["service_at_locations"], old["schedules"], old["organization"]["name"]
    old |= {
        "service_at_locations": [
            {
                "location": {
                    "id": "l",
                    "latitude": -0.67,
                    "longitude": 50.78,
                    "physical_addresses": [
                        {"address_1": "1 Old Lane", "city": "Bognor Regis", "postal_code": "po211aa"}
                    ],
                },
                "regular_schedule": [{"byday": "MO", "opens_at": "9am", "closes_at": "24:00", "freq": "WEEKLY"}],
                "holiday_schedule": [{"closed": True, "start_date": "2026-12-25", "end_date": "2026-12-26"}],
            }
        ],
        "eligibilitys": [{"minimum_age": -1, "maximum_age": 25, "eligibility": "Young people"}],
        "attending_access": "drop-in",
        "service_taxonomys": [{"taxonomy": {"id": "t", "name": "Food", "vocabulary": "Local"}}],
    }
    with feed(Misbehaving([old], version_1=True)) as it:
        found = asked(a_source(it.address), it.address)
    assert found.whole
    entry = directory.listed(Resource.objects.values_list("id", flat=True))[0].entry
    assert entry.places[0].spot == directory.Spot(50.78, -0.67)
    assert entry.places[0].postcode == "PO21 1AA"
    assert [f"{one.rule.opens}-{one.rule.closes}" for one in entry.opens] == ["09:00:00-00:00:00"]
    assert (entry.youngest, entry.oldest, entry.terms) == (None, 25, ("food",))
    assert entry.facts == {"who_for": "Young people", "begin": ["walk-in"]}
    assert entry.other_times[0].closed
    assert Organization.objects.get().name == "Asked for by itself"


def test_duplicates_and_services_without_id_or_name_are_said_and_left_out() -> None:
    odd = [service(1), service(1), {"name": "No id"}, service(2, name=" "), service(3, name="")]
    with feed(Misbehaving(odd, shallow=False)) as it:
        found = asked(a_source(it.address), it.address)
    assert (found.counts["new"], found.whole) == (1, False)
    assert len(found.problems) == 4


def test_letters_that_no_database_keeps_and_texts_without_end_break_nothing() -> None:
    odd = {**service(1), "id": "a\x00b\ud800", "name": "Tea\x00\ud800", "description": "tea " * 100_000}
    with feed(Misbehaving([odd], whole_list=True)) as it:
        it.services.append({**odd, "id": "ab"})
        found = asked(a_source(it.address), it.address)
    assert found.counts["new"] == 1
    assert Resource.objects.get().name == "Tea"


def test_a_feed_that_stumbles_is_asked_again() -> None:
    with feed(Misbehaving([service(1)], stumbles=2)) as it:
        assert asked(a_source(it.address), it.address).counts["new"] == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"instead": b"<html>Welcome</html>"}, "What came is not JSON."),
        ({"instead": b'"words"'}, "What came is not a list of services."),
        ({"instead": b'{"hello": 1}'}, "What came is not a list of services of the open standard."),
        ({"status": 404}, "It answered with 404."),
        ({"instead": b" " * 3000}, "The answer is too large."),
    ],
)
def test_what_is_no_feed_says_so_and_changes_nothing(
    wrong: dict[str, Any], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "LARGEST", 2000)
    with feed(Misbehaving([], **wrong)) as it:
        source = a_source(it.address)
        found = asked(source, it.address)
    assert (found.whole, found.problems) == (False, [said])
    source.refresh_from_db()
    assert source.good_at is None
    assert said in source.state


def test_nobody_inside_our_own_walls_is_asked_unless_the_place_says_so(settings: Any) -> None:
    settings.FEEDS_NEARBY = False
    with feed(Misbehaving([service(1)])) as it:
        found = asked(a_source(it.address), it.address)
        assert not it.asked
    assert "inside our own walls" in found.problems[0]
    with pytest.raises(NotReadError, match="begin with"):
        web.Web().json("file:///etc/passwd")
    with feed(Misbehaving([])) as gone:
        pass
    settings.FEEDS_NEARBY = True
    with pytest.raises(NotReadError, match="Nobody answers"):
        web.Web().json(gone.address)


@pytest.mark.parametrize(
    ("number", "outside"),
    [
        ("93.184.216.34", True), ("2a00:1450:4009::200e", True), ("64:ff9b::5db8:d822", True), ("127.0.0.1", False),
        ("169.254.169.254", False), ("::1", False), ("::ffff:10.0.0.1", False), ("::127.0.0.1", False),
        ("64:ff9b::a00:1", False), ("64:ff9b:1::7f00:1", False), ("2002:a00:1::", False), ("fec0::1", False),
        ("ff0e::1", False),
    ],
)  # fmt: skip
def test_a_number_inside_our_own_walls_is_known_in_every_way_of_writing_it(number: str, outside: bool) -> None:
    assert web._is_outside(ipaddress.ip_address(number)) is outside


def test_a_feed_that_leads_on_is_followed_and_each_step_is_looked_at() -> None:
    with (
        feed(Misbehaving([service(1)])) as it,
        feed(Misbehaving([], moved_to=f"{it.address}/services?page=1")) as moved,
    ):
        assert web.Web().json(moved.address)["contents"]
        moved.moved_to = "ftp://127.0.0.1/"
        with pytest.raises(NotReadError):
            web.Web().json(moved.address)


def test_an_interrupted_asking_goes_on_and_reads_again_only_what_it_has_not() -> None:
    with feed(Misbehaving([service(number) for number in range(1, 251)])) as it:
        source = a_source(it.address)
        left = asked(source, it.address, stop=lambda: True)
        assert (left.ended_at, left.claim, left.counts["new"]) == (None, None, 100)
        it.asked.clear()
        ended = asked(source, it.address)
        assert sum("per_page" not in one for one in it.asked) == 150
    assert (ended.id, ended.whole, ended.counts["new"], ended.counts["lost"]) == (left.id, True, 250, 0)


def test_a_page_that_breaks_off_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    source = a_source("a list")

    def dies(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(intake, "index", dies)
        with pytest.raises(KeyboardInterrupt):
            given(source, service(1))
    assert (Resource.objects.count(), TakenIn.objects.count(), Place.objects.count()) == (0, 0, 0)
    with pytest.raises(TakenError):
        given(source, service(1))  # whoever broke off still has it in hand, for ten minutes
    assert take_in(by=TESTS, source_id=source.id, outside=AtHand([service(1)]), take_over=True).counts["new"] == 1


def test_two_workers_never_do_the_same() -> None:
    source = a_source("a list")
    asking = intake.begin(by=TESTS, source_id=source.id)
    with pytest.raises(TakenError):
        intake.begin(by=TESTS, source_id=source.id)
    other = intake.begin(by=TESTS, source_id=source.id, take_over=True)
    assert asking.claim is not None
    with pytest.raises(TakenError):
        intake.take_page(by=TESTS, asking_id=asking.id, claim=asking.claim)
    with clock.stopped(clock.now() + timedelta(minutes=11)):
        third = intake.begin(by=TESTS, source_id=source.id)
    assert third.id == other.id == asking.id


def test_without_a_licence_entries_are_kept_and_not_shown_until_somebody_writes_the_terms_down() -> None:
    source = a_source("a list", licence="")
    first = given(source, service(1), service(2))
    assert first.counts["waiting"] == 2
    assert (Resource.objects.count(), TakenIn.objects.count(), Place.objects.count()) == (0, 2, 0)
    assert given(source, service(1), service(2)).counts["unchanged"] == 2
    for field, terms in (("licence", (" ", "x")), ("attribution", ("x", " "))):
        with pytest.raises(directory.EntryError) as problem:
            sources.allow_source(by=TESTS, source_id=source.id, licence=terms[0], attribution=terms[1])
        assert problem.value.field == field
    sources.allow_source(by=TESTS, source_id=source.id, licence="Open", attribution="The county’s data team")
    due.take_in_due(clock.now())
    assert Resource.objects.count() == 2
    assert directory.find(directory.Wish(words="Tea"), clock.now()).total == 2
    assert given(source, service(1), service(2)).counts["unchanged"] == 2


def test_the_worker_asks_each_feed_once_a_day_and_what_waits_at_once() -> None:
    with feed(Misbehaving([service(1)])) as it:
        source = a_source(it.address)
        due.take_in_due(clock.now())
        asked_once = len(it.asked)
        assert asked_once
        due.take_in_due(clock.now())
        assert len(it.asked) == asked_once
        sources.ask_again(by=TESTS, source_id=source.id)
        sources.ask_again(by=TESTS, source_id=source.id)
        assert Asking.objects.filter(ended_at=None).count() == 1
        due.take_in_due(clock.now())
        assert len(it.asked) == 2 * asked_once
        with clock.stopped(clock.now() + timedelta(days=1, minutes=1)):
            due.take_in_due(clock.now())
        assert len(it.asked) == 3 * asked_once


def test_what_does_not_fit_is_left_out_and_is_not_lost() -> None:
    source = a_source("a list")
    given(source, service(1))
    asking = intake.begin(by=TESTS, source_id=source.id)
    assert asking.claim is not None
    row = Sent.of(TakenIn.objects.get())
    wrong = Sent(
        row.their_id,
        directory.Entry(name="x", kind=directory.ResourceKind.GROUP, website="nowhere"),
        row.organization,
        None,
        (),
        {**row.content, "checked_on": "2026-01-01"},
    )
    page = intake.take_page(by=TESTS, asking_id=asking.id, claim=asking.claim, sent=[wrong])
    assert page.counts == {"left_out": 1}
    ended = intake.end(by=TESTS, asking_id=asking.id, claim=asking.claim, whole=True)
    assert ended.counts["lost"] == 0
    assert "web address" in ended.problems[0]
    assert Resource.objects.get().name == "Tea at 1"


def test_whoever_does_not_keep_the_map_names_no_source() -> None:
    with pytest.raises(directory.EntryError):
        sources.keep_source(by=TESTS, alliance_id=alliance().id, address=" ")


@pytest.mark.skipif(not __import__("os").environ.get("SLOW"), reason="the measurement: SLOW=1 to run it")
def test_five_thousand_services_in_time() -> None:
    with feed(Misbehaving([service(number) for number in range(5000)])) as it:
        source = a_source(it.address)
        for limit in (120, 12):
            begun = time.perf_counter()
            found = asked(source, it.address)
            took = time.perf_counter() - begun
            print(json.dumps({"seconds": round(took, 1), **found.counts}))
            assert took < limit

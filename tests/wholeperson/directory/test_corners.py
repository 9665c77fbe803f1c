"""What seldom comes, in rules and deeds of the network map, and still has to be right. Everything here is invented."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models import QuerySet

from tests.cast import TESTS, alliance
from tests.wholeperson.directory.feeding import Misbehaving, feed, service
from wholeperson.directory.actions import due, duplicates, sources
from wholeperson.directory.actions.by_command import Given, take_in_given
from wholeperson.directory.actions.taking_in import take_in
from wholeperson.directory.models import Alike, Resource, Source
from wholeperson.directory.outside.pages import Page
from wholeperson.directory.public import Entry, EntryError, ResourceKind
from wholeperson.directory.queries import sources as queries
from wholeperson.directory.rules import cleaning, entries
from wholeperson.directory.rules.cleaning import Changes
from wholeperson.directory.rules.facts import BY_KEY
from wholeperson.directory.rules.from_hsds import answers, times, written_times
from wholeperson.directory.rules.from_hsds.plain import rows
from wholeperson.foundation import clock


def test_one_object_where_a_list_belongs_is_read_as_a_list_of_one() -> None:
    assert rows({"phones": {"number": "1"}}, "phones") == [{"number": "1"}]


@pytest.mark.parametrize(
    ("costs", "found"),
    [
        ([{"amount": 3, "currency": "GBP"}], ("some", "£3")),
        ([{"amount": 0}], ("free", "free")),
        ([{"option": "Please pay what you can"}], (None, "Please pay what you can")),
        ([{"option": "There is a charge"}], ("ask", "There is a charge")),
    ],
)
def test_what_it_costs_is_read_from_amounts_and_words(costs: list[dict[str, Any]], found: tuple[str, str]) -> None:
    said: dict[str, Any] = {}
    answers._cost({"cost_options": costs}, said, Changes())
    assert (said.get("cost"), said["cost_words"]) == found


def test_languages_are_told_by_name() -> None:
    assert answers.answers({"languages": [{"name": "Polish"}]}, Changes())["languages"] == ["Polish"]


def test_what_looks_like_markup_and_is_none_stays_and_what_hides_in_layers_comes_out() -> None:
    changes = Changes()
    assert cleaning.text("Tea &nosuchsign; talk", "description", changes) == "Tea &nosuchsign; talk"
    assert not changes.found
    assert "&" in cleaning.text("&amp;amp;amp;amp;amp;lt;", "description", changes)


def test_an_answer_is_made_to_fit_its_question_or_is_none() -> None:
    assert answers.fitted(BY_KEY["languages"], ["Po\x00lish", " "]) == ["Polish"]
    assert answers.fitted(BY_KEY["cost"], "whatever") is None


def test_a_rule_of_every_second_week_begins_where_it_is_counted_from() -> None:
    thing = {"freq": "WEEKLY", "interval": 2, "dtstart": "soon", "byday": "TH",
             "valid_from": "2026-11-05", "opens_at": "10:00",
             "closes_at": "12:00"}  # fmt: skip
    (found,) = times.times([thing], [], Changes()).opens
    assert str(found.rule.start) == "2026-11-05"


def test_hours_that_begin_before_noon_and_end_in_the_afternoon_stay_as_they_are() -> None:
    (found,) = written_times.schedules("Mon 10-2pm", {}, Changes())
    assert (found["opens_at"], found["closes_at"]) == ("10", "2pm")


def test_a_web_address_that_tells_where_a_refuge_is_is_named() -> None:
    safe = Entry(name="Rose", kind=ResourceKind.HOUSING, kept_safe=True, website="https://x.org/12-invented-street")
    assert [one.field for one in entries.problems(safe, frozenset())] == ["website"]


def taken(*services: dict[str, Any], folder: Path) -> Source:
    (folder / "services.json").write_text(json.dumps(services))
    take_in_given(Given(str(folder), licence="Open", allowed_by="x"))
    return Source.objects.get()


@pytest.mark.django_db
def test_the_day_on_which_a_source_looked_comes_along_and_empty_strange_parts_do_not(tmp_path: Path) -> None:
    alliance()
    day = clock.now().date() - timedelta(days=3)
    taken(service(1, assured_date=day.isoformat(), funding=""), folder=tmp_path)
    assert Resource.objects.get().checked_on == day
    taken(service(1, assured_date=(day + timedelta(days=90)).isoformat(), funding=""), folder=tmp_path)
    assert Resource.objects.get().checked_on == day  # a day that has not come yet is none


@pytest.mark.django_db
def test_what_was_put_together_already_is_not_put_together_again(tmp_path: Path) -> None:
    alliance()
    both = [service(one, name="Rose", organization=service(1)["organization"]) for one in (1, 2)]
    taken(*both, folder=tmp_path)
    alike = Alike.objects.get()
    QuerySet(Resource).filter(pk=alike.one_id).update(merged_into=alike.other_id)  # by another hand, in between
    with pytest.raises(EntryError, match="put together with another one already"):
        duplicates.the_same(by=TESTS, alike_id=alike.id, stays=alike.one_id)


class Silent:
    """A source whose pages hold nothing at all."""

    def pages(self, known: object) -> Iterator[Page]:
        yield Page(services=(), passed_over=(), problems=(), whole=True, seen=0, total=0)


@pytest.mark.django_db
def test_a_page_with_nothing_on_it_is_no_page(tmp_path: Path) -> None:
    alliance()
    source = taken(service(1), folder=tmp_path)
    assert take_in(by=TESTS, source_id=source.id, outside=Silent()).ended_at  # type: ignore[arg-type]  # here as a feed is


@pytest.mark.django_db
def test_a_worker_whose_slice_is_over_leaves_the_rest_for_later(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.FEEDS_NEARBY = True
    monkeypatch.setattr(due, "A_SLICE", timedelta(0))
    alliance()
    with feed(Misbehaving([service(1)])) as it:
        source = Source.objects.get(pk=take_in_given(Given(it.address, licence="Open", allowed_by="x"))["id"])
        sources.ask_again(by=TESTS, source_id=source.id)
        due.take_in_due(clock.now())
    assert queries.waiting_askings(clock.now())

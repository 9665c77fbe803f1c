"""The map pages, complete without JavaScript."""

import io
import json
from html import escape
from xml.etree import ElementTree

import pytest
from django.test import Client

from wholesystem import catalogue
from wholesystem.maps import from_data

pytestmark = pytest.mark.django_db


def text(client: Client, address: str, status: int = 200, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == status, address
    return answer.content.decode()


@pytest.mark.needs("S4")
@pytest.mark.parametrize("name", catalogue.names())
def test_every_map_of_the_reports_opens_drawn_and_as_a_list(client: Client, name: str) -> None:
    a_map = catalogue.load(name)
    page = text(client, f"/maps/{name}/?around=yes")
    assert page.count('class="map wide') == page.count('class="map tall') == 1
    listed = text(client, f"/maps/{name}/list/")
    for variable in a_map.variables:
        assert f'aria-label="{escape(variable.label, quote=False)}"' in page
        assert escape(variable.label) in listed
    assert listed.count('<th scope="row">') >= len(a_map.variables) + len(a_map.links)


def test_every_map_says_that_it_is_not_a_person(client: Client) -> None:
    for address in ("the-hold/", "the-hold/what-if/", "the-hold/reading/?step=2"):
        assert "It is not you, and it cannot say what will" in text(client, f"/maps/{address}")


@pytest.mark.needs("S10")
def test_what_stands_behind_a_variable_are_evidence_sources_and_figures(client: Client) -> None:
    page = text(client, "/maps/the-hold/?variable=the-fix")
    assert "Read from RSA, lines" in page
    assert "45 % (37–53)" in page
    assert "the true spread is wider" in page


def test_an_arrow_tells_why_how_sure_and_whether_it_takes_time(client: Client) -> None:
    page = text(client, "/maps/the-hold/?link=desire-escape")
    assert "When The Desire rises, The Escape falls" in page
    assert "We read it from several" in page
    assert "It takes time." in page
    unknown = text(client, "/maps/the-hold/?link=escape-desire")
    assert "Nobody said whether it takes time." in unknown


def test_a_loop_tells_its_kind_and_its_way_round(client: Client) -> None:
    trap = next(loop for loop in catalogue.load("the-hold").loops() if loop.name == "The trap")  # type: ignore[union-attr]  # known to be a systems map
    page = text(client, f"/maps/the-hold/?loop={trap.id}")
    assert "It feeds itself" in page
    assert "The way round" in page
    nameless = next(loop for loop in catalogue.load("user-generated-system").loops() if loop.crosses and not loop.name)  # type: ignore[union-attr]  # known to be a systems map
    page = text(client, f"/maps/user-generated-system/?loop={nameless.id}")
    assert "Nobody has given it a name yet." in page
    assert "It leads through" in page


def test_asking_for_a_part_outside_the_first_picture_shows_the_whole(client: Client) -> None:
    assert 'data-part="homelessness"' not in text(client, "/maps/the-hold/")
    assert 'data-part="homelessness"' in text(client, "/maps/the-hold/?variable=homelessness")
    assert 'data-part="homelessness"' in text(client, "/maps/the-hold/?link=homelessness-escape")
    sex_work = next(loop for loop in catalogue.load("the-hold").loops() if "fix-sexwork" in loop.links)  # type: ignore[union-attr]  # known to be a systems map
    assert 'data-part="sex-work"' in text(client, f"/maps/the-hold/?loop={sex_work.id}")


def test_the_panel_alone_is_given_to_a_page_that_swaps_it(client: Client) -> None:
    answer = client.get("/maps/the-hold/?variable=the-fix", headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    assert "HX-Request" in answer["Vary"]


@pytest.mark.parametrize(
    "address",
    [
        "nowhere/",
        "the-hold/?variable=nothing",
        "the-hold/?link=nothing",
        "influence-crawley/reading/",
        "the-hold/save/exe/",
    ],
)
def test_what_is_not_there_is_a_404(client: Client, address: str) -> None:
    text(client, f"/maps/{address}", status=404)


def test_an_unknown_loop_shows_the_map(client: Client) -> None:
    assert "loops to follow" in text(client, "/maps/the-hold/?loop=0123456789")


def test_an_influence_map_says_why_it_cannot_be_played(client: Client) -> None:
    assert "This map cannot be played" in text(client, "/maps/influence-crawley/what-if/")
    assert "before anybody checked which way" in text(client, "/maps/influence-crawley/")
    assert "They did not say which way" in text(client, "/maps/influence-crawley/?link=im-c01")


@pytest.mark.needs("S3")
def test_sams_reading_opens_with_a_warning_and_a_way_round_it(client: Client) -> None:
    opening = text(client, "/maps/the-hold/reading/")
    assert "This talks about how a drug feels. You can skip to what helped, or stop here." in opening
    reading = catalogue.reading("the-hold")
    assert reading is not None
    assert f"?step={reading.help_from}" in opening
    for step in range(1, len(reading.steps) + 1):
        page = text(client, f"/maps/the-hold/reading/?step={step}")
        assert f"Step {step} of {len(reading.steps)}" in page
        assert "retold by us" in page
    assert "Open the map" in page
    assert "Start reading" in text(client, "/maps/the-hold/reading/?step=999")


@pytest.mark.needs("S9")
def test_a_question_has_an_answer_an_address_and_its_assumptions(client: Client) -> None:
    typed = {
        "a1-what": "the-desire",
        "a1-how": "more",
        "a1-start": "13",
        "a1-length": "52",
        "watch": "the-fix",
        "years": "2",
    }
    sent = client.get("/maps/the-hold/what-if/", typed)
    assert sent.status_code == 302
    assert sent["Location"].endswith("?a=the-desire.more%4013-65&watch=the-fix&years=2&seed=1#answer")
    page = text(client, sent["Location"].partition("#")[0])
    assert "of 100 runs" in page or "nearly every run" in page
    assert "What was assumed" in page
    assert "The Desire: more, from week 13, until week 65" in page
    assert page.count('class="chart') == 2
    assert 'value="65"' not in page
    assert '<option value="52" selected>for a year' in page


def test_two_ideas_stand_side_by_side_with_what_differs(client: Client) -> None:
    page = text(client, "/maps/the-hold/what-if/?a=the-desire.more&b=homelessness.less&watch=the-fix&years=1&seed=1")
    assert "On the same runs" in page
    assert "First idea" in page
    assert "Second idea" in page


def test_an_arrow_changed_alone_is_shown_beside_the_run_without_it(client: Client) -> None:
    page = text(client, "/maps/the-hold/what-if/?a=buzz-escape.taken-away&watch=the-escape&years=1")
    assert "Without the change" in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("a1-what=homelessness&a1-how=more", "never offered to be raised"),
        ("a=homelessness.more", "never offered to be raised"),
        ("a1-what=the-desire", "half empty"),
        ("a1-what=the-desire&a1-how=more&a1-start=soon", "no time that we can read"),
        ("a=the-desir.more", "Did you mean &quot;the-desire&quot;"),
        ("a=%00", "half empty"),
        ("a=x.more%40y", "half empty"),
    ],
)
def test_a_question_that_cannot_be_asked_keeps_what_was_typed_and_says_why(
    client: Client, query: str, words: str
) -> None:
    page = text(client, f"/maps/the-hold/what-if/?{query}", status=422)
    assert words.replace("“", "") in page.replace("“", "")
    if "a1-what=the-desire" in query:
        assert '<option value="the-desire" data-takes=' in page
        assert "selected>The Desire" in page


def test_coming_from_a_part_puts_it_into_the_form(client: Client) -> None:
    page = text(client, "/maps/the-hold/what-if/?about=the-desire")
    assert "selected>The Desire" in page
    assert "Not played yet" not in page


@pytest.mark.needs("W9")
def test_a_map_can_be_kept_as_picture_paper_and_data(client: Client) -> None:
    kept = {
        form: client.get(f"/maps/the-hold/save/{form}/") for form in ("svg", "png", "pdf", "json", "links", "variables")
    }
    assert ElementTree.fromstring(kept["svg"].content).tag.endswith("svg")  # our own
    assert kept["png"].content.startswith(b"\x89PNG")
    assert kept["pdf"].content.startswith(b"%PDF")
    assert from_data(json.loads(kept["json"].content)).title == "The Hold"
    lines = io.StringIO(kept["links"].content.decode("utf-8-sig")).readlines()
    assert len(lines) == len(catalogue.load("the-hold").links) + 1
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in lines for cell in line.split(","))
    assert kept["variables"]["Content-Disposition"] == 'attachment; filename="the-hold-variables.csv"'


def test_the_list_of_maps_asks_the_database_little(client: Client, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(4):
        text(client, "/maps/")

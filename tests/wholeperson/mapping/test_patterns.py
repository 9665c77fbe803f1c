"""Familiar patterns are told in plain words, and what stands in the way comes first."""

from html import unescape

import pytest
from django.test import Client

from tests.wholeperson.mapping.test_pages import text
from wholeperson.mapping.presenters.patterns import PARTS, PLAIN, ROWS, patterns
from wholesystem import catalogue
from wholesystem.maps import SystemsMap
from wholesystem.maps.archetypes import Archetypes, find_archetypes
from wholesystem.maps.patterns import IDS, PATTERNS

pytestmark = pytest.mark.django_db


def load(name: str) -> SystemsMap:
    a_map = catalogue.load(name)
    assert isinstance(a_map, SystemsMap)
    return a_map


@pytest.mark.needs("S5")
def test_the_hold_tells_above_all_what_makes_the_real_answer_hard_to_reach(client: Client) -> None:
    page = unescape(text(client, "/maps/the-hold/patterns/"))
    assert "Quick relief makes the lasting answer harder" in page
    assert "That is where help goes." in page
    assert "/maps/the-hold/?variable=difficulty-of-the-fundamental-solution" in page
    assert "/maps/the-hold/what-if/?a=difficulty-of-the-fundamental-solution.less" in page
    assert "It is not you" in page
    shown = patterns(load("the-hold"), find_archetypes(load("the-hold")), "")
    (obstacle,) = shown.found[0].obstacles
    assert [part.label for part in obstacle.eased_by] == ["recovery capital"]


@pytest.mark.parametrize("name", [name for name in catalogue.names() if catalogue.load(name).kind == "systems"])
def test_every_map_tells_its_patterns_with_their_loops_and_what_is_almost_there(client: Client, name: str) -> None:
    a_map = load(name)
    found = find_archetypes(a_map)
    page = unescape(text(client, f"/maps/{name}/patterns/"))
    for one in found:
        assert PLAIN[one.archetype] in page
        assert all(loop in page for loop in one.loops if one.whole)
        assert all(line in page for line in one.missing)
        assert all(advice.text in page for advice in one.advice)


def test_a_pattern_lights_up_when_it_is_chosen() -> None:
    a_map = load("the-hold")
    found = find_archetypes(a_map)
    assert [one.lit for one in patterns(a_map, found, "2").found] == [False, True, False]
    for asked in ("", "0", "99", "x"):
        assert patterns(a_map, found, asked).found[0].lit


def test_every_pattern_and_every_part_has_a_plain_name() -> None:
    assert set(PLAIN) == set(IDS)
    roles = {role for pattern in PATTERNS for role in pattern.roles} | {"limit", "obstacle"}
    assert roles <= set(PARTS)
    assert {"behind-the-symptom", "eases-obstacle", "symptom"} <= set(ROWS)


def test_a_map_without_any_says_so_and_a_search_cut_short_is_told() -> None:
    a_map = load("the-hold")
    none = patterns(a_map, Archetypes((), complete=False, longest_way=2), "")
    assert none.finding.startswith("None of the nine patterns")
    assert "ways of up to 2 links" in none.searched
    assert not none.found


def test_what_cannot_be_pushed_has_no_question_to_ask(client: Client) -> None:
    text(client, "/maps/influence-crawley/patterns/", status=404)
    assert "/maps/the-hold/patterns/" in text(client, "/maps/the-hold/")

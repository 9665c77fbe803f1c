"""Two public maps side by side."""

import re
from dataclasses import replace
from html import unescape
from itertools import permutations

import pytest
from django.test import Client

from tests.wholeperson.mapping.test_pages import text
from wholeperson.mapping import public
from wholeperson.mapping.presenters import shifts
from wholeperson.mapping.presenters.comparing import compared
from wholeperson.mapping.rules import shifting
from wholesystem import catalogue, dynamics
from wholesystem.maps import Link, SystemsMap
from wholesystem.maps.comparing import compare_maps

pytestmark = pytest.mark.django_db


def hold() -> SystemsMap:
    a_map = catalogue.load("the-hold")
    assert isinstance(a_map, SystemsMap)
    return a_map


def turned(link: Link) -> Link:
    return replace(link, polarity="-") if link.id == "escape-fix" else link


def test_the_form_offers_every_public_map(client: Client) -> None:
    page = unescape(text(client, "/maps/compare/"))
    for card in public.public_maps():
        assert f'<option value="{card.id}">{card.title}' in page


def test_what_was_added_and_what_that_did_to_loops_is_told(client: Client) -> None:
    page = unescape(text(client, "/maps/compare/?a=the-hold&b=user-generated-system"))
    assert "23 more circles" in page
    assert "more loop" in page
    assert "It is not you" in page
    back = unescape(text(client, "/maps/compare/?a=user-generated-system&b=the-hold"))
    assert "23 fewer circles" in back


def test_a_published_map_is_compared_with_the_one_that_it_came_from(client: Client) -> None:
    ours = replace(hold(), id="our-hold", links=tuple(turned(link) for link in hold().links))
    public.publish(by="system:test", a_map=ours, why="for a test")
    page = unescape(text(client, "/maps/compare/?a=the-hold&b=our-hold"))
    assert "1 arrow turned" in page
    assert "was + (more gives more) and is now − (more gives less)." in page
    assert "was reinforcing and is now balancing" in page


def test_one_map_or_the_same_twice_or_none_at_that_address(client: Client) -> None:
    assert "Choose two different maps." in text(client, "/maps/compare/?a=the-hold&b=the-hold", status=422)
    assert '<option value="the-hold" selected>' in text(client, "/maps/compare/?a=the-hold")
    text(client, "/maps/compare/?a=the-hold&b=nowhere", status=404)


def test_two_maps_that_say_the_same_are_said_to(client: Client) -> None:
    same = replace(hold(), id="same", title="Same")
    shown = compared((), hold(), same, compare_maps(hold(), same))
    assert shown.finding == "“Same” has the same circles, arrows and loops as “The Hold”."
    influence = catalogue.load("influence-crawley")
    assert compared((), influence, hold(), compare_maps(influence, hold())).parts[2].added


def the_map(name: str) -> SystemsMap:
    a_map = catalogue.load(name)
    assert isinstance(a_map, SystemsMap)
    return a_map


TWO = "/maps/compare/?a=the-struggle&b=user-generated-system"


def test_what_the_difference_does_to_what_matters_most_is_told(client: Client) -> None:
    page = unescape(text(client, f"{TWO}&outcome=tendency-to-recover"))
    assert "What that does to what matters most" in page
    assert "What helps Tendency to Recover most over 5 years" in page
    assert page.count("</span><select name=") == 3
    told = re.findall(r"<li>(.+? helps: more Tendency to Recover in \d+ of 100 runs\. .+?)</li>", page)
    assert len(told) == 6
    assert re.search(r"(moves (up|down), from place \d+ to place \d+|stays at place \d+|is new, at place \d+)\.", page)
    assert "Every change that helps, and its place on each map" in page
    assert re.search(r"<td>\d+</td><td>\d+</td><td>\d+ of 100 runs</td>", page)
    assert '<option value="tendency-to-recover" selected>' in page
    first = unescape(text(client, TWO))
    assert '<option value="tendency-to-recover" selected>' in first


@pytest.mark.once
def test_no_comparison_ever_raises_a_harm() -> None:
    names = ("the-hold", "the-struggle", "the-recovery", "user-generated-system")
    for a, b in permutations([the_map(name) for name in names], 2):
        for outcome in [node for node in shifting.shared(a, b) if node in b.outcomes]:
            for one in shifting.ask(a, b, outcome, 16).moved:
                for a_map, place in ((a, one.first), (b, one.second)):
                    if place is None:
                        continue
                    assert not (one.move.move == "support" and a_map.is_harm(one.move.change))
                    if one.move.is_link:
                        link = a_map.link(one.move.change)
                        raised = "+" if one.move.move == "strengthen" else "-"
                        assert not (a_map.is_harm(link.head) and link.polarity == raised)
                        assert not (a_map.is_harm(link.tail) and one.move.move == "strengthen")


def test_maps_that_share_nothing_or_cannot_be_played_say_so_in_one_sentence(client: Client) -> None:
    page = unescape(text(client, "/maps/compare/?a=the-recovery&b=adversity-trauma-resilience"))
    assert shifts.NOTHING_SHARED in page
    assert "Ask both maps" not in page
    assert shifts.NOT_PLAYED in unescape(text(client, "/maps/compare/?a=influence-crawley&b=the-hold"))


def test_an_outcome_that_the_two_do_not_share_is_not_found(client: Client) -> None:
    for outcome in ("no-such-thing", "rest-of-my-life"):
        text(client, f"{TWO}&outcome={outcome}", status=404)
    text(client, "/maps/compare/?a=influence-crawley&b=the-hold&outcome=the-fix", status=404)


def test_a_map_on_which_nothing_pushes_says_so(client: Client) -> None:
    public.publish(by="system:test", a_map=replace(hold(), id="quiet", drivers=()), why="for a test")
    page = unescape(text(client, "/maps/compare/?a=the-hold&b=quiet"))
    assert "Ask both maps" in page
    assert "What changes between them" not in page


def test_what_harms_on_one_map_only_is_no_shared_outcome() -> None:
    changed = tuple(replace(one, harm=False) if one.id == "the-fix" else one for one in hold().variables)
    both = shifting.shared(hold(), replace(hold(), id="other", variables=changed))
    assert "the-fix" not in both
    assert both[:2] == ("the-escape", "the-desire")


def test_each_way_a_change_can_go_has_its_sentence() -> None:
    a, b = the_map("the-struggle"), the_map("user-generated-system")
    found = shifting.ask(a, b, "tendency-to-recover", 16)
    move = found.first.best[0].is_move
    near, far = shifting.Place(1, 0.9), shifting.Place(4, 0.8)

    def said(first: shifting.Place | None, second: shifting.Place | None, of: dynamics.Move = move) -> str:
        one = shifting.Moved(of, first, second)
        assert one.is_a_finding
        return shifts._says(a, b, found, one)

    assert said(near, near).endswith("stays at place 1.")
    assert said(far, near).endswith("moves up, from place 4 to place 1.")
    assert said(near, far).endswith("moves down, from place 1 to place 4.")
    assert said(None, near).endswith("is new, at place 1.")
    assert said(near, None).endswith("is no longer among what helps.")
    assert shifting.Moved(move, None, far).way == "new"
    assert shifting.Moved(move, far, None).way == "gone"
    assert not shifting.Moved(move, None, far).is_a_finding
    left = found.second.left_out[0]
    lost = dynamics.Move(left.change, left.move)
    assert shifts._gone(b, found.second, lost).startswith("is no longer offered. ")
    assert shifts._gone(b, replace(found.second, left_out=()), lost) == "is no longer among what helps."
    assert "does not have it" in shifts._gone(the_map("the-recovery"), found.second, move)
    assert shifts._side(a, replace(found.first, best=())).says == (shifts.NOTHING_HELPS,)

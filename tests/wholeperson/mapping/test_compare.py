"""Two public maps side by side."""

from dataclasses import replace
from html import unescape

import pytest
from django.test import Client

from tests.wholeperson.mapping.test_pages import text
from wholeperson.mapping import public
from wholeperson.mapping.presenters.comparing import compared
from wholesystem import catalogue
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

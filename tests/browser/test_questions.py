"""Somebody asks a map what matters most, and whether it can tip, by clicking only."""

import re

import pytest
from playwright.sync_api import expect

PAGES = (
    "/maps/the-struggle/matters/",
    "/maps/the-struggle/tipping/",
    "/maps/user-generated-system/matters/?outcome=the-fix",
    "/maps/user-generated-system/tipping/",
    "/maps/adversity-trauma-resilience/tipping/",
    "/maps/the-hold/matters/?years=3",
)


@pytest.mark.needs("S6", "S9")
@pytest.mark.parametrize("width", [360, 1280])
def test_on_the_struggle_the_two_changes_together_and_what_tips_it_are_found_by_clicking(page_at, width: int) -> None:
    page = page_at(width)
    page.goto("/maps/the-struggle/")
    page.get_by_role("link", name="What matters most?").click()
    two = page.locator(".card", has=page.get_by_role("heading", name="Two together"))
    expect(two.get_by_role("listitem")).to_have_count(2)
    expect(two).to_contain_text(re.compile(r"in \d+ of 100 runs"))
    changes = two.get_by_role("listitem").all_inner_texts()
    page.locator("main").get_by_role("link", name="Can it tip?").click()
    expect(page.get_by_role("heading", name=re.compile(r"In \d+ of 100 runs The Struggle can stay"))).to_be_visible()
    told = page.locator(".card", has=page.get_by_role("heading", name="The two changes that help most together"))
    for change in changes:
        expect(told).to_contain_text(change)
    expect(told).to_contain_text("of 100 runs")
    page.get_by_role("link", name="What matters most here?").last.click()
    expect(page.get_by_role("heading", name="What helps Tendency to Recover most")).to_be_visible()


def test_a_phone_without_script_asks_about_something_else_and_plays_the_answer(page_at) -> None:
    page = page_at(360, script=False)
    page.goto("/maps/the-struggle/matters/")
    page.locator("[name=outcome]").select_option("tendency-to-relapse")
    page.get_by_role("button", name="Ask the map").click()
    expect(page.get_by_role("heading", name="What eases Tendency to Relapse most")).to_be_visible()
    page.get_by_role("link", name="Play this").first.click()
    expect(page.get_by_role("region", name="The answer")).to_be_visible()


@pytest.mark.needs("P9")
@pytest.mark.parametrize("address", PAGES)
def test_every_page_fits_and_suits_axe(page_at, fits, address: str) -> None:
    page = page_at(1280)
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    fits(page)

"""Walks, what drives a run, familiar patterns, comparing, keeping and opening maps: in a real browser."""

import json
import re

import pytest
from playwright.sync_api import expect

from wholesystem import catalogue
from wholesystem.maps import SystemsMap, as_data


def trap() -> str:
    a_map = catalogue.load("the-hold")
    assert isinstance(a_map, SystemsMap)
    return next(loop.id for loop in a_map.loops() if loop.name == "The trap")


WALK = f"/maps/the-hold/walk/?loop={trap()}"
PAGES = (
    WALK,
    f"/maps/the-hold/?loop={trap()}",
    "/maps/the-hold/drives/",
    "/maps/the-hold/drives/?a=nonsense",
    "/maps/user-generated-system/drives/?at=2",
    "/maps/the-hold/patterns/",
    "/maps/user-generated-system/patterns/",
    "/maps/compare/?a=the-hold&b=the-struggle",
    "/maps/compare/?a=the-struggle&b=user-generated-system",
    "/maps/the-hold/save/",
    "/maps/open/",
)
HOLD = {
    "name": "hold.json",
    "mimeType": "application/json",
    "buffer": json.dumps(as_data(catalogue.load("the-hold"))).encode(),
}


@pytest.mark.needs("S3", "P9")
@pytest.mark.parametrize("address", PAGES)
def test_every_page_fits_and_suits_axe(page_at, fits, address: str) -> None:
    page = page_at(1280)
    page.goto(address)
    for summary in page.locator("main summary").all():
        summary.click()
    fits(page)


@pytest.mark.needs("S3")
def test_a_loop_is_walked_with_the_arrow_keys(page_at) -> None:
    page = page_at(360)
    page.goto(f"/maps/the-hold/?loop={trap()}")
    page.get_by_role("link", name="Walk this loop").click()
    for step, key in ((1, "ArrowRight"), (2, "ArrowLeft"), (1, "")):
        expect(page.get_by_text(re.compile(f"Step {step} of"))).to_be_visible()
        page.wait_for_load_state()  # keys are heard once the page is there whole
        if key:
            page.keyboard.press(key)


def test_the_story_plays_only_when_asked_and_stops(page_at) -> None:
    page = page_at(1280)
    page.goto("/maps/the-hold/drives/")
    told = page.locator(".story-spans [aria-current] b")
    expect(told).to_have_text(re.compile("In the first"))
    page.get_by_role("button", name="Play the story").press("Enter")
    expect(told).to_have_text(re.compile("From month"))
    expect(page.locator("svg.map.wide")).to_have_class(re.compile("some-lit"))
    page.get_by_role("button", name="Stop").press("Enter")
    expect(page.get_by_role("button", name="Play the story")).to_be_visible()


def test_whoever_asked_for_less_movement_turns_the_story_by_hand(page_at) -> None:
    page = page_at(360)
    page.emulate_media(reduced_motion="reduce")
    page.goto("/maps/the-hold/drives/")
    expect(page.get_by_role("button", name="Play the story")).to_have_count(0)
    page.get_by_role("link", name="Next", exact=True).click()
    expect(page.locator(".story-spans [aria-current] b")).to_have_text(re.compile("From month"))


@pytest.mark.needs("P9")
def test_a_map_of_ones_own_opens_without_script(page_at) -> None:
    page = page_at(360, script=False)
    page.goto("/maps/open/")
    page.locator("#file").set_input_files([HOLD])
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_text("We read 12 circles")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert [cookie["name"] for cookie in page.context.cookies()] == ["csrftoken"]


def test_an_opened_map_is_found_in_order_by_axe(page_at, axe) -> None:
    page = page_at(1280)
    page.goto("/maps/open/")
    page.locator("#file").set_input_files([HOLD])
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_text("We read 12 circles")).to_be_visible()
    assert axe(page) == []


def test_a_name_for_a_loop_stays_on_the_device_until_it_is_forgotten(page_at) -> None:
    page = page_at(1280)
    page.goto(f"/maps/the-hold/?loop={trap()}")
    page.get_by_text("Give it a name").click()
    page.get_by_label("What you call it").fill("Round and round")
    with page.expect_download() as kept:
        page.get_by_role("button", name="Save the map with this name").click()
    assert kept.value.suggested_filename == "the-hold.json"
    expect(page.locator("#behind").get_by_role("heading", name="Round and round")).to_be_visible()
    page.goto("/maps/the-hold/")
    expect(page.locator("#behind").get_by_role("link", name="Round and round")).to_be_visible()
    page.locator("#behind").get_by_role("link", name="Round and round").click()
    page.get_by_text("Give it a name").click()
    page.get_by_role("button", name="Forget it on this device").click()
    expect(page.locator("#behind").get_by_role("heading", name="The trap")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0

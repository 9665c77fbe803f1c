"""People open a map, walk round it, read it with Sam, ask it something, and keep it: in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from wholesystem import catalogue

JOINED = "/maps/user-generated-system/"
ASKED = f"{JOINED}what-if/?a=making-a-plan.more&b=tendency-to-relapse.less&watch=the-fix&years=10"
PAGES = (
    "/maps/",
    "/maps/the-hold/",
    "/maps/the-hold/?variable=the-fix&around=yes",
    "/maps/the-hold/list/",
    "/maps/the-hold/reading/",
    "/maps/the-hold/reading/?step=3",
    "/maps/the-hold/what-if/",
    "/maps/the-hold/what-if/?a=homelessness.more",
    "/maps/influence-crawley/",
    "/maps/influence-crawley/what-if/",
    "/maps/somewhere-to-be/",
    JOINED,
    ASKED,
)
ESSENTIAL_KB = {
    "/maps/the-hold/": 150,
    JOINED: 150,
    "/maps/": 60,
    "/help-now/": 60,
    "/": 60,
    "/maps/the-hold/reading/": 60,
}


IN_THE_DARK = (ASKED, "/maps/the-hold/?variable=the-fix&around=yes", "/maps/the-hold/what-if/")


@pytest.mark.needs("S3", "P9", "P10")
@pytest.mark.parametrize("address", PAGES)
def test_every_map_page_fits_suits_axe_and_has_help_and_the_way_out(page_at, fits, address: str) -> None:
    page = page_at(1280)
    page.goto(address)
    fits(page, dark=address in IN_THE_DARK)
    always = page.get_by_role("region", name="Always here")
    expect(always.get_by_role("link", name="Help now")).to_be_in_viewport()
    expect(always.get_by_role("link", name="Exit this page")).to_be_in_viewport()


@pytest.mark.parametrize("name", catalogue.names())
def test_no_name_in_a_picture_is_smaller_than_fifteen_pixels_on_the_screen(page_at, name: str) -> None:
    page = page_at(1280)
    for around in ("", "?around=yes"):
        page.goto(f"/maps/{name}/{around}")
        for width in (320, 360, 768, 1100, 1280, 1600):
            page.set_viewport_size({"width": width, "height": 800})
            sizes = page.evaluate(
                """[...document.querySelectorAll("svg.map text")].filter(one => one.getBoundingClientRect().width > 0)
                .map(one => {
                  const svg = one.ownerSVGElement;
                  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
                  return parseFloat(getComputedStyle(one).fontSize) * scale; })"""
            )
            assert sizes
            assert min(sizes) >= 14.5 if width == 320 else min(sizes) >= 15, (name, around, width)


@pytest.mark.needs("S3", "S10")
def test_a_circle_an_arrow_and_a_loop_open_beside_the_picture_and_light_up(page_at) -> None:
    page = page_at(1280)
    page.goto("/maps/the-hold/")
    behind = page.locator("#behind")
    page.get_by_role("link", name="The Fix", exact=True).first.click()
    expect(behind.get_by_role("heading", name="The Fix")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?variable=the-fix$"))
    expect(page.locator("svg.map.wide [data-part=the-fix]")).to_have_class(re.compile("lit"))
    expect(page.locator("svg.map.wide [data-part=desire-escape]")).not_to_have_class(re.compile("lit"))
    page.locator("svg.map.wide [data-part=buzz-escape] .reach").click(force=True)
    expect(behind.get_by_role("heading", name="The Buzz → The Escape")).to_be_visible()
    behind.get_by_role("link", name="Back to the loops").click()
    behind.get_by_role("link", name="The trap").click()
    expect(behind.get_by_role("heading", name="The trap")).to_be_visible()
    page.go_back()
    expect(behind.get_by_role("heading", name="4 loops to follow")).to_be_visible()


@pytest.mark.needs("P9")
def test_the_keyboard_alone_opens_a_circle(page_at) -> None:
    page = page_at(1280)
    page.goto("/maps/the-hold/")
    page.locator("svg.map.wide a[data-part=the-desire]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#behind").get_by_role("heading", name="The Desire")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "behind"


@pytest.mark.needs("P9")
def test_a_phone_without_script_opens_reads_and_asks(page_at) -> None:
    page = page_at(360, script=False)
    page.goto("/maps/the-hold/")
    page.get_by_role("link", name="The Fix", exact=True).first.click()
    expect(page.get_by_role("heading", name="The Fix")).to_be_visible()
    page.get_by_role("link", name="The same as a list").click()
    expect(page.get_by_role("heading", name="The Hold, as a list")).to_be_visible()
    page.goto("/maps/the-hold/what-if/")
    page.locator("[name=a1-what]").select_option("the-desire")
    page.locator("[name=a1-how]").select_option("more")
    page.get_by_role("button", name="Play it").click()
    expect(page.get_by_role("heading", name=re.compile(r"The .* (eases|rises|does not move)"))).to_be_visible()


@pytest.mark.needs("S3")
def test_reading_with_sam_can_be_walked_with_the_arrow_keys_and_skipped(page_at) -> None:
    page = page_at(360)
    page.goto("/maps/the-hold/")
    page.get_by_role("link", name="Read it with Sam").click()
    expect(page.get_by_text("This talks about how a drug feels.")).to_be_visible()
    expect(page.locator("main").get_by_role("link", name="Help now")).to_be_visible()
    page.get_by_role("link", name="Start reading").click()
    expect(page.get_by_text("Step 1 of")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Step 2 of")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("Step 1 of")).to_be_visible()
    page.get_by_role("link", name="Skip to what helped").click()
    reading = catalogue.reading("the-hold")
    assert reading is not None
    expect(page.get_by_text(f"Step {reading.help_from} of")).to_be_visible()


@pytest.mark.needs("S6", "S9")
def test_two_ideas_are_asked_compared_and_shared(page_at) -> None:
    page = page_at(1280)
    page.goto(f"{JOINED}what-if/")
    page.locator("[name=a1-what]").select_option("making-a-plan")
    page.locator("[name=a1-how]").select_option("more")
    page.get_by_role("button", name="Change one more thing").first.click()
    page.locator("[name=a2-what]").select_option("labelling")
    expect(page.locator("[name=a2-how] option[value=more]")).to_be_disabled()
    page.locator("[name=a2-how]").select_option("less")
    page.locator("[name=b1-what]").select_option("homelessness")
    page.locator("[name=b1-how]").select_option("less")
    page.locator("[name=watch]").select_option("the-fix")
    page.get_by_role("button", name="Play it").click()
    expect(page.get_by_text("On the same runs")).to_be_visible()
    expect(page.get_by_role("heading", name="Which loops carried it")).to_be_visible()
    page.get_by_text(re.compile("What was assumed, in 1,?000 runs")).click()
    expect(page.get_by_text("Labelling is pushed by -0.3", exact=False)).to_be_visible()
    shared = page.get_by_role("link", name="the address of this question").get_attribute("href")
    assert shared is not None
    stranger = page_at(360)
    stranger.goto(shared)
    expect(stranger.get_by_text("On the same runs")).to_be_visible()


@pytest.mark.parametrize("address", ESSENTIAL_KB)
def test_a_first_visit_stays_light(page_at, address: str) -> None:
    page = page_at(360)
    sizes: dict[str, int] = {}

    def note(request) -> None:
        taken = request.sizes()
        sizes[request.url] = taken["responseBodySize"] + taken["responseHeadersSize"]

    page.on("requestfinished", note)
    page.goto(address, wait_until="networkidle")
    weight = sum(size for url, size in sizes.items() if ".woff2" not in url)
    assert weight < ESSENTIAL_KB[address] * 1024, sizes
    assert all(url.startswith(page.url.split("/maps")[0].rsplit("/help", 1)[0].rstrip("/")) for url in sizes)


def test_a_map_prints_black_on_white_with_the_wide_picture(page_at) -> None:
    page = page_at(1280)
    page.goto("/maps/the-hold/")
    page.emulate_media(media="print")
    expect(page.locator("svg.map.wide")).to_be_visible()
    expect(page.locator("svg.map.tall")).to_be_hidden()
    expect(page.locator(".always")).to_be_hidden()

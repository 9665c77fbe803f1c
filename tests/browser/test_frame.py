"""What stands around every page, in a real browser: reading, moving, leaving, printing."""

from http.server import ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, expect

PAGES = ("/", "/help-now/", "/me/", "/my-people/", "/my-place/", "/bigger-picture/", "/leaving/", "/nowhere/")
A_VOICE = """
const heard = []; window.heard = heard;
const voices = VOICES;
const speech = {
  getVoices: () => voices, addEventListener() {}, cancel() {},
  speak(one) { heard.push([one.text, one.voice.name]); setTimeout(() => one.onend(), heard.length > 2 ? 60000 : 5); },
};
Object.defineProperty(window, "speechSynthesis", { value: speech });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
NEAR = '{name: "Near", lang: "en-GB", localService: true}'
FAR = '{name: "Far", lang: "en-GB", localService: false}'


@pytest.mark.needs("P9", "P10")
@pytest.mark.parametrize("address", PAGES)
def test_every_page_fits_suits_axe_keeps_the_policy_and_leaves_no_cookie(page_at, fits, address: str) -> None:
    page = page_at(1280, before=A_VOICE.replace("VOICES", f"[{NEAR}]"))
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address, wait_until="networkidle")
    fits(page, dark=True)
    assert [one for one in complaints if "404" not in one] == []
    assert page.context.cookies() == []


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_four_places_stand_in_one_line_and_can_be_read_and_touched(page_at, width: int) -> None:
    page = page_at(width, before=A_VOICE.replace("VOICES", f"[{NEAR}]"))
    page.goto("/my-place/")
    places = page.get_by_role("navigation", name="Main").get_by_role("link")
    expect(places).to_have_text(["Me", "My people", "My place", "The bigger picture"])
    boxes = [one.bounding_box() for one in places.all()]
    assert len({box["y"] for box in boxes}) == 1
    assert all(box["height"] >= 48 for box in boxes)
    assert all(one.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= 15 for one in places.all())
    assert boxes[-1]["x"] + boxes[-1]["width"] <= width
    expect(places.nth(2)).to_have_attribute("aria-current", "true")


@pytest.mark.needs("P10")
@pytest.mark.parametrize("script", [True, False])
def test_help_and_the_way_out_are_in_reach_of_a_thumb(page_at, script: bool) -> None:
    page = page_at(360, script=script)
    page.goto("/")
    page.mouse.wheel(0, 900)
    for name in ("Help now", "Exit this page"):
        box = page.get_by_role("link", name=name, exact=True).bounding_box()
        assert box["height"] >= 48
        assert 740 - 90 <= box["y"] <= 740 - box["height"]


@pytest.mark.needs("P10")
def test_at_night_without_script_a_number_is_two_touches_away(page_at) -> None:
    page = page_at(360, script=False)
    page.goto("/")
    page.get_by_role("link", name="Help now", exact=True).click()
    call = page.get_by_role("link", name="Call 999")
    expect(call).to_be_in_viewport()
    assert call.get_attribute("href") == "tel:999"
    for number in page.locator('main a[href^="tel:"]').all():
        assert number.bounding_box()["height"] >= 48


@pytest.mark.needs("P9", "P10")
def test_help_now_is_light_enough_for_a_slow_phone(page_at) -> None:
    page = page_at(360)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto("/help-now/", wait_until="networkidle")
    assert 10_000 < sum(sizes) < 60_000


@pytest.mark.needs("P9")
@pytest.mark.parametrize("width", [360, 1280])
def test_the_frame_is_walked_with_a_keyboard_and_the_focus_is_seen(page_at, width: int) -> None:
    page = page_at(width)
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Go to the main words")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    names = []
    for _ in range(5):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.textContent.trim()"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert names[1:] == ["Me", "My people", "My place", "The bigger picture"]
    skip.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").get_by_role("link", name="Open the maps")).to_be_focused()


@pytest.mark.needs("P9")
def test_what_has_the_focus_is_not_hidden_by_the_bar_at_the_bottom(page_at) -> None:
    page = page_at(360)
    page.goto("/help-now/")
    bar = page.get_by_role("region", name="Always here").bounding_box()["y"]
    for number in page.locator('main a[href^="tel:"]').all():
        number.focus()
        box = number.bounding_box()
        assert box["y"] + box["height"] <= bar


def gone(page: Page, elsewhere: str) -> None:
    page.wait_for_url(elsewhere)
    expect(page.get_by_role("heading")).to_have_text("Rain later")


@pytest.mark.needs("P9", "T14")
def test_leaving_takes_the_page_out_of_the_way_back(page_at, elsewhere: str, weather: ThreadingHTTPServer) -> None:
    page = page_at(360)
    page.goto("about:blank")
    page.goto("/help-now/")
    with page.expect_request("**/exit/") as told:
        page.get_by_role("link", name="Exit this page").click()
    assert told.value.method == "POST"
    gone(page, elsewhere)
    page.go_back()
    assert page.url == "about:blank"
    assert weather.referrers[-1] is None  # type: ignore[attr-defined]  # the list that conftest hung on it


@pytest.mark.needs("T14")
def test_the_page_is_blank_before_anything_else_answers(page_at, elsewhere: str) -> None:
    page = page_at(360)
    page.goto("/help-now/")
    page.route(elsewhere, lambda route: route.abort("aborted"))  # a weather page that never comes
    page.get_by_role("link", name="Exit this page").click()
    expect(page.locator("main")).to_be_hidden()
    expect(page.locator("header")).to_be_hidden()
    assert page.evaluate("document.body.innerText.trim()") == ""
    assert page.title() == "…"


@pytest.mark.needs("P9", "T14")
def test_leaving_works_without_script(page_at, elsewhere: str, weather: ThreadingHTTPServer) -> None:
    page = page_at(360, script=False)
    page.goto("/me/")
    page.get_by_role("link", name="Exit this page").click()
    gone(page, elsewhere)
    assert weather.referrers[-1] is None  # type: ignore[attr-defined]  # the list that conftest hung on it


@pytest.mark.needs("P9", "T14")
def test_shift_three_times_leaves_and_says_so_on_the_way(page_at, elsewhere: str) -> None:
    page = page_at(1280)
    page.goto("/me/")
    said = page.get_by_role("status").filter(has_text="Shift")
    page.keyboard.press("Shift")
    expect(said).to_have_text("Press Shift two more times to leave this page.")
    page.keyboard.press("Shift")
    expect(said).to_have_text("Press Shift once more to leave this page.")
    page.keyboard.press("Shift")
    gone(page, elsewhere)


def test_a_capital_letter_is_not_a_wish_to_leave(page_at) -> None:
    page = page_at(1280)
    page.goto("/me/")
    for _ in range(4):
        page.keyboard.press("Shift+A")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("x")
    page.keyboard.press("Shift")
    expect(page.get_by_role("status").filter(has_text="Shift")).to_have_text(
        "Press Shift two more times to leave this page."
    )


def test_shift_is_forgotten_after_five_seconds(page_at) -> None:
    page = page_at(1280)
    page.clock.install()
    page.goto("/me/")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.clock.run_for(5_100)
    page.keyboard.press("Shift")
    expect(page.get_by_role("status").filter(has_text="Shift")).to_have_text(
        "Press Shift two more times to leave this page."
    )


@pytest.mark.needs("T14")
def test_leaving_can_be_tried_where_it_is_explained(page_at, elsewhere: str) -> None:
    page = page_at(360)
    page.goto("/leaving/")
    page.get_by_role("link", name="Try it now").click()
    gone(page, elsewhere)


@pytest.mark.needs("P9")
def test_the_page_is_read_aloud_by_a_voice_of_this_device_and_stops_when_asked(page_at) -> None:
    page = page_at(360, before=A_VOICE.replace("VOICES", f"[{FAR}, {NEAR}]"))
    page.goto("/me/")
    page.get_by_role("button", name="Listen").click()
    expect(page.locator(".being-read")).to_contain_text("Read a map on your own")
    heard = page.evaluate("heard")
    assert heard[0] == ["Me", "Near"]
    assert heard[1][0].startswith("Nothing about you is kept here.")
    assert {voice for _, voice in heard} == {"Near"}
    expect(page.locator(".being-read")).to_have_count(1)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".being-read")).to_have_count(0)
    expect(page.get_by_role("button", name="Listen")).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("voices", ["[]", f"[{FAR}]"])
def test_without_a_voice_of_its_own_the_device_shows_no_listen_button(page_at, voices: str) -> None:
    page = page_at(360, before=A_VOICE.replace("VOICES", voices))
    page.goto("/me/")
    expect(page.get_by_role("button", name="Listen")).to_be_hidden()


@pytest.mark.needs("P9")
def test_a_page_says_what_still_works_without_a_connection(page_at) -> None:
    page = page_at(360)
    page.goto("/help-now/")
    notice = page.get_by_role("status").filter(has_text="You are offline")
    expect(notice).to_be_hidden()
    page.context.set_offline(True)
    expect(notice).to_contain_text("ring the numbers on it")
    page.context.set_offline(False)
    expect(notice).to_be_hidden()


@pytest.mark.needs("N4")
def test_on_paper_there_is_the_page_and_its_address_and_nothing_else(page_at, live: str) -> None:
    page = page_at(1280, dark=True)
    page.goto("/help-now/")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("header")).to_be_hidden()
    expect(page.get_by_role("link", name="Exit this page")).to_be_hidden()
    expect(page.get_by_text(live.removeprefix("http://") + "/help-now/")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"

"""Showing a part to somebody, with two taps and a keyboard only, on a phone; reading it; ending it; and who looked."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_door import press
from tests.serving import Served
from tools.tree import ROOT

WORDS = "My dog, mornings, and being left to drink my tea first."
# Sam has written something, and Nia is in Sam's circle. Prints the session of each.
SAM_AND_NIA = f"""
import django; django.setup()
from tests.cast import browser_of, in_circle, joined
from wholeperson.journeys import public as journeys
sam, nia = joined("Sam"), joined("Nia")
journeys.write(by=sam, viewer=sam, heading=journeys.Heading.MATTERS, words={WORDS!r})
in_circle(sam, nia)
print(browser_of(sam).session.session_key, browser_of(nia).session.session_key)
"""
Two = tuple[Page, Page]


@pytest.fixture
def sam_and_nia(served: Served, page_at) -> Two:
    """Give a phone each, signed in."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "wholeperson.config.settings",
        "WHOLEPERSON_DATA": str(served.data),
        "WHOLEPERSON_SECRET_KEY_FILE": str(served.data / "secret-key"),
        "WHOLEPERSON_DEBUG": "no",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    told = subprocess.run(
        [sys.executable, "-c", SAM_AND_NIA], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    pages = []
    for session in told.stdout.split():
        page = page_at(360)
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": served.url}])
        pages.append(page)
    return pages[0], pages[1]


def show_to_my_sister(sam: Page) -> None:
    """Tap one: whom and what. Tap two: what they will see, and the words that say so."""
    sam.goto("/my-people/circle/")
    press(sam, sam.get_by_role("link", name="Show somebody a part"))
    press(sam, sam.get_by_role("main").get_by_role("link", name="About me to my sister"))
    expect(sam.get_by_text(WORDS)).to_be_visible()
    with sam.expect_navigation():
        press(sam, sam.get_by_role("button", name="Show this to my sister"))


@pytest.mark.needs("P8", "P9")
def test_somebody_shows_a_part_with_a_keyboard_is_read_and_ends_it(sam_and_nia: Two, axe: Callable) -> None:
    sam, nia = sam_and_nia
    show_to_my_sister(sam)
    assert axe(sam) == []
    nia.goto("/my-people/shown/")
    press(nia, nia.get_by_role("main").get_by_role("link", name="About me"))
    expect(nia.get_by_text(WORDS)).to_be_visible()
    assert axe(nia) == []
    read_at = nia.url

    sam.goto("/who-looked/")
    expect(sam.get_by_role("main")).to_contain_text("my sister")
    assert axe(sam) == []

    sam.goto("/my-people/circle/")
    press(sam, sam.get_by_role("main").get_by_role("link", name="About me"))
    expect(sam.get_by_text("Is someone making you show them this?")).to_be_visible()
    assert axe(sam) == []
    with sam.expect_navigation():
        press(sam, sam.get_by_role("main").get_by_role("button", name="End it now"))

    assert nia.goto(read_at).status == 404
    nia.goto("/my-people/shown/")
    expect(nia.get_by_role("main")).not_to_contain_text("About me")
    nia.goto("/messages/")
    expect(nia.get_by_role("main")).not_to_contain_text("end")


@pytest.mark.parametrize("word_to_the_server", ["arrives", "is lost"])
def test_nothing_personal_is_left_on_the_way_back_after_the_exit(
    sam_and_nia: Two, elsewhere: str, word_to_the_server: str
) -> None:
    sam, _ = sam_and_nia
    show_to_my_sister(sam)
    if word_to_the_server == "is lost":
        sam.route("**/exit/", lambda route: route.abort())
    sam.goto("/me/about/")
    press(sam, sam.get_by_role("link", name="Exit this page"))
    sam.wait_for_url(elsewhere)
    for _ in range(5):
        sam.go_back()
        sam.wait_for_timeout(200)
        assert WORDS not in sam.content()
        if sam.url == "about:blank":
            return

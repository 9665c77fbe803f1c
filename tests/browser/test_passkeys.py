"""Passkeys with a phone that the browser itself plays: added, used, ended; and the pages of My door as they look."""

import os
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.serving import Served

pytestmark = pytest.mark.needs("P9")
# Joins somebody invented in the platform's own folder, as its own commands would, and gives what a browser carries.
SOMEBODY = """
import django; django.setup()
from tests.cast import browser_of, in_circle, joined
sam = joined("Sam")
in_circle(sam, joined("Nia")); in_circle(sam, joined("Kai"), word="my mate")
print(browser_of(sam).cookies["sessionid"].value)
"""
PAGES = ("", "phrase/", "name/", "codes/", "cards/", "passkeys/", "way-back/", "showing/")
OPEN = ("/sign-in/way-back/", "/sign-in/way-back/in/", "/stop/any-token/", "/stopped/")


@pytest.fixture
def carried(served: Served) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WHOLEPERSON_")}
    environment |= {"WHOLEPERSON_DATA": str(served.data), "DJANGO_SETTINGS_MODULE": "wholeperson.config.settings"}
    done = subprocess.run(  # our own script and interpreter
        [sys.executable, "-c", SOMEBODY], env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def come_in(page: Page, carried: str, live: str) -> Page:
    page.context.add_cookies([{"name": "sessionid", "value": carried, "url": live, "httpOnly": True}])
    return page


def phone(page: Page) -> None:
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_added_signs_in_and_opens_nothing_once_it_is_ended(page_at, carried: str, live: str) -> None:
    page = come_in(page_at(360), carried, live)
    page.goto("/me/door/passkeys/")
    phone(page)
    expect(page.get_by_text("It will show the address of this site")).to_be_visible()
    page.get_by_label("A word for this device, if you like").fill("my phone")
    page.get_by_role("button", name="Add a passkey on this device").press("Enter")
    expect(page.get_by_role("status").filter(has_text="The passkey is added.")).to_be_visible()

    page.context.clear_cookies()
    page.goto("/sign-in/?next=/me/door/passkeys/")
    page.get_by_role("button", name="Sign in with a passkey").press("Enter")
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    page.goto("/me/door/passkeys/")
    expect(page.get_by_text("my phone", exact=True)).to_be_visible()

    page.get_by_role("button", name="End this passkey").press("Enter")
    expect(page.get_by_text("That passkey opens nothing now.")).to_be_visible()
    page.context.clear_cookies()
    page.goto("/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").press("Enter")
    expect(page.get_by_role("alert")).to_have_text(
        "This passkey opens nothing here. You can try once more, or use another way in."
    )


def test_without_script_the_page_of_passkeys_says_so_and_shows_no_button(page_at, carried: str, live: str) -> None:
    page = come_in(page_at(360, script=False), carried, live)
    page.goto("/me/door/passkeys/")
    expect(page.get_by_role("button", name="Add a passkey on this device")).to_be_hidden()
    expect(page.get_by_text("Every other way in works without.")).to_be_visible()


def test_a_card_on_paper_has_the_words_and_nothing_of_ours(page_at, carried: str, live: str) -> None:
    page = come_in(page_at(360), carried, live)
    page.goto("/me/door/cards/")
    page.get_by_label("A number for this card").fill("4719")
    page.get_by_role("button", name="Make a card").press("Enter")
    words = page.locator(".keep").inner_text()
    page.emulate_media(media="print")
    on_paper = page.locator("body").inner_text()
    assert " ".join(on_paper.split()) == f"Keep this somewhere safe {words}"


@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_of_the_door_fit_and_axe_finds_nothing(page_at, axe, carried: str, live: str, width: int) -> None:
    page = come_in(page_at(width), carried, live)
    for address in (*(f"/me/door/{path}" for path in PAGES), "/my-people/help-back/", *OPEN):
        page.goto(address)
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") == width, address

"""The door, on a phone, with a keyboard only: joining, signing in and out, leaving, and what Back shows afterwards."""

import contextlib
import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import Error, Locator, Page, expect

from tests.serving import Served

NAME = "Robin Elm"
PHRASE = "amber kettle river moss"
FOUND = """
import django; django.setup()
from wholeperson.people import public as people
people.found_alliance(by="system:tests", address="bognor-regis", name="Bognor Regis")
"""
pytestmark = pytest.mark.usefixtures("a_place")


@pytest.fixture(scope="module")
def a_place(served: Served) -> None:
    """Found the alliance that people join, as the place's own command would."""
    settings = {"DJANGO_SETTINGS_MODULE": "wholeperson.config.settings", "WHOLEPERSON_DATA": str(served.data)}
    subprocess.run([sys.executable, "-c", FOUND], env={**os.environ, **settings}, check=True)


def walk_to(page: Page, there: Locator) -> None:
    """Press Tab until something has the focus, as somebody without a mouse does."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if there.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{there} is not reached with a keyboard.")


def press(page: Page, there: Locator) -> None:
    walk_to(page, there)
    page.keyboard.press("Enter")


def write(page: Page, there: Locator, words: str) -> None:
    walk_to(page, there)
    page.keyboard.type(words)


def join(page: Page, name: str, phrase: str) -> None:
    page.goto("/join/")
    press(page, page.get_by_role("link", name="Choose a name"))
    write(page, page.get_by_label("What would you like to be called?"), name)
    write(page, page.get_by_label("Your own words to sign in with"), phrase)
    press(page, page.get_by_role("main").get_by_role("button", name="Join", exact=True).last)
    expect(page.get_by_role("heading", name="You are in")).to_be_visible()


def nothing_personal_on_the_way_back(page: Page, *secrets: str) -> None:
    for _ in range(12):
        with contextlib.suppress(Error):  # a form that was sent: the browser kept neither the page nor what was typed
            page.go_back()
        page.wait_for_timeout(200)
        if page.url.startswith("chrome-error"):
            continue
        shown = page.content() + " ".join(
            page.locator("input").evaluate_all("all => all.map((one) => one.value)")
            if page.url != "about:blank"
            else []
        )
        assert not any(secret in shown for secret in secrets), page.url
        if page.url == "about:blank":
            return
    raise AssertionError("The first page of all was not reached.")


@pytest.mark.needs("P8", "P9", "T14")
def test_joining_and_signing_out_with_a_keyboard_leaves_nothing_for_back(page_at, axe) -> None:
    page = page_at(360)
    page.goto("/join/")
    assert axe(page) == []
    page.goto("/join/name/")
    assert axe(page) == []
    join(page, NAME, PHRASE)
    assert axe(page) == []
    codes = page.get_by_role("listitem").filter(has_text=re.compile(r"^\w{5}-\w{5}$")).all_inner_texts()
    assert len(codes) == 8
    press(page, page.get_by_role("link", name="I have kept them"))
    expect(page.get_by_role("heading", name=f"Hello, {NAME}")).to_be_visible()
    assert axe(page) == []
    assert NAME not in page.title() + page.url
    page.goto("/my-people/")
    assert axe(page) == []
    page.goto("/me/")
    press(page, page.get_by_role("banner").get_by_role("button", name="Sign out"))
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    assert axe(page) == []
    assert page.context.cookies() == []
    nothing_personal_on_the_way_back(page, NAME, PHRASE, codes[0])


@pytest.mark.needs("P8", "P9", "T14")
def test_signing_in_and_leaving_leaves_nothing_for_back(page_at, axe, elsewhere: str) -> None:
    page = page_at(360)
    join(page, "Ash Grove", "seven quiet ponies dance")
    press(page, page.get_by_role("banner").get_by_role("button", name="Sign out"))
    page = page_at(360)
    page.goto("/me/")
    press(page, page.get_by_role("main").get_by_role("link", name="Sign in"))
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert axe(page) == []
    write(page, page.get_by_label("Your name here"), "Ash Grove")
    write(page, page.get_by_label("Your words"), "something else entirely")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("do not open anything together")
    assert axe(page) == []
    expect(page.get_by_label("Your name here")).to_have_value("Ash Grove")
    write(page, page.get_by_label("Your words"), "Seven quiet ponies dance")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Hello, Ash Grove")).to_be_visible()
    for address in ("/repeat/?next=/me/", "/repeat/card/", "/sign-in/new-words/", "/me/phone/"):
        page.goto(address)
        assert axe(page) == []
    page.goto("/me/")
    press(page, page.get_by_role("link", name="Exit this page"))
    page.wait_for_url(elsewhere)
    nothing_personal_on_the_way_back(page, "Ash Grove", "ponies")
    page.goto("/me/")
    expect(page.get_by_role("heading", name="Me", exact=True)).to_be_visible()


@pytest.mark.needs("P9")
def test_joining_works_without_script(page_at) -> None:
    page = page_at(360, script=False)
    page.goto("/join/name/")
    page.get_by_label("What would you like to be called?").fill("Wren")
    before = page.locator(".keep").inner_text()
    page.get_by_role("button", name="Show me four other words").click()
    expect(page.get_by_label("What would you like to be called?")).to_have_value("Wren")
    words = page.locator(".keep").inner_text()
    assert words != before
    page.get_by_label("Your own words to sign in with").fill(words)
    page.get_by_label("Under 18").check()
    page.get_by_role("button", name="Join", exact=True).last.click()
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_role("heading", name="Under 18")).to_be_visible()
    expect(page.get_by_role("link", name="Call 0800 1111")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    nothing_personal_on_the_way_back(page, "Wren", words)


@pytest.mark.needs("P9")
def test_words_are_seen_until_somebody_hides_them(page_at) -> None:
    page = page_at(360)
    page.goto("/join/name/")
    words = page.locator("[data-offered]").inner_text()
    field = page.get_by_label("Your own words to sign in with")
    page.get_by_role("button", name="Use these four words").click()
    expect(field).to_have_value(words)
    expect(field).to_have_attribute("type", "text")
    page.get_by_role("button", name="Hide what I type").click()
    expect(field).to_have_attribute("type", "password")
    page.get_by_role("button", name="Show what I type").click()
    expect(field).to_have_attribute("type", "text")


@pytest.mark.needs("P9", "P10")
def test_the_numbers_are_kept_only_after_this_phone_is_mine(page_at, axe) -> None:
    page = page_at(360)
    page.goto("/me/phone/")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    press(page, page.get_by_role("button", name="This phone is mine"))
    expect(page.get_by_text("The numbers are kept on this phone")).to_be_visible()
    assert axe(page) == []
    kept = page.evaluate(
        "caches.open('help').then((one) => one.keys()).then((all) => all.map((a) => new URL(a.url).pathname))"
    )
    assert {one for one in kept if not one.startswith("/static/")} == {"/help-now/kept/", "/help-now/safer/"}
    page.context.set_offline(True)
    page.goto("/help-now/")
    expect(page.get_by_role("heading", name="Help now, without a connection")).to_be_visible()
    expect(page.get_by_role("link", name="Call 116 123")).to_be_visible()
    assert axe(page) == []
    page.context.set_offline(False)
    page.goto("/me/phone/")
    press(page, page.get_by_role("button", name="Forget it"))
    expect(page.get_by_role("button", name="This phone is mine")).to_be_visible()
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


@pytest.mark.needs("P9", "T14")
@pytest.mark.parametrize("way", ["Sign out", "Exit this page"])
def test_signing_out_and_leaving_take_the_numbers_off_the_phone(page_at, elsewhere: str, way: str) -> None:
    page = page_at(360)
    join(page, f"Fern {way}", "brown owls share blankets")
    page.goto("/me/phone/")
    page.get_by_role("button", name="This phone is mine").click()
    expect(page.get_by_text("The numbers are kept on this phone")).to_be_visible()
    if way == "Sign out":
        page.get_by_role("banner").get_by_role("button", name=way).click()
        expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    else:
        page.get_by_role("link", name=way).click()
        page.wait_for_url(elsewhere)
    page.goto("/leaving/")
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0

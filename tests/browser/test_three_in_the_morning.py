"""Three in the morning on a Sunday, on a phone, not signed in, with the keys alone: from the front page to somebody."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Axe

MANY = 60  # more presses of a key than anybody would have to make


@pytest.fixture
def phone(browser: Browser, demonstration: str) -> Iterator[Callable[..., Page]]:
    contexts = []

    def give(*, script: bool) -> Page:
        context = browser.new_context(
            base_url=demonstration, viewport={"width": 360, "height": 740}, java_script_enabled=script, has_touch=True
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield give
    for context in contexts:
        context.close()


def to(page: Page, address: str) -> None:
    """Walk with the Tab key to what leads to an address."""
    for _ in range(MANY):
        page.keyboard.press("Tab")
        if page.locator(f'a[href="{address}"]:focus').count():
            return
    raise AssertionError(f"{MANY} presses of a key did not lead to {address}.")


def looks_whole(page: Page, axe: Axe, *, script: bool) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    if script:
        assert axe(page) == []


@pytest.mark.needs("P10", "P9")
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_the_front_page_to_somebody_to_ring(phone: Callable[..., Page], axe: Axe, script: bool) -> None:
    page = phone(script=script)
    page.goto("/")
    looks_whole(page, axe, script=script)
    to(page, "/help-now/")
    page.keyboard.press("Enter")
    page.wait_for_url("**/help-now/")
    assert page.locator('a[href="tel:999"]').count() == 1
    to(page, "/help-now/?place=bognor-regis")
    page.keyboard.press("Enter")
    page.wait_for_url("**/help-now/?place=bognor-regis")
    assert "Sunday 22 November, 3" in page.locator("main").inner_text()
    open_now = page.locator("#here .lines").first.inner_text()
    assert open_now.index("Barnacle House night shelter") < open_now.index("The Night Lamp")
    assert "Open now, until 8 in the morning" in open_now
    assert page.get_by_role("heading", name="Sunday Breakfast opens in four hours").count() == 1
    to(page, "tel:01632960280")
    assert page.locator(":focus").is_visible()
    looks_whole(page, axe, script=script)
    page.goto("/help-now/?place=crawley")
    assert "Nothing is open in Crawley at this hour. These people answer:" in page.locator("#here").inner_text()
    to(page, "tel:08081570340")
    to(page, "tel:116123")
    looks_whole(page, axe, script=script)
    assert page.context.cookies() == []

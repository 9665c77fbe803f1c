"""Paper, a front desk, and local help on a phone without a connection: in a real browser, from the demonstration."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageAt

PLACE = "?place=bognor-regis"
KEPT = "Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations().then((all) => all.length)])"


def offline(page: Page, address: str) -> str:
    page.context.set_offline(True)
    page.goto(address)
    said = page.inner_text("h1")
    page.context.set_offline(False)
    return said


@pytest.mark.needs("N4", "N10", "P9")
def test_local_help_is_kept_when_the_phone_is_theirs_and_goes_with_exit(page_at: PageAt, demonstration: str) -> None:
    page, there = page_at(360), demonstration
    page.goto(f"{there}/network/kept/{PLACE}")
    assert page.evaluate(KEPT) == [[], 0]
    page.goto(f"{there}/me/phone/")
    page.get_by_label("And what there is in").select_option("bognor-regis")
    page.get_by_role("button", name="This phone is mine: keep the numbers").click()
    expect(page.get_by_text("The numbers are kept on this phone.")).to_be_visible()
    assert offline(page, f"{there}/network/kept/") == "What there is in Bognor Regis"
    assert offline(page, f"{there}/help-now/") == "Help now, without a connection"
    page.goto(f"{there}/me/phone/")
    page.get_by_role("link", name="Exit this page").click()
    page.wait_for_url("**/weather")
    page.goto(f"{there}/healthz")
    assert page.evaluate(KEPT) == [[], 0]

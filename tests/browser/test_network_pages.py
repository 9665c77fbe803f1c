"""Each page of the network map that is open to everybody, once, at every width, in the demonstration of two places."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Fits, PageAt

BOGNOR, CRAWLEY = "?place=bognor-regis", "?place=crawley"
IN_THE_DARK = (f"/network/{BOGNOR}&q=somewhere+to+go+tonight", f"/network/where/{BOGNOR}", f"/network/gaps/{CRAWLEY}")
PAGES = (
    *IN_THE_DARK, "/network/?q=zebra", f"/network/options/{BOGNOR}&need=home",
    f"/network/who/{CRAWLEY}", "/network/gaps/crawley/safety/anywhere/at-any-time/anybody/",
    "/network/charter/bognor-regis/", "/network/paper/", f"/network/paper/{BOGNOR}", f"/network/front-desk/{CRAWLEY}",
    f"/network/front-desk/chemist/{CRAWLEY}&for=tonight", "/network/front-desk/reception/ask/",
    f"/network/kept/{BOGNOR}",
)  # fmt: skip
ENTRIES = ("The Front Room", "Tern House refuge")  # much is known of one; of the other the address is kept safe


@pytest.mark.needs("N1", "N3", "N10")
def test_every_open_page_of_the_map_fits_and_suits_axe(page_at: PageAt, fits: Fits, demonstration: str) -> None:
    page = page_at(1280)
    for address in PAGES:
        answer = page.goto(demonstration + address)
        assert answer is not None
        assert answer.status == 200, address
        fits(page, dark=address in IN_THE_DARK)
        page.emulate_media(color_scheme="light")


@pytest.mark.needs("N1", "N9")
def test_an_entry_and_what_leads_on_from_it_fit(page_at: PageAt, fits: Fits, demonstration: str) -> None:
    page = page_at(1280)
    for name in ENTRIES:
        page.goto(f"{demonstration}/network/{BOGNOR}&q={name.replace(' ', '+')}")
        page.get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
        assert name not in page.title()
        fits(page)
    here = page.url
    for way in ("wrong/", "said/"):
        page.goto(here + way)
        fits(page)


@pytest.mark.needs("N1", "N3")
def test_what_was_ticked_stands_side_by_side_without_script(page_at: PageAt, demonstration: str) -> None:
    page = page_at(360, script=False)
    page.goto(f"{demonstration}/network/{BOGNOR}&need=home")
    expect(page.get_by_text("Places I would rather not go near")).to_be_hidden()
    for name in ("Tern House refuge", "Barnacle House night shelter"):
        page.get_by_role("checkbox", name=f"Side by side with {name}").check()
    page.get_by_role("button", name="Put what I ticked side by side").click()
    expect(page.get_by_role("heading", name="Side by side")).to_be_visible()
    page.get_by_role("link", name="All about it for Tern House refuge").click()
    expect(page.get_by_text("The address is kept safe. Ring first.").first).to_be_visible()

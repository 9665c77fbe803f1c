"""The map is kept true: on a phone, without JavaScript, somebody adds an entry; another says that it is wrong."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.serving import Served
from tools.tree import ROOT

# Ash is a peer of The Porch House, and Cor the coordinator. Both are invented. Prints the session of each.
ASH_AND_COR = """
import django; django.setup()
from tests.cast import browser_of, team, with_role
from wholeperson.people.public import PeerKind, Role
ash = with_role("Ash", Role.PEER, in_team=team("Doors", "The Porch House"), kind=PeerKind.MENTOR)
cor = with_role("Cor", Role.COORDINATOR)
print(browser_of(ash).session.session_key, browser_of(cor).session.session_key)
"""


@pytest.fixture
def ash_and_cor(served: Served, page_at) -> tuple[Page, Page]:
    """Give a phone without script to the peer, and a desk to the coordinator."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "wholeperson.config.settings",
        "WHOLEPERSON_DATA": str(served.data),
        "WHOLEPERSON_SECRET_KEY_FILE": str(served.data / "secret-key"),
        "WHOLEPERSON_DEBUG": "no",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    told = subprocess.run(
        [sys.executable, "-c", ASH_AND_COR], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    pages = (page_at(360, script=False), page_at(1280))
    for page, session in zip(pages, told.stdout.split(), strict=True):
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": served.url}])
    return pages


@pytest.mark.needs("N1")
def test_an_entry_is_added_without_script_said_to_be_wrong_and_put_right(
    ash_and_cor: tuple[Page, Page], page_at: Callable[..., Page], axe: Callable[[Page], list[str]]
) -> None:
    ash, cor = ash_and_cor
    ash.goto("/my-work/network/")
    ash.get_by_role("link", name="Put something on the map").click()
    ash.get_by_label("What is it called?").fill("Invented porch light")
    ash.get_by_label("Thursday").check()
    ash.get_by_label("From", exact=True).fill("18:00")
    ash.get_by_label("To", exact=True).fill("20:00")
    ash.get_by_role("button", name="Add another opening time").click()
    expect(ash.get_by_role("group", name="Opening time 2")).to_be_visible()
    ash.get_by_label("Who, by their role").fill("The porch")
    ash.get_by_label("I went there").check()
    ash.get_by_role("button", name="Put it on the map").last.click()
    expect(ash.get_by_text("Thursdays, 6 to 8 in the evening")).to_be_visible()
    entry = ash.url.removesuffix("change/")

    somebody = page_at(320)
    somebody.goto(f"{entry}wrong/")
    assert axe(somebody) == []
    somebody.get_by_label("The times are wrong").check()
    somebody.get_by_label("Tell us more, if you like").fill("It goes on until nine.")
    somebody.get_by_role("button", name="Tell us").click()
    expect(somebody.get_by_role("heading", name="Thank you")).to_be_visible()

    cor.goto("/my-work/network/corrections/")
    assert axe(cor) == []
    cor.get_by_role("link", name="Put it right").click()
    expect(cor.get_by_text("It goes on until nine.")).to_be_visible()
    cor.get_by_label("To", exact=True).fill("21:00")
    assert axe(cor) == []
    cor.get_by_role("button", name="Keep this").last.click()
    expect(cor.get_by_text("Nothing waits.")).to_be_visible()
    cor.goto(f"{entry}check/")
    assert axe(cor) == []
    expect(cor.get_by_text("Thursdays, 6 to 9 in the evening")).to_be_visible()

"""Somebody says on a phone how a place was; a coordinator looks at it; everybody reads it, and sees the door."""

import os
import struct
import subprocess
import sys
import zlib

import pytest
from playwright.sync_api import Page, expect

from tests.serving import Served
from tests.wholeperson.directory.media import png_chunk
from tools.tree import ROOT

# Sam comes to a group that Cora looks after. Prints its id, and the session of each.
SAM_AND_CORA = """
import django; django.setup()
from tests.cast import browser_of, joined, with_role
from tests.listing import listed
from wholeperson.people.public import Role
place = listed("Chess and soup", by="The Soup Kitchen, invented")
people = joined("Sam"), with_role("Cora", Role.COORDINATOR)
print(place.id, *(browser_of(one).session.session_key for one in people))
"""
SIDE = 1800


@pytest.fixture
def there(served: Served, page_at) -> tuple[str, Page, Page]:
    """Give the address of the group, and a phone each, signed in."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "wholeperson.config.settings",
        "WHOLEPERSON_DATA": str(served.data),
        "WHOLEPERSON_SECRET_KEY_FILE": str(served.data / "secret-key"),
        "WHOLEPERSON_DEBUG": "no",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    asked = [sys.executable, "-c", SAM_AND_CORA]
    told = subprocess.run(asked, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
    place, *sessions = told.stdout.split()
    pages = [page_at(360), page_at(360)]
    for page, session in zip(pages, sessions, strict=True):
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": served.url}])
    return f"/network/{place}/", pages[0], pages[1]


def large_picture() -> bytes:
    """Give a PNG of noise that nothing packs smaller: more than 2 MB."""
    rows = b"".join(b"\0" + os.urandom(SIDE) for _ in range(SIDE))
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", SIDE, SIDE, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + png_chunk(b"IDAT", zlib.compress(rows, 1)) + png_chunk(b"IEND", b"")


@pytest.mark.needs("N2", "N7")
def test_somebody_says_how_it_was_and_it_is_shown_once_somebody_looked(there, page_at, axe) -> None:
    address, sam, cora = there
    sam.goto(f"{address}said/write/")
    sam.get_by_label("In your own words").fill("They had soup.\nI lost twice and stayed.")
    sam.get_by_label("It depends").check()
    sam.get_by_role("button", name="Say this").click()
    expect(sam.get_by_text("Somebody looks at it first, for safety")).to_be_visible()
    assert axe(sam) == []
    cora.goto("/my-work/said/")
    assert axe(cora) == []
    cora.get_by_role("link", name="Look at this one").click()
    cora.get_by_label("Yes, show it").check()
    assert axe(cora) == []
    cora.get_by_role("button", name="Keep this decision").click()
    reader = page_at(360)
    reader.goto(f"{address}said/")
    expect(reader.get_by_text("I lost twice and stayed.")).to_be_visible()
    expect(reader.get_by_text("Would go again? It depends")).to_be_visible()
    assert axe(reader) == []
    cora.goto(f"{address}picture/change/")
    picture = {"name": "door.png", "mimeType": "image/png", "buffer": large_picture()}
    cora.get_by_label("The picture").set_input_files(picture)
    expect(cora.get_by_text("We made this picture smaller")).to_be_visible()
    cora.get_by_label("The same in words").fill("A yellow door.")
    cora.get_by_label("Nobody can be known in this picture").check()
    cora.get_by_role("button", name="Show this to everybody").click()
    expect(cora.get_by_role("img", name="A yellow door.")).to_be_visible()
    assert axe(cora) == []

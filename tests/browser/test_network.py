"""Looking for something on the network map with a phone, and what the device keeps to itself. All of it is invented."""

import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import Page, Request, expect

from tests.serving import Served
from tools.tree import ROOT

# Three things in one place: one in Bersted, one in Felpham, and one whose address is kept safe.
THINGS = """
import django; django.setup()
from tests.cast import alliance
from tests.listing import listed, weekly
from wholeperson.directory.models import Somewhere
from wholeperson.directory.public import ResourceKind, Spot, Where, Whom
ring = (Whom(role="whoever makes the tea", first=True, call="01632 960001"),)
every = (weekly("MO,TU,WE,TH,FR,SA,SU", "00:00", "00:00"),)
from wholeperson.directory.models import Resource
for name, at in (("Tea in Bersted", Spot(50.796, -0.672)), ("Swim in Felpham", Spot(50.786, -0.640))):
    hall = Where(name=name.split()[-1] + " Hall", spot=at)
    if not Resource.objects.filter(name=name).exists():
        listed(name, places=(hall,), contacts=ring, opens=every, terms=("talk",))
if not Resource.objects.filter(name="A house").exists():
    listed("A house", kind=ResourceKind.HOUSING, kept_safe=True, contacts=ring, by="A charity")
for name, north, east in (("Bersted", 50.797, -0.673), ("Felpham", 50.787, -0.641)):
    at = {"latitude": north, "longitude": east}
    Somewhere.objects.get_or_create(
        alliance_id=alliance().id, name=name, folded=name.lower(), kind="neighbourhood", defaults=at)
"""


@pytest.fixture
def things(served: Served) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "wholeperson.config.settings",
        "WHOLEPERSON_DATA": str(served.data),
        "WHOLEPERSON_SECRET_KEY_FILE": str(served.data / "secret-key"),
        "WHOLEPERSON_DEBUG": "no",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    subprocess.run([sys.executable, "-c", THINGS], env=environment, cwd=ROOT, capture_output=True, check=True)


@pytest.mark.needs("N1", "N8", "P11")
def test_a_place_somebody_would_rather_not_go_near_stays_on_their_phone_and_goes_with_exit(
    things: None, page_at, axe, elsewhere: str
) -> None:
    page: Page = page_at(360)
    sent: list[Request] = []
    page.on("request", lambda one: sent.append(one))
    page.goto("/network/?place=bognor-regis")
    assert axe(page) == []
    page.get_by_text("Places I would rather not go near").click()
    page.get_by_label("A place, a street or a part of the town").fill("Felpham")
    page.get_by_role("button", name="Keep away from it").click()
    expect(page.get_by_text("One thing here is close to Felpham.")).to_be_visible()
    expect(page.get_by_role("link", name="Swim in Felpham", exact=True)).to_be_hidden()
    expect(page.get_by_role("link", name="Tea in Bersted", exact=True)).to_be_visible()
    assert axe(page) == []
    page.reload()
    page.get_by_role("button", name="Show it all the same").click()
    expect(page.get_by_role("link", name="Swim in Felpham", exact=True)).to_be_focused()
    assert not [one.url for one in sent if "elpham" in one.url or one.method == "POST"]
    page.get_by_text("Narrow it down").click()
    page.get_by_label("Near", exact=True).fill("po21 1aa")
    page.get_by_role("button", name="Show what fits").click()
    expect(page).to_have_url(re.compile(r"/network/\?place=bognor-regis&near=PO21$"))
    assert not [one.url for one in sent if "1aa" in one.url.lower()]
    page.get_by_role("link", name="Exit this page").click()
    page.wait_for_url(elsewhere)
    page.goto("/network/")
    assert page.evaluate("localStorage.length") == 0

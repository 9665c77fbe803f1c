"""Somebody writes about themselves on a phone, corrects it, and says something with their own voice."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.serving import Served
from tests.wholeperson.journeys.sounds import wav
from tools.tree import ROOT

# Runs beside the platform, on its own tables: somebody joins, and the key of their session is said.
JOIN = """
import django; django.setup()
from tests.cast import browser_of, joined
print(browser_of(joined("Sam")).session.session_key)
"""
WRITE = "/me/about/matters/"
# A microphone that hears one steady tone, in place of the machine's own.
A_TONE = """
navigator.mediaDevices.getUserMedia = async () => {
  const sound = new AudioContext(), tone = sound.createOscillator(), out = sound.createMediaStreamDestination();
  tone.connect(out); tone.start();
  return out.stream;
};
"""

SignIn = Callable[[Page], Page]


@pytest.fixture
def sign_in(served: Served) -> SignIn:
    """Give what signs somebody new in, in the browser of a page."""

    def signed_in(page: Page) -> Page:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "wholeperson.config.settings",
            "WHOLEPERSON_DATA": str(served.data),
            "WHOLEPERSON_SECRET_KEY_FILE": str(served.data / "secret-key"),
            "WHOLEPERSON_DEBUG": "no",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }
        asked = [sys.executable, "-c", JOIN]
        told = subprocess.run(asked, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
        page.context.add_cookies([{"name": "sessionid", "value": told.stdout.strip(), "url": served.url}])
        return page

    return signed_in


@pytest.mark.needs("P8", "P9")
def test_somebody_writes_with_the_keyboard_corrects_it_and_finds_what_they_said_before(page_at, axe, sign_in) -> None:
    page = sign_in(page_at(360))
    page.goto("/me/about/")
    expect(page.get_by_text("Nothing here yet. It can stay empty.").first).to_be_visible()
    page.get_by_role("link", name="Write: What I am good at").press("Enter")
    page.get_by_label("In your own words").focus()
    page.keyboard.type("mending bikes, “mostly”")
    assert axe(page) == []
    page.get_by_role("button", name="Keep it").press("Enter")
    expect(page.locator("p.words")).to_have_text("mending bikes, “mostly”")
    page.get_by_label("Change it, or say more").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("\nand soup 🍲")
    page.get_by_role("button", name="Keep it").press("Enter")
    expect(page.locator("p.words").first).to_contain_text("and soup 🍲")
    page.locator("details.version summary").first.press("Enter")
    expect(page.locator("details.version p.words").first).to_have_text("mending bikes, “mostly”")
    assert axe(page) == []
    page.goto("/me/about/")
    expect(page.locator(".headings p.words")).to_contain_text("mending bikes")
    assert axe(page) == []


@pytest.mark.needs("P9")
def test_without_script_a_voice_memo_is_sent_and_can_be_heard(page_at, sign_in, tmp_path: Path) -> None:
    memo = tmp_path / "memo.wav"
    memo.write_bytes(wav())
    page = sign_in(page_at(360, script=False))
    page.goto(WRITE)
    expect(page.get_by_role("button", name="Start recording")).to_be_hidden()
    page.get_by_label("Or say it").set_input_files(memo)
    page.get_by_role("button", name="Keep it").click()
    sound = page.locator("audio").first
    expect(sound).to_be_visible()
    answer = page.request.get(sound.get_attribute("src") or "", headers={"Range": "bytes=0-99"})
    assert (answer.status, answer.body()) == (206, wav()[:100])


@pytest.mark.needs("P9")
def test_somebody_records_their_voice_on_the_page_and_hears_it_once_it_is_kept(page_at, axe, sign_in) -> None:
    page = sign_in(page_at(360, before=A_TONE))
    page.goto(WRITE)
    page.get_by_role("button", name="Start recording").click()
    expect(page.get_by_text("Recording. Speak in your own time.")).to_be_visible()
    page.wait_for_timeout(400)
    page.get_by_role("button", name="Stop recording").click()
    page.get_by_role("button", name="Listen to it").click()
    expect(page.get_by_text(re.compile("Playing|That was all of it"))).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("heading", name="What I said", exact=True)).to_be_visible()
    sound = page.locator("audio").first
    sound.evaluate("one => { one.muted = true; one.load(); return one.play(); }")
    assert sound.evaluate("one => one.error") is None


def test_a_recording_is_not_lost_to_a_text_that_is_too_long(page_at, sign_in) -> None:
    page = sign_in(page_at(360, before=A_TONE))
    page.goto(WRITE)
    page.get_by_label("In your own words").fill("x" * 8003)
    page.get_by_role("button", name="Start recording").click()
    page.get_by_role("button", name="Stop recording").click()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Your recording is still here. The words are 3 letters too many.")).to_be_visible()
    page.get_by_label("In your own words").fill("x")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("audio").first).to_be_visible()


@pytest.mark.needs("P9")
@pytest.mark.parametrize(("width", "dark"), [(320, False), (1280, True)])
def test_the_pages_fit_and_axe_finds_nothing_in_the_light_and_in_the_dark(page_at, axe, sign_in, width, dark) -> None:
    page = sign_in(page_at(width, dark=dark))
    for address in (WRITE, "/me/about/word/", "/me/about/"):
        page.goto(address)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
    page.goto(WRITE)
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert axe(page) == []

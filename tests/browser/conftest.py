"""A real browser before the real platform. Every browser test of the house stands on these fixtures.

`live` is the address of the platform, started as anybody starts it. `page_at(360)` gives a page of that width in a
browser that knows nothing yet; `page_at(360, script=False)` one without script. `axe(page)` gives what axe-core finds.
`demonstration` is the address of another, with the invented places, at which it is three in the morning on a Sunday.
`elsewhere` is the page that "Exit this page" leads to, on this machine.
"""

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.serving import Served, serving
from tools.tree import ROOT
from wholeperson.interface.saying import LONDON

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
HEIGHTS = {320: 640, 360: 740, 1280: 860}
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WEATHER = b"<!doctype html><html lang=en><title>Weather</title><h1>Rain later</h1>"

SUNDAY_AT_THREE = datetime(2026, 11, 22, 3, 0, tzinfo=LONDON)

PageAt = Callable[..., Page]
Axe = Callable[[Page], list[str]]
Fits = Callable[..., None]


class _Weather(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/weather":  # and not the icon, which the browser asks for in the weather page's own name
            self.server.referrers.append(self.headers.get("Referer"))  # type: ignore[attr-defined]  # set in the fixture
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(WEATHER)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def weather() -> Iterator[ThreadingHTTPServer]:
    """Give the server of the page that the exit leads to; it remembers which referrer it was told."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Weather) as server:
        server.referrers = []  # type: ignore[attr-defined]  # set in the fixture
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="session")
def elsewhere(weather: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{weather.server_port}/weather"


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, elsewhere: str) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("live")
    with serving(folder, EXIT_TO=elsewhere, PLACE="Bognor Regis and Crawley") as one:
        yield one


@pytest.fixture(scope="session")
def live(served: Served) -> str:
    return served.url.rstrip("/")


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory, elsewhere: str) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("demonstration")
    with serving(
        folder, "--demo", begin_at=SUNDAY_AT_THREE, EXIT_TO=elsewhere, PLACE="Bognor Regis and Crawley"
    ) as one:
        yield one.url.rstrip("/")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield one
        one.close()


@pytest.fixture
def page_at(browser: Browser, live: str) -> Iterator[PageAt]:
    contexts: list[BrowserContext] = []

    def give(width: int, *, script: bool = True, dark: bool = False, before: str = "") -> Page:
        context = browser.new_context(
            base_url=live,
            viewport={"width": width, "height": HEIGHTS.get(width, 800)},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        if before:
            context.add_init_script(before)
        return context.new_page()

    yield give
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe() -> Axe:
    source = AXE.read_text()

    def look(page: Page) -> list[str]:
        """Give one line for each thing that axe finds. Evaluated from outside, because the policy lets no script in."""
        if page.evaluate("typeof axe") == "undefined":
            page.evaluate(source)
        found = page.evaluate(
            "axe.run(document, {resultTypes: ['violations'],"  # twice as quick as telling of all that is well
            " runOnly: ['wcag2a','wcag2aa','wcag21aa','wcag22aa','best-practice']})"
        )
        return [f"{one['id']}: {node['html']}" for one in found["violations"] for node in one["nodes"]]

    return look


@pytest.fixture
def fits(axe: Axe) -> Fits:
    """Give a look at one page at every width, loaded once: axe finds nothing, and nothing scrolls sideways."""

    def look(page: Page, *, dark: bool = False) -> None:
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": HEIGHTS.get(width, 800)})
            assert axe(page) == [], width
            assert page.evaluate("document.documentElement.scrollWidth") == width
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        if dark:
            page.emulate_media(color_scheme="dark")
            assert axe(page) == [], "dark"

    return look

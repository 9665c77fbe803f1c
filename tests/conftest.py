"""What every test stands on: settings, no network, steady properties, and the shared reports where they are."""

import gc
from pathlib import Path

import django
import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher
from hypothesis import HealthCheck, settings

from tests.environment import prepare

prepare()
# Here and not by pytest-django, which would read the settings before this file could prepare them.
django.setup()

# The real cost of a passphrase is 60 ms a try, and the tests make thousands. What is served in tests has the real cost.
ScryptPasswordHasher.work_factor = 2**4

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
NEEDED = ("data", "seeds")

# The same examples every time, so that a failure here is one everywhere. --hypothesis-profile=search looks wider.
settings.register_profile("steady", derandomize=True, max_examples=60, deadline=None, database=None)
slow_is_fine = [HealthCheck.too_slow]
settings.register_profile("search", max_examples=2000, deadline=None, suppress_health_check=slow_is_fine)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder with the reports and the data beside the checkout; without it the test is left out, and named."""
    if not all((SHARED / folder).is_dir() for folder in NEEDED):
        pytest.skip("needs the reports and data of ../shared, which are not beside this checkout")
    return SHARED


@pytest.fixture(autouse=True)
def own_keys(request: pytest.FixtureRequest) -> None:
    """Give every test with a database a key store of its own: what a test wrote is rolled back, and keys are not."""
    if request.node.get_closest_marker("database") and "scene" not in request.fixturenames:  # a scene brings its own
        request.getfixturevalue("settings").KEY_STORE = request.getfixturevalue("tmp_path")
        request.getfixturevalue("settings").KEY_COPIES = request.getfixturevalue("tmp_path") / "copies"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Set the marks that follow from what a test is, before `-m` chooses by them."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db", "live_server"}:
            item.add_marker("database")
        if "shared" in fixtures:
            item.add_marker("shared")
        if item.path.is_relative_to(HERE / "browser"):
            item.add_marker("browser")


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what stays: everything that was loaded until now."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the tests that were left out because ../shared is not here."""
    left_out = [one.nodeid for one in terminalreporter.getreports("skipped") if "shared" in one.keywords]
    if left_out:
        terminalreporter.section("left out: ../shared is not beside this checkout")
        for name in left_out:
            terminalreporter.line(name)

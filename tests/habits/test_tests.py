"""The tests' own ground: no network, warnings are errors, marks are known, and what is left out is named."""

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests import postgres
from tools.tree import ROOT

SHARED_TEST = "def test_reads_the_reports(shared):\n    assert shared.is_dir()\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Make a checkout with our settings and our conftest and nothing beside it."""
    root = tmp_path / "checkout"
    (root / "tests" / "browser").mkdir(parents=True)
    shutil.copy(ROOT / "pyproject.toml", root)
    for name in ("conftest.py", "environment.py"):
        shutil.copy(ROOT / "tests" / name, root / "tests")
    return root


def run(checkout: Path, test: str, *arguments: str, name: str = "test_a.py") -> tuple[int, str]:
    """Run one file of tests there."""
    (checkout / "tests" / name).write_text(test)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_no_test_reaches_another_machine() -> None:
    # A warning that is an error, so that no library can swallow the refusal.
    with socket.socket() as one, pytest.raises(UserWarning, match="tried to use socket"):
        one.connect(("192.0.2.1", 80))


def test_a_test_may_talk_to_its_own_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass


def test_a_warning_is_an_error(checkout: Path) -> None:
    assert run(checkout, "def test_a():\n    pass\n")[0] == 0
    assert run(checkout, "import warnings\n\n\ndef test_a():\n    warnings.warn('old')\n")[0] == 1


def test_a_mark_that_nobody_knows_is_an_error(checkout: Path) -> None:
    status, said = run(checkout, "import pytest\n\n\n@pytest.mark.holidays\ndef test_a():\n    pass\n")
    assert status != 0
    assert "holidays" in said


def test_what_needs_the_reports_is_left_out_by_name_where_they_are_not(checkout: Path) -> None:
    status, said = run(checkout, SHARED_TEST)
    assert status == 0
    assert "left out: ../shared is not beside this checkout" in said
    assert said.count("tests/test_a.py::test_reads_the_reports") == 1


def test_what_needs_the_reports_runs_where_they_are(checkout: Path) -> None:
    for folder in ("data", "seeds"):
        (checkout.parent / "shared" / folder).mkdir(parents=True)
    status, said = run(checkout, SHARED_TEST)
    assert status == 0
    assert "left out" not in said
    assert "1 passed" in said


def test_marks_follow_from_what_a_test_is(checkout: Path) -> None:
    database = "import pytest\n\n\n@pytest.mark.django_db\ndef test_b():\n    pass\n\n\ndef test_c(db):\n    pass\n"
    for name, test in (
        ("browser/test_a.py", "def test_a():\n    pass\n"),
        ("test_b.py", database),
        ("test_d.py", SHARED_TEST.replace("reads_the_reports", "d")),
    ):
        (checkout / "tests" / name).write_text(test)
    for mark, marked in (("browser", "a"), ("database", "bc"), ("shared", "d")):
        _, said = run(checkout, "def test_e():\n    pass\n", "--collect-only", "-q", "-m", mark, name="test_e.py")
        assert [name for name in "abcde" if f"::test_{name}\n" in said] == list(marked), said


def _use_and_break(ports: list[int]) -> None:
    with postgres.cluster() as address:
        ports.append(int(address.rpartition(":")[2].partition("/")[0]))
        socket.create_connection(("127.0.0.1", ports[0])).close()
        raise RuntimeError("in the middle")


def test_a_cluster_is_gone_afterwards_whatever_happened() -> None:
    ports: list[int] = []
    with pytest.raises(RuntimeError, match="in the middle"):
        _use_and_break(ports)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", ports[0]))


def test_a_machine_without_postgresql_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "postgres", lambda: None)
    with pytest.raises(postgres.NoPostgresError, match="apt-get install postgresql"), postgres.cluster():
        pass


def test_the_command_in_a_cluster_decides_how_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import os, sys; sys.exit(7 if os.environ['WHOLEPERSON_DATABASE_URL'].startswith('postgres:') else 1)"
    monkeypatch.setattr(sys, "argv", ["postgres", sys.executable, "-c", code])
    assert postgres.main() == 7

"""`make` runs everything, swallows nothing, and says at the end what happened."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tools import everything, lock, machine
from tools.everything import Step, count
from tools.tree import ROOT

MAKEFILE = (ROOT / "Makefile").read_text()
SWALLOWED = re.compile(r"^\t@?-|\|\|\s*(?:true|:)|;\s*true\b|^\.IGNORE|2>/dev/null\s*$", re.MULTILINE)
VERBS = ("run", "test", "check", "nightly", "fix", "browser", "bench", "docs", "demo", "lock", "clean")


def step(name: str, code: str, *, tests: bool = False) -> Step:
    """Make a step of a line of Python."""
    return Step(name, [sys.executable, "-c", code], tests)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(everything, "REPORTS", tmp_path / "reports")
    monkeypatch.setattr(everything, "COVERAGE", tmp_path / "coverage")


def test_one_red_step_makes_everything_red_and_the_others_still_run(capsys: pytest.CaptureFixture[str]) -> None:
    steps = [step("a", "raise SystemExit(3)"), step("b", ""), step("c", "")]
    assert everything.run(steps, [step("d", "")]) == 1
    assert capsys.readouterr().out.splitlines()[-1].startswith("3 passed, 1 failed, 0 left out")


def test_all_green_is_green(capsys: pytest.CaptureFixture[str]) -> None:
    assert everything.run([step("a", "")], []) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("1 passed, 0 failed")


def test_a_last_step_that_fails_counts() -> None:
    assert everything.run([step("a", "")], [step("d", "raise SystemExit(1)")]) == 1


@pytest.mark.parametrize(
    ("report", "status", "counts"),
    [
        ('<testsuites><testsuite tests="9" failures="1" errors="1" skipped="2"/></testsuites>', 1, (5, 2, 2)),
        ('<testsuites><testsuite tests="3" failures="0" errors="0" skipped="0"/></testsuites>', 0, (3, 0, 0)),
        ('<testsuites><testsuite tests="3" failures="0" errors="0" skipped="0"/></testsuites>', 2, (3, 1, 0)),
        (None, 5, (0, 1, 0)),
    ],
)
def test_tests_are_counted_and_a_broken_run_is_a_failure(
    tmp_path: Path, report: str | None, status: int, counts: tuple[int, int, int]
) -> None:
    path = tmp_path / "a.xml"
    if report:
        path.write_text(report)
    assert count(path, status) == counts


def test_no_recipe_swallows_an_exit_status() -> None:
    assert SWALLOWED.findall(MAKEFILE) == []
    assert SWALLOWED.findall("a:\n\t-rm b\n\tc || true\n\td; true\n") != []


def test_every_verb_is_there_and_listed() -> None:
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [verb for verb in VERBS if f"make {verb} " not in said] == []


def test_continuous_integration_runs_what_people_run() -> None:
    script = (ROOT / ".ci/run").read_text()
    assert "set -euo pipefail" in script
    assert script.splitlines()[-1] == "make test"


def test_the_lock_names_versions_and_nothing_else() -> None:
    lines = (ROOT / "requirements.lock").read_text().splitlines()[1:]
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9._-]+==[\w.+!-]+", line)] == []


def test_the_lock_holds_every_library_that_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    declared = {re.split(r"[\[<>=]", one)[0].lower() for one in wanted}
    locked = {line.partition("==")[0] for line in (ROOT / "requirements.lock").read_text().splitlines()}
    assert "numpy" in declared
    assert declared - locked == set()


def test_hosts_and_remarks_do_not_reach_the_lock() -> None:
    printed = "--index-url https://index.example.org\n# a remark\na==1\n    # via b\nb==2\n"
    assert lock.versions(printed) == ["a==1", "b==2"]


def test_what_the_machine_lacks_is_one_line_for_people_without_root(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(machine, "chromium", lambda: None)
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)
    assert machine.main() == 1
    assert "sudo apt-get install chromium" in capsys.readouterr().err

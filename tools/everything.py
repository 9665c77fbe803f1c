"""Run every gate and every test, go on after a failure, end with one summary: `python -m tools.everything check|test`.

Two steps at a time, because the machines that we promise to be quick on have two cores; the longest begin. A step's
output is printed when it ends, so that two never mix.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tests.environment import prepare
from tools.tree import ROOT

REPORTS = ROOT / "build" / "tests"
COVERAGE = ROOT / "build" / "coverage"
MEMORY, ENOUGH = Path("/dev/shm"), 3 * 1024**3  # noqa: S108  # a disk in memory, with a folder of our own on it
PY = sys.executable
BIN = Path(PY).parent
PYTEST = [PY, "-m", "pytest"]
COUNTED = [PY, "-m", "coverage", "run", "-m", "pytest"]


@dataclass(frozen=True)
class Step:
    """One command with a name; `tests` says that it is a pytest run, whose tests are counted one by one."""

    name: str
    command: list[str]
    tests: bool = False
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """How a step ended, and how many checks that makes (a gate is one)."""

    step: Step
    status: int
    seconds: float
    passed: int
    failed: int
    left_out: int

    @property
    def line(self) -> str:
        """The step's line in the summary."""
        counts = f"{self.passed} passed, {self.failed} failed, {self.left_out} left out" if self.step.tests else ""
        return (
            f"  {self.step.name:<13} {'failed' if self.status else 'passed'} {self.seconds:6.1f} s   {counts}".rstrip()
        )


def _pytest(name: str, command: list[str], *arguments: str, **environment: str) -> Step:
    return Step(
        name, [*command, "-q", f"--junitxml={REPORTS / name}.xml", *arguments], tests=True, environment=environment
    )


GATES = [
    # Without its cache: what is first-party depends on the tree around a file, and the cache does not see that.
    Step("lint", [PY, "-m", "ruff", "check", "--quiet", "--no-cache", "."]),
    Step("format", [PY, "-m", "ruff", "format", "--check", "--quiet", "."]),
    Step("walls", [str(BIN / "lint-imports"), "--no-logo"]),
    Step("types", [PY, "-m", "mypy"]),
    Step("templates", [PY, "-m", "djlint", "src", "--lint", "--quiet", "--allow-empty-input"]),
    Step("dependencies", [str(BIN / "deptry"), "src"]),
    Step("spelling", [str(BIN / "codespell")]),
    Step("words", [PY, "-m", "tools.words"]),
    Step("documents", [PY, "-m", "tools.generate", "--check"]),
]
QUICK_UNIT = _pytest("unit", PYTEST, "-m", "not browser")
PLATFORM = _pytest("platform", COUNTED, "tests/wholeperson", "-m", "not once")
UNIT = _pytest("unit", COUNTED, "tests/wholesystem", "tests/habits")
# The page table and the long searches open thousands of pages: once, on one database, without counting lines.
ONCE = _pytest("once", PYTEST, "tests/wholeperson", "-m", "once")
# The kernels again with the compiler off, because compiled lines cannot be counted.
KERNELS = _pytest("kernels", COUNTED, "tests/wholesystem", "-m", "kernel", NUMBA_DISABLE_JIT="1")
# Maps of the reports are files: playing them asks the database for nothing that is not asked elsewhere.
PLAYED = [f"--ignore=tests/wholeperson/mapping/test_{name}.py" for name in ("tipping", "compare", "matters", "drives")]
POSTGRES = _pytest(
    "postgresql", [PY, "-m", "tests.postgres", *PYTEST], "tests/wholeperson", "-m", "database and not once", *PLAYED
)
BROWSER = _pytest("browser", PYTEST, "tests/browser")
COVERED = Step("coverage", [PY, "-m", "tools.coverage_gate"])

STEPS = {"check": [QUICK_UNIT, *GATES], "test": [PLATFORM, BROWSER, UNIT, KERNELS, POSTGRES, ONCE, *GATES]}
AT_A_TIME = 2
LAST = {"check": [], "test": [COVERED]}


def count(report: Path, status: int) -> tuple[int, int, int]:
    """Passed, failed and left out in a junit report; a run that broke without one is one failure."""
    if not report.exists():
        return 0, 1 if status else 0, 0
    suites = list(ET.parse(report).getroot().iter("testsuite"))  # noqa: S314  # pytest wrote it a moment ago
    total, wrong, left_out = (
        sum(int(suite.get(key, 0)) for suite in suites) for key in ("tests", "failures", "skipped")
    )
    wrong += sum(int(suite.get("errors", 0)) for suite in suites)
    return total - wrong - left_out, max(wrong, 1) if status else wrong, left_out


@cache
def in_memory() -> dict[str, str]:
    """Where there is a disk in memory, tests keep their databases on it: they wait for the disk half of the time."""
    try:
        room = os.statvfs(MEMORY)
        if room.f_bavail * room.f_frsize < ENOUGH:
            return {}
        folder = tempfile.mkdtemp(prefix="whole-person-tests-", dir=MEMORY)
    except OSError:
        return {}
    Path(folder).chmod(0o755)  # PostgreSQL runs as somebody else, in a folder of its own below
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return {"TMPDIR": folder}


def take(step: Step, printing: threading.Lock) -> Outcome:
    """Run one step and print what it said."""
    began = time.monotonic()
    environment = {**os.environ, **in_memory(), **step.environment}
    done = subprocess.run(
        step.command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    seconds = time.monotonic() - began
    with printing:
        if done.returncode or step.tests:
            print(f"---- {step.name} " + "-" * (74 - len(step.name)))
            print(done.stdout.decode(errors="replace").rstrip())
        else:
            print(f"---- {step.name}: passed")
        sys.stdout.flush()
    counts = (0, 1, 0) if done.returncode else (1, 0, 0)
    if step.tests:
        counts = count(REPORTS / f"{step.name}.xml", done.returncode)
    return Outcome(step, done.returncode, seconds, *counts)


def run(steps: list[Step], last: list[Step]) -> int:
    """Run the steps, two at a time, then the last ones; print the summary and give the exit status."""
    began = time.monotonic()
    for folder in (REPORTS, COVERAGE):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    printing = threading.Lock()
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        outcomes = list(pool.map(lambda step: take(step, printing), steps))
    outcomes += [take(step, printing) for step in last]
    print("\n==== Summary " + "=" * 67)
    for outcome in outcomes:
        print(outcome.line)
    passed, failed, left_out = (sum(getattr(one, key) for one in outcomes) for key in ("passed", "failed", "left_out"))
    minutes, seconds = divmod(round(time.monotonic() - began), 60)
    print(
        f"{passed} passed, {failed} failed, {left_out} left out in {minutes} min {seconds} s (each gate counts as one)"
    )
    return 1 if any(outcome.status for outcome in outcomes) else 0


if __name__ == "__main__":
    prepare()
    chosen = sys.argv[1]
    sys.exit(run(STEPS[chosen], LAST[chosen]))

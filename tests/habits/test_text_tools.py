"""djlint, codespell and deptry run with our settings, and are seen to fail."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.tree import ROOT

BIN = Path(sys.executable).parent
GOOD_PAGE = (
    '<!DOCTYPE html>\n<html lang="en">\n  <head>\n    <title>A</title>\n  </head>\n  <body>\n  </body>\n</html>\n'
)


def run(folder: Path, *command: str) -> tuple[int, str]:
    """Run a tool of the environment in a folder that has our settings."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("part", "code"),
    [('<img src="a.svg">', "H013"), ("<button>Show</button>", "H043"), ('<a href="/a"><b>Show</a>', "H025")],
)
def test_djlint_sees_a_template_that_leaves_somebody_out(tmp_path: Path, part: str, code: str) -> None:
    page = tmp_path / "a.html"
    page.write_text(GOOD_PAGE)
    assert run(tmp_path, "djlint", "--lint", ".")[0] == 0
    page.write_text(GOOD_PAGE.replace("<body>", f"<body>{part}"))
    status, said = run(tmp_path, "djlint", "--lint", ".", "--include", code)
    assert status == 1
    assert code in said


def test_codespell_sees_a_slip_of_the_pen(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("The house.\n")
    assert run(tmp_path, "codespell")[0] == 0
    (tmp_path / "a.md").write_text("T" + "eh house.\n")
    assert run(tmp_path, "codespell")[0] != 0


# What pyproject declares and an import shows; the rest is named there with the reason.
USED = (
    "click", "cryptography", "dateutil", "django", "fido2", "holidays", "icalendar", "jwt", "nh3", "numba", "numpy",
    "rapidfuzz", "segno", "snowballstemmer", "urllib3", "xkcdpass", "xlsxwriter", "yaml",
)  # fmt: skip


def test_deptry_sees_a_library_that_nobody_declared_and_one_that_nobody_uses(tmp_path: Path) -> None:
    for package in ("wholesystem", "wholeperson"):
        (tmp_path / "src" / package).mkdir(parents=True)
        (tmp_path / "src" / package / "__init__.py").touch()
    used = "".join(f"import {name}\n" for name in USED)
    (tmp_path / "src/wholesystem/__init__.py").write_text(used)
    assert run(tmp_path, "deptry", "src")[0] == 0
    (tmp_path / "src/wholesystem/__init__.py").write_text(used + "import nobodys\n")
    assert "DEP001" in run(tmp_path, "deptry", "src")[1]
    (tmp_path / "src/wholesystem/__init__.py").write_text(used.replace("import numba\n", ""))
    assert "DEP002" in run(tmp_path, "deptry", "src")[1]

"""The walls stand, and each contract is seen to fail on a small house that breaks it."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tools.tree import ROOT

LINT_IMPORTS = Path(sys.executable).parent / "lint-imports"
APPS = ("config", "mapping", "people", "team", "funds", "trail", "interface", "foundation", "directory")
ROOMS = ("views", "public", "actions", "queries", "models", "rules", "urls")
LIBRARY = ("maps", "statistics", "catalogue", "dynamics", "drawing", "cli")

BREAKS = {
    "the library imports Django": ("wholesystem/maps/a.py", "import django.db", "The library is pure"),
    "the library imports the platform": (
        "wholesystem/cli/a.py",
        "import wholeperson.trail.public",
        "The library is pure",
    ),
    "maps import dynamics": (
        "wholesystem/maps/a.py",
        "import wholesystem.dynamics",
        "The library's rooms point one way",
    ),
    "catalogue and dynamics meet": (
        "wholesystem/catalogue/a.py",
        "import wholesystem.dynamics",
        "The library's rooms point one way",
    ),
    "a room of the library that nobody listed": ("wholesystem/core.py", "", "The library's rooms point one way"),
    "sideways": ("wholeperson/team/actions.py", "import wholeperson.funds.public", "Apps point down"),
    "upward": ("wholeperson/people/actions.py", "import wholeperson.mapping.public", "Apps point down"),
    "upward inside a function": (
        "wholeperson/people/actions.py",
        "def deed():\n    import wholeperson.mapping.public",
        "Apps point down",
    ),
    "upward for types only": (
        "wholeperson/people/actions.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import wholeperson.mapping.public",
        "Apps point down",
    ),
    "the interface knows an app": ("wholeperson/interface/a.py", "import wholeperson.people.public", "Apps point down"),
    "an app that nobody listed": ("wholeperson/billing/__init__.py", "", "Apps point down"),
    "rules import models": (
        "wholeperson/team/rules.py",
        "import wholeperson.team.models",
        "Inside every app the same rooms, pointing down",
    ),
    "a room with no meaning": ("wholeperson/team/helpers.py", "", "Inside every app the same rooms, pointing down"),
    "a view imports its models": ("wholeperson/team/views.py", "import wholeperson.team.models", "Views are thin"),
    "rules import Django": ("wholeperson/team/rules.py", "from django.utils import timezone", "Rules know no Django"),
    "around a door": ("wholeperson/team/actions.py", "import wholeperson.people.models", "Apps talk by their doors"),
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Build a small house with the real contracts."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    rooms = [f"wholeperson/{app}/{room}.py" for app in APPS for room in ROOMS if app not in {"config", "foundation"}]
    rooms += ["wholeperson/config/settings.py", "wholeperson/foundation/ids.py"]
    for module in [*rooms, *(f"wholesystem/{room}/a.py" for room in LIBRARY)]:
        path = tmp_path / module
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        for folder in (path.parent, path.parent.parent):
            (folder / "__init__.py").touch()
    (tmp_path / "wholeperson/interface/models.py").unlink()
    (tmp_path / "wholeperson/team/actions.py").write_text(
        "import wholeperson.people.public, wholeperson.foundation.ids\n"
    )
    (tmp_path / "wholesystem/dynamics/a.py").write_text("import wholesystem.maps.a\n")
    return tmp_path


def lint(house: Path) -> tuple[int, str]:
    """Run the contracts on a house."""
    environment = {**os.environ, "PYTHONPATH": f"{house}{os.pathsep}{ROOT}", "COLUMNS": "200"}
    command = [str(LINT_IMPORTS), "--no-cache"]
    done = subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_house_in_order_passes(house: Path) -> None:
    status, said = lint(house)
    assert status == 0, said


@pytest.mark.parametrize(("module", "code", "contract"), BREAKS.values(), ids=BREAKS.keys())
def test_each_contract_fails_when_it_is_broken(house: Path, module: str, code: str, contract: str) -> None:
    path = house / module
    path.parent.mkdir(exist_ok=True)
    path.write_text(code + "\n")
    status, said = lint(house)
    assert status == 1
    assert f"{contract} BROKEN" in said


def test_every_contract_has_a_test_that_breaks_it() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert {contract["name"] for contract in contracts} == {contract for _, _, contract in BREAKS.values()}

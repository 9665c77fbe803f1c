"""mypy is strict where others build, checks bodies everywhere, and knows the models."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.environment import ENVIRONMENT
from tools.tree import ROOT

UNTYPED = "def a(b):\n    return b\n"
WRONG = "def a(b):\n    c: int = 'one'\n    return c\n"
SETTING = "from django.conf import settings\n\nsettings.NO_SUCH_SETTING\n"
TREE = {
    "wholesystem/maps/broken.py": UNTYPED,
    "wholeperson/team/public.py": UNTYPED,
    "wholeperson/team/actions.py": UNTYPED,
    "wholeperson/team/queries.py": UNTYPED,
    "wholeperson/team/permissions.py": UNTYPED,
    "wholeperson/team/rules.py": UNTYPED,
    "wholeperson/team/rules_apart/inside.py": UNTYPED,
    "wholeperson/team/views.py": WRONG,
    "wholeperson/team/models.py": SETTING,
}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Check one small tree with the real settings; a run takes seconds, so all tests read the same one."""
    root = tmp_path_factory.mktemp("house")
    for name, code in TREE.items():
        path = root / "src" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code)
        (path.parent / "__init__.py").touch()
    environment = {**os.environ, **ENVIRONMENT, "PYTHONPATH": str(ROOT / "src")}
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--config-file",
        str(ROOT / "pyproject.toml"),
        "--cache-dir",
        str(root / "c"),
    ]
    files = [str(Path("src") / name) for name in TREE]
    return subprocess.run(
        [*command, *files], cwd=root, env=environment, capture_output=True, text=True, check=False
    ).stdout


@pytest.mark.parametrize("name", [name for name, code in TREE.items() if code == UNTYPED and "apart" not in name])
def test_an_untyped_function_fails_where_others_build_on_it(said: str, name: str) -> None:
    assert f"{name}:1: error: Function is missing a type annotation" in said


def test_elsewhere_an_untyped_function_is_let_be_and_its_body_is_checked(said: str) -> None:
    assert "rules_apart/inside.py" not in said
    assert "views.py:2: error: Incompatible types in assignment" in said


def test_the_plugin_knows_this_platform(said: str) -> None:
    assert "models.py:3: error: 'Settings' object has no attribute 'NO_SUCH_SETTING'" in said

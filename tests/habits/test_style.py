"""The linter's and the formatter's settings are read, and catch what they are there for."""

import subprocess
import sys

import pytest

from tools.tree import ROOT

VIEW = "src/wholeperson/team/views.py"
LIBRARY = "src/wholesystem/maps/a.py"
BREAKS = {
    "print in the library": (LIBRARY, 'print("a")', "T201"),
    "print in the platform": (VIEW, 'print("a")', "T201"),
    "a clock without a zone": (VIEW, "import datetime\n\ndatetime.datetime.now()", "DTZ005"),
    "a swallowed error": (VIEW, "try:\n    a = 1\nexcept Exception:\n    pass", "BLE001"),
    "an import inside a function": (VIEW, "def a():\n    import json\n\n    return json", "PLC0415"),
    "dead code": (VIEW, "# a = 1", "ERA001"),
    "a path as a string": (VIEW, 'import os\n\nos.path.join("a", "b")', "PTH118"),
    "an import from the room above": (VIEW, "from .. import people", "TID252"),
    "a model found by name": (VIEW, "from django.apps import apps\n\napps.get_model('a', 'B')", "TID251"),
    "a signal": (VIEW, "from django.db.models.signals import post_save", "TID251"),
    "a receiver": (VIEW, "from django.dispatch import receiver", "TID251"),
    "the module random": (LIBRARY, "import random", "TID251"),
    "the settings module": (VIEW, "from wholeperson.config import settings", "TID251"),
    "numpy's old chance": (LIBRARY, "import numpy as np\n\nnp.random.seed(1)", "NPY002"),
    "no docstring in the library": (LIBRARY, "def a():\n    return 1", "D103"),
    "no docstring at a door": ("src/wholeperson/team/public.py", "def a():\n    return 1", "D103"),
    "an exemption without a code": (VIEW, "import os  # no" + "qa", "PGH004"),
    "an exemption that exempts nothing": (VIEW, "a = 1  # no" + "qa: F401", "RUF100"),
    "a nullable text": (
        "src/wholeperson/team/models.py",
        "from django.db import models\n\n\nclass A(models.Model):\n    b = models.CharField(null=True)",
        "DJ001",
    ),
    "a long line": (VIEW, f"a = '{'b' * 130}'", "E501"),
    "twenty-six statements": (VIEW, "def a():\n" + "    b = 1\n" * 26, "PLR0915"),
    "eleven ways through": (
        VIEW,
        "def a(b):\n" + "".join(f"    if b == {n}:\n        b += 1\n" for n in range(11)),
        "C901",
    ),
}


def ruff(path: str, code: str) -> str:
    """Lint a text as if it stood at a path."""
    command = [sys.executable, "-m", "ruff", "check", "--output-format=concise", f"--stdin-filename={path}", "-"]
    return subprocess.run(command, cwd=ROOT, input=code + "\n", capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize(("path", "code", "rule"), BREAKS.values(), ids=BREAKS.keys())
def test_each_rule_of_ours_fails_when_it_is_broken(path: str, code: str, rule: str) -> None:
    assert f" {rule} " in ruff(path, code)


def test_a_room_that_is_not_a_door_needs_no_docstring() -> None:
    assert "D103" not in ruff(VIEW, "def a():\n    return 1")


def test_the_formatter_sees_what_is_not_in_form() -> None:
    command = [sys.executable, "-m", "ruff", "format", "--check", f"--stdin-filename={VIEW}", "-"]
    done = subprocess.run(command, cwd=ROOT, input="a = { 'b':1 }\n", capture_output=True, text=True, check=False)
    assert done.returncode == 1

"""A place of its own for a test: a folder with a real database and real keys, worked on by processes of their own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import coverage

from tools.tree import ROOT

OURS = ("WHOLEPERSON_", "DJANGO_")
OPEN = """
import json, sys
from pathlib import Path
from wholeperson.config import prepare
data = prepare.folder(Path(sys.argv[1]))
prepare.settings_for(data)
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from wholeperson.foundation import keystore, vault
def answer(**what): print(json.dumps(what))
"""
MAKE = """
call_command("migrate", verbosity=0)
prepare.safe_to_serve()
"""
COMMANDS = {"keys": "keys", "serve": "commands", "demo": "commands"}


@dataclass(frozen=True)
class Said:
    """What a process said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its answer as one document."""
        return json.loads(self.out)


def process(data: Path, code: str, *arguments: str, **settings: str) -> Said:
    """Run a little program on a place, in an environment that knows nothing of this test's own settings."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    environment |= {f"WHOLEPERSON_{name}": value for name, value in settings.items()}
    environment["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    if coverage.Coverage.current():  # what runs there counts as run by the test
        environment["COVERAGE_PROCESS_START"] = str(ROOT / "pyproject.toml")
        code = f"import coverage\ncoverage.process_startup()\n{code}"
    command = [sys.executable, "-c", code, str(data), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    return Said(done.returncode, done.stdout, done.stderr)


def inside(data: Path, code: str, *arguments: str, **settings: str) -> Any:
    """Run a program with the place opened, and give what it answers."""
    said = process(data, OPEN + code, *arguments, **settings)
    assert said.code == 0, said.err
    return said.json


def command(data: Path, name: str, *arguments: str, **settings: str) -> Said:
    """Run `wholeperson NAME …` on a place, without needing the command to be installed."""
    code = (
        "import sys, importlib\n"
        f"command = importlib.import_module('wholeperson.config.{COMMANDS.get(name, 'keeping')}').{name}\n"
        f"command.main([*sys.argv[2:], '--data', sys.argv[1]], prog_name='wholeperson {name}')"
    )
    return process(data, code, *arguments, **settings)

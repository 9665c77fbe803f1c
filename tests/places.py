"""A place of its own for a test: a folder with a real database and real keys, worked on by processes of their own."""

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import coverage

from tools.tree import ROOT
from wholeperson.config import prepare

OURS = ("WHOLEPERSON_", "DJANGO_")
OPEN = """
import json, sys
from pathlib import Path
from wholeperson.config import prepare
data = prepare.folder(Path(sys.argv[1]))
prepare.settings_for(data)
import django
django.setup()
from django.contrib.auth.hashers import ScryptPasswordHasher
ScryptPasswordHasher.work_factor = 2**4  # as in every test
from django.core.management import call_command
from django.db import connection
from wholeperson.foundation import keystore, vault
def answer(**what): print(json.dumps(what))
"""
TABLES = """
call_command("migrate", verbosity=0)
prepare.safe_to_serve()
connection.close()
answer()
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


def process(data: Path, code: str, *arguments: str, counted: bool = True, **settings: str) -> Said:
    """Run a little program on a place, in an environment that knows nothing of this test's own settings.

    Whether its lines are counted matters to time: counting makes a start twice as long.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    environment |= {f"WHOLEPERSON_{name}": value for name, value in settings.items()}
    environment["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    if counted and coverage.Coverage.current():  # what runs there counts as run by the test
        environment["COVERAGE_PROCESS_START"] = str(ROOT / "pyproject.toml")
        code = f"import coverage\ncoverage.process_startup()\n{code}"
    command = [sys.executable, "-c", code, str(data), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    return Said(done.returncode, done.stdout, done.stderr)


@cache
def _tables() -> Path:
    """Give a place in which nothing has happened yet: made once in a run, because making tables is slow."""
    folder = Path(tempfile.mkdtemp(prefix="whole-person-tables-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    inside(folder / "data", TABLES)
    return folder / "data" / prepare.DATABASE_FILE


def new_place(data: Path) -> Path:
    """Make a place with every table, and with keys of its own as soon as it is opened."""
    data.mkdir(mode=0o700, parents=True)
    shutil.copy(_tables(), data / prepare.DATABASE_FILE)
    return data


def inside(data: Path, code: str, *arguments: str, counted: bool = False, **settings: str) -> Any:
    """Run a program with the place opened, and give what it answers. Most only look, so their lines are not counted."""
    said = process(data, OPEN + code, *arguments, counted=counted, **settings)
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

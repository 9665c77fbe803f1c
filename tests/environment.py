"""The settings that tests and type checks run with, so that nobody has to set anything in a shell first.

Only what the shell has not set is set: WHOLEPERSON_DATABASE_URL stays what tests/postgres.py says.
"""

import os
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "build" / "tests-data"
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "wholeperson.config.settings",
    "WHOLEPERSON_DATA": str(DATA),
    "WHOLEPERSON_SECRET_KEY_FILE": str(DATA / "secret-key"),
    # Static files by their plain names, so that a test of a page does not need them collected first. pytest-django
    # switches Django's own DEBUG off again.
    "WHOLEPERSON_DEBUG": "yes",
}


def prepare() -> None:
    """Set what is missing, before anything reads the settings."""
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    # Hundreds of processes start here, and each would compile everything anew where a shell lets nothing be kept.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    (DATA / "static").mkdir(parents=True, exist_ok=True)  # WhiteNoise looks there, and complains where nothing is
    (DATA / "keys").mkdir(exist_ok=True)
    _write(DATA / "keys" / "key", "5e" * 32 + "\n")
    _write(DATA / "secret-key", "invented for tests, and known to everybody who reads this\n")


def _write(file: Path, text: str) -> None:
    """Write a file whole or not at all: other tests, in processes beside this one, read it at any moment."""
    if not file.exists() or file.read_text() != text:
        beside = file.with_name(f"{file.name}.{os.getpid()}")
        beside.write_text(text)
        beside.replace(file)

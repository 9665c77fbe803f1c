"""What one machine needs before it can serve: a folder, a secret, tables, files for browsers. Made once."""

import json
import os
import secrets
from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connections

PACKAGE = Path(__file__).resolve().parent.parent
BUILT = PACKAGE / "interface" / "static" / "built" / "interface" / "base.css"
STAMP = ".ready"
DATABASE_FILE = "whole-person.sqlite3"
STATIC_FOLDER = "static"
LIBRARIES = ("django", "django-htmx", "whitenoise")


class NotReadyError(RuntimeError):
    """Something that only a person can put right; the text says what."""


def folder(data: Path) -> Path:
    """Make the data folder, readable by nobody else, and the secret in it. Both stay as they are when they are there.

    Raises:
        NotReadyError: where the folder cannot be written.
    """
    data = data.expanduser().resolve()
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_secret(data / "secret-key")
        (data / "keys").mkdir(mode=0o700, exist_ok=True)
        key = Path(os.environ.get("WHOLEPERSON_KEY_FILE", data / "keys" / "key"))
        _make_once(key, secrets.token_bytes(32).hex())
    except OSError as cause:
        raise NotReadyError(f"{data} cannot be written ({cause.strerror}). Name another folder with --data.") from cause
    return data


def _make_secret(path: Path) -> None:
    _make_once(path, secrets.token_urlsafe(64))


def _make_once(path: Path, secret: str) -> None:
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(opened, "w", encoding="utf-8") as file:
        file.write(secret + "\n")


def settings_for(data: Path) -> None:
    """Tell the settings, here and in every worker, where the data is."""
    os.environ["WHOLEPERSON_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "wholeperson.config.settings"


def everything(data: Path) -> tuple[str, ...]:
    """Bring tables and static files up to date, and say what was done. Unchanged things are not looked into again.

    Raises:
        NotReadyError: where the files for browsers have not been built.
    """
    if not BUILT.exists():
        raise NotReadyError(
            "The files for browsers are not built yet. Run 'make run', or 'npm ci' and 'npm run build'."
        )
    wanted = {"tables": _print_of("migrations/*.py"), "static": _print_of("static/**/*")}
    stamp = data / STAMP
    there = json.loads(stamp.read_text(encoding="utf-8")) if stamp.exists() else {}
    # A database elsewhere can change behind our back, so only a file of our own may be believed to be as we left it.
    own = not os.environ.get("WHOLEPERSON_DATABASE_URL")
    tables = not (own and (data / DATABASE_FILE).exists() and there.get("tables") == wanted["tables"])
    static = not ((data / STATIC_FOLDER).is_dir() and there.get("static") == wanted["static"])
    if tables or static:
        django.setup()
    if tables:
        call_command("migrate", interactive=False, verbosity=0)
        connections.close_all()
    if static:
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(json.dumps(wanted), encoding="utf-8")
    said = ((tables, "The tables are up to date."), (static, "The files for browsers are in place."))
    return tuple(sentence for done, sentence in said if done)


def _print_of(pattern: str) -> str:
    found: Iterable[Path] = sorted(path for path in PACKAGE.glob(f"*/{pattern}") if path.is_file())
    marks = [f"{path.relative_to(PACKAGE)} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in found]
    return sha256("\n".join([*marks, *(f"{name} {version(name)}" for name in LIBRARIES)]).encode()).hexdigest()

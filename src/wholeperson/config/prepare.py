"""What one machine needs before it can serve: a folder, a secret, tables, files for browsers. Made once."""

import fcntl
import importlib
import json
import os
import secrets
from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import IO

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from wholeperson.foundation import clock, keystore

PACKAGE = Path(__file__).resolve().parent.parent
BUILT = PACKAGE / "interface" / "static" / "built" / "interface" / "base.css"
STAMP = ".ready"
DATABASE_FILE = "whole-person.sqlite3"
STATIC_FOLDER = "static"
IN_USE = "in-use"
UNFINISHED = "restore-unfinished"
PEOPLE = "wholeperson.people.public"
BY = "system:start"
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
        _make_installation_key(data)
    except OSError as cause:
        raise NotReadyError(f"{data} cannot be written ({cause.strerror}). Name another folder with --data.") from cause
    return data


def _make_installation_key(data: Path) -> None:
    key = Path(os.environ.get("WHOLEPERSON_KEY_FILE", data / "keys" / "key"))
    store = Path(os.environ.get("WHOLEPERSON_KEY_STORE", data / "keys")) / keystore.STORE
    if store.exists() and not key.exists():
        raise NotReadyError(
            f"The installation's key is not at {key}. Put it back from its copy; a new one opens nothing."
        )
    _make_once(key, secrets.token_bytes(32).hex())


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
    if own:
        only_ours(data / DATABASE_FILE)
    django.setup()
    if tables:
        call_command("migrate", interactive=False, verbosity=0)
    back = safe_to_serve()
    connections.close_all()
    if static:
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(json.dumps(wanted), encoding="utf-8")
    said = (
        (tables, "The tables are up to date."),
        (static, "The files for browsers are in place."),
        (back, f"Erasures that a backup had undone were done again: {back}."),
    )
    return tuple(sentence for done, sentence in said if done)


def only_ours(database: Path) -> None:
    """Let nobody else read the database, also in a folder that was there before; what SQLite lays beside it follows."""
    for one in (database, *database.parent.glob(f"{database.name}-*")):
        one.touch(mode=0o600)
        one.chmod(0o600)


def safe_to_serve() -> int:
    """Forget whoever a restored backup brought back, and say how many; make sure that the keys are here.

    Raises:
        NotReadyError: where the key store or the installation's key is lost, or belongs to another place, or where a
            backup was put back half: what people ended since would be open again.
    """
    if (Path(settings.DATA) / UNFINISHED).exists():
        raise NotReadyError("Putting a backup back did not get to its end. Do it again: wholeperson restore FILE.")
    people = importlib.import_module(PEOPLE)  # by name, because its models exist only once apps are ready
    try:
        back = len(people.still_to_forget())
        if back:
            people.replay_erasures(by=BY)
        if not people.nobody_here() and not keystore.owners():
            raise NotReadyError(
                f"There are people here, and none of their keys: the key store at {keystore.path()} is lost or empty. "
                "Put it back from a copy: wholeperson keys restore COPY."
            )
        keystore.marking_key()  # opens with the installation's key, or says that it is another one
        keystore.copy(clock.now())
    except keystore.KeyStoreError as cause:
        raise NotReadyError(str(cause)) from cause
    except OSError as cause:
        raise NotReadyError(f"The key store or its copies cannot be written ({cause.strerror}).") from cause
    return back


def in_use(data: Path, *, alone: bool = False) -> IO[str]:
    """Say that this process uses the folder, for as long as what is given stays open, however the process ends.

    Args:
        data: the folder.
        alone: ask that nobody else does, as before the database is exchanged.

    Raises:
        NotReadyError: where that cannot be.
    """
    opened = (data / IN_USE).open("a", encoding="ascii")
    try:
        fcntl.flock(opened, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError as cause:
        opened.close()
        raise NotReadyError(
            "The platform is running on this folder. Stop it first, and its worker; then do this again."
            if alone
            else "The data in this folder is being exchanged at this moment. Wait until that is done."
        ) from cause
    return opened


def _print_of(pattern: str) -> str:
    found: Iterable[Path] = sorted(path for path in PACKAGE.glob(f"*/{pattern}") if path.is_file())
    marks = [f"{path.relative_to(PACKAGE)} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in found]
    return sha256("\n".join([*marks, *(f"{name} {version(name)}" for name in LIBRARIES)]).encode()).hexdigest()

"""One file that holds the database and no key to it, and putting it back so that whoever was erased stays erased.

Whatever moment a machine dies at, the old or the new database is there, whole; and every start replays the erasures.
"""

import contextlib
import json
import os
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from wholeperson.config import postgres, prepare
from wholeperson.consent import public as consent
from wholeperson.foundation import clock, keystore
from wholeperson.messages import public as messages
from wholeperson.people import public as people

MANIFEST, DATABASE = "manifest.json", "database"
BY = "system:restore"
CHUNK = 1 << 20
# Not in a backup: whoever signed out since would be signed in again.
SIGNED_IN = ("django_session", "people_signin")


class BackupError(RuntimeError):
    """It could not be done; the text says what to do."""


@dataclass(frozen=True)
class Manifest:
    """What a backup says about itself."""

    version: str
    made_at: str
    kind: str
    migrations: list[str]
    sha256: str


def make(file: Path, *, over: bool = False) -> Manifest:
    """Write a backup of the database while it is in use. It holds no key, no key store and no secret.

    Raises:
        BackupError: where the file is there already, or cannot be written.
    """
    if file.exists() and not over:
        raise BackupError(f"{file} is there already. Name another file, or say --force to write over it.")
    if connection.vendor == "sqlite" and not Path(settings.DATABASES["default"]["NAME"]).exists():
        raise BackupError("There is no database in this folder yet, so there is nothing to keep.")
    part, half = (file.with_name(f".{file.name}.{end}") for end in ("part", "half"))
    try:
        for one in (part, half):
            one.unlink(missing_ok=True)
            one.touch(mode=0o600)
        _copy_database(part)
        said = Manifest(
            version("whole-person"), clock.now().isoformat(), connection.vendor, _migrations(), _hash_of(part)
        )
        with half.open("wb") as opened:
            with zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED) as packed:
                packed.writestr(MANIFEST, json.dumps(asdict(said), indent=2))
                packed.write(part, DATABASE)
            opened.flush()
            os.fsync(opened.fileno())
        half.replace(file)
    except OSError as cause:
        raise BackupError(f"{file} cannot be written ({cause.strerror}). Name another place.") from cause
    finally:
        for one in (part, half):
            one.unlink(missing_ok=True)
    return said


def put_back(file: Path) -> dict[str, Any]:
    """Put a backup back, forget whoever was erased before or after it was made, and say what was done.

    The caller makes sure that nothing else uses the folder.

    Raises:
        BackupError: where the file is not a backup, is damaged, is of a newer version or of another kind of database.
    """
    said = read(file)
    if said.kind != connection.vendor:
        raise BackupError(
            f"This is a backup of {said.kind}, and this place keeps its data in {connection.vendor}. "
            "Put it back on a place of its own kind; 'wholeperson move' takes it on from there."
        )
    for owner, at in _noted().items():
        keystore.erase(owner, at)  # so that the database that goes does not take its list along
    exchange = _exchange_sqlite if connection.vendor == "sqlite" else _exchange_postgresql
    beside, forgotten = exchange(file, said)
    return {
        "made_at": said.made_at, "version": said.version, "kept_beside": str(beside) if beside else None,
        "erased_again": forgotten, "people_without_a_key": people.without_a_key(),
    }  # fmt: skip


def read(file: Path) -> Manifest:
    """Read what a backup says about itself, and see that all of it is there as it was written.

    Raises:
        BackupError: as ``put_back``.
    """
    try:
        with zipfile.ZipFile(file) as packed:
            said = Manifest(**json.loads(packed.read(MANIFEST)))
            with packed.open(DATABASE) as opened:
                whole = _hash(opened) == said.sha256
    except OSError as cause:
        raise BackupError(f"{file} cannot be read ({cause.strerror}).") from cause
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, EOFError) as cause:
        raise BackupError(f"{file} is not a backup of this platform, or it is damaged. Take another one.") from cause
    if not whole:
        raise BackupError(f"{file} is damaged: it is not as it was written. Take another backup.")
    unknown = set(said.migrations) - _known_migrations()
    if unknown:
        raise BackupError(f"This backup was made by version {said.version}, which is newer. Bring this place up first.")
    return said


def _exchange_sqlite(file: Path, _: Manifest) -> tuple[Path | None, int]:
    here = Path(settings.DATABASES["default"]["NAME"])
    new = here.with_name(here.name + ".restoring")
    for leftover in here.parent.glob(new.name + "*"):
        leftover.unlink()
    new.touch(mode=0o600)
    with zipfile.ZipFile(file) as packed, packed.open(DATABASE) as source, new.open("wb") as target:
        shutil.copyfileobj(source, target, CHUNK)
    with _working_on(new):
        forgotten = bring_up()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")  # what was deleted leaves no bytes behind
            cursor.execute("PRAGMA journal_mode=DELETE")
    with new.open("rb") as opened:
        os.fsync(opened.fileno())
    beside = _settle(here)
    new.replace(here)
    return beside, forgotten


def _settle(here: Path) -> Path | None:
    """Keep the old database beside, in one file: a journal that stayed would be played into the new one."""
    if not here.exists():
        return None
    beside = here.with_name(f"{here.stem}.before-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}{here.suffix}")
    try:
        with contextlib.closing(sqlite3.connect(here, timeout=5)) as old:
            old.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as cause:
        raise BackupError("Another program has the database open. Stop it, and do this again.") from cause
    except sqlite3.DatabaseError:
        for end in ("-wal", "-shm"):  # too broken to be opened: kept as it lies
            with contextlib.suppress(FileNotFoundError):
                here.with_name(here.name + end).replace(beside.with_name(beside.name + end))
    try:
        os.link(here, beside)
    except OSError:  # a disk without links
        shutil.copyfile(here, beside)
    beside.chmod(0o600)
    return beside


def _exchange_postgresql(file: Path, _: Manifest) -> tuple[Path | None, int]:
    data = Path(settings.DATA)
    beside = data / f"before-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.backup"
    make(beside)
    part = data / ".restoring"
    try:
        part.touch(mode=0o600)
        with zipfile.ZipFile(file) as packed, packed.open(DATABASE) as source, part.open("wb") as target:
            shutil.copyfileobj(source, target, CHUNK)
        connection.close()
        unfinished = data / prepare.UNFINISHED  # what people ended is open again from here to the end of bringing up
        unfinished.touch()
        try:
            postgres.put_back(part, empty=SIGNED_IN)
        except postgres.PostgresError as cause:
            unfinished.unlink()
            raise BackupError(str(cause)) from cause
        forgotten = bring_up()
        unfinished.unlink()
        return beside, forgotten
    finally:
        part.unlink(missing_ok=True)


def bring_up() -> int:
    """Bring a database that was put back up to date: tables, nobody who was erased, and nothing that may have ended."""
    call_command("migrate", interactive=False, verbosity=0)
    forgotten = len(people.still_to_forget())
    if forgotten:
        people.replay_erasures(by=BY)
    people.end_what_opens_after_a_restore(by=BY)
    messages.keep_inside_after_a_restore(by=BY)
    consent.end_everything_after_a_restore(by=BY)
    return forgotten


@contextlib.contextmanager
def _working_on(file: Path) -> Iterator[None]:
    here = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = file
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = here


def _noted() -> dict[Any, datetime]:
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return {}
    try:
        return people.noted_erasures()
    except DatabaseError:  # a database that is broken, or has no tables yet; the key store keeps the list as well
        return {}
    finally:
        connection.close()


def _copy_database(part: Path) -> None:
    if connection.vendor != "sqlite":
        try:
            postgres.dump(part, without_rows_of=SIGNED_IN)
        except postgres.PostgresError as cause:
            raise BackupError(str(cause)) from cause
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(part)])  # one moment of it, without what was deleted
    connection.close()
    with contextlib.closing(sqlite3.connect(part, isolation_level=None)) as copied:
        copied.execute("PRAGMA secure_delete=ON")
        copied.execute("PRAGMA journal_mode=DELETE")
        for table in SIGNED_IN:
            copied.execute(f"DELETE FROM {table}")  # noqa: S608  # a name of ours


def _migrations() -> list[str]:
    return sorted(".".join(one) for one in MigrationLoader(connection).applied_migrations)


def _known_migrations() -> set[str]:
    return {".".join(one) for one in MigrationLoader(None).disk_migrations}


def _hash_of(file: Path) -> str:
    with file.open("rb") as opened:
        return _hash(opened)


def _hash(opened: IO[bytes]) -> str:
    summed = sha256()
    while chunk := opened.read(CHUNK):
        summed.update(chunk)
    return summed.hexdigest()

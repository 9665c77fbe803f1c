"""Where personal keys live: a small SQLite file of its own, so that no backup of the database holds a key to it.

It holds each person's key wrapped by the installation's key, and the list of erasures. Copies of it are made daily and
live for thirty days; after that no copy can open what an erased person wrote. The installation's key lies in a file
beside it, or wherever WHOLEPERSON_KEY_FILE says: one line a key, the newest last.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

from django.conf import settings

from wholeperson.foundation.wrapping import (
    NOT_HERE,
    KeyStoreError,
    OtherKeyError,
    kept_secrets,
    name_of,
    unwrap,
    wrap,
    write_secrets,
)

__all__ = [
    "Erasure", "KeyStoreError", "NoKeyError", "add", "copy", "erase", "erasures", "forgotten_by", "key_of", "make",
    "marking_key", "merge", "owners", "path", "rotate",
]  # fmt: skip

COPIES_LIVE = timedelta(days=30)
STORE = "personal-keys.sqlite3"
TABLES = """
CREATE TABLE IF NOT EXISTS personal_key (owner TEXT PRIMARY KEY, wrapped_by TEXT NOT NULL, wrapped BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS erasure (owner TEXT PRIMARY KEY, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS marking_key (
  one INTEGER PRIMARY KEY CHECK (one = 1), wrapped_by TEXT NOT NULL, wrapped BLOB NOT NULL
);
"""
ONE_KEY = "SELECT wrapped_by, wrapped FROM personal_key WHERE owner = ?"
NAMES_IN_USE = "SELECT wrapped_by FROM personal_key UNION SELECT wrapped_by FROM marking_key"
KNOWN_OWNERS = "SELECT owner FROM erasure UNION SELECT owner FROM personal_key"
MARKING = "marking"
TRIES = 3
PATIENCE = 10.0


class NoKeyError(KeyError):
    """There is no key of that person: never made, or destroyed."""


@dataclass(frozen=True)
class Erasure:
    """Somebody who asked to be forgotten, and when."""

    owner: UUID
    at: datetime


def path() -> Path:
    """Give the file of the store."""
    return Path(settings.KEY_STORE) / STORE


def add(owner: UUID, key: bytes) -> None:
    """Keep a person's key, wrapped.

    Raises:
        KeyStoreError: where the person has one already, or was erased.
    """
    with _writing() as store:
        if store.execute("SELECT 1 FROM erasure WHERE owner = ?", (str(owner),)).fetchone():
            raise KeyStoreError("This person was erased; an erased person does not get a key again.")
        by, wrapped = wrap(key, str(owner))
        try:
            store.execute("INSERT INTO personal_key VALUES (?, ?, ?)", (str(owner), by, wrapped))
        except sqlite3.IntegrityError as cause:
            raise KeyStoreError("This person has a key already.") from cause


def key_of(owner: UUID) -> bytes:
    """Give a person's key.

    Raises:
        NoKeyError: where there is none.
        KeyStoreError: where the store or the installation's key cannot be used.
    """
    for _ in range(TRIES):
        with _reading() as store:
            row = store.execute(
                "SELECT wrapped_by, wrapped FROM personal_key WHERE owner = ?", (str(owner),)
            ).fetchone()
        if row is None:
            raise NoKeyError(str(owner))
        try:
            return unwrap(row[0], row[1], str(owner))
        except OtherKeyError:
            continue  # the row was read before a rotation, and the key file after it: read the row again
    raise KeyStoreError(NOT_HERE)


def owners() -> frozenset[UUID]:
    """Say whose keys are kept."""
    if not path().exists():
        return frozenset()
    with _reading() as store:
        return frozenset(UUID(owner) for (owner,) in store.execute("SELECT owner FROM personal_key"))


def erase(owner: UUID, at: datetime) -> None:
    """Destroy a person's key and note the erasure, both or neither. Doing it again changes nothing."""
    with _writing() as store:
        store.execute("INSERT OR IGNORE INTO erasure VALUES (?, ?)", (str(owner), at.isoformat()))
        store.execute("DELETE FROM personal_key WHERE owner = ?", (str(owner),))


def erasures() -> tuple[Erasure, ...]:
    """Give the list of erasures, to be replayed after a restore."""
    if not path().exists():
        return ()
    with _reading() as store:
        rows = store.execute("SELECT owner, at FROM erasure ORDER BY at, owner").fetchall()
    return tuple(Erasure(UUID(owner), datetime.fromisoformat(at)) for owner, at in rows)


def marking_key() -> bytes:
    """Give the key of the marks (`vault.mark`). It is made once, and is never destroyed with anybody."""
    return _marking_key(str(path()))


def rotate(new_secret: bytes) -> int:
    """Wrap every key by a new installation key, and forget the old ones; say how many were wrapped anew.

    The new key is written beside the old one first, and the old one is let go only once nothing needs it. So being
    interrupted anywhere leaves every key openable, and doing it again finishes it.
    """
    file = Path(settings.KEY_FILE)
    with _writing() as store:
        write_secrets(file, [*kept_secrets(), new_secret])
        rows = store.execute("SELECT owner, wrapped_by, wrapped FROM personal_key").fetchall()
        for owner, by, wrapped in rows:
            again = (*wrap(unwrap(by, wrapped, owner), owner), owner)
            store.execute("UPDATE personal_key SET wrapped_by = ?, wrapped = ? WHERE owner = ?", again)
        by, wrapped = store.execute("SELECT wrapped_by, wrapped FROM marking_key").fetchone() or ("", b"")
        if wrapped:
            marking = wrap(unwrap(by, wrapped, MARKING), MARKING)
            store.execute("UPDATE marking_key SET wrapped_by = ?, wrapped = ?", marking)
    with _writing() as store:  # again inside the lock: another rotation may have passed in between
        used = {
            by
            for (by,) in store.execute("SELECT wrapped_by FROM personal_key UNION SELECT wrapped_by FROM marking_key")
        }
        *others, newest = kept_secrets()
        write_secrets(file, [one for one in others if name_of(one) in used] + [newest])
    return len(rows)


def copy(now: datetime, *, again: bool = False) -> Path:
    """Make today's copy (``again`` makes it anew) and let go of those that are older than thirty days."""
    folder = Path(settings.KEY_COPIES)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = folder / f"{now:%Y-%m-%d}.sqlite3"
    _let_go(folder, now)
    if again or not made.exists():
        make()
        half = folder / f"{now:%Y-%m-%d}.{os.getpid()}.half"
        half.unlink(missing_ok=True)
        half.touch(mode=0o600)
        with _reading() as store, closing(sqlite3.connect(half)) as other:
            store.backup(other)
        half.replace(made)
    return made


def _let_go(folder: Path, now: datetime) -> None:
    oldest = (now - COPIES_LIVE).date()
    for old in folder.glob("????-??-??.*"):  # also what an interrupted copy left half done
        with suppress(ValueError):
            if datetime.fromisoformat(old.name[:10]).date() < oldest:
                old.unlink(missing_ok=True)


def forgotten_by(erased_at: datetime) -> datetime:
    """Say when the last copy that could still open an erased person's words is gone.

    The copy of that very day lives for thirty days more, and is let go in the course of the day after.
    """
    day = erased_at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return day + COPIES_LIVE + timedelta(days=2)


def merge(other: Path, erased: Iterable[Erasure], old_secrets: Iterable[bytes] = ()) -> int:
    """Bring back keys that are missing from a copy of the store; say how many came back.

    Whoever stands in any list of erasures, here, in the copy or in ``erased``, does not come back. Every key is opened
    before it is taken in, so a copy that does not fit changes nothing.

    Raises:
        KeyStoreError: where the copy cannot be read, or its keys do not open.
    """
    with _opened(other, f"file:{quote(str(other.resolve()))}?mode=ro") as copied:
        keys = copied.execute("SELECT owner, wrapped_by, wrapped FROM personal_key").fetchall()
        gone = dict(copied.execute("SELECT owner, at FROM erasure").fetchall())
        marking = copied.execute("SELECT wrapped_by, wrapped FROM marking_key").fetchone()
    gone |= {str(one.owner): one.at.isoformat() for one in erased}
    known = [*kept_secrets(), *old_secrets]
    with _writing() as store:
        was_empty = store.execute("SELECT 1 FROM personal_key").fetchone() is None
        store.executemany("INSERT OR IGNORE INTO erasure VALUES (?, ?)", gone.items())
        store.execute("DELETE FROM personal_key WHERE owner IN (SELECT owner FROM erasure)")
        not_wanted = {
            owner for (owner,) in store.execute("SELECT owner FROM erasure UNION SELECT owner FROM personal_key")
        }
        missing = [(owner, *wrap(unwrap(by, wrapped, owner, known), owner)) for owner, by, wrapped in keys
                   if owner not in not_wanted]  # fmt: skip
        store.executemany("INSERT INTO personal_key VALUES (?, ?, ?)", missing)
        # A store made anew after a loss may have made a marking key of its own; only the old one finds anybody.
        if marking and (was_empty or not store.execute("SELECT 1 FROM marking_key").fetchone()):
            by, wrapped = marking
            again = wrap(unwrap(by, wrapped, MARKING, known), MARKING)
            store.execute("INSERT OR REPLACE INTO marking_key VALUES (1, ?, ?)", again)
    _marking_key.cache_clear()
    return len(missing)


def make() -> None:
    """Make the store where there is none."""
    with _writing():
        pass


@contextmanager
def _opened(file: Path, uri: str) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(uri, timeout=PATIENCE, isolation_level=None, uri=True)) as store:
            yield store
    except sqlite3.DatabaseError as cause:
        raise KeyStoreError(
            f"The key store at {file} cannot be used ({cause}). If it stays so, put it back from a copy: "
            "wholeperson keys restore COPY."
        ) from cause


@contextmanager
def _reading() -> Iterator[sqlite3.Connection]:
    file = path()
    if not file.exists():  # reading never makes a store: an empty one would hide that the real one is lost
        raise KeyStoreError(f"There is no key store at {file}. Put it back from a copy: wholeperson keys restore COPY.")
    with _opened(file, f"file:{quote(str(file))}?mode=rw") as store:
        yield store


@contextmanager
def _writing() -> Iterator[sqlite3.Connection]:
    file = path()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.exists():
        file.touch(mode=0o600)
    with _opened(file, f"file:{quote(str(file))}?mode=rw") as store:
        # secure_delete overwrites what is deleted, and no journal outlives its transaction (journal_mode DELETE).
        store.executescript(f"PRAGMA secure_delete=ON; PRAGMA synchronous=FULL; PRAGMA journal_mode=DELETE; {TABLES}")
        store.execute("BEGIN IMMEDIATE")
        yield store
        store.execute("COMMIT")  # where this is not reached, closing rolls back


@lru_cache(maxsize=4)
def _marking_key(_: str) -> bytes:
    with _writing() as store:
        row = store.execute("SELECT wrapped_by, wrapped FROM marking_key").fetchone()
        if row is None:
            key = os.urandom(32)
            store.execute("INSERT INTO marking_key VALUES (1, ?, ?)", wrap(key, MARKING))
            return key
        return unwrap(row[0], row[1], MARKING)  # inside the lock, so that no rotation passes in between

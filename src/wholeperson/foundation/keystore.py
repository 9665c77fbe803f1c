"""Where personal keys live: a small SQLite file of its own, so that no backup of the database holds a key to it.

It holds each person's key wrapped by the installation's key, and the list of erasures. Copies of it are made daily and
live for thirty days; after that no copy can open what an erased person wrote. The installation's key lies in a file
beside it, or wherever WHOLEPERSON_KEY_FILE says: one line a key, the newest last.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12
COPIES_LIVE = timedelta(days=30)
STORE = "personal-keys.sqlite3"
COPIES = "copies"
TABLES = """
CREATE TABLE IF NOT EXISTS personal_key (owner TEXT PRIMARY KEY, wrapped_by TEXT NOT NULL, wrapped BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS erasure (owner TEXT PRIMARY KEY, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS marking_key (
  one INTEGER PRIMARY KEY CHECK (one = 1), wrapped_by TEXT NOT NULL, wrapped BLOB NOT NULL
);
"""
MARKING = "marking"


class NoKeyError(KeyError):
    """There is no key of that person: never made, or destroyed."""


class KeyStoreError(RuntimeError):
    """The key store cannot be used; the text says what to do."""


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
        by, wrapped = _wrap(key, str(owner))
        try:
            store.execute("INSERT INTO personal_key VALUES (?, ?, ?)", (str(owner), by, wrapped))
        except sqlite3.IntegrityError as cause:
            raise KeyStoreError("This person has a key already.") from cause


def key_of(owner: UUID) -> bytes:
    """Give a person's key.

    Raises:
        NoKeyError: where there is none.
    """
    with _reading() as store:
        row = store.execute("SELECT wrapped_by, wrapped FROM personal_key WHERE owner = ?", (str(owner),)).fetchone()
    if row is None:
        raise NoKeyError(str(owner))
    return _unwrap(row[0], row[1], str(owner))


def erase(owner: UUID, at: datetime) -> None:
    """Destroy a person's key and note the erasure, both or neither. Doing it again changes nothing."""
    with _writing() as store:
        store.execute("INSERT OR IGNORE INTO erasure VALUES (?, ?)", (str(owner), at.isoformat()))
        store.execute("DELETE FROM personal_key WHERE owner = ?", (str(owner),))


def erasures() -> tuple[Erasure, ...]:
    """Give the list of erasures, to be replayed after a restore."""
    with _reading() as store:
        rows = store.execute("SELECT owner, at FROM erasure ORDER BY at, owner").fetchall()
    return tuple(Erasure(UUID(owner), datetime.fromisoformat(at)) for owner, at in rows)


def marking_key() -> bytes:
    """Give the key of the marks (`vault.mark`). It is made once, and is never destroyed with anybody."""
    return _marking_key(str(path()))


def rotate(new_secret: bytes) -> int:
    """Wrap every key by a new installation key, and forget the old ones; say how many were wrapped anew.

    The new key is written beside the old one first, so that being interrupted leaves every key openable.
    """
    file = Path(settings.KEY_FILE)
    _write_secrets(file, [*_secrets(), new_secret])
    with _writing() as store:
        rows = store.execute("SELECT owner, wrapped_by, wrapped FROM personal_key").fetchall()
        for owner, by, wrapped in rows:
            again = (*_wrap(_unwrap(by, wrapped, owner), owner), owner)
            store.execute("UPDATE personal_key SET wrapped_by = ?, wrapped = ? WHERE owner = ?", again)
        by, wrapped = store.execute("SELECT wrapped_by, wrapped FROM marking_key").fetchone() or ("", b"")
        if wrapped:
            marking = _wrap(_unwrap(by, wrapped, MARKING), MARKING)
            store.execute("UPDATE marking_key SET wrapped_by = ?, wrapped = ?", marking)
    _write_secrets(file, [new_secret])
    return len(rows)


def copy(now: datetime) -> Path:
    """Make today's copy and let go of those that are older than thirty days."""
    folder = Path(settings.KEY_COPIES)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = folder / f"{now:%Y-%m-%d}.sqlite3"
    if not made.exists():
        half = made.with_suffix(".half")
        half.unlink(missing_ok=True)
        with _reading() as store, sqlite3.connect(half) as other:
            store.backup(other)
        half.chmod(0o600)
        half.replace(made)
    for old in folder.glob("????-??-??.sqlite3"):
        if datetime.fromisoformat(old.stem).date() < (now - COPIES_LIVE).date():
            old.unlink()
    return made


def forgotten_by(erased_at: datetime) -> datetime:
    """Say when the last copy that could still open an erased person's words is gone."""
    return erased_at + COPIES_LIVE + timedelta(days=1)


@contextmanager
def _reading() -> Iterator[sqlite3.Connection]:
    file = path()
    if not file.exists():
        with _writing():
            pass  # the first to come makes the tables
    store = sqlite3.connect(file, timeout=5, isolation_level=None)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def _writing() -> Iterator[sqlite3.Connection]:
    file = path()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    store = sqlite3.connect(file, timeout=5, isolation_level=None)
    try:
        file.chmod(0o600)
        store.executescript(f"PRAGMA secure_delete=ON; PRAGMA synchronous=FULL; {TABLES}")
        store.execute("BEGIN IMMEDIATE")
        yield store
        store.execute("COMMIT")
    finally:
        store.close()  # what was not committed is rolled back


@lru_cache(maxsize=4)
def _marking_key(_: str) -> bytes:
    with _writing() as store:
        row = store.execute("SELECT wrapped_by, wrapped FROM marking_key").fetchone()
        if row is None:
            key = os.urandom(32)
            store.execute("INSERT INTO marking_key VALUES (1, ?, ?)", _wrap(key, MARKING))
            return key
    return _unwrap(row[0], row[1], MARKING)


def _secrets() -> list[bytes]:
    file = Path(settings.KEY_FILE)
    try:
        lines = file.read_text(encoding="ascii").split()
    except (OSError, UnicodeDecodeError) as cause:
        raise KeyStoreError(f"The installation's key cannot be read at {file}. Put it back from its copy.") from cause
    try:
        found = [bytes.fromhex(line) for line in lines]
    except ValueError as cause:
        raise KeyStoreError(f"{file} does not hold an installation key. Put it back from its copy.") from cause
    if not found or any(len(one) != 32 for one in found):
        raise KeyStoreError(f"{file} does not hold an installation key. Put it back from its copy.")
    return found


def _write_secrets(file: Path, secrets: list[bytes]) -> None:
    half = file.with_suffix(".half")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write("".join(secret.hex() + "\n" for secret in secrets))
        opened.flush()
        os.fsync(opened.fileno())
    half.replace(file)


def _wrapping(secret: bytes) -> tuple[str, AESGCM]:
    # The name of a key is a hash of it, so that a wrapped key says which one opens it and nothing more.
    derived = HKDF(hashes.SHA256(), 32, salt=None, info=b"whole person: wrapping").derive(secret)
    return sha256(b"name" + derived).hexdigest()[:16], AESGCM(derived)


def _wrap(key: bytes, owner: str) -> tuple[str, bytes]:
    name, wrapping = _wrapping(_secrets()[-1])
    nonce = os.urandom(NONCE)
    return name, nonce + wrapping.encrypt(nonce, key, owner.encode())


def _unwrap(by: str, wrapped: bytes, owner: str) -> bytes:
    for name, wrapping in map(_wrapping, _secrets()):
        if name == by:
            try:
                return wrapping.decrypt(wrapped[:NONCE], wrapped[NONCE:], owner.encode())
            except InvalidTag as cause:
                raise KeyStoreError("A wrapped key was changed. Put the key store back from a copy.") from cause
    raise KeyStoreError(
        "A key is wrapped by an installation key that is not here. Put the key file back from its copy."
    )

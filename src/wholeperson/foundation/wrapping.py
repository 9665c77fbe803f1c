"""The installation's key, and what it wraps: each person's key, and the key of the marks.

The key lies in a file, one line a key, the newest last. There is more than one line only while a rotation is under way.
"""

import os
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE = 12
NOT_HERE = "A key is wrapped by an installation key that is not here. Put the key file back from its copy."


class KeyStoreError(RuntimeError):
    """The key store cannot be used; the text says what to do."""


class OtherKeyError(KeyStoreError):
    """Wrapped by an installation key that is not in the file, or no longer: a rotation may just have passed."""


def name_of(secret: bytes) -> str:
    """Give the name of an installation key: a hash, so that a wrapped key says which one opens it and nothing more."""
    return _cipher(secret)[0]


def kept_secrets(file: Path | None = None) -> list[bytes]:
    """Give the installation's keys, the newest last.

    Raises:
        KeyStoreError: where the file cannot be read, or holds something else.
    """
    file = file or Path(settings.KEY_FILE)
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


def write_secrets(file: Path, secrets: list[bytes]) -> None:
    half = file.with_suffix(".half")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write("".join(secret.hex() + "\n" for secret in secrets))
        opened.flush()
        os.fsync(opened.fileno())
    half.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)  # the name, too, has to survive a power cut
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _cipher(secret: bytes) -> tuple[str, AESGCM]:
    # The name of a key is a hash of it, so that a wrapped key says which one opens it and nothing more.
    derived = HKDF(hashes.SHA256(), 32, salt=None, info=b"whole person: wrapping").derive(secret)
    return sha256(b"name" + derived).hexdigest()[:16], AESGCM(derived)


def wrap(key: bytes, owner: str) -> tuple[str, bytes]:
    name, wrapping = _cipher(kept_secrets()[-1])
    nonce = os.urandom(NONCE)
    return name, nonce + wrapping.encrypt(nonce, key, owner.encode())


def unwrap(by: str, wrapped: bytes, owner: str, known: list[bytes] | None = None) -> bytes:
    for name, wrapping in map(_cipher, known or kept_secrets()):
        if name == by:
            try:
                return wrapping.decrypt(wrapped[:NONCE].ljust(NONCE), wrapped[NONCE:], owner.encode())
            except InvalidTag as cause:
                raise KeyStoreError("A wrapped key was changed. Put the key store back from a copy.") from cause
    raise OtherKeyError(NOT_HERE)

"""What people write, closed with a key of their own. Fails closed: what cannot be opened raises, and is never guessed.

Each person has a random key. It is kept wrapped by the installation's key, in a store of its own (`keystore`), outside
the database and its backups. Without that key nothing that the person wrote can be read again by anybody.
"""

import hmac
import os
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wholeperson.foundation import keystore

NONCE = 12
EMPTY = b""
ANY_LETTER = "surrogatepass"  # a half of a letter that a broken phone sends comes back as it came


class CannotOpenError(RuntimeError):
    """Sealed words that cannot be opened: the key is gone, or the words were moved or changed."""


def new_key(owner: UUID) -> None:
    """Make a person's key. Having one already is an error: a second key would lock away what the first one closed."""
    keystore.add(owner, os.urandom(32))


def seal(owner: UUID, words: str | bytes, *, place: str) -> bytes:
    """Close words with their owner's key.

    Args:
        owner: whose words they are.
        words: text, or bytes as they are (a voice).
        place: where they stand (``"people.person.name"``); words moved to another place do not open there.

    Returns:
        Sealed bytes; nothing stays nothing.

    Raises:
        CannotOpenError: where the owner has no key.
    """
    if not words:
        return EMPTY
    plain = words.encode(errors=ANY_LETTER) if isinstance(words, str) else words
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(_key(owner)).encrypt(nonce, plain, _bound_to(owner, place))


def open_bytes(owner: UUID, sealed: bytes | memoryview, *, place: str) -> bytes:
    """Open what ``seal`` closed.

    Raises:
        CannotOpenError: where the key is gone, or the words were changed or stand in another place.
    """
    closed = bytes(sealed)  # PostgreSQL gives a memoryview
    if not closed:
        return EMPTY
    try:
        return AESGCM(_key(owner)).decrypt(closed[:NONCE].ljust(NONCE), closed[NONCE:], _bound_to(owner, place))
    except InvalidTag as cause:
        raise CannotOpenError(f"Sealed words at {place} do not open with their owner's key.") from cause


def open_words(owner: UUID, sealed: bytes | memoryview, *, place: str) -> str:
    """Open sealed text, exactly as it was written.

    Raises:
        CannotOpenError: as ``open_bytes``.
    """
    return open_bytes(owner, sealed, place=place).decode(errors=ANY_LETTER)


def mark(what: str, *, place: str) -> str:
    """Give a mark by which something can be found again without keeping it: a keyed hash, 64 hex digits.

    The same words at another place have another mark, so that marks cannot be compared across tables.
    """
    return hmac.new(keystore.marking_key(), f"{place}\0{what}".encode(), sha256).hexdigest()


def _bound_to(owner: UUID, place: str) -> bytes:
    # Words do not open in another place, nor with another person's name on them, even where a key was exchanged.
    return f"{place}\0{owner}".encode()


def _key(owner: UUID) -> bytes:
    try:
        return keystore.key_of(owner)
    except keystore.NoKeyError as cause:
        raise CannotOpenError("The key to these words is gone, and with it the words.") from cause

"""What people write is closed with a key of their own, and opens nowhere else."""

from uuid import uuid4

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as some

from wholeperson.foundation import keystore, vault
from wholeperson.foundation.vault import CannotOpenError, open_bytes, open_words, seal

PLACE = "tests.words"
ANY_TEXT = some.text(some.characters(codec=None))  # half letters too: what a broken phone sends


@pytest.fixture(autouse=True)
def keys(tmp_path_factory, monkeypatch):
    folder = tmp_path_factory.mktemp("keys")
    monkeypatch.setattr(settings, "KEY_STORE", folder)
    monkeypatch.setattr(settings, "KEY_COPIES", folder / "copies")


@pytest.fixture
def owner(keys):
    owner = uuid4()
    vault.new_key(owner)
    return owner


def test_any_words_come_back_exactly_as_they_were_written(owner) -> None:
    @given(ANY_TEXT)
    def comes_back(words: str) -> None:
        sealed = seal(owner, words, place=PLACE)
        assert open_words(owner, sealed, place=PLACE) == words

    comes_back()


def test_any_bytes_come_back_exactly_as_they_were_said(owner) -> None:
    @given(some.binary())
    def comes_back(voice: bytes) -> None:
        sealed = seal(owner, voice, place=PLACE)
        assert open_bytes(owner, memoryview(sealed), place=PLACE) == voice
        assert not voice or voice not in sealed or len(voice) < 4

    comes_back()


def test_nothing_stays_nothing_even_without_a_key() -> None:
    assert seal(uuid4(), "", place=PLACE) == b""
    assert open_words(uuid4(), b"", place=PLACE) == ""


def test_the_same_words_never_look_the_same_twice(owner) -> None:
    sealed = {seal(owner, "my sister", place=PLACE) for _ in range(200)}
    assert len(sealed) == len({one[: vault.NONCE] for one in sealed}) == 200


def test_words_that_were_moved_do_not_open(owner, monkeypatch) -> None:
    other = uuid4()
    vault.new_key(other)
    sealed = seal(owner, "my sister", place=PLACE)
    with pytest.raises(CannotOpenError, match=r"tests\.elsewhere do not open"):
        open_words(owner, sealed, place="tests.elsewhere")
    with pytest.raises(CannotOpenError):
        open_words(other, sealed, place=PLACE)
    same_key = keystore.key_of(owner)
    monkeypatch.setattr(keystore, "key_of", lambda _: same_key)
    with pytest.raises(CannotOpenError):  # not even where somebody put one person's key in another's row
        open_words(other, sealed, place=PLACE)


def test_words_that_were_changed_or_cut_do_not_open(owner) -> None:
    sealed = seal(owner, "my sister", place=PLACE)
    for at in range(len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 1
        with pytest.raises(CannotOpenError):
            open_words(owner, bytes(changed), place=PLACE)
        if at:
            with pytest.raises(CannotOpenError):
                open_words(owner, sealed[:at], place=PLACE)


def test_without_a_key_nothing_is_sealed_or_opened(owner) -> None:
    sealed = seal(owner, "my sister", place=PLACE)
    with pytest.raises(CannotOpenError, match="The key to these words is gone"):
        seal(uuid4(), "words", place=PLACE)
    with pytest.raises(CannotOpenError, match="The key to these words is gone"):
        open_words(uuid4(), sealed, place=PLACE)


def test_a_mark_is_the_same_at_one_place_and_another_elsewhere() -> None:
    assert vault.mark("Amber", place="a") == vault.mark("Amber", place="a")
    assert len({vault.mark("Amber", place="a"), vault.mark("Amber", place="b"), vault.mark("Amb", place="a")}) == 3

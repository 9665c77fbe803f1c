"""The key store: what is in it opens, whoever writes at the same moment and whenever a machine dies."""

import os
import secrets
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.conf import settings

from tools.tree import ROOT
from wholeperson.foundation import clock, keystore, vault, wrapping
from wholeperson.foundation.keystore import Erasure, KeyStoreError, NoKeyError

AT = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "KEY_STORE", tmp_path / "keys")
    monkeypatch.setattr(settings, "KEY_COPIES", tmp_path / "copies")
    monkeypatch.setattr(settings, "KEY_FILE", tmp_path / "key")
    (tmp_path / "key").write_text(secrets.token_hex(32) + "\n")
    keystore._marking_key.cache_clear()
    return tmp_path


def somebody() -> UUID:
    owner = uuid4()
    vault.new_key(owner)
    return owner


def wrapped_key(owner: UUID) -> bytes:
    with closing(sqlite3.connect(keystore.path())) as store:
        return store.execute("SELECT wrapped FROM personal_key WHERE owner = ?", (str(owner),)).fetchone()[0]


def test_a_key_is_made_once_and_the_files_are_for_nobody_else(folder: Path) -> None:
    owner = somebody()
    assert len(keystore.key_of(owner)) == 32
    assert keystore.owners() == {owner}
    with pytest.raises(KeyStoreError, match="has a key already"):
        vault.new_key(owner)
    assert stat.S_IMODE(keystore.path().stat().st_mode) == 0o600
    assert stat.S_IMODE(keystore.path().parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(keystore.copy(AT).stat().st_mode) == 0o600


def test_an_erased_key_is_gone_from_every_byte_and_does_not_come_back(folder: Path) -> None:
    owners = [somebody() for _ in range(40)]
    gone = wrapped_key(owners[20])
    assert gone in keystore.path().read_bytes()
    keystore.erase(owners[20], AT)
    keystore.erase(owners[20], AT + timedelta(days=1))  # again changes nothing
    left = b"".join(one.read_bytes() for one in keystore.path().parent.iterdir())
    assert gone not in left
    assert gone[:16] not in left
    assert [one.name for one in keystore.path().parent.iterdir()] == [keystore.STORE]
    assert keystore.erasures() == (Erasure(owners[20], AT),)
    with pytest.raises(NoKeyError):
        keystore.key_of(owners[20])
    with pytest.raises(KeyStoreError, match="does not get a key again"):
        vault.new_key(owners[20])
    assert all(keystore.key_of(one) for one in owners if one != owners[20])


def test_a_store_that_is_not_there_is_a_sentence_and_is_not_made_by_reading(folder: Path) -> None:
    assert keystore.owners() == frozenset()
    assert keystore.erasures() == ()
    with pytest.raises(KeyStoreError, match="Put it back from a copy: wholeperson keys restore COPY"):
        keystore.key_of(uuid4())
    assert not keystore.path().exists()


def test_a_store_that_is_something_else_is_a_sentence(folder: Path) -> None:
    owner = somebody()
    keystore.path().write_bytes(b"not a store at all" * 400)
    with pytest.raises(KeyStoreError, match="cannot be used"):
        keystore.key_of(owner)
    with pytest.raises(KeyStoreError, match="cannot be used"):
        somebody()


@pytest.mark.parametrize("text", ["", "words\n", "5e5e\n", "é" * 32, None])
def test_a_key_file_that_is_lost_or_spoilt_is_a_sentence(folder: Path, text: str | None) -> None:
    owner = somebody()
    if text is None:
        (folder / "key").unlink()
    else:
        (folder / "key").write_text(text)
    with pytest.raises(KeyStoreError, match="Put it back from its copy"):
        keystore.key_of(owner)


def test_another_places_key_file_is_a_sentence(folder: Path) -> None:
    owner = somebody()
    (folder / "key").write_text(secrets.token_hex(32) + "\n")
    with pytest.raises(KeyStoreError, match="Put the key file back from its copy"):
        keystore.key_of(owner)


def test_a_changed_wrapped_key_and_one_of_another_person_are_sentences(folder: Path) -> None:
    owner, other = somebody(), somebody()
    good = wrapped_key(owner)
    for spoilt in (good[:-1] + bytes([good[-1] ^ 1]), good[:5], wrapped_key(other)):
        with closing(sqlite3.connect(keystore.path(), isolation_level=None)) as store:
            store.execute("UPDATE personal_key SET wrapped = ? WHERE owner = ?", (spoilt, str(owner)))
        with pytest.raises(KeyStoreError, match="A wrapped key was changed"):
            keystore.key_of(owner)
    assert keystore.key_of(other)


def test_after_a_rotation_everything_opens_and_the_old_key_opens_nothing(folder: Path) -> None:
    owners = [somebody() for _ in range(5)]
    before = {owner: keystore.key_of(owner) for owner in owners}
    marking, old = keystore.marking_key(), (folder / "key").read_text()
    assert keystore.rotate(secrets.token_bytes(32)) == 5
    keystore._marking_key.cache_clear()
    assert {owner: keystore.key_of(owner) for owner in owners} == before
    assert keystore.marking_key() == marking
    new = (folder / "key").read_text()
    assert len(new.split()) == 1
    assert new != old
    (folder / "key").write_text(old)
    keystore._marking_key.cache_clear()
    for owner in owners:
        with pytest.raises(KeyStoreError, match="is not here"):
            keystore.key_of(owner)
    with pytest.raises(KeyStoreError, match="is not here"):
        keystore.marking_key()


def test_a_rotation_that_is_killed_at_any_step_leaves_everything_openable(folder: Path) -> None:
    owners = [somebody() for _ in range(3)]
    before = {owner: keystore.key_of(owner) for owner in owners}
    marking = keystore.marking_key()
    for step in range(1, 200):
        child = os.fork()
        if child == 0:
            _die_at(step)
            keystore.rotate(secrets.token_bytes(32))
            os._exit(0)
        _, ended = os.waitpid(child, 0)
        keystore._marking_key.cache_clear()
        assert {owner: keystore.key_of(owner) for owner in owners} == before
        assert keystore.marking_key() == marking
        if ended == 0:
            break
    assert ended == 0
    assert step > 8
    assert len((folder / "key").read_text().split()) == 1  # doing it again finished it


def _die_at(step: int) -> None:
    left = [step]

    def count(event: str, _: object) -> None:
        if event in ("open", "os.rename", "sqlite3.connect"):
            left[0] -= 1
            if not left[0]:
                os._exit(9)

    sys.addaudithook(count)
    plain = keystore.wrap

    def counted(key: bytes, owner: str) -> tuple[str, bytes]:
        count("open", None)
        return plain(key, owner)

    keystore.wrap = counted  # this process ends before anybody else could see it


BUSY = """
import sys, secrets, django
from uuid import uuid4
from django.conf import settings
settings.configure(KEY_STORE=sys.argv[1] + "/keys", KEY_FILE=sys.argv[1] + "/key", KEY_COPIES=sys.argv[1] + "/copies")
from wholeperson.foundation import keystore, vault
made = {}
for turn in range(40):
    if sys.argv[2] == "rotate":
        if turn % 4 == 0: keystore.rotate(secrets.token_bytes(32))
        continue
    owner = uuid4()
    vault.new_key(owner)
    made[owner] = vault.seal(owner, str(owner), place="p")
    for one, sealed in list(made.items())[-5:]:
        assert vault.open_words(one, sealed, place="p") == str(one)
print(*(f"{one}:{sealed.hex()}" for one, sealed in made.items()), sep="\\n")
"""


def test_two_processes_add_keys_while_two_rotate_and_nothing_is_lost(folder: Path) -> None:
    command = [sys.executable, "-c", BUSY, str(folder)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    running = [
        subprocess.Popen([*command, what], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for what in ("add", "rotate", "add", "rotate")
    ]
    said = [one.communicate(timeout=120) for one in running]
    assert [one.returncode for one in running] == [0, 0, 0, 0], [err for _, err in said]
    lines = [line.split(":") for out, _ in said for line in out.split()]
    assert len(lines) == 80
    assert all(vault.open_words(UUID(one), bytes.fromhex(sealed), place="p") == one for one, sealed in lines)
    assert len((folder / "key").read_text().split()) == 1


def test_a_reader_that_a_rotation_passes_reads_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = somebody()
    plain, passed = keystore.unwrap, []

    def passing(by: str, wrapped: bytes, name: str) -> bytes:
        if not passed:
            passed.append(True)
            monkeypatch.setattr(keystore, "unwrap", plain)
            keystore.rotate(secrets.token_bytes(32))
        return plain(by, wrapped, name)

    before = keystore.key_of(owner)
    monkeypatch.setattr(keystore, "unwrap", passing)
    assert keystore.key_of(owner) == before
    assert passed


def test_after_the_day_that_the_page_tells_no_copy_holds_an_erased_key(folder: Path) -> None:
    owner, other = somebody(), somebody()
    gone, stays = wrapped_key(owner), wrapped_key(other)
    for hour in range(0, 24, 6):  # the worst that can be: copied early on the day, erased late on it
        keystore.copy(AT.replace(hour=hour))
    keystore.erase(owner, AT)
    (settings.KEY_COPIES / "2026-11-22.77.half").write_bytes(gone)  # a copy that a death left half done
    seen_until = None
    told = keystore.forgotten_by(AT)
    moment = AT
    while moment <= told:
        with clock.stopped(moment):
            keystore.copy(clock.now())
        files = b"".join(one.read_bytes() for one in settings.KEY_COPIES.iterdir())
        assert stays in files
        if gone in files:
            seen_until = moment
        moment += timedelta(hours=6)
    assert seen_until is not None
    assert seen_until < told
    assert told - AT < timedelta(days=32)
    assert gone not in files
    assert len(list(settings.KEY_COPIES.iterdir())) == 31


def test_copies_leave_alone_what_is_not_theirs(folder: Path) -> None:
    keystore.copy(AT)
    note = settings.KEY_COPIES / "read-me-now.txt"
    note.write_text("kept")
    odd = settings.KEY_COPIES / "9999-99-99.txt"
    odd.write_text("kept")
    keystore.copy(AT + timedelta(days=99))
    assert note.exists()
    assert odd.exists()


def test_a_lost_store_comes_back_from_a_copy_without_those_who_were_erased(folder: Path) -> None:
    stays, in_store, in_tables, in_copy = somebody(), somebody(), somebody(), somebody()
    key, marking = keystore.key_of(stays), keystore.marking_key()
    keystore.erase(in_copy, AT)
    copied = keystore.copy(AT)
    keystore.path().unlink()
    keystore._marking_key.cache_clear()
    keystore.make()
    assert keystore.marking_key() != marking  # made anew after the loss
    keystore.erase(in_store, AT)
    assert keystore.merge(copied, [Erasure(in_tables, AT)]) == 1
    assert keystore.owners() == {stays}
    assert keystore.key_of(stays) == key
    assert keystore.marking_key() == marking
    assert {one.owner for one in keystore.erasures()} == {in_store, in_tables, in_copy}
    assert keystore.merge(copied, []) == 0


def test_keys_that_are_here_stay_as_they_are_when_a_copy_comes_back(folder: Path) -> None:
    one, _ = somebody(), keystore.marking_key()
    copied = keystore.copy(AT)
    keystore.rotate(secrets.token_bytes(32))
    two = somebody()
    before = keystore.key_of(one), keystore.key_of(two)
    assert keystore.merge(copied, []) == 0
    assert (keystore.key_of(one), keystore.key_of(two)) == before


def test_a_copy_from_before_a_rotation_opens_with_the_key_of_that_time_alone(folder: Path) -> None:
    one = somebody()
    keystore.marking_key()
    key = keystore.key_of(one)
    copied = keystore.copy(AT)
    old = folder / "old-key"
    old.write_text((folder / "key").read_text())
    keystore.rotate(secrets.token_bytes(32))
    keystore.path().unlink()
    with pytest.raises(KeyStoreError, match="is not here"):
        keystore.merge(copied, [])
    assert keystore.owners() == frozenset()  # a copy that does not fit changes nothing
    assert keystore.merge(copied, [], wrapping.kept_secrets(old)) == 1
    assert keystore.key_of(one) == key


def test_a_copy_that_is_none_is_a_sentence(folder: Path) -> None:
    other = folder / "other"
    other.write_text("not a copy" * 300)
    with pytest.raises(KeyStoreError, match="cannot be used"):
        keystore.merge(other, [])

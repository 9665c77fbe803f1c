"""`wholeperson keys`: the installation's key, the key store and its copies."""

import importlib
import secrets
from pathlib import Path

import click
from django.conf import settings

from wholeperson.config import prepare
from wholeperson.config.commands import data_option
from wholeperson.config.keeping import json_option, place, tell
from wholeperson.foundation import clock, keystore, wrapping


@click.group()
def keys() -> None:
    """Look after the keys without which nothing that people wrote can be read."""


@keys.command()
@data_option
@json_option
def status(data: Path, as_json: bool) -> None:
    """Say whether the keys are whole, and where they and their copies lie."""
    with place(data):
        people = importlib.import_module(prepare.PEOPLE)
        kept = keystore.owners()
        for owner in kept:
            keystore.key_of(owner)  # opens, or says what is wrong
        days = sorted(one.stem for one in Path(settings.KEY_COPIES).glob("????-??-??.sqlite3"))
        answer = {
            "keys": len(kept), "people_without_a_key": people.without_a_key(), "copies": days,
            "key_file": str(settings.KEY_FILE), "key_store": str(keystore.path()),
            "copies_in": str(settings.KEY_COPIES),
        }  # fmt: skip
    tell(
        as_json,
        answer,
        f"Keys that open: {answer['keys']}. People without one: {answer['people_without_a_key']}.",
        f"Copies of the key store: {len(days)}" + (f", the newest of {days[-1]}." if days else "."),
        f"The installation's key is in {answer['key_file']}, the key store in {answer['key_store']}, "
        f"its copies in {answer['copies_in']}.",
    )


@keys.command()
@data_option
@json_option
def copy(data: Path, as_json: bool) -> None:
    """Copy the key store now, and let go of copies that are older than thirty days."""
    with place(data):
        made = keystore.copy(clock.now(), again=True)
    tell(as_json, {"copy": str(made)}, f"The copy is in {made}. It lives for thirty days.")


@keys.command()
@data_option
@json_option
def rotate(data: Path, as_json: bool) -> None:
    """Exchange the installation's key for a new one. What people wrote stays as it is, and open to them."""
    with place(data):
        count = keystore.rotate(secrets.token_bytes(32))
        made = keystore.copy(clock.now(), again=True)  # older copies open with the old key alone
    tell(
        as_json,
        {"wrapped_again": count, "key_file": str(settings.KEY_FILE), "copy": str(made)},
        f"There is a new key in {settings.KEY_FILE}, and {count} keys are closed with it.",
        "Copy that file to its safe place now. The old key opens only the copies of the key store from before today.",
    )


@keys.command()
@click.argument("copy", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--key-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The installation's key of that time, where it was rotated since.",
)
@data_option
@json_option
def restore(copy: Path, key_file: Path | None, data: Path, as_json: bool) -> None:
    """Bring back keys that are missing from a COPY of the key store. Whoever was erased does not come back."""
    with place(data, alone=True):
        people = importlib.import_module(prepare.PEOPLE)
        erased = [keystore.Erasure(owner, at) for owner, at in people.noted_erasures().items()]
        older = wrapping.kept_secrets(key_file) if key_file else []
        count = keystore.merge(copy, erased, older)
        left = people.without_a_key()
    tell(
        as_json,
        {"came_back": count, "people_without_a_key": left},
        f"Keys that came back: {count}. People who are still without one: {left}.",
    )

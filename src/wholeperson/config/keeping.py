"""The commands that keep a place: backups and putting them back, erasing, moving to PostgreSQL."""

import importlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import click
import django

from wholeperson.config import prepare
from wholeperson.config.commands import data_option
from wholeperson.foundation import clock, keystore

BY = "system:command"
# What nobody can know from a backup: what was ended or changed since. What opens a record to others is ended; what a
# person needs to come in stays, and is said.
CAME_BACK = (
    "To be safe, nothing is shown to anybody now: every share has ended. People are told, and can show it again.",
    "Everybody signs in again. Recovery codes, open invitations and help back in that was under way have ended.",
    "As on that day are passphrases, cards and passkeys, who is in whose circle, roles, and how people are reached.",
    "Tell people today: whoever changed one of these since changes it again. Coordinators look at who holds a role.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")


@contextmanager
def place(data: Path, *, alone: bool = False) -> Iterator[Any]:
    """Open the place in a folder and give what makes backups; turn what goes wrong into one sentence."""
    if not data.expanduser().exists():
        raise click.ClickException(f"There is no folder {data}. Name the folder of this place with --data.")
    try:
        data = prepare.folder(data)
        prepare.settings_for(data)
        with prepare.in_use(data, alone=alone):
            django.setup()
            # By name, because models exist only once apps are ready.
            backups = importlib.import_module("wholeperson.config.backups")
            try:
                yield backups
            except backups.BackupError as problem:
                raise click.ClickException(str(problem)) from problem
    except (prepare.NotReadyError, keystore.KeyStoreError) as problem:
        raise click.ClickException(str(problem)) from problem


def tell(as_json: bool, answer: dict[str, Any], *sentences: str) -> None:
    """Answer a machine, or a person."""
    click.echo(json.dumps(answer) if as_json else "\n".join(sentences))


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@data_option
@json_option
def backup(file: Path, force: bool, data: Path, as_json: bool) -> None:
    """Keep everything in one FILE, while people come and go. It holds no key: keep the keys apart from it."""
    with place(data) as backups:
        said = backups.make(file, over=force)
    answer = {"file": str(file), "made_at": said.made_at, "version": said.version, "kind": said.kind}
    tell(
        as_json,
        answer,
        f"The backup is in {file}.",
        "There is no key in it. The key file and a copy of the key store lie apart from it, or it opens nothing.",
    )


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@data_option
@json_option
def restore(file: Path, data: Path, as_json: bool) -> None:
    """Put the backup in FILE back. Whoever was erased stays erased; what was there is kept beside it."""
    with place(data, alone=True) as backups:
        answer = backups.put_back(file)
    sentences = [f"What was kept on {answer['made_at'][:16].replace('T', ' at ')} (UTC) is back."]
    if answer["kept_beside"]:
        sentences.append(f"What was there before is in {answer['kept_beside']}. Delete it when all is well.")
    sentences.append(f"Erased again, because they had asked for it: {answer['erased_again']}.")
    sentences += CAME_BACK
    if answer["people_without_a_key"]:
        sentences.append(
            f"People whose key is not here: {answer['people_without_a_key']}. "
            "Put the key store back from a copy: wholeperson keys restore COPY."
        )
    tell(as_json, answer, *sentences)


@click.command()
@click.argument("person", type=click.UUID)
@data_option
@json_option
def erase(person: UUID, data: Path, as_json: bool) -> None:
    """Forget somebody who asks for it. PERSON is their reference: they can read it on their own page."""
    with place(data):
        people = importlib.import_module(prepare.PEOPLE)
        if not people.is_known(person):
            raise click.ClickException("Nobody here has this reference. Look at it once more; nothing was erased.")
        erased = people.erase_by_the_place(by=BY, person_id=person)
    by = keystore.forgotten_by(erased.created_at)
    tell(
        as_json,
        {"done": True, "forgotten_by": by.isoformat()},
        f"Done. Backups and copies of the keys have forgotten by {by:%d %B %Y}.",
    )


@click.command()
@click.argument("database_url")
@data_option
@json_option
def move(database_url: str, data: Path, as_json: bool) -> None:
    """Copy everything from this machine's own file to an empty PostgreSQL."""
    with place(data, alone=True):
        rows = importlib.import_module("wholeperson.config.moving").move(database_url)
    tell(
        as_json,
        {"rows": rows, "moved_at": clock.now().isoformat()},
        f"Everything is there: {rows} rows.",
        "Now set WHOLEPERSON_DATABASE_URL to that address, and start again. The keys stay where they are.",
        "The old file is still in the data folder. Delete it when all is well.",
    )

"""`wholeperson directory export FOLDER`: the whole open feed as files."""

import importlib
import json
import sys
from pathlib import Path
from typing import Any

import click

from wholeperson.directory.commands.opening import data_option, json_option, the_place


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@data_option
@json_option
def export(folder: Path, data: Path, as_json: bool) -> None:
    """Write the open feed into FOLDER: JSON, one object a line, and the standard's tables as CSV, with the licence."""
    with the_place(data):
        writing = importlib.import_module("wholeperson.directory.commands.writing")
        steps = writing.steps()
        try:
            counts = _with_progress(writing, folder, steps)
        except OSError as problem:
            raise click.ClickException(
                f"{folder} cannot be written ({problem.strerror}). Name another place."
            ) from problem
    if as_json:
        click.echo(json.dumps({"folder": str(folder), "counts": counts}))
        return
    click.echo(f"The open feed is in {folder}: {counts['services']} services, {counts['organizations']} organizations.")
    click.echo("datapackage.json says what each file holds, and under which licence.")


def _with_progress(writing: Any, folder: Path, steps: Any) -> dict[str, int]:
    if not sys.stderr.isatty():
        return dict(writing.write(folder, steps, lambda _: None))
    with click.progressbar(length=steps.total, label="Writing", file=sys.stderr) as bar:
        return dict(writing.write(folder, steps, bar.update))

"""How a command of this app opens the place in a folder, before anything of its tables is touched."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

data_option = click.option(
    "--data",
    default="data",
    show_default=True,
    envvar="WHOLEPERSON_DATA",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder that holds everything.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")


@contextmanager
def the_place(data: Path) -> Iterator[None]:
    """Open the place in a folder, its tables up to date; turn what goes wrong into one sentence.

    By name, because how a place is prepared belongs to the house above this app, and models exist only once apps are
    ready: a command imports its own actions and queries in the same way, inside.
    """
    if not data.expanduser().exists():
        raise click.ClickException(f"There is no folder {data}. Name the folder of this place with --data.")
    prepare = importlib.import_module("wholeperson.config.prepare")
    try:
        data = prepare.folder(data)
        with prepare.in_use(data):
            prepare.settings_for(data)
            prepare.everything(data)
            yield
    except prepare.NotReadyError as problem:
        raise click.ClickException(str(problem)) from problem

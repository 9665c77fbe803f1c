"""`wholeperson directory gaps`: where somebody looks for help and there is nothing."""

import importlib
import json
from pathlib import Path

import click

from wholeperson.directory.commands.opening import data_option, json_option, the_place


@click.command()
@click.option("--alliance", "address", default="", help="Only of this alliance: the word in its web address.")
@data_option
@json_option
def gaps(address: str, data: Path, as_json: bool) -> None:
    """Say where the gaps are: by need, place, hour and group, in each alliance."""
    with the_place(data):
        directory = importlib.import_module("wholeperson.directory.public")
        people = importlib.import_module("wholeperson.people.public")
        places = [one for one in people.alliances() if address in ("", one.address)]
        if address and not places:
            raise click.ClickException(f"There is no alliance at {address!r}. Leave it out to look at all of them.")
        told = {one.address: directory.gaps_told(one.id) for one in places}
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for name, rows in told.items():
        click.echo(f"{name}: {len(rows)} gaps")
        for row in rows:
            click.echo(f"  {row['sentence']}")

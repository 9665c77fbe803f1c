import csv
import importlib
import json
from pathlib import Path

import click

from wholeperson.directory.commands.opening import data_option, json_option, the_place

BY = "system:command"


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--alliance", "address", default="", help="Only for this alliance: the word in its web address.")
@data_option
@json_option
def gazetteer(file: Path, address: str, data: Path, as_json: bool) -> None:
    """Load names of places from FILE, so that people can look near them.

    FILE has lines name,kind,latitude,longitude, or outcode,latitude,longitude for districts of postcodes.
    """
    with the_place(data):
        directory = importlib.import_module("wholeperson.directory.public")
        people = importlib.import_module("wholeperson.people.public")
        alliance = next((one for one in people.alliances() if one.address == address), None)
        if address and alliance is None:
            raise click.ClickException(f"There is no alliance at {address!r}. Leave it out to load for everybody.")
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                names = [directory.PlaceName(*one) for one in directory.read_names(lines)]
            directory.load_names(by=BY, alliance_id=alliance.id if alliance else None, names=names)
        except (directory.NamesError, directory.GazetteerError, UnicodeDecodeError, csv.Error) as problem:
            raise click.ClickException(f"{file.name} was not loaded. {problem}") from problem
    said = f"{len(names)} names are loaded for {alliance.name if alliance else 'everybody'}."
    click.echo(json.dumps({"names": len(names)}) if as_json else said)

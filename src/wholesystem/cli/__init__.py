"""The `wholeperson` command: the library's half; the platform's commands join by the group ``wholeperson.commands``.

Exit codes: 0 done, 1 could not be done (one sentence says why), 2 asked wrongly.
"""

from importlib.metadata import version

import click

from wholesystem.cli import looking, playing
from wholesystem.cli.group import Commands


@click.group("wholeperson", cls=Commands)
@click.version_option(version("whole-person"), prog_name="wholeperson")
def main() -> None:
    """Systems maps of recovery: open them, play them, and run a place's platform on them."""


@main.group("map", cls=Commands)
def map_() -> None:
    """Open, check and play systems maps. MAP is an id of the catalogue, or a file."""


for command in (
    looking.list_maps, looking.show_map, looking.check_map, looking.show_loops, looking.show_archetypes,
    looking.compare, looking.convert_map,
    playing.simulate, playing.dominance, playing.leverage, playing.tipping,
):  # fmt: skip
    map_.add_command(command)

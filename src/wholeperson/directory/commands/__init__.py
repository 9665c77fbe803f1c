"""`wholeperson directory …`: the network map from a terminal.

Each command is a module of this package that gives a click command. The list below names them as ``module:command``;
one is looked up only when it is asked for, and left out of the list where its module is not there.
"""

import importlib
from importlib.util import find_spec

import click

HERE = "wholeperson.directory.commands"
COMMANDS = {
    "export": "export:export",
    "gaps": "gaps:gaps",
    "gazetteer": "gazetteer:gazetteer",
    "import": "importing:take_in",
    "validate": "validate:validate",
}


class Lazy(click.Group):
    """A group whose commands are looked up when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        there = [name for name, place in COMMANDS.items() if find_spec(f"{HERE}.{place.partition(':')[0]}")]
        return sorted({*there, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx) or cmd_name in self.commands:
            return super().get_command(ctx, cmd_name)
        module, _, name = COMMANDS[cmd_name].partition(":")
        found = getattr(importlib.import_module(f"{HERE}.{module}"), name)
        assert isinstance(found, click.Command)
        return found


@click.group(cls=Lazy)
def directory() -> None:
    """The network map: take in, give out, look over, and where the gaps are."""

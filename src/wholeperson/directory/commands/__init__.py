"""`wholeperson directory …`: the network map from a terminal.

Each command is a module of this package; the list below names them as ``module:command``.
"""

import importlib

import click

HERE = "wholeperson.directory.commands"
COMMANDS = {
    "export": "export:export",
    "gaps": "gaps:gaps",
    "gazetteer": "gazetteer:gazetteer",
    "import": "intake:take_in",
    "validate": "validate:validate",
}


class Lazy(click.Group):
    """A group whose commands are looked up when they are asked for: models exist only once a place is open."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        found = getattr(importlib.import_module(f"{HERE}.{module}"), name)
        assert isinstance(found, click.Command)
        return found


@click.group(cls=Lazy)
def directory() -> None:
    """The network map: take in, give out, look over, and where the gaps are."""

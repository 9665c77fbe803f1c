"""What every command stands on: suggestions, one sentence for what went wrong, and the platform's commands."""

import json
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import click

from wholesystem import catalogue
from wholesystem.errors import WholeSystemError, nearest
from wholesystem.maps import InfluenceMap, SystemsMap

GROUP = "wholeperson.commands"
INSTALL = "It is a command of the platform. Install it with: pip install 'whole-person[platform]'"

Decorated = Callable[..., Any]


class Commands(click.Group):
    """A group that suggests the nearest command, says what went wrong in one sentence, and finds the platform's."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Our own, and those that joined."""
        return sorted([*super().list_commands(ctx), *self._joined()])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name; one of a platform that is not installed says what to install."""
        if cmd_name in self._joined():
            try:
                command: click.Command = self._joined()[cmd_name].load()
            except ModuleNotFoundError as error:
                if (error.name or "").startswith(("wholeperson", "wholesystem")):
                    raise
                return _missing(cmd_name, f"“{cmd_name}” cannot start: {error.name} is not installed. {INSTALL}")
            return command
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Refuse a wrong name with the nearest right one."""
        if args and not args[0].startswith("-") and args[0] not in self.list_commands(ctx):
            ctx.fail(f"There is no command “{args[0]}”. {nearest(args[0], self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Turn the library's own errors into one sentence."""
        try:
            return super().invoke(ctx)
        except WholeSystemError as error:
            raise click.ClickException(str(error)) from error

    def _joined(self) -> Mapping[str, EntryPoint]:
        return {point.name: point for point in entry_points(group=GROUP)} if self.name == "wholeperson" else {}


def _missing(name: str, sentence: str) -> click.Command:
    """Stand in for a command that is not installed: it is listed, and says what to install when it is called."""

    def refuse() -> None:
        raise click.ClickException(sentence)

    anything = {"ignore_unknown_options": True, "allow_extra_args": True}
    return click.Command(name, callback=refuse, context_settings=anything, help=INSTALL, add_help_option=False)


def as_json_option(command: Decorated) -> Decorated:
    """Give a command its ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")(command)


def say(data: Any) -> None:
    """Print one JSON document."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def progress(words: str) -> None:
    """Say what is being worked on, on a terminal alone."""
    if sys.stderr.isatty():
        click.echo(words, err=True)


def systems(name: str) -> SystemsMap:
    """The systems map of a name.

    Raises:
        click.ClickException: where it is an influence map.
    """
    a_map = catalogue.open_map(name)
    if isinstance(a_map, InfluenceMap):
        raise click.ClickException(
            f"“{a_map.title}” is an influence map: its arrows have no signs, so it has no loops and cannot be played. "
            "Open one of the systems maps instead: wholeperson map list"
        )
    return a_map

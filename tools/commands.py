"""docs/reference/commands.md, from the command's own help."""

from collections.abc import Iterator

import click

from wholesystem.cli import main


def _walk(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path[-1])
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None and not found.hidden:
                yield from _walk(found, (*path, name))


def _help(command: click.Command, path: tuple[str, ...]) -> str:
    # A fixed width, so that the page does not depend on whose terminal made it.
    context = click.Context(command, info_name=" ".join(path), terminal_width=100, max_content_width=100)
    return command.get_help(context).strip()


def make(command: click.Command = main) -> str:
    """Write every command's help, group by group."""
    parts = [
        "# Commands",
        "",
        "Made from `wholeperson --help` by `make docs`. Maps and ids: see map-format.md beside this page.",
    ]
    for path, found in _walk(command, ("wholeperson",)):
        parts += ["", f"{'#' * min(len(path) + 1, 4)} {' '.join(path)}", "", "```text", _help(found, path), "```"]
    return "\n".join(parts) + "\n"

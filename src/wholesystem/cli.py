"""The `wholeperson` command: the library's half; the platform's commands join by the group ``wholeperson.commands``.

Exit codes: 0 done, 1 could not be done (one sentence says why), 2 asked wrongly.
"""

import json
import re
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import EntryPoint, entry_points, version
from pathlib import Path
from typing import Any

import click

from wholesystem import catalogue, drawing, dynamics
from wholesystem.drawing import chart
from wholesystem.errors import WholeSystemError, nearest
from wholesystem.maps import AnyMap, InfluenceMap, Loops, SystemsMap, as_data, check_file

GROUP = "wholeperson.commands"
INSTALL = "It is a command of the platform. Install it with: pip install 'whole-person[platform]'"
NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
TIMED = re.compile(rf"(?P<node>[^=]+)=(?P<size>{NUMBER})(?:@(?P<start>[0-9]{{1,9}})-(?P<end>[0-9]{{0,9}}))?")

Decorated = Callable[..., Any]


class _Commands(click.Group):
    """A group that suggests the nearest command, says what went wrong in one sentence, and finds the platform's."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *self._joined()])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
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
        if args and not args[0].startswith("-") and args[0] not in self.list_commands(ctx):
            ctx.fail(f"There is no command “{args[0]}”. {nearest(args[0], self.list_commands(ctx))}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
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


@click.group("wholeperson", cls=_Commands)
@click.version_option(version("whole-person"), prog_name="wholeperson")
def main() -> None:
    """Systems maps of recovery: open them, play them, and run a place's platform on them."""


@main.group("map", cls=_Commands)
def map_() -> None:
    """Open, check and play systems maps. MAP is an id of the catalogue, or a file."""


def _as_json(command: Decorated) -> Decorated:
    return click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")(command)


def _say(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def _progress(words: str) -> None:
    if sys.stderr.isatty():
        click.echo(words, err=True)


def _systems(name: str) -> SystemsMap:
    a_map = catalogue.open_map(name)
    if isinstance(a_map, InfluenceMap):
        raise click.ClickException(
            f"“{a_map.title}” is an influence map: its arrows have no signs, so it has no loops and cannot be played. "
            "Open one of the systems maps instead: wholeperson map list"
        )
    return a_map


@map_.command("list")
@_as_json
def list_maps(as_json: bool) -> None:
    """The maps of the catalogue."""
    maps = [catalogue.load(name) for name in catalogue.names()]
    if as_json:
        _say([_card(a_map) for a_map in maps])
        return
    for a_map in maps:
        click.echo(f"{a_map.id:30}  {a_map.title} ({len(a_map.variables)} variables, {len(a_map.links)} links)")


def _card(a_map: AnyMap) -> dict[str, Any]:
    counts = {"variables": len(a_map.variables), "links": len(a_map.links)}
    return {"id": a_map.id, "title": a_map.title, "kind": a_map.kind, **counts}


@map_.command("show")
@click.argument("name", metavar="MAP")
@_as_json
def show_map(name: str, as_json: bool) -> None:
    """What a map holds: its variables and links, with what stands behind each."""
    a_map = catalogue.open_map(name)
    if as_json:
        _say(as_data(a_map))
        return
    click.echo(f"{a_map.title}\n{a_map.lead}\n")
    for variable in a_map.variables:
        click.echo(f"  {variable.label} [{variable.id}]  {variable.says}")
    click.echo()
    for link in a_map.links:
        arrow = {"+": "→ +", "-": "→ −", "disputed": "→ ±"}.get(link.polarity or "", "→  ")
        late = " (delayed)" if link.delayed else ""
        click.echo(f"  {a_map.label(link.tail)} {arrow} {a_map.label(link.head)}{late}  [{link.id}, {link.confidence}]")


@map_.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@_as_json
def check_map(file: Path, as_json: bool) -> None:
    """Say what is wrong with a map file, where, and what to do."""
    problems = check_file(file)
    if as_json:
        parts = [{"where": one.where, "what": one.what, "remedy": one.remedy} for one in problems]
        _say({"ok": not problems, "problems": parts})
    for one in () if as_json else problems:
        click.echo(str(one))
    if not problems and not as_json:
        click.echo(f"{file.name} is a good map file.")
    sys.exit(1 if problems else 0)


@map_.command("loops")
@click.argument("name", metavar="MAP")
@click.option("--longest", type=click.IntRange(min=1), help="Leave out loops of more links than this.")
@_as_json
def show_loops(name: str, longest: int | None, as_json: bool) -> None:
    """The feedback loops of a map, shortest first."""
    a_map = _systems(name)
    loops = a_map.loops(longest=longest)
    if as_json:
        _say(_loops_data(loops))
        return
    click.echo(f"{loops} in {a_map.title}\n")
    for loop in loops:
        way = " → ".join(a_map.label(node) for node in (*loop.nodes, loop.nodes[0]))
        late = ", delayed" if loop.delayed else ""
        click.echo(f"  {loop.id}  {loop.kind}{late}  {loop.name + ': ' if loop.name else ''}{way}")


def _loops_data(loops: Loops) -> dict[str, Any]:
    keys = ("id", "name", "kind", "delayed", "length", "subsystems")
    listed = [{**{key: getattr(loop, key) for key in keys}, "links": list(loop.links)} for loop in loops]
    return {"complete": loops.complete, "at_least": loops.at_least, "longest": loops.longest, "loops": listed}


@map_.command("simulate")
@click.argument("name", metavar="MAP")
@click.option("--weeks", type=click.IntRange(1, 5200), default=260, show_default=True, help="How long to play it.")
@click.option("--draws", type=click.IntRange(1, 200_000), default=1000, show_default=True, help="How many runs.")
@click.option("--seed", type=click.IntRange(0, 2**64 - 1), default=1, show_default=True, help="Where chance starts.")
@click.option("--from", "start", default="today", show_default=True, help="Where a run starts.")
@click.option("--push", "pushes", multiple=True, metavar="VARIABLE=+0.3@10-20", help="Push a variable.")
@click.option("--hold", "holds", multiple=True, metavar="VARIABLE=0.8", help="Keep a variable at a value.")
@click.option("--link", "links", multiple=True, metavar="LINK=weak|medium|strong|off", help="Change a link.")
@click.option("--plot", type=click.Path(dir_okay=False, path_type=Path), help="Draw what people value, as SVG.")
@_as_json
def simulate(
    name: str, weeks: int, draws: int, seed: int, start: str, pushes: tuple[str, ...], holds: tuple[str, ...],
    links: tuple[str, ...], plot: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Play a map: behaviour over time, as bands. It is a way of thinking, never a forecast of a person."""
    a_map = _systems(name)
    if start != "today":
        raise click.UsageError(f"A run cannot start from “{start}”. {nearest(start, ['today'])}")
    if plot is not None and plot.suffix.lower() != ".svg":
        raise click.UsageError(f"Pictures are drawn as SVG. Name a file that ends in .svg, and not in “{plot.suffix}”.")
    pushed = [dynamics.Push(*_timed("--push", text)) for text in pushes]
    held = [dynamics.Hold(*_timed("--hold", text)) for text in holds]
    changed = [dynamics.Change(*_changed(text)) for text in links]
    _progress(f"Playing {a_map.title}: {draws:,} runs of {weeks} weeks …")
    run = dynamics.simulate(a_map, weeks=weeks, draws=draws, seed=seed, pushes=pushed, holds=held, changes=changed)
    if plot is not None:
        _write(plot, _picture(a_map, run))
        click.echo(f"Drawn: {plot}", err=True)
    if as_json:
        _say(_run_data(run))
        return
    for node in a_map.outcomes or a_map.nodes:
        said = run.summary(node)
        click.echo(f"  {a_map.label(node)}: rises in {said.up:.0%} of runs, falls in {said.down:.0%}")
    click.echo("\nWhat was assumed:")
    for line in run.assumptions:
        click.echo(f"  {line}")


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}. Name a place that exists.") from error


def _timed(option: str, text: str) -> tuple[str, float, int, int | None]:
    found = TIMED.fullmatch(text)
    if found is None:
        raise click.UsageError(f"{option} {text} cannot be read. Write it like {option} the-desire=+0.3@10-20")
    return found["node"], float(found["size"]), int(found["start"] or 0), int(found["end"]) if found["end"] else None


def _changed(text: str) -> tuple[str, Any]:
    link, _, word = text.rpartition("=")
    words = ("weak", "medium", "strong", "off")
    if not link or word not in words:
        raise click.UsageError(
            f"--link {text} cannot be read. Write it like --link fix-buzz=weak ({', '.join(words)})."
        )
    return link, word


def _run_data(run: dynamics.Run) -> dict[str, Any]:
    def values(array: Any) -> list[float]:
        return [round(float(value), 10) for value in array]

    variables = {}
    for node in run.kept:
        band = run.band(node)
        variables[node] = {"median": values(band.median), "low": values(band.low), "high": values(band.high)}
    weeks = [int(week) for week in run.weeks]
    head = {"weeks": weeks, "seed": run.seed, "draws": run.draws, "version": run.version}
    return {**head, "variables": variables, "assumptions": list(run.assumptions)}


def _picture(a_map: SystemsMap, run: dynamics.Run) -> str:
    nodes = (a_map.outcomes or a_map.nodes)[:6]
    weeks = run.weeks.astype(float)
    charts = []
    for node in nodes:
        band = run.band(node)
        one = drawing.Series(mark="a", label="", weeks=weeks, median=band.median, low=band.low, high=band.high)
        charts.append((one, a_map.label(node)))
    return chart.column(charts)

"""`wholeperson map` list, show, check, loops, archetypes, compare, convert: what a map holds."""

import sys
from pathlib import Path
from typing import Any

import click

from wholesystem import catalogue, formats
from wholesystem.cli.group import as_json_option, say, systems
from wholesystem.maps import AnyMap, Loops, as_data, check_file, compare_maps, find_archetypes


@click.command("list")
@as_json_option
def list_maps(as_json: bool) -> None:
    """The maps of the catalogue."""
    maps = [catalogue.load(name) for name in catalogue.names()]
    if as_json:
        say([_card(a_map) for a_map in maps])
        return
    for a_map in maps:
        click.echo(f"{a_map.id:30}  {a_map.title} ({len(a_map.variables)} variables, {len(a_map.links)} links)")


def _card(a_map: AnyMap) -> dict[str, Any]:
    counts = {"variables": len(a_map.variables), "links": len(a_map.links)}
    return {"id": a_map.id, "title": a_map.title, "kind": a_map.kind, **counts}


@click.command("show")
@click.argument("name", metavar="MAP")
@as_json_option
def show_map(name: str, as_json: bool) -> None:
    """What a map holds: its variables and links, with what stands behind each."""
    a_map = catalogue.open_map(name)
    if as_json:
        say(as_data(a_map))
        return
    click.echo(f"{a_map.title}\n{a_map.lead}\n")
    for variable in a_map.variables:
        click.echo(f"  {variable.label} [{variable.id}]  {variable.says}")
    click.echo()
    for link in a_map.links:
        arrow = {"+": "→ +", "-": "→ −", "disputed": "→ ±"}.get(link.polarity or "", "→  ")
        late = " (delayed)" if link.delayed else ""
        click.echo(f"  {a_map.label(link.tail)} {arrow} {a_map.label(link.head)}{late}  [{link.id}, {link.confidence}]")


@click.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@as_json_option
def check_map(file: Path, as_json: bool) -> None:
    """Say what is wrong with a map file, where, and what to do."""
    problems = check_file(file)
    if as_json:
        parts = [{"where": one.where, "what": one.what, "remedy": one.remedy} for one in problems]
        say({"ok": not problems, "problems": parts})
    for one in () if as_json else problems:
        click.echo(str(one))
    if not problems and not as_json:
        click.echo(f"{file.name} is a good map file.")
    sys.exit(1 if problems else 0)


@click.command("loops")
@click.argument("name", metavar="MAP")
@click.option("--longest", type=click.IntRange(min=1), help="Leave out loops of more links than this.")
@as_json_option
def show_loops(name: str, longest: int | None, as_json: bool) -> None:
    """The feedback loops of a map, shortest first."""
    a_map = systems(name)
    loops = a_map.loops(longest=longest)
    if as_json:
        say(_loops_data(loops))
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


@click.command("archetypes")
@click.argument("name", metavar="MAP")
@as_json_option
def show_archetypes(name: str, as_json: bool) -> None:
    """The archetypes in a map, and near misses with what is missing."""
    a_map = systems(name)
    found = find_archetypes(a_map)
    if as_json:
        say([one.as_data() for one in found])
        return
    click.echo(f"{found} in {a_map.title}")
    for one in found:
        click.echo(f"\n  {one.title}" if one.whole else f"\n  Nearly: {one.title}")
        click.echo("    " + ", ".join(f"{role.replace('-', ' ')}: {a_map.label(at)}" for role, at in one.roles.items()))
        advice = (f"{each.text} ({each.source})" for each in one.advice)
        for text in (*one.missing, *(one.explains if one.whole else ()), *advice):
            click.echo(f"    {text}")


@click.command("compare")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@as_json_option
def compare(before: str, after: str, as_json: bool) -> None:
    """What it takes to get from map A to map B."""
    found = compare_maps(catalogue.open_map(before), catalogue.open_map(after))
    if as_json:
        say(found.as_data())
        return
    for text in found.says:
        click.echo(text)


@click.command("convert")
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--to", "to", help="The format's name, where the ending of OUT does not say it.")
@as_json_option
def convert_map(source: str, target: Path, to: str | None, as_json: bool) -> None:
    """Turn a map into another format, by ending, and say what that format cannot carry."""
    known = source in catalogue.names()
    read = formats.Read(catalogue.load(source), ()) if known else formats.read(source, include=catalogue.load)
    lost = (*read.lost, *formats.write(read.map, target, to))
    if as_json:
        say({"lost": [{"where": one.where, "what": one.what} for one in lost]})
        return
    click.echo(f"Written: {target}")
    for one in lost:
        click.echo(f"  not carried: {one.where}: {one.what}")

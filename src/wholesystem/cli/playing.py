"""`wholeperson map` simulate, dominance, leverage, tipping: how a map behaves, and what matters on it."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from wholesystem import drawing, dynamics
from wholesystem.cli.group import Decorated, as_json_option, progress, say, systems
from wholesystem.drawing import chart
from wholesystem.maps import SystemsMap

NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
TIMED = re.compile(rf"(?P<node>[^=]+)=(?P<size>{NUMBER})(?:@(?P<start>[0-9]{{1,9}})-(?P<end>[0-9]{{0,9}}))?")


FROM = re.compile(r"today|rest:[0-9]+")


def _asked(command: Decorated) -> Decorated:
    """The options of every question that plays a run."""
    options = (
        click.option(
            "--weeks", type=click.IntRange(1, 5200), default=260, show_default=True, help="How long to play it."
        ),
        click.option("--from", "start", default="today", show_default=True, help="Where a run starts: today, rest:ID."),
        click.option("--push", "pushes", multiple=True, metavar="VARIABLE=+0.3@10-20", help="Push a variable."),
        click.option("--hold", "holds", multiple=True, metavar="VARIABLE=0.8", help="Keep a variable at a value."),
        click.option("--link", "links", multiple=True, metavar="LINK=weak|medium|strong|off", help="Change a link."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _drawn(draws: int) -> Callable[[Decorated], Decorated]:
    """The options of every question that draws an ensemble."""

    def decorate(command: Decorated) -> Decorated:
        seed = click.option(
            "--seed", type=click.IntRange(0, 2**64 - 1), default=1, show_default=True, help="Where chance starts."
        )
        many = click.option(
            "--draws", type=click.IntRange(1, 200_000), default=draws, show_default=True, help="How many runs."
        )
        return many(seed(command))

    return decorate


def _place(a_map: SystemsMap, start: str, draws: int, seed: int) -> tuple[dynamics.Ensemble, dynamics.Start | None]:
    """The draws that a run is played with, and where it starts."""
    if not FROM.fullmatch(start):
        raise click.UsageError(f"--from {start} cannot be read. Write --from today, or --from rest:13")
    if start == "today":
        return dynamics.draw(a_map, draws, seed), None
    found = dynamics.resting_states(a_map, draws, seed).start(start)
    return found.ensemble, found.start


def _moves(pushes: tuple[str, ...], holds: tuple[str, ...], links: tuple[str, ...]) -> dict[str, Any]:
    return {
        "pushes": [dynamics.Push(*_timed("--push", text)) for text in pushes],
        "holds": [dynamics.Hold(*_timed("--hold", text)) for text in holds],
        "changes": [dynamics.Change(*_changed(text)) for text in links],
    }


@click.command("simulate")
@click.argument("name", metavar="MAP")
@_drawn(1000)
@_asked
@click.option("--plot", type=click.Path(dir_okay=False, path_type=Path), help="Draw what people value, as SVG.")
@as_json_option
def simulate(
    name: str, draws: int, seed: int, weeks: int, start: str, pushes: tuple[str, ...], holds: tuple[str, ...],
    links: tuple[str, ...], plot: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Play a map: behaviour over time, as bands. It is a way of thinking, never a forecast of a person."""
    a_map = systems(name)
    if plot is not None and plot.suffix.lower() != ".svg":
        raise click.UsageError(f"Pictures are drawn as SVG. Name a file that ends in .svg, and not in “{plot.suffix}”.")
    moves = _moves(pushes, holds, links)
    progress(f"Playing {a_map.title}: {draws:,} runs of {weeks} weeks …")
    ensemble, begin = _place(a_map, start, draws, seed)
    run = dynamics.simulate(a_map, weeks=weeks, ensemble=ensemble, start=begin, **moves)
    if plot is not None:
        _write(plot, _picture(a_map, run))
        click.echo(f"Drawn: {plot}", err=True)
    if as_json:
        say(_run_data(run))
        return
    for node in a_map.outcomes or a_map.nodes:
        said = run.summary(node)
        click.echo(f"  {a_map.label(node)}: rises in {said.up:.0%} of runs, falls in {said.down:.0%}")
    _assumed(run.assumptions)


@click.command("dominance")
@click.argument("name", metavar="MAP")
@_drawn(200)
@_asked
@as_json_option
def dominance(
    name: str, draws: int, seed: int, weeks: int, start: str, pushes: tuple[str, ...], holds: tuple[str, ...],
    links: tuple[str, ...], as_json: bool,
) -> None:  # fmt: skip
    """Which loops drive a run, and when. Without a push it is the run with the map's drivers pushed."""
    a_map = systems(name)
    moves = _moves(pushes, holds, links)
    progress(f"Scoring the loops of {a_map.title}: {draws:,} runs of {weeks} weeks …")
    ensemble, begin = _place(a_map, start, draws, seed)
    found = dynamics.dominance(a_map, weeks=weeks, ensemble=ensemble, start=begin, **moves)
    if as_json:
        say(_dominance_data(found))
        return
    names = {loop.id: loop.name or " → ".join(map(a_map.label, loop.nodes)) for loop in a_map.loops()}
    for one in found.dominant:
        told = ", ".join(names.get(name, f"{a_map.label(name.removeprefix('self:'))} settles") for name in one.loops)
        click.echo(f"  weeks {one.start}-{one.end}: {told} (in {one.share_of_draws:.0%} of runs at least half)")
    _assumed((found.reference, found.searched, *found.assumptions))


@click.command("leverage")
@click.argument("name", metavar="MAP")
@click.option("--outcome", required=True, metavar="VARIABLE", help="What the question is about.")
@_drawn(200)
@click.option("--from", "start", default="today", show_default=True, help="Where a run starts: today, rest:ID.")
@as_json_option
def leverage(name: str, outcome: str, draws: int, seed: int, start: str, as_json: bool) -> None:
    """What matters most for an outcome. A harm is only ever lessened."""
    a_map = systems(name)
    progress(f"Trying every change on {a_map.title}: {draws:,} runs each …")
    ensemble, begin = _place(a_map, start, draws, seed)
    found = dynamics.leverage(a_map, outcome, ensemble=ensemble, start=begin)
    if as_json:
        say(_leverage_data(found))
        return
    for lever in found.best[:10]:
        click.echo(f"  {found.finding(lever)}")
    _assumed(found.assumptions)


@click.command("tipping")
@click.argument("name", metavar="MAP")
@click.option("--outcome", required=True, metavar="VARIABLE", help="What says which state is better.")
@_drawn(200)
@as_json_option
def tipping(name: str, outcome: str, draws: int, seed: int, as_json: bool) -> None:
    """Where a map rests, and how large a push turns it. Most runs of a small map have one resting state."""
    a_map = systems(name)
    progress(f"Looking for resting states of {a_map.title}: {draws:,} runs …")
    found = dynamics.tipping(a_map, outcome, draws=draws, seed=seed)
    if as_json:
        say(_tipping_data(found))
        return
    click.echo(f"  {found.more:.0%} of runs have more than one resting state.")
    for tip in found.pushes[:10]:
        size = f"{tip.size.median:+.2f} for {tip.weeks} weeks"
        click.echo(f"  {a_map.label(tip.variable)} {size} turns it in {tip.share_of_draws:.0%} of runs")
    _assumed(found.assumptions)


def _assumed(lines: Iterable[str]) -> None:
    click.echo("\nWhat was assumed:")
    for line in lines:
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


def _three(band: Any) -> dict[str, float]:
    return {key: round(float(getattr(band, key)), 10) for key in ("median", "low", "high")}


def _lever(one: dynamics.Lever) -> dict[str, Any]:
    figures = {key: round(getattr(one, key), 10) for key in ("effect", "low", "high", "agreement")}
    return {"change": one.change, "move": one.move, **figures}


def _leverage_data(found: dynamics.Leverage) -> dict[str, Any]:
    head = {key: getattr(found, key) for key in ("outcome", "reference", "weeks", "draws", "seed")}
    learn = [
        {"part": one.part, "what": one.what, "correlation": round(one.correlation, 10)} for one in found.learn_next
    ]
    return {
        **head,
        "links": [_lever(one) for one in found.links],
        "variables": [_lever(one) for one in found.variables],
        "learn_next": learn,
        "assumptions": list(found.assumptions),
    }


def _tipping_data(found: dynamics.Tipping) -> dict[str, Any]:
    states = [
        {
            "id": state.id,
            "share_of_draws": state.share_of_draws,
            "values": {node: _three(band) for node, band in state.values.items()},
        }
        for state in found.states
    ]
    pushes = [
        {
            "variable": tip.variable, "weeks": tip.weeks, "size": _three(tip.size), "from": tip.origin, "to": tip.to,
            "share_of_draws": tip.share_of_draws,
        }
        for tip in found.pushes
    ]  # fmt: skip
    return {"states": states, "pushes": pushes, "assumptions": list(found.assumptions)}


def _dominance_data(found: dynamics.Dominance) -> dict[str, Any]:
    loops = {
        name: {key: [round(float(value), 10) for value in getattr(band, key)] for key in ("median", "low", "high")}
        for name, band in found.loops.items()
    }
    spans = [
        {"from": one.start, "to": one.end, "loops": list(one.loops), "share_of_draws": one.share_of_draws}
        for one in found.dominant
    ]
    head = {"weeks": found.weeks.tolist(), "draws": found.draws, "seed": found.seed, "reference": found.reference}
    return {
        **head, "loops": loops, "dominant": spans, "searched": found.searched, "assumptions": list(found.assumptions),
    }  # fmt: skip

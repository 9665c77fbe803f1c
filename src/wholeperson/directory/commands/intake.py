"""The command that takes in other directories: a feed, a folder, a file or a spreadsheet."""

import importlib
import json
import sys
from pathlib import Path
from typing import Any

import click

from wholeperson.directory.commands.opening import data_option, json_option, the_place

# By name, because models exist only once apps are ready.
WORK = "wholeperson.directory.actions.by_command"


@click.command(name="import")
@click.argument("source")
@click.option("--alliance", default="", help="The address of the alliance; not needed where there is only one.")
@click.option("--licence", default="", help="Under which terms it may be shown. Without one it is kept, and not shown.")
@click.option("--allowed-by", default="", help="Who allowed it: an organisation or a team.")
@click.option(
    "--columns", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='For a spreadsheet: a JSON file that says which column is which, like {"Title": "name"}.',
)  # fmt: skip
@click.option("--name", default="", help="What this source is called on pages.")
@data_option
@json_option
def take_in(
    source: str,
    alliance: str,
    licence: str,
    allowed_by: str,
    columns: Path | None,
    name: str,
    data: Path,
    as_json: bool,
) -> None:
    """Take in SOURCE: the address of a feed of the open standard, a folder or file of it, or a CSV spreadsheet."""
    with the_place(data):
        work = importlib.import_module(WORK)
        try:
            given = work.Given(source, alliance, licence, allowed_by, _columns(columns), name)
            answer = _with_progress(work, given)
        except work.NotDoneError as problem:
            raise click.ClickException(str(problem)) from problem
    click.echo(json.dumps(answer) if as_json else "\n".join(_sentences(answer)))
    if answer["kind"] == "feed" and not answer["whole"]:
        raise click.ClickException("Not all of it could be read. What came is kept, and nothing was counted as gone.")


def _columns(path: Path | None) -> dict[str, str] | None:
    if path is None:
        return None
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as cause:
        raise click.UsageError(f"{path} is not JSON.") from cause
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        raise click.UsageError(f'{path} wants the form {{"their column": "our column"}}.')
    return found


def _with_progress(work: Any, given: Any) -> Any:
    if not sys.stderr.isatty():
        return work.take_in_given(given)
    with click.progressbar(length=0, label="Taking in", file=sys.stderr, show_pos=True) as bar:

        def progress(seen: int, total: int | None) -> None:
            bar.length = max(total or 0, seen)
            bar.update(seen - bar.pos)

        return work.take_in_given(given, progress)


def _sentences(answer: dict[str, Any]) -> list[str]:
    counts = answer["counts"]
    words = {
        "new": "new", "changed": "changed", "unchanged": "as before", "back": "back again",
        "lost": "no longer listed by the source", "left_out": "left out",
        "waiting": "kept until a licence is written down",
    }  # fmt: skip
    found = [f"{counts[key]} {said}" for key, said in words.items() if counts.get(key)]
    sentences = [f"{answer['source']}: {', '.join(found) or 'nothing there'}."]
    if not answer["licence"]:
        sentences.append(
            "Nothing of it is shown yet: nobody has written down under which terms (--licence, --allowed-by)."
        )
    changed = [f"  {one['times']} × {one['what']} ({one['where']})" for one in answer["changes"][:15]]
    if changed:
        sentences += ["What was set right:", *changed]
    if answer["problems"]:
        sentences += ["What to look at:", *(f"  {one}" for one in answer["problems"][:15])]
    if len(answer["problems"]) > 15:
        sentences.append(f"  … and {len(answer['problems']) - 15} more. --json names them all.")
    return sentences

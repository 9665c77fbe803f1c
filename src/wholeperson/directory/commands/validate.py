"""`wholeperson directory validate SOURCE`: whether a feed, a file or a folder is of the open standard."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime

import click

from wholeperson.directory.commands.opening import json_option
from wholeperson.directory.outside import looking
from wholeperson.directory.rules.hsds.checking import Problem, Weight
from wholeperson.directory.rules.hsds.validating import Verdict

MOST = 200
SAYS = {
    "pass": "This is Open Referral UK 3.0, and nothing stands out.",
    "warn": "This is Open Referral UK 3.0. Some things are worth putting right.",
    "wrong": "This is not Open Referral UK 3.0 yet. What is wrong stands above.",
}


@click.command()
@click.argument("source")
@json_option
def validate(source: str, as_json: bool) -> None:
    """Say whether SOURCE (a file, a folder or the address of a feed) is of the open standard, and what to do."""
    try:
        verdict = looking.look_at(source, _today())
    except looking.NothingThereError as problem:
        raise click.ClickException(str(problem)) from problem
    if as_json:
        click.echo(json.dumps(_told(verdict)))
    else:
        _say(verdict)
    if not verdict.ok:
        raise click.exceptions.Exit(1)


def _today() -> date:
    return datetime.now(UTC).date()


def _told(verdict: Verdict) -> dict[str, object]:
    problems = [asdict(one) | {"weight": one.weight.value} for one in verdict.problems]
    return {"ok": verdict.ok, "verdict": verdict.says, "looked_at": verdict.looked_at, "problems": problems}


def _say(verdict: Verdict) -> None:
    for one in verdict.problems[:MOST]:
        click.echo(_sentence(one))
    if len(verdict.problems) > MOST:
        click.echo(f"… and {len(verdict.problems) - MOST} more; --json gives all of them.")
    click.echo(f"Looked at: {len(verdict.looked_at)}.")
    click.echo(SAYS[verdict.says])


def _sentence(problem: Problem) -> str:
    word = "Wrong" if problem.weight is Weight.WRONG else "Worth a look"
    return f"{word}: {problem.where}: {problem.what} {problem.remedy}"

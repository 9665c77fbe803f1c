"""PostgreSQL's own programs for keeping and putting back a database."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings


class PostgresError(RuntimeError):
    """PostgreSQL's programs are not here, or could not do it; the text says what to do."""


def dump(part: Path, *, without_rows_of: Iterable[str]) -> None:
    """Write the database into a file, without the rows of some tables.

    Raises:
        PostgresError: where it cannot be done.
    """
    left_out = [f"--exclude-table-data={table}" for table in without_rows_of]
    _run([*_program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges", *left_out, f"--file={part}"])


def put_back(part: Path, *, empty: Iterable[str]) -> None:
    """Exchange what is in the database for what is in a file, in one transaction: all of it, or nothing.

    Raises:
        PostgresError: where it cannot be done.
    """
    script = part.with_name(part.name + ".sql")
    try:
        script.touch(mode=0o600)
        _run([*_program("pg_restore"), "--no-owner", "--no-privileges", f"--file={script}", str(part)])
        steps = ["-c", "DROP SCHEMA public CASCADE", "-c", "CREATE SCHEMA public", "-f", str(script)]
        for table in empty:
            steps += ["-c", f"DELETE FROM public.{table}"]  # noqa: S608  # a name of ours
        _run([*_program("psql"), "--quiet", "--no-psqlrc", "--single-transaction", "-v", "ON_ERROR_STOP=1", *steps])
    finally:
        script.unlink(missing_ok=True)


def _program(name: str) -> list[str]:
    found = shutil.which(name)
    if found is None:
        raise PostgresError(f"{name} is not on this machine; on Debian or Ubuntu: apt-get install postgresql-client.")
    return [found]


def _run(command: list[str]) -> None:
    there = settings.DATABASES["default"]
    # In the environment and not on the command line, which every other program on the machine can read.
    named = {"PGDATABASE": "NAME", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGHOST": "HOST", "PGPORT": "PORT"}
    address = {name: str(there[key]) for name, key in named.items() if there.get(key)}
    done = subprocess.run(  # noqa: S603  # PostgreSQL's own programs, with options of ours
        command, env={**os.environ, **address}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        # Not what it said: that could hold a row.
        raise PostgresError(f"{Path(command[0]).name} could not do it. Is its version that of the server?")

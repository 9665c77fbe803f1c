"""A PostgreSQL of our own for as long as a command runs: `python -m tests.postgres COMMAND…`.

The command finds its address in WHOLEPERSON_DATABASE_URL. The cluster lives in a temporary folder and listens on a
loopback port that nobody else has; it is stopped and removed whatever happens. PostgreSQL refuses to run as root, so
root hands it to the user that Debian made for it.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.machine import postgres

# Nothing here outlives the tests, so it need not survive a power cut.
CAREFREE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


class NoPostgresError(RuntimeError):
    """PostgreSQL is not on this machine, or would not start."""


def _as_user() -> tuple[list[str], int | None]:
    """What to put before a command so that it does not run as root, and whose the folder then is."""
    if os.geteuid() != 0:
        return [], None
    return ["runuser", "-u", "postgres", "--"], pwd.getpwnam("postgres").pw_uid


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(command: list[str]) -> None:
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoPostgresError(f"{command[0]} … {Path(command[-1]).name}: {done.stdout}{done.stderr}".strip())


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """Start a private cluster, give its address, stop and remove it."""
    binaries = postgres()
    if binaries is None:
        raise NoPostgresError("PostgreSQL is not installed; on Debian or Ubuntu: apt-get install postgresql")
    prefix, owner = _as_user()
    folder = Path(tempfile.mkdtemp(prefix="whole-person-postgres-"))
    data, port = folder / "data", _free_port()
    try:
        if owner is not None:
            os.chown(folder, owner, -1)
        _run([*prefix, str(binaries / "initdb"), "--auth=trust", "--username=tests", "--encoding=UTF8", "--no-sync",
              "--locale=C.UTF-8", "--pgdata", str(data)])  # fmt: skip
        options = f"-c listen_addresses=127.0.0.1 -p {port} -k '{folder}' {CAREFREE}"
        log = str(folder / "log")
        _run(
            [
                *prefix,
                str(binaries / "pg_ctl"),
                "start",
                "--wait",
                "--silent",
                "-l",
                log,
                "-o",
                options,
                "-D",
                str(data),
            ]
        )
        yield f"postgres://tests@127.0.0.1:{port}/postgres"
    finally:
        if (data / "postmaster.pid").exists():
            stop = [*prefix, str(binaries / "pg_ctl"), "stop", "--mode=immediate", "--silent", "-D", str(data)]
            subprocess.run(stop, cwd="/", check=False)
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Run a command with the address set, and end as it ended."""
    # An interrupt or a kill unwinds through `finally`, so the cluster goes in every case.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with cluster() as address:
            return subprocess.run(
                sys.argv[1:], env={**os.environ, "WHOLEPERSON_DATABASE_URL": address}, check=False
            ).returncode
    except NoPostgresError as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())

"""The platform as it really runs, for tests: `wholeperson serve` in a process and a folder of its own."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

STOPPED_CLOCK = Path(__file__).with_name("stopped_clock")
COMMAND = Path(sys.executable).with_name("wholeperson")
OURS = "WHOLEPERSON_"


@dataclass(frozen=True)
class Served:
    """A running platform: its address, its folder, and what it said while it started."""

    url: str
    data: Path
    process: subprocess.Popen[str]
    said: Path


def free_port() -> int:
    """Give a port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serving(data: Path, *options: str, begin_at: datetime | None = None, **settings: str) -> Iterator[Served]:
    """Start it, wait until it says that it is ready, and stop it as Ctrl-C does. It may begin at another moment."""
    # Built anew, because the settings of this test process are none of its business.
    environment = {name: value for name, value in os.environ.items() if not name.startswith((OURS, "DJANGO_"))}
    environment.update({OURS + name: value for name, value in settings.items()})
    if begin_at:
        environment["TESTS_BEGIN_AT"] = begin_at.isoformat()
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(STOPPED_CLOCK), os.environ.get("PYTHONPATH"))))
    data.mkdir(parents=True, exist_ok=True)
    said = data / "said"
    command = [str(COMMAND), "serve", "--json", "--port", str(free_port()), "--data", str(data), *options]
    with (
        said.open("w") as errors,
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line, said.read_text()
            yield Served(json.loads(line)["url"], Path(json.loads(line)["data"]), process, said)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            process.wait(timeout=20)

"""The worker: a process that does what has to happen without anybody asking, until it is told to stop.

`wholeperson worker` runs it by itself; `wholeperson serve` keeps one beside the web workers, in a process of its own.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import django

from wholeperson.foundation import tasks

BREATH = 1.0  # seconds before a worker that died is started again
PATIENCE = 8.0  # seconds for a worker to end between two rows


def once() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Do every chore once, and give those that were done and those that broke."""
    django.setup()
    done = tasks.do_what_is_due()
    return done, tuple(name for name in tasks.chores() if name not in done)


def until_told(*, beside: int = 0) -> None:
    """Go round until told to stop (SIGTERM, SIGINT), or until the process that this one stands beside is gone."""
    told = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: told.set())
    django.setup()
    tasks.work_on(lambda: told.is_set() or bool(beside and os.getppid() != beside), wait=told.wait)


@contextmanager
def a_worker_beside() -> Iterator[None]:
    """Keep a worker running beside the web workers: started again where it dies, stopped together with them."""
    stopping = threading.Event()
    running: list[subprocess.Popen[bytes]] = []
    keeper = threading.Thread(target=_keep, args=(running, stopping), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stopping.set()
        for process in running:
            process.terminate()
        keeper.join(PATIENCE)
        for process in running:
            process.kill()  # what it had in hand is taken up again by the next one


def _keep(running: list[subprocess.Popen[bytes]], stopping: threading.Event) -> None:
    # What it prints is for nobody: the server's standard output is one JSON document.
    command = [sys.executable, "-m", __name__, str(os.getpid())]
    while not stopping.is_set():
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603  # our own program
        running[:] = [process]
        if stopping.is_set():
            process.terminate()
        process.wait()
        stopping.wait(BREATH)


if __name__ == "__main__":
    until_told(beside=int(sys.argv[1]) if sys.argv[1:] else 0)

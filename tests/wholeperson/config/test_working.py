"""The worker as it really runs: processes that are killed, that come twice, and that stand beside the server."""

import asyncio
import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from email import message_from_bytes
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests import postgres
from tests.serving import free_port, serving
from tools.machine import postgres as postgres_here
from tools.tree import ROOT
from wholeperson.config import prepare, working

WORKER = [sys.executable, "-m", "wholeperson.config.working"]
FURNISH = """
import sys
import django
from pathlib import Path
from wholeperson.config import prepare, working
prepare.settings_for(prepare.folder(Path(sys.argv[1])))
django.setup()
from django.core.management import call_command
call_command("migrate", interactive=False, verbosity=0)
from tests.cast import TESTS, joined
from wholeperson.messages import actions
from wholeperson.messages.rules import Channel
sam = joined("Sam")
actions.change_reach(by=sam, viewer=sam, channel=Channel.EMAIL, hours=[], to="robin@example.org")
for _ in range(int(sys.argv[2])):
    actions.tell(by=TESTS, person_id=sam.id, kind="sign-in-changed")
"""
# Both are ready before either begins, so that they really meet.
RACE = """
import sys
import django
django.setup()
from wholeperson.foundation import clock
from wholeperson.messages import chores
print("ready", flush=True)
sys.stdin.readline()
chores.send_what_is_due(clock.now())
"""


class Post:
    """Receives mail. It can be told to keep a worker waiting at one of them, and then not to take that one."""

    def __init__(self) -> None:
        self.came: Counter[str] = Counter()
        self.holds_at = 0
        self.in_hand, self.let_go = threading.Event(), threading.Event()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # its name there
        assert isinstance(envelope.content, bytes)
        if self.holds_at and self.came.total() + 1 == self.holds_at and not self.let_go.is_set():
            self.in_hand.set()
            while not self.let_go.is_set():
                await asyncio.sleep(0.01)
            return "451 not now"
        await asyncio.sleep(0.02)
        self.came[str(message_from_bytes(envelope.content)["Message-ID"])] += 1
        return "250 OK"


@pytest.fixture
def post() -> Iterator[tuple[Post, dict[str, str]]]:
    server = Controller(handler := Post(), hostname="127.0.0.1", port=free_port())
    server.start()
    yield handler, {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(server.port), "EMAIL_TLS": "no"}
    server.stop()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give one folder for those that need everything in it, because putting it there is slow."""
    return tmp_path_factory.mktemp("place")


def environment(data: Path, mail: dict[str, str]) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("WHOLEPERSON_", "DJANGO_"))}
    settings = {f"WHOLEPERSON_{name}": value for name, value in {**mail, "DATA": str(data)}.items()}
    return {**ours, **settings, "DJANGO_SETTINGS_MODULE": "wholeperson.config.settings"}


def furnish(data: Path, mail: dict[str, str], count: int) -> dict[str, str]:
    there = environment(data, mail)
    subprocess.run([sys.executable, "-c", FURNISH, str(data), str(count)], env=there, cwd=ROOT, check=True)
    return there


def until(holds: Callable[[], object], patience: float = 60) -> None:
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < patience
        time.sleep(0.02)


@contextlib.contextmanager
def rows(data: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(data / "whole-person.sqlite3", timeout=5)) as database, database:
        yield database


def states(data: Path) -> Counter[str]:
    with rows(data) as database:
        found = database.execute("SELECT state FROM messages_message WHERE kind = 'sign-in-changed'").fetchall()
    return Counter(state for (state,) in found)


def test_a_worker_that_is_killed_in_the_middle_loses_nothing_and_sends_nothing_twice(
    tmp_path: Path, post: tuple[Post, dict[str, str]]
) -> None:
    handler, mail = post
    there = furnish(tmp_path, mail, 6)
    handler.holds_at = 3
    with subprocess.Popen(WORKER, env=there) as worker:
        assert handler.in_hand.wait(60)
        worker.kill()
    handler.let_go.set()
    assert states(tmp_path) == {"sent": 2, "claimed": 1, "waiting": 3}
    with rows(tmp_path) as database:  # ten minutes later
        database.execute("UPDATE messages_message SET claimed_at = '2026-01-01 00:00:00' WHERE state = 'claimed'")
    with subprocess.Popen(WORKER, env=there) as worker:
        until(lambda: states(tmp_path) == {"sent": 6})
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=10) == 0
    assert len(handler.came) == 6
    assert set(handler.came.values()) == {1}


@contextlib.contextmanager
def database_of(kind: str) -> Iterator[dict[str, str]]:
    if kind == "sqlite":
        yield {}
        return
    if postgres_here() is None:
        pytest.skip("PostgreSQL is not on this machine")
    with postgres.cluster() as address:
        yield {"DATABASE_URL": address}


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_two_workers_at_once_send_each_word_once(tmp_path: Path, post: tuple[Post, dict[str, str]], kind: str) -> None:
    handler, mail = post
    with database_of(kind) as database:
        there = furnish(tmp_path, {**mail, **database}, 24)
        race = [sys.executable, "-c", RACE]
        workers = [
            subprocess.Popen(race, env=there, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            for _ in range(2)
        ]
        for worker in workers:
            assert worker.stdout is not None
            assert worker.stdout.readline() == "ready\n"
        for worker in workers:
            assert worker.stdin is not None
            worker.stdin.write("go\n")
            worker.stdin.flush()
        for worker in workers:
            worker.communicate(timeout=60)
            assert worker.returncode == 0
    assert len(handler.came) == 24
    assert set(handler.came.values()) == {1}


def workers_beside(server: int) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == server and b"wholeperson.config.working" in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
    return found


def test_once_does_everything_and_says_so(place: Path) -> None:
    there = environment(place, {})
    command = [sys.executable, "-c", "from wholeperson.config.commands import worker; worker()"]
    done = subprocess.run(
        [*command, "--once", "--json", "--data", str(place)], env=there, capture_output=True, text=True, check=True
    )
    said = json.loads(done.stdout)
    assert "messages.send" in said["done"]
    assert said["broke"] == []


def test_the_server_has_a_worker_beside_it_that_ends_with_it(place: Path, post: tuple[Post, dict[str, str]]) -> None:
    handler, mail = post
    furnish(place, mail, 1)
    with serving(place, **mail) as served:
        until(lambda: len(handler.came) == 1)
        (worker,) = workers_beside(served.process.pid)
    assert served.process.returncode == 0
    assert not Path(f"/proc/{worker}").exists()


def test_a_worker_that_dies_is_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment(prepare.folder(tmp_path), {}).items():
        monkeypatch.setenv(name, value)
    with working.a_worker_beside():
        until(lambda: workers_beside(os.getpid()))
        (first,) = workers_beside(os.getpid())
        os.kill(first, signal.SIGKILL)
        until(lambda: set(workers_beside(os.getpid())) - {first})
    assert workers_beside(os.getpid()) == []


def test_a_worker_does_not_outlive_a_server_that_was_killed(tmp_path: Path) -> None:
    code = (
        "import os, subprocess, sys; "
        "print(subprocess.Popen([*sys.argv[1:], str(os.getpid())]).pid, flush=True); sys.stdin.readline()"
    )
    there = environment(prepare.folder(tmp_path), {})
    command = [sys.executable, "-c", code, *WORKER]
    with subprocess.Popen(command, env=there, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
    until(lambda: not Path(f"/proc/{worker}").exists())

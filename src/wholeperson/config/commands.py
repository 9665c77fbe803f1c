"""The platform's commands. `wholesystem.cli` joins them by the entry points `wholeperson.commands`."""

import contextlib
import errno
import importlib
import json
import multiprocessing
import os
import socket
import threading
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import IO, NamedTuple

import click
import django
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from wholeperson.config import prepare, working

WORKERS, THREADS = 2, 4
PATIENCE = 180.0
held: list[IO[str]] = []  # until this process ends, no backup is put back under it
DEMO = "wholeperson.demo.public"
DEMO_PLACE = "Bognor Regis and Crawley"


def port_is_taken(port: int) -> bool:
    """Say whether another program answers at this port, on either of the two addresses that localhost can mean."""
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, port))
            except OSError as cause:
                if cause.errno in (errno.EADDRINUSE, errno.EACCES):
                    return True
    return False


def answers(host: str, port: int) -> bool:
    """Ask once whether the platform is ready."""
    connection = HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().read() == b"ok"
    except OSError:
        return False
    finally:
        connection.close()


SignIns = tuple[tuple[str, str, str], ...]


class Invented(NamedTuple):
    """What the demonstration holds: how many maps, and who can sign in (name, words, who that is)."""

    maps: int
    sign_in: SignIns


NOTHING_INVENTED = Invented(0, ())


data_option = click.option(
    "--data",
    default="data",
    show_default=True,
    envvar="WHOLEPERSON_DATA",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder that holds everything.",
)


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Where to answer.")
@data_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Which address to listen on.")
@click.option("--demo", is_flag=True, help="Load the demonstration community first.")
@click.option("--json", "as_json", is_flag=True, help="Say where it is as one JSON document.")
def serve(port: int, data: Path, host: str, demo: bool, as_json: bool) -> None:
    """Start the platform on this machine, and say when it is ready."""
    if port_is_taken(port):
        raise click.ClickException(
            f"Port {port} is in use by another program. Try: wholeperson serve --port {port + 1}"
        )
    if demo:
        os.environ.setdefault("WHOLEPERSON_PLACE", DEMO_PLACE)
    data = _prepared(data)
    invented = _load_demo() if demo else NOTHING_INVENTED
    if demo:
        click.echo(f"The demonstration community is in place ({_counted(invented)}).", err=True)
    server = Granian(
        "wholeperson.config.wsgi:application",
        address=host, port=port, interface=Interfaces.WSGI, workers=WORKERS, blocking_threads=THREADS,
        websockets=False, log_level=LogLevels.warning, respawn_failed_workers=True, workers_kill_timeout=5,
    )  # fmt: skip
    # Many small matrices: with a thread for each core, every worker would wait for the other's threads.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # A fresh process for each worker: a copy of this one would share its open database and a half-told announcement.
    multiprocessing.set_start_method("spawn", force=True)
    near = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104  # compared, not bound
    threading.Thread(target=_announce, args=(near, port, data, invented.sign_in, as_json), daemon=True).start()
    os.environ.setdefault("WHOLEPERSON_SITE_ADDRESS", f"http://localhost:{port}")
    with working.a_worker_beside():
        server.serve()


def _prepared(data: Path) -> Path:
    try:
        data = prepare.folder(data)
        held.append(prepare.in_use(data))
        prepare.settings_for(data)
        for done in prepare.everything(data):
            click.echo(done, err=True)
    except prepare.NotReadyError as problem:
        raise click.ClickException(str(problem)) from problem
    return data


def _load_demo() -> Invented:
    django.setup()
    community = importlib.import_module(DEMO)  # by name, because its models exist only once apps are ready
    try:
        loaded = community.load()
        return Invented(loaded.maps, loaded.sign_in)
    except community.InProductionError as problem:
        raise click.ClickException(str(problem)) from problem


@click.command()
@data_option
@click.option("--json", "as_json", is_flag=True, help="Say what was loaded as one JSON document.")
def demo(data: Path, as_json: bool) -> None:
    """Load the invented alliances of Bognor Regis and Crawley. Loading twice changes nothing."""
    data = _prepared(data)
    invented = _load_demo()
    if as_json:
        told = [{"name": name, "words": words, "who": who} for name, words, who in invented.sign_in]
        click.echo(json.dumps({"loaded": invented.maps, "data": str(data), "sign_in": told}))
    else:
        click.echo(f"The demonstration community is in {data} ({_counted(invented)}).")
        _say_who_can_sign_in(invented.sign_in)


def _counted(invented: Invented) -> str:
    return f"invented maps: {invented.maps}, invented people: {len(invented.sign_in)}"


def _say_who_can_sign_in(sign_in: SignIns) -> None:
    if sign_in:
        click.echo("All of these people are invented. Sign in as any of them, by name and words:")
    for name, words, who in sign_in:
        click.echo(f"  {name:<6} {words:<28} {who}")


def _announce(host: str, port: int, data: Path, sign_in: SignIns, as_json: bool) -> None:
    begun = time.monotonic()
    while not answers(host, port):
        waited = time.monotonic() - begun
        if waited > PATIENCE:
            click.echo(
                "It has not answered for three minutes. What stands above may say why; Ctrl-C stops it.", err=True
            )
            return
        time.sleep(min(0.05 + waited / 10, 1.0))
    url = f"http://localhost:{port}/"
    if as_json:
        told = [{"name": name, "words": words, "who": who} for name, words, who in sign_in]
        click.echo(json.dumps({"url": url, "data": str(data), "sign_in": told}))
        return
    click.echo(f"Ready: {url}")
    click.echo(f"Your data is in {data}")
    _say_who_can_sign_in(sign_in)
    click.echo("Maps and help are open to everybody. Ctrl-C stops it.")


@click.command()
@data_option
@click.option("--once", is_flag=True, help="Do everything that is due once, and end.")
@click.option("--json", "as_json", is_flag=True, help="With --once: say what was done as one JSON document.")
def worker(data: Path, once: bool, as_json: bool) -> None:
    """Do what has to happen without anybody asking: send what is due, let go of what is old. 'serve' has one too."""
    _prepared(data)
    if not once:
        working.until_told()
        return
    done, broke = working.once()
    if as_json:
        click.echo(json.dumps({"done": done, "broke": broke}))
    if broke:
        raise click.ClickException(f"Not everything could be done: {', '.join(broke)}. What is due stays due.")
    if not as_json:
        click.echo(f"Done: {', '.join(done)}.")

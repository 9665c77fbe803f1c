"""`wholeperson serve`: one command from an empty folder to a page."""

import contextlib
import socket
import stat
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from tests.serving import free_port, serving
from wholeperson.config import commands, prepare


def get(url: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    with contextlib.closing(HTTPConnection(urlsplit(url).hostname or "", urlsplit(url).port, timeout=5)) as connection:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("place") / "data"


def test_it_makes_what_it_needs_answers_and_stops_cleanly(data: Path) -> None:
    with serving(data, PLACE="Bognor Regis") as served:
        assert served.url.startswith("http://localhost:")
        assert served.data == data
        assert get(served.url, "/healthz")[2] == b"ok"
        status, headers, page = get(served.url, "/help-now/")
        assert status == 200
        assert b"Bognor Regis" in page
        style = page.decode().split('<link rel="stylesheet" href="')[1].split('"')[0]
        status, headers, _ = get(served.url, style, **{"Accept-Encoding": "br"})
        assert (status, headers["content-encoding"]) == (200, "br")
        assert "immutable" in headers["cache-control"]
        assert stat.S_IMODE((data / "secret-key").stat().st_mode) == 0o600
        assert "The tables are up to date." in served.said.read_text()
    assert served.process.returncode == 0


def test_the_second_time_it_looks_into_nothing_again(data: Path) -> None:
    key = (data / "secret-key").read_text()
    with serving(data) as served:
        assert served.said.read_text() == ""
    assert (data / "secret-key").read_text() == key


def test_a_port_in_use_is_a_sentence_with_a_way_on(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        answer = CliRunner().invoke(commands.serve, ["--port", str(port), "--data", str(tmp_path)])
    assert answer.exit_code == 1
    assert f"Port {port} is in use by another program. Try: wholeperson serve --port {port + 1}" in answer.output
    assert not list(tmp_path.iterdir())


def test_a_port_in_use_on_the_other_meaning_of_localhost_counts_too() -> None:
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as other:
        assert commands.port_is_taken(other.getsockname()[1])


def test_a_free_port_is_free_and_nobody_answers_there() -> None:
    port = free_port()
    assert not commands.port_is_taken(port)
    assert not commands.answers("127.0.0.1", port)


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    answer = CliRunner().invoke(commands.serve, ["--port", str(free_port()), "--data", str(tmp_path / "file" / "data")])
    assert answer.exit_code == 1
    assert "cannot be written" in answer.output
    assert "--data" in answer.output


def test_files_for_browsers_that_were_never_built_are_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepare, "BUILT", tmp_path / "nothing")
    with pytest.raises(prepare.NotReadyError, match="npm run build"):
        prepare.everything(tmp_path)


def test_the_secret_is_made_once(tmp_path: Path) -> None:
    folder = prepare.folder(tmp_path / "data")
    first = (folder / "secret-key").read_text()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert prepare.folder(folder) == folder
    assert (folder / "secret-key").read_text() == first
    assert len(first) > 64

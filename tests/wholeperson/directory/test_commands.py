"""The network map from a terminal: each command in a process of its own, on a folder that it opens itself.

Answers for machines on standard output, sentences on standard error; 0 done, 1 not done, 2 asked wrongly.
"""

import json
import re
import tomllib
from pathlib import Path

import pytest

from tests.places import Said, inside, new_place, process
from tools.tree import ROOT

pytestmark = pytest.mark.needs("N1")
HERE = """
from tests.listing import listed
from wholeperson.directory.public import Spot, Where
listed("Tide House", summary="Tea and talk.", places=(Where(town="Bognor Regis", spot=Spot(50.78, -0.67)),))
listed("Rose", kept_safe=True)
answer()
"""
RUN = """
import sys
from wholeperson.directory.commands import directory
directory.main([*sys.argv[2:], *(() if sys.argv[2] == "validate" else ("--data", sys.argv[1]))], prog_name="x")
"""


# A terminal for what is said beside the answer; at the end it is given after the answer, to be looked at.
TERMINAL = """
import atexit, os, pty, threading, time
shown, theirs = pty.openpty()
os.dup2(theirs, 2)
seen = []
threading.Thread(target=lambda: [seen.append(os.read(shown, 4096)) for _ in iter(int, 1)], daemon=True).start()
atexit.register(lambda: (time.sleep(0.2), print(b"".join(seen).decode())))
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("terminal") / "data"
    inside(new_place(data), HERE)
    return data


def run(place: Path, *asked: str) -> Said:
    return process(place, RUN, *asked)


def test_the_command_is_one_of_those_that_are_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["entry-points"]["wholeperson.commands"]["directory"] == "wholeperson.directory.commands:directory"


def test_what_is_given_out_is_of_the_standard_and_can_be_taken_in_again(place: Path, tmp_path: Path) -> None:
    out = tmp_path / "feed"
    said = run(place, "export", str(out), "--json")
    assert (said.code, said.err) == (0, "")
    assert said.json["counts"]["services"] == 2
    assert "Rose" in (out / "services.json").read_text()
    looked = run(place, "validate", str(out), "--json")
    assert (looked.code, looked.json["ok"], looked.err) == (0, True, "")
    taken = run(place, "import", str(out), "--json", "--licence", "Open", "--allowed-by", "The county")
    assert (taken.code, taken.err, taken.json["counts"]["new"]) == (0, "", 2)
    again = run(place, "import", str(out))
    assert (again.code, "2 as before" in again.out) == (0, True)


def test_on_a_terminal_one_sees_how_far_it_has_come(place: Path, tmp_path: Path) -> None:
    given_out = process(place, TERMINAL + RUN, "export", str(tmp_path / "feed"))
    assert "Writing" in given_out.out
    assert "100%" in given_out.out
    taken_in = process(place, TERMINAL + RUN, "import", str(tmp_path / "feed"))
    assert "Taking in" in taken_in.out
    assert re.search(r"\b([1-9]\d*)/\1\b", taken_in.out)


def test_names_of_places_are_loaded_and_gaps_are_told(place: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("name,kind,latitude,longitude\nTidewick,neighbourhood,50.79,-0.68\n")
    assert run(place, "gazetteer", str(names), "--alliance", "bognor-regis", "--json").json == {"names": 1}
    assert run(place, "gazetteer", str(names)).out == "1 names are loaded for everybody.\n"
    in_words = run(place, "gaps").out.splitlines()
    assert in_words[0].startswith("bognor-regis: ")
    assert all(one.startswith("  ") for one in in_words[1:])
    said = run(place, "gaps", "--json")
    assert said.code == 0
    (told,) = said.json.values()
    assert any("Bognor Regis" in one["sentence"] for one in told)
    assert {"sentence", "need", "area", "when", "group", "address"} == set(told[0])


@pytest.mark.parametrize(
    ("asked", "code", "says"),
    [
        (("validate", "nothing.json"), 1, "There is nothing at nothing.json"),
        (("import", "nothing.json"), 1, "no file or folder"),
        (("gaps", "--alliance", "nowhere"), 1, "There is no alliance at 'nowhere'"),
        (("gazetteer", str(ROOT / "README.md"), "--alliance", "nowhere"), 1, "There is no alliance at 'nowhere'"),
        (("gazetteer", str(ROOT / "README.md")), 1, "README.md was not loaded."),
        (("import", "nothing.json", "--columns", str(ROOT / "README.md")), 2, "is not JSON"),
        (("import", "nothing.json", "--columns", str(ROOT / "package.json")), 2, "wants the form"),
        (("export", "/dev/null/feed"), 1, "cannot be written"),
        (("import",), 2, "Missing argument"),
        (("nothing",), 2, "nothing"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_a_number(
    place: Path, asked: tuple[str, ...], code: int, says: str
) -> None:
    said = run(place, *asked)
    assert (said.code, said.out) == (code, "")
    assert says in said.err
    assert "Traceback" not in said.err


def test_a_feed_that_is_wrong_ends_with_one_and_still_answers(place: Path, tmp_path: Path) -> None:
    (tmp_path / "services.json").write_text(json.dumps([{"id": "1"}]))
    said = run(place, "validate", str(tmp_path / "services.json"), "--json")
    assert (said.code, said.json["ok"]) == (1, False)

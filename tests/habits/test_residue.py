"""Nothing of one machine, of a registry or of somebody else's server stays in a tracked file."""

from pathlib import Path

import pytest

from tools.residue import LARGEST, problems
from tools.tree import ROOT, tracked

# Put together here, so that this file does not report itself.
BREAKS = {
    "a home folder": ("a.md", "see /home" + "/robin/house"),
    "a temporary file": ("a.py", 'A = "/tm' + 'p/a"'),
    "a registry": ("package-lock.json", '"resolved": "https://registry' + '.npmjs.org/a"'),
    "an index": ("requirements.lock", "--index-url https://py" + "pi.org/simple"),
    "a link to a file": ("requirements.lock", "a @ file:///opt/pyp" + "i/a.whl"),
    "somebody else's script": ("a.html", '<script src="https://cdn.' + 'example.org/a.js"></script>'),
    "somebody else's font": ("a.css", "src: url(https://fonts.example.org/a)"),
    "somebody else's module": ("a.js", 'import "https://cdn.example.org/a"'),
    "a promise": ("a.py", "# TO" + "DO: later"),
    "an exemption without a reason": ("a.py", "a = 1  # no" + "qa: S105"),
    "an untold type exemption": ("a.py", "a = 1  # type: igno" + "re"),
    "a type exemption without a reason": ("a.py", "a = 1  # type: igno" + "re[misc]"),
    "a room without a name": ("utils.py", ""),
    "a huge file": ("a.csv", "a" * (LARGEST + 1)),
}
FINE = {
    "an exemption with a reason": ("a.py", "a = 1  # no" + "qa: S105  # a label, not a secret"),
    "a type exemption with a reason": ("a.py", "a = 1  # type: igno" + "re[misc]  # the stubs are behind"),
    "a link that a person may follow": ("a.html", '<a href="https://www.nhs.uk/">'),
    "our own picture": ("a.html", '<img src="/static/a.svg" alt="">'),
}


def test_tracked_files_are_free_of_it() -> None:
    assert problems(tracked()) == []


@pytest.mark.parametrize(("name", "text"), BREAKS.values(), ids=BREAKS.keys())
def test_residue_is_found(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    assert problems([tmp_path / name])


@pytest.mark.parametrize(("name", "text"), FINE.values(), ids=FINE.keys())
def test_what_is_fine_is_left_alone(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    assert problems([tmp_path / name]) == []


def test_a_tree_without_git_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src/a.py").touch()
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules/b.js").touch()
    assert tracked(tmp_path) == [tmp_path / "src/a.py"]


def test_the_tree_that_is_read_is_this_one() -> None:
    assert ROOT / "pyproject.toml" in tracked()

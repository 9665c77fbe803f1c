"""The coverage gate holds both ways."""

from pathlib import Path

import pytest

from tools.coverage_gate import measured, problems, rewrite, tightened

FULL = ["wholesystem/*", "wholeperson/*/rules.py"]


@pytest.mark.parametrize(
    ("shares", "floors", "says"),
    [
        ({"wholesystem/maps/a.py": 99.9}, {}, "Write the missing test"),
        ({"wholeperson/team/rules.py": 50.0}, {}, "Write the missing test"),
        ({"wholesystem/a.py": 100.0}, {"wholesystem/a.py": 90}, "Take it off the list"),
        ({"wholeperson/team/views.py": 90.0}, {}, "has no floor"),
        ({"wholeperson/team/views.py": 89.9}, {"wholeperson/team/views.py": 90}, "under its floor"),
        ({"wholeperson/team/views.py": 95.0}, {"wholeperson/team/views.py": 90}, "raise its floor"),
        ({"wholeperson/team/views.py": 100.0}, {"wholeperson/team/views.py": 97}, "Take it off the list"),
        ({}, {"wholeperson/team/views.py": 90}, "no such file"),
    ],
)
def test_the_gate_fails(shares: dict[str, float], floors: dict[str, int], says: str) -> None:
    found = problems(shares, FULL, floors)
    assert len(found) == 1
    assert says in found[0]


def test_the_gate_passes_when_full_rooms_are_full_and_the_rest_holds() -> None:
    shares = {"wholesystem/maps/a.py": 100.0, "wholeperson/team/views.py": 92.0, "wholeperson/team/urls.py": 100.0}
    assert problems(shares, FULL, {"wholeperson/team/views.py": 90}) == []


def test_tightening_only_raises_and_shortens(tmp_path: Path) -> None:
    shares = {"a.py": 97.6, "b.py": 100.0, "c.py": 50.0}
    floors = tightened(shares, FULL, {"a.py": 90, "b.py": 90, "c.py": 60, "gone.py": 10})
    assert floors == {"a.py": 97, "c.py": 60}
    rules = tmp_path / "coverage.toml"
    rules.write_text("# why\nfull = []\n[floors]\n")
    rewrite(rules, floors)
    assert rules.read_text() == '# why\nfull = []\n[floors]\n"a.py" = 97\n"c.py" = 60\n'


def test_paths_are_told_from_the_source_folder(tmp_path: Path) -> None:
    data = {"files": {"src/wholesystem/a.py": {"summary": {"percent_covered": 12.5}}}}
    assert measured(data, tmp_path) == {"wholesystem/a.py": 12.5}

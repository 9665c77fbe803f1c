"""Small rooms: functions to 40 lines, files to 300."""

from pathlib import Path

from tools.sizes import problems
from tools.tree import ROOT


def test_rooms_and_functions_are_small() -> None:
    files = [
        path for folder in ("src", "tools") for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts
    ]
    assert problems(files) == []


def test_a_long_file_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("a = 1\n" * 300)
    assert problems([path]) == []
    path.write_text("a = 1\n" * 301)
    assert "301 lines" in problems([path])[0]


def test_a_long_function_is_found_and_its_docstring_is_not_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("def a():\n    '''One.\n\n    Two.\n    '''\n" + "    b = 1\n" * 39)
    assert problems([path]) == []
    path.write_text("class C:\n  async def a(self):\n" + "    b = 1\n" * 40)
    assert "a has 41 lines" in problems([path])[0]

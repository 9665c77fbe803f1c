"""Documents made from the code follow it, and a difference is seen (`tools.generate --check` compares ours)."""

from pathlib import Path
from types import SimpleNamespace

import click
import grimp
import pytest

from tools import commands, needs, picture, settings
from tools.generated import Document


def test_a_document_that_differs_is_found_and_mended(tmp_path: Path) -> None:
    document = Document(tmp_path / "docs" / "a.md", lambda: "# A\n\nnew\n")
    assert "run `make docs`" in document.problems()[0]
    document.write()
    assert document.problems() == []
    document.path.write_text("# A\n\nold\n")
    assert {"-old", "+new"} <= set(document.problems())


def test_a_part_is_written_between_its_marks_and_nothing_else_is_touched(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    document = Document(page, lambda: "new\n", part="p")
    page.write_text("before\n")
    with pytest.raises(ValueError, match="needs the lines"):
        document.write()
    page.write_text("before\n<!-- made by make docs: p -->\nold\n<!-- end of p -->\nafter\n")
    assert document.problems()
    document.write()
    assert page.read_text() == "before\n<!-- made by make docs: p -->\nnew\n<!-- end of p -->\nafter\n"
    assert document.problems() == []


def test_the_list_of_commands_follows_the_commands() -> None:
    @click.group()
    def house() -> None:
        """A house."""

    before = commands.make(house)

    @house.command()
    @click.option("--wide", is_flag=True, help="Open it wide.")
    def door(wide: bool) -> None:
        """Open the door."""

    assert "Open it wide." in commands.make(house)
    assert commands.make(house) != before


def test_the_list_of_needs_follows_the_marks(tmp_path: Path) -> None:
    source = '@pytest.mark.needs("S3", "P10")\ndef test_it_opens():\n    pass\n'
    source += '\n@pytest.mark.needs("S3")\nclass TestB:\n    def test_c(self):\n        pass\n'
    (tmp_path / "test_a.py").write_text(source)
    assert needs.proofs(tmp_path) == {
        "S3": [("test_a.py", "test_it_opens"), ("test_a.py", "test_c")],
        "P10": [("test_a.py", "test_it_opens")],
    }
    assert "`test_a.py` it opens" in needs.make(tmp_path)


def test_a_mark_on_a_whole_file_counts_for_each_test() -> None:
    assert list(needs.marks('pytestmark = pytest.mark.needs("W9")\n\ndef test_a():\n    pass\n')) == [("W9", "test_a")]


def test_a_need_that_nobody_named_is_refused(tmp_path: Path) -> None:
    (tmp_path / "test_a.py").write_text('@pytest.mark.needs("S99")\ndef test_a():\n    pass\n')
    with pytest.raises(ValueError, match="S99"):
        needs.make(tmp_path)
    with pytest.raises(TypeError, match="write the ids out"):
        list(needs.marks("@pytest.mark.needs(*MANY)\ndef test_a():\n    pass\n"))


def test_the_list_of_settings_follows_what_is_asked_for_and_names_no_folder() -> None:
    asked = [
        SimpleNamespace(name="A", kind="file", default="/folder/key", help="Signs."),
        SimpleNamespace(name="B", kind="text", default=None, help="Says."),
    ]
    made = settings.table(asked, "/folder")
    assert "| `A` | file | `(data)/key` | Signs. |" in made
    assert "| `B` | text | none: set it | Says. |" in made


def test_the_picture_follows_the_imports() -> None:
    graph = grimp.ImportGraph()
    for module in ("wholeperson", "wholeperson.a", "wholeperson.a.views", "wholesystem", "wholesystem.maps"):
        graph.add_module(module)
    before = picture.draw(graph)
    graph.add_import(importer="wholeperson.a.views", imported="wholesystem.maps")
    assert "wholeperson.a --> wholesystem.maps" not in before
    assert "wholeperson.a --> wholesystem.maps" in picture.draw(graph)

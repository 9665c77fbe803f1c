"""Documents made from the code: write them, or say which no longer match."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Document:
    """A page, or the part of a page between two marks, that a function writes."""

    path: Path
    make: Callable[[], str]
    part: str = ""

    def wanted(self) -> str:
        """The whole page as it should be."""
        if not self.part:
            return self.make()
        begin, end = f"<!-- made by make docs: {self.part} -->\n", f"<!-- end of {self.part} -->"
        page = self.path.read_text()
        if begin not in page or end not in page:
            raise ValueError(f"{self.path.name} needs the lines {begin.strip()} and {end}.")
        before, _, rest = page.partition(begin)
        return before + begin + self.make().rstrip("\n") + "\n" + end + rest.partition(end)[2]

    def write(self) -> None:
        """Put the page where it belongs."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.wanted())

    def problems(self) -> list[str]:
        """Say where the page and the code differ."""
        there = self.path.read_text() if self.path.exists() else ""
        wanted = self.wanted()
        if there == wanted:
            return []
        lines = difflib.unified_diff(
            there.splitlines(), wanted.splitlines(), "as it is", "as the code says", "", "", 0, ""
        )
        return [f"{self.path.name} no longer matches the code; run `make docs`.", *list(lines)[:12]]

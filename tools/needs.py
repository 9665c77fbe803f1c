"""docs/reference/needs.md: every need that the reports name, and the tests that say they prove it.

The needs stand in tests/needs.toml; the proof is `@pytest.mark.needs("S3", …)` on a test, a class or a file.
"""

import ast
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tools.tree import ROOT

NEEDS = ROOT / "tests" / "needs.toml"


def _ids(node: ast.AST) -> Iterator[str]:
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.needs":
            for argument in call.args:
                if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
                    raise TypeError(f'line {argument.lineno}: write the ids out, as in needs("S3", "P10").')
                yield argument.value


def marks(source: str) -> Iterator[tuple[str, str]]:
    """Give (need, test) for every mark in a file of tests."""
    tree = ast.parse(source)
    whole_file = [
        node for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark"
    ]
    for outer in tree.body:
        inside = outer.body if isinstance(outer, ast.ClassDef) else [outer]
        around = [*whole_file, *(outer.decorator_list if isinstance(outer, ast.ClassDef) else [])]
        for test in inside:
            if isinstance(test, ast.FunctionDef | ast.AsyncFunctionDef) and test.name.startswith("test"):
                for need in sorted({one for node in [*around, *test.decorator_list] for one in _ids(node)}):
                    yield need, test.name


def proofs(tests: Path) -> dict[str, list[tuple[str, str]]]:
    """Need to the (file, test) pairs that claim it."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path in sorted(tests.rglob("test_*.py")):
        for need, test in marks(path.read_text()):
            found[need].append((path.relative_to(tests).as_posix(), test))
    return found


def known() -> dict[str, Any]:
    """The areas with their needs."""
    return tomllib.loads(NEEDS.read_text())


def unknown(found: Mapping[str, object], areas: Mapping[str, Any]) -> list[str]:
    """Ids that are claimed and that nobody named."""
    return sorted(set(found) - {need for area in areas.values() for need in area["needs"]})


def make(tests: Path = ROOT / "tests") -> str:
    """Write the page."""
    found, areas = proofs(tests), known()
    if strange := unknown(found, areas):
        raise ValueError(f"Tests claim needs that tests/needs.toml does not know: {', '.join(strange)}.")
    total = sum(len(area["needs"]) for area in areas.values())
    lines = [
        "# Needs", "",
        "Every need that the five reports name, and the tests that say they prove it, made by `make docs` from",
        f"the marks `@pytest.mark.needs(…)`. {len(found)} of {total} have a test so far; one without is not met yet.",
    ]  # fmt: skip
    for area in areas.values():
        lines += ["", f"## {area['title']}", "", "| id | need | source | proved by |", "| --- | --- | --- | --- |"]
        for need, (text, source) in area["needs"].items():
            proof = "<br>".join(
                f"`{file}` {test.removeprefix('test_').replace('_', ' ')}" for file, test in found.get(need, [])
            )
            lines.append(f"| {need} | {text} | {source} | {proof} |")
    return "\n".join(lines) + "\n"

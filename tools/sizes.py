"""Small rooms: functions to 40 lines (their docstring not counted), files to 300."""

import ast
from collections.abc import Iterable
from pathlib import Path

LONGEST_FUNCTION = 40
LONGEST_FILE = 300


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    length = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        length -= (first.end_lineno or first.lineno) - first.lineno + 1
    return length


def problems(files: Iterable[Path]) -> list[str]:
    """Sentences about files and functions that have grown too long."""
    said = []
    for path in files:
        text = path.read_text()
        if (lines := len(text.splitlines())) > LONGEST_FILE:
            said.append(f"{path}: {lines} lines; a file has at most {LONGEST_FILE}. Which room is missing?")
        said += [
            f"{path}:{node.lineno}: {node.name} has {long} lines; a function has at most {LONGEST_FUNCTION}."
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (long := _length(node)) > LONGEST_FUNCTION
        ]
    return said

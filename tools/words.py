"""The house word list: what the interface's own voice does not say (tools/words.toml).

Read are the texts of templates (with the attributes that are read aloud), the sentences in the platform's Python, and
the sentences of the library's data files that are ours. Participants' own names and quotes are never looked at.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tools.tree import ROOT, report

LIST = ROOT / "tools" / "words.toml"
SPOKEN_ATTRIBUTES = r"(?:title|alt|placeholder|aria-label|aria-description|value|content)"
OURS_IN_DATA = {"title", "lead", "about", "says", "text", "warning", "note", "what", "remedy", "name"}
# Sentences here are for developers or machines, or lists of what somebody else may call a thing.
SENTENCE = re.compile(r"[A-Za-z]+ [A-Za-z]+")
SQL = re.compile(r"\b(?:SELECT|CREATE|RAISE|PRAGMA)\b")
NOT_INTERFACE = {"migrations", "settings.py", "apps.py"}


@dataclass(frozen=True)
class Word:
    """One entry of the list, ready to look for."""

    pattern: re.Pattern[str]
    allowed: re.Pattern[str] | None
    instead: str

    def found(self, text: str) -> str | None:
        """Give the word as it stands in the text, unless every time it is part of an allowed phrase."""
        hit = self.pattern.search(self.allowed.sub(" ", text) if self.allowed else text)
        return hit.group(0) if hit else None


def words(path: Path = LIST) -> list[Word]:
    """Read the list; an entry without a source or a reason is refused."""
    entries = []
    for entry in tomllib.loads(path.read_text())["words"]:
        if not (entry.get("source") and entry.get("why") and entry.get("instead")):
            raise ValueError(f"{entry['word']}: give its source, why, and what to say instead.")
        flags = re.NOFLAG if entry.get("exact") else re.IGNORECASE
        allowed = "|".join(re.escape(phrase) for phrase in entry.get("allow", ()))
        pattern = re.compile(rf"(?<![\w-])(?:{entry['word']})(?![\w-])", flags)
        entries.append(Word(pattern, re.compile(allowed, re.IGNORECASE) if allowed else None, entry["instead"]))
    return entries


def template_texts(source: str) -> Iterator[tuple[int, str]]:
    """Give what a template says, with its line: no tags, no comments, no scripts, nobody's quoted words."""

    def blank(hit: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", hit.group(0))

    hidden = r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->|<script\b.*?</script>|<style\b.*?</style>"
    quoted = r"<(?:q|blockquote|code)\b.*?</(?:q|blockquote|code)>"
    text = re.sub(f"(?s){hidden}|{quoted}", blank, source)
    for hit in re.finditer(rf"(?s)\b{SPOKEN_ATTRIBUTES}=\"([^\"]*)\"", text):
        yield text.count("\n", 0, hit.start()) + 1, re.sub(r"\{[%{].*?[%}]\}", " ", hit.group(1))
    for tagged in re.finditer(r"(?s)\{%\s*(?:translate|trans)\s+\"([^\"]*)\"", text):
        yield text.count("\n", 0, tagged.start()) + 1, tagged.group(1)
    plain = re.sub(r"(?s)\{[%{].*?[%}]\}|<[^>]*>", blank, text)
    yield from ((number, line) for number, line in enumerate(plain.splitlines(), 1) if line.strip())


def python_texts(source: str) -> Iterator[tuple[int, str]]:
    """Give the sentences in code: strings with a blank in them that are not docstrings and not code."""
    tree = ast.parse(source)
    places = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    silent = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, places) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield from [(node.lineno, node.value)] if SENTENCE.search(node.value) and not SQL.search(node.value) else []


def data_texts(data: Any, key: str = "") -> Iterator[str]:
    """Give the sentences of a data file that are ours; labels and quotes belong to the participants."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from data_texts(value, str(name))
    elif isinstance(data, list):
        for value in data:
            yield from data_texts(value, key)
    elif isinstance(data, str) and key in OURS_IN_DATA:
        yield data


def _texts(path: Path) -> Iterator[tuple[int, str]]:
    if path.suffix == ".html":
        return template_texts(path.read_text())
    if path.suffix == ".py":
        return python_texts(path.read_text())
    return ((0, text) for text in data_texts(yaml.safe_load(path.read_text())))


def _spoken(root: Path) -> Iterator[Path]:
    for path in sorted((root / "src").rglob("*")):
        parts = set(path.relative_to(root).parts)
        ours = "wholeperson" in parts and path.suffix in {".html", ".py"} and not NOT_INTERFACE & parts
        if ours or ("wholesystem" in parts and path.suffix in {".yaml", ".yml"}):
            yield path


def problems(root: Path, listed: list[Word]) -> list[str]:
    """Sentences about every place where our own voice uses a listed word."""
    said = []
    for path in _spoken(root):
        for line, text in _texts(path):
            for word in listed:
                if hit := word.found(text):
                    where = f"{path.relative_to(root)}:{line}" if line else f"{path.relative_to(root)}"
                    said.append(f'{where}: says "{hit}" ({" ".join(text.split())[:70]}). Instead: {word.instead}')
    return said


if __name__ == "__main__":
    sys.exit(report(problems(ROOT, words()), "words"))

"""What may not be in a tracked file.

A path of one machine, a registry's host, somebody else's server in a page, unfinished business, an exemption without a
reason; and no file may be huge or be called `helpers.py`.
"""

import re
from collections.abc import Iterable
from pathlib import Path

LARGEST = 600 * 1024
# The patterns are broken up so that this file does not report itself.
REGISTRY = "names a package registry's host"
EVERYWHERE = {
    r"/(?:home|Users|root|wor[k])/[A-Za-z.][\w.-]*/": "names a path of one machine",
    r"/tm[p]/[a-z]": "names a path of one machine",
    r"(?:https?|file)://[^\s\"')]*(?:pyp[i]|simpl[e]/|pythonhoste[d]|npmj[s]|registry\.)": REGISTRY,
    r"\b(?:TOD[O]|FIXM[E]|XX[X])\b": "promises instead of doing",
}
ELSEWHERE = "loads from somebody else's server"
IN_PAGES = {
    r"<(?:script|link|iframe|img|source|audio|video|use)\b[^>]*\b(?:src|href)=[\"'](?:https?:)?//": ELSEWHERE,
    r"(?:@import|url\()\s*[\"']?(?:https?:)?//": ELSEWHERE,
    r"\b(?:import|from|fetch\()\s*[\"'](?:https?:)?//": ELSEWHERE,
}
IN_PYTHON = {
    r"#\s*noq[a](?!:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*:? .*\S{3})": "exempts a line without a code and a reason",
    r"#\s*type:\s*ignor[e](?!\[[\w-]+(?:,\s*[\w-]+)*\]\s+#\s*\S{3})": "exempts a line without a code and a reason",
}
PAGES = {".html", ".css", ".js", ".mjs", ".svg"}
NOT_A_ROOM = {"helpers.py", "utils.py", "helper.py", "util.py"}


def _patterns(path: Path) -> dict[str, str]:
    return EVERYWHERE | (IN_PAGES if path.suffix in PAGES else {}) | (IN_PYTHON if path.suffix == ".py" else {})


def in_text(path: Path, text: str) -> list[str]:
    """Sentences about one file's text."""
    said = []
    for pattern, what in _patterns(path).items():
        for hit in re.finditer(pattern, text):
            line = text.count("\n", 0, hit.start()) + 1
            said.append(f"{path}:{line}: {what}: {hit.group(0)[:60]}")
    return said


def problems(files: Iterable[Path]) -> list[str]:
    """Sentences about all files."""
    said = []
    for path in files:
        content = path.read_bytes()
        if len(content) > LARGEST:
            said.append(f"{path}: {len(content) // 1024} KB; a tracked file has at most {LARGEST // 1024}.")
        if path.name in NOT_A_ROOM:
            said.append(f"{path}: is not the name of a room. Say what it does.")
        if b"\0" not in content[:8000]:
            said += in_text(path, content.decode(errors="replace"))
    return said

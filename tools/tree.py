"""Where things are in this repository."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SKIPPED = {".git", ".venv", "node_modules", "build", "data", "__pycache__", "built", "dist"}


def tracked(root: Path = ROOT) -> list[Path]:
    """Files that git keeps or would keep; without git, everything that no tool made."""
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=False,
    )
    if (root / ".git").exists() and listed.returncode == 0:
        names = [name for name in listed.stdout.decode().split("\0") if name]
        return sorted(path for name in names if (path := root / name).is_file())
    return sorted(
        path for path in root.rglob("*") if path.is_file() and not SKIPPED & set(path.relative_to(root).parts)
    )


def report(problems: list[str], gate: str) -> int:
    """Print what is wrong, one line each, and give the exit status."""
    for problem in problems:
        print(problem)
    print(f"{gate}: {len(problems)} to mend" if problems else f"{gate}: nothing to mend")
    return 1 if problems else 0

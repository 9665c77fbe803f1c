"""Write requirements.lock: one version for every library, with no host, path or option in it."""

import subprocess
import sys

from tools.tree import ROOT

LOCK = ROOT / "requirements.lock"
FIRST_LINE = (
    "# Every version that `make` installs. Written by `make lock` from pyproject.toml; see docs/decisions/0002.\n"
)
OPTIONS = [
    "--all-extras", "--strip-extras", "--no-annotate", "--no-header", "--quiet", "--output-file", "-",
    "--no-emit-options", "--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host",
]  # fmt: skip


def versions(printed: str) -> list[str]:
    """The `name==version` lines; pip-compile's remarks and this machine's options stay out."""
    return [line for line in printed.splitlines() if "==" in line and not line.startswith(("#", "-", " "))]


def main() -> None:
    """Ask pip-compile, keep the versions."""
    command = [sys.executable, "-m", "piptools", "compile", *OPTIONS, "pyproject.toml"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    LOCK.write_text(FIRST_LINE + "".join(line + "\n" for line in versions(done.stdout)))


if __name__ == "__main__":
    main()

"""What the tests need from the machine and pip cannot bring: a Chromium and PostgreSQL's server."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES_OF_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
INSTALL = ["apt-get", "install", "--yes", "--no-install-recommends"]


def chromium() -> str | None:
    """The system's own browser, or None."""
    return next((found for name in NAMES_OF_CHROMIUM if (found := shutil.which(name))), None)


def postgres() -> Path | None:
    """The folder with PostgreSQL's newest `initdb` and `pg_ctl`, or None."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name.split(".")[0]))
    on_path = shutil.which("pg_ctl")
    folders = [*reversed(debian), *([Path(on_path).resolve().parent] if on_path else [])]
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


def missing() -> list[str]:
    """Debian's names of what is not here."""
    return [name for name, found in (("chromium", chromium()), ("postgresql", postgres())) if not found]


def main() -> int:
    """Install what is missing where that is ours to do; elsewhere say the one line."""
    names = missing()
    if not names:
        return 0
    if not (shutil.which("apt-get") and os.geteuid() == 0):
        print(
            f"The tests need {' and '.join(names)}. Please run: sudo apt-get install {' '.join(names)}", file=sys.stderr
        )
        return 1
    print(f"Installing {' and '.join(names)} for the tests")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "--quiet"], env=quiet, check=True)
    subprocess.run([*INSTALL, *names], env=quiet, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

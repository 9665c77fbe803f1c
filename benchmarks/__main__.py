"""Measure, and print one table: `python -m benchmarks`. Nothing is asserted about time: machines differ."""

import os
import platform
import subprocess
import sys
import time
from importlib.metadata import version

from benchmarks.timing import table
from benchmarks.workloads import ensembles, pages, questions, rankings, structures
from wholesystem import dynamics


def main() -> None:
    """Warm up, measure, print."""
    before = time.perf_counter()
    dynamics.warm()
    warmed = time.perf_counter() - before
    rows = [*ensembles(), *pages(), *questions(), *rankings(), *structures()]
    names = ("numpy", "numba", "networkx", "scipy", "pysd", "pysimlin")
    print(f"Python {platform.python_version()}, " + ", ".join(f"{name} {version(name)}" for name in names))
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(f"{os.cpu_count()} cores, {platform.machine()}, load {load:.1f}; kernels ready after {warmed:.2f} s")
    print(table(rows), flush=True)
    # Each database in a process of its own: settings are read once.
    for before in ([], [sys.executable, "-m", "tests.postgres"]):
        subprocess.run([*before, sys.executable, "-m", "benchmarks.directory"], check=False)


if __name__ == "__main__":
    main()

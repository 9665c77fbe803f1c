"""The coverage gate: rooms at 100 %, and a two-way ratchet for the rest.

coverage's own `fail_under` knows one number for everything, so this reads its JSON report instead.
"""

import argparse
import json
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path

from tools.tree import ROOT, report

RULES = ROOT / "tools" / "coverage.toml"
SLACK = 5  # points that a file may rise above its floor before the floor has to follow


def measured(data: Mapping[str, dict], root: Path = ROOT) -> dict[str, float]:
    """Path from src/ to the share that is covered, from coverage's JSON report."""
    found = {}
    for name, file in data["files"].items():
        path = Path(name)
        path = path.relative_to(root) if path.is_absolute() else path
        found[path.as_posix().removeprefix("src/")] = float(file["summary"]["percent_covered"])
    return found


def problems(shares: Mapping[str, float], full: list[str], floors: Mapping[str, int]) -> list[str]:
    """Sentences about every file whose coverage is not what the rules say."""
    said = []
    for path, share in sorted(shares.items()):
        floor = floors.get(path)
        if any(fnmatch(path, pattern) for pattern in full):
            if share < 100:
                said.append(f"{path}: {share:.1f} % covered; everything here is run by a test. Write the missing test.")
            if floor is not None:
                said.append(f"{path}: has a floor, but stands in a room that is at 100 %. Take it off the list.")
        elif floor is None:
            if share < 100:
                said.append(
                    f'{path}: {share:.1f} % covered and has no floor. Cover it, or add it: "{path}" = {int(share)}'
                )
        elif share >= 100:
            said.append(f"{path}: fully covered now. Take it off the list (--tighten does).")
        elif share < floor:
            said.append(f"{path}: {share:.1f} % covered, under its floor of {floor} %.")
        elif share >= floor + SLACK:
            said.append(f"{path}: {share:.1f} % covered now; raise its floor of {floor} % (--tighten does).")
    said += [f"{path}: has a floor, but there is no such file." for path in sorted(set(floors) - set(shares))]
    return said


def tightened(shares: Mapping[str, float], full: list[str], floors: Mapping[str, int]) -> dict[str, int]:
    """The floors after what has improved: never lower, never longer."""
    kept = {path: floor for path, floor in floors.items() if path in shares and shares[path] < 100}
    kept = {path: floor for path, floor in kept.items() if not any(fnmatch(path, pattern) for pattern in full)}
    return {path: max(floor, int(shares[path])) for path, floor in sorted(kept.items())}


def rewrite(rules: Path, floors: Mapping[str, int]) -> None:
    """Put new floors under the heading, leaving what stands above it."""
    head = rules.read_text().partition("[floors]\n")[0]
    rules.write_text(head + "[floors]\n" + "".join(f'"{path}" = {floor}\n' for path, floor in sorted(floors.items())))


def main() -> int:
    """Combine the runs, compare with the rules."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--tighten", action="store_true", help="raise floors and shorten the list, after `make test`")
    tighten = ask.parse_args().tighten
    coverage = [sys.executable, "-m", "coverage"]
    if any((ROOT / "build" / "coverage").glob("data.*")):
        subprocess.run([*coverage, "combine", "--quiet"], cwd=ROOT, check=True)
    result = ROOT / "build" / "coverage" / "coverage.json"
    subprocess.run([*coverage, "json", "--quiet", "-o", str(result)], cwd=ROOT, check=True)
    rules = tomllib.loads(RULES.read_text())
    shares, full, floors = measured(json.loads(result.read_text())), rules["full"], rules["floors"]
    if tighten:
        floors = tightened(shares, full, floors)
        rewrite(RULES, floors)
    return report(problems(shares, full, floors), "coverage")


if __name__ == "__main__":
    sys.exit(main())

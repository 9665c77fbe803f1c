"""What stands on the network map in tests: entries that the place itself wrote down. All of them are invented."""

from datetime import time
from typing import Any

from tests.cast import TESTS, alliance
from wholeperson.directory import public as directory
from wholeperson.directory.public import ResourceKind


def listed(
    name: str, *, by: str = "The Hub", place: str = "Bognor Regis", kind: ResourceKind = ResourceKind.GROUP,
    **kept: Any,
) -> directory.Listed:  # fmt: skip
    """Put something on the network map of an alliance. ``kept`` is what else its entry says."""
    run_by = directory.keep_organization(by=TESTS, alliance_id=alliance(place).id, name=by)
    entry = directory.Entry(name=name, kind=kind, **kept)
    found = directory.resource(directory.keep_entry(by=TESTS, organization=run_by, entry=entry).id)
    assert found is not None
    return found


def weekly(days: str, opens: str, closes: str) -> directory.Opens:
    """Say that something is open every week: ``weekly("TH,FR", "10:00", "12:00")``."""
    return directory.Opens(
        rule=directory.Rule(
            opens=time.fromisoformat(opens), closes=time.fromisoformat(closes), days=tuple(days.split(","))
        )
    )

"""The form of What if as a person left it: its lines, and the scenario where it can be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from wholeperson.mapping.rules.scenario import Scenario

STARTS = {"0": "from now", "13": "in three months", "26": "in half a year", "52": "in a year"}
LENGTHS = {"": "and stays", "13": "for three months", "26": "for half a year", "52": "for a year"}
IDEAS = ("a", "b")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the form as the person left it."""

    name: str
    what: str = ""
    how: str = ""
    start: str = "0"
    length: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The form as it stands: its lines, what is watched, for how long; and the scenario where it can be read."""

    rows: Mapping[str, tuple[Row, ...]]
    watch: str
    years: int
    scenario: Scenario | None
    problem: str = ""

    @property
    def address(self) -> str:
        """The scenario as an address that can be shared."""
        if self.scenario is None:
            return ""
        pairs = [(idea, str(move)) for idea in IDEAS for move in getattr(self.scenario, idea)]
        return urlencode([*pairs, ("watch", self.watch), ("years", self.years), ("seed", self.scenario.seed)])

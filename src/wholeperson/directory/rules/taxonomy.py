"""What people look for, in their own words: needs, interests, and whom something suits. Read from taxonomy.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Branch(Enum):
    """Which of the three lists a term stands in."""

    NEED = "needs"
    INTEREST = "interests"
    GROUP = "groups"


@dataclass(frozen=True)
class Term:
    """One thing that people look for.

    Args:
        key: how it is stored.
        label: how a page says it.
        says: other ways in which people ask for it.
        uri: its address in the national lists, where it has one.
        variables: what on the public maps it adds to, as ``map id/variable id``.
    """

    key: str
    label: str
    branch: Branch
    says: tuple[str, ...] = ()
    uri: str = ""
    variables: tuple[str, ...] = ()


def read(file: Mapping[str, list[Mapping[str, Any]]]) -> Mapping[str, Term]:
    """Read the file's three lists into terms by key, in their order.

    Raises:
        ValueError: where a key stands twice.
    """
    found: dict[str, Term] = {}
    for branch in Branch:
        for row in file[branch.value]:
            if row["key"] in found:
                raise ValueError(f"{row['key']} stands twice in the taxonomy.")
            says, variables = tuple(row.get("says", ())), tuple(row.get("variables", ()))
            found[row["key"]] = Term(row["key"], row["label"], branch, says, row.get("uri", ""), variables)
    return found

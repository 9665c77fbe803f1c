from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from wholeperson.directory.rules.taxonomy import Branch, Term, read


@cache
def terms() -> Mapping[str, Term]:
    """Give every term by its key."""
    return read(yaml.safe_load(files("wholeperson.directory").joinpath("taxonomy.yaml").read_text(encoding="utf-8")))


def terms_of(branch: Branch) -> tuple[Term, ...]:
    """Give the terms of one list, in order."""
    return tuple(term for term in terms().values() if term.branch is branch)
